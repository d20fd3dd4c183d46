"""The file behind a store: its tables, its transactions; the only home of SQLite."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from index.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

# Raise it whenever the tables change; a store of another format is refused, never guessed at.
FORMAT = "1"
FILE_NAME = "store.sqlite"
# Not the fault of the file: a full disk, another program's lock, a folder that cannot be written.
PASSING = ("SQLITE_FULL", "SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_READONLY")
SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    id INTEGER PRIMARY KEY, source TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL,
    title TEXT NOT NULL, text TEXT NOT NULL, article TEXT NOT NULL, sentences TEXT NOT NULL
);
CREATE TABLE chunks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    heading TEXT NOT NULL, terms TEXT NOT NULL, vector TEXT NOT NULL
);
CREATE INDEX chunks_of_document ON chunks (document, start);
CREATE VIEW slices AS
    SELECT chunks.id, source, start, "end", substr(text, start + 1, "end" - start) AS text,
        heading, terms
    FROM chunks JOIN documents ON documents.id = document;
CREATE TABLE vectors (key TEXT PRIMARY KEY, vector BLOB NOT NULL);
CREATE TABLE skipped (source TEXT PRIMARY KEY, reason TEXT NOT NULL) WITHOUT ROWID;
"""


class Database:
    """One SQLite file in WAL mode.

    A database opened by `reading` sees one state for as long as it is open, whatever is written
    meanwhile. All methods may be called from any thread.

    Raises:
        StoreError: There is no store, it is of another format, or it cannot be read.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lock = threading.RLock()

    @staticmethod
    def exists(folder: Path) -> bool:
        """Return whether the folder holds a store."""
        return (folder / FILE_NAME).is_file()

    @classmethod
    def writing(cls, folder: Path) -> Database:
        """Open the store of a folder to change it; make it when there is none."""
        folder.mkdir(parents=True, exist_ok=True)
        database = cls.connect(folder / FILE_NAME)
        database.execute("PRAGMA synchronous = FULL")
        database.execute("PRAGMA foreign_keys = ON")
        if not database.execute("SELECT 1 FROM sqlite_master"):
            database.execute("PRAGMA journal_mode = WAL")
            with database.transaction():
                for statement in SCHEMA.split(";\n"):
                    database.execute(statement)
                database.set_meta(format=FORMAT, generation="0")
        database.check_format(folder)
        return database

    @classmethod
    def reading(cls, folder: Path) -> Database:
        """Open the store of a folder as it is now."""
        if not cls.exists(folder):
            message = f"no index at {folder}; build it with: rag index"
            raise StoreError(message)
        database = cls.connect(folder / FILE_NAME, mode="ro")
        database.execute("BEGIN")
        database.check_format(folder)
        return database

    @classmethod
    def connect(cls, path: Path, mode: str = "rwc") -> Database:
        """Open a file as it is. Modes: `ro` to read, `rwc` to write or make it."""
        uri = f"{path.absolute().as_uri()}?mode={mode}"
        with readable_errors():
            return cls(
                sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
            )

    def close(self) -> None:
        """Give the file back."""
        with self._lock:
            self._connection.close()

    def execute(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Run one statement and return its rows."""
        with self._lock, readable_errors():
            return self._connection.execute(statement, values).fetchall()

    def insert(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """Run one statement for each row."""
        with self._lock, readable_errors():
            self._connection.executemany(statement, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make everything inside visible at once, or not at all."""
        with self._lock:
            self.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                # SQLite rolls back by itself when the disk is full.
                if self._connection.in_transaction:
                    self.execute("ROLLBACK")
                raise
            self.execute("COMMIT")

    def check_format(self, folder: Path) -> None:
        """Raise unless the file is a store of this program's format."""
        found = self.meta("format")
        if found != FORMAT:
            message = (
                f"the store at {folder} has format {found}, this program reads format {FORMAT}; "
                f"move it away and run: rag index"
            )
            raise StoreError(message)

    def meta(self, key: str) -> str | None:
        """Return a setting, or `None`."""
        rows = self.execute("SELECT value FROM meta WHERE key = ?", (key,))
        return str(rows[0][0]) if rows else None

    def set_meta(self, **settings: str) -> None:
        """Write settings."""
        for key, value in settings.items():
            self.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


@contextmanager
def readable_errors() -> Iterator[None]:
    """Turn what SQLite reports into one line that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        passes = str(getattr(error, "sqlite_errorname", "")).startswith(PASSING)
        advice = "mend that and try again" if passes else "move it away and run: rag index"
        message = f"the store cannot be used ({error}); {advice}"
        raise StoreError(message) from error
