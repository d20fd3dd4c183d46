"""An uploaded file that waits, and the note beside it: what was understood of it."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from index.article import read_article
from index.datatypes import Document
from index.formats import extract
from index.preparing import with_told

if TYPE_CHECKING:
    from index.datatypes import Article, Fact
    from index.formats import Extract

# What is read of a very long text to tell its title and date, and shown of it: in code points.
PREVIEW_CHARS = 200_000
UNFINISHED = ".part-"
_NOTE = "note.json"
_FILE = "article"
# With every press the open previews are shown again, and some files take seconds to read.
_PREVIEWS_AT_HAND = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An uploaded file that its visitor has not accepted yet.

    Attributes:
        id: 32 hex digits that nobody can guess.
        name: What it will be called in the corpus folder.
        size: In bytes.
        sha256: Hex digest of its bytes.
        arrived: When, in seconds since 1970.
        title: The headline of its first article, or `None` where that does not tell; so with the
            others.
        publisher: The newspaper, site or newsletter.
        published: ISO 8601 day or minute.
        author: As the byline names them.
        articles: How many it has, from 1.
    """

    id: str
    name: str
    size: int
    sha256: str
    arrived: float
    title: str | None
    publisher: str | None
    published: str | None
    author: str | None
    articles: int = 1


def keep(folder: Path, name: str, data: bytes, found: Sequence[Extract]) -> None:
    """Put a file and its note into a new folder below another one, whole or not at all.

    Args:
        folder: Of the visitor; it is made where it is missing.
        name: What the file will be called in the corpus folder.
        data: Its bytes.
        found: The articles in it, at least one.

    Raises:
        OSError: The disk refused; nothing is left.
    """
    article = _understood(found[0])
    note = Waiting(
        id=secrets.token_hex(16),
        name=name,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        arrived=time.time(),
        title=_value(article.title),
        publisher=_value(article.publisher),
        published=_value(article.published),
        author=_value(article.author),
        articles=len(found),
    )
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = folder / f"{UNFINISHED}{note.id}"
    unfinished.mkdir(mode=0o700)
    try:
        _write(unfinished / _FILE, data)
        _write(unfinished / _NOTE, json.dumps(asdict(note), ensure_ascii=False).encode())
        unfinished.replace(folder / note.id)
    except OSError:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


def read_note(folder: Path) -> Waiting:
    """Return the note that `keep` wrote.

    Raises:
        OSError: The file is gone.
    """
    return Waiting(**json.loads((folder / _NOTE).read_text(encoding="utf-8")))


def file_in(folder: Path) -> Path:
    """Return where the file is that `keep` put into a folder."""
    return folder / _FILE


@lru_cache(_PREVIEWS_AT_HAND)
def read_waiting(folder: Path, note: Waiting) -> Document:
    """Return the first article of a file as it would be understood, as far as it is shown.

    Args:
        folder: The one that `keep` made of it, which nobody changes.
        note: The note in it.

    Raises:
        CorpusError: There is no article in it, or none any more.
        OSError: The file is gone.
    """
    first = extract(file_in(folder).read_bytes(), note.name)[0]
    return Document(
        source=note.name,
        sha256=note.sha256,
        text=first.text[:PREVIEW_CHARS],
        article=_understood(first),
        places=first.places,
    )


def _understood(article: Extract) -> Article:
    return with_told(read_article(article.text[:PREVIEW_CHARS]), article.told)


def _write(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _value(fact: Fact | None) -> str | None:
    return fact.value if fact else None
