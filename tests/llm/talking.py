"""One conversation of the stub with a client, byte by byte on its socket."""

from __future__ import annotations

import json
import select
import socket
import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Event
from typing import Any

# Seconds between two looks at whether the client is still there.
LOOK_SECONDS = 0.02


class HungUpError(Exception):
    """The client closed the connection."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a client asked.

    Attributes:
        method: GET or POST.
        path: With its query.
        headers: By their names in small letters.
        body: The JSON of it; empty without a body.
    """

    method: str
    path: str
    headers: Mapping[str, str]
    body: dict[str, Any]

    @property
    def prompt(self) -> str:
        """All that the model is told, message by message."""
        return "\n".join(message["content"] for message in self.body.get("messages", []))


@dataclass(slots=True, kw_only=True)
class Talk:
    """What the server may say to one request; the answer begins with `begin` or `send`.

    Attributes:
        asked: The request.
        connection: Where it came from.
        ended: Is set when the server ends.
        resumed: Is set when those that stall are to go on.
        sentences: What to say.
        to: Where a redirection leads.
        tokens_of: How many tokens a text has.
    """

    asked: Asked
    connection: socket.socket
    ended: Event
    resumed: Event = field(default_factory=Event)
    sentences: Sequence[str] = ()
    to: str = ""
    tokens_of: Callable[[str], int] = len
    pieces: int = 0

    def write(self, data: bytes) -> None:
        """Send bytes as they are."""
        try:
            self.connection.sendall(data)
        except OSError as error:
            raise HungUpError from error

    def send(
        self, status: int, content: bytes, kind: str, headers: Mapping[str, str] | None = None
    ) -> None:
        """Send a whole answer."""
        lines = {"Content-Type": kind, "Content-Length": str(len(content)), **(headers or {})}
        self._send_head(status, lines)
        self.write(content)

    def send_json(
        self, status: int, content: object, headers: Mapping[str, str] | None = None
    ) -> None:
        """Send a whole answer in JSON."""
        self.send(status, json.dumps(content).encode(), "application/json", headers)

    def begin(self, kind: str = "text/event-stream") -> None:
        """Begin an answer that comes in parts."""
        self._send_head(200, {"Content-Type": kind, "Transfer-Encoding": "chunked"})

    def part(self, data: bytes) -> None:
        """Send a part of it."""
        self.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")

    def end(self) -> None:
        """End it as the protocol wants."""
        self.part(b"")

    def event(self, content: object) -> None:
        """Send an event with something in JSON."""
        self.part(f"data: {json.dumps(content, ensure_ascii=False)}\n\n".encode())

    def delta(self, delta: Mapping[str, object], finish: str | None = None) -> None:
        """Send what the model wrote last."""
        self.pieces += 1
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        self.event(
            {"id": "chat-1", "object": "chat.completion.chunk", "model": "toy", "choices": [choice]}
        )

    def say(self, text: str, size: int = 3) -> None:
        """Send a text in pieces of a few characters, so that markers are cut apart too."""
        for start in range(0, len(text), size):
            self.delta({"content": text[start : start + size]})

    def finish(self, reason: str = "stop") -> None:
        """End a well-formed answer, with the tokens counted if that was asked for."""
        self.delta({}, reason)
        if (self.asked.body.get("stream_options") or {}).get("include_usage"):
            prompt = self.tokens_of(self.asked.prompt)
            usage = {"prompt_tokens": prompt, "completion_tokens": self.pieces}
            self.event({"id": "chat-1", "choices": [], "usage": usage})
        self.part(b"data: [DONE]\n\n")
        self.end()

    def stall(self) -> None:
        """Send nothing until told to go on.

        Raises:
            HungUpError: The client left, or the server ended.
        """
        while not self.resumed.is_set():
            readable, _, _ = select.select([self.connection], [], [], LOOK_SECONDS)
            if self.ended.is_set() or (readable and not self._peek()):
                raise HungUpError

    def reset(self) -> None:
        """Break the connection off without a farewell."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def _peek(self) -> bytes:
        try:
            return self.connection.recv(1, socket.MSG_PEEK)
        except OSError:
            return b""

    def _send_head(self, status: int, headers: Mapping[str, str]) -> None:
        lines = [f"HTTP/1.1 {status} Stub", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        self.write("\r\n".join([*lines, "", ""]).encode())
