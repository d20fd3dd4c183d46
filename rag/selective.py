"""How good a confidence is for choosing which questions to answer.

Answering only what is sure enough trades coverage for risk (El-Yaniv & Wiener, JMLR 11, 2010). Like
`rag.metrics.auroc`, each function takes the confidences, in `[0, 1]`, of what should be sure and of
what should not; two of them part outcomes that way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from statistics import fmean
from typing import TYPE_CHECKING, Final

import numpy as np

from rag.metrics import Interval, histograms, middle, resample, resample_each

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from rag.judging import Outcome

# The coverages at which the risk is shown, in percent of what was answered.
COVERAGES: Final = (50, 60, 70, 80, 90, 95, 100)
BINS: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatingPoint:
    """What comes of giving only the answers that are at least this sure.

    Attributes:
        threshold: The least confidence of an answer that is given, in `[0, 1]`.
        coverage: Share of all the answers that are then given, in `(0, 1]`.
        risk: Share of the given answers that are wrong, in `[0, 1]`.
        count: How many are given.
    """

    threshold: float
    coverage: float
    risk: float
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationBin:
    """What was said of the questions whose confidence lies in one bin, and what was true.

    Attributes:
        low: The least confidence of the bin.
        high: The least confidence of the next bin; the last bin holds 1 as well.
        said: Mean confidence, or `None` where the bin is empty.
        true: Share of the questions that are answerable, or `None` where the bin is empty.
        count: How many questions lie in it.
    """

    low: float
    high: float
    said: float | None
    true: float | None
    count: int


def by_answerable(outcomes: Sequence[Outcome]) -> tuple[list[float], list[float]]:
    """Return the confidences of the answerable questions, and of the others."""
    return (
        [outcome.confidence for outcome in outcomes if outcome.answerable],
        [outcome.confidence for outcome in outcomes if not outcome.answerable],
    )


def by_rightness(outcomes: Sequence[Outcome]) -> tuple[list[float], list[float]]:
    """Return the confidences of the right answers, and of the wrong ones."""
    return (
        [outcome.confidence for outcome in outcomes if outcome.verdict == "answered_right"],
        [outcome.confidence for outcome in outcomes if outcome.verdict == "answered_wrong"],
    )


def risk_coverage(right: Sequence[float], wrong: Sequence[float]) -> tuple[OperatingPoint, ...]:
    """Return one point for each confidence of an answer, the surest first.

    Args:
        right: Confidences of the right answers.
        wrong: Confidences of the wrong ones.
    """
    answers = [(confidence, 0) for confidence in right]
    answers += [(confidence, 1) for confidence in wrong]
    answers.sort(reverse=True)
    mistakes = accumulate(mistake for _, mistake in answers)
    points = {}
    for given, ((confidence, _), wrongs) in enumerate(zip(answers, mistakes, strict=True), start=1):
        # No threshold parts answers that are equally sure: the last of them speaks for all.
        points[confidence] = OperatingPoint(
            threshold=confidence,
            coverage=given / len(answers),
            risk=wrongs / given,
            count=given,
        )
    return tuple(points.values())


def at_coverages(curve: Sequence[OperatingPoint]) -> Mapping[int, OperatingPoint | None]:
    """Return for each of `COVERAGES` the strictest point that gives as much, or more.

    Args:
        curve: As `risk_coverage` has it; where it is empty, so is each place.
    """
    total = curve[-1].count if curve else 0
    return {
        percent: next((point for point in curve if 100 * point.count >= percent * total), None)
        for percent in COVERAGES
    }


def aurc(right: Sequence[float], wrong: Sequence[float]) -> float | None:
    """Return the area under the risk-coverage curve, in `[0, 1]`; `None` without any answer.

    It is the mean over the answers of the risk at each one's own confidence (Geifman, Uziel &
    El-Yaniv, ICLR 2019): 0 where all are right, and lower the surer the right ones are.

    Args:
        right: Confidences of the right answers.
        wrong: Confidences of the wrong ones.
    """
    if not (right or wrong):
        return None
    rights, wrongs = histograms(right, wrong)
    return float(_aurcs(rights[np.newaxis], wrongs[np.newaxis])[0])


def aurc_interval(right: Sequence[float], wrong: Sequence[float]) -> Interval | None:
    """Return the 95 % bootstrap interval of `aurc`, right and wrong answers drawn together."""
    if not (right or wrong):
        return None
    draws = resample(np.concatenate(histograms(right, wrong)))
    rights, wrongs = np.split(draws, 2, axis=1)
    return middle(_aurcs(rights, wrongs))


def refused(positive: Sequence[float], negative: Sequence[float], *, kept: int) -> float | None:
    """Return how many negatives the strictest threshold refuses that keeps enough positives.

    Args:
        positive: Confidences of what should be answered.
        negative: Confidences of what should not.
        kept: Percent of the positives to keep at least, from 1 to 100.

    Returns:
        A share of the negatives, or `None` where one class is missing.
    """
    if not (positive and negative):
        return None
    positives, negatives = histograms(positive, negative)
    return float(_refused(positives[np.newaxis], negatives[np.newaxis], kept)[0])


def refused_interval(
    positive: Sequence[float], negative: Sequence[float], *, kept: int
) -> Interval | None:
    """Return the 95 % bootstrap interval of `refused`, each class drawn by itself, or `None`."""
    if not (positive and negative):
        return None
    positives, negatives = resample_each(*histograms(positive, negative))
    return middle(_refused(positives, negatives, kept))


def calibration(positive: Sequence[float], negative: Sequence[float]) -> tuple[CalibrationBin, ...]:
    """Return what was said beside what was true, in `BINS` bins of equal width, lowest first.

    Args:
        positive: Confidences of the answerable questions.
        negative: Confidences of the others.
    """
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidences, is_true in ((positive, True), (negative, False)):
        for confidence in confidences:
            bins[min(int(confidence * BINS), BINS - 1)].append((confidence, is_true))
    return tuple(
        CalibrationBin(
            low=place / BINS,
            high=(place + 1) / BINS,
            said=fmean(said for said, _ in inside) if inside else None,
            true=fmean(is_true for _, is_true in inside) if inside else None,
            count=len(inside),
        )
        for place, inside in enumerate(bins)
    )


def calibration_error(bins: Sequence[CalibrationBin]) -> float | None:
    """Return the expected calibration error, in `[0, 1]`, or `None` where all bins are empty.

    It is the mean over the questions of how far what their bin said is from what was true (Naeini,
    Cooper & Hauskrecht, AAAI 2015).
    """
    total = sum(found.count for found in bins)
    gaps = [
        found.count * abs(found.said - found.true)
        for found in bins
        if found.said is not None and found.true is not None
    ]
    return sum(gaps) / total if total else None


def _aurcs(right: NDArray[np.int64], wrong: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the area for each pair of rows of counts over the sorted distinct confidences."""
    given = (right + wrong)[:, ::-1]
    covered = given.cumsum(axis=1)
    # Where a sample has none of the surest answers, nothing is given yet, and nothing is added.
    risks = wrong[:, ::-1].cumsum(axis=1) / np.maximum(covered, 1)
    areas: NDArray[np.float64] = (given * risks).sum(axis=1) / covered[:, -1]
    return areas


def _refused(
    positive: NDArray[np.int64], negative: NDArray[np.int64], kept: int
) -> NDArray[np.float64]:
    """Return the share for each pair of rows of counts over the sorted distinct confidences."""
    needed = -(-kept * positive[0].sum() // 100)
    is_enough = positive[:, ::-1].cumsum(axis=1) >= needed
    strictest = is_enough.argmax(axis=1, keepdims=True)
    answered = np.take_along_axis(negative[:, ::-1].cumsum(axis=1), strictest, axis=1)[:, 0]
    shares: NDArray[np.float64] = 1 - answered / negative[0].sum()
    return shares
