from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import anyio
import pytest

from ui.chat.in_threads import in_threads
from ui.chat.showing import Step

PATIENCE_SECONDS = 30


def numbered(*ids: str) -> Iterator[Step]:
    for id_ in ids:
        yield Step(thread=[], conversation=id_)


async def follow(steps: Iterator[Step], seen: list[str]) -> None:
    async for step in in_threads(steps):
        seen += [step.conversation]


def test_steps_come_in_their_order() -> None:
    seen: list[str] = []
    asyncio.run(follow(numbered("하나", "둘", "셋"), seen))
    assert seen == ["하나", "둘", "셋"]


def test_each_step_is_worked_out_in_a_thread() -> None:
    def steps() -> Iterator[Step]:
        yield Step(thread=[], conversation=threading.current_thread().name)

    seen: list[str] = []
    asyncio.run(follow(steps(), seen))
    assert len(seen) == 1
    assert seen != [threading.current_thread().name]


def test_an_error_ends_the_steps() -> None:
    def steps() -> Iterator[Step]:
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

    def steps() -> Iterator[Step]:
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
