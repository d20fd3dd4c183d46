"""The same fault at the 1st, 2nd, 3rd ... system call, until there is no such call."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from itertools import chain, count
from typing import TYPE_CHECKING, Self, TypeVar

from tests.faults.injecting import Injector

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tests.faults.supervising import Fault
    from tests.faults.trying import Trial

    Attempt = Callable[[Injector, Fault], Trial]

Subject = TypeVar("Subject")

# A child and its supervisor take turns, so two pairs keep two cores busy.
WORKERS = 2


class Crew:
    """Injectors that share the work."""

    def __init__(self, workers: int = WORKERS) -> None:
        self._stack = ExitStack()
        self.injectors = [self._stack.enter_context(Injector()) for _ in range(workers)]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._stack.close()

    def sweep(self, attempt: Attempt, fault: Fault, *, every: int = 1) -> list[Trial]:
        """Return one trial for each, or every n-th, call at which the fault can strike."""
        found = self._share(lambda number: list(self._sweep(number, attempt, fault, every)))
        return sorted(chain.from_iterable(found), key=lambda trial: trial.fault.at)

    def try_all(
        self, attempt: Callable[[Injector, Subject], Trial], subjects: Iterable[Subject]
    ) -> list[Trial]:
        """Return one trial for each fault, or whatever else it is made with, in order."""
        waiting = list(subjects)
        workers = len(self.injectors)
        found = self._share(
            lambda number: [
                attempt(self.injectors[number], subject) for subject in waiting[number::workers]
            ]
        )
        # Back from one list for each worker, who took every n-th.
        return [found[place % workers][place // workers] for place in range(len(waiting))]

    def _share(self, work: Callable[[int], list[Trial]]) -> list[list[Trial]]:
        with ThreadPoolExecutor(len(self.injectors)) as pool:
            return list(pool.map(work, range(len(self.injectors))))

    def _sweep(self, number: int, attempt: Attempt, fault: Fault, every: int) -> Iterator[Trial]:
        for at in count(1 + number * every, every * len(self.injectors)):
            trial = attempt(self.injectors[number], replace(fault, at=at))
            if not trial.outcome.fired:
                return
            yield trial
