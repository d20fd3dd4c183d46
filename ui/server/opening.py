"""What a browser gets while the page is still being built: a box that takes the question already.

Gradio takes seconds to load. Until then this page stands in its place; what was typed into it goes
into the box of the page that follows, and a question that was sent is asked there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from http import HTTPStatus
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

import anyio.to_thread
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from ui.markup import escape
from ui.visiting import LANGUAGE_COOKIE
from ui.words import WORDS, language_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

# Asked by the page that waits: 204 once the one that follows is there.
READY = "/ready"
_RETRY_SECONDS = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """An application that is ready to serve.

    Attributes:
        app: What serves.
        living: What has to be entered while it does.
        end_streams: Ends what each open page listens to.
    """

    app: ASGIApp
    living: AbstractAsyncContextManager[object]
    end_streams: Callable[[], None]


class Opening:
    """Serves at once, and what `build` makes as soon as it is made; an ASGI application.

    Args:
        build: Makes the application; takes seconds, in a thread of its own.
        on_built: Is called once it serves.

    Attributes:
        failure: What kept it from being made; `None` as long as nothing did.
    """

    def __init__(self, build: Callable[[], Built], on_built: Callable[[], None]) -> None:
        self._build = build
        self._on_built = on_built
        self.failure: Exception | None = None
        self._closing = asyncio.Event()
        self._built: Built | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or live as long as the server does."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif self._built is not None and scope["path"] != READY:
            await self._built.app(scope, receive, send)
        else:
            response = self._respond(HTTPConnection(scope))
            await response(scope, receive, send)

    def end_streams(self) -> None:
        """End what each open page listens to."""
        if self._built is not None:
            self._built.end_streams()

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        opening = asyncio.create_task(self._open())
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self._closing.set()
        await opening
        await send({"type": "lifespan.shutdown.complete"})

    async def _open(self) -> None:
        try:
            built = await anyio.to_thread.run_sync(self._build)
            async with built.living:
                self._built = built
                self._on_built()
                await self._closing.wait()
        except Exception as error:  # noqa: BLE001  (the server has to end with it, whatever it is)
            self.failure = error

    def _respond(self, request: HTTPConnection) -> Response:
        if request.scope["path"] == READY:
            is_ready = self._built is not None
            return Response(
                status_code=HTTPStatus.NO_CONTENT if is_ready else HTTPStatus.ACCEPTED,
                headers={"cache-control": "no-store"},
            )
        if request.scope["path"] == "/":
            return opening_page(request)
        return PlainTextResponse(
            "the page is still opening; try again in a moment",
            HTTPStatus.SERVICE_UNAVAILABLE,
            {"retry-after": _RETRY_SECONDS},
        )


def opening_page(request: HTTPConnection) -> Response:
    """Return the page that stands in for the one that is being built."""
    language = language_of(
        request.cookies.get(LANGUAGE_COOKIE), request.headers.get("accept-language")
    )
    words = WORDS[language]
    template = Template(files("ui").joinpath("assets/opening.html").read_text("utf-8"))
    content = template.substitute(
        language=language,
        title=escape(words.page.title),
        subtitle=escape(words.page.subtitle),
        opening=escape(words.page.opening),
        will_be_asked=escape(words.page.will_be_asked),
        needs_modules=escape(words.page.needs_modules),
        question=escape(words.chat.question),
        placeholder=escape(words.chat.placeholder),
        send=escape(words.chat.send),
    )
    return HTMLResponse(content, headers={"cache-control": "no-store"})
