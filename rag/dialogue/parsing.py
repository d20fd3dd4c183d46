"""A question to its parts, in the language that it is worded in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.dialogue.english import is_english, read_english
from rag.dialogue.korean import read_korean

if TYPE_CHECKING:
    from index.language import Grammar
    from rag.dialogue.parts import Parts


def read_parts(text: str, grammar: Grammar) -> Parts:
    """Return what the words of a normalised question or answer do.

    Args:
        text: In English, or else read as Korean.
        grammar: Takes Korean apart.
    """
    return read_english(text) if is_english(text) else read_korean(text, grammar)
