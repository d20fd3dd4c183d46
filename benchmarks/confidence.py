"""Fits the numbers of `rag/confidence.py`, and says how well they tell an answer from a near miss.

    python -m benchmarks.confidence SET.jsonl.gz ... [--check SET.jsonl.gz]
        [--distractors KOWIKI.jsonl.gz]
    python -m benchmarks.confidence SET.jsonl.gz ... --by-words
    python -m benchmarks.confidence PASSAGES.jsonl.gz ... --asked-in QUESTIONS.jsonl.gz ...
        --sample 60

The first fits `READ` (KorQuAD 1.0's titles that the reader was not trained on, and the Korean part
of TyDi QA's development set). The second fits `WORDS` on the same sets, searched and read by words
alone: it loads no encoder. The third fits `FOREIGN` (XQuAD: passages in Chinese, Arabic, Hindi and
Thai; the same questions, by row id, in Spanish, German, Russian and Vietnamese): there only the
cosine counts, since no word can match.

Each question is asked up to three times: of the whole corpus, of the corpus without its article,
and of the corpus without any article of the same title. Only the first is to be answered, when the
article is read. Each native set is asked twice, of all its articles and of folders of six titles,
where no word is rare. Both labels count the same, and so do the sets.

The bias is moved so that a threshold of 0.5 gives `Wanted.kept` of the answers that are there, on
average over the sets. Questions that repeat the words of their article, as KorQuAD's do, are then
nearly all answered; it is those of people who had not read it, TyDi's, that set the price. By words
alone fewer are kept, so that what is not there is answered about as seldom as with all engines: a
question that is refused can wait for these.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.corpora import read_articles
from benchmarks.examples import Bench, check_sets, folder_sets, foreign_sets, native_sets
from benchmarks.logistic import Cases, Line, fit, joined, unseen_log_odds
from benchmarks.tables import at_threshold, calibration, table
from benchmarks.workbench import BlankEncoder, kept
from index.chunking import ChunkSettings
from index.errors import ChulcheoError
from index.preparing import Tools
from ui.wiring import Engines, load_spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from benchmarks.corpora import Article
    from benchmarks.examples import Example
    from benchmarks.logistic import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is fitted.

    Attributes:
        signals: Those that count.
        kept: Of what is to be answered, the share that shall be.
    """

    signals: tuple[str, ...]
    kept: float


READ = Wanted(signals=("span", "passage_terms", "passage_letters", "cosine"), kept=0.90)
WORDS = Wanted(signals=("passage_terms", "passage_letters"), kept=0.80)
FOREIGN = Wanted(signals=("cosine",), kept=0.85)


