"""An answer in plain JSON types and back, whole: so that it can be kept for years."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from types import NoneType
from typing import Any, Generic, TypeAlias, TypeVar

from index.datatypes import Place, Span
from index.errors import InputError
from rag.datatypes import Answer, Citation, Doubt, Passage, Ranks, Trace, Writing

Read: TypeAlias = Callable[[object], Any]
Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Shape(Generic[Kind]):
    """A kind of record, and how each of its fields is read; raises like every reader.

    Fields that an older program did not write get their defaults, and those that a newer one wrote
    are left out.
    """

    kind: type[Kind]
    readers: Mapping[str, Read]

    def __call__(self, value: object) -> Kind:
        """Return the record of a value.

        Raises:
            InputError: It is not such a record.
        """
        written = _mapping(value)
        known = {
            name: read(written[name]) for name, read in self.readers.items() if name in written
        }
        try:
            return self.kind(**known)
        except TypeError as error:
            message = f"a damaged record: {error}; ask again"
            raise InputError(message) from error


def answer_to_record(answer: Answer) -> dict[str, object]:
    """Return an answer in plain JSON types; `answer_from_record` gives back an equal one."""
    return {field.name: _plain(getattr(answer, field.name)) for field in fields(answer)}


def answer_from_record(record: object) -> Answer:
    """Return the answer that `answer_to_record` made plain, now or in an older version.

    Raises:
        InputError: The record is damaged.
    """
    return _ANSWER(record)


def digests_from_record(record: object) -> dict[str, str]:
    """Return the digests of articles by source, from a mapping.

    Raises:
        InputError: The record is damaged.
    """
    return _DIGESTS(record)


def _plain(value: object) -> object:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _of(*kinds: type) -> Read:
    """Return what passes values of these types on, and nothing else."""

    def read(value: object) -> object:
        # `True` is an `int` to Python, and to nobody else.
        if type(value) not in kinds:
            names = " or ".join(kind.__name__ for kind in kinds)
            message = f"a damaged record: expected {names}, got {type(value).__name__}; ask again"
            raise InputError(message)
        return value

    return read


def _each(read: Read) -> Read:
    """Return what reads the items of a list into a tuple."""
    return lambda value: tuple(read(item) for item in _list(value))


def _or_none(read: Read) -> Read:
    """Return what reads a value that may be missing."""
    return lambda value: None if value is None else read(value)


def _by_name(read: Read) -> Read:
    """Return what reads the values of a mapping; in JSON its keys are text."""
    return lambda value: {name: read(item) for name, item in _mapping(value).items()}


_text, _flag, _integer = _of(str), _of(bool), _of(int)
_number = _of(int, float)
_mapping, _list = _of(dict), _of(list)
_text_or_none, _integer_or_none = _of(str, NoneType), _of(int, NoneType)

_DIGESTS: Callable[[object], dict[str, str]] = _by_name(_text)
_SPAN = Shape(Span, {"start": _integer, "end": _integer})
_PLACE = Shape(Place, {"start": _integer, "page": _integer_or_none, "heading": _text})
_RANKS = Shape(
    Ranks,
    {
        "number": _integer,
        "dense": _integer_or_none,
        "terms": _integer_or_none,
        "bigrams": _integer_or_none,
    },
)
_TRACE = Shape(
    Trace,
    {
        "terms": _each(_text),
        "matched": _each(_text),
        "ranks": _each(_RANKS),
        "searched_by": _each(_text),
    },
)
_CITATION = Shape(
    Citation,
    {
        "number": _integer,
        "source": _text,
        "title": _text,
        "published": _text_or_none,
        "start": _integer,
        "end": _integer,
        "quote": _text,
        "place": _or_none(_PLACE),
    },
)
_PASSAGE = Shape(
    Passage,
    {
        "number": _integer,
        "source": _text,
        "title": _text,
        "published": _text_or_none,
        "start": _integer,
        "end": _integer,
        "text": _text,
        "score": _number,
        "sentences": _each(_SPAN),
        "places": _each(_PLACE),
    },
)
_DOUBT = Shape(Doubt, {"text": _text, "after": _integer, "lacks": _each(_text)})
# An outcome that only a newer version knows is read like any other: the words have a line for it.
_WRITING = Shape(Writing, {"model": _text, "outcome": _text, "doubts": _each(_DOUBT)})
_ANSWER = Shape(
    Answer,
    {
        "question": _text,
        "query": _text,
        "text": _text,
        "answerable": _flag,
        "confidence": _number,
        "short_answer": _text_or_none,
        "citations": _each(_CITATION),
        "passages": _each(_PASSAGE),
        "timings_ms": _by_name(_number),
        "trace": _TRACE,
        "writing": _or_none(_WRITING),
    },
)
