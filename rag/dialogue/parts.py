"""The records of what the words of a question do: name, point back, ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.dialogue.things import words_of

if TYPE_CHECKING:
    from rag.dialogue.things import ThingKind, Words

TOPICAL = words_of("은 는 이 가 의 도 께서 이란 란 이라는 라는 요")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Some words of a question that name, point or ask.

    Attributes:
        text: The words, without the particles behind them; nothing for a pronoun.
        start: First code point in the question.
        end: One past the words.
        close: One past the particles.
        particles: What follows the words at once, as `(form, tag)` pairs.
        kind: What kind of thing is meant, where the words tell.
        is_name: Whether a proper name is among the words.
        is_described: Whether other words tell what is meant: "가장 높은 산".
    """

    text: str
    start: int
    end: int
    close: int
    particles: tuple[tuple[str, str], ...] = ()
    kind: ThingKind | None = None
    is_name: bool = False
    is_described: bool = False

    @property
    def may_be_topic(self) -> bool:
        """Whether the particles let the question be about it."""
        return not self.particles or self.particles[0][0] in TOPICAL

    @property
    def is_topical(self) -> bool:
        """Whether a particle says that it is the topic, the subject or an owner."""
        return bool(self.particles) and self.may_be_topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What the words of a question do.

    Attributes:
        text: The question.
        is_english: Whether it is worded in English; else it is read as Korean.
        pointers: Words that point back at what was said: "그 회사", "거기", "it".
        nouns: What its own words name: proper names first, and of these the topic.
        topic: What the question is about, by its own words.
        is_whole: Whether its own words say enough for it to stand alone.
        has_topic: Whether a particle says of some word that it is the topic or the subject.
        attribute: What is asked of something left out: the "가격" of "가격은?".
        asked: The asking words: "언제", "몇 명", "어느 나라".
        verbs: Stems of verbs and adjectives, and what makes them of nouns.
        said: What something is said to be: the "제이슨 권" of "제이슨 권입니다."
        clue: What kind of thing the question is about, where other words tell.
    """

    text: str
    is_english: bool = False
    pointers: tuple[Phrase, ...] = ()
    nouns: tuple[Phrase, ...] = ()
    topic: Phrase | None = None
    is_whole: bool = False
    has_topic: bool = False
    attribute: Phrase | None = None
    asked: Phrase | None = None
    verbs: Words = frozenset()
    said: Phrase | None = None
    clue: ThingKind | None = None

    @property
    def names(self) -> tuple[Phrase, ...]:
        """The proper names."""
        return tuple(noun for noun in self.nouns if noun.is_name)
