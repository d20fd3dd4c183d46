"""Asks questions through the whole path, and prints the answers for a person to read.

    python -m benchmarks.writing QUESTIONS.jsonl --corpus DIR (--gguf FILE | --llm URL --model NAME)

After each question: what came of asking the model, and in how many seconds; the sentences that
stand, each with the quotes that it cites; and those that were held back, with what the articles do
not have of them. In the end: how many citations quote their file to the letter, and how many of the
sentences that the model wrote stand.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from benchmarks.asking import add_options, ask, opened_asker, picked_cases
from index.errors import ChulcheoError
from rag.crediting import credit

if TYPE_CHECKING:
    from rag.crediting import Credit
    from rag.datatypes import Answer, Citation
    from ui.workspace import Workspace


def answer_rows(answer: Answer) -> Iterator[str]:
    """Yield an answer as a person reads it who checks every sentence."""
    yield f"## {answer.question}"
    writing = answer.writing
    times = answer.timings_ms
    first = f"{times['first_sentence'] / 1_000:.1f} s" if "first_sentence" in times else "none"
    outcome = writing.outcome if writing else "not asked"
    yield f"{outcome}; first sentence: {first}; all: {times.get('total', 0) / 1_000:.1f} s"
    yield from (f"  {line}" for line in answer.text.split("\n"))
    for citation in answer.citations:
        quote = " ".join(citation.quote.split())
        yield f"    [{citation.number}] {citation.source} {citation.start}-{citation.end}: {quote}"
    for doubt in writing.doubts if writing else ():
        yield f"  held back: {doubt.text}  (lacks: {', '.join(doubt.lacks) or '-'})"
    yield ""


def is_valid(citation: Citation, space: Workspace) -> bool:
    """Return whether a quote stands at its place in its file, to the letter."""
    text = space.document(citation.source).text
    return text[citation.start : citation.end] == citation.quote


def total_rows(credits_: Sequence[Credit], validity: Sequence[bool]) -> Iterator[str]:
    """Yield the sums over all answers.

    Args:
        credits_: Of the answers that a model was asked for.
        validity: Of each citation of each answer.
    """
    supported = [is_so for found in credits_ for is_so in found.supported]
    outcomes = Counter(found.outcome for found in credits_)
    yield f"asked a model: {len(credits_)}"
    yield f"came of it: {', '.join(f'{name} {count}' for name, count in outcomes.most_common())}"
    yield f"citations to the letter: {sum(validity)} of {len(validity)}"
    yield f"sentences that stand: {sum(supported)} of {len(supported)}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status: 0, or 1 after one line on stderr."""
    options = _parser().parse_args(arguments)
    try:
        for row in _rows(options):
            print(row, flush=True)
    except ChulcheoError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _rows(options: argparse.Namespace) -> Iterator[str]:
    cases = picked_cases(options)
    credits_: list[Credit] = []
    validity: list[bool] = []
    with opened_asker(options) as asker:
        space = asker.opened(options.corpus, options.work / "writing")
        for case in cases:
            answer = ask(space, case)
            found = credit(answer, None)
            credits_ += [found] if found else []
            validity += [is_valid(citation, space) for citation in answer.citations]
            yield from answer_rows(answer)
    yield from total_rows(credits_, validity)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.writing",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_options(parser)
    return parser


if __name__ == "__main__":
    sys.exit(main())
