"""What a question may be answered from: articles, publishers, days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.datatypes import DocumentSummary
    from index.store import Store

# Of a date of publication, which may tell the minute, the day.
DAY_CHARACTERS = len("2024-04-05")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """A choice of articles; what is left empty does not narrow it.

    Attributes:
        sources: Paths inside the corpus folder; an article must be one of them.
        publishers: Names as the articles tell them; an article must be of one of them.
        since: The first day, ISO 8601, inclusive; an article without a date is then out.
        until: The last day, ISO 8601, inclusive; an article without a date is then out.
    """

    sources: frozenset[str] = frozenset()
    publishers: frozenset[str] = frozenset()
    since: str | None = None
    until: str | None = None

    @property
    def is_everything(self) -> bool:
        """Whether no article is out."""
        return self == EVERYTHING

    def takes(self, summary: DocumentSummary) -> bool:
        """Return whether the article is in."""
        if self.sources and summary.source not in self.sources:
            return False
        if self.publishers and summary.publisher not in self.publishers:
            return False
        return self._takes_day(summary.published)

    def _takes_day(self, published: str | None) -> bool:
        if published is None:
            return self.since is None and self.until is None
        day = published[:DAY_CHARACTERS]
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


EVERYTHING = Scope()


def chunks_in(store: Store, scope: Scope) -> frozenset[int] | None:
    """Return the ids of all chunks of the articles in a scope, `None` for everything."""
    if scope.is_everything:
        return None
    return store.chunk_ids(item.source for item in store.summaries() if scope.takes(item))
