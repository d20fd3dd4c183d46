"""An answer as the page shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING, TypeAlias

from index.normalizing import normalize
from rag.confidence import certainty
from rag.phrases import cannot_answer
from ui import messages
from ui.links import CitationLink, PassageLink
from ui.markup import Markup, element, escape, join, visible
from ui.plain import one_line

if TYPE_CHECKING:
    from rag.datatypes import Answer, Citation, Passage

# Something that can be opened, and the link that opens it.
_Place: TypeAlias = "tuple[Citation | Passage, CitationLink | PassageLink]"

# How many articles an abstention names.
NEAREST = 3
# A browser shows a hover title on a few lines; the source view shows the whole quote.
_TITLE_CHARS = 300
# A query made whole may hold the whole answer before; its beginning tells what it is about.
_QUERY_CHARS = 120


_LINE = re.compile(r"(?P<text>.*?)(?P<markers>(?: \[\d+\])*)")
_MARKER = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an answer without its markers, and the places (from 1) of its citations."""

    text: str
    places: tuple[int, ...] = ()


def sentences(answer: Answer) -> list[Sentence]:
    """Return the sentences of the answer's text, each with what it cites.

    An answer has a line for each sentence, with its markers at the end: what else looks like a
    marker, in a title or a quote, is text. Other texts are read from marker to marker.
    """
    lines = [_LINE.fullmatch(line) for line in answer.text.split("\n")]
    markers = [_MARKER.findall(line["markers"]) if line else [] for line in lines]
    if [int(number) for found in markers for number in found] != [
        citation.number for citation in answer.citations
    ]:
        return _from_marker_to_marker(answer)
    found, place = [], 1
    for line, numbers in zip(lines, markers, strict=True):
        if line and line["text"].strip():
            places = tuple(range(place, place + len(numbers)))
            found.append(Sentence(line["text"].strip(), places))
        place += len(numbers)
    return found


def _from_marker_to_marker(answer: Answer) -> list[Sentence]:
    """Return the sentences of a text in which the k-th citation belongs to the next `[n]`.

    A quote may itself hold something that looks like a marker: it is stepped over.
    """
    found: list[Sentence] = []
    position = 0
    for place, citation in enumerate(answer.citations, start=1):
        marker = f"[{citation.number}]"
        start = answer.text.find(marker, position)
        quote = " ".join(citation.quote.split())
        quoted = answer.text.find(quote, position)
        if 0 <= quoted <= start:
            start = answer.text.find(marker, quoted + len(quote))
        if start < 0:
            break
        text = answer.text[position:start].strip()
        position = start + len(marker)
        if text or not found:
            found.append(Sentence(text, (place,)))
        else:
            found[-1] = Sentence(found[-1].text, (*found[-1].places, place))
    rest = answer.text[position:].strip()
    return [*found, Sentence(rest)] if rest else found


def question_markup(question: str) -> Markup:
    """Return what a visitor asked, as the chat shows it."""
    return element("p", escape(question), class_="asked")


def pending_markup(line: str) -> Markup:
    """Return what the chat shows while an answer is being looked for."""
    return element("p", escape(line), class_="pending")


def notice_markup(line: str) -> Markup:
    """Return a calm line that stands where an answer would."""
    return element("p", escape(line), class_="notice")


def answer_markup(answer: Answer, number: int) -> Markup:
    """Return the answer as the chat shows it.

    Args:
        answer: What to show.
        number: Its number in the chat, from 1; the links carry it.
    """
    return list(answer_stages(answer, number))[-1]


def answer_stages(answer: Answer, number: int) -> Iterator[Markup]:
    """Yield the answer as it grows: sentence by sentence, then with its evidence.

    The parts are blocks with blank lines between them, for the chat renders block by block and
    leaves those it already shows alone.
    """
    if not answer.answerable:
        yield _abstention(answer, number)
        return
    blocks = _searched(answer)
    short = answer.short_answer or ""
    for sentence in sentences(answer):
        blocks.append(_sentence(sentence, answer, number, short))
        short = "" if short in sentence.text else short
        yield join(*blocks, separator="\n\n")
    blocks.append(_evidence(answer, number))
    yield join(*blocks, separator="\n\n")


def _searched(answer: Answer) -> list[Markup]:
    """Return the line that says what was searched, where it is not what was asked."""
    if answer.query in ("", normalize(answer.question).strip()):
        return []
    query = shorten(visible(answer.query), _QUERY_CHARS, placeholder=" …")
    return [element("p", escape(messages.searched_as(query)), class_="searched")]


def _sentence(sentence: Sentence, answer: Answer, number: int, short: str) -> Markup:
    """Return a sentence with its links; the short answer stands out where it first occurs."""
    before, found, after = sentence.text.partition(short) if short else (sentence.text, "", "")
    links = []
    for place in sentence.places:
        citation = answer.citations[place - 1]
        link = CitationLink(number, place)
        title = one_line(citation.quote)[:_TITLE_CHARS]
        marker = escape(f"[{citation.number}]")
        links.append(element("a", marker, class_="cite", href=f"#{link}", title=title))
    return element(
        "p",
        escape(before),
        *([element("strong", escape(found))] if found else []),
        escape(after),
        *([element("sup", *links)] if links else []),
        class_="sentence",
    )


def _evidence(answer: Answer, number: int) -> Markup:
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
        element("p", escape(messages.evidence(len(cited), word)), class_="heading"),
        _origins(list(cited.values())),
    ]
    if others:
        summary = element("summary", escape(messages.also_read(len(others))))
        parts.append(element("details", summary, _origins(others)))
    return element("div", *parts, class_="evidence")


def _abstention(answer: Answer, number: int) -> Markup:
    """Return the notice that there is no answer, and links to the nearest articles.

    Where the text goes on to name those articles, the links name them instead.
    """
    nearest: dict[str, _Place] = {}
    for passage in answer.passages:
        nearest.setdefault(passage.source, (passage, PassageLink(number, passage.number)))
    verdict = cannot_answer(answer.question, ())
    text = verdict if nearest and answer.text.startswith(verdict) else answer.text
    parts = [*_searched(answer), element("p", escape(text), class_="verdict")]
    if nearest:
        parts.append(element("p", escape(messages.NEAREST_ARTICLES), class_="heading"))
        parts.append(_origins(list(nearest.values())[:NEAREST], has_numbers=False))
    return element("div", *parts, class_="abstention")


def _origins(places: Sequence[_Place], *, has_numbers: bool = True) -> Markup:
    """Return a line for each article: the numbers read in it, its title, date and path."""
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
        date = first.published and messages.korean_date(first.published)
        where = " · ".join(part for part in (date, first.source) if part)
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
