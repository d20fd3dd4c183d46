from __future__ import annotations

import re

import pytest

from index.errors import InputError
from ui.server.accounts import Accounts
from ui.server.hosts import WILDCARDS
from ui.server.options import ServerOptions, read_options

ANYBODY = Accounts({"admin": "s3cret"})


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST", "::1", "127.1.2.3"])
def test_loopback_needs_no_login(host: str) -> None:
    assert ServerOptions(host=host).accounts is None


@pytest.mark.parametrize(
    "host",
    [*sorted(WILDCARDS), "192.168.0.5", "localhost.example", "newsroom", "::ffff:192.168.0.5"],
)
def test_others_may_reach_the_page_only_with_a_login(host: str) -> None:
    message = (
        f"others could reach {host}, and nobody would have to log in; "
        "add --login FILE (or CHULCHEO_LOGIN), or leave --host out"
    )
    with pytest.raises(InputError, match=f"^{re.escape(message)}$"):
        ServerOptions(host=host)
    assert ServerOptions(host=host, accounts=ANYBODY).host == host


@pytest.mark.parametrize("name", ["newsroom", "news.example", "192.0.2.1", "[::1]", "2001:db8::1"])
def test_bare_names_can_be_allowed(name: str) -> None:
    assert ServerOptions(allowed_hosts=(name,)).allowed_hosts == (name,)


@pytest.mark.parametrize("name", ["*", "", "http://news", "news:80", "news/", "*.news", "a b"])
def test_other_than_bare_names_cannot_be_allowed(name: str) -> None:
    with pytest.raises(InputError, match=r"is not the name of a host; give --allow-host a bare"):
        ServerOptions(allowed_hosts=(name,))


def test_a_folder_is_watched_only_where_that_is_asked_for() -> None:
    for watches in (False, True):
        options = read_options(
            host="localhost",
            port=0,
            login=None,
            allowed_hosts=[],
            takes_uploads=True,
            watches=watches,
        )
        assert options.watches is watches
    assert not ServerOptions().watches


def test_options_show_no_accounts() -> None:
    assert "accounts" not in repr(ServerOptions(accounts=ANYBODY))
