"""What a file says of a conversation, so that its reader can check it without this program."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.confidence import certainty
from rag.datatypes import Doubt
from ui.chat.sentences import among_doubts, sentences
from ui.plain import one_line
from ui.words.writing import model_name

if TYPE_CHECKING:
    from rag.datatypes import Citation, Writing
    from ui.chat.conversation import Conversation, Exchange
    from ui.words import Words

# What holds for every quote; the same in all languages.
FORMULA = "text[start:end] == quote"
# With the longest characters of UTF-8, as much as the strictest file system takes.
NAME_CHARS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A quote, and all that is needed to check it.

    Attributes:
        place: Of its citation in the answer, from 1.
        number: Its `[n]`.
        origin: Title, publisher and date of the article, and the page of the quote, as far as they
            are known.
        quote: The words, verbatim.
        facts: The path of the file, `start-end` in code points, and the digest, by name.
    """

    place: int
    number: int
    origin: str
    quote: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence of an answer, and the quotes that it rests on.

    Attributes:
        text: The sentence, in one line.
        evidence: What it rests on.
        label: What is said first of one that no article carries; empty for others.
        remark: And what is said of it at the end.
    """

    text: str
    evidence: tuple[Evidence, ...] = ()
    label: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An exchange, as a file tells it.

    Attributes:
        number: Of the exchange.
        question: As asked, in one line; empty where the title of the file tells it.
        circumstances: When it was asked, how sure the answer is, and which model wrote it.
        statements: The answer.
        evidence: Each quote once, in the order in which they are first cited.
    """

    number: int
    question: str
    circumstances: str
    statements: tuple[Statement, ...]
    evidence: tuple[Evidence, ...]


def export_name(title: str, suffix: str) -> str:
    """Return a file name for a conversation that every system takes: letters, digits, hyphens.

    Args:
        title: The conversation's.
        suffix: Of the file, with its dot.
    """
    composed = unicodedata.normalize("NFC", title)
    # Letters, their marks, and numbers, of any writing.
    kept = [char if unicodedata.category(char)[0] in "LMN" else " " for char in composed]
    words = "".join(kept)[:NAME_CHARS].split()
    # The first word is ours: some names, such as "con", stand for devices on Windows.
    return "-".join(["chulcheo", *words]) + suffix


def parts_of(
    conversation: Conversation,
    words: Words,
    publishers: Mapping[str, str],
    *,
    has_doubts: bool = False,
) -> list[Part]:
    """Return the exchanges of a conversation as a file tells them.

    Args:
        conversation: The whole one, or one exchange of it.
        words: The visitor's language.
        publishers: Who published an article, by source, where that is known.
        has_doubts: Whether sentences of a model that no article carries are told too, as such.
    """
    title = one_line(conversation.title)
    is_alone = len(conversation.exchanges) == 1
    parts = []
    for exchange in conversation.exchanges:
        question = one_line(exchange.answer.question)
        evidence = _evidence(exchange, words, publishers)
        parts.append(
            Part(
                number=exchange.number,
                question="" if is_alone and question == title else question,
                circumstances=_circumstances(exchange, words),
                statements=tuple(
                    part
                    for part in _statements(exchange, words, evidence)
                    if has_doubts or not part.label
                ),
                evidence=tuple(evidence.values()),
            )
        )
    return parts


def _circumstances(exchange: Exchange, words: Words) -> str:
    asked = words.exporting.asked_at(words.date(exchange.asked_at))
    if exchange.is_damaged:
        return asked
    answer = exchange.answer
    if not answer.answerable:
        return f"{asked} · {words.exporting.abstained}"
    told = [asked, words.chat.certainty(certainty(answer.confidence) or "weak")]
    if answer.writing and answer.writing.is_shown:
        told.append(_written_by(answer.writing, words))
    return " · ".join(told)


def _written_by(writing: Writing, words: Words) -> str:
    return words.writing.written_by.format(model_name(writing.model))


def _evidence(
    exchange: Exchange, words: Words, publishers: Mapping[str, str]
) -> dict[Citation, Evidence]:
    """Return the evidence by citation; words that are cited again are the same evidence."""
    found: dict[Citation, Evidence] = {}
    said = words.exporting
    for place, citation in enumerate(exchange.answer.citations, start=1):
        source = citation.source
        date = citation.published and words.date(citation.published)
        where = words.place(citation.place, citation.title)
        origin = (citation.title, publishers.get(source), date, where)
        evidence = Evidence(
            place=place,
            number=citation.number,
            origin=" · ".join(one_line(part) for part in origin if part),
            quote=citation.quote,
            facts={
                said.file: source,
                said.place: f"{citation.start}-{citation.end}",
                said.sha256: exchange.sha256s.get(source, said.unknown),
            },
        )
        found.setdefault(citation, evidence)
    return found


def _statements(
    exchange: Exchange, words: Words, evidence: Mapping[Citation, Evidence]
) -> list[Statement]:
    if exchange.is_damaged:
        return [Statement(text=words.exporting.damaged)]
    answer = exchange.answer
    told = [
        Statement(
            text=one_line(sentence.text),
            evidence=tuple(evidence[answer.citations[place - 1]] for place in sentence.places),
        )
        for sentence in sentences(answer)
    ]
    return [
        _doubted(part, answer.writing, words) if isinstance(part, Doubt) else part
        for part in among_doubts(told, answer)
    ]


def _doubted(doubt: Doubt, writing: Writing | None, words: Words) -> Statement:
    by = f" ({_written_by(writing, words)})" if writing else ""
    lacks = " · ".join(filter(None, map(one_line, doubt.lacks)))
    return Statement(
        text=one_line(doubt.text),
        label=f"{words.writing.doubt}{by}:",
        remark=f"({words.writing.lacks.format(lacks)})" if lacks else "",
    )
