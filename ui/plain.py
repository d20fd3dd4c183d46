"""An answer as a terminal and another program read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.confidence import certainty
from rag.phrases import english_place, is_korean
from ui.markup import visible
from ui.words.writing import ENGLISH, KOREAN

if TYPE_CHECKING:
    from rag.datatypes import Answer, Citation, Passage, Writing


def answer_to_text(answer: Answer) -> str:
    """Return the answer for a terminal: the text, then each citation with its place and quote.

    Where a language model had to do with it, a line says what, in the language of the question.
    """
    lines = [visible(answer.text)]
    if answer.writing:
        lines += ["", _told(answer, answer.writing)]
    quoted: dict[tuple[int, int, int], Citation] = {}
    for citation in answer.citations:
        quoted.setdefault((citation.number, citation.start, citation.end), citation)
    for citation in quoted.values():
        date = f" ({citation.published})" if citation.published else ""
        heading = f"[{citation.number}] {citation.title}{date} — {where(citation)}"
        lines += ["", one_line(heading), f"    {one_line(citation.quote)}"]
    return "\n".join(lines)


def answer_to_json(answer: Answer) -> dict[str, object]:
    """Return the answer object that other programs read; offsets count code points."""
    return {
        "question": answer.question,
        "query": answer.query,
        "answer": answer.text,
        "answerable": answer.answerable,
        "confidence": answer.confidence,
        "certainty": certainty(answer.confidence) if answer.answerable else None,
        "short_answer": answer.short_answer,
        "citations": [
            {
                "number": citation.number,
                "source": citation.source,
                "title": citation.title,
                "published": citation.published,
                "start": citation.start,
                "end": citation.end,
                "quote": citation.quote,
                "page": citation.place.page if citation.place else None,
                "heading": (citation.place.heading or None) if citation.place else None,
            }
            for citation in answer.citations
        ],
        "passages": [passage_to_json(passage) for passage in answer.passages],
        "timings_ms": dict(answer.timings_ms),
        "writing": writing_to_json(answer.writing) if answer.writing else None,
    }


def writing_to_json(writing: Writing) -> dict[str, object]:
    """Return what a language model had to do with an answer, as other programs read it."""
    return {
        "model": writing.model,
        "outcome": writing.outcome,
        "doubts": [
            {"text": doubt.text, "after": doubt.after, "lacks": list(doubt.lacks)}
            for doubt in writing.doubts
        ],
    }


def passage_to_json(passage: Passage) -> dict[str, object]:
    """Return a passage as other programs read it; offsets count code points."""
    return {
        "number": passage.number,
        "source": passage.source,
        "title": passage.title,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "score": passage.score,
    }


def _told(answer: Answer, writing: Writing) -> str:
    said = KOREAN if is_korean(answer.question) else ENGLISH
    line = said.told(writing, is_answered=answer.answerable)
    return f"{line} {said.omitted(len(writing.doubts))}" if writing.doubts else line


def where(words: Citation | Passage) -> str:
    """Return which characters of which article words are, and on which page, for a terminal."""
    characters = f"{words.source}:{words.start}-{words.end}"
    return ", ".join(filter(None, (characters, english_place(words.place, words.title))))


def one_line(text: str) -> str:
    """Return a text as one line that a terminal can show."""
    return " ".join(visible(text).split())
