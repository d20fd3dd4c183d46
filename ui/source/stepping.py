"""From citation to citation of one answer, in the source view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.links import CitationLink
from ui.markup import EMPTY, Markup, element, escape

if TYPE_CHECKING:
    from ui.links import PlaceLink
    from ui.words import Words

# The keys under the strongest fingers, as readers of mail and of feeds know them.
BACK_KEY = "K"
ON_KEY = "J"


def steps_markup(link: PlaceLink, citations: int, words: Words) -> Markup:
    """Return the links to the citation before and after, for answers that have several.

    Args:
        link: The one that is shown; nothing is returned for links that are no citation's.
        citations: How many the answer has.
        words: The visitor's language.
    """
    if not isinstance(link, CitationLink) or citations <= 1:
        return EMPTY
    said, place = words.source, link.place
    back = CitationLink(link.answer, place - 1) if place > 1 else None
    on = CitationLink(link.answer, place + 1) if place < citations else None
    return element(
        "nav",
        _step(back, said.back, said.back_hint, BACK_KEY),
        element("span", escape(said.place(place, citations)), class_="count"),
        _step(on, said.on, said.on_hint, ON_KEY),
        class_="steps",
        aria_label=said.steps,
    )


def _step(to: CitationLink | None, label: str, hint: str, key: str) -> Markup:
    """Return one of the two; the script finds it by its key."""
    if to is None:
        return element("span", escape(label), class_="step off", aria_hidden="true")
    return element(
        "a",
        escape(label),
        class_="source step",
        href=f"#{to}",
        title=f"{hint} ({key})",
        aria_keyshortcuts=key,
    )
