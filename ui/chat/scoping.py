"""Which articles a visitor wants asked: as typed, as the browser keeps it, and in words."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rag.scope import EVERYTHING, Scope
from ui.markup import EMPTY, Markup, element, escape, visible

if TYPE_CHECKING:
    from index.datatypes import DocumentSummary
    from ui.words import Words

# A longer list is slow to send, and nobody reads it: the list of articles finds the others.
MOST_CHOICES = 300
# More titles than this make the line too long to be read.
MOST_NAMED = 2
# The parts of a day: set apart by anything, or each with all its digits and nothing between.
_DAYS = (
    re.compile(r"(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})\D*"),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
)


def day(written: object) -> str | None:
    """Return an ISO 8601 day, however its parts are set apart; `None` for anything else."""
    typed = written.strip() if isinstance(written, str) else ""
    found = next(filter(None, (pattern.fullmatch(typed) for pattern in _DAYS)), None)
    if found is None:
        return None
    try:
        return date(*map(int, found.groups())).isoformat()
    except ValueError:
        return None


def make_scope(sources: object, publishers: object, since: object, until: object) -> Scope:
    """Return the scope that came from a browser; what is garbled narrows nothing.

    Args:
        sources: Paths of articles, a list.
        publishers: Names, a list.
        since: The first day, in any writing.
        until: The last day, in any writing.
    """
    return Scope(
        sources=_names(sources), publishers=_names(publishers), since=day(since), until=day(until)
    )


def write_scope(scope: Scope) -> str:
    """Return a scope for the browser to keep; empty for everything."""
    if scope.is_everything:
        return ""
    chosen = {
        "sources": sorted(scope.sources),
        "publishers": sorted(scope.publishers),
        "since": scope.since,
        "until": scope.until,
    }
    return json.dumps(chosen, ensure_ascii=False)


def parse_scope(written: str | None) -> Scope:
    """Return the scope that a browser kept; what is garbled narrows nothing."""
    try:
        found = json.loads(written or "{}")
    except (ValueError, RecursionError):
        return EVERYTHING
    if not isinstance(found, dict):
        return EVERYTHING
    return make_scope(
        found.get("sources"), found.get("publishers"), found.get("since"), found.get("until")
    )


def article_choices(
    articles: Sequence[DocumentSummary], chosen: Collection[str] = ()
) -> list[tuple[str, str]]:
    """Return `(title, source)` of the newest articles; titles that are told twice with the file.

    Args:
        articles: All of the index.
        chosen: Sources that are offered however old they are.
    """
    newest = sorted(articles, key=lambda article: article.published or "", reverse=True)
    shown = [
        article
        for place, article in enumerate(newest)
        if place < MOST_CHOICES or article.source in chosen
    ]
    names = [visible(article.title) for article in shown]
    return [
        (name if names.count(name) == 1 else f"{name} ({visible(article.source)})", article.source)
        for name, article in zip(names, shown, strict=True)
    ]


def publisher_choices(
    articles: Sequence[DocumentSummary], chosen: Collection[str] = ()
) -> list[tuple[str, str]]:
    """Return the publishers, in order, each as it is shown and as it is; arguments as above."""
    names = sorted({article.publisher for article in articles if article.publisher})
    return [
        (visible(name), name)
        for place, name in enumerate(names)
        if place < MOST_CHOICES or name in chosen
    ]


def scope_markup(scope: Scope, titles: Mapping[str, str], words: Words) -> Markup:
    """Return the line that says which articles are asked; nothing where all are.

    Args:
        scope: What is asked.
        titles: Those of the articles, by source.
        words: The visitor's language.
    """
    if scope.is_everything:
        return EMPTY
    said = words.scope
    named = [f"‘{titles.get(source, source)}’" for source in sorted(scope.sources)]
    parts = [
        *(named if len(named) <= MOST_NAMED else [said.several(len(named))]),
        *sorted(scope.publishers),
        *([said.from_day.format(words.date(scope.since))] if scope.since else []),
        *([said.to_day.format(words.date(scope.until))] if scope.until else []),
    ]
    return element("p", escape(said.asked.format(" · ".join(parts))), class_="scope", role="status")


def _names(found: object) -> frozenset[str]:
    names = found if isinstance(found, list) else []
    return frozenset(name for name in names if isinstance(name, str))
