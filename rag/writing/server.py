"""A server of language models, as one event loop talks to it; the only home of openai."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING

import httpx2
import openai

from rag.writing.events import encodable, read_event, read_models
from rag.writing.failures import failure, outcome_of_status
from rag.writing.receiving import Received
from rag.writing.transport import EncodedError, FloodError, Gate

if TYPE_CHECKING:
    from rag.datatypes import Outcome
    from rag.writing.endpoint import Endpoint
    from rag.writing.model import Message

# Seconds before the second attempt; twice as long before each further one.
FIRST_BACK_OFF = 0.5
# RFC 9110, 10.2.3, and with decimals; dates are for longer waits than ours.
SECONDS = re.compile(r"\d{1,9}(\.\d{1,3})?", re.ASCII)
# Of a refusal, so many characters are looked at.
MOST_EXPLANATION = 4000
# What servers want in place of a wish that they refuse.
SUBSTITUTES = {"max_tokens": "max_completion_tokens"}
# Why an answer may not come; what their messages say is repeated to nobody.
ERRORS = (
    *(openai.OpenAIError, httpx2.HTTPError, httpx2.InvalidURL, OSError, TimeoutError),
    *(FloodError, EncodedError),
    # No UTF-8, no JSON, or JSON nested without an end.
    *(ValueError, RecursionError),
)


class Server:
    """Asks a server; belongs to the event loop in which it is first used.

    Args:
        endpoint: Where.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._wishes = ["max_tokens", "temperature", "stream_options"]
        self._openai = openai.AsyncOpenAI(
            # It wants one; the true one is with the gate, which lets no other out.
            api_key="none",
            base_url=endpoint.url,
            max_retries=0,
            timeout=httpx2.Timeout(None, connect=endpoint.connect_seconds),
            http_client=httpx2.AsyncClient(
                transport=Gate(endpoint), follow_redirects=False, trust_env=False
            ),
        )

    async def write(
        self,
        messages: Sequence[Message],
        most_tokens: int,
        say: Callable[[str], None],
        count: Callable[[int], None],
    ) -> None:
        """Have an answer written.

        Args:
            messages: What the model is told.
            most_tokens: When it is to end.
            say: Is given each piece.
            count: Is given how many tokens the prompt had, where the server tells.

        Raises:
            WritingError: It was not, or not to its end.
        """
        told = [{"role": item.role, "content": encodable(item.text)} for item in messages]
        request = {"model": self._endpoint.model, "messages": told, "stream": True}
        received = Received(self._endpoint, say, count)
        outcome: Outcome | None
        try:
            async with received.patience:
                await self._write(request, most_tokens, received)
        except ERRORS as error:
            is_flood = isinstance(error, FloodError)
            outcome = received.broken_off(is_flood=is_flood) or _outcome(error)
            if outcome == "unreachable" and received.is_spoken:
                outcome = "failed"
        else:
            outcome = received.ended()
        # Not inside `except`: the error would carry the request with it.
        if outcome:
            raise failure(outcome, self._endpoint)

    async def models(self, seconds: float) -> dict[str, int | None]:
        """Return the models that it lists, each with its window where that is told.

        Args:
            seconds: How long to wait for them.

        Raises:
            WritingError: It lists none.
        """
        try:
            async with asyncio.timeout(seconds):
                found = read_models(await self._openai.get("/models", cast_to=object))
            outcome: Outcome = "garbled"
        except ERRORS as error:
            found, outcome = None, _outcome(error)
        if found is None:
            raise failure(outcome, self._endpoint)
        return found

    async def close(self) -> None:
        """Close all connections."""
        await self._openai.close()

    async def _write(
        self, request: Mapping[str, object], most_tokens: int, received: Received
    ) -> None:
        for attempt in range(self._endpoint.retries + 1):
            try:
                return await self._follow(request, most_tokens, received)
            except openai.APIError as error:
                pause = max(FIRST_BACK_OFF * 2**attempt, _asked_pause(error))
                is_last = attempt == self._endpoint.retries or received.is_spoken
                if is_last or not _is_passing(error) or not received.has_time_for(pause):
                    raise
            await asyncio.sleep(pause)
        return None

    async def _follow(
        self, request: Mapping[str, object], most_tokens: int, received: Received
    ) -> None:
        async with await self._open(request, most_tokens) as stream:
            async for data in stream:
                event = read_event(data)
                if event and not received.take(event):
                    return

    async def _open(
        self, request: Mapping[str, object], most_tokens: int
    ) -> openai.AsyncStream[object]:
        """Return the stream, asked for with as many wishes as the server knows."""
        values: Mapping[str, object] = {
            "max_tokens": most_tokens,
            "max_completion_tokens": most_tokens,
            "temperature": 0,
            "stream_options": {"include_usage": True},
        }
        while True:
            wishes = {name: values[name] for name in self._wishes}
            try:
                return await self._openai.post(
                    "/chat/completions",
                    cast_to=object,
                    body={**request, **wishes},
                    stream=True,
                    stream_cls=openai.AsyncStream[object],
                )
            except openai.APIStatusError as error:
                refused = _refused(error, wishes)
                if refused is None:
                    raise
            self._renounce(refused)

    def _renounce(self, wish: str) -> None:
        # For all requests to come; another one may have found out at the same time.
        kept = [name for name in self._wishes if name != wish]
        self._wishes = [*kept, *([SUBSTITUTES[wish]] if wish in SUBSTITUTES else [])]


def _outcome(error: Exception) -> Outcome:
    """Return what came of asking, where not a word was written."""
    match error:
        case openai.APIStatusError():
            return outcome_of_status(error.status_code, _explanation(error))
        case openai.APIConnectionError() | httpx2.InvalidURL():
            return "unreachable"
        case openai.APIError():
            # An error in the midst of the stream.
            return outcome_of_status(HTTPStatus.BAD_REQUEST, _explanation(error))
        case TimeoutError():
            return "slow"
        case OSError() | httpx2.HTTPError():
            return "unreachable"
    return "garbled"


def _explanation(error: openai.APIError) -> str:
    return f"{error.body}"[:MOST_EXPLANATION]


def _refused(error: openai.APIStatusError, wishes: Mapping[str, object]) -> str | None:
    """Return the wish that a server names as what it will not have."""
    if error.status_code not in (HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY):
        return None
    told = _explanation(error)
    # Who says that the window is too narrow may name what was asked for too.
    if outcome_of_status(error.status_code, told) != "failed":
        return None
    return next((name for name in wishes if name in told), None)


def _is_passing(error: openai.APIError) -> bool:
    """Return whether another attempt may do better."""
    if isinstance(error, openai.APIStatusError):
        status = error.status_code
        is_busy = status == HTTPStatus.TOO_MANY_REQUESTS
        return is_busy or status >= HTTPStatus.INTERNAL_SERVER_ERROR
    is_connection = isinstance(error, openai.APIConnectionError)
    return is_connection and not isinstance(error, openai.APITimeoutError)


def _asked_pause(error: openai.APIError) -> float:
    """Return the seconds that a server wants to be left alone."""
    response = error.response if isinstance(error, openai.APIStatusError) else None
    told = response.headers.get("retry-after", "") if response else ""
    return float(told) if SECONDS.fullmatch(told) else 0
