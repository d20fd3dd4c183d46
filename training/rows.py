"""Question sets and articles as they lie on disk, and which questions are for checking only."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

from index.errors import InputError

HELD_OUT = 0.25
# A title that tells nothing: the whole set has it.
NO_TITLES = frozenset(("norquad",))

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One question about one context.

    Attributes:
        group: What the row is drawn with: a language, or a set that has a share of its own.
        title: Of the article that the context is part of; may be empty.
        context: One or more paragraphs.
        question: As asked.
        answer: A slice of the context, or "" where it does not answer.
        start: First code point of the answer in the context, or -1 where there is none.
    """

    group: str
    title: str
    context: str
    question: str
    answer: str = ""
    start: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text that questions are made of."""

    title: str
    text: str


def is_held_out(title: str, fraction: float = HELD_OUT) -> bool:
    """Return whether the questions about a title are for checking, not for learning.

    Only the title counts, so that every program that trains or checks divides a set alike.

    Args:
        title: As the question set has it.
        fraction: Share of all titles that is held out, in `[0, 1]`.
    """
    digest = hashlib.sha256(f"reader {title}".encode()).hexdigest()
    return int(digest[:8], 16) / 2**32 < fraction


def read_rows(path: Path, group: str = "") -> list[Row]:
    """Return the questions of a set, each with its first answer.

    Args:
        path: Gzipped JSON lines of `{lang, source, title, context, question, answers,
            answer_starts, is_impossible}`.
        group: Of all rows; without one it is the language, and its varieties count as one.

    Raises:
        InputError: The file is missing, or is not such a set; the message names the line.
    """
    return list(read_records(path, lambda record: row_of(record, group)))


def read_articles(path: Path) -> list[Article]:
    """Return the articles of a file of gzipped JSON lines of `{title, text}`.

    Raises:
        InputError: The file is missing, or is not such a file; the message names the line.
    """
    return list(read_records(path, article_of))


def read_made(path: Path) -> list[Row]:
    """Return the rows that `write_made` wrote.

    Raises:
        InputError: The file is missing or damaged; the message names the line.
    """
    return list(read_records(path, lambda record: Row(**record)))


def write_made(path: Path, rows: Iterable[Row]) -> None:
    """Write rows; the file appears under its name whole or not at all."""
    unfinished = path.with_name(path.name + ".part")
    with gzip.open(unfinished, "wt", encoding="utf-8", compresslevel=5) as file:
        file.writelines(json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in rows)
    unfinished.replace(path)


def row_of(record: Mapping[str, Any], group: str) -> Row:
    """Return a record of a set as a row."""
    is_answered = bool(record["answers"]) and not record["is_impossible"]
    return Row(
        group=group or record["lang"].split("-")[0],
        title="" if record["source"] in NO_TITLES else record["title"].replace("_", " "),
        context=record["context"],
        question=record["question"],
        answer=record["answers"][0] if is_answered else "",
        start=record["answer_starts"][0] if is_answered else -1,
    )


def article_of(record: Mapping[str, Any]) -> Article:
    """Return a record as an article."""
    return Article(title=record["title"], text=record["text"])


def read_records(path: Path, parse: Callable[[Mapping[str, Any]], Record]) -> Iterator[Record]:
    """Yield what the lines of a gzipped file say.

    Raises:
        InputError: The file is missing or damaged, or a line is not what is expected.
    """
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                yield parsed(line, parse, f"{path}:{number}")
    except FileNotFoundError as error:
        message = f"there is no {path.name} in {path.parent}; put the question sets there"
        raise InputError(message) from error
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        message = f"cannot read {path} ({error}); fetch it again"
        raise InputError(message) from error


def parsed(line: str, parse: Callable[[Mapping[str, Any]], Record], where: str) -> Record:
    """Return what a line says.

    Raises:
        InputError: It is not what is expected.
    """
    try:
        return parse(json.loads(line))
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        message = f"{where} is no such record ({type(error).__name__}: {error}); mend that line"
        raise InputError(message) from error


def by_group(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Return the rows of each group, in order."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(row)
    return groups
