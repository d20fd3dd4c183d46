"""What the page needs from the engines behind it."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from rag.scope import EVERYTHING, Scope

if TYPE_CHECKING:
    from index.datatypes import Changes, Document, DocumentSummary, Progress, UpdateReport
    from rag.datatypes import Answer, Passage, Turn
    from ui.status import Status
    from ui.words import Language


class Backend(Protocol):
    """One corpus with its index: answers questions, shows articles, takes in new ones.

    Every method may be called from several threads at once.
    """

    @property
    def corpus(self) -> Path:
        """The folder of articles."""
        ...

    @property
    def store(self) -> Path:
        """The folder of the index, in which the page keeps what it has to remember."""
        ...

    def is_warm(self) -> bool:
        """Say whether all engines are loaded: until then answers go by words alone, or wait."""
        ...

    @property
    def writer(self) -> str:
        """The name of the language model that puts answers into words; empty without one."""
        ...

    def ask(self, question: str, history: Sequence[Turn], scope: Scope = EVERYTHING) -> Answer:
        """Return the answer from the articles in scope: the last one of `answers`.

        Raises:
            ChulcheoError: The question is empty or too long (`InputError`), or the index
                cannot answer.
        """
        ...

    def answers(
        self,
        question: str,
        history: Sequence[Turn],
        scope: Scope = EVERYTHING,
        *,
        writes: bool = True,
    ) -> Generator[Answer, None, None]:
        """Yield the answer as it grows; the last one is whole.

        While a language model writes, one is yielded about every half second, be it the same as the
        one before. Closing the generator ends the request to the model.

        Args:
            question: As typed.
            history: The turns before it, oldest first.
            scope: What it may be answered from.
            writes: Whether the model, if there is one, puts the answer into words.

        Raises:
            ChulcheoError: As for `ask`. A model that fails raises nothing: the answer tells.
        """
        ...

    def search(self, query: str, *, top_k: int, scope: Scope = EVERYTHING) -> list[Passage]:
        """Return at most `top_k` passages, best first.

        Raises:
            ChulcheoError: As for `ask`.
        """
        ...

    def document(self, source: str) -> Document:
        """Return one article of the index.

        Raises:
            ChulcheoError: No article of that name is in the index.
        """
        ...

    def articles(self) -> list[DocumentSummary]:
        """Return all articles of the index, without their texts."""
        ...

    def examples(self, language: Language) -> list[str]:
        """Return a few questions that the articles in hand answer; never waits."""
        ...

    def suggestions(self, answer: Answer, asked: Sequence[str]) -> list[str]:
        """Return a few questions that may follow an answer.

        Args:
            answer: The latest one.
            asked: What was asked in the conversation so far.
        """
        ...

    def status(self) -> Status:
        """Return what the index holds, and how the folder differs from it.

        Raises:
            ChulcheoError: There is no index, or no folder.
        """
        ...

    def changes(self) -> Changes:
        """Return how the folder differs from the index; encodes nothing, but reads the folder."""
        ...

    def update(self, progress: Progress) -> UpdateReport:
        """Bring the index up to date with the folder.

        Questions that are being answered meanwhile keep the index they began with.

        Raises:
            ChulcheoError: The folder or the store cannot be used.
        """
        ...

    def generation(self) -> int:
        """Return the number of the index now in use; it grows by one with every change."""
        ...
