"""The HTTP API: four typed endpoints beside the page, and nothing else that can be called."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import TYPE_CHECKING, get_type_hints

from anyio.to_thread import run_sync
from gradio import Error, Request
from gradio.events import api

from index.errors import InputError
from ui.programs.door import (
    MOST_ANSWER_CHARACTERS,
    MOST_PASSAGES,
    MOST_TURNS,
    answer_question,
    find_passages,
    refusing,
)
from ui.programs.objects import (
    AnswerObject,
    ArticleObject,
    PassageObject,
    StatusObject,
    TurnObject,
    answer_object,
    article_object,
    passage_object,
    status_object,
)
from ui.server.limits import address_key

if TYPE_CHECKING:
    from ui.programs.door import ReadOnly
    from ui.server.limits import RateLimiter
    from ui.server.turns import Turns

_SOURCES = "sources: names of articles, as passages give them; without, all articles."
_DESCRIPTIONS = {
    "ask": (
        "Answers a question from the articles, with citations, or says that they do not answer it. "
        f"history: the turns before it, oldest first; the last {MOST_TURNS} are read, and of each "
        f"answer {MOST_ANSWER_CHARACTERS:,} characters. {_SOURCES}"
    ),
    "search": (
        f"Returns the passages nearest to a query, best first. top_k: 1 to {MOST_PASSAGES}. "
        f"{_SOURCES}"
    ),
    "articles": "Lists the articles of the index, without their texts.",
    "status": "Tells what the index holds, and how the folder differs from it.",
}


def bind_api(backend: ReadOnly, turns: Turns, limiter: RateLimiter | None = None) -> None:
    """Add the endpoints to the page that is being built; call it inside its `gr.Blocks`.

    An endpoint answers a `ChulcheoError` with its line, and any other error with one that tells
    nothing of it.

    Args:
        backend: What answers.
        turns: Whose turn it is to ask or search: one line for the page and for programs.
        limiter: How often each machine may ask or search; as often as it likes without.
    """

    async def ask(
        request: Request,
        question: str,
        history: list[TurnObject] | None = None,
        sources: list[str] | None = None,
    ) -> AnswerObject:
        with refusing(_refusal):
            _check_pace(limiter, request)
            async with turns.turn():
                answer = await run_sync(answer_question, backend, question, history, sources)
            return answer_object(answer)

    async def search(
        request: Request, query: str, top_k: int = 5, sources: list[str] | None = None
    ) -> list[PassageObject]:
        with refusing(_refusal):
            _check_pace(limiter, request)
            async with turns.turn():
                found = await run_sync(find_passages, backend, query, top_k, sources)
            return [passage_object(passage) for passage in found]

    def articles() -> list[ArticleObject]:
        with refusing(_refusal):
            return [article_object(summary) for summary in backend.articles()]

    def status() -> StatusObject:
        with refusing(_refusal):
            return status_object(backend.status())

    _publish(ask, is_question=True)
    _publish(search, is_question=True)
    _publish(articles)
    _publish(status)


def _publish(endpoint: Callable[..., object], *, is_question: bool = False) -> None:
    # Of a return type that is still the text of one, gradio would describe nothing.
    endpoint.__annotations__ = get_type_hints(endpoint)
    api(
        endpoint,
        api_name=endpoint.__name__,
        api_description=_DESCRIPTIONS[endpoint.__name__],
        api_visibility="public",
        # Whose turn it is they know themselves.
        concurrency_limit=None if is_question else "default",
    )


def _check_pace(limiter: RateLimiter | None, request: Request) -> None:
    address = request.client.host if request.client else ""
    # One that remembers nobody yet is empty, and as such would count as none.
    seconds = 0.0 if limiter is None else limiter.wait_seconds(address_key(address))
    if seconds:
        message = f"too many questions from {address}; ask again in {ceil(seconds)} s"
        raise InputError(message)


def _refusal(line: str) -> Error:
    # The log has the error already, where it is one that was not foreseen.
    return Error(line, print_exception=False)
