from __future__ import annotations

import sqlite3
import threading
from typing import TYPE_CHECKING

import pytest

from index.database import FILE_NAME, FORMAT, Database
from index.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path

INSERT = "INSERT INTO skipped VALUES (?, ?)"


def sources(database: Database) -> list[str]:
    return [source for (source,) in database.execute("SELECT source FROM skipped ORDER BY source")]


def test_new_store_has_the_format_and_no_generation_yet(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    assert not Database.exists(folder)
    database = Database.writing(folder)
    assert Database.exists(folder)
    assert (database.meta("format"), database.meta("generation")) == (FORMAT, "0")
    assert database.meta("colour") is None
    database.close()


def test_settings_last(tmp_path: Path) -> None:
    database = Database.writing(tmp_path)
    database.set_meta(colour="파랑", size="1")
    database.set_meta(size="2")
    database.close()
    again = Database.reading(tmp_path)
    assert (again.meta("colour"), again.meta("size")) == ("파랑", "2")
    again.close()


def test_opening_a_store_again_changes_nothing(tmp_path: Path) -> None:
    Database.writing(tmp_path).close()
    before = (tmp_path / FILE_NAME).read_bytes()
    Database.writing(tmp_path).close()
    assert (tmp_path / FILE_NAME).read_bytes() == before


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_transaction_that_fails_leaves_nothing(tmp_path: Path, error: type[BaseException]) -> None:
    database = Database.writing(tmp_path)

    def fail() -> None:
        with database.transaction():
            database.insert(INSERT, [("a", "why"), ("b", "why")])
            assert sources(database) == ["a", "b"]
            raise error

    with pytest.raises(error):
        fail()
    assert sources(database) == []
    with database.transaction():
        database.insert(INSERT, [("c", "why")])
    assert sources(database) == ["c"]
    database.close()


def test_full_disk_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    database = Database.writing(tmp_path)
    pages = database.execute("PRAGMA page_count")[0][0]
    database.execute(f"PRAGMA max_page_count = {pages + 3}")
    with pytest.raises(StoreError, match="disk is full"), database.transaction():
        database.insert(INSERT, [(str(number), "x" * 4000) for number in range(100)])
    assert sources(database) == []
    database.close()


def test_broken_rule_is_a_store_error(tmp_path: Path) -> None:
    database = Database.writing(tmp_path)
    with pytest.raises(StoreError, match=r"^the store cannot be used \(UNIQUE .*rag index$"):
        database.insert(INSERT, [("a", "why"), ("a", "why")])
    with pytest.raises(StoreError, match=r"^the store cannot be used \(no such table: nowhere\)"):
        database.execute("SELECT * FROM nowhere")
    database.close()


def test_reading_sees_one_state_while_a_writer_commits(tmp_path: Path) -> None:
    writer = Database.writing(tmp_path)
    writer.insert(INSERT, [("a", "why")])
    before = Database.reading(tmp_path)
    with writer.transaction():
        writer.insert(INSERT, [("b", "why")])
        during = Database.reading(tmp_path)
    after = Database.reading(tmp_path)
    assert sources(before) == sources(during) == ["a"]
    assert sources(after) == ["a", "b"]
    for database in (before, during, after, writer):
        database.close()


def test_reading_does_not_write(tmp_path: Path) -> None:
    Database.writing(tmp_path).close()
    database = Database.reading(tmp_path)
    with pytest.raises(StoreError, match="readonly"):
        database.insert(INSERT, [("a", "why")])
    database.close()


def test_database_serves_other_threads(tmp_path: Path) -> None:
    database = Database.writing(tmp_path)

    def work(name: str) -> None:
        for number in range(20):
            with database.transaction():
                database.insert(INSERT, [(f"{name}{number}", "why")])

    threads = [threading.Thread(target=work, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sources(database) == sorted(f"{name}{number}" for name in "abc" for number in range(20))
    database.close()


def test_missing_store_is_refused_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"^no index at .*; build it with: rag index$"):
        Database.reading(tmp_path / "gone")
    assert not (tmp_path / "gone").exists()


@pytest.mark.parametrize("mode", ["reading", "writing"])
def test_other_format_is_refused_and_left_alone(tmp_path: Path, mode: str) -> None:
    database = Database.writing(tmp_path)
    database.set_meta(format="99")
    database.close()
    before = (tmp_path / FILE_NAME).read_bytes()
    expected = rf"^the store at .* has format 99, this program reads format {FORMAT}; move it away"
    with pytest.raises(StoreError, match=expected):
        getattr(Database, mode)(tmp_path)
    assert (tmp_path / FILE_NAME).read_bytes() == before


@pytest.mark.parametrize("mode", ["reading", "writing"])
def test_database_of_another_program_is_refused_and_left_alone(tmp_path: Path, mode: str) -> None:
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    connection.execute("CREATE TABLE music (title TEXT)")
    connection.close()
    before = (tmp_path / FILE_NAME).read_bytes()
    with pytest.raises(StoreError, match=r"^the store cannot be used \(no such table: meta\)"):
        getattr(Database, mode)(tmp_path)
    assert (tmp_path / FILE_NAME).read_bytes() == before


@pytest.mark.parametrize("mode", ["reading", "writing"])
def test_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path, mode: str) -> None:
    garbage = b"this is not a database " * 100
    (tmp_path / FILE_NAME).write_bytes(garbage)
    with pytest.raises(StoreError, match=r"^the store cannot be used \(file is not a database\)"):
        getattr(Database, mode)(tmp_path)
    assert (tmp_path / FILE_NAME).read_bytes() == garbage


def test_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(StoreError, match=r"^the store cannot be used \(unable to open database"):
        Database.writing(tmp_path)
