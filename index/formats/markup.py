"""XML and HTML -> blocks of text; nothing that a file names is ever fetched or expanded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from lxml import etree

from index.errors import CorpusError
from index.formats.datatypes import Block

# The parser's package has no types.
Element: TypeAlias = Any

# Between the cells of a row.
_BAR = " | "


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """What the elements of a format mean, by their names without the namespace.

    Attributes:
        blocks: Begin and end a paragraph.
        rows: Rows of tables; the paragraphs in them are joined.
        cells: Cells of rows.
        breaks: A new line in a paragraph.
        spaces: White space: tabulators and the like.
        asides: Stand in the middle of a paragraph but are read behind it: footnotes, text boxes.
        skipped: Are not read.
        texts: Have the words in them; empty where every element has.
    """

    blocks: frozenset[str]
    rows: frozenset[str] = frozenset({"tr"})
    cells: frozenset[str] = frozenset()
    breaks: frozenset[str] = frozenset()
    spaces: frozenset[str] = frozenset()
    asides: frozenset[str] = frozenset()
    skipped: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()


PAGE = Tags(
    blocks=frozenset(
        {"address", "article", "aside", "blockquote", "body", "caption", "dd", "div", "dl", "dt"}
        | {"figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr"}
        | {"li", "main", "ol", "p", "pre", "section", "table", "ul"}
    ),
    cells=frozenset({"td", "th"}),
    breaks=frozenset({"br"}),
    skipped=frozenset({"head", "nav", "noscript", "rp", "rt", "script", "style", "template"}),
)
"""The elements of HTML."""


def parse_xml(data: bytes, part: str) -> Element:
    """Return the root of an XML document; its entities and its DTD are left alone.

    Raises:
        CorpusError: It is not XML; the message is the reason alone, and names the part.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise CorpusError(f"damaged: its {part} is not XML; save it again") from error


def parse_page(html: str) -> Element | None:
    """Return the root of a web page, however badly it is written; `None` if there is nothing."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(html.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None


def tag(element: Element) -> str:
    """Return the name of an element without its namespace; empty for comments."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """Return an attribute, whatever namespace it has; empty if it is missing."""
    found = (value for key, value in element.items() if etree.QName(key).localname == name)
    return str(next(found, ""))


def find_all(root: Element, name: str) -> Iterator[Element]:
    """Yield the elements of a name, whatever namespace they have, in order."""
    yield from root.iter(f"{{*}}{name}")


def read_blocks(
    root: Element, tags: Tags, is_heading: Callable[[Element], bool]
) -> Iterator[Block]:
    """Yield what stands in an element, paragraph by paragraph, row by row, without the blank ones.

    Args:
        root: The element; it may be of any size.
        tags: What the elements of its format mean.
        is_heading: Whether a block begins a section.
    """
    walk = etree.iterwalk(root, events=("start", "end"))
    writer = _Writer(root, tags, is_heading)
    for event, element in walk:
        if event == "end":
            yield from writer.end(element)
            continue
        yield from writer.begin(element)
        if writer.is_passed_over(element):
            walk.skip_subtree()
    yield from writer.flush()


class _Writer:
    """The words since the last block, and what is to follow them."""

    def __init__(self, root: Element, tags: Tags, is_heading: Callable[[Element], bool]) -> None:
        self._root = root
        self._tags = tags
        self._is_heading = is_heading
        self._words: list[str] = []
        self._asides: list[Element] = []
        self._rows = 0

    def is_passed_over(self, element: Element) -> bool:
        """Return whether what is in an element is read elsewhere, or not at all."""
        return element is not self._root and tag(element) in self._tags.skipped | self._tags.asides

    def begin(self, element: Element) -> Iterator[Block]:
        name = tag(element)
        if self._bounds(name):
            yield from self.flush()
        self._rows += name in self._tags.rows
        if self.is_passed_over(element):
            self._asides += [element] if name in self._tags.asides else []
        elif self._has_words(name):
            self._write(element.text)
        if name in self._tags.breaks | self._tags.spaces:
            self._words.append("\n" if name in self._tags.breaks else " ")

    def end(self, element: Element) -> Iterator[Block]:
        name = tag(element)
        self._rows -= name in self._tags.rows
        if self._bounds(name):
            yield from self.flush(
                is_heading=self._is_heading(element), is_row=name in self._tags.rows
            )
            asides, self._asides = self._asides, []
            for aside in asides:
                yield from read_blocks(aside, self._tags, self._is_heading)
        elif name in self._tags.cells:
            self._words.append(_BAR)
        elif name in self._tags.blocks:
            self._words.append(" ")
        if element is not self._root and self._has_words(tag(element.getparent())):
            self._write(element.tail)

    def flush(self, *, is_heading: bool = False, is_row: bool = False) -> Iterator[Block]:
        """Yield the words as a block, if there are any, and forget them."""
        lines = (" ".join(line.split()) for line in "".join(self._words).split("\n"))
        self._words.clear()
        text = "\n".join(line.removesuffix(_BAR.rstrip()) for line in lines if line.strip(_BAR))
        if text:
            yield Block(text=text, is_heading=is_heading, is_row=is_row)

    def _bounds(self, name: str) -> bool:
        """Return whether a block ends where an element of a name begins or ends."""
        return not self._rows and name in self._tags.rows | self._tags.blocks

    def _has_words(self, name: str) -> bool:
        return not self._tags.texts or name in self._tags.texts

    def _write(self, text: str | None) -> None:
        self._words.append((text or "").replace("\n", " "))
