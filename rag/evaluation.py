"""Measures answers against a question file.

Each question is asked once and judged by itself; the report is a pure function of the outcomes, so
that every figure in it can be traced back to questions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from statistics import fmean
from typing import TYPE_CHECKING, Final, get_args

from rag.judging import EVIDENCE_PASSAGES, RANKED_SOURCES, Outcome, Subject, Verdict, judge
from rag.metrics import (
    Interval,
    auroc,
    auroc_interval,
    hit,
    mean_interval,
    quantile,
    quantile_interval,
    reciprocal_rank,
)
from rag.selective import (
    CalibrationBin,
    OperatingPoint,
    at_coverages,
    aurc,
    aurc_interval,
    by_answerable,
    by_rightness,
    calibration,
    calibration_error,
    refused,
    refused_interval,
    risk_coverage,
)

if TYPE_CHECKING:
    from index.datatypes import Progress
    from rag.questions import QuestionCase

_VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)
_CUTOFFS: Final = (1, 3, 5, RANKED_SOURCES)
# Percent of the answerable questions that are kept when it is measured how many others are refused.
_KEPT: Final = (95, 90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A figure and how sure it is.

    Attributes:
        name: As in the report.
        value: The figure, or `None` where nothing could be judged.
        low: Lower end of its 95 % bootstrap interval, or `None` where it has none.
        high: Upper end.
        count: How many judgements it rests on.
    """

    name: str
    value: float | None
    low: float | None
    high: float | None
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The measures of a question file.

    Attributes:
        counts: Questions in all, those that are answerable, and those of each verdict.
        measures: By group: `retrieval`, `answers`, `citations`, `decisions`, `milliseconds`.
        by_type: Answer match by type of question, types sorted.
        outcomes: One for each question, in the file's order.
        curve: Risk by coverage, over the answers that could be judged.
        calibration: Confidence beside the share of answerable questions, over all questions.
    """

    counts: Mapping[str, int]
    measures: Mapping[str, tuple[Measure, ...]]
    by_type: tuple[Measure, ...]
    outcomes: tuple[Outcome, ...]
    curve: tuple[OperatingPoint, ...] = ()
    calibration: tuple[CalibrationBin, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return the report in plain JSON types; its keys depend on the types of question only."""
        return {
            "counts": dict(self.counts),
            "measures": {group: _by_name(found) for group, found in self.measures.items()},
            "by_type": _by_name(self.by_type),
            "risk_at": {
                str(percent): None if point is None else _plain(point)
                for percent, point in at_coverages(self.curve).items()
            },
            "risk_coverage": [_plain(point) for point in self.curve],
            "calibration": [_plain(found) for found in self.calibration],
            "questions": [_plain(outcome) for outcome in self.outcomes],
        }


def evaluate(
    subject: Subject, cases: Sequence[QuestionCase], *, progress: Progress | None = None
) -> Report:
    """Return the measures of a subject over these questions, each asked once and in order.

    Args:
        subject: What answers.
        cases: What is asked, and how to judge it.
        progress: Is told `asking` after each question.
    """
    outcomes = []
    for done, case in enumerate(cases, start=1):
        outcomes.append(judge(subject, case))
        if progress is not None:
            progress("asking", done, len(cases))
    return summarize(outcomes)


def summarize(outcomes: Sequence[Outcome]) -> Report:
    """Return the measures of these outcomes."""
    verdicts = Counter(outcome.verdict for outcome in outcomes)
    bins = calibration(*by_answerable(outcomes))
    return Report(
        counts={
            "questions": len(outcomes),
            "answerable": sum(outcome.answerable for outcome in outcomes),
            **{verdict: verdicts[verdict] for verdict in _VERDICTS},
        },
        measures={
            "retrieval": _retrieval(outcomes),
            "answers": _answers(outcomes),
            "citations": _citations(outcomes),
            "decisions": (*_decisions(outcomes), *_confidences(outcomes, bins)),
            "milliseconds": _milliseconds(outcomes),
        },
        by_type=tuple(
            _mean(type_, (outcome.matched for outcome in outcomes if outcome.type == type_))
            for type_ in sorted({outcome.type for outcome in outcomes})
        ),
        outcomes=tuple(outcomes),
        curve=risk_coverage(*by_rightness(outcomes)),
        calibration=bins,
    )


