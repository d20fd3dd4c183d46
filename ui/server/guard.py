"""The door of the server: every request passes it, and every response leaves through it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, Response

from ui.markup import escape
from ui.server.cookies import cookie_header, new_token, without_unsound
from ui.server.paths import is_upload
from ui.server.refusals import Reason, Refusal, refusal_response, spoken_language
from ui.server.rules import BODY_BYTES, Rule, is_link_followed
from ui.visiting import VISITOR_COOKIE
from ui.words.refusals import REFUSALS

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Nothing is fetched from anywhere but this server. Gradio runs scripts that stand in its page, and
# makes functions of text: of its templates, and of the scripts that belong to an event.
_SOURCES: Mapping[str, str] = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "media-src": "'none'",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "frame-src": "'none'",
    "object-src": "'none'",
    "form-action": "'self'",
    "base-uri": "'self'",
    "frame-ancestors": "'none'",
}
HEADERS: Mapping[str, str] = {
    "content-security-policy": "; ".join(f"{use} {source}" for use, source in _SOURCES.items()),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
        "magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
    ),
    # Not `no-referrer`: with it a form of our own would be sent as if from nowhere, and refused.
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
# By what Gradio would let a request say under which address the page was opened.
_HEARSAY = ("forwarded", "x-forwarded-host", "x-forwarded-proto", "x-gradio-server")
# The longest that browsers keep a cookie (RFC 6265bis, 5.5).
_VISITOR_SECONDS = 400 * 24 * 3600
# In what time the whole of what is sent must be there; files may take longer.
_BODY_SECONDS = 30.0


class Guard:
    """Lets through what fulfils all rules, and what is sent only as a whole; an ASGI middleware.

    Also gives a cookie to every visitor without one, by which they are known again.
    """

    def __init__(
        self,
        app: ASGIApp,
        rules: Sequence[Rule],
        *,
        most_bytes: int = BODY_BYTES,
        seconds: float = _BODY_SECONDS,
    ) -> None:
        self._app = app
        self._rules = rules
        self._most_bytes = most_bytes
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._serve(_cleaned(scope), receive, Sealed(send))

    async def _serve(self, scope: Scope, receive: Receive, send: Sealed) -> None:
        connection = HTTPConnection(scope)
        refusal = next(filter(None, (rule(connection) for rule in self._rules)), None)
        if refusal is None and not is_upload(scope["path"]):
            try:
                receive = await whole(receive, self._most_bytes, self._seconds)
            except BodyError as error:
                refusal = Refusal(error.reason)
        if refusal is not None:
            await refusal_response(refusal, connection)(scope, receive, send)
        elif _comes_from_elsewhere(connection):
            await _entrance(connection)(scope, receive, send)
        else:
            if scope["path"] == "/" and VISITOR_COOKIE not in connection.cookies:
                send.cookie = cookie_header(
                    VISITOR_COOKIE,
                    new_token(),
                    seconds=_VISITOR_SECONDS,
                    is_secure=scope["scheme"] == "https",
                )
            await self._app(scope, receive, send)


class Sealed:
    """Sends a response on, with the headers that every response has.

    Attributes:
        cookie: The value of a Set-Cookie header to add.
    """

    def __init__(self, send: Send) -> None:
        self._send = send
        self.cookie: str | None = None

    async def __call__(self, message: Message) -> None:
        """Take one message of the response."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=list(message.get("headers", ())))
            headers.update(HEADERS)
            if self.cookie is not None:
                headers.append("set-cookie", self.cookie)
            message = {**message, "headers": headers.raw}
        await self._send(message)


class BodyError(Exception):
    """What was sent cannot be taken."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.name)
        self.reason = reason


async def whole(receive: Receive, most_bytes: int, seconds: float) -> Receive:
    """Wait for all that a request sends, and return what hands it on in one piece.

    Raises:
        BodyError: It is too long, or too slow, or its sender went away.
    """
    body = bytearray()
    try:
        async with asyncio.timeout(seconds):
            while True:
                message = await receive()
                if message["type"] != "http.request":
                    raise BodyError(Reason.TOO_SLOW)
                body += message.get("body", b"")
                if len(body) > most_bytes:
                    raise BodyError(Reason.TOO_LARGE)
                if not message.get("more_body"):
                    break
    except TimeoutError:
        raise BodyError(Reason.TOO_SLOW) from None
    kept: list[Message] = [{"type": "http.request", "body": bytes(body), "more_body": False}]

    async def replay() -> Message:
        return kept.pop() if kept else await receive()

    return replay


def _cleaned(scope: Scope) -> Scope:
    """Return a request without what may be lies in its headers."""
    sent = Headers(scope=scope)
    headers = MutableHeaders(raw=list(scope["headers"]))
    for name in _HEARSAY:
        del headers[name]
    if "cookie" in headers:
        headers["cookie"] = without_unsound(headers["cookie"], VISITOR_COOKIE)
    # That something in front took the encryption off concerns nobody but the sender.
    is_secure = sent.get("x-forwarded-proto") == "https"
    scheme = "https" if is_secure else scope["scheme"]
    return {**scope, "headers": headers.raw, "scheme": scheme}


def _comes_from_elsewhere(connection: HTTPConnection) -> bool:
    """Return whether a link of another site was followed to the page."""
    return (
        connection.scope["path"] == "/"
        and connection.headers.get("sec-fetch-site") == "cross-site"
        and is_link_followed(connection)
    )


def _entrance(connection: HTTPConnection) -> Response:
    """Return a page that opens the page anew.

    A browser keeps strict cookies back from a visit that another site began, and the visitor would
    not be known; the page that it opens here, by itself, gets them.
    """
    line = escape(REFUSALS[spoken_language(connection)].entering)
    query = connection.scope["query_string"].decode("latin-1")
    address = escape(f"./?{query}" if query else "./")
    return HTMLResponse(
        f'<!doctype html><meta charset="utf-8">'
        f'<meta http-equiv="refresh" content="0;url={address}">'
        f"<title>{line}</title><p>{line}",
        headers={"cache-control": "no-store"},
    )
