from __future__ import annotations

import math

import pytest

from training.recipe import GENERAL, KOREAN, RECIPE, WINDOWS, Stage, scaled, shares_of

STAGE = Stage(
    name="toy",
    windows=1000,
    shares={"ja": 0.6, "made": 0.2},
    rest=0.2,
    unanswerable=0.0,
    warmup=10,
    cooling=0.5,
)


@pytest.mark.parametrize(
    ("step", "seen", "expected"),
    [
        (0, 0, 0.1),  # one of ten steps of the warm-up
        (4, 100, 0.5),
        (9, 200, 1.0),
        (50, 500, 1.0),  # the last half begins
        (60, 750, 0.5),  # 250 of 500 are left
        (90, 999, 0.01),  # 1 of 500 would be 0.002
        (99, 1200, 0.01),  # more than planned
    ],
)
def test_rate_rises_stays_and_falls(step: int, seen: int, expected: float) -> None:
    assert STAGE.rate(step, seen) == pytest.approx(expected)


def test_rate_of_the_first_stage_stays() -> None:
    assert GENERAL.rate(149, 5_000) == 1.0
    assert GENERAL.rate(600, GENERAL.windows) == 1.0


@pytest.mark.parametrize("stage", RECIPE)
def test_shares_of_a_stage_are_a_whole(stage: Stage) -> None:
    assert math.fsum([*stage.shares.values(), stage.rest]) == pytest.approx(1.0)


def test_rest_is_shared_by_the_square_roots_of_the_sizes() -> None:
    # Roots 2 and 6: a quarter and three quarters of 0.2.
    sizes = {"ja": 9, "made": 5, "th": 4, "tr": 36}
    expected = {"ja": 0.6, "made": 0.2, "th": 0.05, "tr": 0.15}
    assert shares_of(STAGE, sizes) == pytest.approx(expected)


def test_groups_that_are_no_language_are_drawn_only_where_they_are_named() -> None:
    sizes = {"ja": 9, "korquad": 4, "mismatched": 4, "th": 4}
    assert shares_of(STAGE, sizes) == pytest.approx({"ja": 0.6, "th": 0.2})


def test_whole_recipe_is_the_recipe() -> None:
    assert scaled(WINDOWS) == RECIPE


def test_stages_of_a_shorter_recipe_keep_their_parts() -> None:
    general, korean = scaled(WINDOWS // 10)
    assert (general.windows, korean.windows) == (1324, 3400)
    assert korean.shares == KOREAN.shares
