"""Who may log in: names and passwords, from a file or the environment."""

from __future__ import annotations

import hmac
import os
import secrets
import stat
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from index.errors import InputError

LOGIN_VARIABLE = "CHULCHEO_LOGIN"
LONGEST_NAME = 64
LONGEST_PASSWORD = 1024


class Accounts:
    """Names with their passwords, of which only digests are kept.

    Args:
        passwords: By name; both as they were typed.
    """

    def __init__(self, passwords: Mapping[str, str]) -> None:
        # Of this process alone: what a dump of its memory shows fits no other list of digests.
        self._key = secrets.token_bytes(32)
        self._nobody = self._digest(secrets.token_hex())
        self._digests = {_typed(name): self._digest(given) for name, given in passwords.items()}

    def name_of(self, name: str, password: str) -> str | None:
        """Return the name as its account has it, or none when the two do not belong together.

        Takes as long for a name that nobody has.
        """
        typed = _typed(name)
        digest = self._digests.get(typed, self._nobody)
        return typed if hmac.compare_digest(self._digest(password), digest) else None

    def __len__(self) -> int:
        """Return how many names there are."""
        return len(self._digests)

    def __repr__(self) -> str:
        return f"<{len(self)} accounts>"

    def _digest(self, password: str) -> bytes:
        return hmac.digest(self._key, _typed(password).encode("utf-8", "replace"), "sha256")


def read_accounts(path: Path | None) -> Accounts | None:
    """Return who may log in; None when neither a file nor the environment says.

    Args:
        path: A file with one `name:password` a line, that only its owner can read; empty lines
            and lines that begin with `#` are passed over. Without it the variable
            CHULCHEO_LOGIN may hold one such pair; it is removed, so that no child process has it.

    Raises:
        InputError: The file or the variable cannot be used. No message holds a password.
    """
    variable = os.environ.pop(LOGIN_VARIABLE, None)
    if path is not None:
        return Accounts(_pairs(_private_text(path), f"{path}"))
    if variable is None:
        return None
    return Accounts(_pairs(variable, LOGIN_VARIABLE))


def _private_text(path: Path) -> str:
    try:
        with path.open(encoding="utf-8-sig") as file:
            mode = os.fstat(file.fileno()).st_mode
            # Elsewhere the mode says nothing of who can open it.
            if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
                message = f"{path} holds passwords, but others can open it; run: chmod 600 {path}"
                raise InputError(message)
            return file.read()
    except OSError as error:
        message = f"cannot read {path} ({error.strerror}); name a file of name:password lines"
        raise InputError(message) from error
    except UnicodeDecodeError:
        message = f"{path} is not UTF-8 text; save its name:password lines as UTF-8"
        # Without its cause, which holds the bytes that were read.
        raise InputError(message) from None


def _pairs(text: str, place: str) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, password = line.partition(":")
        name = name.strip()
        if not 0 < len(name) <= LONGEST_NAME or not 0 < len(password) <= LONGEST_PASSWORD:
            message = f"line {number} of {place} is not name:password; write one pair a line"
            raise InputError(message)
        if name in pairs:
            message = f"line {number} of {place} repeats a name; keep one line for each name"
            raise InputError(message)
        pairs[name] = password
    if not pairs:
        message = f"{place} holds no name:password; write at least one"
        raise InputError(message)
    return pairs


def _typed(text: str) -> str:
    """Return the text as any keyboard would have typed it: some take Hangul apart."""
    return unicodedata.normalize("NFC", text)
