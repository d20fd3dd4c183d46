from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.faults.errors import third_outcomes

if TYPE_CHECKING:
    from tests.faults.sweeping import Crew
    from tests.faults.trying import Laboratory, Trial


@pytest.fixture(params=["laboratory", "empty_laboratory"], scope="module")
def losses(request: pytest.FixtureRequest, crew: Crew) -> list[Trial]:
    """Return what a power loss could leave of an update, and of a first build."""
    laboratory: Laboratory = request.getfixturevalue(request.param)
    points = laboratory.record(crew.injectors[0])
    return crew.try_all(laboratory.attempt_after_loss, points)


def test_power_loss_leaves_the_old_index_or_the_new(losses: list[Trial]) -> None:
    assert third_outcomes(losses) == []
    assert losses[0].state == "old"


def test_index_lasts_once_the_update_says_that_it_is_done(losses: list[Trial]) -> None:
    ends = [trial for trial in losses if trial.outcome.fired.endswith(" end")]
    assert [(trial.outcome.fired.split()[1], trial.state) for trial in ends] == [
        ("late", "new"),
        ("early", "new"),
    ]
