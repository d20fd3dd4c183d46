"""A sentence that may answer with the span in it, and what can be told of the two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.citing import cite

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rag.agreement import Disagreement
    from rag.datatypes import Citation, FoundSpan
    from rag.evidence import Candidate

# Articles without a date come last.
UNDATED = "9999"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A sentence that may answer, and the likeliest span in it, if there is one."""

    sentence: Candidate
    span: FoundSpan | None

    @property
    def source(self) -> str:
        """The file it stands in."""
        return self.sentence.passage.source


def leading(found: Sequence[Found], differing: Disagreement) -> list[Found]:
    """Return the sentences with that of the leading span first."""
    first = [item for item in found if is_of(item, differing.spans[:1])]
    return [*first, *(item for item in found if item not in first)]


def is_of(item: Found, spans: Iterable[FoundSpan]) -> bool:
    """Return whether one of the spans, trimmed, is the sentence's."""
    span = item.span
    return span is not None and any(
        span.passage == other.passage and span.start < other.end and other.start < span.end
        for other in spans
    )


def begins_in(span: FoundSpan, sentence: Candidate) -> bool:
    """Return whether a span begins in a sentence."""
    is_there = span.passage.number == sentence.passage.number
    return is_there and sentence.span.start <= span.start < sentence.span.end


def by_date(item: Found) -> tuple[str, str, int]:
    """Sort key: the earlier article first, undated ones last, then in the order of the text."""
    return (item.sentence.passage.published or UNDATED, item.source, item.sentence.span.start)


def quoted(item: Found) -> Citation:
    """Return the citation of a sentence."""
    return cite(item.sentence.passage, item.sentence.span.start, item.sentence.span.end)


def spanned(span: FoundSpan) -> Citation:
    """Return the citation of a span."""
    return cite(span.passage, span.start, span.end)
