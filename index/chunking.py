"""Documents to chunks, each a slice of its document; the only home of langchain-text-splitters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from langchain_text_splitters import RecursiveCharacterTextSplitter

from index.datatypes import Span
from index.normalizing import align

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# From the strongest border to the weakest: a blank line, a line, the end of a sentence (with the
# quotation mark or bracket that closes it), a clause, a word, a character. The space or line end
# stays with what stands before it, so sentence ends are kept and the parts join to the whole.
SEPARATORS = (
    r"\n[^\S\n]*\n\s*",
    r"\r?\n",
    r"(?<=[.!?。…])\s+|(?<=[.!?。…][\"'”’」』)])\s+",
    r"(?<=[,;:，·])\s+",
    r"\s+",
    r"",
)
INK = re.compile(r"\S")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChunkSettings:
    """How large chunks are; the figures come from the table in ARCHITECTURE.md.

    Attributes:
        chunk_chars: Most code points of a chunk, normalised.
        overlap_chars: Most code points that two neighbours share, likewise.
    """

    chunk_chars: int = 400
    overlap_chars: int = 0

    @property
    def name(self) -> str:
        """Identity of the splitting: equal names give equal chunks."""
        return f"recursive-{self.chunk_chars}-{self.overlap_chars}-2"


def split(text: str, omitted: Sequence[Span], settings: ChunkSettings) -> list[Span]:
    """Return the chunks of a text, in order; none is white space, none touches an omitted span.

    It is cut as it is searched, normalised: what looks alike is cut alike, also in decomposed
    letters, which are twice as many. Invisible characters between two chunks are in neither.

    Args:
        text: A whole document.
        omitted: Sorted and disjoint spans that are not searched.
        settings: How large chunks are.
    """
    splitter = RecursiveCharacterTextSplitter(
        list(SEPARATORS),
        is_separator_regex=True,
        keep_separator="end",
        chunk_size=settings.chunk_chars,
        chunk_overlap=settings.overlap_chars,
    )
    chunks: list[Span] = []
    for part in between(omitted, len(text)):
        aligned, end = align(text[part.start : part.end]), 0
        for piece in splitter.split_text(aligned.text):
            # The last place that leaves no gap: in text that repeats itself a piece with overlap
            # fits in several, and the splitter's own `start_index`, the first, may leave one.
            unsaid = INK.search(aligned.text, end)
            latest = unsaid.start() if unsaid else end
            start = aligned.text.rfind(piece, 0, latest + len(piece))
            if start + len(piece) > end:
                end = start + len(piece)
                place = aligned.original(start, end)
                chunks.append(Span(start=part.start + place.start, end=part.start + place.end))
    return chunks


def between(omitted: Sequence[Span], end: int) -> Iterator[Span]:
    """Yield what lies before, between and after the omitted spans of a text of `end` characters."""
    start = 0
    for span in omitted:
        if start < span.start:
            yield Span(start=start, end=span.start)
        start = span.end
    if start < end:
        yield Span(start=start, end=end)
