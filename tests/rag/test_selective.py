from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from rag.judging import Outcome, Verdict, judge
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
from tests.rag.scripted import Scripted, abstained, case


def outcome_of(confidence: float, verdict: Verdict | None, *, answerable: bool) -> Outcome:
    outcome = judge(Scripted({"언제": abstained()}), case("언제"))
    return replace(outcome, confidence=confidence, verdict=verdict, answerable=answerable)


def test_outcomes_are_parted_by_what_is_answerable_and_by_what_was_right() -> None:
    outcomes = [
        outcome_of(0.9, "answered_right", answerable=True),
        outcome_of(0.8, "answered_wrong", answerable=True),
        outcome_of(0.7, "answered_wrong", answerable=False),
        outcome_of(0.6, "abstained_wrong", answerable=True),
        outcome_of(0.5, "abstained_right", answerable=False),
        outcome_of(0.4, None, answerable=True),
    ]
    assert by_answerable(outcomes) == ([0.9, 0.8, 0.6, 0.4], [0.7, 0.5])
    assert by_rightness(outcomes) == ([0.9], [0.8, 0.7])


def test_risk_is_the_share_of_mistakes_among_the_answers_at_least_that_sure() -> None:
    # The two answers at 0.7 share a point: no threshold parts them.
    assert risk_coverage([0.9, 0.7], [0.5, 0.7]) == (
        OperatingPoint(threshold=0.9, coverage=1 / 4, risk=0, count=1),
        OperatingPoint(threshold=0.7, coverage=3 / 4, risk=1 / 3, count=3),
        OperatingPoint(threshold=0.5, coverage=4 / 4, risk=2 / 4, count=4),
    )


def test_risk_is_shown_where_at_least_that_share_is_given() -> None:
    # Points at 1/4, 3/4 and 4/4 of the answers.
    first, second, third = risk_coverage([0.9, 0.7], [0.5, 0.7])
    assert first.coverage < 0.5
    assert at_coverages((first, second, third)) == {
        50: second,
        60: second,
        70: second,
        80: third,
        90: third,
        95: third,
        100: third,
    }


def test_coverage_that_is_just_reached_is_enough() -> None:
    # Twenty answers, one confidence each: 19 of them are exactly 95 %.
    curve = risk_coverage([number / 20 for number in range(20)], [])
    point = at_coverages(curve)[95]
    assert point is not None
    assert point.count == 19


def test_no_answers_give_no_points_of_risk() -> None:
    assert risk_coverage([], []) == ()
    assert set(at_coverages(()).values()) == {None}


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        ([0.9, 0.7], [0.8, 0.6], 1 / 3),  # (0 + 1/2 + 1/3 + 2/4) / 4
        ([0.9, 0.8], [0.7, 0.6], 5 / 24),  # (0 + 0 + 1/3 + 2/4) / 4
        ([0.7, 0.9], [0.7], 2 / 9),  # (0 + 1/3 + 1/3) / 3: the answers at 0.7 come together
        ([0.1], [], 0.0),
        ([], [0.9, 0.1], 1.0),
        ([], [], None),
    ],
)
def test_aurc_is_the_mean_risk_at_the_confidences_of_the_answers(
    right: list[float], wrong: list[float], expected: float | None
) -> None:
    assert aurc(right, wrong) == pytest.approx(expected)


def test_aurc_is_the_area_under_the_points() -> None:
    right, wrong = [0.95, 0.9, 0.9, 0.6, 0.5], [0.9, 0.6, 0.2]
    area = reached = 0.0
    for point in risk_coverage(right, wrong):
        area += (point.coverage - reached) * point.risk
        reached = point.coverage
    assert aurc(right, wrong) == pytest.approx(area)


@pytest.mark.parametrize(
    ("right", "wrong", "interval"),
    [
        ([0.9, 0.8], [], (0, 0)),
        ([0.9], [0.5], (0, 1)),  # both right, or both wrong, in a quarter of the samples each
        # All as sure: the share of wrong ones among 400, with a standard error of 0.025.
        ([0.5] * 200, [0.5] * 200, (0.451, 0.549)),
    ],
)
def test_aurc_interval_resamples_right_and_wrong_together(
    right: list[float], wrong: list[float], interval: tuple[float, float]
) -> None:
    assert aurc_interval(right, wrong) == pytest.approx(interval, abs=0.006)


def test_aurc_interval_needs_an_answer() -> None:
    assert aurc_interval([], []) is None


TENTHS = [number / 10 for number in range(1, 11)]


@pytest.mark.parametrize(
    ("positive", "negative", "kept", "expected"),
    [
        (TENTHS, [0.1, 0.15, 0.2, 0.5], 90, 0.5),  # from 0.2 on, nine are kept
        (TENTHS, [0.05, 0.1, 0.2, 0.5], 95, 0.25),  # nine are too few
        (TENTHS, [0.05, 0.1, 0.2, 0.5], 100, 0.25),
        ([0.5, 0.5, 0.9], [0.4, 0.5], 60, 0.5),  # two of three needed: both at 0.5 come along
        ([0.9], [0.1, 0.2], 95, 1.0),
        ([0.1], [0.8, 0.9], 95, 0.0),
        ([], [0.1], 95, None),
        ([0.1], [], 95, None),
    ],
)
def test_refused_are_those_below_the_strictest_threshold_that_keeps_enough(
    positive: Sequence[float], negative: Sequence[float], kept: int, expected: float | None
) -> None:
    assert refused(positive, negative, kept=kept) == expected


@pytest.mark.parametrize(
    ("positive", "negative", "interval"),
    [
        ([0.9], [0.1, 0.2], (1, 1)),
        ([0.5], [0.1, 0.9], (0, 1)),  # both negatives below, or both above: a quarter each
        ([1.0, 0.0], [0.5], (0, 1)),  # both positives above, or one below: 1/4 and 3/4
        ([], [0.5], None),
    ],
)
def test_refused_interval_resamples_each_class(
    positive: list[float], negative: list[float], interval: tuple[float, float] | None
) -> None:
    assert refused_interval(positive, negative, kept=100) == interval


def test_calibration_puts_what_was_said_beside_what_was_true() -> None:
    bins = calibration([0.05, 0.95, 1.0], [0.0, 0.9, 0.25])
    assert [(found.low, found.high) for found in bins] == [
        (place / 10, (place + 1) / 10) for place in range(10)
    ]
    assert [found.count for found in bins] == [2, 0, 1, 0, 0, 0, 0, 0, 0, 3]
    filled = [found for found in bins if found.count]
    assert [found.said for found in filled] == pytest.approx([0.025, 0.25, 0.95])
    assert [found.true for found in filled] == pytest.approx([1 / 2, 0, 2 / 3])
    assert bins[1] == CalibrationBin(low=0.1, high=0.2, said=None, true=None, count=0)
    # (2 * 0.475 + 1 * 0.25 + 3 * 0.28333) / 6
    assert calibration_error(bins) == pytest.approx(2.05 / 6)


def test_calibration_error_of_nothing_is_unknown() -> None:
    bins = calibration([], [])
    assert [found.count for found in bins] == [0] * 10
    assert calibration_error(bins) is None
