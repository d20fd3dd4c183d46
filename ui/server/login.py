"""The page on which visitors log in, and the door behind which everything else lies."""

from __future__ import annotations

import math
from http import HTTPStatus
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from ui.markup import EMPTY, Markup, element, escape
from ui.server.accounts import LONGEST_NAME
from ui.server.cookies import cookie_header
from ui.server.paths import LOGIN, LOGOUT
from ui.server.refusals import Reason, Refusal, refusal_response
from ui.server.rules import client_key
from ui.server.sessions import Sessions
from ui.visiting import LANGUAGE_COOKIE, NAME_KEY
from ui.words import WORDS, language_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from ui.server.accounts import Accounts
    from ui.server.limits import RateLimiter
    from ui.words import Language

SESSION_COOKIE = "chulcheo_session"
# Where what lies behind finds who is logged in.

_LONGEST_FORM = 8_000
_HEADERS = {"cache-control": "no-store"}


class LoginGate:
    """Lets nobody through who is not logged in; an ASGI middleware.

    Args:
        app: What lies behind. The scope tells it the name, under `NAME_KEY`.
        accounts: Who may log in.
        tries: How often an address, or a name, may be wrong.
        sessions: Who is logged in.
    """

    def __init__(
        self,
        app: ASGIApp,
        accounts: Accounts,
        tries: RateLimiter,
        sessions: Sessions | None = None,
    ) -> None:
        self._app = app
        self._accounts = accounts
        self._tries = tries
        self._sessions = Sessions() if sessions is None else sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        token = request.cookies.get(SESSION_COOKIE, "")
        name = self._sessions.name_of(token)
        path = scope["path"].rstrip("/")
        if path == LOGIN:
            response = await self._log_in(request) if name is None else _go_to("/")
        elif path == LOGOUT:
            self._sessions.end(token)
            response = _go_to(LOGIN)
            response.headers["set-cookie"] = _session_cookie(request, "", seconds=0)
        elif name is None:
            response = _turned_away(request)
        else:
            await self._app({**scope, NAME_KEY: name}, receive, send)
            return
        await response(scope, receive, send)

    async def _log_in(self, request: Request) -> Response:
        if request.method != "POST":
            return login_page(request)
        given, password = await _read_form(request)
        keys = (f"address {client_key(request)}", f"name {given}")
        # An address that has to wait is not counted against the name: it could lock its owner out.
        wait = next(filter(None, map(self._tries.wait_seconds, keys)), 0.0)
        if wait:
            return login_page(request, given=given, wait=wait)
        name = self._accounts.name_of(given, password)
        if name is None:
            return login_page(request, given=given, is_wrong=True)
        for key in keys:
            self._tries.give_back(key)
        response = _go_to("/")
        response.headers["set-cookie"] = _session_cookie(
            request, self._sessions.begin(name), seconds=self._sessions.seconds
        )
        return response


def login_page(
    request: HTTPConnection, *, given: str = "", is_wrong: bool = False, wait: float = 0.0
) -> Response:
    """Return the page to log in.

    Args:
        request: What it answers.
        given: The name that was tried.
        is_wrong: Whether it does not belong to the password that was tried.
        wait: In how many seconds the next try is taken; 0 says at once.
    """
    language = _page_language(request)
    words = WORDS[language]
    said = words.login
    status, alert = HTTPStatus.OK, EMPTY
    headers = dict(_HEADERS)
    if wait:
        seconds = math.ceil(wait)
        status, alert = HTTPStatus.TOO_MANY_REQUESTS, _alert(said.too_often(seconds))
        headers["retry-after"] = str(seconds)
    elif is_wrong:
        status, alert = HTTPStatus.UNAUTHORIZED, _alert(said.wrong)
    template = Template(files("ui").joinpath("assets/login.html").read_text("utf-8"))
    content = template.substitute(
        language=language,
        other="en" if language == "ko" else "ko",
        brand=escape(words.page.title),
        subtitle=escape(words.page.subtitle),
        alert=alert,
        given=escape(given[:LONGEST_NAME]),
        # A name that was right needs not be typed again.
        focus_name="" if given else "autofocus",
        focus_password="autofocus" if given else "",
        **{
            field: escape(getattr(said, field))
            for field in ("title", "heading", "name", "password", "log_in", "other_language")
        },
    )
    return HTMLResponse(content, status, headers)


def _alert(line: str) -> Markup:
    return element("p", escape(line), role="alert")


def _page_language(request: HTTPConnection) -> Language:
    chosen = request.query_params.get("language") or request.cookies.get(LANGUAGE_COOKIE)
    return language_of(chosen, request.headers.get("accept-language"))


async def _read_form(request: Request) -> tuple[str, str]:
    """Return the name and the password that were sent, both empty where they cannot be read."""
    body = await request.body()
    try:
        sent = parse_qs(body[:_LONGEST_FORM].decode("ascii"), max_num_fields=10)
    except ValueError:
        return "", ""
    return sent.get("name", [""])[0].strip(), sent.get("password", [""])[0]


def _turned_away(request: Request) -> Response:
    if request.scope["path"] == "/":
        return _go_to(LOGIN)
    return refusal_response(Refusal(Reason.LOGIN_FIRST), request)


def _go_to(path: str) -> Response:
    return RedirectResponse(path, HTTPStatus.SEE_OTHER, _HEADERS)


def _session_cookie(request: Request, token: str, *, seconds: int) -> str:
    is_secure = request.scope["scheme"] == "https"
    return cookie_header(SESSION_COOKIE, token, seconds=seconds, is_secure=is_secure)
