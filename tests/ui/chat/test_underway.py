from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Generator
from typing import TypeAlias

import pytest

from ui.chat.showing import Step
from ui.chat.underway import Underway
from ui.server.turns import Turns

PATIENCE_SECONDS = 30
End: TypeAlias = Callable[[Underway, str, Step], bool]
PAGE, OTHER = "page", "other page"


def step(name: str, *, asked: str = "") -> Step:
    return Step(thread=[], conversation=name, asked=asked)


LAST = step("last")


class Growing:
    """Steps of an answer that can be held up, and that note how far they came."""

    def __init__(self) -> None:
        self.is_at_work, self.may_go_on = threading.Event(), threading.Event()
        self.is_closed = threading.Event()
        self.is_kept = False
        self.steps = self._steps()

    def _steps(self) -> Generator[Step, None, None]:
        try:
            yield step("pending", asked="?")
            self.is_at_work.set()
            self.may_go_on.wait(PATIENCE_SECONDS)
            yield step("whole")
            self.is_kept = True
            yield step("told")
            yield step("all told")
        finally:
            self.is_closed.set()


async def rest_of(shown: AsyncGenerator[Step, None]) -> list[str]:
    return [step.conversation async for step in shown]


async def seen(event: threading.Event) -> bool:
    return await asyncio.to_thread(event.wait, PATIENCE_SECONDS)


def test_an_answer_that_nobody_ends_is_shown_whole() -> None:
    async def run() -> None:
        underway, growing = Underway(Turns()), Growing()
        growing.may_go_on.set()
        shown = underway.follow(growing.steps, PAGE)
        assert await rest_of(shown) == ["pending", "whole", "told", "all told"]
        assert underway.stop(PAGE, LAST) is False
        assert underway.leave(PAGE, LAST) is False

    asyncio.run(run())


@pytest.mark.parametrize("end", [Underway.stop, Underway.leave])
def test_who_ends_an_answer_at_work_waits_for_nobody_and_says_what_is_shown_last(
    end: End,
) -> None:
    async def run() -> None:
        underway, growing = Underway(Turns()), Growing()
        shown = underway.follow(growing.steps, PAGE)
        assert (await anext(shown)).conversation == "pending"
        rest = asyncio.create_task(rest_of(shown))
        assert await seen(growing.is_at_work)
        assert not end(underway, OTHER, LAST)
        assert end(underway, PAGE, LAST)
        assert await rest == ["last"]
        growing.may_go_on.set()
        assert await seen(growing.is_closed)
        assert not growing.is_kept

    asyncio.run(run())


@pytest.mark.parametrize("end", [Underway.stop, Underway.leave])
def test_an_answer_is_ended_between_two_steps(end: End) -> None:
    async def run() -> None:
        underway, growing = Underway(Turns()), Growing()
        shown = underway.follow(growing.steps, PAGE)
        await anext(shown)
        assert end(underway, PAGE, LAST)
        assert await rest_of(shown) == ["last"]
        assert growing.is_closed.is_set()
        assert not growing.is_at_work.is_set()

    asyncio.run(run())


def test_what_is_kept_can_be_left_but_not_stopped() -> None:
    async def run(end: End) -> list[str]:
        underway, growing = Underway(Turns()), Growing()
        growing.may_go_on.set()
        shown = underway.follow(growing.steps, PAGE)
        await anext(shown)
        assert (await anext(shown)).conversation == "whole"
        # Either way the page shows by itself what becomes of it.
        assert end(underway, PAGE, LAST)
        return await rest_of(shown)

    assert asyncio.run(run(Underway.stop)) == ["told", "all told"]
    assert asyncio.run(run(Underway.leave)) == ["last"]


def test_a_question_is_on_the_page_while_it_waits_and_can_be_stopped() -> None:
    async def run() -> None:
        turns = Turns(1, 1)
        underway = Underway(turns)
        waiting, stopped = Growing(), Growing()
        waiting.may_go_on.set()
        async with turns.turn():
            shown = underway.follow(stopped.steps, OTHER)
            assert (await anext(shown)).conversation == "pending"
            rest = asyncio.create_task(rest_of(shown))
            await asyncio.sleep(0)
            assert underway.stop(OTHER, LAST)
            assert await rest == ["last"]
            shown = underway.follow(waiting.steps, PAGE)
            await anext(shown)
            rest = asyncio.create_task(rest_of(shown))
            done, _ = await asyncio.wait({rest}, timeout=0.05)
            assert not done
        # Of whose page was closed meanwhile Gradio tells at the first thing it is shown.
        assert await rest == ["pending", "whole", "told", "all told"]
        assert not stopped.is_at_work.is_set()

    asyncio.run(run())


def test_what_is_refused_waits_for_no_turn() -> None:
    def refused() -> Generator[Step, None, None]:
        yield step("refused")

    async def run() -> None:
        turns = Turns(1, 0)
        async with turns.turn():
            assert await rest_of(Underway(turns).follow(refused(), PAGE)) == ["refused"]

    asyncio.run(run())


def test_a_page_that_is_left_frees_its_turn_and_closes_its_steps() -> None:
    async def run() -> None:
        turns, growing = Turns(1, 0), Growing()
        growing.may_go_on.set()
        underway = Underway(turns)
        shown = underway.follow(growing.steps, PAGE)
        await anext(shown)
        await anext(shown)
        await shown.aclose()
        assert growing.is_closed.is_set()
        assert underway.leave(PAGE, LAST) is False
        async with turns.turn() as has_waited:
            assert not has_waited

    asyncio.run(run())
