"""Measures the span reader on the very passages that the questions were asked about.

    python -m benchmarks.gold SET.jsonl.gz ... [--limit N]

Exact match and F1 are KorQuAD 1.0's (characters), with 95 % bootstrap intervals; "as read" is the
span of tokens, "trimmed" what is left without particles. Of the set that the reader was trained on
in part, only the titles held out of training are asked.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

from benchmarks.corpora import read_rows
from benchmarks.unseen import is_unseen
from index.encoding import SentenceEncoder
from index.errors import ChulcheoError
from index.kiwi import KiwiAnalyzer
from rag.adapter import READER, load_adapter
from rag.boundaries import trim
from rag.datatypes import Passage
from rag.metrics import character_f1, exact_match, mean_interval
from rag.span_model import SpanModel
from rag.spans import PassageSpans, SpanOptions

if TYPE_CHECKING:
    from benchmarks.corpora import Row
    from index.language import Grammar
    from rag.datatypes import SpanFinder

# A gold passage is read whole, however long.
EVERY_WINDOW = 64
SEED = 1


def answers(row: Row, finder: SpanFinder, grammar: Grammar) -> tuple[str, str]:
    """Return the likeliest words of a row's context, as read and trimmed."""
    passage = Passage(
        number=1,
        source=row.id,
        title=row.title,
        published=None,
        start=0,
        end=len(row.context),
        text=row.context,
        score=1.0,
    )
    found = finder.find(row.question, [passage])
    if not found:
        return "", ""
    start, end = trim(row.context, found[0].start, found[0].end, grammar)
    return found[0].text, row.context[start:end]


def measure(rows: Sequence[Row], finder: SpanFinder, grammar: Grammar) -> list[str]:
    """Return the cells of a line of the table: exact match and F1, as read and trimmed."""
    pairs = [answers(row, finder, grammar) for row in rows]
    cells = [f"{len(rows):,}"]
    for texts in zip(*pairs, strict=True):
        for judge in (exact_match, character_f1):
            judged = [judge(text, row.answers) for text, row in zip(texts, rows, strict=True)]
            low, high = mean_interval(judged)
            cells.append(f"{fmean(judged):.3f} [{low:.3f}, {high:.3f}]")
    return cells


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a Markdown table and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gold", description=__doc__)
    parser.add_argument("questions", type=Path, nargs="+", metavar="SET.jsonl.gz")
    parser.add_argument("--adapter", type=Path, default=READER, metavar="FILE")
    parser.add_argument("--limit", type=int, metavar="N", help="ask a sample of N of each set")
    options = parser.parse_args(arguments)
    try:
        encoder = SentenceEncoder()
        model = SpanModel(encoder.transformer(), load_adapter(options.adapter, encoder.name))
        finder = PassageSpans(model, SpanOptions(most_windows=EVERY_WINDOW))
        grammar = KiwiAnalyzer()
        print("| set | questions | EM as read | F1 as read | EM trimmed | F1 trimmed |")
        print("|---|---|---|---|---|---|")
        for path in options.questions:
            rows = [row for row in read_rows(path) if is_unseen(path, row.title)]
            random.Random(SEED).shuffle(rows)  # noqa: S311  (no secret)
            cells = measure(rows[: options.limit], finder, grammar)
            print(f"| {path.name.partition('.')[0]} | {' | '.join(cells)} |", flush=True)
    except ChulcheoError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
