from __future__ import annotations

import os
import signal
import threading
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

import pytest

from index.errors import CorpusError
from tests.ui.served import served
from tests.ui.stories import write_corpus
from tests.ui.toy import ToyBackend
from tests.ui.toy_workspace import ARTICLES, SURE, SURE_ANSWER, ToyWorkspace, made_workspace
from ui.articles.rebuilding import Rebuilding, RebuildState
from ui.articles.upkeep import Upkeep, pause_after

if TYPE_CHECKING:
    from index.datatypes import Changes, Progress, UpdateReport

# Long enough for a machine that is busy with other tests; nothing waits so long.
PATIENCE_SECONDS = 30
STILL_SECONDS = 0.1
STORY = "새 등대\n\n파도일보 2024.09.10 08:00\n\n등대가 켜졌다.\n"


class Noted(ToyBackend):
    """Notes each look at the folder and each update, and lets updates begin when they may."""

    def __init__(self, corpus: Path) -> None:
        self._noted: SimpleQueue[str] = SimpleQueue()
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self._inside = 0
        self.most_at_once = 0
        super().__init__(corpus)
        self.next()

    def changes(self) -> Changes:
        try:
            return super().changes()
        finally:
            if not self._inside:
                self._noted.put("look")

    def update(self, progress: Progress) -> UpdateReport:
        self._inside += 1
        self.most_at_once = max(self.most_at_once, self._inside)
        self._noted.put("update")
        assert self.may_go_on.wait(PATIENCE_SECONDS)
        report = super().update(progress)
        self._inside -= 1
        return report

    def next(self) -> str:
        return self._noted.get(timeout=PATIENCE_SECONDS)


class Tried(ToyWorkspace):
    """Notes each update that was tried."""

    def __init__(self, space: ToyWorkspace) -> None:
        super().__init__(space.corpus, space.store)
        self.tries: SimpleQueue[None] = SimpleQueue()

    def update(self, progress: Progress, *, full: bool = False) -> UpdateReport:
        self.tries.put(None)
        return super().update(progress, full=full)


class Awaited(Rebuilding):
    """Notes when somebody waits for an update that does not end meanwhile."""

    def __init__(self, backend: ToyBackend) -> None:
        super().__init__(backend)
        self.is_awaited = threading.Event()

    def wait(self, seconds: float) -> bool:
        has_ended = super().wait(seconds)
        if not has_ended:
            self.is_awaited.set()
        return has_ended


@pytest.fixture
def backend(tmp_path: Path) -> Noted:
    write_corpus(tmp_path / "corpus")
    return Noted(tmp_path / "corpus")


def automatic(backend: ToyBackend | ToyWorkspace) -> Upkeep:
    return Upkeep(backend, is_automatic=True, still_seconds=STILL_SECONDS)


def drop(corpus: Path, name: str, text: str = STORY) -> None:
    """Move a file in, which is one change; writing there would be two."""
    outside = corpus.with_name(name)
    outside.write_text(text, encoding="utf-8")
    outside.rename(corpus / name)


def test_a_new_article_comes_in_by_itself(backend: Noted) -> None:
    with automatic(backend) as upkeep:
        assert backend.next() == "look"
        drop(backend.corpus, "new.txt")
        assert [backend.next(), backend.next()] == ["look", "update"]
        assert upkeep.rebuilding.wait(PATIENCE_SECONDS)
    assert backend.document("new.txt").text == STORY
    report = upkeep.rebuilding.state().report
    assert report is not None
    assert report.changes.added == ("new.txt",)


def test_what_came_before_is_taken_in_at_the_start(backend: Noted) -> None:
    drop(backend.corpus, "new.txt")
    with automatic(backend) as upkeep:
        assert [backend.next(), backend.next()] == ["look", "update"]
        assert upkeep.rebuilding.wait(PATIENCE_SECONDS)
    assert backend.document("new.txt").text == STORY


def test_a_file_that_is_no_article_brings_no_update(backend: Noted) -> None:
    with automatic(backend) as upkeep:
        assert backend.next() == "look"
        drop(backend.corpus, "picture.png")
        assert backend.next() == "look"
        drop(backend.corpus, "new.txt")
        assert [backend.next(), backend.next()] == ["look", "update"]
        assert upkeep.rebuilding.wait(PATIENCE_SECONDS)


def test_what_changes_during_an_update_is_taken_in_by_one_more(backend: Noted) -> None:
    with automatic(backend) as upkeep:
        assert backend.next() == "look"
        backend.may_go_on.clear()
        drop(backend.corpus, "first.txt")
        assert [backend.next(), backend.next()] == ["look", "update"]
        for number in range(5):
            drop(backend.corpus, f"{number}.txt", STORY.replace("새", f"{number}번째"))
        backend.may_go_on.set()
        # The first one may have read them, too; it looks before there is another.
        assert backend.next() == "look"
        assert upkeep.rebuilding.wait(PATIENCE_SECONDS)
        drop(backend.corpus, "last.txt")
        while "last.txt" not in [article.source for article in backend.articles()]:
            backend.next()
            # After a look, an update may begin in the middle of this.
            upkeep.rebuilding.wait(PATIENCE_SECONDS)
    assert len(backend.articles()) == 4 + 1 + 5 + 1
    assert backend.most_at_once == 1


