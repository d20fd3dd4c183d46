"""The page as Gradio serves it, with all settled that an environment variable could settle."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import gradio as gr
from fastapi import FastAPI, Request
from gradio import processing_utils
from gradio.routes import App
from starlette.routing import Mount

from index.corpus import MAX_BYTES
from ui.articles.upkeep import Upkeep
from ui.binding import TRANSLATIONS
from ui.chat.keeping import Keeping
from ui.exports.downloads import PATH as DOWNLOADS
from ui.exports.downloads import Downloads
from ui.history.conversations import History
from ui.looks import theme
from ui.page import build_page
from ui.server.front import FrontPage
from ui.server.opening import Built
from ui.visiting import NAME_KEY

if TYPE_CHECKING:
    from ui.backend import Backend
    from ui.server.limits import RateLimiter
    from ui.server.options import ServerOptions

_ICON = Path(__file__).parent.parent / "assets" / "icon.svg"


def build_app(
    backend: Backend, options: ServerOptions, limiter: RateLimiter, *, files: Path
) -> Built:
    """Return the page, ready to be served.

    Args:
        backend: What answers.
        options: Whom the page lets in.
        limiter: How often each machine may ask.
        files: Where Gradio keeps files for a while; only those can be fetched by their path.
    """
    keeping = Keeping(History(backend.store))
    upkeep = Upkeep(backend, is_automatic=options.watches)
    blocks = build_page(
        backend,
        keeping=keeping,
        limiter=limiter,
        takes_uploads=options.takes_uploads,
        upkeep=upkeep,
    )
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_route(DOWNLOADS, Downloads(backend, keeping).serve)
    private = (backend.corpus, backend.store)
    page = mount(app, blocks, private, files, has_login=options.accounts is not None)

    def end_streams() -> None:
        blocks.is_running = False
        page.stop_event.set()

    @asynccontextmanager
    async def living() -> AsyncIterator[None]:
        with upkeep:
            async with app.router.lifespan_context(app):
                yield

    return Built(
        app=FrontPage(app),
        living=living(),
        end_streams=end_streams,
    )


def mount(
    app: FastAPI, blocks: gr.Blocks, private: Sequence[Path], files: Path, *, has_login: bool
) -> App:
    """Let Gradio serve the page, and return what serves it.

    All that an environment variable could settle otherwise is settled here.

    Args:
        app: What it becomes a part of.
        blocks: The page.
        private: Folders of which no file is ever to be served.
        files: The folder in which Gradio keeps files.
        has_login: Whether the scope of each request tells who is logged in.
    """
    # What lies above it would block it as well; it is not served anyway.
    blocked = [
        str(path)
        for path in (*private, Path.cwd())
        if path.resolve() not in files.resolve().parents
    ]
    gr.mount_gradio_app(
        app,
        blocks,
        path="/",
        root_path="",
        auth_dependency=logged_in if has_login else None,
        allowed_paths=[],
        blocked_paths=blocked,
        max_file_size=MAX_BYTES,
        show_error=False,
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        mcp_server=False,
        enable_monitoring=False,
        pwa=True,
        favicon_path=str(_ICON),
        i18n=TRANSLATIONS,
        theme=theme(),
    )
    # Only a launched page is checked for files from elsewhere among what visitors send.
    blocks.has_launched = True
    processing_utils.async_ssrf_protected_get = refuse_to_fetch
    return next(
        route.app for route in app.routes if isinstance(route, Mount) and isinstance(route.app, App)
    )


def logged_in(request: Request) -> str | None:
    """Return who sent a request."""
    name = request.scope.get(NAME_KEY)
    return name if isinstance(name, str) else None


async def refuse_to_fetch(url: str) -> NoReturn:
    """Fetch nothing: a visitor could name any address, and the server would ask there.

    Raises:
        Error: Always.
    """
    del url
    message = "only files that were uploaded here can be used"
    raise gr.Error(message, print_exception=False)
