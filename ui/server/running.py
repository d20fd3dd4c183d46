"""Serves the page until it is interrupted or told to end."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import uvicorn

from ui.server.connection import Connection
from ui.server.doors import behind_doors
from ui.server.limits import Limits
from ui.server.opening import Built, Opening
from ui.server.ports import bound_socket, page_address

if TYPE_CHECKING:
    from socket import socket

    from starlette.types import ASGIApp

    from ui.backend import Backend
    from ui.server.options import ServerOptions

# Every open page holds one or two; the system lets a program have a few hundred.
_MOST_CONNECTIONS = 200
_LONGEST_HEAD = 32 * 1024
_IDLE_SECONDS = 10
_ENDING_SECONDS = 2
# By some of its settings Gradio opens the page to others, serves files, or runs code that a visitor
# sends; by the other name the service of its makers says that a page runs there.
_SETTINGS = "GRADIO_"
_SERVICE = "SYSTEM"


def serve(
    backend: Backend,
    *,
    options: ServerOptions,
    on_ready: Callable[[str], None],
    on_built: Callable[[], None] = lambda: None,
    limits: Limits | None = None,
) -> None:
    """Serve the page until interrupted or told to end; both close it in order.

    Must be called from the main thread, which takes the signals, and before anything imports
    Gradio, which reads its settings while it is imported.

    Args:
        backend: What answers.
        options: Where to listen, and whom to let in.
        on_ready: Is told the page's address once it can be opened.
        on_built: Is called once the page itself is there, and not what stands in for it.
        limits: How much each visitor may do.

    Raises:
        InputError: The port is in use, or this machine cannot listen there.
    """
    # A service manager asks by SIGTERM, and in the background a shell keeps SIGINT away.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    limits = limits or Limits()
    with (
        suppress(KeyboardInterrupt),
        bound_socket(options.host, options.port) as listener,
        TemporaryDirectory(prefix="chulcheo-", ignore_cleanup_errors=True) as scratch,
    ):
        files = Path(scratch) / "files"
        seal_environment(files)

        def build() -> Built:
            from ui.server.gradio_app import build_app  # noqa: PLC0415  (loads Gradio)

            return build_app(backend, options, limits.questions, files=files)

        opening = Opening(build, on_built)
        address = page_address(options.host, listener.getsockname()[1])
        app = behind_doors(opening, options, limits, files)
        server = PageServer(app, opening, lambda: on_ready(address))
        server.run([listener])
        if opening.failure is not None:
            raise opening.failure


def seal_environment(folder: Path) -> None:
    """Take away the variables by which the environment could open the page further.

    Args:
        folder: Where Gradio keeps files for a while: it serves whatever lies there.
    """
    for name in list(os.environ):
        if name.startswith(_SETTINGS) or name == _SERVICE:
            del os.environ[name]
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["GRADIO_TEMP_DIR"] = str(folder)


class PageServer(uvicorn.Server):
    """The server of one page.

    Args:
        app: What it serves.
        opening: The part of it that builds the page, without which there is nothing to serve.
        on_ready: Is called once browsers can connect.
    """

    def __init__(self, app: ASGIApp, opening: Opening, on_ready: Callable[[], None]) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                loop="asyncio",
                http=Connection,
                ws="none",
                lifespan="on",
                log_config=None,
                log_level="error",
                access_log=False,
                # Else a header could say that a request comes from elsewhere.
                proxy_headers=False,
                server_header=False,
                limit_concurrency=_MOST_CONNECTIONS,
                timeout_keep_alive=_IDLE_SECONDS,
                timeout_graceful_shutdown=_ENDING_SECONDS,
                h11_max_incomplete_event_size=_LONGEST_HEAD,
            )
        )
        self._opening = opening
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket] | None = None) -> None:
        """Begin to listen."""
        await super().startup(sockets)
        self._on_ready()

    async def on_tick(self, counter: int) -> bool:
        """Say whether to stop, ten times a second."""
        return await super().on_tick(counter) or self._opening.failure is not None

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        """Stop listening, and close what is open."""
        self._opening.end_streams()
        await super().shutdown(sockets)
