"""Where words of an article are, after it may have changed."""

from __future__ import annotations

from index.datatypes import Span


def locate(text: str, words: str, start: int) -> Span | None:
    """Return the place of the words that is nearest to where they were.

    Args:
        text: What they are looked for in.
        words: To the letter.
        start: Where they began once, in code points; may be beyond the text.
    """
    places = (text.rfind(words, 0, max(start, 0) + len(words)), text.find(words, max(start, 0)))
    found = [place for place in places if place >= 0]
    if not words or not found:
        return None
    nearest = min(found, key=lambda place: abs(place - start))
    return Span(start=nearest, end=nearest + len(words))
