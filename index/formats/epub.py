"""An EPUB book -> one article, its chapters as places. The format: https://www.w3.org/TR/epub-33/."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from index.errors import CorpusError
from index.formats.archive import Archive
from index.formats.composing import compose
from index.formats.datatypes import Block, Claims, Extract
from index.formats.markup import (
    PAGE,
    Element,
    attribute,
    find_all,
    parse_page,
    parse_xml,
    read_blocks,
    tag,
)
from index.formats.plain import read_text

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_PAGES = frozenset({"application/xhtml+xml", "text/html"})


def read(data: bytes) -> list[Extract]:
    """Return a book as one article: whether its chapters belong together cannot be known.

    Raises:
        CorpusError: It cannot be read; the message is the reason alone.
    """
    archive = Archive(data, "EPUB", _CONTAINER)
    container = parse_xml(archive.read(_CONTAINER), _CONTAINER)
    paths = (attribute(one, "full-path") for one in find_all(container, "rootfile"))
    package = next(paths, "")
    if not package:
        raise CorpusError("damaged: it has no list of its chapters; save it again")
    root = parse_xml(archive.read(package), package)
    locked = _locked(archive)
    blocks: list[Block] = []
    for chapter in _chapters(root, posixpath.dirname(package)):
        if chapter in locked:
            raise CorpusError("copy-protected; only the program that it was bought for can read it")
        page = parse_page(read_text(archive.read(chapter)))
        if page is not None:
            blocks += read_blocks(page, PAGE, lambda one: tag(one) in _HEADINGS)
    return [compose(blocks, _claims(root))]


def _chapters(package: Element, folder: str) -> Iterator[str]:
    """Yield the names of the parts that are read, in the order of reading."""
    items = {attribute(one, "id"): one for one in find_all(package, "item")}
    for reference in find_all(package, "itemref"):
        item = items.get(attribute(reference, "idref"))
        if item is None or attribute(item, "media-type") not in _PAGES:
            continue
        if "nav" not in attribute(item, "properties").split():
            href = unquote(attribute(item, "href").partition("#")[0])
            # A name is looked up in the archive and nowhere else, wherever it points.
            yield posixpath.normpath(posixpath.join(folder, href))


def _locked(archive: Archive) -> set[str]:
    """Return the parts that cannot be read without a key; fonts are often among them."""
    if _ENCRYPTION not in archive.names:
        return set()
    root = parse_xml(archive.read(_ENCRYPTION), _ENCRYPTION)
    return {unquote(attribute(one, "URI")) for one in find_all(root, "CipherReference")}


def _claims(package: Element) -> Claims:
    def first(name: str) -> str:
        return next((one.text or "" for one in find_all(package, name)), "")

    return Claims(
        title=first("title"),
        publisher=first("publisher"),
        published=first("date"),
        author=first("creator"),
    )
