"""Which addresses a language model may have, so that no key goes where it should not."""

from __future__ import annotations

import ipaddress
import re
import socket
from urllib.parse import SplitResult, urlsplit

from index.errors import InputError

LONGEST_URL = 2000
PRINTABLE = re.compile(r"[\x21-\x7e]+")
LINK_LOCAL = (ipaddress.ip_network("169.254.0.0/16"), ipaddress.ip_network("fe80::/10"))
# Loopback (RFC 1122, 4291), private (RFC 1918, 4193), and shared behind one router (RFC 6598).
NEAR = tuple(
    ipaddress.ip_network(network)
    for network in (
        *("127.0.0.0/8", "::1/128"),
        *("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "100.64.0.0/10"),
    )
)
# No name server of the internet knows such names (RFC 6761, 6762, 8375; ICANN for `internal`).
NEAR_NAMES = re.compile(r"[^.]+|.+\.(localhost|local|internal|lan|home\.arpa)")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def checked_url(url: str, *, has_key: bool) -> str:
    """Return a base URL without the slash at its end, if it is one that may be asked.

    Args:
        url: As the operator gave it.
        has_key: Whether a key goes there.

    Raises:
        InputError: It is not. The message repeats no part of it, as a part may be secret.
    """
    parts = _parts(url)
    host = parts.hostname or ""
    address = _address(host)
    if address and any(address in network for network in LINK_LOCAL):
        message = "the URL of the language model is a link-local address, where clouds keep secrets"
        raise InputError(f"{message}; name another host")
    if has_key and parts.scheme == "http" and not _is_near(host, address):
        message = "the URL of the language model would send the key over the internet in the clear"
        raise InputError(f"{message}; use https://")
    return url.rstrip("/")


def _parts(url: str) -> SplitResult:
    example = "write it like http://127.0.0.1:11434/v1"
    if len(url) > LONGEST_URL or not PRINTABLE.fullmatch(url):
        message = f"the URL of the language model is too long or has odd characters; {example}"
        raise InputError(message)
    try:
        parts = urlsplit(url)
        is_reachable = bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_reachable = False
    if not is_reachable or parts.scheme not in ("http", "https"):
        raise InputError(f"the URL of the language model is no address of http(s); {example}")
    if "@" in url or "?" in url or "#" in url:
        message = "the URL of the language model holds more than an address"
        raise InputError(f"{message}; {example}, and the key into CHULCHEO_LLM_KEY")
    return parts


def _address(host: str) -> Address | None:
    """Return the address that a host is, however it is spelt, or `None` for a name."""
    try:
        # As connecting reads it: `2852039166` and `0xa9.254.43518` are addresses too.
        return ipaddress.ip_address(socket.inet_ntoa(socket.inet_aton(host)))
    except OSError:
        pass
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def _is_near(host: str, address: Address | None) -> bool:
    if address is None:
        return NEAR_NAMES.fullmatch(host.rstrip(".")) is not None
    return any(address in network for network in NEAR)
