from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypedDict, Unpack

from rag.datatypes import Answer, Citation, Passage, Turn
from rag.questions import QuestionCase

if TYPE_CHECKING:
    from rag.judging import Subject

TEXTS = {
    "a.txt": "회사는 2015년에 섰다. 이름은 트루스다.",
    "b.txt": "하늘은 파랗다. 구름은 하얗다.",
}


@dataclass
class Scripted:
    """Answers from a script, and notes what it is asked."""

    answers: Mapping[str, Answer]
    rankings: Mapping[str, list[str]] = field(default_factory=dict)
    ranked: list[tuple[str, tuple[Turn, ...], int]] = field(default_factory=list)

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        return replace(self.answers[question], query=" ".join(turn.answer for turn in history))

    def rank_sources(self, question: str, history: Sequence[Turn] = (), *, top_k: int) -> list[str]:
        self.ranked.append((question, tuple(history), top_k))
        return self.rankings.get(question, [])

    def text(self, source: str) -> str:
        return TEXTS[source]


_: Subject = Scripted({})


def passage(number: int, source: str, start: int = 0, end: int | None = None) -> Passage:
    end = len(TEXTS[source]) if end is None else end
    return Passage(
        number=number,
        source=source,
        title=source,
        published=None,
        start=start,
        end=end,
        text=TEXTS[source][start:end],
        score=0.5,
    )


def cite(number: int, source: str, start: int, end: int, quote: str | None = None) -> Citation:
    return Citation(
        number=number,
        source=source,
        title=source,
        published=None,
        start=start,
        end=end,
        quote=TEXTS[source][start:end] if quote is None else quote,
    )


def answered(
    text: str,
    citations: Sequence[Citation],
    passages: Sequence[Passage],
    *,
    confidence: float = 0.5,
    short: str | None = None,
) -> Answer:
    return Answer(
        question="",
        query="",
        text=text,
        answerable=True,
        confidence=confidence,
        short_answer=short,
        citations=tuple(citations),
        passages=tuple(passages),
    )


def abstained(
    *passages: Passage, confidence: float = 0.5, text: str = "찾지 못했습니다."
) -> Answer:
    answer = answered(text, (), passages, confidence=confidence)
    return replace(answer, answerable=False)


class Fields(TypedDict, total=False):
    type: str
    history: tuple[Turn, ...]
    sources: tuple[str, ...]
    answers: tuple[re.Pattern[str], ...]
    gold_answers: tuple[str, ...]
    evidence: str | None
    answerable: bool


def case(question: str, **fields: Unpack[Fields]) -> QuestionCase:
    return replace(QuestionCase(id=question, type="fact", question=question), **fields)


def patterns(*texts: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(text, re.IGNORECASE) for text in texts)
