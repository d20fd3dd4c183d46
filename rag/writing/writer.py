"""Puts an answer into the words of a language model, and keeps those that the passages carry."""

from __future__ import annotations

import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from rag.composing import Statement
from rag.confidence import LIKELY
from rag.datatypes import Doubt, Writing
from rag.timing import elapsed_ms
from rag.writing.drafting import Drafting
from rag.writing.fencing import is_fence_like
from rag.writing.model import WritingError
from rag.writing.prompt import is_not_told, make_prompt

if TYPE_CHECKING:
    from rag.checking.checker import Checked
    from rag.datatypes import Answer, Citation, Outcome, Passage
    from rag.writing.drafting import Drafted
    from rag.writing.model import LanguageModel

# Five short sentences, in a tokenizer that takes Hangul apart into bytes.
MOST_TOKENS = 700
# A model that goes on after so many does not do what it is told.
MOST_SENTENCES = 10
# Below this confidence fifteen in sixteen questions have no answer in the articles (the calibration
# curve in ARCHITECTURE.md): a model that is asked all the same tells something true of something
# else, and no check of sentences can find that out.
ASKED_FROM = 0.3
# What the sentences end with that tell nothing.
ASKING = ("?", "？")
# A line of the fence may come in pieces: as much of what came before is looked at with each.
SEAM = 8
# So often whoever waits gets a chance to give up.
HEARTBEAT_SECONDS = 0.5
# Ends of a text that has begun.
_BROKEN_OFF: frozenset[Outcome] = frozenset(("cut_short", "too_long"))
# And what came of a text that had not come to its first sentence.
_FRUITLESS: Mapping[Outcome, Outcome] = {"cut_short": "failed", "too_long": "unsupported"}


