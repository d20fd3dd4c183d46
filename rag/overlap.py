"""How much of what a question says a text says too, rare words counting most."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from index.bigrams import bigrams
from rag.wording import content

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.language import Analyzer
    from index.lexical import LexicalIndex

# Sentences of a conversation's articles come again with every question.
TEXTS_AT_HAND = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The morphemes and the character bigrams of a text, each once."""

    terms: frozenset[str]
    letters: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Which part of a question's weight a text has, by morphemes and by bigrams, in `[0, 1]`."""

    terms: float
    letters: float


class Overlap:
    """Compares texts with questions; a word weighs its inverse document frequency."""

    def __init__(self, analyzer: Analyzer, lexical: LexicalIndex) -> None:
        self._analyzer = analyzer
        self._lexical = lexical
        self.words: Callable[[str], Words] = lru_cache(TEXTS_AT_HAND)(self._words)

    def question(self, query: str) -> QuestionWords:
        """Return the question's words with their weights."""
        words = self._words(query)
        return QuestionWords(
            terms={term: self._lexical.rarity(term) for term in content(sorted(words.terms))},
            letters={pair: self._lexical.rarity(pair, "bigrams") for pair in words.letters},
        )

    def _words(self, text: str) -> Words:
        terms = frozenset(term for term, _ in self._analyzer.analyze(text).terms)
        return Words(terms=terms, letters=frozenset(bigrams(text)))


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionWords:
    """A question's words, each with its weight."""

    terms: Mapping[str, float]
    letters: Mapping[str, float]

    def shares(self, *texts: Words) -> Shares:
        """Return which part of the question the texts say together."""
        terms = frozenset[str]().union(*(text.terms for text in texts))
        letters = frozenset[str]().union(*(text.letters for text in texts))
        return Shares(terms=share(self.terms, terms), letters=share(self.letters, letters))


def share(weights: Mapping[str, float], said: frozenset[str]) -> float:
    """Return the part of the weights that lies on what is said; 0 for no weights."""
    total = sum(weights.values())
    return sum(weight for word, weight in weights.items() if word in said) / total if total else 0.0