def test_a_folder_that_lost_all_its_files_is_told_and_the_index_serves_on(tmp_path: Path) -> None:
    articles = {f"2024/{name}": text for name, text in ARTICLES.items()}
    space = Tried(made_workspace(tmp_path, articles))
    with automatic(space) as upkeep:
        # All at once: between two renames, an update could take in what is left.
        (space.corpus / "2024").rename(tmp_path / "2024")
        while (tried := upkeep.rebuilding.state()).error is None:
            space.tries.get(timeout=PATIENCE_SECONDS)
            upkeep.rebuilding.wait(PATIENCE_SECONDS)
        assert isinstance(tried.error, CorpusError)
        assert str(tried.error).startswith("no articles in ")
        assert space.ask(SURE, ()).text == SURE_ANSWER
        # As they come back, nothing is to be done but to take the complaint back.
        (tmp_path / "2024").rename(space.corpus / "2024")
        while (tried := upkeep.rebuilding.state()).error is not None or tried.is_running:
            space.tries.get(timeout=PATIENCE_SECONDS)
            upkeep.rebuilding.wait(PATIENCE_SECONDS)
    assert space.changes().unchanged == len(ARTICLES)
    assert space.ask(SURE, ()).text == SURE_ANSWER


def test_a_failed_update_is_tried_again_after_the_next_change(tmp_path: Path) -> None:
    space = Tried(made_workspace(tmp_path))
    space.engines.has_encoder = False
    with automatic(space) as upkeep:
        drop(space.corpus, "new.txt", "새 등대가 켜졌다.\n")
        # One that has begun anew, for a change seen before it was reported, has no error yet.
        while (tried := upkeep.rebuilding.state()).error is None:
            space.tries.get(timeout=PATIENCE_SECONDS)
            upkeep.rebuilding.wait(PATIENCE_SECONDS)
        assert str(tried.error) == "cannot load the encoder"
        space.engines.has_encoder = True
        drop(space.corpus, "newer.txt", "더 새 등대가 켜졌다.\n")
        while len(space.articles()) < len(ARTICLES) + 2:
            space.tries.get(timeout=PATIENCE_SECONDS)
            upkeep.rebuilding.wait(PATIENCE_SECONDS)
        assert upkeep.rebuilding.state().error is None
    assert len(space.articles()) == len(ARTICLES) + 2


def test_a_folder_that_is_gone_brings_no_update(backend: Noted) -> None:
    elsewhere = backend.corpus.with_name("elsewhere")
    with automatic(backend) as upkeep:
        assert backend.next() == "look"
        backend.corpus.rename(elsewhere)
        assert backend.next() == "look"
        elsewhere.rename(backend.corpus)
        assert backend.next() == "look"
        drop(backend.corpus, "new.txt")
        assert [backend.next(), backend.next()] == ["look", "update"]
        assert upkeep.rebuilding.wait(PATIENCE_SECONDS)
    assert backend.document("new.txt").text == STORY


def test_the_end_does_not_wait_for_an_update(backend: Noted) -> None:
    before = set(threading.enumerate())
    backend.may_go_on.clear()
    drop(backend.corpus, "new.txt")
    upkeep = automatic(backend)
    rebuilding = upkeep.rebuilding = Awaited(backend)
    try:
        with upkeep:
            assert [backend.next(), backend.next()] == ["look", "update"]
            begun = set(threading.enumerate()) - before
            (noticing,) = [thread for thread in begun if thread.name == "noticing"]
            drop(backend.corpus, "newer.txt")
            assert rebuilding.is_awaited.wait(PATIENCE_SECONDS)
        noticing.join(PATIENCE_SECONDS)
        assert not noticing.is_alive()
        assert rebuilding.state().is_running
    finally:
        backend.may_go_on.set()
        rebuilding.wait(PATIENCE_SECONDS)


def test_by_default_nobody_watches(backend: Noted) -> None:
    before = set(threading.enumerate())
    with Upkeep(backend) as upkeep:
        assert set(threading.enumerate()) <= before
        assert not upkeep.watching.is_followed


@pytest.mark.parametrize(
    ("took", "now", "rest"),
    [
        (5, 110, 5),
        (5, 113, 2),
        (5, 115, 0),
        (5, 999, 0),
        (600, 110, 60),
        (600, 140, 30),
        # The clock was put back.
        (5, 0, 60),
    ],
)
def test_between_updates_there_is_a_rest_as_long_as_the_last(
    took: float, now: float, rest: float
) -> None:
    assert pause_after(RebuildState(started_at=110 - took, ended_at=110), now) == rest


def test_before_the_first_update_there_is_no_rest() -> None:
    assert pause_after(RebuildState(), 1_700_000_000) == 0


def test_a_served_page_updates_by_itself_and_ends_in_the_middle_of_it(tmp_path: Path) -> None:
    pipe = tmp_path / "updates"
    os.mkfifo(pipe)
    # Opening the pipe waits for the first step of an update, which waits at its other end.
    meeting = threading.Thread(target=lambda: pipe.open("wb").close(), daemon=True)
    options = ("--watch", "--updates", str(pipe))
    with served(tmp_path, *options, ending=signal.SIGINT) as running:
        drop(running.corpus, "new.txt")
        meeting.start()
        meeting.join(PATIENCE_SECONDS)
        assert not meeting.is_alive()
    assert running.log.read_text("utf-8") == ""
