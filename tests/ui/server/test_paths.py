from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.asking_asgi import Sent, ToyApp, ask
from tests.ui.guarded import JOIN, UPLOAD, got, guarded
from ui.server.options import ServerOptions


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/?chat=1", "/config", "/config/", "/theme.css", "/manifest.json", "/pwa_icon"),
        *("/assets/index.js", "/static/img/logo.svg", "/svelte/index.js", "/favicon.ico"),
        *("/gradio_api/info", "/gradio_api/openapi.json", "/gradio_api/heartbeat/abc"),
        *(JOIN, "/gradio_api/queue/data?session_hash=x", "/gradio_api/cancel"),
        *("/gradio_api/call/ask", "/gradio_api/call/ask/abc", "/gradio_api/call/v2/ask"),
        "/gradio_api/startup-events",
    ],
)
def test_what_the_page_needs_is_served(path: str) -> None:
    assert got(path).status == 200


@pytest.mark.parametrize(
    "path",
    [
        *("/docs", "/redoc", "/openapi.json", "/docs/oauth2-redirect"),
        *("/monitoring", "/monitoring/summary", "/monitoring/x", "/robots.txt/x"),
        *("/login", "/logout", "/gradio_api/token", "/gradio_api/user", "/gradio_api/dev/reload"),
        *("/gradio_api/mcp", "/gradio_api/mcp/", "/gradio_api/mcp/sse", "/gradio_api/runs"),
        *("/gradio_api/proxy=http://127.0.0.1:1/", "/gradio_api/stream/x", "/gradio_api/file/x"),
        *("/gradio_api/component_server", "/gradio_api/process_recording"),
        *("/gradio_api/deep_link", "/gradio_api/vibe-edit", "/gradio_api/vibe-code"),
        *("/gradio_api/custom_component/x/client/component/index.js", "/gradio_api/profiling/x"),
        *("/assets/../config", "/assets/%2e%2e/config", "/assets/..%2fconfig", "/assets//x"),
        *("/assets/x%00", "/assets/x%0d%0aSet-Cookie:x", "/assets/..%5cx", "/static/%ff"),
        *("//evil.example/", "/.env", "/seeds/a.txt", "/assets", "http://evil.example/"),
        *("/assets/" + "x" * 2000, "/pwa_icon/192", "/pwa_icon/100000"),
    ],
)
def test_whatever_else_gradio_would_answer_is_closed(path: str) -> None:
    app = ToyApp()
    assert ask(guarded(app), Sent(path=path)).status == 404
    assert app.scopes == []


def test_only_files_of_the_folder_can_be_fetched(tmp_path: Path) -> None:
    folder, other = tmp_path / "passing", tmp_path / "passing-too"
    for made in (folder, other):
        made.mkdir()
        (made / "a.txt").write_text("x")
    (folder / "out").symlink_to(other / "a.txt")
    guard = guarded(folder=folder)
    file = "/gradio_api/file="
    served = {
        f"{file}{folder}/a.txt": 200,
        f"{file}{folder}/%EB%8B%AC.txt": 200,
        f"{file}{folder}/b/../a.txt": 200,
        f"{file}{other}/a.txt": 404,
        f"{file}{folder}/out": 404,
        f"{file}{folder}/../passing-too/a.txt": 404,
        f"{file}{folder}/%2e%2e/passing-too/a.txt": 404,
        f"{file}{folder}/..%2fpassing-too/a.txt": 404,
        f"{file}/etc/passwd": 404,
        f"{file}etc/passwd": 404,
        f"{file}..%2f..%2fetc%2fpasswd": 404,
        f"{file}file:///etc/passwd": 404,
        f"{file}http://127.0.0.1:1/": 404,
        f"{file}https://example.org/": 404,
        f"{file}//server/share/a.txt": 404,
        f"{file}%5c%5cserver%5cshare": 404,
        f"{file}{folder}/a.txt%00": 404,
        f"{file}{folder}/{'x' * 2000}": 404,
        f"{file}": 404,
        f"{file}.env": 404,
        f"{file}~/.bashrc": 404,
    }
    assert {path: ask(guard, Sent(path=path)).status for path in served} == served


@pytest.mark.parametrize("path", [UPLOAD, f"{UPLOAD}/", "/gradio_api/upload_progress"])
@pytest.mark.parametrize(("takes_uploads", "status"), [(True, 200), (False, 404)])
def test_uploads_can_be_closed(path: str, takes_uploads: bool, status: int) -> None:  # noqa: FBT001
    guard = guarded(options=ServerOptions(takes_uploads=takes_uploads))
    sent = Sent(path=path, method="POST", headers={"content-length": "3"}, body=(b"abc",))
    assert ask(guard, sent).status == status
