"""Quotes with the exact place they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.datatypes import Citation

if TYPE_CHECKING:
    from rag.datatypes import Passage


def cite(passage: Passage, start: int, end: int) -> Citation:
    """Return the citation of a part of a passage.

    Args:
        passage: What is quoted from.
        start: First code point of the quote in the document.
        end: One past the last.

    Raises:
        ValueError: The part is empty or not inside the passage.
    """
    if not passage.start <= start < end <= passage.end:
        message = f"expected a part of [{passage.start}, {passage.end}), got [{start}, {end})"
        raise ValueError(message)
    return Citation(
        number=passage.number,
        source=passage.source,
        title=passage.title,
        published=passage.published,
        start=start,
        end=end,
        quote=passage.text[start - passage.start : end - passage.start],
        place=passage.place_at(start),
    )
