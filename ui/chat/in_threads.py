"""Steps that take a while, without holding up the page of anybody else."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING

import anyio.to_thread

if TYPE_CHECKING:
    from ui.chat.showing import Step


async def in_threads(steps: Iterator[Step]) -> AsyncIterator[Step]:
    """Yield steps, each of which is worked out in a thread.

    A visitor who stops an answer need not wait for it: the thread is left to itself, and what it
    still finds is dropped.
    """
    while True:
        step = await anyio.to_thread.run_sync(next, steps, None, abandon_on_cancel=True)
        if step is None:
            return
        yield step
