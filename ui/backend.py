"""What the page needs from the engines behind it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from index.datatypes import Changes, Document, DocumentSummary, Progress, UpdateReport
    from rag.datatypes import Answer, Turn


class Backend(Protocol):
    """One corpus with its index: answers questions, shows articles, takes in new ones.

    Every method may be called from several threads at once.
    """

    @property
    def corpus(self) -> Path:
        """The folder of articles."""
        ...

    def is_warm(self) -> bool:
        """Say whether the encoder and the analyzer are loaded, so that `ask` need not wait."""
        ...

    def ask(self, question: str, history: Sequence[Turn]) -> Answer:
        """Return the answer; waits until the engines are loaded.

        Raises:
            ChulcheoError: The question is empty or too long (`InputError`), or the index
                cannot answer.
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

    def examples(self) -> list[str]:
        """Return a few questions that the articles in hand answer."""
        ...

    def changes(self) -> Changes:
        """Return how the folder differs from the index; cheap, encodes nothing."""
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
