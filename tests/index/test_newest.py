from __future__ import annotations

import shutil
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from index import newest
from index.database import LOG_NAME, Database
from index.errors import DamagedError
from index.snapshot import Snapshot
from index.store import Store
from tests.index.stored import flip, note, prepared, put, row

if TYPE_CHECKING:
    from pathlib import Path

A, B = (prepared(note(source), row(0, 4)) for source in ("a.txt", "b.txt"))
LOST = r"^the store is damaged \(generation {} is not there any more\); rebuild it with: rag index "


def test_note_tells_the_newest_generation_of_a_store(tmp_path: Path) -> None:
    assert newest.noted(tmp_path, "birth") == 0
    newest.note(tmp_path, "birth", 3)
    assert newest.noted(tmp_path, "birth") == 3
    newest.note(tmp_path, "birth", 12)
    assert newest.noted(tmp_path, "birth") == 12
    assert [path.name for path in tmp_path.iterdir()] == ["newest"]


def test_note_of_another_store_says_nothing(tmp_path: Path) -> None:
    newest.note(tmp_path, "before", 3)
    assert newest.noted(tmp_path, "birth") == newest.noted(tmp_path, "") == 0


def test_note_that_is_damaged_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / newest.NAME
    newest.note(tmp_path, "birth", 3)
    whole = path.read_bytes()
    # The line end behind it is no part of it.
    for place in range(len(whole) - 1):
        for bit in (0, 5):
            path.write_bytes(whole)
            flip(path, place, bit)
            assert newest.noted(tmp_path, "birth") == 0, (place, bit)
        path.write_bytes(whole[:place])
        assert newest.noted(tmp_path, "birth") == 0, place


@pytest.mark.parametrize(
    "data",
    [b"", b"\n", b"birth 3\n", b"birth 3 x y\n", b"birth -3 x\n", b"birth three x\n", b"\xff"],
)
def test_garbage_says_nothing(tmp_path: Path, data: bytes) -> None:
    (tmp_path / newest.NAME).write_bytes(data)
    assert newest.noted(tmp_path, "birth") == 0


def test_unfinished_note_leaves_the_one_before(tmp_path: Path) -> None:
    newest.note(tmp_path, "birth", 3)
    (tmp_path / f".{newest.NAME}").write_bytes(b"bir")
    assert newest.noted(tmp_path, "birth") == 3
    newest.note(tmp_path, "birth", 4)
    assert newest.noted(tmp_path, "birth") == 4


@pytest.mark.parametrize(("noted", "is_lost"), [(0, False), (1, False), (2, False), (3, True)])
def test_store_may_be_ahead_of_its_note_but_not_behind(
    tmp_path: Path, noted: int, *, is_lost: bool
) -> None:
    put(tmp_path, A)
    put(tmp_path, B)
    with closing(Database.reading(tmp_path)) as database:
        store = Store(database)
        newest.note(tmp_path, store.birth, noted)
        if is_lost:
            with pytest.raises(DamagedError, match=LOST.format(3)):
                newest.check(tmp_path, store)
        else:
            newest.check(tmp_path, store)


def test_generation_that_came_after_a_state_was_opened_is_not_missed(tmp_path: Path) -> None:
    put(tmp_path, A)
    with closing(Database.reading(tmp_path)) as database:
        store = Store(database)
        assert store.generation == 1
        put(tmp_path, B)
        assert newest.noted(tmp_path, store.birth) == 2
        newest.check(tmp_path, store)


@pytest.mark.parametrize("share", [None, 0, 0.5, 0.99])
def test_lost_end_of_the_log_is_found(tmp_path: Path, share: float | None) -> None:
    put(tmp_path / "store", A)
    # Whoever reads an older state keeps newer ones in the log.
    with closing(Database.reading(tmp_path / "store")) as older:
        assert older.meta("generation") == "1"
        put(tmp_path / "store", B)
        shutil.copytree(tmp_path / "store", tmp_path / "copy")
    snapshot = Snapshot.open(tmp_path / "store")
    assert snapshot.generation == 2
    snapshot.close()
    log = tmp_path / "copy" / LOG_NAME
    data = log.read_bytes()
    log.unlink()
    if share is not None:
        log.write_bytes(data[: int(share * len(data))])
    with pytest.raises(DamagedError, match=LOST.format(2)):
        Snapshot.open(tmp_path / "copy")
    # Without the note, SQLite's word is taken that this was never written.
    (tmp_path / "copy" / newest.NAME).unlink()
    snapshot = Snapshot.open(tmp_path / "copy")
    assert snapshot.generation == 1
    snapshot.close()
