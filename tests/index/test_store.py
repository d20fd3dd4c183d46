from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.database import Database
from index.datatypes import Article, Chunk, Document, DocumentSummary, Fact, Skipped, Span
from index.errors import StoreError
from index.store import ChunkRow, Settings, Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index.datatypes import FloatMatrix

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
)
NOTE = Document(source="note.md", sha256="cd" * 32, text="짧은 글.", article=Article())
SETTINGS = Settings(model="모델", encoder="encoder-1", analyzer="analyzer-1", splitter="splitter-1")


def row(start: int, end: int, key: str = "key", terms: tuple[str, ...] = ()) -> ChunkRow:
    heading = "다리 놓여" if start else ""
    return ChunkRow(span=Span(start=start, end=end), heading=heading, terms=terms, vector_key=key)


def vector(*values: float) -> FloatMatrix:
    return np.array(values, np.float32)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    database = Database.writing(tmp_path)
    yield Store(database)
    database.close()


def test_new_store_holds_nothing(store: Store) -> None:
    assert store.generation == 0
    assert store.settings is None
    assert store.digests() == {}
    assert store.summaries() == []
    assert store.skipped() == ()
    assert store.count_chunks() == 0
    assert list(store.words()) == []


def test_document_comes_back_whole(store: Store) -> None:
    store.put(BRIDGE, [])
    store.put(NOTE, [])
    assert store.document(BRIDGE.source) == BRIDGE
    assert store.document(NOTE.source) == NOTE
    assert store.digests() == {BRIDGE.source: BRIDGE.sha256, NOTE.source: NOTE.sha256}


def test_unknown_source_is_an_error(store: Store) -> None:
    store.put(NOTE, [])
    with pytest.raises(StoreError, match=r"^no article 'gone.txt' in the index; .*: rag status$"):
        store.document("gone.txt")


def test_chunks_are_slices(store: Store) -> None:
    store.put(BRIDGE, [row(0, 5), row(34, 45)])
    assert store.chunks_of(BRIDGE.source) == [
        Chunk(id=1, source=BRIDGE.source, start=0, end=5, text="다리 놓여"),
        Chunk(id=2, source=BRIDGE.source, start=34, end=45, text="👍 갈매대교가 열렸다"),
    ]
    assert store.chunks_of("gone.txt") == []
    assert store.count_chunks() == 2


def test_chunks_come_in_the_order_of_the_ids(store: Store) -> None:
    store.put(BRIDGE, [row(0, 1), row(1, 2), row(3, 5)])
    # An unknown id is left out, a repeated one repeated.
    found = store.chunks([3, 1, 99, 2, 3])
    assert [(chunk.id, chunk.start) for chunk in found] == [(3, 3), (1, 0), (2, 1), (3, 3)]
    assert store.chunks([]) == []


def test_ids_are_those_of_all_chunks_of_the_documents(store: Store) -> None:
    store.put(BRIDGE, [row(0, 5), row(34, 45)])
    store.put(NOTE, [row(0, 5)])
    assert store.chunk_ids([BRIDGE.source]) == {1, 2}
    assert store.chunk_ids([NOTE.source, BRIDGE.source, "gone.txt"]) == {1, 2, 3}
    assert store.chunk_ids(["gone.txt"]) == store.chunk_ids([]) == frozenset()


def test_terms_are_those_of_the_chunks_together(store: Store) -> None:
    store.put(BRIDGE, [row(0, 5, terms=("다리", "놓")), row(34, 45, terms=("다리", "열리"))])
    assert store.terms([2]) == {"다리", "열리"}
    assert store.terms([1, 2, 99]) == {"다리", "놓", "열리"}
    assert store.terms([99]) == store.terms([]) == frozenset()


