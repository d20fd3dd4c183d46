from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from tests.ui.served import ROOT, SECONDS, Served, served
from tests.ui.stories import BRIDGE
from ui.server.hosts import WILDCARDS

SENTINEL = "sentinel-in-a-file-beside-the-corpus"
# All that Gradio could be told to do more by, were it listened to.
WIDENING = {
    "GRADIO_ALLOWED_PATHS": "/",
    "GRADIO_EXAMPLES_CACHE": "/",
    "GRADIO_LOCAL_DEV_MODE": "1",
    "GRADIO_MCP_SERVER": "True",
    "GRADIO_NUM_PORTS": "1",
    "GRADIO_ROOT_PATH": "http://evil.example/page",
    "GRADIO_RUN_HISTORY": "True",
    "GRADIO_SERVER_NAME": "::",
    "GRADIO_SERVER_PORT": "1",
    "GRADIO_SHARE": "True",
    "GRADIO_SSR_MODE": "True",
    "GRADIO_TEMP_DIR": "/",
    "GRADIO_VIBE_MODE": "1",
    "GRADIO_WATCH_DIRS": "/",
    "FORWARDED_ALLOW_IPS": "*",
    "SPACE_ID": "evil/space",
    "SYSTEM": "spaces",
}
JOIN = "/gradio_api/queue/join"
CALL = "/gradio_api/call/ask"
JSON = {"content-type": "application/json"}
FILE = "/gradio_api/file="


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    home = tmp_path_factory.mktemp("served")
    (home / ".env").write_text(SENTINEL)
    with (
        # They are closed after the server: it has to end while a page is open, too.
        ExitStack() as pages,
        served(home, environment=WIDENING, ending=signal.SIGINT) as server,
    ):
        page = pages.enter_context(closing(server.connect()))
        page.request("GET", "/gradio_api/heartbeat/abc")
        assert page.getresponse().status == 200
        yield server
    log = server.log.read_text("utf-8")
    assert "ASGI application" not in log
    assert "graceful shutdown" not in log


def test_page_is_served(server: Served) -> None:
    reply = server.ask()
    assert reply.status == 200
    assert "window.gradio_config" in reply.text
    assert server.ask("/theme.css").status == 200
    config = json.loads(server.ask("/config").body)
    assert config["root"] == server.origin
    assert config["space_id"] is None
    assert config["show_error"] is False


@pytest.mark.parametrize(
    ("path", "status"),
    [
        *((f"{FILE}{path}", 404) for path in ("/etc/hostname", "etc/hostname", "", ".", "/")),
        *(
            (f"{FILE}{{home}}/{path}", 404)
            for path in (".env", "corpus/bridge.txt", "store", "log")
        ),
        (f"{FILE}{ROOT}/pyproject.toml", 404),
        (f"{FILE}pyproject.toml", 404),
        (f"{FILE}{{home}}/x/../.env", 404),
        (f"{FILE}{{home}}/x/%2e%2e/.env", 404),
        (f"{FILE}{{home}}/x%2f..%2f.env", 404),
        (f"{FILE}../../../../../../../../etc/hostname", 404),
        (f"{FILE}file:///etc/hostname", 404),
        (f"{FILE}http://127.0.0.1:1/", 404),
        (f"{FILE}https://example.org/", 404),
        (f"{FILE}%5c%5cserver%5cshare%5cx", 404),
        (f"{FILE}/etc/hostname%00.txt", 404),
        (f"{FILE}/{'x' * 5000}", 404),
        ("/gradio_api/file/etc/hostname", 404),
        ("/gradio_api/proxy=http://127.0.0.1:1/", 404),
        ("/static/../../../../../../etc/hostname", 404),
        ("/static/..%2f..%2f..%2f..%2fetc%2fhostname", 404),
        ("/static/%2fetc%2fhostname", 404),
        ("/assets/%252e%252e/%252e%252e/etc/hostname", 404),
        ("/export/..%2f..%2f.env", 404),
        ("/export/abc.md", 404),
        ("/gradio_api/mcp", 404),
        ("/gradio_api/mcp/", 404),
        ("/gradio_api/mcp/sse", 404),
        ("/gradio_api/runs", 404),
        ("/gradio_api/vibe-code", 404),
        *((path, 404) for path in ("/docs", "/redoc", "/openapi.json", "/monitoring", "/login")),
        ("/gradio_api/openapi.json", 200),
        ("/gradio_api/info", 200),
        ("/gradio_api/app_id", 200),
        ("/manifest.json", 200),
        ("/pwa_icon", 200),
    ],
)
def test_probe_finds_only_what_is_meant_for_it(server: Served, path: str, status: int) -> None:
    reply = server.ask(path.format(home=server.corpus.parent))
    assert reply.status == status
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in reply.headers["content-security-policy"]
    assert SENTINEL not in reply.text
    assert BRIDGE[:10] not in reply.text
    assert socket.gethostname() not in reply.text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "evil.example"}, 400),
        ({"host": "127.0.0.1/?#"}, 400),
        ({"host": "localhost"}, 200),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors"}, 403),
        # Neither says who sends, nor how.
        ({"x-forwarded-host": "evil.example", "x-forwarded-proto": "https"}, 200),
    ],
)
def test_other_sites_get_nothing(server: Served, headers: dict[str, str], status: int) -> None:
    for body in (None, b"{}"):
        reply = server.ask("/config" if body is None else "/gradio_api/reset", body, headers)
        assert reply.status == 422 if body and status == 200 else reply.status == status
        assert "evil" not in reply.text
        assert reply.headers.get("access-control-allow-origin", "") in ("", server.origin)


