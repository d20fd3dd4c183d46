"""The harness itself: a fault that never strikes would let every other test here pass."""

from __future__ import annotations

import errno
import signal
from typing import TYPE_CHECKING

import pytest

from tests.faults import exercises
from tests.faults.injecting import Injector, Job
from tests.faults.supervising import Fault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.faults.sweeping import Crew


@pytest.fixture
def injector(crew: Crew) -> Injector:
    return crew.injectors[0]


def job(function: Callable[[Path], object], folder: Path) -> Job:
    return Job(function=function, arguments=(folder,), watched=folder)


def test_calls_in_the_folder_are_counted_and_others_are_not(
    injector: Injector, tmp_path: Path
) -> None:
    here, there = tmp_path / "here", tmp_path / "here-not"
    here.mkdir()
    there.mkdir()
    outcome = injector.run(job(exercises.make_folders, here))
    assert outcome.counted == ("mkdir one", "mkdir two", "mkdir three")
    assert (outcome.status, outcome.fired) == ("done", "")
    work = Job(function=exercises.make_folders, arguments=(there,), watched=here)
    assert injector.run(work).counted == ()


def test_killed_process_never_makes_the_call(injector: Injector, tmp_path: Path) -> None:
    fault = Fault(kind="signal", number=signal.SIGKILL, at=2)
    outcome = injector.run(job(exercises.make_folders, tmp_path), fault)
    assert (outcome.status, outcome.line) == ("killed", "SIGKILL")
    assert outcome.fired == "mkdir two"
    assert [path.name for path in tmp_path.iterdir()] == ["one"]


def test_failing_call_does_not_happen(injector: Injector, tmp_path: Path) -> None:
    fault = Fault(kind="error", number=errno.ENOSPC, at=3)
    outcome = injector.run(job(exercises.make_folders, tmp_path), fault)
    assert outcome.status == "crashed"
    assert f"OSError: [Errno 28] No space left on device: '{tmp_path}/three'" in outcome.line
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]


def test_short_write_says_that_it_was_short(injector: Injector, tmp_path: Path) -> None:
    fault = Fault(kind="short", at=1, names=frozenset({"write"}))
    outcome = injector.run(job(exercises.write_letters, tmp_path), fault)
    assert (outcome.status, outcome.value) == ("done", 5)
    assert (tmp_path / "letters").read_bytes() == b"abcde"


def test_torn_write_leaves_half_and_no_process(injector: Injector, tmp_path: Path) -> None:
    fault = Fault(kind="torn", at=1, names=frozenset({"write"}))
    outcome = injector.run(job(exercises.write_letters, tmp_path), fault)
    assert outcome.status == "killed"
    assert (tmp_path / "letters").read_bytes() == b"abcde"


def test_signal_is_sent_after_its_time(injector: Injector, tmp_path: Path) -> None:
    fault = Fault(kind="signal", number=signal.SIGTERM, after_seconds=0.05)
    outcome = injector.run(job(exercises.wait_for_ever, tmp_path), fault)
    assert (outcome.status, outcome.line) == ("killed", "SIGTERM")


def test_process_is_killed_before_it_has_begun(injector: Injector, tmp_path: Path) -> None:
    fault = Fault(kind="signal", number=signal.SIGKILL, after_seconds=0.0)
    # It dies at one of its first instructions, another one each time; a busy machine may let it
    # make its folder before that.
    folders = [tmp_path / str(number) for number in range(30)]
    for folder in folders:
        folder.mkdir()
    outcomes = [injector.run(job(exercises.wait_for_ever, folder), fault) for folder in folders]
    assert {outcome.line for outcome in outcomes} == {"SIGKILL"}


def test_exception_of_no_user_is_a_crash(injector: Injector, tmp_path: Path) -> None:
    outcome = injector.run(job(exercises.fail, tmp_path))
    assert outcome.status == "crashed"
    assert outcome.line.endswith(f"ValueError: nothing can be done in {tmp_path}\n")


@pytest.mark.parametrize(
    ("write", "expected"),
    [(exercises.write_carefully, {b"old", b"new"}), (exercises.write_carelessly, {b"old", b""})],
)
def test_power_loss_keeps_what_was_synced(
    injector: Injector, tmp_path: Path, write: Callable[[Path], None], expected: set[bytes]
) -> None:
    disk, points = tmp_path / "disk", tmp_path / "points"
    disk.mkdir()
    (disk / "file").write_bytes(b"old")
    work = Job(function=write, arguments=(disk,), watched=disk, points=points)
    assert injector.run(work).status == "done"
    assert {(point / "file").read_bytes() for point in points.iterdir()} == expected
    # Names that are as late as contents keep the old file until the folder is synced.
    late = [point for point in sorted(points.iterdir()) if " late " in point.name]
    assert (late[0] / "file").read_bytes() == b"old"
