"""The file behind a store: its tables, its transactions; the only home of SQLite."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import contextmanager
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from index.disk import UNFINISHED, make_durable
from index.errors import DamagedError, FormatError, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

# Raise it whenever the tables change; a store of another format is refused, never guessed at.
FORMAT = "2"
FILE_NAME = "store.sqlite"
LOG_NAME = f"{FILE_NAME}-wal"
# Where a file goes that is beyond repair, when a new one is made in its place.
DAMAGED_NAME = "damaged.sqlite"
ROWS_AT_ONCE = 256
BUSY_MILLISECONDS = 5000
# Not the fault of the file: a full or failing disk, another program's lock, missing rights.
PASSING = (
    "SQLITE_FULL", "SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_READONLY", "SQLITE_IOERR",
    "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_NOMEM", "SQLITE_INTERRUPT",
)  # fmt: skip
# A document takes up as many numbers as it has chunks, and at least one: `id` is that of its first
# chunk. Texts lie in `bodies` under the digest of what they hold, vectors under that of what was
# encoded: both are kept before any document names them, so that an interrupted build goes on where
# it stopped. `staged` holds documents that the next generation will have, `pending` texts that
# still have to be encoded for them.
COLUMNS = """
    file TEXT NOT NULL, source TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL, title TEXT NOT NULL,
    article TEXT NOT NULL, characters INTEGER NOT NULL, chunks INTEGER NOT NULL,
    body TEXT NOT NULL, digest TEXT NOT NULL"""
SCHEMA = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE files (
    source TEXT PRIMARY KEY, sha256 TEXT NOT NULL, stamp TEXT NOT NULL) WITHOUT ROWID""",
    "CREATE TABLE skipped (source TEXT PRIMARY KEY, reason TEXT NOT NULL) WITHOUT ROWID",
    f"CREATE TABLE documents (id INTEGER PRIMARY KEY,{COLUMNS})",
    """CREATE TABLE bodies (
    key TEXT PRIMARY KEY, text TEXT NOT NULL, sentences TEXT NOT NULL, places TEXT NOT NULL,
    slices TEXT NOT NULL)""",
    "CREATE TABLE vectors (key TEXT PRIMARY KEY, vector BLOB NOT NULL, digest TEXT NOT NULL)",
    "CREATE TABLE stale (id INTEGER PRIMARY KEY, chunks INTEGER NOT NULL, body TEXT NOT NULL)",
    """CREATE TABLE staged_files (
    source TEXT PRIMARY KEY, sha256 TEXT NOT NULL, settings TEXT NOT NULL) WITHOUT ROWID""",
    f"CREATE TABLE staged ({COLUMNS})",
    "CREATE INDEX staged_by_file ON staged (file)",
    """CREATE TABLE pending (
    key TEXT NOT NULL, file TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (key, file))""",
)


