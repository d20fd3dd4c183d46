"""The heading of the page, and the one of its source column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.markup import EMPTY, Markup, element, escape, join, spoken
from ui.server.paths import LOGOUT
from ui.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.datatypes import DocumentSummary
    from ui.visiting import Visitor
    from ui.words import Words


def heading_markup(
    articles: Sequence[DocumentSummary], visitor: Visitor, *, is_warm: bool
) -> Markup:
    """Return the heading.

    Args:
        articles: All of the index; their number is told.
        visitor: Who reads it.
        is_warm: Whether all engines are loaded; until then a line says that they are not.
    """
    words = visitor.words
    said = words.page
    other = WORDS["en" if words.language == "ko" else "ko"]
    chunks = sum(article.chunks for article in articles)
    warming = EMPTY if is_warm else element("p", escape(said.warming), class_="warming")
    return join(
        element("a", escape(said.skip_to_question), class_="skip", href="#question"),
        element(
            "header",
            _list_toggle(words),
            element("h1", escape(said.title), **spoken(said.title)),
            element("p", escape(said.subtitle), class_="subtitle"),
            element("div", warming, class_="state", role="status"),
            element(
                "p", class_="trouble", role="alert", data_lost=said.lost, data_failed=said.failed
            ),
            element("p", escape(said.size(len(articles), chunks)), class_="size"),
            element(
                "button",
                escape(said.other_language),
                id="language",
                type="button",
                class_="quiet",
                lang=other.language,
            ),
            _log_out(visitor.name, words) if visitor.name else EMPTY,
            class_="heading",
        ),
    )


def source_heading_markup(words: Words) -> Markup:
    """Return the heading of the source column."""
    return element(
        "header",
        element("h2", escape(words.source.label)),
        element(
            "button", escape(words.source.close), id="source-close", type="button", class_="quiet"
        ),
        class_="source-heading",
    )


def _list_toggle(words: Words) -> Markup:
    said = words.conversations
    return element(
        "button",
        escape("☰"),
        id="list-toggle",
        type="button",
        class_="quiet",
        aria_label=said.open,
        aria_expanded="false",
        aria_controls="list-column",
        title=said.open,
        data_open=said.open,
        data_close=said.close,
    )


def _log_out(user: str, words: Words) -> Markup:
    return element(
        "form",
        element("button", escape(words.login.log_out), type="submit", class_="quiet", title=user),
        action=LOGOUT,
        method="post",
    )
