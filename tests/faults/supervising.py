"""Lets a process work until the n-th of its system calls, and then something goes wrong."""

from __future__ import annotations

import os
import select
import signal
import socket
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from tests.faults.calls import PLAIN_WRITE, PLAIN_WRITE_AT, STEPS, Call, Name, read_call
from tests.faults.kernel import (
    Notice,
    borrow,
    let_pass,
    read_memory,
    receive,
    refuse,
    replace,
)

if TYPE_CHECKING:
    from collections.abc import Callable

# Far more than any build here takes on a busy machine.
HUNG_SECONDS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What goes wrong, and when.

    Attributes:
        kind: `none`; `error`, the call fails with errno `number`; `signal`, the process gets signal
            `number` when it is about to call; `short`, half of the bytes are written and the call
            says so; `torn`, half of the bytes are written and then the process is killed.
        number: An errno or a signal.
        at: Which of the counted calls, from 1; 0 for none.
        names: The calls that are counted.
        is_lasting: Whether all counted calls after it fail as well, as on a full disk.
        after_seconds: Send the signal after this time instead.
    """

    kind: Literal["none", "error", "signal", "short", "torn"] = "none"
    number: int = 0
    at: int = 0
    names: frozenset[Name] = STEPS
    is_lasting: bool = False
    after_seconds: float | None = None


NOTHING = Fault()


class Witness(Protocol):
    """Looks at the files just before each call that may change them."""

    def __call__(self, call: Call) -> None:
        """Take note; the thread that calls waits meanwhile."""
        ...


@dataclass(slots=True, kw_only=True)
class Supervision:
    """Watches one process until it ends.

    Attributes:
        process: Its id.
        listener: Where its calls wait for an answer; `None` when they are not watched.
        results: Gives the bytes with which it tells how it went.
        folder: Calls for paths elsewhere pass and do not count.
        fault: What goes wrong.
        witness: Sees every call of `STEPS`.
    """

    process: int
    listener: int | None
    results: socket.socket
    folder: Path
    fault: Fault
    witness: Witness | None = None
    counted: list[str] = field(default_factory=list)
    fired: str = ""
    is_hung: bool = False
    told: bytearray = field(default_factory=bytearray)

    def follow(self) -> int:
        """Answer all calls until the process is gone; return its wait status."""
        poll = select.poll()
        sources: dict[int, Callable[[int], bool]] = {self.results.fileno(): self._listen}
        if self.listener is not None:
            sources[self.listener] = self._answer
        for descriptor in sources:
            poll.register(descriptor, select.POLLIN)
        began = time.monotonic()
        while sources:
            ready = poll.poll(self._patience(began))
            if not ready:
                self._lose_patience()
            for descriptor, event in ready:
                if not sources[descriptor](event):
                    poll.unregister(descriptor)
                    del sources[descriptor]
        return os.waitpid(self.process, 0)[1]

    def _patience(self, began: float) -> float:
        """Return the milliseconds until the process is killed, or gets its signal."""
        is_due = self.fault.after_seconds is not None and not self.fired
        seconds = (self.fault.after_seconds or 0.0) if is_due else HUNG_SECONDS
        return max(0.0, began + seconds - time.monotonic()) * 1000

    def _lose_patience(self) -> None:
        if self.fault.after_seconds is not None and not self.fired:
            self.fired = f"after {self.fault.after_seconds:.3f} s"
            os.kill(self.process, self.fault.number)
        else:
            self.is_hung = True
            os.kill(self.process, signal.SIGKILL)

    def _listen(self, _event: int) -> bool:
        try:
            data = self.results.recv(1 << 16)
        except ConnectionResetError:  # Killed before it read that it is watched; it told nothing.
            return False
        self.told += data
        return bool(data)

    def _answer(self, event: int) -> bool:
        if self.listener is None or not event & select.POLLIN:
            return False
        notice = receive(self.listener)
        if notice is not None:
            call = self._call_here(notice)
            if call is not None and self.witness is not None and call.name in STEPS:
                self.witness(call)
            if call is None or not self._is_due(call):
                let_pass(self.listener, notice)
            else:
                self._strike(self.listener, notice, call)
        return True

    def _call_here(self, notice: Notice) -> Call | None:
        try:
            call = read_call(notice)
        except OSError:  # The thread is gone.
            return None
        return call if call.path.is_relative_to(self.folder) else None

    def _is_due(self, call: Call) -> bool:
        if call.name not in self.fault.names:
            return False
        self.counted.append(str(call))
        here = len(self.counted)
        return 0 < self.fault.at == here or (self.fault.is_lasting and 0 < self.fault.at < here)

    def _strike(self, listener: int, notice: Notice, call: Call) -> None:
        self.fired = self.fired or str(call)
        if self.fault.kind == "error":
            refuse(listener, notice, self.fault.number)
        elif self.fault.kind == "signal":
            # A kill lets the call never happen; from any other signal the process may recover.
            os.kill(self.process, self.fault.number)
            if self.fault.number != signal.SIGKILL:
                let_pass(listener, notice)
        else:
            self._halve(listener, notice)

    def _halve(self, listener: int, notice: Notice) -> None:
        """Write the first half; nothing of a single byte, or of bytes in many places."""
        written = self._write_half(notice)
        if self.fault.kind == "torn":
            os.kill(self.process, signal.SIGKILL)
        elif written:
            replace(listener, notice, written)
        else:
            let_pass(listener, notice)

    def _write_half(self, notice: Notice) -> int:
        descriptor, address, size, offset = notice.arguments[:4]
        if notice.number not in {PLAIN_WRITE, PLAIN_WRITE_AT} or size < 2:
            return 0
        half = read_memory(notice.thread, address, size // 2)
        file = borrow(self.process, descriptor)
        try:
            at_offset = notice.number == PLAIN_WRITE_AT
            return os.pwrite(file, half, offset) if at_offset else os.write(file, half)
        finally:
            os.close(file)
