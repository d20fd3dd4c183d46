"""Measures how often the quoted sentences hold the answer.

    python -m benchmarks.reading SET.jsonl.gz [--distractors KOWIKI.jsonl.gz --articles M]

A sentence holds the answer when it is of the right file and has a gold answer in it, to the letter.
That is more than "the right place" and less than "an answer": nobody judges the sentence.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpora import read_articles, read_rows
from benchmarks.workbench import open_index, write_set
from index.errors import ChulcheoError
from rag.evidence import SentenceReader
from rag.metrics import mean_interval
from rag.passages import PassageOptions, build_passages
from rag.questions import read_questions
from rag.remembering import RememberingEncoder
from ui.wiring import Engines, make_retriever

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.datatypes import Citation
    from rag.questions import QuestionCase

MEASURES = ("first sentence", "any of the quoted", "sentences quoted")


def measure(folder: Path, limit: int | None) -> dict[str, list[float]]:
    """Return the judgements on the questions of a folder that `write_set` wrote, by measure."""
    tools = Engines(None, lambda _line: None).tools()
    snapshot = open_index(folder, tools)
    encoder = RememberingEncoder(tools.encoder)
    retriever = make_retriever(snapshot, encoder, tools.analyzer)
    reader = SentenceReader(encoder, tools.analyzer, snapshot.lexical)
    options = PassageOptions()
    found: dict[str, list[float]] = {name: [] for name in MEASURES}
    for case in read_questions(folder / "questions.jsonl")[:limit]:
        hits = retriever.retrieve(case.question, top_k=options.hits)
        reading = reader.read(case.question, build_passages(snapshot, hits, options))
        right = [holds_answer(citation, case) for citation in reading.citations]
        found["first sentence"].append(float(right[:1] == [True]))
        found["any of the quoted"].append(float(any(right)))
        found["sentences quoted"].append(float(len(right)))
    return found


def holds_answer(citation: Citation, case: QuestionCase) -> bool:
    """Return whether a quote stands in a right file and has a gold answer in it."""
    return citation.source in case.sources and any(
        answer in citation.quote for answer in case.gold_answers
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a Markdown table and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    parser.add_argument("questions", type=Path, metavar="SET.jsonl.gz")
    parser.add_argument("--distractors", type=Path, metavar="KOWIKI.jsonl.gz")
    parser.add_argument("--articles", type=int, default=200, metavar="M")
    parser.add_argument("--limit", type=int, metavar="N")
    parser.add_argument("--work", type=Path, default=Path(".bench"), metavar="DIR")
    options = parser.parse_args(arguments)
    try:
        others = (
            read_articles(options.distractors, limit=options.articles)
            if options.distractors
            else []
        )
        folder = options.work / f"{options.questions.name.split('.')[0]}+{len(others)}"
        write_set(read_rows(options.questions), folder, distractors=others)
        found = measure(folder, options.limit)
    except ChulcheoError as error:
        print(f"benchmarks.reading: {error}", file=sys.stderr)
        return 1
    print("| measure | value | questions |\n|---|---|---|")
    for name, values in found.items():
        low, high = mean_interval(values)
        mean = sum(values) / len(values)
        print(f"| {name} | {mean:.3f} [{low:.3f}, {high:.3f}] | {len(values)} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
