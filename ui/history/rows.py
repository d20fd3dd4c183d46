"""Exchanges and titles as the file of conversations has them, and back."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from index.errors import InputError
from index.normalizing import normalize
from rag.datatypes import Answer
from ui.chat.conversation import Exchange
from ui.history.archiving import answer_from_record, answer_to_record, digests_from_record
from ui.plain import one_line

if TYPE_CHECKING:
    from ui.history.file import Row

TITLE_CHARS = 80
# The open conversations are read again with every event of the page, and hardly change.
EXCHANGES_AT_HAND = 500


def shortened(text: str) -> str:
    """Return a text as one line of at most `TITLE_CHARS`, cut after a word where it can be."""
    line = one_line(encodable(text))
    short = textwrap.shorten(line, TITLE_CHARS, placeholder="…")
    return short if short != "…" else f"{line[: TITLE_CHARS - 1]}…"


def title_of(name: str | None, first_question: str) -> str:
    """Return what a conversation is called: its own name, else its first question."""
    return name or shortened(first_question)


def encodable(text: str) -> str:
    """Return the text without lone surrogates, which SQLite does not take."""
    return text.encode("utf-8", "replace").decode("utf-8")


def folded(text: str) -> str:
    """Return a text as it is compared: in one normalisation, one case, one kind of space."""
    return " ".join(normalize(text).casefold().split())


def written(answer: Answer, sha256s: Mapping[str, str]) -> bytes:
    """Return all of an exchange that is kept as one piece."""
    record = {"answer": answer_to_record(answer), "sha256s": dict(sha256s)}
    return json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass")


def exchange_of(row: Row) -> Exchange:
    """Return the exchange of a row: number, time, verdict, question, and what `written` made."""
    number, asked_at, verdict, question, piece = row
    is_damaged = False
    try:
        answer, sha256s = _restored(piece)
    except (InputError, ValueError, TypeError, KeyError):
        answer, sha256s, is_damaged = _lost(question), {}, True
    return Exchange(
        number=number,
        answer=answer,
        sha256s=sha256s,
        asked_at=asked_at,
        verdict=verdict,
        is_damaged=is_damaged,
    )


@lru_cache(EXCHANGES_AT_HAND)
def _restored(piece: bytes) -> tuple[Answer, Mapping[str, str]]:
    record = json.loads(piece)
    return answer_from_record(record["answer"]), digests_from_record(record["sha256s"])


def _lost(question: str) -> Answer:
    """Return what stands for an answer that cannot be read back."""
    return Answer(
        question=question,
        query=question,
        text="",
        answerable=False,
        confidence=0.0,
        short_answer=None,
        citations=(),
        passages=(),
    )
