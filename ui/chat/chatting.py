"""What happens in the chat: questions are asked, answers kept, taken back, judged.

Knows nothing of Gradio: a step says what the page is to show.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

from index.errors import ChulcheoError, InputError, StoreError
from rag.scope import EVERYTHING, Scope
from ui.chat.answer import (
    answer_stages,
    growing_markup,
    notice_markup,
    pending_markup,
    question_markup,
)
from ui.chat.conversation import Exchange, check_room, turns
from ui.chat.showing import Showing, Step, notices
from ui.chat.thread import Message, said, thread_of
from ui.chat.writing import is_growing
from ui.markup import EMPTY
from ui.server.limits import address_key

if TYPE_CHECKING:
    from rag.datatypes import Answer
    from ui.backend import Backend
    from ui.chat.growing import Grown
    from ui.chat.keeping import Keeping
    from ui.links import Verdict
    from ui.server.limits import RateLimiter
    from ui.visiting import Visitor

# Sentences appear one by one: slowly enough to be seen to, too fast to be waited for.
SENTENCE_SECONDS = 0.04


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A question on its way.

    Attributes:
        question: As typed; empty where it is one to be asked once more.
        conversation: The id of the conversation it is asked in; empty to start one.
        scope: The articles it may be answered from.
        replacing: The number of the exchange whose place it takes, with all after it; 0 for none.
        writes: Whether the language model, if there is one, is to put the answer into words.
    """

    question: str = ""
    conversation: str = ""
    scope: Scope = EVERYTHING
    replacing: int = 0
    writes: bool = True


