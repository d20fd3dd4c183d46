"""What the chat shows of a language model: that it writes, what came of it, what no article has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rag.datatypes import Doubt
from ui.chat.sentences import among_doubts
from ui.markup import Markup, element, escape, spoken
from ui.plain import one_line
from ui.words.writing import model_name

if TYPE_CHECKING:
    from rag.datatypes import Answer
    from ui.words import Words

_EDGE = re.compile("[0-9A-Za-z]")


def is_growing(answer: Answer) -> bool:
    """Return whether a language model is still writing an answer."""
    return answer.writing is not None and answer.writing.outcome == "writing"


def going_on_markup(answer: Answer, words: Words) -> Markup:
    """Return the line that says who is writing; the same as long as they do."""
    name = model_name(answer.writing.model if answer.writing else "")
    return element("p", escape(words.writing.going_on.format(name)), class_="pending")


def told_markups(answer: Answer, words: Words) -> list[Markup]:
    """Return the line that says who wrote an answer, or why it is quoted; and what does not stand.

    Where not one sentence of the model stands, those that it wrote are folded away.
    """
    writing = answer.writing
    if writing is None:
        return []
    said = words.writing
    line = said.told(writing, is_answered=answer.answerable)
    if writing.doubts and writing.is_shown:
        line = f"{line} {said.set_apart(len(writing.doubts))}"
    blocks = [element("p", escape(line), class_="by-model")]
    if writing.doubts and not writing.is_shown:
        summary = element("summary", escape(said.folded(len(writing.doubts))))
        doubts = [doubt_markup(doubt, words) for doubt in writing.doubts]
        blocks.append(element("details", summary, *doubts, class_="doubts"))
    return blocks


def with_doubts(statements: Sequence[Markup], answer: Answer, words: Words) -> list[Markup]:
    """Return the sentences of an answer with those that no article carries, each at its place."""
    if answer.writing is None or not answer.writing.is_shown:
        return list(statements)
    return [
        doubt_markup(part, words) if isinstance(part, Doubt) else part
        for part in among_doubts(statements, answer)
    ]


def doubt_markup(doubt: Doubt, words: Words) -> Markup:
    """Return a sentence that no article carries, and says so in words.

    The label is text, for whoever copies the line by hand, hears it, or sees no colours.
    """
    said = words.writing
    blocks = [
        element("span", escape(f"{said.doubt}:"), class_="label"),
        escape(" "),
        element("span", *_marked(one_line(doubt.text), doubt.lacks), **spoken(doubt.text)),
    ]
    lacks = " · ".join(filter(None, map(one_line, doubt.lacks)))
    if lacks:
        blocks.append(element("span", escape(f" ({said.lacks.format(lacks)})"), class_="lacks"))
    return element("p", *blocks, class_="doubt")


def _marked(text: str, lacks: Sequence[str]) -> list[Markup]:
    """Return a text in which the words that no article has are underlined."""
    wanted = set(map(one_line, lacks)) - {""}
    if not wanted:
        return [escape(text)]
    longest_first = sorted(wanted, key=len, reverse=True)
    parts = re.split(f"({'|'.join(map(_whole, longest_first))})", text)
    return [
        element("u", escape(part)) if place % 2 else escape(part)
        for place, part in enumerate(parts)
        if part
    ]


def _whole(word: str) -> str:
    """Return a pattern for a word; one of digits or Latin letters is not found inside another."""
    start = "(?<![0-9A-Za-z])" if _EDGE.match(word[0]) else ""
    end = "(?![0-9A-Za-z])" if _EDGE.match(word[-1]) else ""
    return f"{start}{re.escape(word)}{end}"
