"""Measures answers against a question file.

Each question is asked once and judged by itself; the report is a pure function of the outcomes, so
that every figure in it can be traced back to questions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final, get_args

from rag.crediting import writing_measures
from rag.judging import EVIDENCE_PASSAGES, RANKED_SOURCES, Outcome, Subject, Verdict, judge
from rag.measures import Measure, mean, measure, percentiles
from rag.metrics import auroc, auroc_interval, hit, reciprocal_rank
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
    from rag.crediting import Judge
    from rag.questions import QuestionCase

_VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)
_CUTOFFS: Final = (1, 3, 5, RANKED_SOURCES)
# Percent of the answerable questions that are kept when it is measured how many others are refused.
_KEPT: Final = (95, 90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The measures of a question file.

    Attributes:
        counts: Questions in all, those that are answerable, and those of each verdict.
        measures: By group: `retrieval`, `answers`, `citations`, `decisions`, `milliseconds`; where
            a language model was asked, also `writing`.
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
    subject: Subject,
    cases: Sequence[QuestionCase],
    *,
    progress: Progress | None = None,
    checker: Judge | None = None,
) -> Report:
    """Return the measures of a subject over these questions, each asked once and in order.

    Args:
        subject: What answers.
        cases: What is asked, and how to judge it.
        progress: Is told `asking` after each question.
        checker: Judges the citations of what a language model wrote.
    """
    outcomes = []
    for done, case in enumerate(cases, start=1):
        outcomes.append(judge(subject, case, checker))
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
            "milliseconds": percentiles([outcome.milliseconds for outcome in outcomes]),
            **_writing(outcomes),
        },
        by_type=tuple(
            mean(type_, (outcome.matched for outcome in outcomes if outcome.type == type_))
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
        *(mean(f"hit@{k}", (hit(rank, top_k=k) for rank in ranks)) for k in _CUTOFFS),
        mean(
            f"mrr@{RANKED_SOURCES}",
            (reciprocal_rank(rank, top_k=RANKED_SOURCES) for rank in ranks),
        ),
        mean(f"ndcg@{RANKED_SOURCES}", (outcome.ndcg for outcome in judged)),
        mean(f"evidence@{EVIDENCE_PASSAGES}", (outcome.evidence_found for outcome in outcomes)),
    )


def _answers(outcomes: Sequence[Outcome]) -> tuple[Measure, ...]:
    return (
        mean("answer_match", (outcome.matched for outcome in outcomes)),
        mean("exact_match", (outcome.exact_match for outcome in outcomes)),
        mean("f1", (outcome.f1 for outcome in outcomes)),
    )


def _citations(outcomes: Sequence[Outcome]) -> tuple[Measure, ...]:
    """Return the shares of all citations, and of all sentences, whichever answer has them."""
    every = chain.from_iterable
    return (
        mean("citation_validity", every(outcome.valid_citations for outcome in outcomes)),
        mean("citation_precision", every(outcome.right_citations for outcome in outcomes)),
        mean("citation_recall", every(outcome.cited_sentences for outcome in outcomes)),
    )


def _writing(outcomes: Sequence[Outcome]) -> dict[str, tuple[Measure, ...]]:
    """Return the group of what a language model wrote, none where it was never asked."""
    credits_ = [outcome.writing for outcome in outcomes]
    return {"writing": writing_measures(credits_)} if any(credits_) else {}


def _decisions(outcomes: Sequence[Outcome]) -> tuple[Measure, ...]:
    verdicts = [outcome.verdict for outcome in outcomes if outcome.verdict is not None]
    return tuple(mean(name, (verdict == name for verdict in verdicts)) for name in _VERDICTS)


def _confidences(
    outcomes: Sequence[Outcome], bins: Sequence[CalibrationBin]
) -> tuple[Measure, ...]:
    """Return how well confidence tells what is answerable, and which answers are right."""
    kinds = by_answerable(outcomes)
    answers = by_rightness(outcomes)
    return (
        measure("answerability_auroc", auroc(*kinds), auroc_interval(*kinds), count=len(outcomes)),
        *(
            measure(
                f"refused_at_{kept}_kept",
                refused(*kinds, kept=kept),
                refused_interval(*kinds, kept=kept),
                count=len(outcomes),
            )
            for kept in _KEPT
        ),
        measure("aurc", aurc(*answers), aurc_interval(*answers), count=sum(map(len, answers))),
        measure("calibration_error", calibration_error(bins), None, count=len(outcomes)),
    )


def _by_name(measures: Iterable[Measure]) -> dict[str, dict[str, object]]:
    plain = map(_plain, measures)
    return {str(found.pop("name")): found for found in plain}


def _plain(record: Measure | Outcome | OperatingPoint | CalibrationBin) -> dict[str, object]:
    """Return a record in plain JSON types."""
    return asdict(record, dict_factory=_without_tuples)


def _without_tuples(fields: Iterable[tuple[str, object]]) -> dict[str, object]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in fields}
