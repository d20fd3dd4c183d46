from __future__ import annotations

import asyncio
import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.ui.asking_asgi import HERE, Got, Sent, ToyApp, ask
from tests.ui.guarded import JOIN, UPLOAD, got, guarded
from ui.server.cookies import is_token
from ui.server.guard import Guard

if TYPE_CHECKING:
    from starlette.types import Message, Receive, Scope, Send

COOKIE = "chulcheo_visitor"
SOUND = "AbCdEfGhIjKlMnOpQrSt_-"
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'none'; "
    "font-src 'self' data:; connect-src 'self'; frame-src 'none'; object-src 'none'; "
    "form-action 'self'; base-uri 'self'; frame-ancestors 'none'"
)


def cookie_of(answer: Got) -> str | None:
    found = re.search(rf"{COOKIE}=([^;]*)", answer.headers.get("set-cookie", ""))
    return found and found[1]


@pytest.mark.parametrize(
    ("declared", "pieces", "status"),
    [
        ("3", (b"abc",), 200),
        (None, (b"a" * 500_000, b"b" * 500_000), 200),
        (None, (b"a" * 500_000, b"b" * 500_001), 413),
        ("1000001", (), 413),
        ("21000000", (), 413),
        ("-1", (b"abc",), 200),
        ("9" * 5000, (), 413),
    ],
)
def test_more_than_a_megabyte_is_refused(
    declared: str | None, pieces: tuple[bytes, ...], status: int
) -> None:
    headers = {} if declared is None else {"content-length": declared}
    app = ToyApp()
    answer = ask(guarded(app), Sent(path=JOIN, method="POST", headers=headers, body=pieces))
    assert answer.status == status
    assert len(app.scopes) == (status == 200)
    if status == 200:
        assert answer.text == b"".join(pieces).decode()


@pytest.mark.parametrize(
    ("declared", "status"), [("20000000", 200), ("200000001", 413), (None, 413), ("x", 413)]
)
def test_files_may_be_longer_but_must_say_how_long(declared: str | None, status: int) -> None:
    headers = {} if declared is None else {"content-length": declared}
    assert ask(guarded(), Sent(path=UPLOAD, method="POST", headers=headers)).status == status


def test_files_are_handed_on_as_they_arrive() -> None:
    seen: list[bytes] = []

    async def app(_scope: Scope, receive: Receive, send: Send) -> None:
        seen.append((await receive())["body"])
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    guard = Guard(app, ())
    headers = {"content-length": "6"}
    ask(guard, Sent(path=UPLOAD, method="POST", headers=headers, body=(b"one", b"two")))
    ask(guard, Sent(path=JOIN, method="POST", body=(b"one", b"two")))
    assert seen == [b"one", b"onetwo"]


def test_what_does_not_arrive_in_time_is_refused() -> None:
    async def receive() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    statuses: list[int] = []

    async def send(message: Message) -> None:
        statuses.append(message.get("status", 0))

    app = ToyApp()
    asyncio.run(Guard(app, (), seconds=0.0)(Sent().scope(), receive, send))
    assert (statuses[0], app.scopes) == (408, [])


def test_response_is_passed_on_piece_by_piece() -> None:
    told: list[bytes] = []

    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for piece in (b"data: 1\n\n", b"data: 2\n\n"):
            await send({"type": "http.response.body", "body": piece, "more_body": True})
            assert told[-1] == piece
        await send({"type": "http.response.body", "body": b""})

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        told.append(message.get("body", b""))

    asyncio.run(Guard(app, ())(Sent().scope(), receive, send))
    assert told == [b"", b"data: 1\n\n", b"data: 2\n\n", b""]


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (Sent(), 200),
        (Sent(path="/theme.css"), 200),
        (Sent(headers={"host": "evil.example"}), 400),
        (Sent(headers={"origin": "null"}), 403),
        (Sent(path="/nothing"), 404),
        (Sent(path=JOIN, method="POST", headers={"content-length": "21000000"}), 413),
    ],
)
def test_every_response_has_the_headers_that_protect_it(sent: Sent, status: int) -> None:
    answer = ask(guarded(), sent)
    assert answer.status == status
    expected = {
        "content-security-policy": POLICY,
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": (
            "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
            "magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
        ),
        "referrer-policy": "same-origin",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
    }
    assert {name: answer.headers.getlist(name) for name in expected} == {
        name: [value] for name, value in expected.items()
    }