class Chatting:
    """The chat of all visitors with one backend.

    Args:
        backend: What answers.
        keeping: Keeps what was asked.
        limiter: How often each machine may ask.
        sentence_seconds: How long each sentence of an answer waits for the one before it.
    """

    def __init__(
        self,
        backend: Backend,
        keeping: Keeping,
        limiter: RateLimiter,
        sentence_seconds: float = SENTENCE_SECONDS,
    ) -> None:
        self._backend = backend
        self._keeping = keeping
        self._showing = Showing(backend, keeping)
        self._limiter = limiter
        self._sentence_seconds = sentence_seconds

    def open(self, visitor: Visitor, conversation: str) -> Step:
        """Return a conversation; one that is not there, or not this visitor's, is a new one."""
        return replace(self._showing.show(visitor, conversation), question="")

    def ask(self, visitor: Visitor, asking: Asking) -> Generator[Step, None, None]:
        """Yield what the page shows while a question is being answered, and then for good.

        A step that is the very one before says that there is nothing new. Closing the steps ends
        the work on the answer; of one that is still `asked` nothing is left then.
        """
        words = visitor.words
        refusal = self._refusal(visitor, asking)
        if refusal:
            yield self._back(visitor, asking, refusal)
            return
        question = asking.question.strip()
        exchanges = self._showing.exchanges(visitor, asking.conversation)
        before = exchanges[: asking.replacing - 1] if asking.replacing else exchanges
        thread = [*thread_of(before, words), said(question_markup(question), role="user")]
        waiting = words.chat.searching if self._backend.is_warm() else words.chat.preparing
        pending = Step(
            thread=[*thread, said(pending_markup(waiting))],
            conversation=asking.conversation,
            question="",
            editing=asking.replacing,
            asked=asking.question,
        )
        yield pending
        try:
            with self._keeping.growing.answer(visitor.id, asking.conversation) as grown:
                answer = yield from self._grow(visitor, asking, before, pending, grown)
                yield from self._tell(visitor, asking, answer, thread)
        except InputError as error:
            yield self.refuse(visitor, asking, error)
        except ChulcheoError as error:
            yield self._failed(visitor, asking, words.errors.error(error))

    def retry(self, visitor: Visitor, asking: Asking) -> Generator[Step, None, None]:
        """Yield what the page shows while the question to be replaced is asked once more."""
        question = self._showing.question(visitor, asking.conversation, asking.replacing)
        if question:
            yield from self.ask(visitor, replace(asking, question=question))
        else:
            yield self._showing.show(visitor, asking.conversation)

    def stop(self, visitor: Visitor, asking: Asking) -> Step:
        """Return the page after an answer was stopped: the question is back in the box."""
        if not asking.question:
            # The answer was faster.
            return self._showing.show(visitor, asking.conversation)
        return self._back(visitor, asking, visitor.words.chat.stopped)

    def refuse(self, visitor: Visitor, asking: Asking, error: InputError) -> Step:
        """Return the page after what the visitor can mend: the question is back in the box."""
        return self._back(visitor, asking, visitor.words.errors.error(error))

    def fail(self, visitor: Visitor, asking: Asking) -> Step:
        """Return the page after something nobody foresaw."""
        return self._failed(visitor, asking, visitor.words.chat.answer_failed)

    def edit(self, visitor: Visitor, conversation: str, number: int) -> Step:
        """Return the page with an earlier question in the box; nothing is taken back yet."""
        question = self._showing.question(visitor, conversation, number)
        shown = self._showing.show(visitor, conversation)
        if not question:
            return shown
        return replace(
            shown, question=question, editing=number, notice=notices(visitor.words, editing=number)
        )

    def undo(self, visitor: Visitor, conversation: str, number: int) -> Step:
        """Forget an exchange and all after it; its question goes back into the box."""
        question = self._showing.question(visitor, conversation, number)
        self._keeping.cut(visitor.id, conversation, number)
        return replace(self._showing.show(visitor, conversation), question=question or None)

    def judge(
        self, visitor: Visitor, conversation: str, number: int, verdict: Verdict, editing: int = 0
    ) -> Step:
        """Note what the visitor thinks of an answer; the same verdict again takes it back.

        Args:
            visitor: Who judges.
            conversation: The one that is open.
            number: Of the answer.
            verdict: What they think of it.
            editing: The number of the exchange whose question is being changed meanwhile.
        """
        exchanges = self._showing.exchanges(visitor, conversation)
        same = [item for item in exchanges if (item.number, item.verdict) == (number, verdict)]
        self._keeping.judge(visitor.id, conversation, number, None if same else verdict)
        thanks = [] if same else [visitor.words.chat.thanks]
        return replace(
            self._showing.show(visitor, conversation),
            editing=editing,
            notice=notices(visitor.words, *thanks, editing=editing),
        )

    def _grow(
        self,
        visitor: Visitor,
        asking: Asking,
        before: Sequence[Exchange],
        pending: Step,
        grown: Grown,
    ) -> Generator[Step, None, Answer]:
        """Yield an answer as a language model writes it, and return it once it is whole."""
        shown, told = replace(pending, question=None), EMPTY
        number = len(before) + 1
        answers = self._backend.answers(
            asking.question.strip(), turns(before), asking.scope, writes=asking.writes
        )
        with closing(answers):
            answer = next(answers)
            while is_growing(answer):
                stage = growing_markup(answer, number, visitor.words)
                if stage != told:
                    digests = self._digests(answer)
                    grown.exchange = Exchange(
                        number=number, answer=answer, sha256s=digests, asked_at=""
                    )
                    shown = replace(shown, thread=[*pending.thread[:-1], said(stage)])
                    told = stage
                yield shown
                answer = next(answers)
        # From here on it cannot be stopped: whoever has stopped it before is heard here.
        yield replace(shown, asked="")
        return answer

    def _tell(
        self, visitor: Visitor, asking: Asking, answer: Answer, thread: Sequence[Message]
    ) -> Iterator[Step]:
        """Keep an answer, and yield it sentence by sentence; it cannot be stopped any more."""
        kept = self._keeping.add(
            visitor.id,
            asking.conversation,
            answer,
            self._digests(answer),
            replacing=asking.replacing,
        )
        exchanges, id_ = kept.conversation.exchanges, kept.conversation.id
        notice = EMPTY if kept.is_saved else notice_markup(visitor.words.chat.unsaved)
        for place, stage in enumerate(answer_stages(answer, len(exchanges), visitor.words)):
            time.sleep(self._sentence_seconds if place else 0)
            yield Step(thread=[*thread, said(stage)], conversation=id_, notice=notice)
        yield Step(thread=self._showing.thread(visitor, exchanges), conversation=id_, notice=notice)

    def _refusal(self, visitor: Visitor, asking: Asking) -> str:
        """Return why a question is not even tried; empty where it is."""
        words = visitor.words
        if not asking.question.strip():
            return words.chat.question_empty
        try:
            # One that cannot be read goes on where nothing is saved.
            with suppress(StoreError):
                if asking.conversation:
                    kept = self._keeping.load(visitor.id, asking.conversation)
                    check_room(0 if asking.replacing else len(kept.exchanges))
        except InputError as error:
            return words.errors.error(error)
        seconds = self._limiter.wait_seconds(address_key(visitor.address))
        return words.chat.too_many(ceil(seconds)) if seconds else ""

    def _back(self, visitor: Visitor, asking: Asking, line: str) -> Step:
        """Return the page as it was, with the question back in the box and a line over it."""
        shown = self._showing.show(visitor, asking.conversation)
        # Whoever empties the box does not want to change a question any more.
        editing = asking.replacing if shown.conversation and asking.question.strip() else 0
        return replace(
            shown,
            question=asking.question,
            editing=editing,
            notice=notices(visitor.words, line, editing=editing),
        )

    def _failed(self, visitor: Visitor, asking: Asking, line: str) -> Step:
        """Return the page with a line where the answer would be; what was asked can be sent again.

        Without a question the box is left alone.
        """
        shown = self._showing.show(visitor, asking.conversation)
        failed = said(notice_markup(line))
        question = asking.question.strip()
        if not question:
            return replace(shown, thread=[*shown.thread, failed])
        asked = said(question_markup(question), role="user")
        editing = asking.replacing if shown.conversation else 0
        return replace(
            shown,
            thread=[*shown.thread, asked, failed],
            question=asking.question,
            editing=editing,
            notice=notices(visitor.words, editing=editing),
        )

    def _digests(self, answer: Answer) -> Mapping[str, str]:
        """Return the digest of each article that was read and is still there."""
        digests = {}
        for source in sorted({passage.source for passage in answer.passages}):
            # The index may have been rebuilt while the question was being answered.
            with suppress(StoreError):
                digests[source] = self._backend.document(source).sha256
        return digests
