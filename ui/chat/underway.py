"""Answers on their way to a page: when it is their turn, and how somebody ends them.

Gradio can cancel what is under way, but what it tells the page of it, and what was still on its way
there, comes before or after whatever is shown instead. Here nothing is cancelled: an answer that is
to end shows as its last step what the page is to show from then on, and nothing comes after that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncGenerator, Generator, Iterator
from contextlib import aclosing, contextmanager
from typing import TYPE_CHECKING

from anyio import CancelScope

from ui.chat.in_threads import in_threads

if TYPE_CHECKING:
    from ui.chat.showing import Step
    from ui.server.turns import Turns


class Underway:
    """The answers on their way to all pages. To be used in one event loop.

    Args:
        turns: Whose turn it is to be answered.
    """

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self._answers: dict[str, list[_Answer]] = defaultdict(list)

    async def follow(
        self, steps: Generator[Step, None, None], page: str
    ) -> AsyncGenerator[Step, None]:
        """Yield the steps of an answer until somebody ends it; the first before it is its turn.

        Args:
            steps: What is shown; worked out in threads, and closed in the end.
            page: The id of where.

        Raises:
            InputError: Too many wait for their turn.
        """
        with self._known(page) as answer:
            async with aclosing(self._in_turn(steps)) as growing:
                while not answer.last and (step := await answer.next_of(growing)):
                    answer.is_kept = not step.asked
                    yield step
            if answer.last:
                yield answer.last

    def stop(self, page: str, last: Step) -> bool:
        """End the answers on their way to a page, but for those that are kept already.

        Args:
            page: Its id.
            last: What it shows from then on.

        Returns:
            Whether there are any, so that the page shows by itself what becomes of them.
        """
        answers = self._answers.get(page, [])
        for answer in answers:
            if not answer.is_kept:
                answer.end(last)
        return bool(answers)

    def leave(self, page: str, last: Step) -> bool:
        """End all answers on their way to a page; as `stop`."""
        answers = self._answers.get(page, [])
        for answer in answers:
            answer.end(last)
        return bool(answers)

    @contextmanager
    def _known(self, page: str) -> Iterator[_Answer]:
        answer = _Answer()
        self._answers[page].append(answer)
        try:
            yield answer
        finally:
            self._answers[page].remove(answer)
            if not self._answers[page]:
                del self._answers[page]

    async def _in_turn(self, steps: Generator[Step, None, None]) -> AsyncGenerator[Step, None]:
        async with aclosing(in_threads(steps)) as growing:
            first = await anext(growing)
            yield first
            if not first.asked:
                return
            async with self._turns.turn() as has_waited:
                if has_waited:
                    # Gradio tells here of a page that was closed meanwhile.
                    yield first
                async for step in growing:
                    yield step


class _Answer:
    """An answer on its way.

    Attributes:
        is_kept: Whether it is beyond being stopped.
        last: What is to be shown in the end, once somebody has ended it.
    """

    def __init__(self) -> None:
        self.is_kept = False
        self.last: Step | None = None
        self._waiting: CancelScope | None = None

    async def next_of(self, steps: AsyncGenerator[Step, None]) -> Step | None:
        """Return the next step; nothing after the last, or as soon as the answer is ended."""
        try:
            with CancelScope() as self._waiting:
                return await anext(steps, None)
        finally:
            self._waiting = None
        return None

    def end(self, last: Step) -> None:
        self.last = last
        if self._waiting:
            self._waiting.cancel()
