from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.update import BATCH_TEXTS
from tests.fakes import SyllableEncoder, write_articles
from tests.ui.stories import write_corpus
from tests.ui.toy import ToyBackend
from tests.ui.toy_workspace import SURE, SURE_ANSWER, ToyWorkspace, made_workspace
from ui.articles.rebuilding import Rebuilding, RebuildState, Stage

if TYPE_CHECKING:
    from index.datatypes import Progress, UpdateReport

# Long enough for a machine that is busy with other tests; nothing waits so long.
PATIENCE_SECONDS = 30


class Paused(ToyBackend):
    """Stops in the middle of an update until it may go on."""

    def __init__(self, corpus: Path) -> None:
        self.has_begun = threading.Event()
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self.updates = 0
        super().__init__(corpus)

    def update(self, progress: Progress) -> UpdateReport:
        self.updates += 1
        progress("read", 1, 4)
        self.has_begun.set()
        assert self.may_go_on.wait(PATIENCE_SECONDS)
        return super().update(progress)


class Failing(ToyBackend):
    """Fails every update but the first with an error of its own."""

    def __init__(self, corpus: Path, error: Exception) -> None:
        self._error: Exception | None = None
        super().__init__(corpus)
        self._error = error

    def update(self, progress: Progress) -> UpdateReport:
        if self._error:
            raise self._error
        return super().update(progress)


class Interrupted(ToyWorkspace):
    """Cancels its own update as soon as this step is reached."""

    def __init__(self, space: ToyWorkspace, step: tuple[str, int]) -> None:
        super().__init__(space.corpus, space.store, SyllableEncoder())
        self._step = step
        self.rebuilding = Rebuilding(self)

    def update(self, progress: Progress, *, full: bool = False) -> UpdateReport:
        def interrupted(stage: str, done: int, total: int) -> None:
            if (stage, done) == self._step:
                self.rebuilding.cancel()
            progress(stage, done, total)

        return super().update(interrupted, full=full)


class Followed(Rebuilding):
    """Begins another update when the end of one is looked at for the first time."""

    is_followed = False

    def state(self) -> RebuildState:
        if not self.is_followed:
            self.is_followed = True
            self.start()
        return super().state()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    write_corpus(tmp_path / "corpus")
    return tmp_path / "corpus"


def test_nothing_has_run_before_the_first_start(corpus: Path) -> None:
    assert Rebuilding(ToyBackend(corpus)).state() == RebuildState()


def test_an_update_runs_behind_and_leaves_its_report(corpus: Path) -> None:
    backend = ToyBackend(corpus)
    rebuilding = Rebuilding(backend)
    (corpus / "new.txt").write_text("새 소식\n\n가나신문 2024.01.01\n", encoding="utf-8")
    assert rebuilding.start()
    assert rebuilding.wait(PATIENCE_SECONDS)
    state = rebuilding.state()
    assert state.report is not None
    assert state.report.changes.added == ("new.txt",)
    assert (state.error, state.was_cancelled) == (None, False)
    assert 0 < state.started_at <= state.ended_at
    assert backend.generation() == 2


def test_while_one_update_runs_no_other_begins_and_all_see_the_same(corpus: Path) -> None:
    backend = Paused(corpus)
    rebuilding = Rebuilding(backend)
    backend.has_begun.clear()
    backend.may_go_on.clear()
    assert rebuilding.start()
    assert backend.has_begun.wait(PATIENCE_SECONDS)
    assert not rebuilding.start()
    state = rebuilding.state()
    assert (state.stage, state.done, state.total, state.is_running) == ("read", 1, 4, True)
    assert state == rebuilding.state()
    assert not rebuilding.wait(0)
    backend.may_go_on.set()
    assert rebuilding.wait(PATIENCE_SECONDS)
    assert backend.updates == 2
    assert rebuilding.start()
    assert rebuilding.wait(PATIENCE_SECONDS)


def test_who_waits_for_one_update_waits_for_the_next_that_begins_meanwhile(corpus: Path) -> None:
    backend = ToyBackend(corpus)
    rebuilding = Followed(backend)
    assert rebuilding.start()
    assert rebuilding.wait(PATIENCE_SECONDS)
    assert backend.generation() == 3


