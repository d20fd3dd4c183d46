"""What goes out to a server of language models and what is let in; a home of httpx2."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import httpx2

if TYPE_CHECKING:
    from rag.writing.endpoint import Endpoint

# Of the headers that a request would have, those that a server needs. The others tell of this
# machine, or came from the environment.
SENT_HEADERS = frozenset({"host", "content-type", "content-length", "connection"})


class FloodError(Exception):
    """A response is longer than any answer."""


class EncodedError(Exception):
    """A response is packed, though that was not asked for: unpacked, it could be of any length."""


class Gate(httpx2.AsyncBaseTransport):
    """Sends only what is meant for the server, and reads no more of a response than is allowed.

    The key is kept here alone and enters a request at the last moment: whatever else knows the
    request can tell nobody.

    Args:
        endpoint: Where, with the key, and how much of a response to read.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self._inner = httpx2.AsyncHTTPTransport(verify=True, trust_env=False)
        self._endpoint = endpoint

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Return the response, whose body is yet to be read.

        Raises:
            EncodedError: It is packed.
        """
        sent = httpx2.Request(
            request.method,
            request.url,
            headers=self._headers(request),
            stream=request.stream,
            extensions=request.extensions,
        )
        response = await self._inner.handle_async_request(sent)
        if response.headers.get("content-encoding", "identity") != "identity":
            await response.aclose()
            raise EncodedError
        return httpx2.Response(
            response.status_code,
            headers=response.headers,
            stream=_Counted(response, self._endpoint.most_bytes),
            extensions=response.extensions,
        )

    async def aclose(self) -> None:
        """Close all connections."""
        await self._inner.aclose()

    def _headers(self, request: httpx2.Request) -> dict[str, str]:
        kept = {name: value for name, value in request.headers.items() if name in SENT_HEADERS}
        shown = {"authorization": f"Bearer {self._endpoint.key}"} if self._endpoint.key else {}
        return {
            **kept,
            "accept": "text/event-stream, application/json",
            "accept-encoding": "identity",
            "user-agent": "chulcheo",
            **shown,
        }


class _Counted(httpx2.AsyncByteStream):
    def __init__(self, response: httpx2.Response, most_bytes: int) -> None:
        self._response = response
        self._left = most_bytes

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._response.aiter_raw():
            self._left -= len(part)
            if self._left < 0:
                raise FloodError
            yield part

    async def aclose(self) -> None:
        await self._response.aclose()
