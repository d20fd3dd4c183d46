"""Which of the questions that articles answer are shown: varied, near, and not asked before."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from index.bigrams import bigrams
from index.datatypes import Span
from index.normalizing import normalize
from rag.confidence import certainty
from rag.passages import likeness
from rag.phrases import is_korean
from rag.suggesting.english import english_questions, english_sentences
from rag.suggesting.headlines import about_article
from rag.suggesting.korean import korean_questions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.datatypes import Document, DocumentSummary
    from index.language import Grammar
    from rag.datatypes import Answer, Citation
    from rag.suggesting.asking import Asked, Sort

# Of two sorts that are shown as often the first one goes. Judgement.
BEST_FIRST: tuple[Sort, ...] = (
    "reason",
    "number",
    "date",
    "place",
    "person",
    "nature",
    "quote",
    "summary",
    "byline",
)
# From which overlap of character bigrams on (Jaccard) two questions are the same one. Judgement.
SAME_QUESTION = 0.6
QUOTED = re.compile(r"‘[^’]*’|“[^”]*”")


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A question that an article answers.

    Attributes:
        text: The question, which stands alone.
        sort: What it asks for.
        source: The article.
        start: First code point of the sentence that answers; 0 for a question about the article.
        end: One past the last; 0 likewise.
        answer: The words of the sentence that answer; "" likewise.
    """

    text: str
    sort: Sort
    source: str
    start: int = 0
    end: int = 0
    answer: str = ""

    @classmethod
    def of(cls, asked: Asked, source: str, sentence: Span | None = None) -> Suggestion:
        """Return a question about an article, or about one of its sentences."""
        place = sentence or Span(start=0, end=0)
        return cls(
            text=asked.text,
            sort=asked.sort,
            source=source,
            start=place.start,
            end=place.end,
            answer=asked.answer,
        )


def from_sentences(
    document: Document, sentences: Iterable[int], grammar: Grammar
) -> Iterator[Suggestion]:
    """Yield the questions that sentences of an article answer.

    Args:
        document: The article.
        sentences: Which of `document.sentences` to read, in the order of the questions.
        grammar: Of Korean.
    """
    places = document.sentences
    for number in sentences:
        place = places[number]
        text = document.text[place.start : place.end]
        if is_korean(text):
            last = places[number - 1] if number else Span(start=0, end=0)
            before = document.text[last.start : last.end]
            for asked in korean_questions(text, document.title, grammar, before=before):
                yield Suggestion.of(asked, document.source, place)
            continue
        for part in english_sentences(document.text, place):
            for asked in english_questions(document.text[part.start : part.end], document.title):
                yield Suggestion.of(asked, document.source, part)


def about(article: DocumentSummary, *, korean: bool) -> list[Suggestion]:
    """Return the questions about an article itself, in Korean or in English."""
    asked = about_article(
        article.title,
        has_date=article.published is not None,
        has_author=article.author is not None,
        is_korean=korean,
    )
    return [Suggestion.of(item, article.source) for item in asked]


def shuffled(texts: Iterable[str], seed: str) -> list[str]:
    """Return texts in an order that looks random; the same seed gives the same one."""
    return sorted(texts, key=lambda text: sha256(f"{seed}\n{text}".encode()).digest())


def best_first(found: Sequence[Suggestion], seed: str) -> list[Suggestion]:
    """Return suggestions by sort, those of one sort in an order that looks random."""
    order = shuffled((item.text for item in found), seed)
    return sorted(found, key=lambda item: (BEST_FIRST.index(item.sort), order.index(item.text)))


def varied(groups: Sequence[Sequence[Suggestion]], most: int) -> list[Suggestion]:
    """Return at most so many of the suggestions, each group in turn giving its rarest sort.

    Args:
        groups: The suggestions of each article; where sorts are equally rare, the first goes.
        most: How many to return at most.
    """
    waiting = [list(group) for group in groups if group]
    used: Counter[Sort] = Counter()
    chosen: list[Suggestion] = []
    while waiting and len(chosen) < most:
        group = waiting.pop(0)
        best = min(group, key=lambda item: used[item.sort])
        used[best.sort] += 1
        chosen.append(best)
        # One question tells what the other one of a sentence asks for.
        rest = [item for item in group if not is_like(item, best)]
        if rest:
            waiting.append(rest)
    return chosen


def is_like(one: Suggestion, other: Suggestion) -> bool:
    """Return whether two questions about an article are worded alike, or have one answer."""
    is_same_place = one.end > 0 and one.start == other.start
    return is_same_place or is_asked(one.text, [other.text])


def is_answered(suggestion: Suggestion, answer: Answer) -> bool:
    """Return whether an answer says, surely and from the right sentence, what was asked for."""
    is_quoted = any(
        item.source == suggestion.source and overlaps(suggestion, item) for item in answer.citations
    )
    short = squeezed(answer.short_answer or "")
    wanted = squeezed(suggestion.answer)
    is_right = not short or short in wanted or wanted in short
    is_first = bool(answer.citations) and answer.citations[0].source == suggestion.source
    is_sure = certainty(answer.confidence) in {"certain", "likely"}
    return is_quoted and is_first and is_right and is_sure


def overlaps(suggestion: Suggestion, place: Span | Citation) -> bool:
    """Return whether the sentence of a suggestion shares a part with a stretch of its article."""
    return place.start < suggestion.end and suggestion.start < place.end


def is_asked(text: str, asked: Iterable[str]) -> bool:
    """Return whether a question was asked before, in nearly these words.

    Two questions may be alike in nothing but the headline that they quote.
    """
    return any(
        all(
            likeness(frozenset(bigrams(mine)), frozenset(bigrams(theirs))) >= SAME_QUESTION
            for mine, theirs in ((text, other), (QUOTED.sub("", text), QUOTED.sub("", other)))
        )
        for other in asked
    )


def squeezed(text: str) -> str:
    """Return a text without spaces, so that spelling them or not makes no difference."""
    return "".join(normalize(text).split())
