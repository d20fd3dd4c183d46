"""Steps that take a while, without holding up the page of anybody else."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator
from threading import Lock
from typing import TYPE_CHECKING

import anyio
import anyio.to_thread

if TYPE_CHECKING:
    from ui.chat.showing import Step

# Only by showing it something can Gradio tell that a page was closed. A language model that is
# silent gives two steps a second: so often nobody has to be told that nothing is new.
MOST_REPEATED = 10


async def in_threads(steps: Generator[Step, None, None]) -> AsyncGenerator[Step, None]:
    """Yield steps, each of which is worked out in a thread; close them when nobody wants more.

    A step that is the very one before says that there is nothing new: it lets go whoever has
    stopped, and is passed on only once in a while.

    A visitor who stops an answer need not wait for it: the thread is left to itself, what it still
    finds is dropped, and it closes the steps when it is done with the one at hand.
    """
    work = _Work(steps)
    shown, repeated = None, 0
    try:
        while True:
            step = await anyio.to_thread.run_sync(work.go_on, abandon_on_cancel=True)
            if step is None:
                return
            repeated = (repeated + 1) % MOST_REPEATED if step is shown else 0
            shown = step
            if not repeated:
                yield step
    finally:
        with anyio.CancelScope(shield=True):
            await anyio.to_thread.run_sync(work.end)


class _Work:
    """Steps that are taken one at a time, and closed by whoever is the last to touch them."""

    def __init__(self, steps: Generator[Step, None, None]) -> None:
        self._steps = steps
        self._busy = Lock()
        self._is_over = False

    def go_on(self) -> Step | None:
        """Return the next step; nothing after the last."""
        with self._busy:
            step = next(self._steps, None)
        self._close()
        return step

    def end(self) -> None:
        """Take no more steps; waits for nobody."""
        self._is_over = True
        self._close()

    def _close(self) -> None:
        """Close the steps if they are over, unless another thread is in them, which then does."""
        if self._is_over and self._busy.acquire(blocking=False):
            try:
                self._steps.close()
            finally:
                self._busy.release()
