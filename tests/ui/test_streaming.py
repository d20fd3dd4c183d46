from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.ui.served import Served, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.client import HTTPResponse

JOIN = "/gradio_api/queue/join"
DATA = "/gradio_api/queue/data?session_hash="
JSON = {"content-type": "application/json"}
# More than Gradio works on at a time.
VISITS = 45


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("served")) as running:
        yield running


@pytest.fixture(scope="module")
def loading(server: Served) -> list[int]:
    """Return the events that a page sends when it is opened; of one it never hears the end."""
    config = json.loads(server.ask("/config").body)
    return [
        event["id"]
        for event in config["dependencies"]
        if any(name == "load" for _, name in event["targets"])
    ]


def send(server: Served, visitor: str, event: int) -> None:
    body = {"data": [], "fn_index": event, "session_hash": visitor}
    assert server.ask(JOIN, json.dumps(body).encode(), JSON).status == 200


def read(response: HTTPResponse, *, completed: int) -> list[str]:
    """Return what a stream tells until so many events have ended."""
    told: list[str] = []
    while told.count("process_completed") < completed:
        line = response.readline()
        assert line, "the stream has ended"
        if line.startswith(b"data: "):
            told.append(json.loads(line[6:])["msg"])
    return told


def test_pages_come_and_go_and_the_next_is_served_as_the_first(
    server: Served, loading: list[int]
) -> None:
    for number in range(VISITS):
        visitor = f"visitor{number}"
        for event in loading:
            send(server, visitor, event)
        with closing(server.connect()) as connection:
            connection.request("GET", DATA + visitor)
            told = read(connection.getresponse(), completed=len(loading) - 1)
        assert "close_stream" not in told


def test_many_pages_are_opened_at_once(server: Served, loading: list[int]) -> None:
    def visit(number: int) -> None:
        for event in loading:
            send(server, f"classmate{number}", event)

    with ThreadPoolExecutor(VISITS) as classmates:
        list(classmates.map(visit, range(VISITS)))
    with closing(server.connect()) as connection:
        connection.request("GET", f"{DATA}classmate{VISITS - 1}")
        read(connection.getresponse(), completed=len(loading) - 1)


def test_many_pages_stay_open(server: Served, loading: list[int]) -> None:
    connections = [server.connect() for _ in range(VISITS)]
    try:
        for number, connection in enumerate(connections):
            visitor = f"neighbour{number}"
            for event in loading:
                send(server, visitor, event)
            connection.request("GET", DATA + visitor)
            read(connection.getresponse(), completed=len(loading) - 1)
    finally:
        for connection in connections:
            connection.close()


def test_stream_stays_open_when_no_event_is_left(server: Served, loading: list[int]) -> None:
    for event in loading:
        send(server, "reader", event)
    with closing(server.connect()) as connection:
        connection.request("GET", DATA + "reader")
        response = connection.getresponse()
        read(response, completed=len(loading) - 1)
        # The reply to what is sent later comes over the same stream.
        for event in loading:
            send(server, "reader", event)
        assert "close_stream" not in read(response, completed=len(loading) - 1)
