"""What came of checking a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rag.datatypes import Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Whether the passages carry a sentence, and where.

    Attributes:
        citations: The sentences of the passages that carry it, one to three, the most telling one
            first; none of them could be left out. Empty where it is not carried.
        lacks: What of it stands in none of the passages' sentences that come nearest, as it is
            written there: numbers, names, words. May be empty even where it is not carried.
    """

    citations: tuple[Citation, ...] = ()
    lacks: tuple[str, ...] = ()

    @property
    def is_supported(self) -> bool:
        """Whether the passages carry the sentence."""
        return bool(self.citations)
