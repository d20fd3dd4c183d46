"""One writer at a time; the only home of filelock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from index.database import Database, set_aside
from index.disk import make_durable
from index.errors import DamagedError, FormatError, StoreError

if TYPE_CHECKING:
    from pathlib import Path


@contextmanager
def only_writer(
    store_folder: Path, *, wait_seconds: float = 0, anew: bool = False
) -> Iterator[Database]:
    """Open the store for writing, for one process at a time; the kernel frees the lock of the dead.

    Args:
        store_folder: Where the store is, or will be.
        wait_seconds: How long to wait for another writer; 0 to refuse at once.
        anew: Whether a database that cannot be read is put aside for an empty one.

    Raises:
        StoreError: Another process is writing, or the folder cannot be written.
    """
    with locked(store_folder, wait_seconds):
        try:
            database = Database.writing(store_folder)
        except (DamagedError, FormatError):
            if not anew:
                raise
            set_aside(store_folder)
            database = Database.writing(store_folder)
        try:
            yield database
        finally:
            database.close()


@contextmanager
def locked(store_folder: Path, wait_seconds: float = 0) -> Iterator[None]:
    """Keep all other writers out.

    Raises:
        StoreError: Another process is writing, or the folder cannot be written.
    """
    try:
        check_name(store_folder)
        make_folder(store_folder)
        lock = FileLock(store_folder / "lock", timeout=wait_seconds)
        lock.acquire()
    except Timeout as error:
        message = f"the store at {store_folder} is being rebuilt by another process; wait for it"
        raise StoreError(message) from error
    except OSError as error:
        message = f"the store at {store_folder} cannot be written ({error.strerror}); check --store"
        raise StoreError(message) from error
    try:
        yield
    finally:
        lock.release()


def make_folder(folder: Path) -> None:
    """Make a folder that outlives a loss of power, with all above it; one may be there already.

    Raises:
        OSError: It cannot be made.
    """
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        make_durable(folder.parent)


def check_name(store_folder: Path) -> None:
    """Raise unless the folder's name is one that every engine takes.

    Raises:
        StoreError: It is not.
    """
    try:
        str(store_folder.absolute()).encode()
    except UnicodeEncodeError as error:
        shown = str(store_folder).encode("utf-8", "backslashreplace").decode()
        message = f"the store at {shown} has a name that is not valid UTF-8; check --store"
        raise StoreError(message) from error


def discard(store_folder: Path) -> None:
    """Put a database aside that is damaged; what comes next is made anew.

    Raises:
        StoreError: Another process is writing, or the folder cannot be written.
    """
    with locked(store_folder):
        set_aside(store_folder)
