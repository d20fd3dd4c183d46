"""The file that conversations are kept in: its tables, its transactions, its errors."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from index.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

FILE_NAME = "conversations.sqlite"
# Raise it whenever the tables change; a file of another format is refused, never guessed at.
FORMAT = 1
# Another process may be in the middle of its own transaction; none takes long.
BUSY_SECONDS = 10.0
# The file is beyond help; all other errors are of the disk, the folder, or another program's lock.
DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
# The long record comes last: SQLite reads a row from its beginning, and a search stops before it.
SCHEMA = (
    """
    CREATE TABLE conversations (
        key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, visitor TEXT NOT NULL,
        name TEXT, words TEXT NOT NULL, updated_at TEXT NOT NULL
    )
    """,
    "CREATE INDEX conversations_of_visitor ON conversations (visitor, updated_at)",
    """
    CREATE TABLE exchanges (
        conversation INTEGER NOT NULL REFERENCES conversations ON DELETE CASCADE,
        number INTEGER NOT NULL, asked_at TEXT NOT NULL, verdict TEXT, question TEXT NOT NULL,
        words TEXT NOT NULL, record BLOB NOT NULL,
        UNIQUE (conversation, number)
    )
    """,
    "CREATE INDEX judged_exchanges ON exchanges (conversation, number) WHERE verdict IS NOT NULL",
    f"PRAGMA user_version = {FORMAT}",
)

Row: TypeAlias = tuple[Any, ...]


class HistoryFile:
    """One SQLite file in WAL mode, opened when it is first needed and made when there is none.

    All methods may be called from any thread, and several processes may have it open.

    Args:
        folder: Where the file is, or will be.

    Raises:
        StoreError: Every method, when the file cannot be used; one that could not be opened is
            tried again with the next call.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None

    def exists(self) -> bool:
        """Return whether there is such a file."""
        return self._path.is_file()

    def close(self) -> None:
        """Give the file back; the next call opens it again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection = None

    def execute(self, statement: str, values: Mapping[str, object]) -> list[Row]:
        """Run one statement with its named values and return its rows."""
        with self._lock, self._told():
            return self._opened().execute(statement, values).fetchall()

    @contextmanager
    def transaction(self, kind: Literal["reading", "writing"]) -> Iterator[None]:
        """Let everything inside see one state; what it writes becomes visible at once, or never."""
        with self._lock:
            with self._told():
                connection = self._opened()
                connection.execute("BEGIN" if kind == "reading" else "BEGIN IMMEDIATE")
            try:
                yield
                with self._told():
                    connection.commit()
            except BaseException:
                # SQLite rolls back by itself when the disk is full; a damaged file is closed.
                if connection is self._connection and connection.in_transaction:
                    connection.rollback()
                raise

    def _opened(self) -> sqlite3.Connection:
        """Return the connection; a file that was taken away meanwhile is made anew."""
        connection = self._connection
        if connection is not None and not connection.in_transaction and not self.exists():
            self.close()
        if self._connection is None:
            if not self.exists():
                self._path.parent.mkdir(parents=True, exist_ok=True)
                # What people ask is theirs: nobody else on the machine reads it.
                self._path.touch(mode=0o600)
            connection = sqlite3.connect(
                self._path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            try:
                self._prepare(connection)
            except BaseException:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        """Make the tables of a new file, and raise unless the format is this program's."""
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        if _is_new(connection):
            connection.execute("BEGIN IMMEDIATE")
            # Another process may have been faster.
            if _is_new(connection):
                for statement in SCHEMA:
                    connection.execute(statement)
            connection.commit()
        found = connection.execute("PRAGMA user_version").fetchone()[0]
        if found != FORMAT:
            message = (
                f"the conversations in {self._path} have format {found}, this program reads format "
                f"{FORMAT}; move the file away to start new ones"
            )
            raise StoreError(message)
        # Refused at once, without waiting, while another process does the same. Without it readers
        # only wait for writers; the next to open the file tries again.
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode = WAL")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what the disk and SQLite report into one line that says what to do."""
        try:
            yield
        except sqlite3.Error as error:
            name = str(getattr(error, "sqlite_errorname", ""))
            is_damaged = name.startswith(DAMAGED)
            advice = (
                "move the file away to start new ones"
                if is_damaged
                else "check the free space and the permissions, and try again"
            )
            if is_damaged:
                self.close()
            raise StoreError(self._refusal(str(error), advice)) from error
        except OSError as error:
            advice = "check --store and its permissions"
            raise StoreError(self._refusal(str(error.strerror), advice)) from error

    def _refusal(self, reason: str, advice: str) -> str:
        return f"the conversations in {self._path} cannot be used ({reason}); {advice}"


def _is_new(connection: sqlite3.Connection) -> bool:
    return not connection.execute("SELECT 1 FROM sqlite_master").fetchone()
