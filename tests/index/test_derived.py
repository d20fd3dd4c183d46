from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from index import derived
from index.database import Database
from index.datatypes import Article, Document, Span
from index.errors import StoreError
from index.store import ChunkRow, Settings, Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = "갈매대교 열렸다\n통행료 없다"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return a store of two chunks; chunk 1 points right, chunk 2 up."""
    database = Database.writing(tmp_path)
    store = Store(database)
    store.remember(Settings(model="m", encoder="e", analyzer="a", splitter="s"), 2)
    store.keep_vectors({"right": np.array([1, 0], np.float32), "up": np.array([0, 1], np.float32)})
    rows = [
        ChunkRow(
            span=Span(start=0, end=8), heading="", terms=("갈매대교", "열리"), vector_key="right"
        ),
        ChunkRow(span=Span(start=9, end=15), heading="섬", terms=("섬", "통행료"), vector_key="up"),
    ]
    store.put(Document(source="a.txt", sha256="", text=TEXT, article=Article()), rows)
    yield store
    database.close()


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.startswith("store")}


def test_written_indexes_find_chunks(store: Store, tmp_path: Path) -> None:
    digest = derived.write(store, tmp_path, 7)
    assert names(tmp_path) == {"vectors-7.faiss", "lexical-7"}
    vectors, lexical = derived.read(tmp_path, 7, digest)
    assert vectors.search(np.array([[0, 1]], np.float32), top_k=5) == [(2, 1.0), (1, 0.0)]
    assert [id_ for id_, _ in lexical.search("terms", ["열리"], top_k=5)] == [1]
    assert [id_ for id_, _ in lexical.search("terms", ["섬"], top_k=5)] == [2]
    assert [id_ for id_, _ in lexical.search("bigrams", ["매대"], top_k=5)] == [1]
    # The heading is searched with the slice, and no bigram reaches from one to the other.
    assert [id_ for id_, _ in lexical.search("bigrams", ["섬"], top_k=5)] == [2]
    assert lexical.search("bigrams", ["섬통"], top_k=5) == []


def test_indexes_are_written_over_damaged_ones(store: Store, tmp_path: Path) -> None:
    (tmp_path / "vectors-7.faiss").write_bytes(b"garbage")
    (tmp_path / "lexical-7").mkdir()
    (tmp_path / "lexical-7" / "meta.json").write_bytes(b"garbage")
    vectors, lexical = derived.read(tmp_path, 7, derived.write(store, tmp_path, 7))
    assert len(vectors) == len(lexical) == 2


def test_missing_vectors_are_refused(store: Store, tmp_path: Path) -> None:
    digest = derived.write(store, tmp_path, 7)
    with pytest.raises(StoreError, match=r"^the vector index of generation 8 cannot be read"):
        derived.read(tmp_path, 8, digest)


@pytest.mark.parametrize("place", [0, 50, -1])
def test_vectors_with_a_changed_bit_are_refused(store: Store, tmp_path: Path, place: int) -> None:
    digest = derived.write(store, tmp_path, 7)
    path = tmp_path / "vectors-7.faiss"
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)
    with pytest.raises(StoreError, match=r"^the vector index of generation 7 is damaged"):
        derived.read(tmp_path, 7, digest)


def test_missing_lexical_index_is_refused(store: Store, tmp_path: Path) -> None:
    digest = derived.write(store, tmp_path, 7)
    (tmp_path / "lexical-7").rename(tmp_path / "elsewhere")
    with pytest.raises(StoreError, match=r"^the lexical index at .*lexical-7 cannot be read"):
        derived.read(tmp_path, 7, digest)


def test_clearing_keeps_what_is_asked_and_the_store(store: Store, tmp_path: Path) -> None:
    for generation in (1, 2, 3):
        derived.write(store, tmp_path, generation)
    (tmp_path / ".writing-x").mkdir()
    (tmp_path / ".writing-x" / "vectors").write_bytes(b"half")
    (tmp_path / "lock").touch()
    derived.clear(tmp_path, keep={3, 2})
    kept = {"vectors-2.faiss", "lexical-2", "vectors-3.faiss", "lexical-3", "lock"}
    assert names(tmp_path) == kept
    assert store.count_chunks() == 2