class Database:
    """One SQLite file in WAL mode.

    A database opened by `reading` sees one state for as long as it is open, whatever is written
    meanwhile. All methods may be called from any thread.

    Raises:
        StoreError: There is no store, it is of another format, or it cannot be read now.
        DamagedError: What is in the file is not what was written.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lock = threading.RLock()

    @staticmethod
    def exists(folder: Path) -> bool:
        """Return whether the folder holds a store.

        Raises:
            StoreError: It cannot be looked into.
        """
        try:
            return (folder / FILE_NAME).is_file()
        except OSError as error:
            message = f"the store at {folder} cannot be read ({error.strerror}); check its rights"
            raise StoreError(message) from error

    @classmethod
    def writing(cls, folder: Path) -> Database:
        """Open the store of a folder to change it; make it when there is none."""
        if not cls.exists(folder):
            make(folder)
        database = cls.connect(folder / FILE_NAME)
        try:
            database.execute("PRAGMA synchronous = FULL")
            database.execute("PRAGMA temp_store = MEMORY")
            database.check_format(folder)
        except BaseException:
            database.close()
            raise
        return database

    @classmethod
    def reading(cls, folder: Path) -> Database:
        """Open the store of a folder as it is now."""
        path = folder / FILE_NAME
        if not cls.exists(folder):
            message = f"no index at {folder}; build it with: rag index"
            raise StoreError(message)
        database = cls.connect(path, "mode=ro" if can_share(path) else "immutable=1")
        try:
            database.execute("BEGIN")
            database.check_format(folder)
        except BaseException:
            database.close()
            raise
        return database

    @classmethod
    def connect(cls, path: Path, how: str = "mode=rwc") -> Database:
        """Open a file as it is, to read, or to write or make it.

        Args:
            path: The file.
            how: As in SQLite's addresses: `mode=ro`, `mode=rwc`, `immutable=1`.
        """
        uri = f"{path.absolute().as_uri()}?{how}"
        with readable_errors():
            return cls(
                sqlite3.connect(
                    uri,
                    uri=True,
                    isolation_level=None,
                    check_same_thread=False,
                    timeout=BUSY_MILLISECONDS / 1000,
                )
            )

    def close(self) -> None:
        """Give the file back."""
        with self._lock:
            self._connection.close()

    def execute(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Run one statement and return its rows."""
        with self._lock, readable_errors():
            return self._connection.execute(statement, values).fetchall()

    def rows(self, statement: str, values: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of one statement, a few of them in memory at a time."""
        with self._lock, readable_errors():
            cursor = self._connection.execute(statement, values)
        while True:
            with self._lock, readable_errors():
                some = cursor.fetchmany(ROWS_AT_ONCE)
            if not some:
                return
            yield from some

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
                self.execute("COMMIT")
            except BaseException:
                # SQLite rolls back by itself when the disk is full.
                if self._connection.in_transaction:
                    self.execute("ROLLBACK")
                raise

    def tidy(self) -> None:
        """Take the log of changes into the file, where nobody reads an older state."""
        # Those who do keep it for hours: to wait for them would be in vain.
        self.execute("PRAGMA busy_timeout = 0")
        self.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")

    def check_format(self, folder: Path) -> None:
        """Raise unless the file is a store of this program's format."""
        found = self.meta("format")
        if found != FORMAT:
            message = (
                f"the store at {folder} has format {found}, this program reads format {FORMAT}; "
                f"rebuild it with: rag index --full"
            )
            raise FormatError(message)
        # The tables say what is read, as much as their rows.
        known = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
        if {sql for (sql,) in self.execute(known)} != set(SCHEMA):
            raise damaged("its tables are not those of this program")

    def meta(self, key: str) -> str | None:
        """Return a setting, or `None`."""
        rows = self.execute("SELECT value FROM meta WHERE key = ?", (key,))
        return str(rows[0][0]) if rows else None

    def set_meta(self, **settings: str) -> None:
        """Write settings."""
        for key, value in settings.items():
            self.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


def make(folder: Path) -> None:
    """Make an empty store in a folder; it has its name when it is whole.

    Raises:
        StoreError: The folder cannot be written.
    """
    unfinished = folder / f"{UNFINISHED}{FILE_NAME}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for ending in ("", "-journal", "-wal", "-shm"):
            unfinished.with_name(f"{unfinished.name}{ending}").unlink(missing_ok=True)
        # The log of a store that is gone would be taken for that of the new one.
        for ending in ("-journal", "-wal", "-shm"):
            (folder / f"{FILE_NAME}{ending}").unlink(missing_ok=True)
        database = Database.connect(unfinished)
        try:
            with database.transaction():
                for statement in SCHEMA:
                    database.execute(statement)
                database.set_meta(format=FORMAT, birth=token_hex(8), generation="0")
            # Only now: nothing is in the log, which does not take the new name along.
            database.execute("PRAGMA journal_mode = WAL")
        finally:
            database.close()
        unfinished.replace(folder / FILE_NAME)
        make_durable(folder)
    except OSError as error:
        message = f"the store at {folder} cannot be written ({error.strerror}); check --store"
        raise StoreError(message) from error


def can_share(path: Path) -> bool:
    """Return whether a store can be read beside a writer: that takes notes in its folder.

    Where the folder cannot be written there can be no writer, and the file is read as it is.
    """
    log = path.with_name(LOG_NAME)
    is_settled = not log.exists() or log.stat().st_size == 0
    return os.access(path.parent, os.W_OK) or not is_settled


def set_aside(folder: Path) -> None:
    """Move a database that nothing can be read from out of the way; the one before it goes.

    Raises:
        StoreError: The folder cannot be written.
    """
    try:
        for ending in ("", "-wal", "-shm"):
            old, aside = folder / f"{FILE_NAME}{ending}", folder / f"{DAMAGED_NAME}{ending}"
            aside.unlink(missing_ok=True)
            if old.exists():
                old.replace(aside)
    except OSError as error:
        message = f"the store at {folder} cannot be written ({error.strerror}); check --store"
        raise StoreError(message) from error


@contextmanager
def readable_errors() -> Iterator[None]:
    """Turn what SQLite reports into one line that says what to do."""
    try:
        yield
    except sqlite3.ProgrammingError:
        # Our own mistake, such as asking a database that was closed.
        raise
    except sqlite3.Error as error:
        if str(getattr(error, "sqlite_errorname", "")).startswith(PASSING):
            message = f"the store cannot be used ({error}); mend that and try again"
            raise StoreError(message) from error
        raise damaged(str(error)) from error
    except (OverflowError, UnicodeDecodeError) as error:
        # In numbers, and in names that SQLite complains of.
        raise damaged(str(error)) from error


def damaged(how: str) -> DamagedError:
    """Return the error for a store that holds something else than was written."""
    return DamagedError(f"the store is damaged ({how}); rebuild it with: rag index --full")
