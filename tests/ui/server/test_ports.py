from __future__ import annotations

import socket

import pytest

from index.errors import InputError
from ui.server.ports import bound_socket, free_port, page_address


def test_no_port_means_a_free_one() -> None:
    port = free_port("127.0.0.1", 0)
    with socket.create_server(("127.0.0.1", port)):
        assert 0 < port < 65536


def test_free_port_is_given_back() -> None:
    port = free_port("127.0.0.1", 0)
    assert free_port("127.0.0.1", port) == port


def test_port_in_use_is_refused_with_what_to_do() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(
            InputError, match=rf"^port {port} is in use; choose another with --port$"
        ):
            free_port("127.0.0.1", port)


@pytest.mark.parametrize("port", [-1, 65536])
def test_port_that_cannot_be_is_refused(port: int) -> None:
    with pytest.raises(InputError, match=rf"^port {port} is not between 0 and 65535; choose"):
        free_port("127.0.0.1", port)


def test_address_of_another_machine_is_refused() -> None:
    # 192.0.2.0/24 belongs to nobody (RFC 5737).
    with pytest.raises(InputError, match=r"^cannot listen on 192\.0\.2\.1:0 .*; check --host$"):
        free_port("192.0.2.1", 0)


def test_bound_socket_keeps_its_port() -> None:
    with bound_socket("127.0.0.1", 0) as bound:
        address, port = bound.getsockname()
        assert address == "127.0.0.1"
        bound.listen()
        with pytest.raises(InputError, match=rf"^port {port} is in use"):
            bound_socket("127.0.0.1", port)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:7860/"),
        ("news.example", "http://news.example:7860/"),
        ("::1", "http://[::1]:7860/"),
        ("::", "http://localhost:7860/"),
        ("", "http://localhost:7860/"),
    ],
)
def test_address_is_one_that_a_browser_opens(host: str, address: str) -> None:
    assert page_address(host, 7860) == address
