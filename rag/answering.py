"""A question to an answer: understand, search, read, cite, or say that the articles do not tell."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.normalizing import normalize
from rag.bylines import asked_fact, read_byline
from rag.composing import abstention, one_line, statements
from rag.confidence import LIKELY
from rag.datatypes import Answer
from rag.dialogue.following import understand
from rag.passages import PassageOptions, build_passages
from rag.phrases import by_article, courtesy
from rag.query import MOST_CHARACTERS, check_question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.datatypes import Language, Retriever
    from index.snapshot import Snapshot
    from rag.datatypes import Citation, Passage, Reader, Reading, Turn

# To rank files, so many chunks are ranked for each: most files of a corpus have fewer.
CHUNKS_EACH = 10
# So many turns back an answer's sources can be asked for.
SHOWN_TURNS = 8
# What a later guess at a follow-up question must be surer by than an earlier one.
PREFERENCE = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One guess at what was asked, and what reading for it found."""

    query: str
    passages: Sequence[Passage]
    reading: Reading


class Answerer:
    """Answers questions from one snapshot of the index."""

    def __init__(
        self,
        snapshot: Snapshot,
        retriever: Retriever,
        reader: Reader,
        language: Language,
        options: PassageOptions | None = None,
    ) -> None:
        self._snapshot = snapshot
        self._retriever = retriever
        self._reader = reader
        self._language = language
        self._options = options or PassageOptions()

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Return the answer to a question that was asked after these turns.

        Raises:
            InputError: The question is empty or too long.
        """
        clock = Clock()
        asked = check_question(question)
        understood = understand(asked, history, self._language)
        if understood.act == "show_sources":
            return self._show_sources(asked, history)
        if understood.act != "ask":
            return said(asked, courtesy(asked, understood.act), clock)
        first, *others = understood.candidates
        best = self._attempt(asked, first.query, clock)
        for candidate in others:
            if sureness(best) >= LIKELY:
                break
            attempt = self._attempt(asked, candidate.query, clock)
            if sureness(attempt) > sureness(best) + PREFERENCE:
                best = attempt
        clock.stop()
        return compose(asked, best, self._language, clock.milliseconds)

    def _attempt(self, asked: str, query: str, clock: Clock) -> Attempt:
        with clock.step("search"):
            passages = self.search(query)
        with clock.step("read"):
            passages, reading = self._read(asked, query, passages)
        return Attempt(query=query, passages=passages, reading=reading)

    def _show_sources(self, asked: str, history: Sequence[Turn]) -> Answer:
        """Return where the last answer comes from: it is asked for again."""
        clock = Clock()
        for place in reversed(range(max(len(history) - SHOWN_TURNS, 0), len(history))):
            earlier, before = history[place].question, history[:place]
            can_be_asked = len(normalize(earlier).strip()) <= MOST_CHARACTERS
            if can_be_asked and understand(earlier, before, self._language).act == "ask":
                answer = self.ask(earlier, before)
                clock.stop()
                return with_sources(asked, answer, {**answer.timings_ms, **clock.milliseconds})
        return said(asked, courtesy(asked, "show_sources"), clock)

    def search(self, query: str, *, passages: int | None = None) -> list[Passage]:
        """Return the passages for a query, numbered from 1, best first.

        Args:
            query: What to look for, whole.
            passages: Most passages to return, where it is not what the reader gets.

        Raises:
            InputError: The query is empty or too long.
        """
        options = self._options
        if passages is not None:
            options = replace(options, passages=passages, hits=max(options.hits, 2 * passages))
        hits = self._retriever.retrieve(check_question(query), top_k=options.hits)
        return build_passages(self._snapshot, hits, options)

    def rank_sources(self, question: str, history: Sequence[Turn] = (), *, top_k: int) -> list[str]:
        """Return at most `top_k` source files for the question, best first, each once."""
        understood = understand(check_question(question), history, self._language)
        if not understood.candidates:
            return []
        query = understood.candidates[0].query
        hits = self._retriever.retrieve(query, top_k=top_k * CHUNKS_EACH)
        return list(dict.fromkeys(hit.chunk.source for hit in hits))[:top_k]

    def text(self, source: str) -> str:
        """Return the text of a document of the index.

        Raises:
            StoreError: There is none of that source.
        """
        return self._snapshot.document(source).text

    def _read(
        self, asked: str, query: str, passages: list[Passage]
    ) -> tuple[list[Passage], Reading]:
        # The query may hold the question before, which may have asked for a byline.
        fact = asked_fact(normalize(asked))
        if fact is None or not passages:
            return passages, self._reader.read(query, passages)
        return read_byline(fact, self._snapshot.document(passages[0].source), passages)


def sureness(attempt: Attempt) -> float:
    """Return how sure an attempt is of its answer, in `[0, 1]`."""
    return attempt.reading.confidence if attempt.reading.citations else 0.0


def compose(
    question: str, attempt: Attempt, language: Language, timings_ms: Mapping[str, float]
) -> Answer:
    """Return the answer that an attempt makes: statements with their `[n]`, or an abstention."""
    reading = attempt.reading
    told = statements(question, attempt.query, reading, language)
    text = "\n".join(map(str, told)) or abstention(question, attempt.passages)
    return Answer(
        question=question,
        query=attempt.query,
        text=text,
        answerable=bool(told),
        confidence=reading.confidence,
        short_answer=reading.short_answer if told else None,
        citations=tuple(citation for statement in told for citation in statement.citations),
        passages=tuple(attempt.passages),
        timings_ms=timings_ms,
    )


def said(question: str, text: str, clock: Clock) -> Answer:
    """Return what is said without searching."""
    clock.stop()
    return Answer(
        question=question,
        query="",
        text=text,
        answerable=False,
        confidence=0.0,
        short_answer=None,
        citations=(),
        passages=(),
        timings_ms=clock.milliseconds,
    )


def with_sources(question: str, answer: Answer, timings_ms: Mapping[str, float]) -> Answer:
    """Return an answer that names the sources of another one, or that it has none."""
    if not answer.answerable:
        return replace(answer, question=question, timings_ms=timings_ms)
    # The few words of a short answer stand in a sentence that is cited too.
    cited = tuple(
        item
        for item in dict.fromkeys(answer.citations)
        if not any(contains(other, item) for other in answer.citations)
    )
    lines = [
        f"{by_article(item.title, item.published, one_line(item.quote))} [{item.number}]"
        for item in cited
    ]
    return replace(
        answer,
        question=question,
        text="\n".join(lines),
        short_answer=None,
        citations=cited,
        timings_ms=timings_ms,
    )


def contains(longer: Citation, shorter: Citation) -> bool:
    """Return whether a citation has all of another's words, and more."""
    is_there = longer.source == shorter.source and longer.number == shorter.number
    within = longer.start <= shorter.start and shorter.end <= longer.end
    return is_there and within and longer != shorter


class Clock:
    """Measures the steps of an answer in milliseconds of wall time."""

    def __init__(self) -> None:
        self._start = time.perf_counter()
        self.milliseconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Measure what is done inside."""
        start = time.perf_counter()
        yield
        self.milliseconds[name] = self.milliseconds.get(name, 0.0) + elapsed_ms(start)

    def stop(self) -> None:
        """Note the time since the beginning as `total`."""
        self.milliseconds["total"] = elapsed_ms(self._start)


def elapsed_ms(start: float) -> float:
    """Return the milliseconds since `start`, to the microsecond."""
    return round((time.perf_counter() - start) * 1000, 3)
