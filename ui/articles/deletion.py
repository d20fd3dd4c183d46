"""The question that is asked before an article is deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.articles.buttons import button
from ui.articles.links import Act
from ui.markup import Markup, element, escape

if TYPE_CHECKING:
    from ui.words import Words


def deletion_markup(source: str, title: str, words: Words) -> Markup:
    """Return the question whether to delete an article, with what that means.

    Args:
        source: Its path inside the corpus folder.
        title: Its headline.
        words: Of the visitor's language.
    """
    said = words.articles
    return element(
        "dialog",
        element("h3", escape(said.deletion_of(title)), id="deletion-title"),
        element("p", escape(source), class_="path"),
        element("p", escape(said.consequence), id="deletion-consequence"),
        element(
            "div",
            button(said.keep, Act("close")),
            button(said.delete, Act("remove", source), class_="grave"),
            class_="buttons",
        ),
        class_="deletion",
        aria_labelledby="deletion-title",
        aria_describedby="deletion-consequence",
    )
