"""A question to an answer: search, read, cite, or say that the articles do not tell."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from index.normalizing import normalize
from rag.bylines import asked_fact, read_byline
from rag.confidence import THRESHOLD
from rag.datatypes import Answer
from rag.passages import PassageOptions, build_passages
from rag.phrases import cannot_answer
from rag.query import check_question, make_query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.datatypes import Retriever
    from index.snapshot import Snapshot
    from rag.datatypes import Passage, Reader, Reading, Turn

NEAREST_ARTICLES = 2
# To rank files, so many chunks are ranked for each: most files of a corpus have fewer.
CHUNKS_EACH = 10


class Answerer:
    """Answers questions from one snapshot of the index."""

    def __init__(
        self,
        snapshot: Snapshot,
        retriever: Retriever,
        reader: Reader,
        options: PassageOptions | None = None,
    ) -> None:
        self._snapshot = snapshot
        self._retriever = retriever
        self._reader = reader
        self._options = options or PassageOptions()

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Return the answer to a question that was asked after these turns.

        Raises:
            InputError: The question is empty or too long.
        """
        clock = Clock()
        asked = check_question(question)
        query = make_query(asked, history)
        with clock.step("search"):
            passages = self.search(query)
        with clock.step("read"):
            passages, reading = self._read(asked, query, passages)
        clock.stop()
        return compose(asked, query, passages, reading, clock.milliseconds)

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
        query = make_query(check_question(question), history)
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


def compose(
    question: str,
    query: str,
    passages: Sequence[Passage],
    reading: Reading,
    timings_ms: Mapping[str, float],
) -> Answer:
    """Return the answer that a reading makes: its quotes with their `[n]`, or an abstention."""
    answerable = bool(reading.citations) and reading.confidence >= THRESHOLD
    if answerable:
        text = " ".join(f"{one_line(item.quote)} [{item.number}]" for item in reading.citations)
    else:
        titles = dict.fromkeys(passage.title for passage in passages)
        text = cannot_answer(question, list(titles)[:NEAREST_ARTICLES])
    return Answer(
        question=question,
        query=query,
        text=text,
        answerable=answerable,
        confidence=reading.confidence,
        short_answer=reading.short_answer if answerable else None,
        citations=reading.citations if answerable else (),
        passages=tuple(passages),
        timings_ms=timings_ms,
    )


def one_line(quote: str) -> str:
    """Return a quote as a line of running text; the citation keeps it as it stands."""
    return " ".join(quote.split())


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
        self.milliseconds[name] = elapsed_ms(start)

    def stop(self) -> None:
        """Note the time since the beginning as `total`."""
        self.milliseconds["total"] = elapsed_ms(self._start)


def elapsed_ms(start: float) -> float:
    """Return the milliseconds since `start`, to the microsecond."""
    return round((time.perf_counter() - start) * 1000, 3)
