from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue

import pytest

from ui.articles.noticing import LONGEST_SECONDS, Noticing, Settling, is_meant

# Long enough for a machine that is busy with other tests; nothing waits so long.
PATIENCE_SECONDS = 30
STILL_SECONDS = 0.1
CHUNK = "가" * 1000


class Told:
    """Waits to be told; what there was to see each time is kept in order."""

    def __init__(self, look: Callable[[], int] = lambda: 0) -> None:
        self._look = look
        self._seen: SimpleQueue[int] = SimpleQueue()

    def __call__(self) -> None:
        self._seen.put(self._look())

    def wait(self) -> int:
        return self._seen.get(timeout=PATIENCE_SECONDS)

    @property
    def is_empty(self) -> bool:
        return self._seen.empty()


@contextmanager
def watched(folder: Path, told: Told) -> Iterator[None]:
    ending = threading.Event()
    noticing = Noticing(folder, told, still_seconds=STILL_SECONDS)
    thread = threading.Thread(target=noticing.run, args=(ending,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ending.set()
        thread.join(PATIENCE_SECONDS)
        assert not thread.is_alive()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "old.txt").write_text("등대", encoding="utf-8")
    return corpus


@pytest.mark.parametrize("polls", ["", "true"])
def test_each_kind_of_change_is_told(
    corpus: Path, polls: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHFILES_FORCE_POLLING", polls)
    monkeypatch.setenv("WATCHFILES_POLL_DELAY_MS", "50")
    told = Told()
    with watched(corpus, told):
        # What happened before is unknown.
        told.wait()
        (corpus / "new.txt").write_text("새 등대", encoding="utf-8")
        told.wait()
        (corpus / "new.txt").write_text("더 새 등대", encoding="utf-8")
        # Whoever looks at the files now and then would not see another change in this second.
        later = time.time() + 10
        os.utime(corpus / "new.txt", (later, later))
        told.wait()
        (corpus / "new.txt").rename(corpus / "newest.txt")
        told.wait()
        (corpus / "newest.txt").unlink()
        told.wait()


def test_a_new_folder_is_watched_too(corpus: Path, tmp_path: Path) -> None:
    told = Told()
    moved = tmp_path / "2024"
    (moved / "05").mkdir(parents=True)
    with watched(corpus, told):
        told.wait()
        moved.rename(corpus / "2024")
        told.wait()
        (corpus / "2024" / "05" / "a.txt").write_text("등대", encoding="utf-8")
        told.wait()


def test_many_files_at_once_are_told_once(corpus: Path, tmp_path: Path) -> None:
    told = Told(lambda: len(list(corpus.rglob("*.txt"))))
    moved = tmp_path / "many"
    moved.mkdir()
    for number in range(50):
        (moved / f"{number}.txt").write_text("등대", encoding="utf-8")
    with watched(corpus, told):
        assert told.wait() == 1
        moved.rename(corpus / "many")
        assert told.wait() == 51
        (corpus / "old.txt").unlink()
        assert told.wait() == 50
    assert told.is_empty


def test_the_last_word_comes_after_the_last_byte(corpus: Path) -> None:
    path = corpus / "long.txt"
    told = Told(lambda: path.stat().st_size if path.exists() else 0)
    chunks = 200
    with watched(corpus, told):
        assert told.wait() == 0
        with path.open("w", encoding="utf-8") as growing:
            for _ in range(chunks):
                growing.write(CHUNK)
                growing.flush()
        while told.wait() < chunks * len(CHUNK.encode()):
            pass


def test_a_folder_that_goes_and_comes_back_is_watched_again(corpus: Path, tmp_path: Path) -> None:
    told = Told(corpus.exists)
    with watched(corpus, told):
        assert told.wait()
        corpus.rename(tmp_path / "elsewhere")
        assert not told.wait()
        (tmp_path / "elsewhere").rename(corpus)
        assert told.wait()
        (corpus / "new.txt").write_text("새 등대", encoding="utf-8")
        assert told.wait()


def test_a_folder_that_goes_with_the_one_around_it_is_told(tmp_path: Path) -> None:
    corpus = tmp_path / "news" / "corpus"
    corpus.mkdir(parents=True)
    told = Told(corpus.exists)
    with watched(corpus, told):
        assert told.wait()
        # Of this nothing is reported: in the folder that is watched, nothing has changed.
        corpus.parent.rename(tmp_path / "elsewhere")
        assert not told.wait()
        (tmp_path / "elsewhere").rename(corpus.parent)
        assert told.wait()


def test_a_folder_in_the_place_of_another_is_watched(corpus: Path, tmp_path: Path) -> None:
    told = Told(lambda: len(list(corpus.iterdir())))
    other = tmp_path / "other"
    other.mkdir()
    named = tmp_path / "named"
    named.symlink_to(corpus)
    with watched(named, told):
        assert told.wait() == 1
        pointing = tmp_path / "pointing"
        pointing.symlink_to(other)
        pointing.replace(named)
        told.wait()
        (other / "a.txt").write_text("등대", encoding="utf-8")
        told.wait()


def test_a_folder_is_waited_for(tmp_path: Path) -> None:
    told = Told()
    with watched(tmp_path / "corpus", told):
        told.wait()
        (tmp_path / "corpus").mkdir()
        told.wait()
        (tmp_path / "corpus" / "a.txt").write_text("등대", encoding="utf-8")
        told.wait()


@pytest.mark.skipif(sys.platform != "linux", reason="the system refuses such names")
def test_a_name_that_is_not_utf_8_does_not_end_the_watching(corpus: Path) -> None:
    told = Told()
    with watched(corpus, told):
        told.wait()
        Path(os.fsdecode(os.fsencode(corpus) + b"/\xff.txt")).touch()
        told.wait()
        (corpus / "new.txt").write_text("새 등대", encoding="utf-8")
        told.wait()


def ending_seconds(folder: Path) -> float:
    told = Told()
    with watched(folder, told):
        told.wait()
        began = time.monotonic()
    return time.monotonic() - began


@pytest.mark.parametrize("polls", ["", "true"])
@pytest.mark.parametrize("name", ["corpus", "nowhere"])
def test_the_end_comes_within_a_second(
    corpus: Path, name: str, polls: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHFILES_FORCE_POLLING", polls)
    # A busy machine can hold up any one of them, but a wait in the code holds up them all.
    assert any(ending_seconds(corpus.with_name(name)) < 1 for _ in range(10))


ROOT = Path("/news")


@pytest.mark.parametrize(
    ("path", "exclude", "expected"),
    [
        ("/news", None, True),
        ("/news/a.txt", None, True),
        ("/news/2024/a.txt", "/news/index", True),
        ("/news/.a.txt.swp", None, False),
        ("/news/.git/a.txt", None, False),
        ("/news/index/store.sqlite", "/news/index", False),
        ("/news/index", "/news/index", False),
        ("/news/index.txt", "/news/index", True),
        ("/news/a.txt", "/", True),
        ("/news/a.txt", "/news", True),
        ("/news/a.txt", "/other", True),
    ],
)
def test_neither_hidden_files_nor_the_store_are_meant(
    path: str, exclude: str | None, *, expected: bool
) -> None:
    assert is_meant(Path(path), ROOT, Path(exclude) if exclude else None) is expected


def test_a_hidden_folder_around_hides_nothing() -> None:
    assert is_meant(Path("/home/.news/a.txt"), Path("/home/.news"), None)


def test_changes_settle_when_there_was_none_for_a_while_and_only_once() -> None:
    settling = Settling(2)
    assert not settling.settle(100)
    settling.note(100)
    settling.note(101)
    assert not settling.settle(102.9)
    assert settling.settle(103)
    assert not settling.settle(200)


def test_changes_without_end_are_told_at_last() -> None:
    settling = Settling(2)
    settling.note(100)
    settling.note(100 + LONGEST_SECONDS - 1)
    assert not settling.settle(100 + LONGEST_SECONDS - 0.5)
    assert settling.settle(100 + LONGEST_SECONDS)
    settling.note(200)
    assert not settling.settle(201.9)
    assert settling.settle(202)
