"""Answers from the newest index, by whatever is at hand: words, all engines, a language model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.query import check_question
from rag.scope import EVERYTHING, Scope
from rag.scripts import is_foreign
from ui.wiring import make_answerer, make_rewriter, make_word_answerer, make_writer

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from index.snapshot import Snapshot
    from rag.answering import Answerer
    from rag.datatypes import Answer, Passage, Turn
    from rag.writing.model import LanguageModel
    from ui.wiring import Engines


class Answers:
    """Chooses what answers a question. Safe to use from several threads.

    Args:
        snapshot: Returns the newest index.
        engines: What answers are made with.
        answers_early: Whether what is asked before all engines are loaded is answered by words
            alone where words find an answer.
        llm: Puts answers into words; without, they are quotes.
    """

    def __init__(
        self,
        snapshot: Callable[[], Snapshot],
        engines: Engines,
        *,
        answers_early: bool,
        llm: LanguageModel | None,
    ) -> None:
        self._snapshot = snapshot
        self._engines = engines
        self._answers_early = answers_early
        self._llm = llm
        self._held: tuple[Snapshot, Answerer] | None = None

    @property
    def writer(self) -> str:
        """The name of the language model that puts answers into words; empty without one."""
        return self._llm.name if self._llm else ""

    def answerer(self) -> Answerer:
        """Return what answers from the newest index; loads the engines when they are not.

        Raises:
            StoreError: There is no index, or it was made with another encoder.
            ModelError: The encoder's weights are not on this machine.
        """
        snapshot, held = self._snapshot(), self._held
        if held and held[0] is snapshot:
            return held[1]
        answerer = make_answerer(snapshot, self._engines)
        self._held = (snapshot, answerer)
        return answerer

    def grow(
        self,
        question: str,
        history: Sequence[Turn],
        scope: Scope = EVERYTHING,
        *,
        writes: bool = True,
    ) -> Generator[Answer, None, None]:
        """Yield the answer as a language model writes it; the last one is whole.

        Without a model, or where it is not to write, there is one answer: quotes.

        Args:
            question: What is asked.
            history: The turns before it, the earliest first.
            scope: The articles that may answer.
            writes: Whether the model, if there is one, is asked.

        Raises:
            InputError: The question is empty or too long; nothing is loaded for it.
            StoreError, ModelError: As for `answerer`.
        """
        check_question(question)
        llm = self._llm if writes else None
        answerer, answer = self._extract(question, history, scope, llm)
        if llm and answerer.puts_words(question, history):
            yield from make_writer(self._engines, llm).write(answer)
        else:
            yield answer

    def search(self, query: str, *, top_k: int, scope: Scope = EVERYTHING) -> list[Passage]:
        """Return at most `top_k` passages of the articles in scope for a query, best first.

        Raises:
            InputError: The query is empty or too long; nothing is loaded for it.
            StoreError, ModelError: As for `answerer`.
        """
        check_question(query)
        if self._is_early():
            passages = self._word_answerer().search(query, passages=top_k, scope=scope)
            if not is_foreign(query, passages):
                return passages
        return self.answerer().search(query, passages=top_k, scope=scope)

    def _extract(
        self, question: str, history: Sequence[Turn], scope: Scope, llm: LanguageModel | None
    ) -> tuple[Answerer, Answer]:
        """Return the answer in quotes, and what found it."""
        rewrite = make_rewriter(llm) if llm else None
        if self._is_early():
            answerer = self._word_answerer()
            answer = answerer.ask(question, history, scope, rewrite)
            if self._can_stand(answer):
                return answerer, answer
        answerer = self.answerer()
        return answerer, answerer.ask(question, history, scope, rewrite)

    def _is_early(self) -> bool:
        return self._answers_early and not self._engines.are_warm

    def _can_stand(self, answer: Answer) -> bool:
        # Where words find no answer, meaning may: they miss every third of the questions of people
        # who have not read the articles. A courtesy, which has no query, needs neither.
        if answer.answerable or not answer.query:
            return True
        return self._engines.is_encoder_missing and not is_foreign(answer.query, answer.passages)

    def _word_answerer(self) -> Answerer:
        # Not kept: it is made in no time, and soon needed no longer.
        return make_word_answerer(self._snapshot(), self._engines)