def test_other_programs_are_told_of_the_public_endpoints_alone(server: Served) -> None:
    info = json.loads(server.ask("/gradio_api/info").body)
    public = {"/ask", "/search", "/articles", "/status"}
    assert set(info["named_endpoints"]) == public
    assert info["unnamed_endpoints"] == {}
    paths = set(json.loads(server.ask("/gradio_api/openapi.json").body)["paths"])
    calls = {f"/gradio_api/call/v2{name}" for name in public}
    results = {f"/gradio_api/call{name}/{{event_id}}" for name in public}
    assert paths == {"/gradio_api/upload", *calls, *results}


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="needs Linux")
def test_only_this_machine_reaches_it(server: Served) -> None:
    found = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text("ascii").splitlines()[1:]:
            _, local, _, state, *_ = line.split()
            address, _, port = local.partition(":")
            if state == "0A" and int(port, 16) == server.port:
                found.add(address)
    assert found == {"0100007F"}


@pytest.mark.parametrize("host", [*sorted(WILDCARDS), "192.0.2.1"])
def test_listening_for_others_without_a_login_is_refused(host: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ui", "ui", "--host", host, "--store", str(tmp_path / "store")],
        capture_output=True,
        check=False,
        cwd=ROOT,
        text=True,
        timeout=SECONDS,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"rag: others could reach {host}, and nobody would have to log in; "
        "add --login FILE (or CHULCHEO_LOGIN), or leave --host out\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_long_message_is_refused_before_it_is_sent(server: Served) -> None:
    with closing(server.connect()) as connection:
        connection.putrequest("POST", JOIN)
        connection.putheader("content-length", "21000000")
        connection.endheaders()
        assert connection.getresponse().status == 413


def test_long_message_of_unsaid_length_is_refused(server: Served) -> None:
    with closing(server.connect()) as connection:
        pieces = (b"x" * 100_000 for _ in range(20))
        connection.request("POST", JOIN, pieces, JSON, encode_chunked=True)
        assert connection.getresponse().status == 413


def test_file_of_more_than_twenty_megabytes_is_refused(server: Served) -> None:
    head = b'--b\r\ncontent-disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
    headers = {"content-type": "multipart/form-data; boundary=b"}
    for size, status in {1_000: 200, 20_000_001: 413, 21_000_000: 413}.items():
        body = head + b"x" * size + b"\r\n--b--\r\n"
        reply = server.ask("/gradio_api/upload", body, headers)
        assert reply.status == status
        if status == 200:
            (path,) = json.loads(reply.body)
            fetched = server.ask(f"{FILE}{path}")
            assert (fetched.status, fetched.body) == (200, b"x" * size)
            assert not Path(path).is_relative_to(server.corpus.parent)


def test_files_of_this_machine_cannot_be_passed_off_as_uploads(server: Served) -> None:
    head = b'--b\r\ncontent-disposition: form-data; name="files"; filename="mine.txt"\r\n\r\n'
    headers = {"content-type": "multipart/form-data; boundary=b"}
    reply = server.ask("/gradio_api/upload", head + b"mine\r\n--b--\r\n", headers)
    folder = Path(json.loads(reply.body)[0]).parents[1]
    beside = server.corpus.parent / ".env"
    for path in (str(beside), "../../../../etc/hostname", "/etc/hostname"):
        told = call(server, {"path": path, "meta": {"_type": "gradio.FileData"}})
        assert "event: error" in told
        assert SENTINEL not in told
    kept = {path.name for path in folder.rglob("*") if path.is_file()}
    assert "mine.txt" in kept
    assert not kept & {beside.name, "env", "hostname"}


def test_hundred_slow_visitors_keep_nobody_else_waiting(server: Served) -> None:
    with ExitStack() as stack:
        for number in range(100):
            slow = stack.enter_context(socket.create_connection(("127.0.0.1", server.port)))
            slow.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"[: 1 + number % 30])
        assert server.ask().status == 200


def call(server: Served, question: object, client: str = "127.0.0.1") -> str:
    body = json.dumps({"question": question}).encode()
    reply = server.ask("/gradio_api/call/v2/ask", body, JSON, client=client)
    assert reply.status == 200, reply.text
    event = json.loads(reply.body)["event_id"]
    return server.ask(f"{CALL}/{event}", client=client).text


def test_each_visitor_gets_the_own_answer(server: Served) -> None:
    questions = [f"갈매섬 주민은 모두 몇 명, 하고 {number}번 손님이 물었다" for number in range(12)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda question: call(server, question), questions))
    for number, answer in enumerate(answers):
        told = json.loads(answer.partition("event: complete\ndata: ")[2])
        assert told[0]["question"] == questions[number]
        others = [question for question in questions if question != questions[number]]
        assert not any(question in json.dumps(told, ensure_ascii=False) for question in others)
    log = server.log.read_text("utf-8")
    assert "손님" not in log


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have one loopback address")
def test_sixty_calls_a_minute_are_taken_from_an_address(server: Served) -> None:
    body = json.dumps({"data": ["도서관은 무슨 요일에 쉬나요?", None, None]}).encode()
    start = time.monotonic()
    answered = 0
    while (reply := server.ask(CALL, body, JSON, client="127.0.0.2")).status == 200:
        answered += 1
        # One a second is given back meanwhile.
        assert answered <= 60 + time.monotonic() - start
    assert (reply.status, reply.headers["retry-after"]) == (429, "1")
    assert answered >= 60
    assert server.ask(CALL, body, JSON, client="127.0.0.3").status == 200
