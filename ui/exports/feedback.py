"""What visitors thought of answers, as a question file for `rag eval`.

A good answer is a right one, and a good abstention, or an answer that should have been one, means
that the articles do not answer. Of the others nobody said what is right. They are still asked, for
whether their citations hold and how surely they are answered is measured without it; but they have
no `answers` and no `sources`, so none counts as right or wrong. `rejected_answer` and
`rejected_sources`, which `rag eval` does not read, tell whoever completes them by hand.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from index.errors import InputError
from ui.chat.conversation import turns
from ui.history.conversations import History

if TYPE_CHECKING:
    from rag.datatypes import Answer
    from ui.chat.conversation import Conversation, Exchange

Case: TypeAlias = Mapping[str, object]

# Enough to tell conversations apart, and no way back to the id that opens one.
ID_DIGITS = 12


def write_feedback(store: Path, path: Path) -> str:
    """Write the judged answers of a store as a question file, and return a line that says so.

    The same feedback gives the same file, so writing it again changes nothing.

    Args:
        store: Folder of the store.
        path: The question file.

    Raises:
        InputError: There is no feedback, or there is a file of other content, or it cannot be
            written.
        StoreError: The conversations cannot be read.
    """
    cases = read_feedback(store)
    if not cases:
        message = f"no feedback in {store} yet; judge answers on the page: rag ui --store {store}"
        raise InputError(message)
    lines = [json.dumps(case, ensure_ascii=False) + "\n" for case in cases]
    _write_once(path, "".join(lines).encode("utf-8", "replace"))
    unknown = sum("rejected_answer" in case for case in cases)
    advice = f"; without a right answer: {unknown}, add it there" if unknown else ""
    return f"judged answers in {path}: {len(cases)}{advice}"


def read_feedback(store: Path) -> list[Case]:
    """Return the judged answers of a store as cases of a question file.

    Raises:
        StoreError: The conversations cannot be read.
    """
    history = History(store)
    if not history.exists():
        return []
    try:
        return to_cases(history.judged())
    finally:
        history.close()


def to_cases(judged: Iterable[tuple[Conversation, Exchange]]) -> list[Case]:
    """Return the cases of judged exchanges, each with its conversation before it."""
    return [to_case(before, exchange) for before, exchange in judged]


def to_case(before: Conversation, exchange: Exchange) -> Case:
    """Return the case of a judged exchange.

    Args:
        before: The conversation as it was when the question was asked.
        exchange: The question, its answer and the verdict on it.
    """
    answer = exchange.answer
    digest = hashlib.sha256(before.id.encode()).hexdigest()[:ID_DIGITS]
    return {
        "id": f"{digest}-{exchange.number}",
        "type": exchange.verdict,
        "question": answer.question,
        "history": [
            {"question": turn.question, "answer": turn.answer} for turn in turns(before.exchanges)
        ],
        **_wanted(exchange),
    }


def _wanted(exchange: Exchange) -> Case:
    """Return what a right answer is, as far as the verdict tells."""
    answer = exchange.answer
    sources = list(dict.fromkeys(citation.source for citation in answer.citations))
    is_right = exchange.verdict == "good"
    if exchange.verdict == "should_have_abstained" or (is_right and not answer.answerable):
        return {"sources": [], "answers": [], "evidence": None, "answerable": False}
    if is_right:
        return {
            "sources": sources,
            "answers": right_patterns(answer),
            "evidence": answer.citations[0].quote,
            "answerable": True,
        }
    # There is a verdict of its own for what should not be answered.
    return {
        "sources": [],
        "answers": [],
        "evidence": None,
        "answerable": True,
        "rejected_answer": answer.text,
        "rejected_sources": sources,
    }


def right_patterns(answer: Answer) -> list[str]:
    """Return the patterns one of which is in every answer that says the same.

    That is its short answer, else one of its quotes.
    """
    if answer.short_answer and answer.short_answer.strip():
        return [_pattern(answer.short_answer)]
    return list(dict.fromkeys(_pattern(citation.quote) for citation in answer.citations))


def _pattern(text: str) -> str:
    """Return a pattern for these words, whatever white space is between them."""
    pattern = r"\s+".join(map(re.escape, text.split()))
    # "4" is not the answer "14" or "4.5".
    start = r"(?<!\d)(?<!\d[.,])" if text.lstrip()[:1].isdigit() else ""
    end = r"(?![.,]?\d)" if text.rstrip()[-1:].isdigit() else ""
    return f"{start}{pattern}{end}"


def _write_once(path: Path, content: bytes) -> None:
    try:
        if path.exists():
            if path.read_bytes() != content:
                message = f"{path} has other content and is kept; name a new file"
                raise InputError(message)
            return
        path.write_bytes(content)
    except OSError as error:
        message = f"cannot write {path}: {error.strerror}; name another file"
        raise InputError(message) from error