def as_cases(examples: Sequence[Example], signals: Sequence[str]) -> Cases:
    """Return the examples as numbers: both labels count the same, and so do near and absent."""
    kinds = np.array([example.kind for example in examples])
    labels = kinds == "found"
    absent = kinds == "absent"
    near = ~labels & ~absent
    counts = np.empty(len(kinds))
    for members, count in ((labels, 0.5), (near, 0.25), (absent, 0.25)):
        counts[members] = count / max(members.sum(), 1)
    rows = [[getattr(example.signals, name) for name in signals] for example in examples]
    return Cases(
        signals=np.array(rows),
        labels=labels.astype(np.float64),
        counts=counts,
        groups=[example.title for example in examples],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Weights of some signals, as `rag.confidence` has them."""

    signals: tuple[str, ...]
    line: Line
    shift: float
    """How far the bias was moved: it is right where the odds of an answer are `exp(shift)`."""

    def __str__(self) -> str:
        weights = zip(self.signals, self.line.weights, strict=True)
        numbers = "".join(f", {name}={weight:.2f}" for name, weight in weights)
        return f"Weights(bias={self.line.bias:.2f}{numbers})"

    def log_odds(self, examples: Sequence[Example]) -> Floats:
        """Return the log odds that each example is to be answered."""
        return self.line.log_odds(as_cases(examples, self.signals).signals)


def fit_model(sets: Sequence[Sequence[Example]], options: Wanted) -> Model:
    """Return the weights for these examples; each set counts the same."""
    cases = joined([as_cases(examples, options.signals) for examples in sets])
    even = fit(cases)
    # Rounded before it is moved: what is printed is what keeps that share.
    line = Line(bias=even.bias, weights=np.round(even.weights, 2)).keeping(cases, options.kept)
    return Model(signals=options.signals, line=line, shift=line.bias - even.bias)


def report(
    sets: Mapping[str, list[Example]], checks: Mapping[str, list[Example]], options: Wanted
) -> Iterator[str]:
    """Yield the lines of the report: figures of each set, calibration, the numbers themselves."""
    model = fit_model(list(sets.values()), options)
    cases = joined([as_cases(examples, model.signals) for examples in sets.values()])
    unseen = unseen_log_odds(cases) + model.shift
    parts = np.split(unseen, np.cumsum([len(examples) for examples in sets.values()])[:-1])
    odds = dict(zip(sets, parts, strict=True))
    odds |= {name: model.log_odds(examples) for name, examples in checks.items()}
    for name, examples in {**sets, **checks}.items():
        signals = as_cases(examples, options.signals).signals.T
        yield f"\n### {name}{'' if name in sets else ' (not fitted on)'}\n"
        scores = dict(zip(options.signals, signals, strict=True))
        if len(scores) > 1:
            scores["all of them"] = odds[name]
        yield from table(examples, scores)
        yield "\n" + at_threshold(examples, odds[name])
    share = 1 / (1 + np.exp(-model.shift))
    yield f"\n### Calibration, where {share:.0%} of the questions have an answer\n"
    yield from calibration(cases, unseen, model.shift)
    yield f"\n{model}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status: 0, or 1 after one line on stderr."""
    options = parser().parse_args(arguments)
    engines = Engines(None, print)
    try:
        for line in measured(options, engines):
            print(line)
    except ChulcheoError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def measured(options: argparse.Namespace, engines: Engines) -> Iterator[str]:
    """Yield the lines of the report that the options ask for."""
    if options.by_words:
        yield from native_report(word_bench(options, engines), options, WORDS)
        return
    with kept(engines.encoder(), options.work / "vectors.npz") as encoder:
        bench = Bench(
            tools=replace(engines.tools(), encoder=encoder),
            work=options.work,
            sample=options.sample,
            language=engines.analyzer(),
            spans=load_spans(engines.encoder()),
        )
        if options.asked_in:
            yield from report(foreign_sets(bench, options.sets, options.asked_in), {}, FOREIGN)
        else:
            yield from native_report(bench, options, READ)


def native_report(bench: Bench, options: argparse.Namespace, wanted: Wanted) -> Iterator[str]:
    """Yield the lines of the report on questions in the writing of their articles."""
    sets = native_sets(bench, options.sets) | folder_sets(bench, options.sets)
    checks = check_sets(bench, options.check, distractors(options))
    yield from report(sets, checks, wanted)


def word_bench(options: argparse.Namespace, engines: Engines) -> Bench:
    """Return what examples are made with by words alone; loads no encoder."""
    tools = Tools(
        encoder=BlankEncoder(),
        model=BlankEncoder.name,
        analyzer=engines.analyzer(),
        chunks=ChunkSettings(),
    )
    return Bench(
        tools=tools,
        work=options.work / "words",
        sample=options.sample,
        language=engines.analyzer(),
        spans=None,
    )


def distractors(options: argparse.Namespace) -> list[Article]:
    """Return the articles that are added to what is checked."""
    if options.distractors is None:
        return []
    return read_articles(options.distractors, limit=options.articles)


def parser() -> argparse.ArgumentParser:
    """Return the program's options."""
    found = argparse.ArgumentParser(
        prog="python -m benchmarks.confidence",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = found.add_argument
    add("sets", type=Path, nargs="+", metavar="SET.jsonl.gz", help="question sets to fit on")
    add("--by-words", action="store_true", help="search and read without the encoder")
    add("--asked-in", type=Path, nargs="+", metavar="SET.jsonl.gz", help="ask these questions")
    add("--check", type=Path, nargs="+", default=[], metavar="SET.jsonl.gz", help="only measured")
    add("--distractors", type=Path, metavar="KOWIKI.jsonl.gz", help="added to what is checked")
    add("--articles", type=int, default=400, metavar="M", help="distractors to add (400)")
    add("--sample", type=int, default=500, metavar="N", help="questions of each set (500)")
    add("--work", type=Path, default=Path(".bench"), metavar="DIR", help="kept indexes (.bench)")
    return found


if __name__ == "__main__":
    sys.exit(main())
