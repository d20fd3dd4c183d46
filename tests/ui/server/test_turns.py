from __future__ import annotations

import asyncio

import pytest

from index.errors import InputError
from ui.server.turns import Turns


async def settle() -> None:
    """Let everybody who can go on."""
    for _ in range(10):
        await asyncio.sleep(0)


class Line:
    """Those who want a turn, and what became of it, in order."""

    def __init__(self, turns: Turns) -> None:
        self.turns = turns
        self.told: list[str] = []
        self.done = {name: asyncio.Event() for name in "abcd"}

    async def take(self, name: str) -> None:
        async with self.turns.turn() as has_waited:
            self.told.append(name + (" waited" if has_waited else ""))
            await self.done[name].wait()

    async def begin(self, names: str) -> dict[str, asyncio.Task[None]]:
        tasks = {name: asyncio.create_task(self.take(name)) for name in names}
        await settle()
        return tasks


def test_the_first_who_waits_is_the_first_to_go_on() -> None:
    async def run() -> None:
        line = Line(Turns(2, 2))
        tasks = await line.begin("abcd")
        assert line.told == ["a", "b"]
        line.done["b"].set()
        await settle()
        assert line.told == ["a", "b", "c waited"]
        for event in line.done.values():
            event.set()
        await asyncio.gather(*tasks.values())
        assert line.told == ["a", "b", "c waited", "d waited"]

    asyncio.run(run())


def test_one_too_many_is_told_so_at_once() -> None:
    async def run() -> None:
        line = Line(Turns(1, 1))
        tasks = await line.begin("ab")
        with pytest.raises(InputError, match="1 questions are waiting already; ask again"):
            await line.take("c")
        for event in line.done.values():
            event.set()
        await asyncio.gather(*tasks.values())
        await line.take("c")
        assert line.told == ["a", "b waited", "c"]

    asyncio.run(run())


def test_who_leaves_the_line_or_fails_keeps_nobody_waiting() -> None:
    async def run() -> None:
        line = Line(Turns(1, 2))
        tasks = await line.begin("abc")
        tasks["b"].cancel()
        await settle()
        tasks["a"].cancel()
        await settle()
        assert line.told == ["a", "c waited"]
        line.done["c"].set()
        await tasks["c"]
        with pytest.raises(RuntimeError):
            async with line.turns.turn():
                raise RuntimeError
        async with line.turns.turn() as has_waited:
            assert not has_waited

    asyncio.run(run())


def test_one_line_serves_one_event_loop_after_another() -> None:
    turns = Turns(1, 1)

    async def run() -> None:
        line = Line(turns)
        tasks = await line.begin("ab")
        line.done["a"].set()
        line.done["b"].set()
        await asyncio.gather(*tasks.values())
        assert line.told == ["a", "b waited"]

    asyncio.run(run())
    asyncio.run(run())
