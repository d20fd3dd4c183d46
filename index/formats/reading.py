"""The bytes and the name of a file -> its articles, by the module that knows the format."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING

from index.errors import CorpusError

if TYPE_CHECKING:
    from index.formats.datatypes import Extract

# Parsers take long to load: a folder of plain text needs none of them.
_HOMES = {
    ".txt": "plain",
    ".md": "markdown",
    ".html": "web",
    ".htm": "web",
    ".xhtml": "web",
    ".pdf": "pdf",
    ".docx": "docx",
    ".hwpx": "hwpx",
    ".hwp": "hwp",
    ".epub": "epub",
    ".csv": "tables",
    ".tsv": "tables",
    ".json": "objects",
    ".jsonl": "objects",
}

# What begins like this is a page, whatever its name says.
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html[\s>])",
    re.IGNORECASE | re.DOTALL,
)

SUFFIXES = tuple(_HOMES)
"""Endings of the files that can be read, in lower case; any case will do."""


def extract(data: bytes, name: str) -> list[Extract]:
    """Return the articles in a file, in its order; never none.

    Everything happens in memory: no other file, no address and no entity that the file names is
    ever opened. Archives that unpack to more than `archive.MAX_UNPACKED` bytes, pages of more than
    `web.MAX_CHARACTERS` and PDF files of more than `pdf.MAX_PAGES` are refused.

    Args:
        data: The whole file.
        name: The name of the file; its ending says which format it should be.

    Raises:
        CorpusError: There is no article to be had; the message is the reason alone.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in _HOMES:
        raise CorpusError(f"not a {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]} file")
    if not data.strip():
        raise CorpusError("empty")
    is_text = _HOMES[suffix] in {"plain", "markdown"}
    read = _reader("web" if is_text and _PAGE.match(data) else _HOMES[suffix])
    found = [one for one in read(data) if one.text.strip()]
    if not found:
        raise CorpusError("empty")
    return found


def _reader(home: str) -> Callable[[bytes], list[Extract]]:
    """Return the `read` of the module that knows a format."""
    try:
        module = import_module(f"index.formats.{home}")
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("index"):
            raise
        raise CorpusError(
            "needs a package; install it with: pip install 'chulcheo[formats]'"
        ) from error
    reader: Callable[[bytes], list[Extract]] = module.read
    return reader
