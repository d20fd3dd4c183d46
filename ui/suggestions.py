"""Questions that the page offers: examples to begin with, and what may follow an answer."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from index.errors import ChulcheoError, StoreError
from rag.phrases import is_korean
from rag.suggesting.choosing import (
    about,
    best_first,
    from_sentences,
    is_answered,
    shuffled,
    varied,
)
from rag.suggesting.following import follow_ups, sources_of

if TYPE_CHECKING:
    from index.datatypes import Document, DocumentSummary
    from index.language import Grammar
    from rag.datatypes import Answer, Turn
    from rag.suggesting.choosing import Suggestion
    from ui.words import Language

EXAMPLES = 4
# So many articles are looked through for examples, and so many sentences of each; so many
# questions are then asked to see whether they are answered, each in a fifth of a second. Judgement.
ARTICLES, SENTENCES, CANDIDATES = 16, 80, 24
# Of four examples so many may ask for the same sort of thing.
SAME_SORT = 2
LANGUAGES: tuple[Language, ...] = ("ko", "en")


class Space(Protocol):
    """The corpus that the questions are made of."""

    def generation(self) -> int:
        """Return the number of the index now in use."""
        ...

    def articles(self) -> list[DocumentSummary]:
        """Return all articles of the index, without their texts."""
        ...

    def document(self, source: str) -> Document:
        """Return one article of the index."""
        ...

    def ask(self, question: str, history: Sequence[Turn]) -> Answer:
        """Return the answer to a question."""
        ...

    def grammar(self) -> Grammar | None:
        """Return the grammar of Korean, `None` until it is loaded."""
        ...


class Examples:
    """A few questions to begin with; the same ones for a generation of the index.

    At first they ask about whole articles. Facts take their place once `prepare` has seen that
    they are answered. Safe to use from several threads.

    Args:
        space: The corpus.
    """

    def __init__(self, space: Space) -> None:
        self._space = space
        self._preparing = threading.Lock()
        self._prepared: set[tuple[int, Language]] = set()
        # Written by single steps of the interpreter, so that who reads need not wait.
        self._offered: dict[tuple[int, Language], list[str]] = {}

    def questions(self, language: Language) -> list[str]:
        """Return at most `EXAMPLES` questions; nothing is waited for.

        Raises:
            StoreError: There is no index, or it cannot be read.
        """
        key = self._space.generation(), language
        offered = self._offered.get(key)
        return list(offered or self._offered.setdefault(key, self._whole(*key)))

    def prepare(self) -> None:
        """Find questions that are answered; takes seconds, and is for a thread in the background.

        It does nothing until the grammar is loaded, and stops when the index changes. Where asking
        fails, whole articles are still asked about.
        """
        with self._preparing, suppress(ChulcheoError):
            generation, grammar = self._space.generation(), self._space.grammar()
            for language in LANGUAGES:
                key = generation, language
                if grammar is None or key in self._prepared:
                    continue
                found = self._checked(self._candidates(*key, grammar), generation)
                if self._space.generation() != generation:
                    return
                self._offered[key] = [*found, *self._whole(*key)][:EXAMPLES]
                self._prepared.add(key)

    def _whole(self, generation: int, language: Language) -> list[str]:
        """Return the questions about whole articles."""
        articles = self._chosen(generation)
        found = varied([about(article, korean=language == "ko") for article in articles], EXAMPLES)
        return [item.text for item in found]

    def _chosen(self, generation: int) -> list[DocumentSummary]:
        """Return the articles that are looked through, in an order that looks random."""
        articles = {article.source: article for article in self._space.articles()}
        return [articles[source] for source in shuffled(articles, str(generation))[:ARTICLES]]

    def _candidates(
        self, generation: int, language: Language, grammar: Grammar
    ) -> list[Suggestion]:
        """Return the questions for facts that may become examples, the best first."""
        groups = []
        for article in self._chosen(generation):
            document = self._space.document(article.source)
            numbers = range(min(len(document.sentences), SENTENCES))
            found = [
                item
                for item in from_sentences(document, numbers, grammar)
                if is_korean(item.text) == (language == "ko")
            ]
            groups.append(best_first(found, str(generation)))
        return varied(groups, CANDIDATES)

    def _checked(self, candidates: Sequence[Suggestion], generation: int) -> list[str]:
        """Return the first of the questions that are answered, of different sorts and articles."""
        sorts: Counter[str] = Counter()
        sources: Counter[str] = Counter()
        each = -(-EXAMPLES // max(len({item.source for item in candidates}), 1))
        chosen: list[str] = []
        for item in candidates:
            if len(chosen) == EXAMPLES or self._space.generation() != generation:
                break
            is_new = sorts[item.sort] < SAME_SORT and sources[item.source] < each
            if is_new and is_answered(item, self._space.ask(item.text, ())):
                sorts[item.sort] += 1
                sources[item.source] += 1
                chosen.append(item.text)
        return chosen


def suggestions(space: Space, answer: Answer, asked: Sequence[str]) -> list[str]:
    """Return a few questions that may follow an answer; takes milliseconds.

    Args:
        space: The corpus.
        answer: The latest one; its articles may have been deleted since.
        asked: What was asked in the conversation so far.
    """
    documents = []
    for source in sources_of(answer):
        with suppress(StoreError):
            documents.append(space.document(source))
    return follow_ups(answer, documents, asked, space.grammar())
