"""An article as the source view shows it: untouched, with the cited words marked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from index.datatypes import Span
from ui import messages
from ui.links import CitationLink, Link
from ui.markup import EMPTY, Markup, element, escape, join

if TYPE_CHECKING:
    from index.datatypes import Document
    from rag.datatypes import Citation

# Blank lines, as long as they last; shown as one gap, whatever their number.
_GAP = re.compile(r"[^\S\n]*\n(?:[^\S\n]*\n)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What of which article a visitor wants to see.

    Attributes:
        link: The link that was followed.
        source: The article's path inside the corpus folder.
        quote: The citation whose words are to be marked, if any.
        passage: Where the words were read, if the link says so.
        citations: How many citations the answer has, for stepping through them.
    """

    link: Link
    source: str
    quote: Citation | None = None
    passage: Span | None = None
    citations: int = 0


def source_markup(document: Document, view: View) -> Markup:
    """Return the whole article with the words of the view marked in it.

    The article may have changed since it was cited. Then the quote is looked for by its words;
    if they are gone, nothing is marked and a line says so.
    """
    quote, moved = _find_quote(document.text, view.quote)
    passage = None if moved else _clamped(view.passage, document.text)
    notice = EMPTY
    if moved:
        line = messages.QUOTE_MOVED if quote else messages.QUOTE_GONE
        notice = element("p", escape(line), class_="notice")
    return element(
        "article",
        element(
            "header",
            _steps(view),
            element("h2", escape(document.title)),
            element("p", escape(_byline(document)), class_="byline"),
            element("p", escape(document.source), class_="path"),
            notice,
        ),
        element(
            "div",
            _text(document, quote, passage),
            class_="source-text",
            role="region",
            aria_label=document.title,
            tabindex="0",
        ),
        class_="source-view",
        data_link=str(view.link),
    )


def empty_markup() -> Markup:
    """Return what the source view shows before anything was clicked."""
    return element("p", escape(messages.SOURCE_EMPTY), class_="source-empty")


def error_markup(line: str) -> Markup:
    """Return what the source view shows when an article cannot be shown."""
    return element("p", escape(line), class_="source-empty notice", role="status")


def _find_quote(text: str, citation: Citation | None) -> tuple[Span | None, bool]:
    """Return where the quote is now, and whether it is elsewhere than it was, or gone."""
    if citation is None:
        return None, False
    if text[citation.start : citation.end] == citation.quote:
        return Span(start=citation.start, end=citation.end), False
    start = text.find(citation.quote)
    found = Span(start=start, end=start + len(citation.quote)) if start >= 0 else None
    return found, True


def _clamped(span: Span | None, text: str) -> Span | None:
    if span is None:
        return None
    return Span(start=min(span.start, len(text)), end=min(span.end, len(text)))


def _byline(document: Document) -> str:
    article = document.article
    parts = (
        article.publisher and article.publisher.value,
        article.published and messages.korean_date(article.published.value),
        article.author and article.author.value,
    )
    return " · ".join(part for part in parts if part)


def _steps(view: View) -> Markup:
    """Return the links to the citation before and after, for answers that have several."""
    if not isinstance(view.link, CitationLink) or view.citations <= 1:
        return EMPTY
    answer, place = view.link.answer, view.link.place

    def step(to: int, label: str) -> Markup:
        if not 1 <= to <= view.citations:
            return element("span", escape(label), class_="step off", aria_hidden="true")
        link = CitationLink(answer, to)
        return element("a", escape(label), class_="source step", href=f"#{link}")

    return element(
        "nav",
        step(place - 1, messages.PREVIOUS_CITATION),
        element("span", escape(messages.citation_of(place, view.citations)), class_="count"),
        step(place + 1, messages.NEXT_CITATION),
        class_="steps",
    )


def _text(document: Document, quote: Span | None, passage: Span | None) -> Markup:
    """Return the text, cut wherever a span begins or ends, each piece dressed by its spans."""
    layers = [("passage", span) for span in (passage,) if span is not None]
    layers += [("boilerplate", span) for span in document.article.boilerplate]
    cuts = {0, len(document.text)}
    for _, span in [*layers, ("quote", quote or Span(start=0, end=0))]:
        cuts |= {span.start, span.end}
    pieces = []
    for start, end in pairwise(sorted(cuts)):
        names = [name for name, span in layers if span.start <= start and end <= span.end]
        quoted = quote is not None and quote.start <= start and end <= quote.end
        pieces.append(_piece(document.text[start:end], names, is_quoted=quoted))
    return join(*pieces)


def _piece(text: str, names: list[str], *, is_quoted: bool) -> Markup:
    written = _spaced(text)
    if is_quoted:
        return element("mark", written, class_=" ".join(["quote", *names]))
    return element("span", written, class_=" ".join(names)) if names else written


def _spaced(text: str) -> Markup:
    pieces: list[Markup] = []
    position = 0
    for gap in _GAP.finditer(text):
        pieces.append(escape(text[position : gap.start()]))
        pieces.append(element("span", escape(gap[0]), class_="gap"))
        position = gap.end()
    return join(*pieces, escape(text[position:]))
