from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Generator
from contextlib import aclosing
from dataclasses import replace
from typing import Any

import anyio
import pytest

from ui.chat.in_threads import MOST_REPEATED, in_threads
from ui.chat.showing import Step

PATIENCE_SECONDS = 30


def numbered(*ids: str) -> Generator[Step, None, None]:
    for id_ in ids:
        yield Step(thread=[], conversation=id_)


async def follow(steps: Generator[Step, None, None], seen: list[str]) -> None:
    async for step in in_threads(steps):
        seen += [step.conversation]


def test_steps_come_in_their_order() -> None:
    seen: list[str] = []
    asyncio.run(follow(numbered("하나", "둘", "셋"), seen))
    assert seen == ["하나", "둘", "셋"]


def test_each_step_is_worked_out_in_a_thread() -> None:
    def steps() -> Generator[Step, None, None]:
        yield Step(thread=[], conversation=threading.current_thread().name)

    seen: list[str] = []
    asyncio.run(follow(steps(), seen))
    assert len(seen) == 1
    assert seen != [threading.current_thread().name]


def test_an_error_ends_the_steps() -> None:
    def steps() -> Generator[Step, None, None]:
        yield from numbered("하나")
        message = "뜻밖의 일"
        raise RuntimeError(message)

    seen: list[str] = []
    with pytest.raises(RuntimeError, match="뜻밖의 일"):
        asyncio.run(follow(steps(), seen))
    assert seen == ["하나"]


async def cancel_task(following: Coroutine[Any, Any, None], has_begun: threading.Event) -> None:
    task = asyncio.create_task(following)
    assert await asyncio.to_thread(has_begun.wait, PATIENCE_SECONDS)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def cancel_scope(following: Coroutine[Any, Any, None], has_begun: threading.Event) -> None:
    async with anyio.create_task_group() as group:
        group.start_soon(lambda: following)
        assert await asyncio.to_thread(has_begun.wait, PATIENCE_SECONDS)
        group.cancel_scope.cancel()


@pytest.mark.parametrize("cancel", [cancel_task, cancel_scope])
def test_who_stops_does_not_wait_and_nothing_after_the_step_is_done(
    cancel: Callable[[Coroutine[Any, Any, None], threading.Event], Coroutine[Any, Any, None]],
) -> None:
    has_begun, may_go_on, has_found = threading.Event(), threading.Event(), threading.Event()
    seen: list[str] = []
    done: list[str] = []

    def steps() -> Generator[Step, None, None]:
        yield from numbered("하나")
        has_begun.set()
        may_go_on.wait(PATIENCE_SECONDS)
        done.append("찾음")
        has_found.set()
        yield from numbered("둘")
        done.append("저장")

    async def run() -> None:
        await cancel(follow(steps(), seen), has_begun)
        # The thread is still at its step: nobody waited for it.
        assert done == []
        may_go_on.set()
        assert await asyncio.to_thread(has_found.wait, PATIENCE_SECONDS)

    asyncio.run(run())
    assert (seen, done) == (["하나"], ["찾음"])


class Watched:
    """Steps that note whether they are closed, and how many threads were ever in them at once.

    Somebody always holds them: that nobody needs them any more is not what closes them.
    """

    def __init__(self, *, waits: bool = False) -> None:
        self.steps = self._steps(waits=waits)
        self.has_begun, self.may_go_on = threading.Event(), threading.Event()
        self.is_closed = threading.Event()
        self.inside = 0
        self.most_inside = 0

    def _steps(self, *, waits: bool) -> Generator[Step, None, None]:
        try:
            yield from numbered("하나")
            while True:
                self.inside += 1
                self.most_inside = max(self.most_inside, self.inside)
                self.has_begun.set()
                if waits:
                    self.may_go_on.wait(PATIENCE_SECONDS)
                self.inside -= 1
                yield from numbered("둘")
        finally:
            self.most_inside = max(self.most_inside, self.inside + 1)
            self.is_closed.set()


@pytest.mark.parametrize("cancel", [cancel_task, cancel_scope])
def test_steps_are_closed_by_the_thread_that_is_still_in_them(
    cancel: Callable[[Coroutine[Any, Any, None], threading.Event], Coroutine[Any, Any, None]],
) -> None:
    watched = Watched(waits=True)

    async def run() -> None:
        await cancel(follow(watched.steps, []), watched.has_begun)
        assert not watched.is_closed.is_set()
        watched.may_go_on.set()
        assert await asyncio.to_thread(watched.is_closed.wait, PATIENCE_SECONDS)

    asyncio.run(run())
    assert watched.most_inside == 1


def test_steps_are_closed_by_who_leaves_between_two_of_them() -> None:
    watched = Watched()

    async def run() -> None:
        growing = in_threads(watched.steps)
        assert (await anext(growing)).conversation == "하나"
        assert (await anext(growing)).conversation == "둘"
        await growing.aclose()
        assert watched.is_closed.is_set()

    asyncio.run(run())
    assert watched.most_inside == 1


@pytest.mark.parametrize("cancel", [cancel_task, cancel_scope])
def test_who_stops_while_a_step_is_shown_ends_the_steps(
    cancel: Callable[[Coroutine[Any, Any, None], threading.Event], Coroutine[Any, Any, None]],
) -> None:
    watched = Watched()
    is_shown = threading.Event()

    async def show() -> None:
        async with aclosing(in_threads(watched.steps)) as growing:
            async for _ in growing:
                is_shown.set()
                await asyncio.Event().wait()

    asyncio.run(cancel(show(), is_shown))
    assert watched.is_closed.is_set()


def test_steps_are_closed_after_an_error_of_whoever_shows_them() -> None:
    watched = Watched()

    async def run() -> None:
        async with aclosing(in_threads(watched.steps)) as growing:
            await anext(growing)
            message = "뜻밖의 일"
            raise RuntimeError(message)

    with pytest.raises(RuntimeError, match="뜻밖의 일"):
        asyncio.run(run())
    assert watched.is_closed.is_set()


def test_a_step_that_comes_again_is_shown_again_only_once_in_a_while() -> None:
    first, second = numbered("하나", "둘")

    def steps() -> Generator[Step, None, None]:
        yield from [first] * (2 * MOST_REPEATED + 1)
        yield from [second, second]
        # Equal, but a step of its own.
        yield replace(second)

    seen: list[str] = []
    asyncio.run(follow(steps(), seen))
    assert seen == ["하나", "하나", "하나", "둘", "둘"]


@pytest.mark.parametrize("cancel", [cancel_task, cancel_scope])
def test_who_stops_is_heard_although_nothing_new_is_shown(
    cancel: Callable[[Coroutine[Any, Any, None], threading.Event], Coroutine[Any, Any, None]],
) -> None:
    has_repeated, is_closed = threading.Event(), threading.Event()
    (first,) = numbered("하나")

    def steps() -> Generator[Step, None, None]:
        try:
            yield first
            while True:
                yield first
                has_repeated.set()
        finally:
            is_closed.set()

    held = steps()

    async def run() -> None:
        await cancel(follow(held, []), has_repeated)
        assert await asyncio.to_thread(is_closed.wait, PATIENCE_SECONDS)

    asyncio.run(run())
