"""Fits the numbers of `rag/confidence.py`, and says how well they tell an answer from a near miss.

    python -m benchmarks.confidence SET.jsonl.gz ... [--check SET.jsonl.gz]
        [--distractors KOWIKI.jsonl.gz]
    python -m benchmarks.confidence PASSAGES.jsonl.gz ... --asked-in QUESTIONS.jsonl.gz ...
        --sample 60

The first fits `READ` (KorQuAD 1.0's titles that the reader was not trained on, and the Korean part
of TyDi QA's development set), the second `FOREIGN` (XQuAD: passages in Chinese, Arabic, Hindi and
Thai; the same questions, by row id, in Spanish, German, Russian and Vietnamese): there only the
cosine counts, since no word can match.

Each question is asked up to three times: of the whole corpus, of the corpus without its article,
and of the corpus without any article of the same title. Only the first is to be answered, when the
article is read. Each native set is asked twice, of all its articles and of folders of six titles,
where no word is rare. Both labels count the same, and so do the sets.

The bias is moved so that a threshold of 0.5 gives `Wanted.kept` of the answers that are there, on
average over the sets. Questions that repeat the words of their article, as KorQuAD's do, are then
nearly all answered; it is those of people who had not read it, TyDi's, that set the price.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.corpora import read_articles
from benchmarks.examples import Bench, check_sets, folder_sets, foreign_sets, native_sets, of_kind
from benchmarks.logistic import Cases, Line, fit, joined, unseen_log_odds
from benchmarks.workbench import kept
from index.errors import ChulcheoError
from rag.metrics import auroc
from ui.wiring import Engines, load_spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from benchmarks.corpora import Article
    from benchmarks.examples import Example
    from benchmarks.logistic import Floats

BINS = 10


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


def areas(examples: Sequence[Example], scores: Floats) -> dict[str, float]:
    """Return the area under the curve for what was found against near, and against absent."""
    found = of_kind(examples, scores, "found")
    pairs = {kind: auroc(found, of_kind(examples, scores, kind)) for kind in ("near", "absent")}
    return {kind: area for kind, area in pairs.items() if area is not None}


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


def table(examples: Sequence[Example], columns: Mapping[str, Floats]) -> list[str]:
    """Return a Markdown table: how well each score tells what was found from the rest."""
    lines = [
        "| score | kind | AUROC | rejected at 95 % kept | at 90 % |",
        "|---|---|---|---|---|",
    ]
    for name, scores in columns.items():
        found = of_kind(examples, scores, "found")
        for kind, area in areas(examples, scores).items():
            others = np.array(of_kind(examples, scores, kind))
            at_95, at_90 = ((others < np.quantile(found, lost)).mean() for lost in (0.05, 0.1))
            lines.append(f"| {name} | {kind} | {area:.3f} | {at_95:.3f} | {at_90:.3f} |")
    return lines


def at_threshold(examples: Sequence[Example], log_odds: Floats) -> str:
    """Return which shares of each kind are answered at a confidence of 0.5."""
    shares = []
    for kind, count in Counter(example.kind for example in examples).items():
        answered = np.mean(np.array(of_kind(examples, log_odds, kind)) >= 0)
        shares.append(f"{kind} {answered:.3f} (n={count})")
    return "answered at a confidence of 0.5: " + ", ".join(shares)


def calibration(cases: Cases, log_odds: Floats, shift: float) -> list[str]:
    """Return a Markdown table of what was said beside what was true.

    Args:
        cases: Both labels counting the same.
        log_odds: What was said of each.
        shift: As in `Model`: the labels are weighed so that it is right.
    """
    counts = cases.counts * np.where(cases.labels == 1, np.exp(shift), 1.0)
    said = 1 / (1 + np.exp(-log_odds))
    places = np.minimum((said * BINS).astype(int), BINS - 1)
    lines = ["| said | share of the cases | said on average | true |", "|---|---|---|---|"]
    for place in np.unique(places):
        inside = places == place
        share = counts[inside].sum() / counts.sum()
        mean = np.average(said[inside], weights=counts[inside])
        true = np.average(cases.labels[inside], weights=counts[inside])
        span = f"{place / BINS:.1f} to {(place + 1) / BINS:.1f}"
        lines.append(f"| {span} | {share:.3f} | {mean:.3f} | {true:.3f} |")
    return lines


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
        with kept(engines.encoder(), options.work / "vectors.npz") as encoder:
            tools = replace(engines.tools(), encoder=encoder)
            bench = Bench(
                tools=tools,
                work=options.work,
                sample=options.sample,
                language=engines.analyzer(),
                spans=load_spans(engines.encoder()),
            )
            if options.asked_in:
                sets = foreign_sets(bench, options.sets, options.asked_in)
                lines = report(sets, {}, FOREIGN)
            else:
                sets = native_sets(bench, options.sets) | folder_sets(bench, options.sets)
                checks = check_sets(bench, options.check, distractors(options))
                lines = report(sets, checks, READ)
            for line in lines:
                print(line)
    except ChulcheoError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


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
    add("--asked-in", type=Path, nargs="+", metavar="SET.jsonl.gz", help="ask these questions")
    add("--check", type=Path, nargs="+", default=[], metavar="SET.jsonl.gz", help="only measured")
    add("--distractors", type=Path, metavar="KOWIKI.jsonl.gz", help="added to what is checked")
    add("--articles", type=int, default=400, metavar="M", help="distractors to add (400)")
    add("--sample", type=int, default=500, metavar="N", help="questions of each set (500)")
    add("--work", type=Path, default=Path(".bench"), metavar="DIR", help="kept indexes (.bench)")
    return found


if __name__ == "__main__":
    sys.exit(main())
