"""One writer at a time; the only home of filelock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from index.database import Database
from index.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path


@contextmanager
def only_writer(store_folder: Path, *, wait_seconds: float = 0) -> Iterator[Database]:
    """Open the store for writing, for one process at a time; the kernel frees the lock of the dead.

    Args:
        store_folder: Where the store is, or will be.
        wait_seconds: How long to wait for another writer; 0 to refuse at once.

    Raises:
        StoreError: Another process is writing, or the folder cannot be written.
    """
    try:
        store_folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(store_folder / "lock", timeout=wait_seconds)
        lock.acquire()
    except Timeout as error:
        message = f"the store at {store_folder} is being rebuilt by another process; wait for it"
        raise StoreError(message) from error
    except OSError as error:
        message = f"the store at {store_folder} cannot be written ({error.strerror}); check --store"
        raise StoreError(message) from error
    try:
        database = Database.writing(store_folder)
        try:
            yield database
        finally:
            database.close()
    finally:
        lock.release()
