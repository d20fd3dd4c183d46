"""Measures what two readers make of the passages that a question finds.

    python -m benchmarks.reading SET.jsonl.gz [--distractors KOWIKI.jsonl.gz --articles M]

`sentences` quotes by words and meaning alone, as where the trained reader is missing; `spans` is
the trained one. A sentence holds the answer when it is of the right file and has a gold answer in
it, to the letter: more than "the right place" and less than "an answer", for nobody judges it.
Exact match and F1 of the short answer are KorQuAD 1.0's (characters), and 0 where there is none.
Milliseconds are of reading alone, without the search. Of the set that the reader was trained on in
part, only the titles held out of training are asked.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from pathlib import Path
from statistics import fmean, median
from typing import TYPE_CHECKING

from benchmarks.corpora import read_articles, read_rows
from benchmarks.unseen import is_unseen
from benchmarks.workbench import open_index, write_set
from index.errors import ChulcheoError
from rag.evidence import SentenceReader
from rag.metrics import character_f1, exact_match, mean_interval
from rag.passages import PassageOptions, build_passages
from rag.questions import read_questions
from rag.remembering import RememberingEncoder
from rag.span_reader import SpanReader
from ui.wiring import Engines, load_spans, make_retriever

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rag.datatypes import Citation, Passage, Reader
    from rag.questions import QuestionCase

Figures = dict[str, list[float]]


def measure(folder: Path, titles: Sequence[str], options: argparse.Namespace) -> dict[str, Figures]:
    """Return the judgements on the questions of a folder that `write_set` wrote, by reader.

    Args:
        folder: Holds the set.
        titles: Of the article that each question is about.
        options: Of the program.
    """
    engines = Engines(None, lambda _line: None)
    tools, language = engines.tools(), engines.analyzer()
    snapshot = open_index(folder, tools)
    encoder = RememberingEncoder(tools.encoder)
    retriever = make_retriever(snapshot, encoder, language)
    sentences = SentenceReader(encoder, language, snapshot.lexical)
    readers: Mapping[str, Reader] = {
        # First, for the other then finds the words of the sentences at hand.
        "spans": SpanReader(load_spans(engines.encoder()), sentences, language),
        "sentences": sentences,
    }
    cases = zip(read_questions(folder / "questions.jsonl"), titles, strict=True)
    asked = [case for case, title in cases if is_unseen(options.questions, title)]
    found: dict[str, Figures] = {name: defaultdict(list) for name in readers}
    for case in asked[: options.limit]:
        hits = retriever.retrieve(case.question, top_k=PassageOptions().hits)
        passages = build_passages(snapshot, hits, PassageOptions())
        for name, reader in readers.items():
            for figure, value in judge(reader, case, passages).items():
                found[name][figure].append(value)
    return found


def judge(reader: Reader, case: QuestionCase, passages: Sequence[Passage]) -> dict[str, float]:
    """Return what a reader makes of one question's passages, by figure."""
    start = time.perf_counter()
    reading = reader.read(case.question, passages)
    milliseconds = 1000 * (time.perf_counter() - start)
    right = [holds_answer(citation, case) for citation in reading.citations]
    short = reading.short_answer or ""
    return {
        "first sentence": float(right[:1] == [True]),
        "any of the quoted": float(any(right)),
        "sentences quoted": float(len(right)),
        "exact match": exact_match(short, case.gold_answers),
        "F1": character_f1(short, case.gold_answers),
        "ms": milliseconds,
    }


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
        questions = write_set(read_rows(options.questions), folder, distractors=others)
        found = measure(folder, [question.title for question in questions], options)
    except ChulcheoError as error:
        print(f"benchmarks.reading: {error}", file=sys.stderr)
        return 1
    print("| reader | figure | value | questions |\n|---|---|---|---|")
    for reader, figures in found.items():
        for name, values in figures.items():
            low, high = mean_interval(values)
            told = f"{fmean(values):.3f} [{low:.3f}, {high:.3f}]"
            value = f"{median(values):.0f} (median)" if name == "ms" else told
            print(f"| {reader} | {name} | {value} | {len(values)} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
