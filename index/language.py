"""The words, the sentences and the grammar of a language, and the seam to what knows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from index.datatypes import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """The words and sentences of a text.

    Attributes:
        sentences: Whole sentences, in order, disjoint, without the white space around them.
        terms: Search terms in order, with repetitions, each with the code point it starts at.
    """

    sentences: tuple[Span, ...]
    terms: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Morpheme:
    """The smallest part of a text that means something: a noun, a particle, an ending.

    Attributes:
        form: As the dictionary has it; after contraction it may differ from the text.
        tag: What it is, in the Sejong tag set (`NNP` a proper noun, `JKS` a subject particle).
        start: Where it stands, in code points; contracted morphemes overlap.
        end: One past the last; equal to `start` where contraction left nothing of it.
    """

    form: str
    tag: str
    start: int
    end: int


class Analyzer(Protocol):
    """Knows the words and sentences of a language."""

    @property
    def name(self) -> str:
        """Identity of the analysis: equal names give equal terms and sentences."""
        ...

    def analyze(self, text: str) -> Analysis:
        """Return the sentences and search terms of a text, in order."""
        ...


class Grammar(Protocol):
    """Takes the words of a language apart, and puts them together."""

    def tag(self, text: str) -> tuple[Morpheme, ...]:
        """Return the morphemes of a text, in order."""
        ...

    def join(self, morphemes: Sequence[tuple[str, str]]) -> str:
        """Return the text of `(form, tag)` pairs, each fitted to the one before it."""
        ...


class Language(Analyzer, Grammar, Protocol):
    """Knows the words, the sentences and the grammar of a language."""
