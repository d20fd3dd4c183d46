"""One corpus with its index, as the command line and the page work with it."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.database import Database
from index.errors import StoreError
from index.snapshot import Snapshot, newest_generation
from index.store import Store
from index.update import changes, update
from rag.query import check_question
from ui.wiring import Engines, make_answerer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from index.datatypes import Changes, Document, DocumentSummary, Progress, UpdateReport
    from index.store import Settings
    from rag.answering import Answerer
    from rag.datatypes import Answer, Passage, Turn

EXAMPLES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What `rag status` tells.

    Attributes:
        corpus: Folder of articles.
        store: Folder of the index.
        generation: Number of the index.
        documents: How many it holds.
        chunks: How many are searched.
        settings: What it was made with.
        changes: How the folder differs from it, with the files that cannot be used.
    """

    corpus: str
    store: str
    generation: int
    documents: int
    chunks: int
    settings: Settings
    changes: Changes


class Workspace:
    """Answers questions, shows articles, takes in new ones. Safe to use from several threads.

    Args:
        corpus: Folder of articles.
        store: Folder of the index.
        model: Name or folder of the encoder; `None` for the one the index was made with, or the
            bundled one where there is no index.
        tell: Is given one line when something takes long for the first time.
    """

    def __init__(
        self,
        corpus: Path,
        store: Path,
        *,
        model: str | None = None,
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._corpus = corpus
        self._store = store
        self._engines = Engines(model or stored_model(store), tell)
        self._opening = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._answerer: Answerer | None = None

    @property
    def corpus(self) -> Path:
        """The folder of articles."""
        return self._corpus

    def is_warm(self) -> bool:
        """Return whether a question need not wait for an engine."""
        return self._engines.are_warm

    def warm_up(self) -> None:
        """Load the engines and let each do its first work, which is the slowest.

        Raises:
            ModelError: The encoder's weights are not on this machine.
        """
        self._engines.analyzer().analyze("준비 중입니다.")
        self._engines.encoder().encode_queries(["준비"])
        self._engines.spans()

    def has_index(self) -> bool:
        """Return whether there is an index to ask."""
        return Database.exists(self._store)

    def generation(self) -> int:
        """Return the number of the newest index."""
        return self.snapshot().generation

    def snapshot(self) -> Snapshot:
        """Return the newest index; one opened before stays whole for whoever still uses it.

        Raises:
            StoreError: There is none, or it cannot be read.
        """
        with self._opening:
            if self._snapshot is None or self._snapshot.generation != newest_generation(
                self._store
            ):
                self._snapshot = Snapshot.open(self._store)
                self._answerer = None
            return self._snapshot

    def answerer(self) -> Answerer:
        """Return what answers from the newest index; loads the engines when they are not.

        Raises:
            StoreError: There is no index, or it was made with another encoder.
            ModelError: The encoder's weights are not on this machine.
        """
        snapshot = self.snapshot()
        answerer = self._answerer
        if answerer is None:
            answerer = make_answerer(snapshot, self._engines)
            if self._snapshot is snapshot:
                self._answerer = answerer
        return answerer

    def ask(self, question: str, history: Sequence[Turn]) -> Answer:
        """Return the answer to a question that was asked after these turns.

        Raises:
            InputError: The question is empty or too long; nothing is loaded for it.
            StoreError, ModelError: As for `answerer`.
        """
        check_question(question)
        return self.answerer().ask(question, history)

    def search(self, query: str, *, top_k: int) -> list[Passage]:
        """Return at most `top_k` passages for a query, best first.

        Raises:
            InputError: The query is empty or too long; nothing is loaded for it.
            StoreError, ModelError: As for `answerer`.
        """
        check_question(query)
        return self.answerer().search(query, passages=top_k)

    def status(self) -> Status:
        """Return what the index holds, and how the folder differs from it.

        Raises:
            StoreError: There is no index, or it cannot be read.
            CorpusError: There is no such folder.
        """
        snapshot = self.snapshot()
        return Status(
            corpus=str(self._corpus),
            store=str(self._store),
            generation=snapshot.generation,
            documents=len(snapshot.store.digests()),
            chunks=snapshot.store.count_chunks(),
            settings=snapshot.settings,
            changes=self.changes(),
        )

    def document(self, source: str) -> Document:
        """Return an article of the index.

        Raises:
            StoreError: There is none of that source.
        """
        return self.snapshot().document(source)

    def articles(self) -> list[DocumentSummary]:
        """Return all articles of the index, without their texts, sorted by source."""
        return self.snapshot().store.summaries()

    def examples(self) -> list[str]:
        """Return a few questions to begin with, made of the headlines in hand."""
        return example_questions(self.articles())

    def changes(self) -> Changes:
        """Return how the folder differs from the index; nothing is encoded.

        Raises:
            CorpusError: There is no such folder.
        """
        return changes(self._corpus, self._store)

    def update(self, progress: Progress, *, full: bool = False) -> UpdateReport:
        """Bring the index up to date with the folder.

        Raises:
            CorpusError: The folder is missing, or holds no article.
            StoreError: The index was made with other tools, or cannot be written.
        """
        stored = stored_model(self._store)
        if stored and stored != self._engines.model and not full:
            message = (
                f"the index was made with {stored}, not with {self._engines.model}; "
                f"rebuild it with: rag index --full --encoder {self._engines.model}"
            )
            raise StoreError(message)
        return update(self._corpus, self._store, self._engines.tools, progress, full=full)


def stored_model(store: Path) -> str | None:
    """Return what the encoder of an index is loaded by, `None` where there is no index to ask."""
    if not Database.exists(store):
        return None
    database = Database.reading(store)
    settings = Store(database).settings
    database.close()
    return settings.model if settings else None


def example_questions(articles: Sequence[DocumentSummary]) -> list[str]:
    """Return at most `EXAMPLES` questions: headlines that ask, and others turned into questions."""
    asking = [article.title for article in articles if article.title.rstrip("\"'”’").endswith("?")]
    signed = [
        f"‘{article.title}’ 기사는 누가 썼나요?"
        for article in articles
        if article.author and not article.title.endswith("…")
    ]
    telling = [
        f"{article.title}: 어떤 내용인가요?"
        for article in articles
        if article.title not in asking and not article.title.endswith("…")
    ]
    mixed = [*asking[:2], *telling[:2], *signed[:1], *telling[2:], *asking[2:]]
    return list(dict.fromkeys(mixed))[:EXAMPLES]
