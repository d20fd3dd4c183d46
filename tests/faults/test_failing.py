from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.faults.errors import FAULTS, unclear
from tests.faults.supervising import Fault

if TYPE_CHECKING:
    from tests.faults.sweeping import Crew
    from tests.faults.trying import Laboratory

# Every call would take minutes; `python -m tests.faults.matrix --kills errors` takes them.
EVERY = {"disk full": 3, "disk broken": 4, "no rights": 1, "no descriptors": 1}


@pytest.mark.parametrize("name", FAULTS)
def test_failing_call_is_harmless_or_told_in_one_line_and_the_old_index_stays(
    crew: Crew, laboratory: Laboratory, name: str
) -> None:
    trials = crew.sweep(
        replace(laboratory, is_mended=False).attempt, FAULTS[name], every=EVERY[name]
    )
    assert unclear(trials) == []
    assert "refused" in {trial.outcome.status for trial in trials}


@pytest.mark.parametrize("name", FAULTS)
def test_index_is_updated_after_a_failed_update(
    crew: Crew, laboratory: Laboratory, name: str
) -> None:
    assert unclear(crew.sweep(laboratory.attempt, FAULTS[name], every=17)) == []


@pytest.mark.parametrize("name", FAULTS)
def test_failed_first_build_leaves_no_index(
    crew: Crew, empty_laboratory: Laboratory, name: str
) -> None:
    assert unclear(crew.sweep(empty_laboratory.attempt, FAULTS[name], every=7)) == []


def test_short_writes_are_finished(crew: Crew, empty_laboratory: Laboratory) -> None:
    fault = Fault(kind="short", names=frozenset({"write"}))
    trials = crew.sweep(empty_laboratory.attempt, fault, every=4)
    assert {(trial.outcome.status, trial.state, trial.flaw) for trial in trials} == {
        ("done", "new", "")
    }


@pytest.mark.parametrize("name", ["disk broken", "no rights", "no descriptors"])
def test_index_that_cannot_be_read_is_refused_in_one_line_or_answers_rightly(
    crew: Crew, laboratory: Laboratory, name: str
) -> None:
    trials = crew.sweep(laboratory.attempt_reading, FAULTS[name])
    outcomes = {(trial.outcome.status, trial.state, trial.flaw) for trial in trials}
    assert [str(trial) for trial in trials if "\n" in trial.outcome.line] == []
    assert outcomes <= {("done", "old", ""), ("refused", "old", "")}
    assert "refused" in {trial.outcome.status for trial in trials}
