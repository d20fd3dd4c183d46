"""Text -> pairs of neighbouring characters, which survive most typos."""

from __future__ import annotations

import re

from index.normalizing import normalize

_NOT_LETTER_OR_DIGIT = re.compile(r"[\W_]+")


def bigrams(text: str) -> list[str]:
    """Return the character bigrams of a text, in order, with repetitions.

    They are made of letters and digits only, in lower case, and lie within one word, that is
    between white space: `"오픈AI, X.AI"` gives `오픈 픈a ai xa ai`. A word of one character gives
    itself. None holds white space.
    """
    words = (_NOT_LETTER_OR_DIGIT.sub("", word) for word in normalize(text).lower().split())
    return [
        word[start : start + 2] for word in words if word for start in range(max(len(word) - 1, 1))
    ]
