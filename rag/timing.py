"""How long the steps of an answer take."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Clock:
    """Measures the steps of an answer in milliseconds of wall time."""

    def __init__(self) -> None:
        self._start = time.perf_counter()
        self.milliseconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Measure what is done inside; a step that is taken again adds up."""
        start = time.perf_counter()
        yield
        self.milliseconds[name] = self.milliseconds.get(name, 0.0) + elapsed_ms(start)

    def stop(self) -> None:
        """Note the time since the beginning as `total`."""
        self.milliseconds["total"] = elapsed_ms(self._start)


def elapsed_ms(start: float) -> float:
    """Return the milliseconds since `start`, to the microsecond."""
    return round((time.perf_counter() - start) * 1000, 3)
