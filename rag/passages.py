"""Ranked chunks to numbered passages: neighbours joined, nothing said twice, files mixed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.bigrams import bigrams
from index.normalizing import normalize
from rag.datatypes import Passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.datatypes import Document, Hit
    from index.snapshot import Snapshot


NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageOptions:
    """How many passages a reader gets, and how large they may be.

    Attributes:
        passages: Most passages.
        passage_chars: Most code points of a passage that joins several chunks.
        hits: How many hits they are made of.
        same_file_cost: What each passage of a file costs the next one of that file, as a share of
            the best score: high enough that a comparison sees several articles, low enough that
            one article may give most passages when it alone is about the matter.
        same_text: From which overlap of character bigrams on (Jaccard) two texts are the same
            text said twice, such as a wire story in two papers.
    """

    passages: int = 8
    passage_chars: int = 1200
    hits: int = 16
    same_file_cost: float = 0.08
    same_text: float = 0.8


def build_passages(
    snapshot: Snapshot, hits: Sequence[Hit], options: PassageOptions
) -> list[Passage]:
    """Return the passages for a reader, numbered from 1, best first."""
    stretches = [
        Stretch.of(snapshot.document(hit.chunk.source), hit) for hit in hits[: options.hits]
    ]
    joined = without_echoes(join_neighbours(stretches, options.passage_chars), options.same_text)
    chosen = mix_files(joined, options)
    return [stretch.passage(number) for number, stretch in enumerate(chosen, start=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of a document that may become a passage."""

    document: Document
    start: int
    end: int
    score: float

    @classmethod
    def of(cls, document: Document, hit: Hit) -> Stretch:
        """Return the stretch of a chunk, drawn out to whole sentences."""
        start, end = hit.chunk.start, hit.chunk.end
        for sentence in document.sentences:
            if sentence.start < end and start < sentence.end:
                start, end = min(start, sentence.start), max(end, sentence.end)
        return cls(document=document, start=start, end=end, score=hit.score)

    @property
    def text(self) -> str:
        """The slice."""
        return self.document.text[self.start : self.end]

    def touches(self, later: Stretch) -> bool:
        """Return whether nothing but white space lies between this stretch and a later one."""
        same = self.document.source == later.document.source
        return same and not self.document.text[self.end : later.start].strip()

    def reach(self, other: Stretch) -> int:
        """Return the length of both together, which touch, as it is searched."""
        return len(normalize(self.document.text[self.start : other.end]))

    def joined(self, later: Stretch) -> Stretch:
        """Return both as one, with the better score."""
        end, score = max(self.end, later.end), max(self.score, later.score)
        return replace(self, end=end, score=score)

    def passage(self, number: int) -> Passage:
        """Return the passage of this stretch."""
        published = self.document.article.published
        return Passage(
            number=number,
            source=self.document.source,
            title=self.document.title,
            published=published.value if published else None,
            start=self.start,
            end=self.end,
            text=self.text,
            score=self.score,
            sentences=tuple(
                sentence
                for sentence in self.document.sentences
                if self.start <= sentence.start and sentence.end <= self.end
            ),
            places=self.document.places_in(self.start, self.end),
        )


def join_neighbours(stretches: Iterable[Stretch], passage_chars: int) -> list[Stretch]:
    """Return the stretches, those that touch made one while it stays short enough, best first."""
    joined: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda stretch: (stretch.document.source, stretch.start)):
        last = joined[-1] if joined else None
        if last and last.touches(stretch) and last.reach(stretch) <= passage_chars:
            joined[-1] = last.joined(stretch)
        else:
            joined.append(stretch)
    return sorted(
        joined, key=lambda stretch: (-stretch.score, stretch.document.source, stretch.start)
    )


def without_echoes(stretches: Iterable[Stretch], same_text: float) -> list[Stretch]:
    """Return the stretches, without those that say again what a better one says.

    One with a number that the better one has not says something else, however like it is.
    """
    kept: list[Said] = []
    for stretch in stretches:
        said = Said.of(stretch)
        if not any(said.echoes(other, same_text) for other in kept):
            kept.append(said)
    return [said.stretch for said in kept]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a stretch says: its pairs of characters, and its numbers."""

    stretch: Stretch
    letters: frozenset[str]
    numbers: frozenset[str]

    @classmethod
    def of(cls, stretch: Stretch) -> Said:
        """Return what a stretch says."""
        text = stretch.text
        numbers = frozenset(NUMBER.findall(normalize(text)))
        return cls(stretch=stretch, letters=frozenset(bigrams(text)), numbers=numbers)

    def echoes(self, other: Said, same_text: float) -> bool:
        """Return whether another one says all of it, in almost the same words."""
        is_like = likeness(self.letters, other.letters) >= same_text
        return is_like and self.numbers <= other.numbers


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of their bigrams that two texts have in common (Jaccard), in `[0, 1]`."""
    return len(one & other) / max(len(one | other), 1)


def mix_files(stretches: Sequence[Stretch], options: PassageOptions) -> list[Stretch]:
    """Return the best stretches, each made dearer by those of its file that were taken before."""
    waiting = list(stretches)
    cost = options.same_file_cost * max((stretch.score for stretch in stretches), default=0.0)
    taken: Counter[str] = Counter()
    chosen: list[Stretch] = []
    while waiting and len(chosen) < options.passages:
        best = max(
            waiting, key=lambda stretch: stretch.score - cost * taken[stretch.document.source]
        )
        waiting.remove(best)
        taken[best.document.source] += 1
        chosen.append(best)
    return chosen
