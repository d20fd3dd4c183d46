"""An answer as the chat shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import shorten
from typing import TYPE_CHECKING, TypeAlias

from index.normalizing import normalize
from rag.confidence import certainty
from rag.phrases import cannot_answer
from ui.chat.acting import actions_markup
from ui.chat.sentences import Sentence, sentences
from ui.chat.trace import folded_trace
from ui.chat.writing import going_on_markup, told_markups, with_doubts
from ui.links import CitationLink, PassageLink
from ui.markup import Markup, element, escape, join, spoken, visible
from ui.plain import one_line

if TYPE_CHECKING:
    from rag.datatypes import Answer, Citation, Passage
    from ui.links import Verdict
    from ui.words import Words

# Something that can be opened, and the link that opens it.
_Place: TypeAlias = "tuple[Citation | Passage, CitationLink | PassageLink]"

# How many articles an abstention names.
NEAREST = 3
# A browser shows a hover title on a few lines; the source view shows the whole quote.
_TITLE_CHARS = 300
# A query made whole may hold the whole answer before; its beginning tells what it is about.
_QUERY_CHARS = 120
# The chat renders block by block, and leaves those it already shows alone.
_BETWEEN = "\n\n"


def question_markup(question: str) -> Markup:
    """Return what a visitor asked, as the chat shows it."""
    return element("p", escape(question), class_="asked", **spoken(question))


def pending_markup(line: str) -> Markup:
    """Return what the chat shows while an answer is being looked for."""
    return element("p", escape(line), class_="pending")


def notice_markup(line: str) -> Markup:
    """Return a calm line that stands where an answer would."""
    return element("p", escape(line), class_="notice")


def answer_markup(
    answer: Answer,
    number: int,
    words: Words,
    *,
    is_last: bool = False,
    verdict: Verdict | None = None,
) -> Markup:
    """Return the answer as the chat shows it.

    Args:
        answer: What to show.
        number: Its number in the chat, from 1; the links carry it.
        words: The visitor's language.
        is_last: Whether it is the latest answer of the chat.
        verdict: What the visitor thinks of it, where they said so.
    """
    if answer.answerable:
        blocks = [
            *_searched(answer, words),
            *with_doubts(_statements(answer, number, words), answer, words),
            *_found_by_words(answer, words),
            *told_markups(answer, words),
            _evidence(answer, number, words),
        ]
    else:
        blocks = [_abstention(answer, number, words)]
    if answer.query:
        blocks.append(folded_trace(answer, words))
    row = actions_markup(answer, number, words, is_last=is_last, verdict=verdict)
    return join(*blocks, row, separator=_BETWEEN)


def answer_stages(answer: Answer, number: int, words: Words) -> Iterator[Markup]:
    """Yield the latest answer as it grows: sentence by sentence, then with all that follows.

    One that a language model wrote has grown before the visitor's eyes.
    """
    if answer.answerable and not (answer.writing and answer.writing.is_shown):
        blocks = _searched(answer, words)
        for statement in _statements(answer, number, words):
            blocks.append(statement)
            yield join(*blocks, separator=_BETWEEN)
    yield answer_markup(answer, number, words, is_last=True)


def growing_markup(answer: Answer, number: int, words: Words) -> Markup:
    """Return what stands of an answer while a language model writes it: checked sentences alone."""
    return join(
        *_searched(answer, words),
        *_statements(answer, number, words),
        going_on_markup(answer, words),
        separator=_BETWEEN,
    )


def _searched(answer: Answer, words: Words) -> list[Markup]:
    """Return the line that says what was searched, where it is not what was asked."""
    if answer.query in ("", normalize(answer.question).strip()):
        return []
    query = shorten(visible(answer.query), _QUERY_CHARS, placeholder=" …")
    return [element("p", escape(words.chat.searched_as(query)), class_="searched")]


def _found_by_words(answer: Answer, words: Words) -> list[Markup]:
    """Return the line that says that the search by meaning did not take part, where it did not."""
    searched_by = answer.trace.searched_by
    if not searched_by or "dense" in searched_by:
        return []
    return [element("p", escape(words.chat.found_by_words), class_="by-words")]


def _statements(answer: Answer, number: int, words: Words) -> list[Markup]:
    """Return the sentences; the short answer stands out where it first occurs."""
    blocks = []
    short = answer.short_answer or ""
    for sentence in sentences(answer):
        blocks.append(_statement(sentence, answer, number, words, short))
        short = "" if short in sentence.text else short
    return blocks


def _statement(sentence: Sentence, answer: Answer, number: int, words: Words, short: str) -> Markup:
    """Return a sentence with its links and the short answer in it, if there is one."""
    before, found, after = sentence.text.partition(short) if short else (sentence.text, "", "")
    links = []
    for place in sentence.places:
        citation = answer.citations[place - 1]
        link = CitationLink(number, place)
        marker = escape(f"[{citation.number}]")
        title = _hover_title(citation, words)
        links.append(element("a", marker, class_="cite", href=f"#{link}", title=title))
    return element(
        "p",
        escape(before),
        *([element("strong", escape(found))] if found else []),
        escape(after),
        *([element("sup", *links)] if links else []),
        class_="sentence",
        **spoken(sentence.text),
    )


def _hover_title(citation: Citation, words: Words) -> str:
    known = (words.place(citation.place, citation.title), one_line(citation.quote))
    return ": ".join(filter(None, known))[:_TITLE_CHARS]


def _evidence(answer: Answer, number: int, words: Words) -> Markup:
    """Return the cited passages, and folded away the ones that were read besides."""
    cited: dict[int, _Place] = {}
    # Of a passage the longest quote is shown: a few words do not tell what they are evidence of.
    numbered = enumerate(answer.citations, start=1)
    for place, citation in sorted(numbered, key=lambda item: item[1].start - item[1].end):
        cited.setdefault(citation.number, (citation, CitationLink(number, place)))
    cited = dict(sorted(cited.items()))
    others: list[_Place] = [
        (passage, PassageLink(number, passage.number))
        for passage in answer.passages
        if passage.number not in cited
    ]
    word = certainty(answer.confidence) or "weak"
    parts = [
        element("p", escape(words.chat.evidence(len(cited), word)), class_="heading"),
        _origins(list(cited.values()), words),
    ]
    if others:
        summary = element("summary", escape(words.chat.also_read(len(others))))
        parts.append(element("details", summary, _origins(others, words)))
    return element("div", *parts, class_="evidence")


def _abstention(answer: Answer, number: int, words: Words) -> Markup:
    """Return the notice that there is no answer, and links to the nearest articles.

    Where the text goes on to name those articles, the links name them instead.
    """
    nearest: dict[str, _Place] = {}
    for passage in answer.passages:
        nearest.setdefault(passage.source, (passage, PassageLink(number, passage.number)))
    verdict = cannot_answer(answer.question, ())
    text = verdict if nearest and answer.text.startswith(verdict) else answer.text
    parts = [
        *_searched(answer, words),
        element("p", escape(text), class_="verdict", **spoken(text)),
        *_found_by_words(answer, words),
        *told_markups(answer, words),
    ]
    if nearest:
        parts.append(element("p", escape(words.chat.nearest_articles), class_="heading"))
        parts.append(_origins(list(nearest.values())[:NEAREST], words, has_numbers=False))
    return element("div", *parts, class_="abstention")


def _origins(places: Sequence[_Place], words: Words, *, has_numbers: bool = True) -> Markup:
    """Return a line for each article: the numbers read in it, its title, date, path and pages."""
    by_source: dict[str, list[_Place]] = {}
    for place in places:
        by_source.setdefault(place[0].source, []).append(place)
    items = []
    for group in by_source.values():
        numbers = [
            element("a", escape(f"[{place.number}]"), class_="source", href=f"#{link}")
            for place, link in group
        ]
        first, link = group[0]
        date = first.published and words.date(first.published)
        named = dict.fromkeys(words.place(read.place, read.title) for read, _ in group)
        where = " · ".join(filter(None, (date, first.source, ", ".join(filter(None, named)))))
        title = element(
            "a",
            element("span", escape(one_line(first.title)), class_="title"),
            element("span", escape(where), class_="where"),
            class_="source origin",
            href=f"#{link}",
        )
        shown = [element("span", *numbers, class_="numbers")] if has_numbers else []
        items.append(element("li", *shown, title))
    return element("ul", *items)
