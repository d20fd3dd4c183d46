from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.ui.asking_asgi import HERE, Sent, ask
from tests.ui.guarded import JOIN, UPLOAD, got, guarded
from ui.server.limits import MINUTE, Limits, RateLimiter
from ui.server.options import ServerOptions

if TYPE_CHECKING:
    from starlette.types import Message

ORIGIN = f"http://{HERE}"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:7860", 200),
        ("127.0.0.1", 200),
        ("localhost:1", 200),
        ("LOCALHOST:7860", 200),
        ("[::1]:7860", 200),
        ("[0:0:0:0:0:0:0:1]:7860", 200),
        ("evil.example", 400),
        ("evil.example:7860", 400),
        ("localhost.evil.example", 400),
        ("evil.example/localhost", 400),
        ("127.0.0.1:7860/?#", 400),
        ("localhost/?#", 400),
        ("localhost@evil.example", 400),
        ("evil.example@localhost", 400),
        ("localhost:7860:7860", 400),
        ("localhost ", 400),
        ("192.0.2.1:7860", 400),
        ("", 400),
        ("[::1", 400),
        ("::1", 400),
        ("localhost\x00", 400),
        ("ｌocalhost", 400),
    ],
)
def test_page_opens_under_its_own_names_alone(host: str, status: int) -> None:
    assert got(host=host).status == status


def test_request_without_a_host_or_with_two_is_refused() -> None:
    scope = Sent().scope()
    for headers in ([], [(b"host", HERE.encode()), (b"host", HERE.encode())]):
        statuses: list[int] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message, statuses: list[int] = statuses) -> None:
            statuses.append(message.get("status", 0))

        asyncio.run(guarded()({**scope, "headers": headers}, receive, send))
        assert statuses[0] == 400


def test_names_that_the_operator_adds_are_its_own_too() -> None:
    guard = guarded(options=ServerOptions(allowed_hosts=("Newsroom.example",)))
    hosts = {"newsroom.example": 200, "newsroom.example:8443": 200, "x.newsroom.example": 400}
    for host, status in hosts.items():
        assert ask(guard, Sent(headers={"host": host})).status == status


@pytest.mark.parametrize("arrived_at", ["192.0.2.9", "::ffff:192.0.2.9"])
def test_address_at_which_a_request_arrives_is_its_own_too(arrived_at: str) -> None:
    sent = Sent(headers={"host": "192.0.2.9:7860"}, arrived_at=arrived_at)
    assert ask(guarded(), sent).status == 200


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    ("origin", "status"),
    [
        (ORIGIN, 200),
        # The encryption may end at something before the server.
        (f"https://{HERE}", 200),
        ("null", 403),
        ("", 403),
        ("http://evil.example", 403),
        ("http://127.0.0.1", 403),
        ("http://127.0.0.1:3000", 403),
        ("http://localhost:7860", 403),
        (f"ftp://{HERE}", 403),
        (HERE, 403),
        (f"{ORIGIN}/", 403),
        (f"{ORIGIN}.evil.example", 403),
        (f"{ORIGIN}, http://evil.example", 403),
    ],
)
def test_only_pages_of_our_own_may_send(method: str, origin: str, status: int) -> None:
    answer = got("/config", method, origin=origin)
    assert answer.status == status
    assert "access-control-allow-origin" not in answer.headers


def test_encrypted_page_takes_nothing_from_an_open_one() -> None:
    for origin, status in {"http://localhost": 403, "https://localhost": 200}.items():
        sent = Sent(scheme="https", headers={"host": "localhost", "origin": origin})
        assert ask(guarded(), sent).status == status


@pytest.mark.parametrize("method", ["OPTIONS", "PUT", "DELETE", "TRACE", "CONNECT", "PATCH"])
def test_other_methods_find_nothing(method: str) -> None:
    assert got("/config", method).status == 404
    assert got("/config", method, origin="http://evil.example").status == 403


@pytest.mark.parametrize(
    ("site", "mode", "destination", "status"),
    [
        ("same-origin", "cors", "empty", 200),
        ("same-origin", "no-cors", "script", 200),
        ("none", "navigate", "document", 200),
        ("cross-site", "navigate", "document", 200),
        ("same-site", "navigate", "document", 200),
        ("cross-site", "no-cors", "image", 403),
        ("cross-site", "cors", "empty", 403),
        ("same-site", "cors", "empty", 403),
        ("cross-site", "navigate", "iframe", 403),
        ("cross-site", "websocket", "empty", 403),
    ],
)
def test_other_sites_can_link_but_not_fetch(
    site: str, mode: str, destination: str, status: int
) -> None:
    headers = {"sec_fetch_site": site, "sec_fetch_mode": mode, "sec_fetch_dest": destination}
    assert got("/config", **headers).status == status


def test_form_of_another_site_is_refused() -> None:
    headers = {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate"}
    assert got(JOIN, "POST", **headers, sec_fetch_dest="document").status == 403


def test_sixty_calls_a_minute_are_taken_from_an_address() -> None:
    # At a clock that stands still, for one a second is given back.
    guard = guarded(limits=Limits(calls=RateLimiter(60, MINUTE, clock=lambda: 0.0)))
    call = Sent(path="/gradio_api/call/ask", method="POST")
    answers = [ask(guard, call) for _ in range(61)]
    assert [answer.status for answer in answers] == [200] * 60 + [429]
    assert answers[-1].headers["retry-after"] == "1"
    others = Sent(path=call.path, method="POST", client="192.0.2.3")
    assert ask(guard, others).status == 200
    assert ask(guard, Sent(path="/gradio_api/call/ask/event")).status == 200
    assert ask(guard, Sent(path=JOIN, method="POST")).status == 200


@pytest.mark.parametrize("path", ["/gradio_api/run/ask", "/gradio_api/api/ask/"])
def test_older_ways_to_call_count_alike(path: str) -> None:
    limits = Limits(calls=RateLimiter(1, 60))
    guard = guarded(limits=limits)
    assert [ask(guard, Sent(path=path, method="POST")).status for _ in "ab"] == [200, 429]


def test_requests_of_any_kind_have_a_limit_too() -> None:
    guard = guarded(limits=Limits(posts=RateLimiter(2, 60)))
    assert [ask(guard, Sent(path=JOIN, method="POST")).status for _ in "abc"] == [200, 200, 429]
    assert ask(guard, Sent(path=JOIN)).status == 200


def test_disk_is_not_filled_by_uploads() -> None:
    guard = guarded(limits=Limits(uploads=RateLimiter(100, 3600)))
    sizes = {"60": 200, "50": 429, "40": 200}
    for number, (size, status) in enumerate(sizes.items()):
        headers = {"content-length": size}
        sent = Sent(path=UPLOAD, method="POST", headers=headers, client=f"192.0.2.{number}")
        assert ask(guard, sent).status == status
