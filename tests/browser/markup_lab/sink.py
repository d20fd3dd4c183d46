"""A server of a stranger on this machine: whoever asks it for anything has been tricked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.request import urlopen


class Sink(ThreadingHTTPServer):
    """Counts what it is asked for, and answers nothing of use.

    Attributes:
        hits: Each request: its method and path.
        pages: Documents that it serves all the same, by their paths; asking for them is no hit.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.hits: list[str] = []
        # Browsers ask for the icon of every page.
        self.pages: dict[str, str] = {"/favicon.ico": ""}

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def settled(self) -> list[str]:
        """Return all hits so far, once a request of our own has come through behind them."""
        self.pages["/own"] = ""
        with closing(urlopen(f"{self.origin}/own")):  # noqa: S310 - the address is our own sink's
            return list(self.hits)


class _Handler(BaseHTTPRequestHandler):
    def parse_request(self) -> bool:
        is_whole = super().parse_request()
        assert isinstance(self.server, Sink)
        page = self.server.pages.get(self.path)
        if page is None:
            self.server.hits.append(f"{self.command} {self.path}")
        if is_whole:
            content = (page or "").encode()
            self.send_response(204 if page is None else 200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
        return False

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named by its class
        del format, args


@contextmanager
def sinking() -> Iterator[Sink]:
    """Run a sink."""
    with Sink() as sink:
        thread = Thread(target=sink.serve_forever)
        thread.start()
        try:
            yield sink
        finally:
            sink.shutdown()
            thread.join()
