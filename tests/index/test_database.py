from __future__ import annotations

import shutil
import sqlite3
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from index.database import FILE_NAME, FORMAT, LOG_NAME, ROWS_AT_ONCE, SCHEMA, Database, can_share
from index.disk import UNFINISHED
from index.errors import DamagedError, FormatError, StoreError
from tests.index.stored import flip, tamper

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
    line = r"^the store cannot be used \(database or disk is full\); mend that and try again$"
    with pytest.raises(StoreError, match=line) as raised, database.transaction():
        database.insert(INSERT, [(str(number), "x" * 4000) for number in range(100)])
    # The file is as good as before: to build it anew would not help.
    assert not isinstance(raised.value, DamagedError)
    assert sources(database) == []
    database.close()


def test_broken_rule_is_a_store_error(tmp_path: Path) -> None:
    database = Database.writing(tmp_path)
    with pytest.raises(DamagedError, match=r"^the store is damaged \(UNIQUE constraint .*--full$"):
        database.insert(INSERT, [("a", "why"), ("a", "why")])
    with pytest.raises(DamagedError, match=r"^the store is damaged \(no such table: nowhere\); "):
        database.execute("SELECT * FROM nowhere")
    with pytest.raises(DamagedError, match=r"^the store is damaged \(Python int too large"):
        database.execute("SELECT ?", (2**70,))
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
    expected = (
        rf"^the store at .* has format 99, this program reads format {FORMAT}; "
        r"rebuild it with: rag index --full$"
    )
    with pytest.raises(FormatError, match=expected):
        getattr(Database, mode)(tmp_path)
    assert (tmp_path / FILE_NAME).read_bytes() == before


@pytest.mark.parametrize("mode", ["reading", "writing"])
def test_database_of_another_program_is_refused_and_left_alone(tmp_path: Path, mode: str) -> None:
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    connection.execute("CREATE TABLE music (title TEXT)")
    connection.close()
    before = (tmp_path / FILE_NAME).read_bytes()
    line = r"^the store is damaged \(no such table: meta\); rebuild it with: rag index --full$"
    with pytest.raises(DamagedError, match=line):
        getattr(Database, mode)(tmp_path)
    assert (tmp_path / FILE_NAME).read_bytes() == before


@pytest.mark.parametrize("mode", ["reading", "writing"])
def test_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path, mode: str) -> None:
    garbage = b"this is not a database " * 100
    (tmp_path / FILE_NAME).write_bytes(garbage)
    line = r"^the store is damaged \(file is not a database\); rebuild it with: rag index --full$"
    with pytest.raises(DamagedError, match=line):
        getattr(Database, mode)(tmp_path)
    assert (tmp_path / FILE_NAME).read_bytes() == garbage


def test_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    line = r"^the store at .* cannot be written \(Is a directory\); check --store$"
    with pytest.raises(StoreError, match=line):
        Database.writing(tmp_path)


def test_store_has_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    # As a process leaves it that is killed while it makes one.
    unfinished = tmp_path / f"{UNFINISHED}{FILE_NAME}"
    for ending in ("", "-journal", "-wal"):
        unfinished.with_name(f"{unfinished.name}{ending}").write_bytes(b"half")
    assert not Database.exists(tmp_path)
    with closing(Database.writing(tmp_path)) as database:
        assert database.meta("generation") == "0"
    assert {path.name for path in tmp_path.iterdir()} == {FILE_NAME}


def test_log_of_a_store_that_is_gone_is_not_taken_for_that_of_a_new_one(tmp_path: Path) -> None:
    with closing(Database.writing(tmp_path / "old")) as old:
        old.insert(INSERT, [("a", "why")])
        shutil.copytree(tmp_path / "old", tmp_path / "new")
        birth = old.meta("birth")
    assert (tmp_path / "new" / LOG_NAME).stat().st_size
    (tmp_path / "new" / FILE_NAME).unlink()
    with closing(Database.writing(tmp_path / "new")) as new:
        assert sources(new) == []
        assert new.meta("birth") != birth


