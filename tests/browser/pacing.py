"""Pipes on which a server waits until a test lets it go on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Pace:
    """Lets a server that waits at a pipe go on, step by step."""

    def __init__(self, pipe: Path, descriptor: int) -> None:
        self.pipe = pipe
        self._descriptor = descriptor

    def go_on(self, steps: int = 1) -> None:
        os.write(self._descriptor, b"." * steps)


@contextmanager
def pacing(pipe: Path) -> Iterator[Pace]:
    """Make a pipe; whoever waits there afterwards is let go on for good."""
    os.mkfifo(pipe)
    # For both directions: neither side waits for the other to open it.
    descriptor = os.open(pipe, os.O_RDWR)
    try:
        yield Pace(pipe, descriptor)
    finally:
        os.close(descriptor)
