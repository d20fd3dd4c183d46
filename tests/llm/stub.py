"""A server that speaks the protocol of OpenAI, and behaves as well or badly as a test wants."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Any, Self, TypeAlias

from tests.llm.behaviours import BEHAVIOURS, EVERYWHERE
from tests.llm.talking import Asked, HungUpError, Talk

Say: TypeAlias = Sequence[str] | Callable[[Asked], Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How the server is to behave.

    Attributes:
        behaviour: A name of BEHAVIOURS.
        say: Sentences, or how to make them from the request.
        to: Where a redirection leads.
    """

    behaviour: str
    say: Say
    to: str


class StubServer(ThreadingHTTPServer):
    """Runs on loopback while its context lasts.

    Attributes:
        requests: All it was asked, in order.
        models: What `GET /v1/models` lists.
        hung_up: Is set when a client closes a connection in the midst of an answer.
        tokens_of: How many tokens it counts in a text; characters at first.
    """

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.requests: list[Asked] = []
        self.models: list[Mapping[str, Any]] = [{"id": "toy", "object": "model"}]
        self.hung_up = Event()
        self.ended = Event()
        self.tokens_of: Callable[[str], int] = len
        self._resumed = Event()
        self._lock = Lock()
        self._plan = Plan(behaviour="good", say=("네.",), to="")
        self._thread = Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02})

    @property
    def url(self) -> str:
        """The base URL that clients are given."""
        return f"http://127.0.0.1:{self.server_port}/v1"

    @property
    def chats(self) -> list[Asked]:
        """The requests that wanted an answer written."""
        return [asked for asked in self.requests if asked.path.endswith("/chat/completions")]

    def behave(self, behaviour: str, *, say: Say = ("네.",), to: str = "") -> None:
        """Behave so from now on, until told otherwise.

        Args:
            behaviour: A name of BEHAVIOURS; `A_then_good` is A once, then good.
            say: The sentences it writes, or a function that makes them from the request.
            to: Where `307` leads.
        """
        assert behaviour.removesuffix("_then_good") in BEHAVIOURS, behaviour
        with self._lock:
            self._resumed.clear()
            self._plan = Plan(behaviour=behaviour, say=say, to=to)

    def resume(self) -> None:
        """Let those that stall go on, and say the rest."""
        self._resumed.set()

    def answer(self, talk: Talk) -> None:
        """Answer one request, as planned."""
        with self._lock:
            self.requests.append(talk.asked)
            plan = self._plan
            is_chat = talk.asked.path.endswith("/chat/completions")
            behaviour = plan.behaviour.removesuffix("_then_good")
            if is_chat and behaviour != plan.behaviour:
                self._plan = Plan(behaviour="good", say=plan.say, to=plan.to)
        if is_chat or behaviour in EVERYWHERE:
            talk.sentences = plan.say(talk.asked) if callable(plan.say) else plan.say
            talk.to = plan.to
            talk.resumed = self._resumed
            talk.tokens_of = self.tokens_of
            BEHAVIOURS[behaviour](talk)
        elif talk.asked.path.endswith("/models"):
            talk.send_json(200, {"object": "list", "data": self.models})
        else:
            talk.send_json(404, {"error": {"message": "no such path", "code": None}})

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.ended.set()
        self.shutdown()
        self._thread.join()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _answer(self) -> None:
        assert isinstance(self.server, StubServer)
        length = int(self.headers.get("content-length", 0))
        body = json.loads(self.rfile.read(length)) if length else {}
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(method=self.command, path=self.path, headers=headers, body=body)
        talk = Talk(asked=asked, connection=self.connection, ended=self.server.ended)
        self.close_connection = True
        try:
            self.server.answer(talk)
        except HungUpError:
            self.server.hung_up.set()

    do_GET = do_POST = _answer  # noqa: N815 - named by their class

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named by its class
        del format, args
