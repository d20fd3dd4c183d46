"""Question files: one JSON object a line, checked at the door."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from index.errors import InputError
from rag.datatypes import Turn

Record: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionCase:
    """A question with what a right answer to it looks like.

    Attributes:
        id: Names the question in reports.
        type: Kind of question, for the breakdown.
        question: As a person would ask it.
        history: The turns before it, oldest first.
        sources: Files that answer it, as paths inside the corpus folder.
        answers: An answer is right when one of these is found in it.
        gold_answers: The right short answers in full, for exact match and F1.
        evidence: Words of an article that carry the answer.
        answerable: Whether the corpus answers it.
    """

    id: str
    type: str
    question: str
    history: tuple[Turn, ...] = ()
    sources: tuple[str, ...] = ()
    answers: tuple[re.Pattern[str], ...] = ()
    gold_answers: tuple[str, ...] = ()
    evidence: str | None = None
    answerable: bool = True


def read_questions(path: Path) -> list[QuestionCase]:
    """Return the questions of a file of JSON lines.

    Only `question` is needed; `id` is the line's number where it is missing, `type` is `question`,
    and `answerable` is true. Other keys and blank lines are ignored.

    Raises:
        InputError: The file cannot be read, is not UTF-8, holds no question, or a line of it is
            not a question; the message names the file and the line.
    """
    cases = []
    for number, line in enumerate(_read_lines(path), start=1):
        if not line.strip():
            continue
        try:
            cases.append(_case(_record(line), default_id=str(number)))
        except InputError as error:
            raise InputError(f"{path}, line {number}: {error}") from error
    if not cases:
        raise InputError(f'{path} holds no questions; write {{"question": "..."}} on each line')
    return cases


def parse_ask(line: str) -> tuple[str, tuple[Turn, ...]]:
    """Return the question, and the turns before it, of one JSON line.

    Args:
        line: `{"question": "...", "history": [{"question": "...", "answer": "..."}]}`, where
            `history` may be missing and other keys are ignored.

    Raises:
        InputError: The line is not that; the message does not know which line it was.
    """
    record = _record(line)
    return _question(record), _history(record)


def _read_lines(path: Path) -> list[str]:
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or error
        raise InputError(f"cannot read {path}: {reason}; name a file of JSON lines") from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = content.count(b"\n", 0, error.start) + 1
        raise InputError(f"{path}, line {number}: not UTF-8; save the file as UTF-8") from error
    # str.splitlines would also cut at U+2028, which JSON allows inside a string.
    return text.split("\n")


def _record(line: str) -> Record:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        place = f"{error.msg} at column {error.colno}"
        raise InputError(f"not JSON ({place}); write one JSON object on the line") from error
    except (ValueError, RecursionError) as error:
        raise InputError("too large or too deep a JSON value; write a plain question") from error
    if not isinstance(record, dict):
        raise InputError('not a JSON object; write {"question": "..."}')
    return record


def _case(record: Record, *, default_id: str) -> QuestionCase:
    answerable = record.get("answerable", True)
    if not isinstance(answerable, bool):
        raise InputError('"answerable" is neither true nor false; write one, without quotes')
    return QuestionCase(
        id=_text(record.get("id", default_id), '"id"'),
        type=_text(record.get("type", "question"), '"type"'),
        question=_question(record),
        history=_history(record),
        sources=_texts(record, "sources"),
        answers=tuple(map(_pattern, _texts(record, "answers"))),
        gold_answers=_texts(record, "gold_answers"),
        evidence=None
        if record.get("evidence") is None
        else _text(record["evidence"], '"evidence"'),
        answerable=answerable,
    )


def _question(record: Record) -> str:
    if "question" not in record:
        raise InputError('no "question"; write {"question": "..."}')
    return _text(record["question"], '"question"')


def _history(record: Record) -> tuple[Turn, ...]:
    return tuple(map(_turn, _list(record, "history")))


def _turn(value: object) -> Turn:
    if not isinstance(value, dict) or not {"question", "answer"} <= value.keys():
        raise InputError('a bad turn in "history"; write {"question": "...", "answer": "..."}')
    return Turn(
        question=_string(value["question"], '"question" in "history"'),
        answer=_string(value["answer"], '"answer" in "history"'),
    )


def _list(record: Record, key: str) -> list[object]:
    value = record.get(key, [])
    if not isinstance(value, list):
        raise InputError(f'"{key}" must be a list; put the value in square brackets')
    return value


def _texts(record: Record, key: str) -> tuple[str, ...]:
    return tuple(_text(value, f'each of "{key}"') for value in _list(record, key))


def _text(value: object, name: str) -> str:
    text = _string(value, name)
    if not text.strip():
        raise InputError(f"{name} is blank; write it out or leave the key away")
    return text


def _string(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise InputError(f"{name} must be a text; put it in double quotes")
    # JSON can spell half of a pair; no encoder, database or terminal would take it.
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise InputError(f"{name} has half of a surrogate pair; write the whole character")
    return value


def _pattern(text: str) -> re.Pattern[str]:
    """Return the compiled pattern, in NFC like the answers that it is searched in."""
    try:
        pattern = re.compile(unicodedata.normalize("NFC", text), re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as error:
        problem = f'{text!r} in "answers" is not a regular expression ({error})'
        raise InputError(f"{problem}; put a backslash before a character that is meant") from error
    if pattern.search(""):
        raise InputError(f'{text!r} in "answers" is found in every text; make it say more')
    return pattern
