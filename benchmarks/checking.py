"""Measures the checker on true sentences, on the same said otherwise, and on the same made false.

    python -m benchmarks.checking SET.jsonl.gz [--limit N] [--tuning] [--show KIND]

The sentences are those that hold the answers of a question set. Each is checked against its own
paragraph and four others. Of the true ones it is told which share is carried, of the false ones
which share is caught, with 95 % bootstrap intervals. Sentences that leave out who they are about
are given what the title names, which is most often right, and another name, which is not. The
checker was tuned, by hand, on the titles that `--tuning` takes; by default the other ones are
measured.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

from benchmarks.corpora import read_rows
from benchmarks.mutants import MUTANTS
from benchmarks.retelling import RETELLINGS, Sentence
from benchmarks.subjects import OWN, SUBJECTS
from index.errors import ChulcheoError
from index.kiwi import KiwiAnalyzer
from rag.checking.checker import Checker
from rag.datatypes import Passage
from rag.metrics import mean_interval

if TYPE_CHECKING:
    from benchmarks.corpora import Row

SEED = 7
OTHERS = 4
UNKNOWN = 9
# Sentences without a subject are rare: so many times as many are looked at for them.
SUBJECTLESS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A sentence with its passages, the first of which is its own paragraph."""

    sentence: Sentence
    passages: tuple[Passage, ...]


class Bench:
    """Checks the sentences of a question set."""

    def __init__(self, rows: Sequence[Row], *, is_tuning: bool) -> None:
        self._kiwi = KiwiAnalyzer()
        self._checker = Checker(self._kiwi)
        self._chance = random.Random(SEED)  # noqa: S311  (no secret)
        half = [row for row in rows if (zlib.crc32(row.title.encode()) % 2 == 0) == is_tuning]
        first = {(row.context, row.answers[0]): row for row in half if row.answers}
        self._rows = list(first.values())
        self._chance.shuffle(self._rows)
        self._names, self._nouns = self._vocabulary(self._rows[:200])
        self.show = ""
        self.seconds: list[float] = []

    def _vocabulary(self, rows: Sequence[Row]) -> tuple[list[str], list[str]]:
        found: dict[str, set[str]] = {"NNP": set(), "NNG": set()}
        for row in rows:
            for item in self._kiwi.tag(row.context):
                if item.tag in found and len(item.form) > 1:
                    found[item.tag].add(item.form)
        return sorted(found["NNP"]), sorted(found["NNG"])

    def cases(self, limit: int, *, are_all: bool = False) -> Iterator[Case]:
        """Yield the sentences that hold an answer, or all beside them, with five passages each."""
        seen: set[str] = set()
        for row in self._rows:
            if len(seen) >= limit:
                return
            passages = [self.passage(row, 1)]
            others = self._chance.sample(self._rows, OTHERS + 1)
            for other in [item for item in others if item.context != row.context][:OTHERS]:
                passages.append(self.passage(other, len(passages) + 1))
            at = row.context.find(row.answers[0])
            for span in passages[0].sentences:
                text = row.context[span.start : span.end]
                if (are_all or span.start <= at < span.end) and text not in seen:
                    seen.add(text)
                    sentence = Sentence(
                        text=text,
                        context=row.context,
                        title=passages[0].title,
                        morphemes=self._kiwi.tag(text),
                        grammar=self._kiwi,
                        names=self._names,
                        nouns=self._nouns,
                        chance=self._chance,
                    )
                    yield Case(sentence=sentence, passages=tuple(passages))

    def passage(self, row: Row, number: int) -> Passage:
        """Return the paragraph of a row as a passage."""
        return Passage(
            number=number,
            source=f"{zlib.crc32(row.context.encode()):08x}.txt",
            title=row.title.replace("_", " "),
            published=None,
            start=0,
            end=len(row.context),
            text=row.context,
            score=1.0,
            sentences=self._kiwi.analyze(row.context).sentences,
        )

    def is_carried(self, case: Case, text: str, kind: str, markers: Sequence[int] = ()) -> bool:
        """Return whether the passages carry a text; show it where that is asked for."""
        begun = time.perf_counter()
        checked = self._checker.check(text, case.passages, markers)
        self.seconds.append(time.perf_counter() - begun)
        is_honest = kind in {*RETELLINGS, OWN}
        if self.show == kind and checked.is_supported != is_honest:
            print(f"  was: {case.sentence.text}\n  now: {text}\n  lacks: {checked.lacks}\n")
        return checked.is_supported

    def is_rightly_cited(self, case: Case, text: str, markers: Sequence[int]) -> bool:
        """Return whether a text is carried by its own paragraph alone."""
        found = self._checker.check(text, case.passages, markers).citations
        return bool(found) and all(item.number == 1 for item in found)


def line(kind: str, values: Sequence[bool]) -> str:
    """Return a line of a table: how often something was so."""
    if not values:
        return f"| {kind} | 0 | | |"
    numbers = [float(value) for value in values]
    low, high = mean_interval(numbers)
    return f"| {kind} | {len(values):,} | {fmean(numbers):.3f} | [{low:.3f}, {high:.3f}] |"


def measure(bench: Bench, limit: int) -> Iterator[str]:
    """Yield the lines of the tables."""
    cases = list(bench.cases(limit))
    yield "| said otherwise | sentences | carried | 95 % |\n|---|---|---|---|"
    for kind, change in RETELLINGS.items():
        texts = [(case, change(case.sentence)) for case in cases]
        yield line(kind, [bench.is_carried(case, text, kind) for case, text in texts if text])
    yield "\n| made false | sentences | caught | 95 % |\n|---|---|---|---|"
    everything: list[bool] = []
    for kind, change in MUTANTS.items():
        texts = [(case, change(case.sentence)) for case in cases]
        caught = [not bench.is_carried(case, text, kind) for case, text in texts if text]
        everything += caught
        yield line(kind, caught)
    swapped = [bench.is_rightly_cited(case, case.sentence.text, (2, UNKNOWN)) for case in cases]
    yield line("id of another passage", swapped)
    removed = [
        not bench.is_carried(
            Case(sentence=case.sentence, passages=case.passages[1:]), text, "gone", (1,)
        )
        for case in cases
        if (text := case.sentence.text)
    ]
    yield line("passage deleted", removed)
    yield line("all", everything + swapped + removed)
    yield "\n| what a sentence leaves out | sentences | carried | 95 % |\n|---|---|---|---|"
    cases = list(bench.cases(SUBJECTLESS * limit, are_all=True))
    for kind, change in SUBJECTS.items():
        texts = [(case, change(case.sentence)) for case in cases]
        yield line(kind, [bench.is_carried(case, text, kind) for case, text in texts if text])


def main(arguments: Sequence[str] | None = None) -> int:
    """Print Markdown tables and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.checking", description=__doc__)
    parser.add_argument("questions", type=Path, metavar="SET.jsonl.gz")
    parser.add_argument("--limit", type=int, default=300, metavar="N", help="sentences to take")
    parser.add_argument("--tuning", action="store_true", help="take the titles it was tuned on")
    parser.add_argument("--show", default="", metavar="KIND", help="show what went wrong of a kind")
    options = parser.parse_args(arguments)
    try:
        bench = Bench(read_rows(options.questions), is_tuning=options.tuning)
        bench.show = options.show
        for text in measure(bench, options.limit):
            print(text, flush=True)
    except ChulcheoError as error:
        print(error, file=sys.stderr)
        return 1
    times = sorted(bench.seconds)
    median, most = 1000 * times[len(times) // 2], 1000 * times[-1]
    print(f"\nmilliseconds a sentence: median {median:.1f}, most {most:.0f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
