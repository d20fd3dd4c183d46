"""A DOCX file -> its article.

Read here rather than with python-docx, which passes over what stands in content controls, tracked
insertions, text boxes and footnotes. The format: ECMA-376, part 1, chapter 17.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.formats.archive import Archive
from index.formats.composing import compose
from index.formats.datatypes import Block, Claims, Extract
from index.formats.markup import Element, Tags, attribute, find_all, parse_xml, read_blocks

_DOCUMENT = "word/document.xml"
_STYLES = "word/styles.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_PROPERTIES = "docProps/core.xml"

_TAGS = Tags(
    blocks=frozenset({"p"}),
    cells=frozenset({"tc"}),
    breaks=frozenset({"br", "cr"}),
    spaces=frozenset({"tab", "ptab"}),
    asides=frozenset({"txbxContent"}),
    # A fallback says once more what an older program would show; moved text is read where it went.
    skipped=frozenset({"pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr"} | {"del", "moveFrom"})
    | frozenset({"Fallback", "instrText"}),
    texts=frozenset({"t"}),
)
_HEADING = re.compile(r"(?:heading|제목|개요) ?[1-9]", re.IGNORECASE)
_TITLE = re.compile(r"title|제목", re.IGNORECASE)
# The tenth level is the body.
_BODY_LEVEL = "9"


def read(data: bytes) -> list[Extract]:
    """Return the article of a DOCX file, its footnotes behind it and its headings as places.

    Raises:
        CorpusError: It cannot be read; the message is the reason alone.
    """
    archive = Archive(data, "DOCX", _DOCUMENT)
    styles = _styles(archive)

    def style(paragraph: Element) -> str:
        return styles.get(_setting(paragraph, "pStyle"), "")

    def is_heading(paragraph: Element) -> bool:
        level = _setting(paragraph, "outlineLvl") or _BODY_LEVEL
        return level != _BODY_LEVEL or bool(_HEADING.fullmatch(style(paragraph)))

    root = parse_xml(archive.read(_DOCUMENT), _DOCUMENT)
    blocks = list(read_blocks(root, _TAGS, is_heading))
    titles = (one for one in find_all(root, "p") if _TITLE.fullmatch(style(one)))
    title = next((_words(one) for one in titles), "") or _property(archive)
    return [compose([*blocks, *_notes(archive)], Claims(title=title))]


def _styles(archive: Archive) -> dict[str, str]:
    """Return the names of the styles of paragraphs by their identifiers."""
    if _STYLES not in archive.names:
        return {}
    root = parse_xml(archive.read(_STYLES), _STYLES)
    return {
        attribute(style, "styleId"): attribute(name, "val")
        for style in find_all(root, "style")
        for name in find_all(style, "name")
    }


def _setting(paragraph: Element, name: str) -> str:
    """Return a property of a paragraph, empty if it has none of its own."""
    properties = next(iter(paragraph), None)
    found = () if properties is None else find_all(properties, name)
    return next((attribute(one, "val") for one in found), "")


def _notes(archive: Archive) -> Iterator[Block]:
    for part in _NOTES:
        if part in archive.names:
            yield from read_blocks(parse_xml(archive.read(part), part), _TAGS, lambda _: False)


def _property(archive: Archive) -> str:
    if _PROPERTIES not in archive.names:
        return ""
    root = parse_xml(archive.read(_PROPERTIES), _PROPERTIES)
    return next((one.text or "" for one in find_all(root, "title")), "")


def _words(paragraph: Element) -> str:
    return "".join(one.text or "" for one in find_all(paragraph, "t"))
