from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from index.datatypes import Changes
from index.errors import CorpusError
from tests.ui.stories import write_corpus
from tests.ui.toy import ToyBackend
from ui.articles.watching import Watching

PATIENCE_SECONDS = 30
START = 1000.0


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> float:
        return self.now


class Scanned(ToyBackend):
    """Counts the scans; each takes as long as it is told to, by the clock."""

    def __init__(self, corpus: Path, clock: Clock) -> None:
        self._clock = clock
        self.scan_seconds = 0.0
        self.scans = 0
        super().__init__(corpus)
        self.scans = 0

    def changes(self) -> Changes:
        self.scans += 1
        self._clock.now += self.scan_seconds
        return super().changes()


class Later:
    """Keeps what is to run behind until the test runs it."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def __call__(self, work: Callable[[], None]) -> None:
        self.waiting.append(work)

    def run(self) -> None:
        self.waiting.pop()()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def later() -> Later:
    return Later()


@pytest.fixture
def backend(tmp_path: Path, clock: Clock) -> Scanned:
    write_corpus(tmp_path / "corpus")
    return Scanned(tmp_path / "corpus", clock)


@pytest.fixture
def watching(backend: Scanned, clock: Clock, later: Later) -> Watching:
    return Watching(backend, clock=clock, behind=later)


def add(backend: ToyBackend, name: str) -> None:
    (backend.corpus / name).write_text("새 소식\n\n가나신문 2024.01.01\n", encoding="utf-8")


def test_nobody_waits_for_a_scan(watching: Watching, later: Later, backend: Scanned) -> None:
    assert watching.changes() is None
    assert (backend.scans, watching.has_looked) == (0, False)
    later.run()
    assert watching.changes() == Changes(unchanged=4)
    assert watching.has_looked


def test_there_is_one_scan_at_a_time_for_all_who_ask(
    watching: Watching, later: Later, backend: Scanned
) -> None:
    for _ in range(5):
        watching.changes()
    assert len(later.waiting) == 1
    later.run()
    assert backend.scans == 1


def test_scans_are_ten_seconds_apart(watching: Watching, later: Later, clock: Clock) -> None:
    watching.changes()
    later.run()
    clock.now = START + 9.9
    watching.changes()
    assert later.waiting == []
    clock.now = START + 10
    watching.changes()
    assert len(later.waiting) == 1


def test_a_long_scan_is_followed_by_a_pause_of_twenty_times_its_length(
    watching: Watching, later: Later, clock: Clock, backend: Scanned
) -> None:
    backend.scan_seconds = 2
    watching.changes()
    later.run()
    clock.now = START + 2 + 39.9
    watching.changes()
    assert later.waiting == []
    clock.now = START + 2 + 40
    watching.changes()
    assert len(later.waiting) == 1


def test_the_last_changes_are_told_until_the_next_scan_has_ended(
    watching: Watching, later: Later, clock: Clock, backend: Scanned
) -> None:
    watching.changes()
    later.run()
    add(backend, "new.txt")
    clock.now += 10
    assert watching.changes() == Changes(unchanged=4)
    later.run()
    assert watching.changes() == Changes(added=("new.txt",), unchanged=4)


def test_who_has_changed_the_folder_sees_it_at_once(
    watching: Watching, backend: Scanned, later: Later
) -> None:
    add(backend, "new.txt")
    assert watching.look().added == ("new.txt",)
    found = watching.changes()
    assert found is not None
    assert found.added == ("new.txt",)
    assert later.waiting == []


def test_what_is_older_than_the_index_is_looked_up_anew(
    watching: Watching, backend: Scanned, clock: Clock
) -> None:
    watching.look()
    clock.now += 1
    add(backend, "new.txt")
    found = watching.changes(newer_than=clock.now)
    assert found is not None
    assert found.added == ("new.txt",)
    watching.changes(newer_than=clock.now)
    assert backend.scans == 2


def test_an_error_is_told_to_whoever_asks_until_it_is_mended(
    watching: Watching, later: Later, clock: Clock, backend: Scanned
) -> None:
    moved = backend.corpus.rename(backend.corpus.with_name("elsewhere"))
    watching.changes()
    later.run()
    for _ in range(2):
        with pytest.raises(CorpusError, match=r"^no folder at"):
            watching.changes()
    moved.rename(backend.corpus)
    clock.now += 10
    with pytest.raises(CorpusError):
        watching.changes()
    later.run()
    assert watching.changes() == Changes(unchanged=4)


def test_scans_never_overlap(tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus")
    backend = Gate(tmp_path / "corpus")
    watching = Watching(backend)
    first = threading.Thread(target=watching.look)
    first.start()
    assert backend.is_inside.wait(PATIENCE_SECONDS)
    # These ask while the first is at it.
    others = [threading.Thread(target=watching.look) for _ in range(3)]
    for thread in others:
        thread.start()
    backend.may_go_on.set()
    for thread in (first, *others):
        thread.join(PATIENCE_SECONDS)
        assert not thread.is_alive()
    assert backend.most_at_once == 1


class Gate(ToyBackend):
    """Lets a scan end only when it may, and notes how many run at once."""

    def __init__(self, corpus: Path) -> None:
        self.is_inside = threading.Event()
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self._inside = 0
        self.most_at_once = 0
        super().__init__(corpus)
        self.is_inside.clear()
        self.may_go_on.clear()

    def changes(self) -> Changes:
        self._inside += 1
        self.most_at_once = max(self.most_at_once, self._inside)
        self.is_inside.set()
        assert self.may_go_on.wait(PATIENCE_SECONDS)
        found = super().changes()
        self._inside -= 1
        return found


def test_by_itself_it_scans_in_a_thread(tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus")
    backend = Gate(tmp_path / "corpus")
    watching = Watching(backend)
    before = set(threading.enumerate())
    assert watching.changes() is None
    assert backend.is_inside.wait(PATIENCE_SECONDS)
    begun = set(threading.enumerate()) - before
    (thread,) = [thread for thread in begun if thread.name == "watching"]
    assert thread.daemon
    backend.may_go_on.set()
    thread.join(PATIENCE_SECONDS)
    assert watching.changes() == Changes(unchanged=4)
