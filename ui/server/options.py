"""How the page is served, and by whom it may be opened."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from index.errors import InputError
from ui.server.accounts import LOGIN_VARIABLE, Accounts, read_accounts
from ui.server.hosts import is_host, is_loopback

HOST = "127.0.0.1"
PORT = 7860


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerOptions:
    """Where the page listens and whom it lets in.

    Attributes:
        host: Address to listen on.
        port: Port to listen on; 0 takes a free one.
        allowed_hosts: Names under which it may be opened, beside the obvious ones.
        accounts: Who may log in; without any there is no login.
        takes_uploads: Whether visitors may send files.
        watches: Whether the index is updated by itself when the folder of articles has changed.

    Raises:
        InputError: Others could reach the page and nobody has to log in, or a name is none.
    """

    host: str = HOST
    port: int = PORT
    allowed_hosts: tuple[str, ...] = ()
    accounts: Accounts | None = field(default=None, repr=False)
    takes_uploads: bool = True
    watches: bool = False

    def __post_init__(self) -> None:
        if self.accounts is None and not is_loopback(self.host):
            message = (
                f"others could reach {self.host}, and nobody would have to log in; "
                f"add --login FILE (or {LOGIN_VARIABLE}), or leave --host out"
            )
            raise InputError(message)
        for name in self.allowed_hosts:
            if not is_host(name):
                message = f"{name!r} is not the name of a host; give --allow-host a bare name"
                raise InputError(message)


def read_options(  # noqa: PLR0913  (each is an option of the command line)
    *,
    host: str,
    port: int,
    login: Path | None,
    allowed_hosts: list[str],
    takes_uploads: bool,
    watches: bool = False,
) -> ServerOptions:
    """Return the options of the command line.

    Raises:
        InputError: They do not fit together, or the file of passwords cannot be used.
    """
    return ServerOptions(
        host=host,
        port=port,
        allowed_hosts=tuple(allowed_hosts),
        accounts=read_accounts(login),
        takes_uploads=takes_uploads,
        watches=watches,
    )
