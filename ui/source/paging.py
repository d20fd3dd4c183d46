"""Where the pages of the original begin, shown in a text without being part of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ui.markup import Markup, element

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.datatypes import Place
    from ui.words import Words


def page_marks(places: Sequence[Place], words: Words) -> dict[int, Markup]:
    """Return a mark for each page, by its first code point; nothing without pages.

    A mark holds no text, so nobody copies it with the words around it: the style sheet shows it.
    """
    marks: dict[int, Markup] = {}
    last = None
    for place in places:
        # A section that begins inside a page begins no page.
        if place.page not in (None, last):
            last = place.page
            said = words.place(replace(place, heading=""), "")
            marks[place.start] = element(
                "span", class_="page-mark", role="separator", aria_label=said, data_page=said
            )
    return marks
