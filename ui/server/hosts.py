"""The names under which the page may be opened, so that no foreign name leads to it."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass

# RFC 9110, 7.2, without what no browser sends: `name`, `1.2.3.4` or `[::1]`, with a port or not.
_AUTHORITY = re.compile(
    r"(?:\[(?P<address>[0-9a-f:.]{2,45})\]|(?P<name>[a-z0-9_]([a-z0-9_.-]{0,252})))"
    r"(?::(?P<port>[0-9]{1,5}))?",
    re.ASCII | re.IGNORECASE,
)
_DEFAULT_PORTS = {"http": "80", "https": "443"}
WILDCARDS = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 - named here to be told apart
_AT_HOME = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Authority:
    """A host with its port, as a Host header or an origin names it.

    Attributes:
        host: A name in small letters, or an address without brackets.
        port: As digits; the scheme's own where none is named.
    """

    host: str
    port: str


def authority_of(text: str, scheme: str) -> Authority | None:
    """Return what a Host header names, or None where it is none."""
    found = _AUTHORITY.fullmatch(text)
    if found is None:
        return None
    host = found["address"] or found["name"]
    return Authority(_plain(host), found["port"] or _DEFAULT_PORTS.get(scheme, ""))


def is_host(text: str) -> bool:
    """Return whether a text names a host alone, without scheme, port or path."""
    is_bare_address = text.count(":") > 1 and not text.startswith("[")
    named = authority_of(f"[{text}]" if is_bare_address else text, "")
    return named is not None and not named.port


def is_loopback(host: str) -> bool:
    """Return whether only this machine reaches a server that listens there."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def known_hosts(host: str, more: Iterable[str] = ()) -> frozenset[str]:
    """Return the names that lead to a server which listens on a host.

    Args:
        host: An address or a name; a wildcard stands for all addresses of this machine.
        more: Names that the operator adds.
    """
    names = {*_AT_HOME, *more}
    if host not in WILDCARDS:
        names.add(host)
    elif own := socket.gethostname():
        names |= {own, f"{own}.local"}
    return frozenset(map(_plain, names))


def is_own_address(host: str, arrived_at: str | None) -> bool:
    """Return whether a host is the address at which its request arrived: that is surely ours."""
    return arrived_at is not None and host == _plain(arrived_at)


def _plain(host: str) -> str:
    """Return a host in the one spelling in which it is compared."""
    bare = host.strip("[]").partition("%")[0]
    try:
        address = ipaddress.ip_address(bare)
    except ValueError:
        return bare.lower()
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(address)
