"""What children do: build an index, look at one, and wait for each other while building."""

from __future__ import annotations

import hashlib
import os
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.article import read_article
from index.chunking import ChunkSettings
from index.errors import StoreError
from index.preparing import Tools
from index.snapshot import Snapshot
from index.update import update
from rag.retrieval import DenseRetriever, LexicalRetriever
from tests.fakes import SilentProgress, SpaceAnalyzer, SyllableEncoder
from tests.faults.news import article

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.datatypes import Retriever

NOWHERE = Path("/nowhere")
QUERIES = ("갈매섬 다리 통행료", "도서관에 몇 명이 모였나", "한바다 씨는 공사비는")
TOP = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where a child builds.

    Attributes:
        corpus: The folder of articles.
        disk: The folder that the store is made in.
    """

    corpus: Path
    disk: Path

    @property
    def store(self) -> Path:
        """Where the index is."""
        return self.disk / "store"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """All that an index can answer from; equal contents answer equally.

    Attributes:
        generation: Its number.
        counts: Documents and chunks.
        documents: Digest of all documents, with all that was understood of them.
        chunks: Digest of all chunks.
        vectors: Digest of the vectors of all chunks.
        rankings: Digest of what a few queries find by meaning, by words and by bigrams.
    """

    generation: int
    counts: tuple[int, int]
    documents: str
    chunks: str
    vectors: str
    rankings: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What is found in a store folder.

    Attributes:
        contents: Of its index; `None` when it is refused.
        refusal: The line that refuses it.
        names: Everything directly in the folder.
    """

    contents: Contents | None = None
    refusal: str = ""
    names: tuple[str, ...] = ()


def tools() -> Tools:
    """Return toys that need no engine of language."""
    return Tools(
        encoder=SyllableEncoder(),
        model="toy",
        analyzer=SpaceAnalyzer(),
        chunks=ChunkSettings(chunk_chars=60),
    )


def warm() -> None:
    """Do once what takes long the first time, as far as it starts no thread."""
    read_article(article(1, 1))


def build(site: Site) -> int:
    """Bring the index up to date; return its generation."""
    return update(site.corpus, site.store, tools, SilentProgress()).generation


def build_in_turn(site: Site, start: Path, gate: Path) -> int:
    """Do the same, but begin when a byte is there, and stop inside until another one is."""

    def waiting_tools() -> Tools:
        take_byte(gate)
        return tools()

    take_byte(start)
    return update(site.corpus, site.store, waiting_tools, SilentProgress()).generation


def take_byte(pipe: Path) -> None:
    """Wait for a byte out of a named pipe."""
    descriptor = os.open(pipe, os.O_RDONLY)
    os.read(descriptor, 1)
    os.close(descriptor)


def build_and_die(site: Site) -> int:
    """Be killed while it is this process's turn to write."""

    def deadly_tools() -> Tools:
        os.kill(os.getpid(), signal.SIGKILL)
        return tools()

    return update(site.corpus, site.store, deadly_tools, SilentProgress()).generation


def look(store: Path) -> Look:
    """Open an index and read all of it."""
    contents, refusal = None, ""
    try:
        contents = read_all(store)
    except StoreError as error:
        refusal = str(error)
    names = tuple(sorted(path.name for path in store.iterdir())) if store.is_dir() else ()
    return Look(contents=contents, refusal=refusal, names=names)


def read_all(store: Path) -> Contents:
    """Open an index and return what it holds."""
    snapshot = Snapshot.open(store)
    try:
        return read(snapshot)
    finally:
        snapshot.close()


def recover(site: Site) -> tuple[Look, Look]:
    """Look at an index, bring it up to date, and look again."""
    before = look(site.store)
    build(site)
    return before, look(site.store)


def read(snapshot: Snapshot) -> Contents:
    """Return all that an open index holds, nothing of it by ids, which say nothing."""
    sources = [summary.source for summary in snapshot.store.summaries()]
    documents = [snapshot.document(source) for source in sources]
    chunks = [chunk for source in sources for chunk in snapshot.store.chunks_of(source)]
    retrievers: tuple[Retriever, ...] = (
        DenseRetriever(snapshot, SyllableEncoder()),
        LexicalRetriever(snapshot, SpaceAnalyzer(), "terms"),
        LexicalRetriever(snapshot, SpaceAnalyzer(), "bigrams"),
    )
    return Contents(
        generation=snapshot.generation,
        counts=(len(documents), len(chunks)),
        documents=digest([*snapshot.store.summaries(), *documents]),
        chunks=digest([(chunk.source, chunk.start, chunk.end, chunk.text) for chunk in chunks]),
        vectors=digest(vectors(snapshot)),
        rankings=digest(
            [
                (hit.chunk.source, hit.chunk.start, hit.score)
                for retriever in retrievers
                for query in QUERIES
                for hit in retriever.retrieve(query, top_k=TOP)
            ]
        ),
    )


def vectors(snapshot: Snapshot) -> list[tuple[str, int, tuple[float, ...]]]:
    """Return the vector of every chunk: its products with the axes are its components."""
    components: dict[int, list[float]] = {}
    for axis in np.eye(snapshot.vectors.dim, dtype=np.float32):
        for id_, value in snapshot.vectors.search(axis[np.newaxis], top_k=len(snapshot.vectors)):
            components.setdefault(id_, []).append(value)
    chunks = snapshot.chunks(sorted(components))
    return sorted((chunk.source, chunk.start, tuple(components[chunk.id])) for chunk in chunks)


def digest(items: Sequence[object]) -> str:
    """Return a short name of what is in a list."""
    return hashlib.sha256(repr(items).encode()).hexdigest()[:16]
