"""Small works on files, for testing what the faults do to them."""

from __future__ import annotations

import os
import signal
from pathlib import Path


def make_folders(folder: Path) -> None:
    """Make three folders, one after the other."""
    for name in ("one", "two", "three"):
        (folder / name).mkdir()


def write_letters(folder: Path) -> int:
    """Write ten letters at once, whatever comes of it; return how many the system took."""
    descriptor = os.open(folder / "letters", os.O_CREAT | os.O_WRONLY)
    return os.write(descriptor, b"abcdefghij")


def write_carefully(folder: Path) -> None:
    """Replace a file so that a power loss leaves the old or the new one."""
    with (folder / "unfinished").open("wb") as file:
        file.write(b"new")
        file.flush()
        os.fsync(file.fileno())
    (folder / "unfinished").replace(folder / "file")
    sync_folder(folder)


def write_carelessly(folder: Path) -> None:
    """Replace a file as if nothing could happen."""
    (folder / "unfinished").write_bytes(b"new")
    (folder / "unfinished").replace(folder / "file")
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last."""
    descriptor = os.open(folder, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


def wait_for_ever(folder: Path) -> None:
    """Do one step and hang."""
    (folder / "one").mkdir()
    signal.pause()


def fail(folder: Path) -> None:
    """Raise what no user should ever see."""
    message = f"nothing can be done in {folder}"
    raise ValueError(message)
