"""Turns a question set into what `rag eval` reads: a folder of articles and a question file.

    python -m benchmarks.corpora SET.jsonl.gz OUT_DIR [--limit N] [--hide F]
        [--distractors KOWIKI.jsonl.gz --articles M]

A row of a set is `{id, title, context, question, answers, is_impossible}`. Each distinct context
becomes a file of `OUT_DIR/articles`; the questions go to `OUT_DIR/questions.jsonl`. What is hidden
and what is kept depends on hashes of titles and ids only, so that a set always gives the same tree.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from index.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One question of a set, with the text that it was asked about.

    Attributes:
        id: Unique in the set.
        title: Of the article that the context is part of.
        context: One or more paragraphs.
        question: As asked.
        answers: Slices of the context.
        is_impossible: Whether the context does not answer.
    """

    id: str
    title: str
    context: str
    question: str
    answers: tuple[str, ...]
    is_impossible: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text to be found, or to be in the way of finding."""

    id: str
    title: str
    text: str


def write_corpus(
    rows: Sequence[Row], folder: Path, *, limit: int | None = None, hidden_share: float = 0.0
) -> None:
    """Write `folder/articles`, one file for each distinct context, and `folder/questions.jsonl`.

    Args:
        rows: The question set, all of it: `limit` leaves out questions, never articles.
        folder: Is made where it is missing.
        limit: How many questions to keep, chosen by the hash of their ids; `None` keeps all, in
            order.
        hidden_share: Share of the titles, in `[0, 1]`, whose articles are left out, which makes
            their questions unanswerable.

    Raises:
        InputError: `folder` holds articles already: they would answer what should be hidden.
    """
    articles = _empty_articles(folder)
    hidden = {row.title for row in rows if _place(row.title) < hidden_share}
    names: dict[str, str] = {}
    for row in rows:
        if row.context not in names:
            names[row.context] = f"{len(names):05d}_{_digest(row.context)[:12]}.txt"
            if row.title not in hidden:
                _write(articles / names[row.context], row.title, row.context)
    kept = rows if limit is None else sorted(rows, key=lambda row: _place(row.id))[:limit]
    lines = (_question(row, names[row.context], is_hidden=row.title in hidden) for row in kept)
    (folder / "questions.jsonl").write_text("".join(lines), encoding="utf-8", newline="")


def write_distractors(articles: Sequence[Article], folder: Path) -> None:
    """Add articles that no question is about to `folder/articles`, which is there already.

    Raises:
        InputError: The id of an article would lead out of the folder.
    """
    for article in articles:
        name = f"wiki_{article.id}.txt"
        if Path(name).name != name:
            raise InputError(f"article id {article.id!r} is not a file name; change it in the file")
        _write(folder / "articles" / name, article.title, article.text)


def read_rows(path: Path) -> list[Row]:
    """Return a question set.

    Raises:
        InputError: The file is not gzipped JSON lines of such rows; the message names the line.
    """
    return [
        Row(**{key: record[key] for key in _ROW} | {"answers": tuple(record["answers"])})
        for record in _records(path, _ROW)
    ]


def read_articles(path: Path, *, limit: int) -> list[Article]:
    """Return the first articles of a file of `{id, title, text}` rows.

    Raises:
        InputError: The file is not gzipped JSON lines of such rows; the message names the line.
    """
    records = islice(_records(path, _ARTICLE), limit)
    return [Article(**{key: record[key] for key in _ARTICLE}) for record in records]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status: 0, or 1 after one line on stderr."""
    options = _parser().parse_args(arguments)
    try:
        _check(options)
        rows = read_rows(options.questions)
        distractors: list[Article] = []
        if options.distractors is not None:
            distractors = read_articles(options.distractors, limit=options.articles)
        write_corpus(rows, options.out, limit=options.limit, hidden_share=options.hide)
        write_distractors(distractors, options.out)
    except InputError as error:
        print(error, file=sys.stderr)
        return 1
    written = sum(1 for _ in (options.out / "articles").iterdir())
    print(f"{options.out}: {written} articles, {len(rows[: options.limit])} questions")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.corpora",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("questions", type=Path, metavar="SET.jsonl.gz", help="the question set")
    parser.add_argument("out", type=Path, metavar="OUT_DIR", help="a folder without articles")
    parser.add_argument("--limit", type=int, metavar="N", help="keep N questions (default: all)")
    parser.add_argument(
        "--hide", type=float, default=0.0, metavar="F", help="share of titles to leave out, 0 to 1"
    )
    parser.add_argument(
        "--distractors", type=Path, metavar="KOWIKI.jsonl.gz", help="rows of {id, title, text}"
    )
    parser.add_argument(
        "--articles", type=int, default=1_000, metavar="M", help="distractors to add (1000)"
    )
    return parser


def _check(options: argparse.Namespace) -> None:
    if options.limit is not None and options.limit < 1:
        raise InputError(f"--limit is {options.limit}; give 1 or more, or leave it away for all")
    if not 0 <= options.hide <= 1:
        raise InputError(f"--hide is {options.hide}; give a share from 0 to 1")
    if options.articles < 0:
        raise InputError(f"--articles is {options.articles}; give 0 or more")


_ROW = {
    "id": str,
    "title": str,
    "context": str,
    "question": str,
    "answers": list,
    "is_impossible": bool,
}
_ARTICLE = {"id": str, "title": str, "text": str}


def _records(path: Path, shape: Mapping[str, type]) -> Iterator[dict[str, Any]]:
    """Yield the rows of a gzipped file of JSON lines, each with these keys of these types."""
    for number, line in enumerate(_lines(path), start=1):
        try:
            record = json.loads(line)
        except ValueError as error:
            raise InputError(f"{path}, line {number}: not JSON; write one row a line") from error
        for key, kind in shape.items():
            if not (isinstance(record, dict) and isinstance(record.get(key), kind)):
                problem = f'no "{key}" of type {kind.__name__}'
                raise InputError(f"{path}, line {number}: {problem}; --help tells what a row has")
        yield record


def _lines(path: Path) -> Iterator[str]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from lines
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"cannot read {path}: {reason}; give a .jsonl.gz file") from error


def _empty_articles(folder: Path) -> Path:
    articles = folder / "articles"
    try:
        articles.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"cannot make {articles}: {error.strerror}; give another folder"
        ) from error
    if any(articles.iterdir()):
        raise InputError(f"{articles} is not empty; give another folder, or remove it")
    return articles


def _write(path: Path, title: str, body: str) -> None:
    path.write_text(f"{title}\n\n{body}\n", encoding="utf-8", newline="")


def _question(row: Row, name: str, *, is_hidden: bool) -> str:
    answers = () if is_hidden else row.answers
    case = {
        "id": row.id,
        "type": "fact",
        "question": row.question,
        "history": [],
        "sources": [] if is_hidden else [name],
        "answers": [re.escape(answer) for answer in answers],
        "gold_answers": list(answers),
        "evidence": None,
        "answerable": not (is_hidden or row.is_impossible),
    }
    return json.dumps(case, ensure_ascii=False) + "\n"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _place(key: str) -> float:
    """Return where a key falls in `[0, 1]`: even over many keys, and the same on every machine."""
    return int(_digest(key)[:8], 16) / 0xFFFFFFFF


if __name__ == "__main__":
    sys.exit(main())