def test_summaries_tell_of_documents_in_order_of_sources(store: Store) -> None:
    store.put(NOTE, [row(0, 5)])
    store.put(BRIDGE, [row(0, 5), row(34, 45)])
    bridge, note = store.summaries()
    assert bridge == DocumentSummary(
        source="2024/다리.txt",
        title="다리 놓여",
        publisher="갯벌신문",
        published="2024-03-02",
        author="한바다 기자",
        characters=len(BRIDGE.text),
        chunks=2,
    )
    assert note == DocumentSummary(
        source="note.md",
        title=NOTE.title,
        publisher=None,
        published=None,
        author=None,
        characters=5,
        chunks=1,
    )


def test_document_takes_the_place_of_the_older_one(store: Store) -> None:
    store.put(BRIDGE, [row(0, 5), row(34, 45)])
    newer = Document(source=BRIDGE.source, sha256="ef" * 32, text="새 글", article=Article())
    store.put(newer, [row(0, 3)])
    assert store.document(BRIDGE.source) == newer
    # Numbers are never used again: an old one must not mean a new chunk.
    assert [(chunk.id, chunk.text) for chunk in store.chunks_of(BRIDGE.source)] == [(3, "새 글")]
    assert store.chunks([1, 2]) == []


def test_removed_document_takes_its_chunks_along(store: Store) -> None:
    store.put(BRIDGE, [row(0, 5)])
    store.put(NOTE, [row(0, 5)])
    store.remove(BRIDGE.source)
    store.remove("gone.txt")
    assert store.digests() == {NOTE.source: NOTE.sha256}
    assert [chunk.id for chunk in store.chunks([1, 2])] == [2]
    assert store.count_chunks() == 1


def test_words_are_heading_slice_and_terms(store: Store) -> None:
    store.put(BRIDGE, [row(0, 5, terms=("다리", "놓")), row(34, 45)])
    assert list(store.words()) == [
        (1, "\n다리 놓여", ["다리", "놓"]),
        (2, "다리 놓여\n👍 갈매대교가 열렸다", []),
    ]


def test_vectors_come_back_by_chunk(store: Store) -> None:
    store.remember(SETTINGS, 2)
    store.keep_vectors({"one": vector(1, 0), "two": vector(0.6, 0.8)})
    store.put(NOTE, [row(0, 2, "two"), row(3, 5, "one"), row(0, 5, "two")])
    ids, vectors = store.vectors()
    assert ids == [1, 2, 3]
    assert np.array_equal(vectors, [vector(0.6, 0.8), vector(1, 0), vector(0.6, 0.8)])
    assert vectors.dtype == np.float32


def test_known_vectors_are_those_that_were_kept(store: Store) -> None:
    assert store.known_vectors([]) == set()
    store.keep_vectors({"one": vector(1, 0), "two": vector(0, 1)})
    assert store.known_vectors(["two", "three"]) == {"two"}


def test_vectors_that_no_chunk_uses_are_dropped_with_the_next_generation(store: Store) -> None:
    store.remember(SETTINGS, 2)
    store.keep_vectors({"used": vector(1, 0), "unused": vector(0, 1)})
    store.put(NOTE, [row(0, 5, "used")])
    assert store.known_vectors(["used", "unused"]) == {"used", "unused"}
    store.finish([])
    assert store.known_vectors(["used", "unused"]) == {"used"}
    store.remove(NOTE.source)
    store.finish([])
    assert store.known_vectors(["used", "unused"]) == set()


def test_generations_are_counted(store: Store) -> None:
    assert [store.finish([]), store.finish([])] == [1, 2]
    assert store.generation == 2


def test_settings_are_remembered(store: Store) -> None:
    store.remember(SETTINGS, 384)
    assert store.settings == SETTINGS


def test_skipped_files_are_those_of_the_last_update(store: Store) -> None:
    first = Skipped(source="ㄱ.pdf", reason="not a .txt or .md file")
    second = Skipped(source="a.txt", reason="empty")
    store.finish([first, second])
    assert store.skipped() == (second, first)
    store.finish([first])
    assert store.skipped() == (first,)
