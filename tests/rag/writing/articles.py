"""Passages of made-up news, and answers about them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.datatypes import Span
from rag.citing import cite
from rag.datatypes import Answer, Citation, Passage

SENTENCE = re.compile(r"[^\s.][^.]*\.")


def passage(
    text: str, number: int = 1, *, source: str = "", title: str = "", published: str | None = None
) -> Passage:
    """A passage at the beginning of its article; a sentence ends at each full stop."""
    return Passage(
        number=number,
        source=source or f"{number}.txt",
        title=title or f"제목 {number}",
        published=published,
        start=0,
        end=len(text),
        text=text,
        score=1 / number,
        sentences=tuple(
            Span(start=found.start(), end=found.end()) for found in SENTENCE.finditer(text)
        ),
    )


def quote(found: Passage, words: str) -> Citation:
    """The citation of these words of a passage."""
    start = found.text.index(words)
    return cite(found, start, start + len(words))


def answer(
    passages: Sequence[Passage],
    cited: Sequence[Citation] = (),
    *,
    question: str = "도서관은 언제 열었나요?",
    query: str | None = None,
) -> Answer:
    """The extractive answer that cites these words."""
    return Answer(
        question=question,
        query=question if query is None else query,
        text="\n".join(f"“{item.quote}” [{item.number}]" for item in cited),
        answerable=bool(cited),
        confidence=0.9,
        short_answer=None,
        citations=tuple(cited),
        passages=tuple(passages),
    )
