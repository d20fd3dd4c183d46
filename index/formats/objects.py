"""JSON and JSON Lines files with an article in each object."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.errors import CorpusError
from index.formats.fields import has_text, numbered, read_fields
from index.formats.plain import read_text

if TYPE_CHECKING:
    from index.formats.datatypes import Extract


def read(data: bytes) -> list[Extract]:
    """Return the articles of a file, numbered by their objects.

    A JSON file is one object, a list of them, or an object with such a list in it.

    Raises:
        CorpusError: It has no articles; the message is the reason alone.
    """
    text = read_text(data)
    try:
        found = list(_listed(_parse(text)))
    except CorpusError:
        # One object a line is no JSON as a whole, unless it is a single line.
        if not text.lstrip().startswith("{") or len(text.split("\n", 1)[-1].strip()) == 0:
            raise
        found = list(_lines(text))
    objects = [one if isinstance(one, dict) else {} for one in found]
    if not any(has_text(one) for one in objects):
        raise CorpusError(
            "no field with the text of the articles; name it text, body, content, 본문 or 내용"
        )
    articles = numbered(
        read_fields(one, number=number) for number, one in enumerate(objects, start=1)
    )
    if not articles:
        raise CorpusError("no article in it: the field with the text is empty in every object")
    return articles


def _listed(value: object) -> list[object]:
    if isinstance(value, dict) and not has_text(value):
        lists = (one for one in value.values() if isinstance(one, list))
        return next((one for one in lists if one and isinstance(one[0], dict)), [value])
    return value if isinstance(value, list) else [value]


def _lines(text: str) -> Iterator[object]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _parse(line, number)


def _parse(text: str, line: int = 0) -> object:
    """Return what JSON says.

    Raises:
        CorpusError: It is not JSON; the message is the reason, with the line.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise CorpusError(f"line {line or error.lineno} is not JSON: {error.msg}") from error
    except (ValueError, RecursionError) as error:
        raise CorpusError("not JSON that can be read: too deep, or a number too long") from error
