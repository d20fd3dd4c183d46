"""Runs functions in processes of their own, in which the n-th system call goes wrong.

    with Injector() as injector:
        job = Job(function=build, arguments=(site,), watched=site.disk)
        outcome = injector.run(job, Fault(kind="signal", number=signal.SIGKILL, at=7))

The processes are forked from one that has everything loaded, so each takes milliseconds.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Literal, Self

from tests.faults.kernel import missing_support
from tests.faults.supervising import NOTHING, Fault

Status = Literal["done", "refused", "crashed", "interrupted", "killed", "hung", "unwatched"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Something to do in a process of its own.

    Attributes:
        function: At the top of a module; what it returns can be pickled.
        arguments: Can be pickled as well.
        watched: Calls for paths in this folder are counted; `None` for none.
        points: Where to leave what a power loss would leave, one folder for each state.
        fault: What goes wrong.
    """

    function: Callable[..., object]
    arguments: tuple[object, ...] = ()
    watched: Path | None = None
    points: Path | None = None
    fault: Fault = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How it went.

    Attributes:
        status: `done`; `refused` with a `ChulcheoError`; `crashed` with any other exception;
            `interrupted` by Ctrl-C; `killed` by a signal; `hung`; `unwatched`, as system calls
            cannot be watched here.
        line: The message of the error, or the name of the signal, or why it is unwatched.
        value: What the function returned.
        fired: The call that went wrong; empty when there were fewer calls.
        counted: The counted calls, in order.
        seconds: How long it took.
    """

    status: Status
    line: str = ""
    value: object = None
    fired: str = ""
    counted: tuple[str, ...] = field(default=(), repr=False)
    seconds: float = 0.0


class Injector:
    """A process that forks a child for each job."""

    def __init__(self) -> None:
        near, far = socket.socketpair()
        # Measuring coverage in every child would slow them down and tell nothing new.
        environment = {name: value for name, value in os.environ.items() if "COV" not in name}
        with far:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.forking", str(far.fileno())],
                cwd=Path(__file__).parents[2],
                env=environment,
                pass_fds=[far.fileno()],
            )
        self.connection = Connection(near.detach())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.connection.close()
        self._process.wait()

    def begin(self, job: Job) -> None:
        """Start a job; `connection` becomes readable when it has ended."""
        self.connection.send(job)

    def finish(self) -> Outcome:
        """Wait for the job that was begun."""
        outcome = self.connection.recv()
        if not isinstance(outcome, Outcome):
            raise TypeError(f"expected an outcome, got {outcome!r}")
        return outcome

    def run(self, job: Job, fault: Fault = NOTHING) -> Outcome:
        """Do a job and wait for it."""
        self.begin(replace(job, fault=fault))
        return self.finish()


def reason_to_skip() -> str:
    """Return why nothing can be injected on this machine, empty when it can."""
    missing = missing_support()
    if missing:
        return missing
    with Injector() as injector:
        outcome = injector.run(Job(function=Path, watched=Path("/nowhere")))
    return outcome.line if outcome.status == "unwatched" else ""
