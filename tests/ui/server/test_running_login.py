"""The server when others can reach it: behind a login."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from tests.ui.served import Reply, Served, served
from ui.server.hosts import WILDCARDS

NAME, WORD = "한바다", "sentinel-갈매기-7마리"
FORM = {"content-type": "application/x-www-form-urlencoded"}
JSON = {"content-type": "application/json"}
ANYWHERE = next(host for host in WILDCARDS if "." in host)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    home = tmp_path_factory.mktemp("served")
    environment = {"CHULCHEO_LOGIN": f"{NAME}:{WORD}"}
    options = ("--host", ANYWHERE, "--allow-host", "newsroom.example", "--tries", "10")
    with served(home, *options, environment=environment) as server:
        yield server
    log = server.log.read_text("utf-8")
    assert WORD not in log
    assert "wrong-sentinel" not in log


def log_in(
    server: Served, name: str = NAME, password: str = WORD, client: str = "127.0.0.1"
) -> Reply:
    body = urlencode({"name": name, "username": name, "password": password}).encode()
    return server.ask("/login", body, FORM, client=client)


@pytest.fixture
def session(server: Served) -> dict[str, str]:
    return {"cookie": log_in(server).headers["set-cookie"].partition(";")[0]}


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/", None, 303),
        ("/login", None, 200),
        ("/config", None, 401),
        ("/theme.css", None, 401),
        ("/assets/index.js", None, 401),
        ("/gradio_api/info", None, 401),
        ("/gradio_api/openapi.json", None, 401),
        ("/gradio_api/app_id", None, 401),
        ("/gradio_api/startup-events", None, 401),
        ("/gradio_api/heartbeat/x", None, 401),
        ("/gradio_api/queue/data?session_hash=x", None, 401),
        ("/gradio_api/queue/join", b"{}", 401),
        ("/gradio_api/call/ask", b"{}", 401),
        ("/gradio_api/upload", b"x", 401),
        ("/gradio_api/cancel", b"{}", 401),
        ("/export/abc.md", None, 401),
        ("/gradio_api/token", None, 404),
        ("/gradio_api/user", None, 404),
        ("/gradio_api/login_check", None, 404),
    ],
)
def test_nothing_is_served_before_the_login(
    server: Served, path: str, body: bytes | None, status: int
) -> None:
    for cookie in ("", "chulcheo_session=AbCdEfGhIjKlMnOpQrSt_-", "access-token=x"):
        reply = server.ask(path, body, {**JSON, "cookie": cookie})
        assert reply.status == status
        assert "gradio" not in reply.text
        assert "frame-ancestors 'none'" in reply.headers["content-security-policy"]


def test_who_logs_in_is_known_by_name(server: Served, session: dict[str, str]) -> None:
    page = server.ask("/", headers=session)
    assert page.status == 200
    assert "window.gradio_config" in page.text
    assert json.loads(server.ask("/config", headers=session).body)["username"] == NAME
    assert server.ask("/gradio_api/info", headers=session).status == 200
    for reply in (page, server.ask("/config", headers=session)):
        assert WORD not in reply.text


def test_gradio_has_no_login_of_its_own(server: Served) -> None:
    reply = log_in(server)
    assert (reply.status, reply.headers["location"]) == (303, "/")
    assert "access-token" not in reply.headers["set-cookie"]


def test_who_logs_out_has_to_log_in_again(server: Served, session: dict[str, str]) -> None:
    assert server.ask("/logout", b"", {**FORM, **session}).status == 303
    assert server.ask("/config", headers=session).status == 401


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("newsroom.example", 303),
        ("newsroom.example:8443", 303),
        ("localhost", 303),
        ("evil.example", 400),
        ("192.0.2.1", 400),
    ],
)
def test_page_opens_under_its_own_names_alone(server: Served, host: str, status: int) -> None:
    for origin in (None, "http://evil.example"):
        headers = {"host": host, **({"origin": origin} if origin else {})}
        reply = server.ask("/", headers=headers)
        assert reply.status == (403 if origin and status == 303 else status)
        assert "access-control-allow-origin" not in reply.headers


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have one loopback address")
def test_ten_wrong_tries_close_the_door(server: Served) -> None:
    tries = [log_in(server, "nobody", f"wrong-sentinel-{n}", "127.0.0.2") for n in range(11)]
    assert [reply.status for reply in tries] == [401] * 10 + [429]
    # The toy gives ten back within an hour, none of them while this takes.
    assert 1 <= int(tries[-1].headers["retry-after"]) <= 360
    assert not any("sentinel" in reply.text for reply in tries)
    late = log_in(server, client="127.0.0.2")
    assert (late.status, "set-cookie" in late.headers) == (429, False)
