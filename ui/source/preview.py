"""How an article would be understood, shown before it is accepted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.datatypes import Span
from ui.markup import Markup, element, escape, spoken
from ui.source.dressing import Layer, dressed
from ui.source.paging import page_marks

if TYPE_CHECKING:
    from index.datatypes import Article, Document, Fact
    from ui.words import Words


def preview_markup(document: Document, words: Words) -> Markup:
    """Return what was found in an article, and its text with the places where it was found."""
    said = words.preview
    return element(
        "div",
        element("dl", *_facts(document, words), class_="facts"),
        _legend(words),
        element(
            "div",
            dressed(document.text, _layers(document, words), page_marks(document.places, words)),
            class_="source-text",
            role="region",
            aria_label=said.text,
            tabindex="0",
            **spoken(document.text),
        ),
        class_="preview",
    )


def _found(article: Article, words: Words) -> list[tuple[str, Fact | None]]:
    said = words.preview
    return [
        (said.title, article.title),
        (said.publisher, article.publisher),
        (said.published, article.published),
        (said.author, article.author),
    ]


def _facts(document: Document, words: Words) -> Iterator[Markup]:
    """Yield each fact with what it is called, also where it was not found."""
    article, said = document.article, words.preview
    for term, fact in _found(article, words):
        if fact:
            value = words.date(fact.value) if fact is article.published else fact.value
            known = element("dd", escape(value))
        else:
            is_listed = term == said.title and document.title != document.source
            line = said.listed_as(document.title) if is_listed else said.not_found
            known = element("dd", escape(line), class_="unknown")
        yield element("div", element("dt", escape(term)), known)


def _layers(document: Document, words: Words) -> list[Layer]:
    hint = words.preview.boilerplate
    spans = document.article.boilerplate
    return [Layer(name="boilerplate", span=span, hint=hint) for span in spans] + [
        Layer(name="fact", span=Span(start=fact.start, end=fact.end), hint=term)
        for term, fact in _found(document.article, words)
        if fact
    ]


def _legend(words: Words) -> Markup:
    """Return what the looks of the text mean, each in its own look."""
    said = words.preview
    items = (("fact", said.fact), ("boilerplate", said.boilerplate))
    return element(
        "ul",
        *(element("li", element("span", escape(text), class_=name)) for name, text in items),
        class_="legend",
        aria_label=said.legend,
    )
