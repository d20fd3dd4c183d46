"""The question as typed: whether it can be asked."""

from __future__ import annotations

import re

from index.errors import InputError
from index.normalizing import normalize

# A question is a sentence or a paragraph. A longer text is a document in the wrong place, and Kiwi
# would take minutes for it.
MOST_CHARACTERS = 2000

# What Python makes of a byte in an argument that is not UTF-8; it can be neither printed nor kept.
HALF_PAIR = re.compile(r"[\ud800-\udfff]")


def check_question(question: str) -> str:
    """Return the question without white space around it, halves of surrogate pairs as U+FFFD.

    Raises:
        InputError: There is nothing to ask, or too much.
    """
    stripped = normalize(question).strip()
    if not stripped:
        message = "the question is empty; type one"
        raise InputError(message)
    if len(stripped) > MOST_CHARACTERS:
        message = (
            f"the question has {len(stripped):,} characters, {MOST_CHARACTERS:,} are allowed; "
            "shorten it"
        )
        raise InputError(message)
    return HALF_PAIR.sub("\N{REPLACEMENT CHARACTER}", question.strip())
