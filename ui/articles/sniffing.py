"""Bytes that somebody uploaded -> whether they are what their name says."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Literal, TypeAlias

ContentFault: TypeAlias = Literal["pdf", "archive", "document", "picture"]

# How files begin that people rename, or drop by mistake. Programs are left to the reader: theirs
# begin with "MZ", as do articles about the MZ generation; and so are web pages, which are read
# whatever their name.
_SIGNATURES: tuple[tuple[bytes, ContentFault], ...] = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "archive"),
    (b"PK\x05\x06", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
    (b"\xd0\xcf\x11\xe0", "document"),
    (b"{\\rtf", "document"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF87a", "picture"),
    (b"GIF89a", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
)
# The endings under which these bytes are welcome; whether they are whole is for the reader to say.
# A document that is locked with a password is not the archive that it is otherwise.
_WELCOME: Mapping[ContentFault, frozenset[str]] = {
    "pdf": frozenset({".pdf"}),
    "archive": frozenset({".docx", ".epub", ".hwpx"}),
    "document": frozenset({".docx", ".hwp", ".hwpx"}),
}


def content_fault(data: bytes, name: str) -> ContentFault | None:
    """Return what these bytes are instead of what their name says, `None` where they may be that.

    Args:
        data: All of them.
        name: Of the file; its ending counts.
    """
    found = next((kind for start, kind in _SIGNATURES if data.startswith(start)), None)
    if found is None or PurePath(name).suffix.lower() in _WELCOME.get(found, ()):
        return None
    return found
