"""A question to an answer: understand, search, read, cite, or say that the articles do not tell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from index.normalizing import normalize
from rag.bylines import asked_fact, read_byline
from rag.composing import abstention, statements
from rag.confidence import LIKELY
from rag.datatypes import Answer
from rag.dialogue.following import understand
from rag.passages import PassageOptions, build_passages
from rag.phrases import courtesy
from rag.query import check_question
from rag.scope import EVERYTHING, chunks_in
from rag.showing import last_question, with_sources
from rag.timing import Clock
from rag.tracing import trace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    from index.datatypes import Hit
    from index.language import Language
    from index.snapshot import Snapshot
    from rag.datatypes import Passage, RankingName, Reader, Reading, Turn
    from rag.dialogue.followup import Candidate
    from rag.fusion import Fused, Ranker
    from rag.scope import Scope

    # Makes a question that leans on these turns stand alone; `None` where it cannot.
    Rewrite: TypeAlias = Callable[[str, Sequence[Turn]], str | None]

# To rank files, so many chunks are ranked for each: most files of a corpus have fewer.
CHUNKS_EACH = 10
# What a later guess at a follow-up question must be surer by than an earlier one.
PREFERENCE = 0.1
# A conversation stays in its scope; which chunks that are is looked up once.
SCOPES_AT_HAND = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One guess at what was asked, and what reading for it found."""

    query: str
    passages: Sequence[Passage]
    reading: Reading
    rankings: Mapping[RankingName, Sequence[Hit]]


