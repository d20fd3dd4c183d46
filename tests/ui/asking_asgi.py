"""Requests to an ASGI application, without a server between."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from starlette.datastructures import Headers

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HERE = "127.0.0.1:7860"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A request.

    Attributes:
        path: Its path, percent signs and all, with the query.
        body: What it sends, piece by piece; the last one is followed by nothing more.
        headers: Its headers; `host` is added where it is missing.
        arrived_at: The address at which the server took it.
    """

    path: str = "/"
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: tuple[bytes, ...] = ()
    scheme: str = "http"
    client: str = "127.0.0.1"
    arrived_at: str = "127.0.0.1"

    def scope(self) -> Scope:
        """Return it as a server tells it to an application."""
        path, _, query = self.path.partition("?")
        headers = {"host": HERE, **self.headers}
        return {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": self.method,
            "scheme": self.scheme,
            "path": unquote(path),
            "raw_path": path.encode("ascii"),
            "query_string": query.encode("ascii"),
            "root_path": "",
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
            "client": (self.client, 50000),
            "server": (self.arrived_at, 7860),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Got:
    """A response."""

    status: int
    headers: Headers
    text: str


class ToyApp:
    """Answers with what it was sent, and remembers what it was asked."""

    def __init__(self) -> None:
        self.scopes: list[Scope] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.scopes.append(scope)
        body = b""
        while True:
            message = await receive()
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        headers = [(b"content-type", b"text/html"), (b"x-frame-options", b"ALLOWALL")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body or b"the page"})


def ask(app: ASGIApp, sent: Sent) -> Got:
    """Send one request and return the whole response."""
    return asyncio.run(exchange(app, sent))


async def exchange(app: ASGIApp, sent: Sent) -> Got:
    """Send one request and return the whole response."""
    pieces = list(_messages(sent.body))
    got: list[Message] = []

    async def receive() -> Message:
        if pieces:
            return pieces.pop(0)
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        got.append(message)

    await app(sent.scope(), receive, send)
    start, *rest = got
    return Got(
        status=start["status"],
        headers=Headers(raw=list(start["headers"])),
        text=b"".join(message.get("body", b"") for message in rest).decode("utf-8"),
    )


def _messages(body: tuple[bytes, ...]) -> Iterable[Message]:
    pieces = body or (b"",)
    for number, piece in enumerate(pieces, start=1):
        yield {"type": "http.request", "body": piece, "more_body": number < len(pieces)}
