"""An article as the source view shows it: untouched, with the cited words marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.datatypes import Span
from ui.links import OnlyLink
from ui.markup import EMPTY, Markup, element, escape, spoken
from ui.source.dressing import Layer, dressed
from ui.source.locating import locate
from ui.source.paging import page_marks
from ui.source.stepping import steps_markup

if TYPE_CHECKING:
    from index.datatypes import Document, Fact
    from rag.datatypes import Citation, Passage
    from ui.links import PlaceLink
    from ui.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What of which article a visitor wants to see.

    Attributes:
        link: The link that was followed.
        source: The article's path inside the corpus folder.
        quote: The citation whose words are to be marked, if any.
        passage: What was read there, if the link is one of an answer's.
        citations: How many citations the answer has, for stepping through them.
        sha256: The article's digest (hex) when it was read; `None` where nobody knows it.
    """

    link: PlaceLink
    source: str
    quote: Citation | None = None
    passage: Passage | None = None
    citations: int = 0
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """What is known of the article, whether or not the index still has it.

    Attributes:
        title: The headline.
        publisher: Who published it.
        published: When, ISO 8601.
        author: Who wrote it.
        where: On which page, and under which heading, the words of the view stand.
        change: What became of the words of the view, where something did.
        lost: The words as they were, where the text has them no more.
        text: The text, dressed.
        is_there: Whether the index still has it.
    """

    title: str
    publisher: str | None = None
    published: str | None = None
    author: str | None = None
    where: str = ""
    change: str = ""
    lost: str = ""
    text: Markup
    is_there: bool = True


def source_markup(document: Document, view: View, words: Words) -> Markup:
    """Return the whole article with the words of the view marked in it.

    The article may have changed since it was read. Then the words are looked for where they are
    now; if they are gone, nothing is marked, and they are shown as they were.
    """
    quote, passage = _find(document.text, view)
    layers = [Layer(name="quote", span=quote, is_marked=True)] if quote else []
    layers += [Layer(name="passage", span=passage)] if passage else []
    layers += [
        Layer(name="boilerplate", span=span, hint=words.source.unsearched)
        for span in document.article.boilerplate
    ]
    found = quote if view.quote else passage
    read = view.quote or view.passage
    place = read.place if read else None
    if found:
        place = document.place_at(found.start)
    shown = _Shown(
        title=document.title,
        publisher=_value(document.article.publisher),
        published=_value(document.article.published),
        author=_value(document.article.author),
        where=words.place(place, document.title),
        change=_change(document, view, found, words),
        lost="" if found else _read(view),
        text=dressed(document.text, layers, page_marks(document.places, words)),
    )
    return _article(shown, view, words)


def gone_markup(view: View, words: Words) -> Markup:
    """Return what was read of an article that the index no longer has, as it was."""
    text = view.passage.text if view.passage else _read(view)
    layers = [Layer(name="passage", span=Span(start=0, end=len(text)))] if view.passage else []
    if view.quote:
        start = view.passage.start if view.passage else view.quote.start
        quote = locate(text, view.quote.quote, view.quote.start - start)
        layers += [Layer(name="quote", span=quote, is_marked=True)] if quote else []
    read = view.quote or view.passage
    shown = _Shown(
        title=read.title if read else view.source,
        published=read.published if read else None,
        where=words.place(read.place, read.title) if read else "",
        change=words.source.deleted if read else words.source.removed,
        text=dressed(text, layers),
        is_there=False,
    )
    return _article(shown, view, words)


def empty_markup(words: Words) -> Markup:
    """Return what the source view shows before anything was clicked."""
    return element("p", escape(words.source.empty), class_="source-empty")


def error_markup(line: str) -> Markup:
    """Return what the source view shows when an article cannot be shown."""
    return element("p", escape(line), class_="source-empty notice", role="status")


def _value(fact: Fact | None) -> str | None:
    return fact.value if fact else None


def _read(view: View) -> str:
    """Return the words of the view as they were when the article was read."""
    if view.quote:
        return view.quote.quote
    return view.passage.text if view.passage else ""


def _find(text: str, view: View) -> tuple[Span | None, Span | None]:
    """Return where the quote and its passage are now, as far as they still are."""
    passage, moved_by = None, 0
    if view.passage:
        passage = locate(text, view.passage.text, view.passage.start)
        # A short quote may stand in many places: it has moved with its passage.
        moved_by = passage.start - view.passage.start if passage else 0
    if view.quote is None:
        return None, passage
    return locate(text, view.quote.quote, view.quote.start + moved_by), passage


def _change(document: Document, view: View, found: Span | None, words: Words) -> str:
    """Return what a change of the article means for the words of the view; empty for none."""
    wanted = view.quote or view.passage
    if wanted is None:
        return ""
    if found is None:
        return words.source.gone
    if found.start != wanted.start:
        return words.source.moved
    return words.source.kept if view.sha256 not in (None, document.sha256) else ""


def _article(shown: _Shown, view: View, words: Words) -> Markup:
    known = (shown.publisher, shown.published and words.date(shown.published), shown.author)
    header = element(
        "header",
        steps_markup(view.link, view.citations, words),
        element("h3", escape(shown.title), **spoken(shown.title)),
        element("p", escape(" · ".join(filter(None, known))), class_="byline"),
        element("p", escape(" · ".join(filter(None, (view.source, shown.where)))), class_="path"),
        _tools(shown, view, words),
        _notice(shown, words),
    )
    text = element(
        "div",
        shown.text,
        class_="source-text",
        role="region",
        aria_label=shown.title,
        tabindex="0",
        **spoken(shown.title),
    )
    return element("article", header, text, class_="source-view", data_link=str(view.link))


def _tools(shown: _Shown, view: View, words: Words) -> Markup:
    """Return what can be done here: copy the quote, ask this article alone."""
    tools = []
    if view.quote:
        date = shown.published and words.date(shown.published)
        origin = ", ".join(filter(None, (shown.title, shown.publisher, date, shown.where)))
        copied = words.source.quoted(view.quote.quote, f"{origin} ({view.source})")
        tools.append(
            element(
                "button",
                escape(words.source.copy),
                id="copy-quote",
                type="button",
                data_copy=copied,
                data_copied=words.source.copied,
            )
        )
    if shown.is_there:
        href = f"#{OnlyLink(view.source)}"
        tools.append(element("a", escape(words.source.only), class_="source only", href=href))
    return element("div", *tools, class_="source-tools") if tools else EMPTY


def _notice(shown: _Shown, words: Words) -> Markup:
    """Return what became of the words, and the words as they were where they are lost."""
    if not shown.change:
        return EMPTY
    line = element(
        "p",
        element("strong", escape(words.source.changed)),
        escape(f" {shown.change}"),
    )
    if not shown.lost:
        return element("div", line, class_="notice changed", role="status")
    lost = element(
        "figure",
        element("figcaption", escape(words.source.as_it_was)),
        element("blockquote", escape(shown.lost), **spoken(shown.lost)),
    )
    return element("div", line, lost, class_="notice changed", role="status")
