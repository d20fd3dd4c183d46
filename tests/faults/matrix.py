"""Lets an update of many articles go wrong at every step, and prints what came of it.

    python -m tests.faults.matrix --files 205 --kills steps --kills random:200
    python -m tests.faults.matrix --files 12 --kills errors

Of 205 files five are the seeds, the others are made up.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tests.fakes import SEEDS
from tests.faults.errors import FAULTS, third_outcomes, unclear
from tests.faults.injecting import reason_to_skip
from tests.faults.supervising import Fault
from tests.faults.sweeping import Crew
from tests.faults.trying import furnish, update_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.faults.trying import Laboratory, Trial

KILL = Fault(kind="signal", number=signal.SIGKILL)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the matrix; return 1 when any run left neither the old index nor the new."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=205)
    parser.add_argument(
        "--kills", action="append", help="steps, random:COUNT, or errors; repeatable"
    )
    parser.add_argument("--first", action="store_true", help="build where no index is")
    options = parser.parse_args(arguments)
    reason = reason_to_skip()
    if reason:
        sys.exit(reason)
    failures = 0
    with tempfile.TemporaryDirectory() as folder, Crew() as crew:
        seeds = min(len(SEEDS), options.files)
        laboratory = furnish(
            crew.injectors[0],
            Path(folder),
            files=options.files - seeds,
            is_first=options.first,
            seeds=seeds,
        )
        sys.stdout.write("fault | runs | old | new | neither | wrong | seconds\n")
        for kills in options.kills or ["steps", "random:200"]:
            for name in FAULTS if kills == "errors" else [kills]:
                failures += report(name, *measure(crew, laboratory, name))
    return 1 if failures else 0


def measure(crew: Crew, laboratory: Laboratory, name: str) -> tuple[list[Trial], float]:
    """Return one trial for each place or time at which a fault can strike, and the seconds."""
    began = time.monotonic()
    kind, _, count = name.partition(":")
    if kind == "random":
        longest = crew.injectors[0].run(update_of(laboratory.room())).seconds
        chance = random.Random(1)
        times = [chance.uniform(0, longest) for _ in range(int(count))]
        faults = [replace(KILL, after_seconds=after) for after in times]
        trials = crew.try_all(laboratory.attempt, faults)
    else:
        trials = crew.sweep(laboratory.attempt, FAULTS.get(name, KILL))
    return trials, time.monotonic() - began


def report(name: str, trials: list[Trial], seconds: float) -> int:
    """Print a line of the table and every failure; return how many there are."""
    states = Counter(trial.state for trial in trials)
    wrong = unclear(trials) if name in FAULTS else third_outcomes(trials)
    cells = [name, len(trials), states["old"], states["new"], states["neither"], len(wrong)]
    sys.stdout.write(" | ".join(map(str, [*cells, round(seconds)])) + "\n")
    sys.stdout.writelines(f"  {line}\n" for line in wrong)
    return len(wrong)


if __name__ == "__main__":
    sys.exit(main())
