"""The cookies that the server sets: no script can read them, no other site can send them."""

from __future__ import annotations

import re
import secrets

_TOKEN_BYTES = 16
# What `token_urlsafe` makes of 16 bytes.
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")


def new_token() -> str:
    """Return 128 random bits that nobody can guess."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def is_token(value: str) -> bool:
    """Return whether a value has the form of what `new_token` returns."""
    return _TOKEN.fullmatch(value) is not None


def cookie_header(name: str, value: str, *, seconds: int, is_secure: bool) -> str:
    """Return the value of a Set-Cookie header.

    Args:
        name: The cookie's name.
        value: A token, or nothing.
        seconds: How long the browser keeps it; 0 removes it.
        is_secure: Whether the connection is encrypted; then the cookie never leaves by another.
    """
    secure = "; Secure" if is_secure else ""
    return f"{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}"


def without_unsound(header: str, name: str) -> str:
    """Return a Cookie header without the cookies of that name which hold no token of ours."""
    pairs = [pair.strip() for pair in header.split(";")]
    return "; ".join(pair for pair in pairs if not _is_unsound(pair, name))


def _is_unsound(pair: str, name: str) -> bool:
    key, _, value = pair.partition("=")
    return key.strip() == name and not is_token(value.strip())
