"""An HWPX file -> its article. The format: OWPML, the Korean standard KS X 6101."""

from __future__ import annotations

import re

from index.errors import CorpusError
from index.formats.archive import Archive
from index.formats.composing import compose
from index.formats.datatypes import Block, Claims, Extract
from index.formats.markup import Tags, attribute, find_all, parse_xml, read_blocks

_HEADER = "Contents/header.xml"
_MANIFEST = "META-INF/manifest.xml"
_SECTION = re.compile(r"Contents/section(\d{1,6})\.xml")

_TAGS = Tags(
    blocks=frozenset({"p"}),
    cells=frozenset({"tc"}),
    breaks=frozenset({"lineBreak"}),
    spaces=frozenset({"tab", "nbSpace", "fwSpace"}),
    asides=frozenset({"footNote", "endNote", "drawText", "caption"}),
    # The parameters of fields, the code of equations and what a picture is called on disk are no
    # words of the article, nor is what stands above and below every page.
    skipped=frozenset({"secPr", "parameters", "script", "shapeComment", "hiddenComment"})
    | frozenset({"header", "footer", "masterPage"}),
    texts=frozenset({"t", "mainText"}),
)
_HEADING = re.compile(r"(?:개요|제목|outline|heading) ?\d{1,2}", re.IGNORECASE)


def read(data: bytes) -> list[Extract]:
    """Return the article of an HWPX file, with its headings as places.

    Raises:
        CorpusError: It cannot be read; the message is the reason alone.
    """
    archive = Archive(data, "HWPX", _HEADER)
    if _MANIFEST in archive.names:
        manifest = parse_xml(archive.read(_MANIFEST), _MANIFEST)
        if next(find_all(manifest, "encryption-data"), None) is not None:
            raise CorpusError("locked with a password; save it without one")
    headings = _headings(archive)
    found = (_SECTION.fullmatch(name) for name in archive.names)
    sections = sorted((one for one in found if one), key=lambda one: int(one[1]))
    blocks: list[Block] = []
    for section in sections:
        root = parse_xml(archive.read(section[0]), section[0])
        blocks += read_blocks(root, _TAGS, lambda one: attribute(one, "styleIDRef") in headings)
    return [compose(blocks, Claims())]


def _headings(archive: Archive) -> set[str]:
    """Return the identifiers of the styles that are headings."""
    root = parse_xml(archive.read(_HEADER), _HEADER)
    return {
        attribute(style, "id")
        for style in find_all(root, "style")
        if _HEADING.fullmatch(attribute(style, "name"))
        or _HEADING.fullmatch(attribute(style, "engName"))
    }