def _retrieval(outcomes: Sequence[Outcome]) -> tuple[Measure, ...]:
    judged = [outcome for outcome in outcomes if outcome.ndcg is not None]
    ranks = [outcome.source_rank for outcome in judged]
    return (
        *(_mean(f"hit@{k}", (hit(rank, top_k=k) for rank in ranks)) for k in _CUTOFFS),
        _mean(
            f"mrr@{RANKED_SOURCES}",
            (reciprocal_rank(rank, top_k=RANKED_SOURCES) for rank in ranks),
        ),
        _mean(f"ndcg@{RANKED_SOURCES}", (outcome.ndcg for outcome in judged)),
        _mean(f"evidence@{EVIDENCE_PASSAGES}", (outcome.evidence_found for outcome in outcomes)),
    )


def _answers(outcomes: Sequence[Outcome]) -> tuple[Measure, ...]:
    return (
        _mean("answer_match", (outcome.matched for outcome in outcomes)),
        _mean("exact_match", (outcome.exact_match for outcome in outcomes)),
        _mean("f1", (outcome.f1 for outcome in outcomes)),
    )


def _citations(outcomes: Sequence[Outcome]) -> tuple[Measure, ...]:
    """Return the shares of all citations, and of all sentences, whichever answer has them."""
    every = chain.from_iterable
    return (
        _mean("citation_validity", every(outcome.valid_citations for outcome in outcomes)),
        _mean("citation_precision", every(outcome.right_citations for outcome in outcomes)),
        _mean("citation_recall", every(outcome.cited_sentences for outcome in outcomes)),
    )


def _decisions(outcomes: Sequence[Outcome]) -> tuple[Measure, ...]:
    verdicts = [outcome.verdict for outcome in outcomes if outcome.verdict is not None]
    return tuple(_mean(name, (verdict == name for verdict in verdicts)) for name in _VERDICTS)


def _confidences(
    outcomes: Sequence[Outcome], bins: Sequence[CalibrationBin]
) -> tuple[Measure, ...]:
    """Return how well confidence tells what is answerable, and which answers are right."""
    kinds = by_answerable(outcomes)
    answers = by_rightness(outcomes)
    return (
        _measure("answerability_auroc", auroc(*kinds), auroc_interval(*kinds), count=len(outcomes)),
        *(
            _measure(
                f"refused_at_{kept}_kept",
                refused(*kinds, kept=kept),
                refused_interval(*kinds, kept=kept),
                count=len(outcomes),
            )
            for kept in _KEPT
        ),
        _measure("aurc", aurc(*answers), aurc_interval(*answers), count=sum(map(len, answers))),
        _measure("calibration_error", calibration_error(bins), None, count=len(outcomes)),
    )


def _milliseconds(outcomes: Sequence[Outcome]) -> tuple[Measure, ...]:
    values = [outcome.milliseconds for outcome in outcomes]
    return tuple(
        _measure(
            f"p{round(100 * share)}",
            quantile(values, share) if values else None,
            quantile_interval(values, share) if values else None,
            count=len(values),
        )
        for share in (0.5, 0.95)
    )


def _mean(name: str, values: Iterable[float | None]) -> Measure:
    """Return the mean of the values that could be judged."""
    judged = [float(value) for value in values if value is not None]
    if not judged:
        return _measure(name, None, None, count=0)
    return _measure(name, fmean(judged), mean_interval(judged), count=len(judged))


def _measure(name: str, value: float | None, interval: Interval | None, *, count: int) -> Measure:
    if value is None:
        return Measure(name=name, value=None, low=None, high=None, count=0)
    low, high = interval or (None, None)
    return Measure(name=name, value=value, low=low, high=high, count=count)


def _by_name(measures: Iterable[Measure]) -> dict[str, dict[str, object]]:
    plain = map(_plain, measures)
    return {str(found.pop("name")): found for found in plain}


def _plain(record: Measure | Outcome | OperatingPoint | CalibrationBin) -> dict[str, object]:
    """Return a record in plain JSON types."""
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in asdict(record).items()
    }
