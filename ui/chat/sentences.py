"""The sentences of an answer, each with the citations that it rests on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rag.datatypes import Answer, Doubt

Part = TypeVar("Part")

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


def among_doubts(parts: Sequence[Part], answer: Answer) -> list[Part | Doubt]:
    """Return what stands for the sentences of an answer, with its doubts each at its place.

    Where not one sentence of the model stands, the answer is of others, and its doubts come last.

    Args:
        parts: One for each sentence of the answer's text, in order.
        answer: The answer.
    """
    writing = answer.writing
    if writing is None:
        return list(parts)
    mixed: list[Part | Doubt] = list(parts)
    last = len(parts)
    for later, doubt in enumerate(sorted(writing.doubts, key=lambda doubt: doubt.after)):
        place = min(max(doubt.after, 0), last) if writing.is_shown else last
        mixed.insert(place + later, doubt)
    return mixed


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
