"""Conversations for the tests of the page, as the history gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tests.ui.records import answer, citation
from ui.chat.conversation import Conversation, Exchange

if TYPE_CHECKING:
    from rag.datatypes import Answer
    from ui.links import Verdict

FIRST_MINUTE = datetime(2024, 5, 2, 10, 0, tzinfo=UTC)


class Minutes:
    """A clock that goes one minute further each time someone looks at it."""

    def __init__(self) -> None:
        self._now = FIRST_MINUTE - timedelta(minutes=1)

    def __call__(self) -> datetime:
        self._now += timedelta(minutes=1)
        return self._now


def asked(question: str, text: str = "갑. [1]", quote: str = "갑.") -> Answer:
    """Return an answer to this question."""
    return replace(answer(text, citation(1, quote)), question=question, query=question)


def exchange(
    number: int,
    given: Answer,
    sha256s: Mapping[str, str] | None = None,
    verdict: Verdict | None = None,
) -> Exchange:
    return Exchange(
        number=number,
        answer=given,
        sha256s=sha256s or {},
        asked_at="2024-05-02T10:00:00+00:00",
        verdict=verdict,
    )


def conversation(*exchanges: Exchange, title: str = "첫 물음") -> Conversation:
    return Conversation(
        id="Abc-123",
        title=title,
        exchanges=exchanges,
        updated_at="2024-05-02T10:00:00.000000+00:00",
    )
