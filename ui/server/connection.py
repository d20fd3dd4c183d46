"""One connection of a browser, which has to say in time what it wants."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import ClassVar

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from ui.server.refusals import API

# Over which a page is told what came of its events, for as long as it is open.
EVENTS = f"{API}queue/data"


class Connection(H11Protocol):
    """Closes itself when the head of a request does not arrive in time.

    uvicorn waits for it without end: a few hundred connections that send a letter now and then
    would keep everybody else out.

    Attributes:
        head_seconds: How long the head of a request may take.
    """

    head_seconds: ClassVar[float] = 10.0
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Take what arrived, and wait for the rest of it."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._stop_waiting()
        super().connection_lost(exc)

    def shutdown(self) -> None:
        """End with the server: after the response, but at once where a page listens to events.

        A page whose stream ends in order takes it for one that is still there, and waits for ever;
        after one that breaks it looks for the server again.
        """
        # Before the first request there is none, whatever its type says.
        scope: Mapping[str, object] | None = self.scope
        if scope and scope["path"] == EVENTS:
            self.transport.abort()
        else:
            super().shutdown()

    def _watch(self) -> None:
        # Between two requests without a letter uvicorn's own limit holds.
        if self.conn.their_state is not h11.IDLE:
            self._stop_waiting()
        elif self._deadline is None:
            self._deadline = self.loop.call_later(self.head_seconds, self._give_up)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _give_up(self) -> None:
        self._deadline = None
        if self.conn.their_state is h11.IDLE:
            self.transport.close()