@pytest.mark.parametrize(
    ("language", "line"),
    [("ko", "이 주소에는 아무것도 없습니다.\n"), ("en", "There is nothing at this address.\n")],
)
def test_refusal_speaks_the_language_of_the_browser(language: str, line: str) -> None:
    answer = got("/nothing", accept_language=language)
    assert answer.text == line
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


def test_refusal_of_a_call_is_json() -> None:
    answer = got("/gradio_api/nothing", accept_language="en")
    line = "There is nothing at this address."
    assert json.loads(answer.text) == {"detail": line, "error": line}


def test_refusal_repeats_nothing_that_was_sent() -> None:
    answer = got("/<script>alert(1)</script>", host="<script>")
    assert "script" not in answer.text


def test_web_sockets_are_not_served() -> None:
    async def nothing() -> Message:
        raise AssertionError

    async def refuse(_message: Message) -> None:
        raise AssertionError

    app = ToyApp()
    asyncio.run(Guard(app, ())({**Sent().scope(), "type": "websocket"}, nothing, refuse))
    assert app.scopes == []


def test_new_visitor_gets_a_cookie_that_nobody_can_guess_or_read() -> None:
    cookies = [got().headers["set-cookie"] for _ in range(2)]
    form = rf"{COOKIE}=([\w-]{{22}}); Path=/; Max-Age=34560000; HttpOnly; SameSite=Strict"
    tokens = {found[1] for cookie in cookies if (found := re.fullmatch(form, cookie))}
    assert len(tokens) == 2
    assert all(map(is_token, tokens))


def test_cookie_of_an_encrypted_page_stays_encrypted() -> None:
    answer = ask(guarded(), Sent(scheme="https"))
    assert answer.headers["set-cookie"].endswith("; SameSite=Strict; Secure")


def test_known_visitor_keeps_the_cookie() -> None:
    app = ToyApp()
    sent = Sent(headers={"cookie": f"theme=dark; {COOKIE}={SOUND}"})
    assert "set-cookie" not in ask(guarded(app), sent).headers
    assert (b"cookie", f"theme=dark; {COOKIE}={SOUND}".encode()) in app.scopes[0]["headers"]


@pytest.mark.parametrize(
    "value",
    [
        "",
        "short",
        SOUND + "A",
        SOUND[:-1] + "!",
        SOUND[:-1] + "é",
        f'"{SOUND}"',
        "../../etc/passwd!!!!!!",
    ],
)
def test_cookie_that_is_none_of_ours_counts_as_absent(value: str) -> None:
    app = ToyApp()
    answer = ask(guarded(app), Sent(headers={"cookie": f"{COOKIE}={value}; theme=dark"}))
    assert cookie_of(answer)
    assert (b"cookie", b"theme=dark") in app.scopes[0]["headers"]


def test_only_the_page_itself_gives_cookies() -> None:
    assert "set-cookie" not in got("/config").headers
    assert "set-cookie" not in got(host="evil.example").headers


def test_visit_that_another_site_began_begins_anew() -> None:
    headers = {
        "sec-fetch-site": "cross-site",
        "sec-fetch-mode": "navigate",
        "sec-fetch-dest": "document",
        "accept-language": "en",
    }
    app = ToyApp()
    answer = ask(guarded(app), Sent(path='/?chat=a&x="><script>', headers=headers))
    assert answer.status == 200
    assert app.scopes == []
    assert "set-cookie" not in answer.headers
    assert "Opening the page…" in answer.text
    assert "<script" not in answer.text
    found = re.search(r'content="0;url=([^"]*)"', answer.text)
    assert found is not None
    unescaped = re.sub(r"&#(\d+);", lambda code: chr(int(code[1])), found[1])
    assert unescaped == './?chat=a&x="><script>'


def test_what_a_request_says_of_its_address_is_not_believed() -> None:
    hearsay = {
        "x-forwarded-host": "evil.example",
        "x-gradio-server": "http://evil.example",
        "forwarded": "host=evil.example",
    }
    app = ToyApp()
    assert ask(guarded(app), Sent(headers=hearsay)).status == 200
    assert app.scopes[0]["headers"] == [(b"host", HERE.encode())]


@pytest.mark.parametrize(
    ("said", "scheme", "origin"),
    [("https", "https", f"https://{HERE}"), ("http", "http", f"http://{HERE}")],
)
def test_encryption_may_end_before_the_server(said: str, scheme: str, origin: str) -> None:
    app = ToyApp()
    headers = {"x-forwarded-proto": said, "origin": origin}
    answer = ask(guarded(app), Sent(headers=headers))
    assert answer.status == 200
    assert app.scopes[0]["scheme"] == scheme
    assert answer.headers["set-cookie"].endswith("; Secure") == (scheme == "https")
