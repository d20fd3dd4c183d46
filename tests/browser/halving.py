"""A server whose document comes in two halves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from tests.ui.toy_page import wait_for


@contextmanager
def halving(first: str, second: str, pipe: Path) -> Iterator[str]:
    """Serve a document at the address that is given, its second half after a byte from a pipe."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(first.encode())
            wait_for(pipe)
            self.wfile.write(second.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named by its class
            del format, args

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        # Whoever asks for an icon besides may wait for ever.
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