class Answerer:
    """Answers questions from one snapshot of the index."""

    def __init__(
        self,
        snapshot: Snapshot,
        ranker: Ranker,
        reader: Reader,
        language: Language,
        options: PassageOptions | None = None,
    ) -> None:
        self._snapshot = snapshot
        self._ranker = ranker
        self._reader = reader
        self._language = language
        self._options = options or PassageOptions()
        self._among: Callable[[Scope], frozenset[int] | None] = lru_cache(SCOPES_AT_HAND)(
            self._chunks_in
        )

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        scope: Scope = EVERYTHING,
        rewrite: Rewrite | None = None,
    ) -> Answer:
        """Return the answer to a question that was asked after these turns.

        Args:
            question: As typed.
            history: The turns before it, oldest first.
            scope: What it may be answered from.
            rewrite: May tell what a question means that the rules found no sure answer to.

        Raises:
            InputError: The question is empty or too long.
        """
        clock = Clock()
        asked = check_question(question)
        with clock.step("understand"):
            understood = understand(asked, history, self._language)
        if understood.act == "ask":
            queries = guesses(asked, history, understood.candidates, rewrite)
            answer = self._answer(asked, queries, scope, clock)
        elif understood.act == "show_sources":
            answer = self._show_sources(asked, history, scope, clock)
        else:
            answer = said(asked, courtesy(asked, understood.act))
        clock.stop()
        return replace(answer, timings_ms=clock.milliseconds)

    def puts_words(self, question: str, history: Sequence[Turn] = ()) -> bool:
        """Return whether there is anything in an answer that could be put in other words.

        There is not in a courtesy, in where the last answer comes from, or in a byline.
        """
        act = understand(check_question(question), history, self._language).act
        return act == "ask" and asked_fact(normalize(question)) is None

    def _answer(self, asked: str, queries: Iterator[str], scope: Scope, clock: Clock) -> Answer:
        best = self._attempt(asked, next(queries), scope, clock)
        while sureness(best) < LIKELY and (query := next(queries, None)):
            attempt = self._attempt(asked, query, scope, clock)
            if sureness(attempt) > sureness(best) + PREFERENCE:
                best = attempt
        with clock.step("compose"):
            answer = compose(asked, best, self._language)
            found = trace(answer, best.rankings, self._language, self._snapshot.store)
            return replace(answer, trace=found)

    def _attempt(self, asked: str, query: str, scope: Scope, clock: Clock) -> Attempt:
        with clock.step("search"):
            fused = self._rank(query, scope, self._options)
            passages = build_passages(self._snapshot, fused.hits, self._options)
        with clock.step("read"):
            passages, reading = self._read(asked, query, passages)
        return Attempt(query=query, passages=passages, reading=reading, rankings=fused.rankings)

    def _show_sources(
        self, asked: str, history: Sequence[Turn], scope: Scope, clock: Clock
    ) -> Answer:
        """Return where the last answer comes from: it is asked for again."""
        with clock.step("understand"):
            earlier = last_question(history, self._language)
        if earlier is None:
            return said(asked, courtesy(asked, "show_sources"))
        queries = guesses(earlier.question, (), earlier.candidates, None)
        answer = self._answer(earlier.question, queries, scope, clock)
        return with_sources(asked, answer)

    def search(
        self, query: str, *, passages: int | None = None, scope: Scope = EVERYTHING
    ) -> list[Passage]:
        """Return the passages for a query, numbered from 1, best first.

        Args:
            query: What to look for, whole.
            passages: Most passages to return, where it is not what the reader gets.
            scope: Which articles to look into.

        Raises:
            InputError: The query is empty or too long.
        """
        options = self._options
        if passages is not None:
            options = replace(options, passages=passages, hits=max(options.hits, 2 * passages))
        fused = self._rank(check_question(query), scope, options)
        return build_passages(self._snapshot, fused.hits, options)

    def rank_sources(self, question: str, history: Sequence[Turn] = (), *, top_k: int) -> list[str]:
        """Return at most `top_k` source files for the question, best first, each once."""
        understood = understand(check_question(question), history, self._language)
        if not understood.candidates:
            return []
        query = understood.candidates[0].query
        hits = self._ranker.rank(query, top_k=top_k * CHUNKS_EACH).hits
        return list(dict.fromkeys(hit.chunk.source for hit in hits))[:top_k]

    def text(self, source: str) -> str:
        """Return the text of a document of the index.

        Raises:
            StoreError: There is none of that source.
        """
        return self._snapshot.document(source).text

    def _rank(self, query: str, scope: Scope, options: PassageOptions) -> Fused:
        return self._ranker.rank(query, top_k=options.hits, among=self._among(scope))

    def _chunks_in(self, scope: Scope) -> frozenset[int] | None:
        return chunks_in(self._snapshot.store, scope)

    def _read(
        self, asked: str, query: str, passages: list[Passage]
    ) -> tuple[list[Passage], Reading]:
        # The query may hold the question before, which may have asked for a byline.
        fact = asked_fact(normalize(asked))
        if fact is None or not passages:
            return passages, self._reader.read(query, passages)
        return read_byline(fact, self._snapshot.document(passages[0].source), passages)


def guesses(
    asked: str,
    history: Sequence[Turn],
    candidates: Sequence[Candidate],
    rewrite: Rewrite | None,
) -> Iterator[str]:
    """Yield the queries that a turn may mean, each once, at least one: by rule, then as rewritten.

    What rewrites takes seconds: it is asked when whoever searches comes to it, and only where there
    is something before the question that it may lean on.
    """
    queries = [candidate.query for candidate in candidates]
    yield from queries
    rewritten = rewrite(asked, history) if rewrite and history else None
    if rewritten and rewritten not in queries:
        yield rewritten


def sureness(attempt: Attempt) -> float:
    """Return how sure an attempt is of its answer, in `[0, 1]`."""
    return attempt.reading.confidence if attempt.reading.citations else 0.0


def compose(question: str, attempt: Attempt, language: Language) -> Answer:
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
    )


def said(question: str, text: str) -> Answer:
    """Return what is said without searching."""
    return Answer(
        question=question,
        query="",
        text=text,
        answerable=False,
        confidence=0.0,
        short_answer=None,
        citations=(),
        passages=(),
    )