@pytest.mark.parametrize("mode", ["reading", "writing"])
@pytest.mark.parametrize(
    "change",
    [
        # A table that would be read in another order, one that others refer to, one more, one less.
        "UPDATE sqlite_master SET sql = replace(sql, 'reason', 'season') WHERE name = 'skipped'",
        "UPDATE sqlite_master SET sql = replace(sql, 'key TEXT', 'key BLOB') WHERE name = 'bodies'",
        "CREATE TABLE music (title TEXT)",
        "CREATE TRIGGER dust AFTER INSERT ON files BEGIN DELETE FROM skipped; END",
        "DROP INDEX staged_by_file",
        "DROP TABLE skipped",
    ],
)
def test_other_tables_are_damage(tmp_path: Path, mode: str, change: str) -> None:
    Database.writing(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(change)
        connection.commit()
    line = r"^the store is damaged \(its tables are not those of this program\); rebuild it with: "
    with pytest.raises(DamagedError, match=line):
        getattr(Database, mode)(tmp_path)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_file_cut_short_is_damage_once_it_is_read(tmp_path: Path, share: float) -> None:
    database = Database.writing(tmp_path)
    database.insert(INSERT, [(str(number), "x" * 900) for number in range(200)])
    database.close()
    path = tmp_path / FILE_NAME
    path.write_bytes(path.read_bytes()[: int(share * path.stat().st_size)])

    def read() -> None:
        with closing(Database.reading(tmp_path)) as database:
            sources(database)

    with pytest.raises(
        DamagedError, match=r"^the store is damaged \(.*\); rebuild it with: rag ind"
    ):
        read()


def test_text_that_is_no_utf8_is_damage(tmp_path: Path) -> None:
    Database.writing(tmp_path).close()
    tamper(tmp_path, "INSERT INTO skipped VALUES ('a', CAST(x'B0A1' AS TEXT))")
    with closing(Database.reading(tmp_path)) as database:
        line = (
            r"^the store is damaged \(Could not decode to UTF-8 .*\); rebuild it with: rag index "
        )
        with pytest.raises(DamagedError, match=line):
            database.execute("SELECT reason FROM skipped")


def test_setting_whose_name_flips_is_gone(tmp_path: Path) -> None:
    Database.writing(tmp_path).close()
    path = tmp_path / FILE_NAME
    flip(path, path.read_bytes().index(b"format" + FORMAT.encode()))
    with pytest.raises(FormatError, match="has format None, this program reads format"):
        Database.reading(tmp_path)


def test_rows_come_in_any_number(tmp_path: Path) -> None:
    names = [f"{number:04}" for number in range(2 * ROWS_AT_ONCE + 1)]
    with closing(Database.writing(tmp_path)) as database:
        assert list(database.rows("SELECT source FROM skipped")) == []
        for count in (1, ROWS_AT_ONCE, len(names)):
            database.insert(
                "INSERT OR REPLACE INTO skipped VALUES (?, 'why')", [(n,) for n in names[:count]]
            )
            found = list(database.rows("SELECT source FROM skipped WHERE source >= ?", ("",)))
            assert found == [(name,) for name in names[:count]]
        # Others may be asked meanwhile.
        rows = database.rows("SELECT source FROM skipped")
        assert next(rows) == ("0000",)
        assert database.meta("format") == FORMAT
        assert len(list(rows)) == len(names) - 1


def test_log_is_taken_in_when_nobody_reads_an_older_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # So long that no disk is slow enough to be taken for a writer that waits.
    monkeypatch.setattr("index.database.BUSY_MILLISECONDS", 120_000)
    writer = Database.writing(tmp_path)
    log = tmp_path / LOG_NAME
    reader = Database.reading(tmp_path)
    writer.insert(INSERT, [("a", "why")])
    start = time.monotonic()
    writer.tidy()
    # Pages stay open for hours: a writer that waited for them would wait in vain.
    assert time.monotonic() - start < 60
    assert log.stat().st_size > 0
    assert sources(reader) == []
    reader.close()
    writer.tidy()
    assert log.stat().st_size == 0
    assert sources(writer) == ["a"]
    writer.close()


def test_file_at_rest_is_read_without_taking_notes_where_nothing_can_be_written(
    tmp_path: Path,
) -> None:
    writer = Database.writing(tmp_path)
    writer.insert(INSERT, [("a", "why")])
    # What is in the log would not be seen.
    assert can_share(tmp_path / FILE_NAME)
    writer.close()
    with closing(Database.connect(tmp_path / FILE_NAME, "immutable=1")) as database:
        assert sources(database) == ["a"]
        assert {path.name for path in tmp_path.iterdir()} == {FILE_NAME}


def test_tables_are_made_as_they_are_told(tmp_path: Path) -> None:
    """Equal to the letter, or every store would be taken for a damaged one."""
    Database.writing(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        made = connection.execute("SELECT sql FROM sqlite_master WHERE sql NOT NULL").fetchall()
    assert {sql for (sql,) in made} == set(SCHEMA)
