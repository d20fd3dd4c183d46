"""What a sentence tells, read once: its words, who is what to whom, its figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from index.normalizing import normalize
from rag.checking.bonds import english_bonds, korean_bonds
from rag.checking.english import EnglishReader
from rag.checking.figures import figures
from rag.checking.korean import KoreanReader
from rag.scripts import scripts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from index.language import Grammar
    from rag.checking.figures import Figure
    from rag.checking.words import Bond, Word


# How many Latin letters to a Hangul one make a text English.
MUCH = 6
# How questions and commands end.
UNTOLD = re.compile(
    r"(?:\?|(?:세요|셔요|십시오|시오|읍시다|[합봅]시다|하라|해라|마라|말라)[.!]*)[\"'”’)]*$"
)
# So many letters without a space between them tell the same wherever they stand.
TELLING = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A sentence, read.

    Attributes:
        text: Normalised, on one line.
        words: In order, those inside of figures left out.
        bonds: Which of them belong together.
        figures: In order.
        places: Where each stem stands in `words`.
        letters: The text in lower case without white space.
        edges: Where in `letters` a morpheme begins or ends.
        starts: Where in `letters` a word begins behind white space or a mark.
        chunks: What stands between white space, as far as it is long enough to tell something.
        is_english: Whether it was read as English.
    """

    text: str
    words: tuple[Word, ...]
    bonds: tuple[Bond, ...]
    figures: tuple[Figure, ...]
    places: Mapping[str, tuple[int, ...]]
    letters: str
    edges: frozenset[int]
    starts: frozenset[int]
    chunks: frozenset[str]
    is_english: bool

    @property
    def is_statement(self) -> bool:
        """Whether it tells something; a question or a command does not make it true."""
        return UNTOLD.search(self.text) is None

    def surface(self, item: Word | Figure) -> str:
        """Return a word or figure as it is written."""
        return self.text[item.start : item.end]


def one_line(text: str) -> str:
    """Return a text normalised, with single spaces."""
    return " ".join(normalize(text).split())


def read(text: str, grammar: Grammar) -> Told:
    """Return what a text tells; it is read as English where most of its letters are Latin."""
    line = one_line(text)
    numbers = figures(line)
    if is_english(line):
        found, bind = EnglishReader(line).words(), english_bonds
        edges = [place for word in found for place in (word.start, word.end)]
    else:
        morphemes = grammar.tag(line)
        found, bind = KoreanReader(morphemes).words(), korean_bonds
        edges = [place for item in morphemes for place in (item.start, item.end)]
    words = tuple(word for word in found if not inside(word, numbers))
    places: dict[str, tuple[int, ...]] = {}
    for place, word in enumerate(words):
        places[word.stem] = (*places.get(word.stem, ()), place)
    shifts = [0, *accumulate(character == " " for character in line)]
    return Told(
        text=line,
        words=words,
        bonds=bind(words),
        figures=numbers,
        places=places,
        letters=line.replace(" ", "").lower(),
        edges=frozenset(place - shifts[place] for place in edges),
        starts=frozenset(begins(line, shifts)),
        chunks=frozenset(chunk for chunk in line.split() if len(chunk) >= TELLING),
        is_english=bind is english_bonds,
    )


def chunk_of(line: str, place: int) -> str:
    """Return what stands between white space around a place."""
    start, end = line.rfind(" ", 0, place) + 1, line.find(" ", place)
    return line[start : end if end >= 0 else len(line)]


def is_english(line: str) -> bool:
    """Return whether a text has hardly a Korean word, for Korean ones may have many Latin names."""
    found = scripts(line)
    return found["LATIN"] > MUCH * found["HANGUL"]


def inside(word: Word, numbers: Iterable[Figure]) -> bool:
    """Return whether a word is a part of a figure, or a particle behind it, mistaken for a word."""
    return any(
        figure.start <= word.start
        and (word.end <= figure.end or (word.start == figure.end and len(word.stem) == 1))
        for figure in numbers
    )


def begins(line: str, shifts: list[int]) -> Iterable[int]:
    """Yield where words begin, counted without the white space."""
    is_within = False
    for place, character in enumerate(line):
        if character.isalnum() and not is_within:
            yield place - shifts[place]
        is_within = character.isalnum()
