"""Passages cut into sentences, each read once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from index.datatypes import Span
from rag.checking.calendar import relative_days
from rag.checking.figures import days_of
from rag.checking.told import one_line, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from index.language import Language
    from rag.checking.calendar import Day
    from rag.checking.told import Told
    from rag.datatypes import Passage

# Sentences of a conversation's articles come again with every question.
TEXTS_AT_HAND = 4096
# Between two English sentences; not behind an initial or a title.
ENGLISH_GAP = re.compile(
    r"(?<=[a-z0-9%)\"”’][.!?])\s+(?=[\"“‘]?[A-Z])|(?<=[a-z0-9][.!?][\"”’])\s+(?=[\"“‘]?[A-Z])"
)
ABBREVIATED = re.compile(
    r"\b(?:Mrs?|Ms|Dr|St|Jr|Sr|vs|No|Inc|Ltd|Co|Corp|Gen|Sen|Rep|Gov|[ap]\.m)\.$"
)
# Longer ones are no sentences.
LONGEST = 1_500


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Spot:
    """A sentence of a passage.

    Attributes:
        passage: Where it stands.
        place: Which of the passage's sentences it is, from 0.
        span: In code points of the document.
        told: What it tells.
        days: For each of its dates, by where it begins, the days that it may mean.
        others: The years and months that it tells by words such as `지난해` alone.
    """

    passage: Passage
    place: int
    span: Span
    told: Told
    days: dict[int, list[Day]]
    others: list[Day]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Page:
    """A passage, read.

    Attributes:
        passage: What was read.
        title: What its headline tells.
        spots: Its sentences, in order.
        line: Its text as `one_line` has it, and for each sentence where it begins there.
        starts: For each sentence, where it begins in `line`.
    """

    passage: Passage
    title: Told
    spots: tuple[Spot, ...]
    line: str
    starts: tuple[int, ...]


class Pages:
    """Reads passages; what was read of a text is kept."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self.told: Callable[[str], Told] = lru_cache(TEXTS_AT_HAND)(self._read)

    def _read(self, text: str) -> Told:
        return read(text, self._language)

    def page(self, passage: Passage) -> Page:
        """Return a passage, read."""
        spots: list[Spot] = []
        before: list[Day] = []
        texts: list[str] = []
        for span in self._sentences(passage):
            text = passage.text[span.start - passage.start : span.end - passage.start]
            told = self.told(text[:LONGEST])
            known = {
                item.start: days_of(item, told.text, before, passage.published)
                for item in told.figures
                if item.moment
            }
            for days in known.values():
                # What is filled up first is the nearest guess.
                before.insert(0, days[min(1, len(days) - 1)])
            spots.append(
                Spot(
                    passage=passage,
                    place=len(spots),
                    span=span,
                    told=told,
                    days=known,
                    others=relative_days(told.text, passage.published),
                )
            )
            texts.append(one_line(text))
        starts = [0]
        for text in texts:
            starts.append(starts[-1] + len(text) + 1)
        return Page(
            passage=passage,
            title=self.told(passage.title),
            spots=tuple(spots),
            line=" ".join(texts),
            starts=tuple(starts[:-1]),
        )

    def _sentences(self, passage: Passage) -> Sequence[Span]:
        """Return the sentences of a passage in code points of its document."""
        if passage.sentences:
            found = [
                Span(start=span.start - passage.start, end=span.end - passage.start)
                for span in passage.sentences
                if passage.start <= span.start < span.end <= passage.end
            ]
        else:
            found = list(self._language.analyze(passage.text).sentences)
        return tuple(
            Span(start=passage.start + piece.start, end=passage.start + piece.end)
            for span in found
            for piece in cut(passage.text, span)
        )


def cut(text: str, span: Span) -> Iterator[Span]:
    """Yield the English sentences that a stretch of a text has: Kiwi leaves several in one."""
    start = span.start
    for gap in ENGLISH_GAP.finditer(text, span.start, span.end):
        if not ABBREVIATED.search(text, max(start, gap.start() - 8), gap.start()):
            yield Span(start=start, end=gap.start())
            start = gap.end()
    yield Span(start=start, end=span.end)


def spots_between(page: Page, start: int, end: int) -> list[Spot]:
    """Return the sentences that a stretch of a page's line lies in."""
    ends = [first + len(one) for first, one in zip(page.starts, lengths(page), strict=True)]
    return [
        spot
        for spot, first, last in zip(page.spots, page.starts, ends, strict=True)
        if first < end and start < last
    ]


def lengths(page: Page) -> list[str]:
    """Return the sentences of a page as its line has them."""
    edges = [*page.starts[1:], len(page.line) + 1]
    return [page.line[start : end - 1] for start, end in zip(page.starts, edges, strict=True)]
