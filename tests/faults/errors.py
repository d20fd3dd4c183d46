"""The errors of a system that an index has to live with, and what it may do about them."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from tests.faults.calls import STEPS
from tests.faults.supervising import Fault

if TYPE_CHECKING:
    from tests.faults.calls import Name
    from tests.faults.trying import Trial

WRITING: frozenset[Name] = STEPS - {"remove"}
OPENING: frozenset[Name] = frozenset({"open", "create"})
FAULTS = {
    # A full disk stays full.
    "disk full": Fault(kind="error", number=errno.ENOSPC, names=WRITING, is_lasting=True),
    "disk broken": Fault(kind="error", number=errno.EIO, names=STEPS | {"open", "read"}),
    "no rights": Fault(
        kind="error", number=errno.EACCES, names=OPENING | {"mkdir", "rename", "remove"}
    ),
    "no descriptors": Fault(kind="error", number=errno.EMFILE, names=OPENING),
}


def unclear(trials: list[Trial]) -> list[str]:
    """Return the trials that neither came out well nor ended with one line and the old index."""
    return [
        str(trial)
        for trial in trials
        if (trial.outcome.status, trial.state) not in expected(trial)
        or "\n" in trial.outcome.line
        or trial.flaw
    ]


def expected(trial: Trial) -> set[tuple[str, str]]:
    """Return how a build may end, and what it may leave."""
    ends = {("done", "new"), ("refused", "old")}
    # What is in SQLite's log cannot be taken back when the disk does not say that it is there.
    if trial.outcome.fired == "sync store.sqlite-wal":
        ends.add(("refused", "new"))
    return ends


def third_outcomes(trials: list[Trial]) -> list[str]:
    """Return the trials that left neither index, or something that stays wrong."""
    return [str(trial) for trial in trials if trial.state == "neither" or trial.flaw]
