"""What may be asked after an answer: other facts of its article, and what the article says."""

from __future__ import annotations

from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from index.datatypes import Span
from rag.phrases import is_korean
from rag.suggesting.choosing import from_sentences, is_asked, overlaps, squeezed, varied
from rag.suggesting.headlines import about_article

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.datatypes import Document
    from index.language import Grammar
    from rag.datatypes import Answer
    from rag.suggesting.choosing import Suggestion

MOST = 3
# After an answer so many ask for facts before the article as a whole is asked about.
FACTS = 2
# And of these questions so many at most: who wrote it, few people ask.
WHOLE = 2
# So many articles are nearest to a question that none of them answers.
NEAREST = 3
# Read for one answer; a sentence takes about a millisecond. Judgement.
SENTENCES = 18


def sources_of(answer: Answer) -> list[str]:
    """Return the articles that may be asked about after an answer: the cited, or the nearest."""
    if answer.citations:
        return [answer.citations[0].source]
    return list(dict.fromkeys(passage.source for passage in answer.passages))[:NEAREST]


def follow_ups(
    answer: Answer, documents: Sequence[Document], asked: Sequence[str], grammar: Grammar | None
) -> list[str]:
    """Return at most `MOST` questions that may follow an answer, in its language.

    Args:
        answer: The latest one.
        documents: Those of `sources_of(answer)`, in that order.
        asked: What was asked in the conversation so far.
        grammar: Of Korean; `None` where it is not at hand, and only whole articles are asked about.
    """
    before = [*asked, answer.question]
    found = [
        [
            item
            for item in facts_near(answer, document, SENTENCES // len(documents), grammar)
            if not is_asked(item.text, before)
        ]
        for document in documents
        if grammar
    ]
    facts = [item.text for item in varied(found, MOST)]
    about = [
        [text for text in about_whole(answer, document) if not is_asked(text, before)]
        for document in documents
    ]
    # What each article says, and only then who wrote each.
    whole = list(filter(None, chain(*zip_longest(*about))))
    kept = FACTS if answer.citations else MOST
    return list(dict.fromkeys([*facts[:kept], *whole[:1], *facts[kept:], *whole]))[:MOST]


def about_whole(answer: Answer, document: Document) -> list[str]:
    """Return the questions about an article itself, in the language of an answer."""
    article = document.article
    asked = about_article(
        document.title,
        has_date=article.published is not None,
        has_author=article.author is not None,
        is_korean=is_korean(answer.question),
    )
    return [item.text for item in asked][:WHOLE]


def facts_near(answer: Answer, document: Document, most: int, grammar: Grammar) -> list[Suggestion]:
    """Return the questions for other facts of an article, those near what was read first.

    Args:
        answer: Whose quotes, or else passages, were read.
        document: The article.
        most: How many sentences are looked at.
        grammar: Of Korean.
    """
    read = read_spans(answer, document.source)
    near = read[0].start if read else 0
    numbers = [
        number
        for number, place in enumerate(document.sentences)
        if is_korean(document.text[place.start : place.end]) == is_korean(answer.question)
    ]
    numbers.sort(key=lambda number: abs(document.sentences[number].start - near))
    told = squeezed(answer.short_answer or "")
    quoted = read if answer.citations else []
    found = [
        item
        for item in from_sentences(document, numbers[:most], grammar)
        if not any(overlaps(item, place) for place in quoted)
        and not (told and squeezed(item.answer) == told)
    ]
    # What something is, its readers know by now.
    return sorted(found, key=lambda item: item.sort == "nature")


def read_spans(answer: Answer, source: str) -> list[Span]:
    """Return what an answer quotes of an article, or else what was read of it."""
    read = answer.citations or answer.passages
    return [Span(start=item.start, end=item.end) for item in read if item.source == source]
