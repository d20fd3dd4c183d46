"""The page over the toy backend, served by a process of its own, and requests to it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from tests.ui.stories import write_corpus

ROOT = Path(__file__).parents[2]
SECONDS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A running server.

    Attributes:
        port: Where it listens on this machine.
        corpus: Its articles.
        log: What it says to its operator.
    """

    port: int
    corpus: Path
    log: Path

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def connect(self, client: str = "127.0.0.1") -> HTTPConnection:
        """Return a connection from an address of this machine; the caller closes it."""
        return HTTPConnection("127.0.0.1", self.port, timeout=SECONDS, source_address=(client, 0))

    def ask(
        self,
        path: str = "/",
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        *,
        method: str | None = None,
        client: str = "127.0.0.1",
    ) -> Reply:
        """Send a request whose path goes out to the letter; with a body it is a POST."""
        with closing(self.connect(client)) as connection:
            given = {"host": f"127.0.0.1:{self.port}", **(headers or {})}
            how = method or ("GET" if body is None else "POST")
            connection.putrequest(how, path, skip_host=True, skip_accept_encoding=True)
            for name, value in given.items():
                connection.putheader(name, value)
            if body is not None and "content-length" not in given:
                connection.putheader("content-length", str(len(body)))
            connection.endheaders(body)
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            return Reply(status=response.status, headers=found, body=response.read())


@contextmanager
def served(
    home: Path,
    *options: str,
    environment: Mapping[str, str] | None = None,
    ending: signal.Signals = signal.SIGTERM,
    program: str = "tests.ui.toy_page",
) -> Iterator[Served]:
    """Serve the toy page out of a folder, and end it in order afterwards.

    Args:
        home: An empty folder.
        options: Of the toy's command line.
        environment: Variables to add.
        ending: How it is asked to end.
        program: The module that serves; it takes the folder of articles and the options.
    """
    corpus, log = home / "corpus", home / "log"
    write_corpus(corpus)
    command = [sys.executable, "-m", program, str(corpus), *options]
    with (
        log.open("wb") as errors,
        subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as process,
    ):
        assert process.stdout is not None
        try:
            address = process.stdout.readline().strip()
            assert address, log.read_text("utf-8")
            port = urlsplit(address).port
            assert port is not None
            yield Served(port=port, corpus=corpus, log=log)
            process.send_signal(ending)
            assert process.wait(timeout=SECONDS) == 0
        finally:
            process.kill()
