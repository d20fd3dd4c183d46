from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from index.database import DAMAGED_NAME, FILE_NAME, Database
from index.errors import DamagedError, FormatError, StoreError
from index.writing import discard, locked, only_writer

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = 30
GARBAGE = b"this is not a database " * 400
BUSY = r"^the store at .* is being rebuilt by another process; wait for it$"


def birth(folder: Path) -> str | None:
    with closing(Database.reading(folder)) as database:
        return database.meta("birth")


def make_older(folder: Path) -> None:
    """Make a store of the first format, which has other tables."""
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        connection.execute("CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)")
        connection.execute("INSERT INTO meta VALUES ('format', '1')")
        connection.commit()


def test_writer_gets_a_database_that_is_closed_behind_it(tmp_path: Path) -> None:
    with only_writer(tmp_path / "a" / "b") as database:
        database.set_meta(colour="red")
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        database.meta("colour")
    with only_writer(tmp_path / "a" / "b") as again:
        assert again.meta("colour") == "red"


@pytest.mark.parametrize("seconds", [0, 0.05])
def test_second_writer_is_refused(tmp_path: Path, seconds: float) -> None:
    with (
        only_writer(tmp_path),
        pytest.raises(StoreError, match=BUSY),
        only_writer(tmp_path, wait_seconds=seconds),
    ):
        pytest.fail("two writers at once")


def test_second_writer_may_wait(tmp_path: Path) -> None:
    is_writing = threading.Event()
    is_waiting = threading.Event()

    def write() -> None:
        with only_writer(tmp_path) as database:
            is_writing.set()
            assert is_waiting.wait(SECONDS)
            database.set_meta(colour="red")

    first = threading.Thread(target=write)
    first.start()
    assert is_writing.wait(SECONDS)
    is_waiting.set()
    with only_writer(tmp_path, wait_seconds=SECONDS) as database:
        assert database.meta("colour") == "red"
    first.join()


def test_lock_that_nobody_holds_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "lock").write_bytes(b"left by a process that was killed")
    with only_writer(tmp_path):
        pass


def test_writer_that_fails_lets_the_next_one_in(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), only_writer(tmp_path):
        raise KeyboardInterrupt
    with only_writer(tmp_path):
        pass


def test_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "store").write_bytes(b"a file")
    expected = r"^the store at .*/store cannot be written \(File exists\); check --store$"
    with pytest.raises(StoreError, match=expected), locked(tmp_path / "store"):
        pytest.fail("a file was taken for a folder")


@pytest.mark.parametrize("kind", ["garbage", "older"])
def test_database_that_cannot_be_read_is_put_aside_only_when_asked(
    tmp_path: Path, kind: str
) -> None:
    if kind == "garbage":
        (tmp_path / FILE_NAME).write_bytes(GARBAGE)
    else:
        make_older(tmp_path)
    before = (tmp_path / FILE_NAME).read_bytes()
    error = DamagedError if kind == "garbage" else FormatError
    with pytest.raises(error, match=r"; rebuild it with: rag index --full$"), only_writer(tmp_path):
        pytest.fail("it was taken as it is")
    assert (tmp_path / FILE_NAME).read_bytes() == before
    with only_writer(tmp_path, anew=True) as database:
        assert database.meta("generation") == "0"
    assert (tmp_path / DAMAGED_NAME).read_bytes() == before


def test_database_that_can_be_read_is_kept(tmp_path: Path) -> None:
    with only_writer(tmp_path):
        pass
    before = birth(tmp_path)
    with only_writer(tmp_path, anew=True) as database:
        assert database.meta("birth") == before
    assert not (tmp_path / DAMAGED_NAME).exists()


def test_what_is_not_the_fault_of_the_file_puts_nothing_aside(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    line = r"^the store at .* cannot be written \(Is a directory\); check --store$"
    with pytest.raises(StoreError, match=line) as raised, only_writer(tmp_path, anew=True):
        pytest.fail("a folder was taken for a file")
    assert not isinstance(raised.value, DamagedError)
    assert (tmp_path / FILE_NAME).is_dir()


def test_discarded_database_goes_with_its_log_and_in_place_of_an_older_one(tmp_path: Path) -> None:
    for number, ending in enumerate(("", "-wal", "-shm")):
        (tmp_path / f"{FILE_NAME}{ending}").write_bytes(b"%d" % number)
        (tmp_path / f"{DAMAGED_NAME}{ending}").write_bytes(b"older")
    discard(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {
        "lock",
        *(f"{DAMAGED_NAME}{ending}" for ending in ("", "-wal", "-shm")),
    }
    assert (tmp_path / DAMAGED_NAME).read_bytes() == b"0"
    assert (tmp_path / f"{DAMAGED_NAME}-wal").read_bytes() == b"1"
    # An older log must not be taken for one of the next to go.
    (tmp_path / FILE_NAME).write_bytes(b"next")
    discard(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"lock", DAMAGED_NAME}


def test_store_is_not_discarded_while_another_writes(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"precious")
    with FileLock(tmp_path / "lock"), pytest.raises(StoreError, match=BUSY):
        discard(tmp_path)
    assert (tmp_path / FILE_NAME).read_bytes() == b"precious"
