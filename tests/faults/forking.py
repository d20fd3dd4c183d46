"""The process that has everything loaded and forks a child for each job it is sent.

It is the parent of the children, which some systems ask for before one process may look into
another, and it uses no engine itself: a fork does not take its threads along.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import socket
import struct
import sys
import time
import traceback
from multiprocessing.connection import Connection
from typing import NoReturn

from index.errors import ChulcheoError
from tests.faults import building
from tests.faults.calls import NUMBERS
from tests.faults.injecting import Job, Outcome
from tests.faults.kernel import borrow, watch
from tests.faults.power import Recorder
from tests.faults.supervising import Supervision

DOOR, NO_DOOR = struct.Struct("i"), -1


def main(descriptor: int) -> None:
    """Do one job after the other until nobody sends any."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    building.warm()
    # What is never collected is never touched, and need not be copied for a child.
    gc.freeze()
    connection = Connection(descriptor)
    while True:
        try:
            job = connection.recv()
        except EOFError:
            return
        connection.send(do(job))


def do(job: Job) -> Outcome:
    """Fork a child, and see how far it comes."""
    near, far = socket.socketpair()
    began = time.monotonic()
    process = os.fork()
    if not process:
        near.close()
        work(job, far)
    far.close()
    with near:
        # The filter's door is told by number and fetched, as the child cannot write any more.
        listener = None
        (number,) = DOOR.unpack(near.recv(DOOR.size, socket.MSG_WAITALL))
        if number != NO_DOOR:
            listener = borrow(process, number)
            near.send(b"!")
        recorder = None
        if job.watched is not None and job.points is not None:
            recorder = Recorder(job.watched, job.points)
        supervision = Supervision(
            process=process,
            listener=listener,
            results=near,
            folder=job.watched or building.NOWHERE,
            fault=job.fault,
            witness=recorder,
        )
        status = supervision.follow()
        if recorder is not None:
            recorder.close()
    if listener is not None:
        os.close(listener)
    return outcome_of(supervision, status, time.monotonic() - began)


def outcome_of(supervision: Supervision, wait_status: int, seconds: float) -> Outcome:
    """Return how a job went."""
    if os.WIFSIGNALED(wait_status):
        line = signal.Signals(os.WTERMSIG(wait_status)).name
        found = Outcome(status="hung" if supervision.is_hung else "killed", line=line)
    else:
        found = pickle.loads(supervision.told)  # noqa: S301  (from our own child)
    return Outcome(
        status=found.status,
        line=found.line,
        value=found.value,
        fired=supervision.fired,
        counted=tuple(supervision.counted),
        seconds=seconds,
    )


def work(job: Job, results: socket.socket) -> NoReturn:
    """Do a job in the child, tell how it went, and end."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        outcome = attempt(job, results)
    except ChulcheoError as error:
        outcome = Outcome(status="refused", line=str(error))
    except KeyboardInterrupt:
        outcome = Outcome(status="interrupted")
    except BaseException as error:  # noqa: BLE001  (whatever it is, it is told)
        lines = traceback.format_exception(error)
        outcome = Outcome(status="crashed", line="".join(lines[-3:]))
    results.sendall(pickle.dumps(outcome))
    os._exit(0)


def attempt(job: Job, results: socket.socket) -> Outcome:
    """Do a job, its system calls watched if it wants them to be."""
    if job.watched is None:
        results.send(DOOR.pack(NO_DOOR))
    else:
        try:
            listener = watch(NUMBERS)
        except OSError as error:
            results.send(DOOR.pack(NO_DOOR))
            return Outcome(status="unwatched", line=f"{error.strerror}: allow seccomp(2)")
        results.send(DOOR.pack(listener))
        results.recv(1)
        os.close(listener)
    return Outcome(status="done", value=job.function(*job.arguments))


if __name__ == "__main__":
    main(int(sys.argv[1]))
