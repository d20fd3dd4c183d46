"""One corpus with its index, as the command line and the page work with it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from index.belonging import check_place
from index.comparing import changes
from index.errors import DamagedError, FormatError, StoreError
from index.snapshot import Snapshot, newest_state, stored_settings
from index.update import update
from index.verifying import verify
from rag.scope import EVERYTHING, Scope
from ui.answers import Answers
from ui.status import Status
from ui.suggestions import Examples, suggestions
from ui.wiring import Engines

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from pathlib import Path

    from index.datatypes import Changes, Document, DocumentSummary, Progress, UpdateReport
    from index.language import Grammar
    from index.verifying import Finding
    from rag.answering import Answerer
    from rag.checking.checker import Checker
    from rag.datatypes import Answer, Passage, Turn
    from rag.writing.model import LanguageModel
    from ui.words import Language


class Workspace:
    """Answers questions, shows articles, takes in new ones. Safe to use from several threads.

    Args:
        corpus: Folder of articles.
        store: Folder of the index.
        engines: What indexes and answers; by default with the encoder that the index was made
            with, or the bundled one where there is no index.
        answers_early: Whether what is asked before all engines are loaded is answered by words
            alone where words find an answer, and waits for the encoder only where they do not.
            Someone has to `warm_up` then.
        llm: Puts answers into words; without, they are quotes.
    """

    def __init__(
        self,
        corpus: Path,
        store: Path,
        engines: Engines | None = None,
        *,
        answers_early: bool = False,
        llm: LanguageModel | None = None,
    ) -> None:
        self._corpus = corpus
        self._store = store
        self._answers_early = answers_early
        self._engines = engines or Engines(stored_model(store))
        self._opening = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._answers = Answers(self.snapshot, self._engines, answers_early=answers_early, llm=llm)
        self._examples = Examples(self)

    @property
    def corpus(self) -> Path:
        """The folder of articles."""
        return self._corpus

    @property
    def store(self) -> Path:
        """The folder of the index."""
        return self._store

    def is_warm(self) -> bool:
        """Return whether a later answer would be no better: no engine is still to come.

        It is so too where the encoder cannot be loaded. With `answers_early` words alone then
        answer or refuse for good; a question in another writing than the articles, with which
        words cannot deal, raises `ModelError`, as does every question without `answers_early`.
        """
        return self._engines.are_warm or self._engines.is_encoder_missing

    def warm_up(self) -> None:
        """Load the engines and let each do its first work, which is the slowest.

        The analyzer comes first: with it, questions can be answered by words.

        Raises:
            ModelError: The encoder's weights are not on this machine.
        """
        self._engines.analyzer().analyze("준비 중입니다.")
        self._engines.encoder().encode_queries(["준비"])
        self._engines.spans()

    def has_index(self) -> bool:
        """Return whether there is an index to ask.

        Raises:
            StoreError: It cannot be read, or holds the articles of another folder.
        """
        if stored_settings(self._store) is None:
            return False
        check_place(self.snapshot().store, self._corpus, self._store)
        return True

    def generation(self) -> int:
        """Return the number of the newest index."""
        return self.snapshot().generation

    def snapshot(self) -> Snapshot:
        """Return the newest index; one opened before stays whole for whoever still uses it.

        Raises:
            StoreError: There is none, or it cannot be read.
        """
        with self._opening:
            if self._snapshot is None or self._snapshot.state != newest_state(self._store):
                self._snapshot = Snapshot.open(self._store)
            return self._snapshot

    def answerer(self) -> Answerer:
        """Return what answers from the newest index in quotes; loads the engines.

        Raises:
            StoreError: There is no index, or it was made with another encoder.
            ModelError: The encoder's weights are not on this machine.
        """
        return self._answers.answerer()

    def checker(self) -> Checker:
        """Return what checks the sentences of a language model; loads the analyzer."""
        return self._engines.checker()

    @property
    def writer(self) -> str:
        """The name of the language model that puts answers into words; empty without one."""
        return self._answers.writer

    def ask(self, question: str, history: Sequence[Turn], scope: Scope = EVERYTHING) -> Answer:
        """Return the whole answer: the last one of `answers`, with what it raises."""
        *_, answer = self.answers(question, history, scope)
        return answer

    def answers(
        self,
        question: str,
        history: Sequence[Turn],
        scope: Scope = EVERYTHING,
        *,
        writes: bool = True,
    ) -> Generator[Answer, None, None]:
        """Yield the answer as it grows, the last one whole; see `Answers.grow`.

        Raises:
            InputError: The question is empty or too long; nothing is loaded for it.
            StoreError, ModelError: As for `answerer`.
        """
        yield from self._answers.grow(question, history, scope, writes=writes)

    def search(self, query: str, *, top_k: int, scope: Scope = EVERYTHING) -> list[Passage]:
        """Return at most `top_k` passages for a query, best first; raises as `answers`."""
        return self._answers.search(query, top_k=top_k, scope=scope)

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
            documents=snapshot.store.count_documents(),
            chunks=snapshot.store.count_chunks(),
            settings=snapshot.settings,
            changes=self.changes(),
        )

    def verify(self) -> list[Finding]:
        """Return all that is wrong with the index; reads every byte of it.

        Raises:
            StoreError: There is none, or it cannot be read now.
        """
        return verify(self._store)

    def document(self, source: str) -> Document:
        """Return an article of the index.

        Raises:
            StoreError: There is none of that source.
        """
        return self.snapshot().document(source)

    def articles(self) -> list[DocumentSummary]:
        """Return all articles of the index, without their texts, sorted by source."""
        return self.snapshot().store.summaries()

    def grammar(self) -> Grammar | None:
        """Return the grammar of Korean, `None` until it is loaded."""
        return self._engines.loaded_analyzer

    def examples(self, language: Language) -> list[str]:
        """Return a few questions to begin with, made of the articles in hand; never waits."""
        return self._examples.questions(language)

    def prepare_examples(self) -> None:
        """Find examples that are surely answered; takes seconds.

        Raises:
            StoreError, ModelError: As for `answerer`.
        """
        self._examples.prepare()

    def suggestions(self, answer: Answer, asked: Sequence[str]) -> list[str]:
        """Return a few questions that may follow an answer; takes milliseconds.

        Args:
            answer: The latest one.
            asked: What was asked in the conversation so far.
        """
        return suggestions(self, answer, asked)

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
        report = update(self._corpus, self._store, self._engines.tools, progress, full=full)
        if self._answers_early and self._engines.are_warm:
            # Whoever looks on meanwhile is given examples that nobody has tried.
            threading.Thread(target=self._examples.prepare, daemon=True).start()
        return report


def stored_model(store: Path) -> str | None:
    """Return what the encoder of an index is loaded by, `None` where there is no index to ask."""
    try:
        settings = stored_settings(store)
    except (DamagedError, FormatError):
        # Whoever asks it something is told; who builds it anew need not know.
        return None
    return settings.model if settings else None
