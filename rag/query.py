"""The question as typed: whether it can be asked."""

from __future__ import annotations

from index.errors import InputError
from index.normalizing import normalize

# A question is a sentence or a paragraph. A longer text is a document in the wrong place, and Kiwi
# would take minutes for it.
MOST_CHARACTERS = 2000


def check_question(question: str) -> str:
    """Return the question without white space around it.

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
    return question.strip()
