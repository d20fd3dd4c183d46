"""What the browser must have before Gradio's own script runs: language, style, a word if it fails.

Gradio adds the head of a page by script, too late for all of these: so they are put into the
document while it is being served.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection

from ui.markup import Markup, element, escape, join
from ui.reading import reading_markup
from ui.visiting import LANGUAGE_COOKIE
from ui.words import WORDS, language_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from ui.words import Language

# The order is that of the cascade: what comes later may dress anew what came before.
STYLES = (
    *("frame", "chat", "answer", "asking", "source", "conversations"),
    *("articles", "desk", "folder", "timeline", "narrow"),
)

_ICON = '<link rel="icon" type="image/svg+xml" href="./favicon.ico">'
# Gradio's own script is one that browsers without modules leave out, as they do this attribute.
_TAKE_AWAY = Markup(
    "<script>if ('noModule' in document.createElement('script'))"
    " document.getElementById('excuse').remove();</script>"
)


def dressed(document: str, language: Language) -> str:
    """Return Gradio's document with all that is ours in it.

    Args:
        document: As Gradio serves it.
        language: What the page speaks.
    """
    document = document.replace('lang="en"', f'lang="{language}"', 1)
    document = document.replace("<head>", f"<head>{head_markup(language)}", 1)
    return document.replace("<gradio-app", f"{excuse_markup(language)}<gradio-app", 1)


def head_markup(language: Language) -> str:
    """Return what goes first into the head of the document."""
    # Gradio translates its components by what the navigator says, and reads it once.
    speak = (
        f"for (const [name, value] of [['language', '{language}'], ['languages', ['{language}']]])"
        " Object.defineProperty(navigator, name, { get: () => value });"
    )
    title = element("title", escape(WORDS[language].page.title))
    scripts = f"<script>{speak}</script>{reading_markup(language)}"
    return f"{title}{_ICON}{scripts}<style>{style()}</style>"


def excuse_markup(language: Language) -> str:
    """Return a line that is seen where the page cannot run: no scripts, or none of today's."""
    line = escape(WORDS[language].page.needs_modules)
    return join(element("p", line, id="excuse", style="padding: 24px"), _TAKE_AWAY)


def style() -> str:
    """Return our own style sheet.

    It goes into the document, and not through Gradio's own parameter for it, which rewrites the
    selectors and loses those that reach outside its container.
    """
    assets = files("ui").joinpath("assets")
    return "\n".join(assets.joinpath(f"{name}.css").read_text("utf-8") for name in STYLES)


class FrontPage:
    """Puts what is ours into the document at `/`, in the visitor's language; an ASGI middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http" or scope["path"] != "/":
            await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        language = language_of(
            connection.cookies.get(LANGUAGE_COOKIE), connection.headers.get("accept-language")
        )
        # What is compressed could not be added to.
        plain = [item for item in scope["headers"] if item[0].lower() != b"accept-encoding"]
        await self._app({**scope, "headers": plain}, receive, Rewriting(send, language))


class Rewriting:
    """Sends a response on; where it is a document, whole, with what is ours in it."""

    def __init__(self, send: Send, language: Language) -> None:
        self._send = send
        self._language = language
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        """Take one message of the response."""
        if message["type"] == "http.response.start" and is_document(message):
            self._start = message
        elif self._start is None or message["type"] != "http.response.body":
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish(self._start)

    async def _finish(self, start: Message) -> None:
        body = dressed(self._body.decode("utf-8"), self._language).encode("utf-8")
        headers = MutableHeaders(raw=list(start["headers"]))
        headers["content-length"] = str(len(body))
        # The way back would show it in the language, or to the visitor, of before.
        headers["cache-control"] = "no-store"
        await self._send({**start, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": body})


def is_document(message: Message) -> bool:
    """Return whether this is the start of an HTML response."""
    headers = MutableHeaders(raw=list(message.get("headers", ())))
    return headers.get("content-type", "").startswith("text/html")