def test_the_thread_does_not_keep_a_server_alive(corpus: Path) -> None:
    backend = Paused(corpus)
    backend.has_begun.clear()
    backend.may_go_on.clear()
    rebuilding = Rebuilding(backend)
    before = set(threading.enumerate())
    assert rebuilding.start()
    assert backend.has_begun.wait(PATIENCE_SECONDS)
    begun = set(threading.enumerate()) - before
    running = [thread for thread in begun if thread.name == "rebuilding"]
    backend.may_go_on.set()
    assert rebuilding.wait(PATIENCE_SECONDS)
    assert [thread.daemon for thread in running] == [True]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device")])
def test_an_error_ends_the_update_and_the_next_may_begin(corpus: Path, error: Exception) -> None:
    rebuilding = Rebuilding(Failing(corpus, error))
    for _ in range(2):
        assert rebuilding.start()
        assert rebuilding.wait(PATIENCE_SECONDS)
        state = rebuilding.state()
        assert (state.error, state.report, state.is_running) == (error, None, False)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_what_nobody_foresaw_ends_the_update_too_and_keeps_its_words(corpus: Path) -> None:
    rebuilding = Rebuilding(Failing(corpus, ZeroDivisionError("an inner secret")))
    assert rebuilding.start()
    assert rebuilding.wait(PATIENCE_SECONDS)
    state = rebuilding.state()
    assert (state.is_running, str(state.error)) == (False, "the update ended unexpectedly")


def test_cancelling_when_nothing_runs_does_nothing(corpus: Path) -> None:
    rebuilding = Rebuilding(ToyBackend(corpus))
    rebuilding.cancel()
    assert rebuilding.state() == RebuildState()


def many_sentences(count: int) -> dict[str, str]:
    """Return articles whose every sentence is a chunk of its own, of the toy chunks' size."""
    return {f"{number:03}.txt": f"{number:03} 번째 새 소식이다.\n" for number in range(count)}


@pytest.mark.parametrize(
    "step", [("read", 1), ("encode", 0), ("encode", BATCH_TEXTS), ("write", 0)]
)
def test_cancelled_anywhere_the_old_index_answers_and_the_lock_is_free(
    tmp_path: Path, step: tuple[str, int]
) -> None:
    space = made_workspace(tmp_path)
    write_articles(space.corpus, many_sentences(2 * BATCH_TEXTS))
    interrupted = Interrupted(space, step)
    assert interrupted.rebuilding.start()
    assert interrupted.rebuilding.wait(PATIENCE_SECONDS)
    state = interrupted.rebuilding.state()
    assert (state.was_cancelled, state.is_cancelling, state.report) == (True, False, None)
    assert space.generation() == 1
    assert space.ask(SURE, ()).text == SURE_ANSWER
    assert len(space.changes().added) == 2 * BATCH_TEXTS
    # The lock is free, and nothing of the cancelled update is in the way.
    assert space.refresh().generation == 2


def test_the_next_update_goes_on_where_the_cancelled_one_stopped(tmp_path: Path) -> None:
    space = made_workspace(tmp_path)
    write_articles(space.corpus, many_sentences(2 * BATCH_TEXTS))
    interrupted = Interrupted(space, ("encode", BATCH_TEXTS))
    interrupted.rebuilding.start()
    assert interrupted.rebuilding.wait(PATIENCE_SECONDS)
    assert space.refresh().encoded == BATCH_TEXTS


def test_what_is_written_is_not_called_cancelled(tmp_path: Path) -> None:
    space = made_workspace(tmp_path)
    write_articles(space.corpus, many_sentences(1))
    interrupted = Interrupted(space, ("write", 1))
    interrupted.rebuilding.start()
    assert interrupted.rebuilding.wait(PATIENCE_SECONDS)
    state = interrupted.rebuilding.state()
    assert not state.was_cancelled
    assert state.report is not None
    assert state.report.generation == space.generation() == 2


@pytest.mark.parametrize(
    ("stage", "done", "total", "percent"),
    [
        ("start", 0, 0, 0),
        ("read", 0, 10, 0),
        ("read", 5, 10, 6),
        ("encode", 0, 0, 12),
        ("encode", 1, 4, 33),  # 12 + 84 / 4
        ("encode", 4, 4, 96),
        ("write", 0, 1, 96),
        ("write", 1, 1, 100),
    ],
)
def test_the_stages_share_a_hundred_percent(
    stage: Stage, done: int, total: int, percent: int
) -> None:
    assert RebuildState(stage=stage, done=done, total=total).percent == percent
