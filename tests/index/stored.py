"""Small stores, made without reading a folder, and what can go wrong with their files."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.corpus import CorpusFile
from index.database import FILE_NAME, Database
from index.datatypes import Article, Document, Fact, Place, Span
from index.preparing import Prepared
from index.publishing import publish
from index.rows import ChunkRow, Settings
from index.staging import Staging

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.datatypes import FloatMatrix, Skipped

# Characters of one to four bytes, so that code points, bytes and UTF-16 units all differ.
BRIDGE = Document(
    source="2024/다리.txt",
    sha256="ab" * 32,
    text="다리 놓여\r\n\r\n갯벌신문 2024.03.02\r\n한바다 기자\r\n👍 갈매대교가 열렸다. ⓒ신문",
    article=Article(
        title=Fact(value="다리 놓여", start=0, end=5),
        publisher=Fact(value="갯벌신문", start=9, end=13),
        published=Fact(value="2024-03-02", start=14, end=24),
        author=Fact(value="한바다 기자", start=26, end=32),
        boilerplate=(Span(start=46, end=49),),
    ),
    sentences=(Span(start=34, end=45),),
    places=(Place(start=0, page=1), Place(start=34, page=2, heading="개통")),
)
NOTE = Document(source="note.md", sha256="cd" * 32, text="짧은 글.", article=Article())
SETTINGS = Settings(model="모델", encoder="encoder-1", analyzer="analyzer-1", splitter="splitter-1")
# Two directions of a plane, by the keys of their vectors.
VECTORS = {"right": np.array([1, 0], np.float32), "up": np.array([0.6, 0.8], np.float32)}
DIM = 2


def row(start: int, end: int, key: str = "right", terms: tuple[str, ...] = ()) -> ChunkRow:
    """Return a chunk, which has a heading unless it is at the start."""
    heading = "다리 놓여" if start else ""
    return ChunkRow(span=Span(start=start, end=end), heading=heading, terms=terms, vector_key=key)


def prepared(document: Document, *rows: ChunkRow) -> Prepared:
    """Return a document whose chunks are encoded as the words `text of right` and so on."""
    texts = {row.vector_key: f"text of {row.vector_key}" for row in rows}
    return Prepared(document=document, rows=rows, texts=texts)


def note(source: str, text: str = "짧은 글.", sha256: str = "cd" * 32) -> Document:
    """Return a document about which nothing is known."""
    return Document(source=source, sha256=sha256, text=text, article=Article())


def file_of(document: Document) -> CorpusFile:
    """Return the file that a document lies in; `news.csv#3` lies in `news.csv`."""
    source = document.source.partition("#")[0]
    return CorpusFile(source=source, sha256=document.sha256, path=Path(source))


def stage(database: Database, *items: Prepared, settings: Settings = SETTINGS) -> dict[str, str]:
    """Stage documents, and vectors for all their texts; return the digests of their files."""
    made: dict[str, tuple[CorpusFile, list[Prepared]]] = {}
    for item in items:
        file = file_of(item.document)
        made.setdefault(file.source, (file, []))[1].append(item)
    staging = Staging(database)
    staging.add(made.values(), settings)
    staging.keep_vectors({key: VECTORS[key] for key in staging.pending()})
    return {file.source: file.sha256 for file, _ in made.values()}


def put(
    folder: Path, *items: Prepared, removed: Sequence[str] = (), skipped: Sequence[Skipped] = ()
) -> None:
    """Publish a generation with these documents in place of those of the same files."""
    with closing(Database.writing(folder)) as database:
        publish(
            database,
            folder,
            removed=removed,
            staged=stage(database, *items),
            skipped=skipped,
            made_with=(SETTINGS, DIM),
        )


def vector(*values: float) -> FloatMatrix:
    """Return a vector as encoders give them."""
    return np.array(values, np.float32)


def tamper(folder: Path, *statements: str) -> None:
    """Change the database of a store behind its back."""
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        for statement in statements:
            # One that says nothing about any row would make the test say nothing.
            assert connection.execute(statement).rowcount != 0, statement
        connection.commit()


def hide_a_source(folder: Path) -> None:
    """Make SQLite's own index of the sources forget the last of them."""
    path = folder / FILE_NAME
    with closing(sqlite3.connect(path)) as connection:
        ((root,),) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'sqlite_autoindex_documents_1'"
        )
        ((page_bytes,),) = connection.execute("PRAGMA page_size")
    data = bytearray(path.read_bytes())
    # A page begins with a byte for its kind, two for its free space and two that count its cells.
    count = (root - 1) * page_bytes + 4
    data[count] -= 1
    path.write_bytes(data)


def flip(path: Path, place: int, bit: int = 0) -> None:
    """Flip one bit of a file; a negative place counts from its end."""
    data = bytearray(path.read_bytes())
    data[place] ^= 1 << bit
    path.write_bytes(data)


def names(folder: Path) -> set[str]:
    """Return what is in a folder beside the database and the lock."""
    return {path.name for path in folder.iterdir() if path.stem != "store" and path.name != "lock"}


def files(folder: Path) -> Iterator[Path]:
    """Yield all files in a folder and in those inside."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file())
