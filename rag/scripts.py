"""Which writing a text is in."""

from __future__ import annotations

import unicodedata
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rag.datatypes import Passage

# So many letters tell the writing of a text.
LETTERS = 400


def is_foreign(query: str, passages: Iterable[Passage]) -> bool:
    """Return whether a question has no letter of the writing that the passages are in.

    Words then cannot match. Without passages it is so too: nothing was found by words.
    """
    theirs = main_script(" ".join(passage.text for passage in passages))
    return theirs not in scripts(query)


def main_script(text: str) -> str:
    """Return the writing most letters are in, as Unicode names it (`HANGUL`, `LATIN`, `CJK`).

    Returns:
        The first word of the letters' Unicode names; empty for a text without letters.
    """
    found = scripts(text)
    return max(found, key=lambda script: (found[script], script), default="")


def scripts(text: str) -> Counter[str]:
    """Return how many of a text's first letters are in which writing."""
    letters = islice((letter for letter in text if letter.isalpha()), LETTERS)
    return Counter(unicodedata.name(letter, "").partition(" ")[0] for letter in letters)
