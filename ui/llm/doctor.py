"""Tries the language model that is set, and says what is wrong and how to mend it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.writing.client import Client
from rag.writing.model import Message, WritingError

if TYPE_CHECKING:
    from rag.writing.endpoint import Endpoint

# Enough for a model that thinks before it says a word.
MOST_TOKENS = 512
MOST_NAMES = 5
# What names of models look like; else it is not repeated on somebody's terminal.
NAME = re.compile(r"[\w./:@+-]{1,100}")
# After these there is nobody to ask for more.
FINAL = frozenset({"unreachable", "denied", "redirected", "slow"})
NOT_SET = (
    "none is set, so answers are quotes from the articles; set one with: "
    "rag doctor --llm http://127.0.0.1:11434/v1 --model NAME"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What was tried, and what came of it.

    Attributes:
        tried: A few words.
        is_well: Whether it is as it should be.
        told: One line: what was found, or what to do.
    """

    tried: str
    is_well: bool
    told: str


def examine(endpoint: Endpoint | None) -> list[Examined]:
    """Return what came of trying a model, step by step; what cannot be tried any more is left out.

    Args:
        endpoint: Where it is; `None` where none is set, which is well too.
    """
    if endpoint is None:
        return [Examined(tried="language model", is_well=True, told=NOT_SET)]
    with closing(Client(endpoint)) as client:
        return list(_examine(client, endpoint))


def report_text(examined: Sequence[Examined]) -> str:
    """Return what came of it, a line each."""
    verdicts = {True: "ok   ", False: "wrong"}
    return "\n".join(f"{verdicts[each.is_well]} {each.tried}: {each.told}" for each in examined)


def _examine(client: Client, endpoint: Endpoint) -> Iterator[Examined]:
    names: list[str] | None = None
    try:
        names = client.models()
    except WritingError as error:
        if error.outcome in FINAL:
            yield Examined(tried="server", is_well=False, told=f"{error}")
            return
    written = _have_written(client)
    if written.is_well or names is not None:
        key = "the key is accepted" if endpoint.key else "no key is sent"
        yield Examined(tried="server", is_well=True, told=f"{endpoint.place} answers; {key}")
    if names is not None:
        yield _find(endpoint, names, is_written=written.is_well)
    yield written
    if written.is_well:
        yield Examined(tried="window", is_well=True, told=f"{client.window()} tokens")


def _find(endpoint: Endpoint, names: Sequence[str], *, is_written: bool) -> Examined:
    """Return whether a model is among those that a server lists.

    Many servers know a model by more names than they list: what writes is known.
    """
    if endpoint.model in names:
        return Examined(tried="model", is_well=True, told=f"{endpoint.model} is listed")
    shown = [name for name in names if NAME.fullmatch(name) and name != endpoint.key][:MOST_NAMES]
    listed = f"it lists {', '.join(shown)}" if shown else "it lists none"
    more = f" and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
    told = f"{endpoint.model} is not listed; {listed}{more}"
    return Examined(tried="model", is_well=is_written, told=told)


def _have_written(client: Client) -> Examined:
    messages = [Message(role="user", text="Say yes.")]
    started = time.perf_counter()
    with closing(client.write(messages, most_tokens=MOST_TOKENS)) as pieces:
        try:
            is_written = any(pieces)
        except WritingError as error:
            return Examined(tried="writing", is_well=False, told=f"{error}")
    seconds = time.perf_counter() - started
    told = f"the first piece came after {seconds:.1f} s"
    return Examined(tried="writing", is_well=is_written, told=told)
