"""Passages to what of them fits into a prompt: what was cited first, then by rank, mixed.

`rag.passages` drops passages that say nearly the same as a better one (four fifths of their letter
pairs) and makes those of one file dearer, but may still give eight of one file, or five copies of
one story with a few words changed. Here no more than a few of them take room from the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from index.bigrams import bigrams
from rag.passages import likeness

if TYPE_CHECKING:
    from rag.datatypes import Citation, Passage

# From which overlap of letter pairs on (Jaccard) passages are copies of one story. Of 3,086 pairs
# of paragraphs of one article in KorQuAD 1.0, 99.9 % have less than 0.32.
SAME_STORY = 0.5
MOST_COPIES = 2
# More passages of one file than this come after those of other files.
FIRST_OF_FILE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """A stretch of a passage: all of it, or whole sentences.

    Attributes:
        passage: Where it stands.
        start: First code point in the document.
        end: One past the last.
    """

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """The slice."""
        return self.passage.text[self.start - self.passage.start : self.end - self.passage.start]


Cost: TypeAlias = Callable[[Extract], int]


def fit(
    passages: Sequence[Passage], cited: Sequence[Citation], room: int, cost: Cost
) -> list[Extract]:
    """Return what fits of passages, in order of rank; nothing where the cited words do not fit.

    The sentences that were cited are in it. The room that is left goes to the passages in order of
    rank, until one of them must be cut; it is cut at the end of a sentence.

    Args:
        passages: Best first.
        cited: What was cited from them.
        room: How many tokens there are.
        cost: How many of them an extract takes.
    """
    chosen = {passage.number: core for passage in passages if (core := cited_part(passage, cited))}
    left = room - sum(cost(extract) for extract in chosen.values())
    if left < 0:
        return []
    for passage in spread(passages, frozenset(chosen)):
        core = chosen.get(passage.number)
        known = cost(core) if core else 0
        grown = grow(passage, core, left + known, cost)
        if grown:
            chosen[passage.number] = grown
            left -= cost(grown) - known
        if grown != whole(passage):
            break
    return [chosen[number] for number in sorted(chosen)]


def cited_part(passage: Passage, cited: Sequence[Citation]) -> Extract | None:
    """Return the least stretch of whole sentences that holds all that was cited of a passage."""
    spans = [
        (item.start, item.end)
        for item in cited
        if item.number == passage.number and passage.start <= item.start < item.end <= passage.end
    ]
    if not spans:
        return None
    start, end = min(start for start, _ in spans), max(end for _, end in spans)
    for sentence in passage.sentences:
        if sentence.start < end and start < sentence.end:
            start, end = min(start, sentence.start), max(end, sentence.end)
    return Extract(passage=passage, start=start, end=end)


def whole(passage: Passage) -> Extract:
    """Return all of a passage."""
    return Extract(passage=passage, start=passage.start, end=passage.end)


def grow(passage: Passage, core: Extract | None, room: int, cost: Cost) -> Extract | None:
    """Return as much of a passage around its core as there is room for.

    Without a core it begins with the first sentence, and is `None` where that does not fit.
    """
    if cost(whole(passage)) <= room:
        return whole(passage)
    grown = core
    while True:
        longer = [item for item in longer_ones(passage, grown) if cost(item) <= room]
        if not longer:
            return grown
        core = core or longer[0]
        grown = min(longer, key=partial(reach, core))


def reach(core: Extract, extract: Extract) -> int:
    """Return how far an extract goes beyond its core, on the side where it goes farther."""
    return max(core.start - extract.start, extract.end - core.end)


def longer_ones(passage: Passage, extract: Extract | None) -> list[Extract]:
    """Return an extract with the sentence behind it, and with the one before it."""
    if extract is None:
        first = passage.sentences[:1]
        return [Extract(passage=passage, start=item.start, end=item.end) for item in first]
    behind = [item.end for item in passage.sentences if item.start >= extract.end][:1]
    before = [item.start for item in passage.sentences if item.end <= extract.start][-1:]
    return [
        *(replace(extract, end=end) for end in behind),
        *(replace(extract, start=start) for start in before),
    ]


def spread(passages: Sequence[Passage], cited: frozenset[int]) -> list[Passage]:
    """Return the passages in the order in which they get room, without too many copies.

    Args:
        passages: Best first.
        cited: The numbers of those that are never left out.
    """
    first: list[Passage] = []
    later: list[Passage] = []
    letters: list[frozenset[str]] = []
    taken: Counter[str] = Counter()
    for passage in passages:
        own = frozenset(bigrams(passage.text))
        copies = sum(likeness(own, other) >= SAME_STORY for other in letters)
        if copies >= MOST_COPIES and passage.number not in cited:
            continue
        letters.append(own)
        taken[passage.source] += 1
        (first if taken[passage.source] <= FIRST_OF_FILE else later).append(passage)
    return first + later
