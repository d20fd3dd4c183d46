from __future__ import annotations

import socket

import pytest

from ui.server.hosts import WILDCARDS, Authority, authority_of, is_loopback, known_hosts

HOME = {"localhost", "127.0.0.1", "::1"}


@pytest.mark.parametrize(
    ("text", "scheme", "host", "port"),
    [
        ("localhost", "http", "localhost", "80"),
        ("News.Example", "https", "news.example", "443"),
        ("news.example:8443", "https", "news.example", "8443"),
        ("[2001:DB8:0::1]:80", "http", "2001:db8::1", "80"),
        ("[::ffff:192.0.2.1]", "http", "192.0.2.1", "80"),
        ("my_machine.local:1", "http", "my_machine.local", "1"),
    ],
)
def test_host_is_read_in_one_spelling(text: str, scheme: str, host: str, port: str) -> None:
    assert authority_of(text, scheme) == Authority(host, port)


@pytest.mark.parametrize(
    "text",
    [
        "",
        ":80",
        "a b",
        "a/b",
        "a?b",
        "a#b",
        "a@b",
        "a:b",
        "a:1:2",
        "[::1",
        "::1]",
        "a:123456",
        "-a",
        "가",
    ],
)
def test_what_is_no_host_is_none(text: str) -> None:
    assert authority_of(text, "http") is None


def test_server_of_this_machine_is_known_at_home() -> None:
    assert known_hosts("127.0.0.1") == HOME
    assert known_hosts("127.0.0.1", ["News.Example"]) == HOME | {"news.example"}


def test_server_of_one_address_is_known_by_it() -> None:
    assert known_hosts("192.0.2.9") == HOME | {"192.0.2.9"}


@pytest.mark.parametrize("wildcard", sorted(WILDCARDS))
def test_server_of_all_addresses_is_known_by_the_name_of_its_machine(wildcard: str) -> None:
    name = socket.gethostname().lower()
    assert known_hosts(wildcard) == HOME | {name, f"{name}.local"}


@pytest.mark.parametrize(
    ("host", "is_inside"),
    [
        *(("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("Localhost", True)),
        *(("192.168.0.1", False), ("localhost.example", False), ("", False), ("::", False)),
    ],
)
def test_only_loopback_keeps_others_out(host: str, is_inside: bool) -> None:  # noqa: FBT001
    assert is_loopback(host) == is_inside
