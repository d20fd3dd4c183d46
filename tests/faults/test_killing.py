from __future__ import annotations

import random
import signal
from typing import TYPE_CHECKING

import pytest

from tests.faults.errors import third_outcomes
from tests.faults.supervising import Fault
from tests.faults.trying import update_of

if TYPE_CHECKING:
    from tests.faults.sweeping import Crew
    from tests.faults.trying import Laboratory

KILL = Fault(kind="signal", number=signal.SIGKILL)


@pytest.mark.parametrize(("name", "every"), [("laboratory", 1), ("empty_laboratory", 3)])
def test_update_killed_at_any_step_leaves_the_old_index_or_the_new(
    crew: Crew, name: str, every: int, request: pytest.FixtureRequest
) -> None:
    laboratory: Laboratory = request.getfixturevalue(name)
    trials = crew.sweep(laboratory.attempt, KILL, every=every)
    assert third_outcomes(trials) == []
    assert {trial.outcome.status for trial in trials} == {"killed"}
    # Before the first step nothing has changed; before the last the index is whole.
    states = [trial.state for trial in trials]
    assert states == ["old"] * states.count("old") + ["new"] * states.count("new")
    assert set(states) == {"old", "new"}


def test_update_killed_in_the_middle_of_a_write_leaves_the_old_index_or_the_new(
    crew: Crew, laboratory: Laboratory
) -> None:
    fault = Fault(kind="torn", names=frozenset({"write"}))
    trials = crew.sweep(laboratory.attempt, fault, every=5)
    assert third_outcomes(trials) == []
    assert {(trial.outcome.status, trial.state) for trial in trials} == {
        ("killed", "old"),
        ("killed", "new"),
    }


def test_update_killed_at_a_random_time_leaves_the_old_index_or_the_new(
    crew: Crew, laboratory: Laboratory
) -> None:
    longest = crew.injectors[0].run(update_of(laboratory.room())).seconds
    chance = random.Random(1)
    faults = [
        Fault(kind="signal", number=signal.SIGKILL, after_seconds=chance.uniform(0, longest))
        for _ in range(10)
    ]
    trials = crew.try_all(laboratory.attempt, faults)
    assert third_outcomes(trials) == []
    assert "killed" in {trial.outcome.status for trial in trials}


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, "interrupted"), (signal.SIGTERM, "killed")]
)
def test_update_that_is_asked_to_end_leaves_the_old_index_or_the_new(
    crew: Crew, laboratory: Laboratory, number: signal.Signals, status: str
) -> None:
    steps = len(crew.injectors[0].run(update_of(laboratory.room())).counted)
    faults = [Fault(kind="signal", number=number, at=at) for at in range(1, steps, 20)]
    trials = crew.try_all(laboratory.attempt, faults)
    assert third_outcomes(trials) == []
    assert {trial.outcome.status for trial in trials} == {status}
    assert {trial.state for trial in trials} == {"old", "new"}
