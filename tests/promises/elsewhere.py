"""Work done in a process of its own: by a user without rights, or with few open files."""

from __future__ import annotations

import multiprocessing
import os
import resource
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeVar

from tests.fakes import toy_snapshot

if TYPE_CHECKING:
    from pathlib import Path

T = TypeVar("T")
Work = Callable[["Path"], T]
# Who owns nothing, on Linux and on Macs.
NOBODY = 65534 if os.uname().sysname == "Linux" else 2**32 - 2


class Elsewhere:
    """Another process, which does one work after the other."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool

    def do(self, work: Work[T], folder: Path) -> T:
        """Return what a function of a test module returns there, or raise what it raises."""
        return self._pool.submit(work, folder).result()

    def is_root(self) -> bool:
        """Return whether rights mean nothing there."""
        return self._pool.submit(os.geteuid).result() == 0


@contextmanager
def nobody(folder: Path, work: Work[T]) -> Iterator[Elsewhere]:
    """Give a process of a user who may do only what everybody may, where that can be had.

    Args:
        folder: Where something may be written.
        work: One of the functions that will be done there; its module is loaded in time.
    """
    with _process(_become_nobody, folder, work) as there:
        yield there


@contextmanager
def few_files(folder: Path, work: Work[T]) -> Iterator[Elsewhere]:
    """Give a process that may have 64 files open; arguments are those of `nobody`."""
    with _process(_take_files, folder, work) as there:
        yield there


@contextmanager
def _process(prepare: Callable[..., None], folder: Path, work: Work[T]) -> Iterator[Elsewhere]:
    # Not forked: engines in this process may have threads.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, context, prepare, (folder, work)) as pool:
        yield Elsewhere(pool)


def _become_nobody(folder: Path, _work: object) -> None:
    # Python itself may lie where nobody may read: all that is loaded late is loaded now.
    toy_snapshot(folder, {"a.txt": "가나 다리.\n"}).close()
    if os.geteuid() == 0:
        with suppress(PermissionError):
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)


def _take_files(folder: Path, _work: object) -> None:
    toy_snapshot(folder, {"a.txt": "가나 다리.\n"}).close()
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
