from __future__ import annotations

import os
import shutil
from multiprocessing.connection import wait
from typing import TYPE_CHECKING

import pytest

from tests.faults.building import build_and_die, build_in_turn
from tests.faults.injecting import Job, Outcome
from tests.faults.trying import done, update_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.faults.building import Site
    from tests.faults.sweeping import Crew
    from tests.faults.trying import Laboratory

ROUNDS = 50
PATIENCE_SECONDS = 20


@pytest.fixture
def pipes(tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    """Return two named pipes that this process holds open at both ends."""
    start, gate = tmp_path / "start", tmp_path / "gate"
    held = []
    for pipe in (start, gate):
        os.mkfifo(pipe)
        held.append(os.open(pipe, os.O_RDWR))
    yield start, gate
    for descriptor in held:
        os.close(descriptor)


def give(pipe: Path, count: int) -> None:
    """Put bytes into a named pipe that is held open."""
    descriptor = os.open(pipe, os.O_WRONLY)
    os.write(descriptor, b"!" * count)
    os.close(descriptor)


def race(crew: Crew, site: Site, start: Path, gate: Path) -> list[Outcome]:
    """Build twice at once; return the outcomes in the order in which they came."""
    job = Job(function=build_in_turn, arguments=(site, start, gate))
    for injector in crew.injectors:
        injector.begin(job)
    give(start, len(crew.injectors))
    # Whoever proceeds stops at the gate, which stays shut until the other has ended.
    ended = wait([injector.connection for injector in crew.injectors], PATIENCE_SECONDS)
    give(gate, len(crew.injectors) - len(ended))
    in_order = sorted(crew.injectors, key=lambda injector: injector.connection not in ended)
    return [injector.finish() for injector in in_order]


def test_of_two_builders_exactly_one_proceeds(
    crew: Crew, laboratory: Laboratory, pipes: tuple[Path, Path]
) -> None:
    for _ in range(ROUNDS):
        site = laboratory.room()
        loser, winner = race(crew, site, *pipes)
        line = f"the store at {site.store} is being rebuilt by another process; wait for it"
        assert (loser.status, loser.line) == ("refused", line)
        assert (winner.status, winner.value) == ("done", 2)
        shutil.rmtree(site.disk.parent)


def test_lock_of_a_killed_builder_is_free(crew: Crew, laboratory: Laboratory) -> None:
    injector, site = crew.injectors[0], laboratory.room()
    outcome = injector.run(Job(function=build_and_die, arguments=(site,)))
    assert (outcome.status, outcome.line) == ("killed", "SIGKILL")
    assert done(injector, update_of(site)) == 2
