"""Bytes that somebody uploaded -> whether they are the text of an article, whatever their name."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from index.decoding import decode
from index.errors import CorpusError

ContentFault: TypeAlias = Literal[
    "pdf", "archive", "document", "picture", "web_page", "unreadable", "empty"
]

# How files begin that people rename, or drop by mistake. Programs are left to the decoder: theirs
# begin with "MZ", as do articles about the MZ generation.
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
# Markdown may hold a tag, but no article begins as a page of its own does.
_WEB_PAGE = re.compile(r"\s*<(!doctype\s+html|\?xml|(html|head|body|svg)[\s>])", re.IGNORECASE)


def content_fault(data: bytes) -> ContentFault | None:
    """Return why these bytes are not the text of an article, `None` where they are."""
    for signature, fault in _SIGNATURES:
        if data.startswith(signature):
            return fault
    try:
        text = decode(data)
    except CorpusError:
        return "unreadable"
    if not text.strip():
        return "empty"
    return "web_page" if _WEB_PAGE.match(text) else None
