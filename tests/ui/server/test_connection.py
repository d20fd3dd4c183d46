"""What becomes of connections over which a request does not arrive in time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import pytest
import uvicorn

from tests.ui.asking_asgi import ToyApp
from ui.server.connection import EVENTS, Connection
from ui.server.ports import bound_socket

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

REQUEST = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
SECONDS = 30
# Of a visit: sends and receives.
Visit = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[bytes]]


class Hasty(Connection):
    head_seconds = 0.05


def visited(visit: Visit, protocol: type[Connection], *, first: bytes = REQUEST) -> bytes:
    """Return what a visitor receives from a server with such connections.

    Args:
        visit: What the visitor does once the first bytes are sent.
        protocol: The connections.
        first: These bytes.
    """

    async def serve() -> bytes:
        config = uvicorn.Config(
            ToyApp(),
            http=protocol,
            ws="none",
            log_config=None,
            lifespan="off",
            log_level="error",
            timeout_keep_alive=SECONDS,
        )
        server = uvicorn.Server(config)
        with bound_socket("127.0.0.1", 0) as listener:
            listener.listen()
            reader, writer = await asyncio.open_connection(*listener.getsockname())
            # There before the server looks, and so in time on the slowest machine.
            writer.write(first)
            serving = asyncio.create_task(server.serve([listener]))
            try:
                return await asyncio.wait_for(visit(reader, writer), SECONDS)
            finally:
                writer.close()
                server.should_exit = True
                await serving

    return asyncio.run(serve())


@pytest.mark.parametrize("sent", [b"", b"G", REQUEST[:-2], b"GET / HTTP/1.1\r\nHost: loc"])
def test_connection_without_a_whole_request_is_closed(sent: bytes) -> None:
    async def visit(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> bytes:
        return await reader.read()

    assert visited(visit, Hasty, first=sent) == b""


def test_next_request_has_to_arrive_in_time_as_well() -> None:
    async def visit(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        received = await reader.readuntil(b"the page")
        writer.write(REQUEST[:10])
        return received + await reader.read()

    assert visited(visit, Hasty).count(b"200 OK") == 1


def test_whole_requests_are_answered_one_after_the_other() -> None:
    async def visit(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        received = await reader.readuntil(b"the page")
        for _ in range(2):
            writer.write(REQUEST)
            received += await reader.readuntil(b"the page")
        return received

    assert visited(visit, Connection).count(b"200 OK") == 3


def test_request_that_takes_long_to_answer_is_not_cut_off() -> None:
    head = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\n"

    async def visit(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        # Longer than a head may take: the server waits for what the head promised.
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(reader.read(1), 4 * Hasty.head_seconds)
        writer.write(b"x")
        return await reader.readuntil(b"x-frame")

    assert b"200 OK" in visited(visit, Hasty, first=head)


async def listen_for_ever(_scope: Scope, receive: Receive, send: Send) -> None:
    """Respond with one event, and with no other as long as somebody listens."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"an event", "more_body": True})
    while (await receive())["type"] != "http.disconnect":
        pass


def test_stream_of_events_breaks_off_when_the_server_ends() -> None:
    async def serve() -> bytes:
        config = uvicorn.Config(
            listen_for_ever, http=Connection, ws="none", log_config=None, lifespan="off"
        )
        server = uvicorn.Server(config)
        with bound_socket("127.0.0.1", 0) as listener:
            listener.listen()
            reader, writer = await asyncio.open_connection(*listener.getsockname())
            writer.write(f"GET {EVENTS} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            serving = asyncio.create_task(server.serve([listener]))
            received = await reader.readuntil(b"an event\r\n")
            server.should_exit = True
            received += await asyncio.wait_for(reader.read(), SECONDS)
            writer.close()
            await asyncio.wait_for(serving, SECONDS)
        return received

    # A whole response would end in a chunk of no length.
    assert asyncio.run(serve()).endswith(b"an event\r\n")
