"""The system calls that change files, in words: what is done to which path."""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tests.faults.kernel import read_memory, read_path

if TYPE_CHECKING:
    from tests.faults.kernel import Notice

Name = Literal[
    "open", "read", "create", "write", "sync", "truncate", "rename", "remove", "mkdir", "link"
]
STEPS: frozenset[Name] = frozenset(
    {"create", "write", "sync", "truncate", "rename", "remove", "mkdir", "link"}
)
"""What may change a file or a folder, or make the change last: where a kill makes a difference."""

# Where a call names its file: `fd` an open one; `path` a path; `at` a folder's descriptor and a
# path. Arguments count from 0, and the last place is the one that changes.
Place = tuple[Literal["fd", "path", "at"], int]
NUMBERS: dict[int, tuple[Name, Place]] = {
    0: ("read", ("fd", 0)),
    1: ("write", ("fd", 0)),
    2: ("open", ("path", 0)),
    17: ("read", ("fd", 0)),  # pread64
    18: ("write", ("fd", 0)),  # pwrite64
    20: ("write", ("fd", 0)),  # writev
    40: ("write", ("fd", 0)),  # sendfile
    74: ("sync", ("fd", 0)),  # fsync
    75: ("sync", ("fd", 0)),  # fdatasync
    76: ("truncate", ("path", 0)),
    77: ("truncate", ("fd", 0)),  # ftruncate
    82: ("rename", ("path", 1)),
    83: ("mkdir", ("path", 0)),
    84: ("remove", ("path", 0)),  # rmdir
    85: ("create", ("path", 0)),  # creat
    86: ("link", ("path", 1)),
    87: ("remove", ("path", 0)),  # unlink
    88: ("link", ("path", 1)),  # symlink
    257: ("open", ("at", 0)),  # openat
    258: ("mkdir", ("at", 0)),  # mkdirat
    263: ("remove", ("at", 0)),  # unlinkat
    264: ("rename", ("at", 2)),  # renameat
    265: ("link", ("at", 2)),  # linkat
    266: ("link", ("at", 1)),  # symlinkat
    285: ("truncate", ("fd", 0)),  # fallocate
    296: ("write", ("fd", 0)),  # pwritev
    316: ("rename", ("at", 2)),  # renameat2
    328: ("write", ("fd", 0)),  # pwritev2
    437: ("open", ("at", 0)),  # openat2
}
# Calls whose bytes are one stretch of memory, so that half of them can be written in their place.
PLAIN_WRITE, PLAIN_WRITE_AT = 1, 18
OPENAT, OPENAT2, FUTURE_FOLDER = 257, 437, 0xFFFFFF9C


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A system call that is about to change a file.

    Attributes:
        name: What is done.
        path: To what; of two paths the one that there will be.
    """

    name: Name
    path: Path

    def __str__(self) -> str:
        return f"{self.name} {self.path.name}"


def read_call(notice: Notice) -> Call:
    """Return in words what a process asks of the system."""
    name, (kind, at) = NUMBERS[notice.number]
    if kind == "fd":
        return Call(name=name, path=_open_file(notice.thread, notice.arguments[at]))
    if kind == "path":
        folder, address = _working_folder(notice.thread), notice.arguments[at]
    else:
        folder, address = _folder(notice, at), notice.arguments[at + 1]
    path = Path(os.path.normpath(folder / read_path(notice.thread, address)))
    if name == "open" and _flags(notice) & (os.O_CREAT | os.O_TRUNC):
        name = "create"
    return Call(name=name, path=path)


def _open_file(thread: int, descriptor: int) -> Path:
    link = Path(f"/proc/{thread}/fd/{descriptor & 0xFFFFFFFF}")
    return link.readlink() if link.is_symlink() else Path("nowhere")


def _working_folder(thread: int) -> Path:
    return Path(f"/proc/{thread}/cwd").readlink()


def _folder(notice: Notice, at: int) -> Path:
    descriptor = notice.arguments[at] & 0xFFFFFFFF
    if descriptor == FUTURE_FOLDER:
        return _working_folder(notice.thread)
    return _open_file(notice.thread, descriptor)


def _flags(notice: Notice) -> int:
    if notice.number == OPENAT2:
        (flags,) = struct.unpack("Q", read_memory(notice.thread, notice.arguments[2], 8))
        return int(flags)
    return notice.arguments[2 if notice.number == OPENAT else 1]
