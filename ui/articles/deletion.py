"""The question that is asked before an article is deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.articles.buttons import button
from ui.articles.links import Act
from ui.markup import Markup, element, escape

if TYPE_CHECKING:
    from ui.articles.table import Row
    from ui.words import Words


def deletion_markup(row: Row, articles: int, words: Words) -> Markup:
    """Return the question whether to delete an article, with what that means.

    Args:
        row: The article.
        articles: How many its file has: they can only be deleted together.
        words: Of the visitor's language.
    """
    said = words.articles
    question = said.deletion_of(row.title)
    consequence = said.consequence
    if articles > 1:
        question = said.file_deletion_of(row.file)
        consequence = f"{said.together(articles)} {consequence}"
    return element(
        "dialog",
        element("h3", escape(question), id="deletion-title"),
        element("p", escape(row.file), class_="path"),
        element("p", escape(consequence), id="deletion-consequence"),
        element(
            "div",
            button(said.keep, Act("close")),
            button(said.delete, Act("remove", row.source), class_="grave"),
            class_="buttons",
        ),
        class_="deletion",
        aria_labelledby="deletion-title",
        aria_describedby="deletion-consequence",
    )
