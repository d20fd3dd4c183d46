"""Measures answers against a question file.

Each question is asked once and judged by itself; the report is a pure function of the outcomes, so
that every figure in it can be traced back to questions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import accumulate, chain
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

if TYPE_CHECKING:
    from index.datatypes import Progress
    from rag.questions import QuestionCase

_VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)
_CUTOFFS: Final = (1, 3, 5, RANKED_SOURCES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A figure and how sure it is.

    Attributes:
        name: As in the report.
        value: The figure, or `None` where nothing could be judged.
        low: Lower end of its 95 % bootstrap interval.
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
    """

    counts: Mapping[str, int]
    measures: Mapping[str, tuple[Measure, ...]]
    by_type: tuple[Measure, ...]
    outcomes: tuple[Outcome, ...]

    def to_json(self) -> dict[str, object]:
        """Return the report in plain JSON types; its keys depend on the types of question only."""
        return {
            "counts": dict(self.counts),
            "measures": {group: _by_name(found) for group, found in self.measures.items()},
            "by_type": _by_name(self.by_type),
            "questions": [_plain(outcome) for outcome in self.outcomes],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatingPoint:
    """What comes of giving only the answers that are at least this sure.

    Attributes:
        threshold: The least confidence of an answer that is given, in `[0, 1]`.
        coverage: Share of the questions that then get an answer, in `(0, 1]`.
        risk: Share of those answers that are wrong, in `[0, 1]`.
    """

    threshold: float
    coverage: float
    risk: float


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
            "decisions": _decisions(outcomes),
            "milliseconds": _milliseconds(outcomes),
        },
        by_type=tuple(
            _mean(type_, (outcome.matched for outcome in outcomes if outcome.type == type_))
            for type_ in sorted({outcome.type for outcome in outcomes})
        ),
        outcomes=tuple(outcomes),
    )


def risk_coverage(outcomes: Iterable[Outcome]) -> list[OperatingPoint]:
    """Return one point for each confidence of an answer, the surest first.

    The curve of El-Yaniv & Wiener (JMLR 11, 2010). Questions without a verdict are left out. What
    was not answered stays so at any threshold: the last coverage is the share that was answered.
    """
    judged = [outcome for outcome in outcomes if outcome.verdict is not None]
    answered = [outcome for outcome in judged if outcome.answered]
    answered.sort(key=lambda outcome: outcome.confidence, reverse=True)
    mistakes = accumulate(int(outcome.verdict == "answered_wrong") for outcome in answered)
    points = {}
    for given, (outcome, wrong) in enumerate(zip(answered, mistakes, strict=True), start=1):
        # No threshold parts answers that are equally sure: the last of them speaks for all.
        points[outcome.confidence] = OperatingPoint(
            threshold=outcome.confidence, coverage=given / len(judged), risk=wrong / given
        )
    return list(points.values())


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
    """Return the shares of the verdicts, and how well confidence tells what is answerable."""
    verdicts = [outcome.verdict for outcome in outcomes if outcome.verdict is not None]
    positive = [outcome.confidence for outcome in outcomes if outcome.answerable]
    negative = [outcome.confidence for outcome in outcomes if not outcome.answerable]
    return (
        *(_mean(name, (verdict == name for verdict in verdicts)) for name in _VERDICTS),
        _measure(
            "answerability_auroc",
            auroc(positive, negative),
            auroc_interval(positive, negative),
            count=len(outcomes),
        ),
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
    if value is None or interval is None:
        return Measure(name=name, value=None, low=None, high=None, count=0)
    return Measure(name=name, value=value, low=interval[0], high=interval[1], count=count)


def _by_name(measures: Iterable[Measure]) -> dict[str, dict[str, object]]:
    plain = map(_plain, measures)
    return {str(found.pop("name")): found for found in plain}


def _plain(record: Measure | Outcome) -> dict[str, object]:
    """Return a record in plain JSON types."""
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in asdict(record).items()
    }