class SentenceChecker(Protocol):
    """Tells where passages carry a sentence."""

    def check(
        self, sentence: str, passages: Sequence[Passage], markers: Sequence[int] = ()
    ) -> Checked:
        """Return where the sentence stands; without citations it stands nowhere."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An answer while a model writes it.

    Attributes:
        answer: The extractive one, which stands where the model fails.
        model: The model's name.
        statements: What it wrote and the passages carry.
        doubts: What they do not carry.
        is_refused: Whether it said, before anything else, that the articles do not tell.
    """

    answer: Answer
    model: str
    statements: tuple[Statement, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    is_refused: bool = False

    @property
    def is_over(self) -> bool:
        """Whether nothing more of it is wanted."""
        return self.is_refused or len(self.statements) + len(self.doubts) >= MOST_SENTENCES

    def with_sentence(self, text: str, checked: Checked) -> Draft:
        """Return the draft with one more sentence, among those that stand or those that fail."""
        if checked.citations:
            statement = Statement(text=text, citations=checked.citations)
            return replace(self, statements=(*self.statements, statement))
        doubt = Doubt(text=text, after=len(self.statements), lacks=checked.lacks)
        return replace(self, doubts=(*self.doubts, doubt))

    def outcome(self, error: WritingError | None) -> Outcome:
        """Return what came of it in the end.

        Args:
            error: What ended it, if the model did not.
        """
        if self.statements:
            if error:
                return error.outcome if error.outcome in _BROKEN_OFF else "cut_short"
            return "too_long" if self.is_over else "written"
        if self.is_refused:
            return "not_told"
        if self.doubts:
            return "unsupported"
        return _FRUITLESS.get(error.outcome, error.outcome) if error else "empty"

    def passes_over(self) -> bool:
        """Return whether it cites nothing of what a sure reader found: it tells something else."""
        answer = self.answer
        if not answer.short_answer or answer.confidence < LIKELY:
            return False
        cited = [item for statement in self.statements for item in statement.citations]
        return not any(overlap(one, other) for one in cited for other in answer.citations)

    def completed(self) -> Draft:
        """Return the draft, what a sure reader found put first where the model passes it over.

        So the words of a model never tell less than the quotes would.
        """
        if not self.statements or not self.passes_over():
            return self
        line = self.answer.text.partition("\n")[0]
        first = self.answer.citations[:1]
        found = Statement(text=line.removesuffix(f" [{first[0].number}]"), citations=first)
        return replace(
            self,
            statements=(found, *self.statements),
            doubts=tuple(replace(doubt, after=doubt.after + 1) for doubt in self.doubts),
        )

    def told(self, outcome: Outcome) -> Answer:
        """Return the answer as it stands: the model's, or where it has none, the extractive one."""
        writing = Writing(model=self.model, outcome=outcome, doubts=self.doubts)
        if not writing.is_shown:
            return replace(self.answer, writing=writing)
        return replace(
            self.answer,
            text="\n".join(map(str, self.statements)),
            answerable=bool(self.statements),
            citations=tuple(item for told in self.statements for item in told.citations),
            writing=writing,
        )


class Writer:
    """Writes answers with a language model.

    Args:
        model: What writes.
        checker: What every sentence has to pass.
    """

    def __init__(self, model: LanguageModel, checker: SentenceChecker) -> None:
        self._model = model
        self._checker = checker

    def write(self, answer: Answer) -> Generator[Answer, None, None]:
        """Yield an answer as it is put into words, each sentence once it is checked.

        While the model writes, `writing.outcome` is `writing`, and an answer is yielded at least
        every half second or so, be it the same; the last one is whole. Closing the iterator ends
        the request. An answer that is not worth a model's while is yielded as it is.

        Args:
            answer: The extractive one: it brings the passages, and stands where the model fails.
        """
        if not is_worth_writing(answer):
            yield answer
            return
        started = time.perf_counter()
        times: dict[str, float] = {}
        draft = Draft(answer=answer, model=self._model.name)
        error = None
        yield draft.told("writing")
        try:
            with closing(self._sentences(answer)) as sentences:
                for drafted in sentences:
                    draft = self._taken(draft, drafted) if drafted else draft
                    if draft.statements:
                        times.setdefault("first_sentence", elapsed_ms(started))
                    if draft.is_over:
                        break
                    yield draft.told("writing")
        except WritingError as raised:
            error = raised
        times["write"] = elapsed_ms(started)
        yield _timed(draft.completed().told(draft.outcome(error)), times)

    def _taken(self, draft: Draft, drafted: Drafted) -> Draft:
        if drafted.text.endswith(ASKING):
            # Small models repeat the question; no question is an answer.
            return draft
        if is_not_told(drafted.text):
            # Behind sentences that stand, it says that something else is not told.
            return draft if draft.statements else replace(draft, is_refused=True)
        checked = self._checker.check(drafted.text, draft.answer.passages, drafted.markers)
        return draft.with_sentence(drafted.text, checked)

    def _sentences(self, answer: Answer) -> Generator[Drafted | None, None, None]:
        """Yield the sentences that the model writes, and nothing now and then while none comes.

        Raises:
            WritingError: The model failed; what it had begun last is dropped.
        """
        messages = make_prompt(answer, self._model, most_tokens=MOST_TOKENS)
        drafting = Drafting()
        yielded, tail = time.monotonic(), ""
        with closing(self._model.write(messages, most_tokens=MOST_TOKENS)) as pieces:
            for piece in pieces:
                tail = tail[-SEAM:] + piece
                if is_fence_like(tail):
                    message = f"{self._model.name} repeats what it was told; take another model"
                    raise WritingError("unsupported", message)
                found = drafting.feed(piece)
                yield from found
                if found or time.monotonic() - yielded >= HEARTBEAT_SECONDS:
                    yielded = time.monotonic()
                    yield None
        yield from drafting.finish()


def overlap(one: Citation, other: Citation) -> bool:
    """Return whether two citations have words of an article in common."""
    return one.source == other.source and one.start < other.end and other.start < one.end


def is_worth_writing(answer: Answer) -> bool:
    """Return whether a language model is asked to put an answer into words."""
    return bool(answer.passages) and (answer.answerable or answer.confidence >= ASKED_FROM)


def _timed(answer: Answer, times: dict[str, float]) -> Answer:
    """Return an answer with the milliseconds that writing took, counted from the question."""
    before = answer.timings_ms.get("total", 0.0)
    whole = {**times, "total": before + times["write"]}
    if "first_sentence" in times:
        whole["first_sentence"] = before + times["first_sentence"]
    return replace(answer, timings_ms={**answer.timings_ms, **whole})
