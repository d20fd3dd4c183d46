from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.database import FILE_NAME, Database
from index.datatypes import Chunk, DocumentSummary, Skipped
from index.errors import DamagedError, StoreError
from index.reading import SearchedChunk
from index.store import Store
from tests.index.stored import (
    BRIDGE,
    NOTE,
    SETTINGS,
    hide_a_source,
    note,
    prepared,
    put,
    row,
    tamper,
    vector,
)

if TYPE_CHECKING:
    from pathlib import Path

REBUILD = r"; rebuild it with: rag index --full$"


@contextmanager
def reading(folder: Path) -> Iterator[Store]:
    with closing(Database.reading(folder)) as database:
        yield Store(database)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of chunks 1 and 2, which are of the bridge, and 3, which is of the note."""
    folder = tmp_path_factory.mktemp("whole")
    put(
        folder,
        prepared(
            BRIDGE, row(0, 5, terms=("다리", "놓")), row(34, 45, "up", terms=("다리", "열리"))
        ),
        prepared(NOTE, row(0, 4, terms=("짧", "글"))),
        skipped=[Skipped(source="빈.txt", reason="empty")],
    )
    return folder


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    """A copy of it that may be damaged."""
    shutil.copy(whole / FILE_NAME, tmp_path)
    return tmp_path


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with reading(folder) as store:
        store.check()
        yield store


def test_new_store_holds_nothing(tmp_path: Path) -> None:
    with closing(Database.writing(tmp_path)) as database:
        store = Store(database)
        assert (store.generation, store.dim, store.settings) == (0, 0, None)
        assert not store.is_sealed
        assert (store.digests(), store.summaries(), store.skipped()) == ({}, [], ())
        assert (store.count_documents(), store.count_chunks()) == (0, 0)
        assert list(store.searched()) == []


def test_store_tells_what_it_was_made_with(store: Store) -> None:
    assert (store.generation, store.dim, store.settings) == (1, 2, SETTINGS)
    assert store.is_sealed
    assert store.skipped() == (Skipped(source="빈.txt", reason="empty"),)


def test_stores_are_told_apart_by_their_birth(tmp_path: Path) -> None:
    births = []
    for name in "abab":
        put(tmp_path / name)
        with reading(tmp_path / name) as store:
            births.append(store.birth)
    assert births[0] == births[2]
    assert births[1] == births[3]
    assert len(set(births)) == 2
    assert "" not in births


def test_document_comes_back_whole(store: Store) -> None:
    assert store.document(BRIDGE.source) == BRIDGE
    assert store.document(NOTE.source) == NOTE
    assert store.digests() == {BRIDGE.source: BRIDGE.sha256, NOTE.source: NOTE.sha256}


def test_document_is_read_once(store: Store) -> None:
    assert store.document(BRIDGE.source) is store.document(BRIDGE.source)


def test_unknown_source_is_an_error(store: Store) -> None:
    with pytest.raises(StoreError, match=r"^no article 'gone.txt' in the index; .*: rag status$"):
        store.document("gone.txt")
    assert (store.chunks_of("gone.txt"), store.searched_of("gone.txt")) == ([], [])


def test_chunks_are_slices(store: Store) -> None:
    assert store.chunks_of(BRIDGE.source) == [
        Chunk(id=1, source=BRIDGE.source, start=0, end=5, text="다리 놓여"),
        Chunk(id=2, source=BRIDGE.source, start=34, end=45, text="👍 갈매대교가 열렸다"),
    ]
    assert (store.count_documents(), store.count_chunks()) == (2, 3)


def test_chunks_come_in_the_order_of_the_ids(store: Store) -> None:
    found = store.chunks([3, 1, 2, 3])
    assert [(chunk.id, chunk.source, chunk.start) for chunk in found] == [
        (3, NOTE.source, 0),
        (1, BRIDGE.source, 0),
        (2, BRIDGE.source, 34),
        (3, NOTE.source, 0),
    ]
    assert store.chunks([]) == []


# 2 ** 70 is more than SQLite can count.
@pytest.mark.parametrize("id_", [0, -1, 4, 99, 2**70])
def test_number_that_no_chunk_has_is_damage(store: Store, id_: int) -> None:
    line = rf"^the store is damaged \((passage {id_} is missing|Python int too large .*)\){REBUILD}"
    with pytest.raises(DamagedError, match=line):
        store.chunks([1, id_])
    with pytest.raises(DamagedError, match=line):
        store.terms([1, id_])


def test_ids_are_those_of_all_chunks_of_the_documents(store: Store) -> None:
    assert store.chunk_ids([BRIDGE.source]) == {1, 2}
    assert store.chunk_ids([NOTE.source, BRIDGE.source, "gone.txt"]) == {1, 2, 3}
    assert store.chunk_ids(["gone.txt"]) == store.chunk_ids([]) == frozenset()


def test_terms_are_those_of_the_chunks_together(store: Store) -> None:
    assert store.terms([2]) == {"다리", "열리"}
    assert store.terms([1, 2]) == {"다리", "놓", "열리"}
    assert store.terms([]) == frozenset()


def test_summaries_tell_of_documents_in_order_of_sources(store: Store) -> None:
    bridge, note = store.summaries()
    assert bridge == DocumentSummary(
        source="2024/다리.txt",
        file="2024/다리.txt",
        title="다리 놓여",
        publisher="갯벌신문",
        published="2024-03-02",
        author="한바다 기자",
        characters=len(BRIDGE.text),
        chunks=2,
    )
    assert (note.source, note.title, note.characters, note.chunks) == ("note.md", NOTE.title, 5, 1)


def test_search_indexes_see_heading_slice_and_terms(store: Store) -> None:
    first = SearchedChunk(id=1, text="\n다리 놓여", terms=("다리", "놓"), vector_key="right")
    second = SearchedChunk(
        id=2,
        text="다리 놓여\n👍 갈매대교가 열렸다",
        terms=("다리", "열리"),
        vector_key="up",
    )
    third = SearchedChunk(id=3, text="\n짧은 글", terms=("짧", "글"), vector_key="right")
    assert list(store.searched()) == [first, second, third]
    assert store.searched_of(BRIDGE.source) == [first, second]


def test_document_without_chunks_is_listed_and_never_searched(tmp_path: Path) -> None:
    put(tmp_path, prepared(note("a.txt")), prepared(note("b.txt"), row(0, 4)))
    with reading(tmp_path) as store:
        store.check()
        assert [(item.source, item.chunks) for item in store.summaries()] == [
            ("a.txt", 0),
            ("b.txt", 1),
        ]
        assert store.document("a.txt") == note("a.txt")
        assert store.chunks_of("a.txt") == []
        assert store.chunk_ids(["a.txt"]) == frozenset()
        # It takes up a number all the same, which is not one of a chunk.
        assert [chunk.id for chunk in store.searched()] == [2]
        with pytest.raises(DamagedError, match="passage 1 is missing"):
            store.chunks([1])


def test_vectors_come_back_by_key(store: Store) -> None:
    found = store.vectors(["up", "right", "up"])
    assert np.array_equal(found, [vector(0.6, 0.8), vector(1, 0), vector(0.6, 0.8)])
    assert found.dtype == np.float32
    assert store.vectors([]).shape == (0, 2)


def test_many_vectors_come_back(store: Store) -> None:
    # More than are asked for at once.
    keys = ["up", "right"] * 600
    assert np.array_equal(store.vectors(keys), [vector(0.6, 0.8), vector(1, 0)] * 600)


@pytest.mark.parametrize(
    ("change", "how"),
    [
        (
            "UPDATE documents SET title = '다리 끊겨' WHERE id = 1",
            "an article's facts have changed",
        ),
        ("UPDATE documents SET chunks = 1 WHERE id = 1", "an article's facts have changed"),
        ("UPDATE documents SET body = '' WHERE id = 1", "an article's facts have changed"),
        ("UPDATE documents SET digest = '' WHERE id = 1", "an article's facts have changed"),
        ("UPDATE documents SET id = 9 WHERE id = 3", "its list of articles has changed"),
        ("DELETE FROM documents WHERE id = 3", "its list of articles has changed"),
        ("DELETE FROM documents", "its list of articles has changed"),
        ("UPDATE files SET sha256 = ''", "its list of articles has changed"),
        ("DELETE FROM files WHERE source = 'note.md'", "its list of articles has changed"),
        ("INSERT INTO files VALUES ('b.txt', '', '')", "its list of articles has changed"),
        ("INSERT INTO stale VALUES (1, 1, '')", "its list of articles has changed"),
        ("UPDATE skipped SET reason = 'full'", "its list of articles has changed"),
        ("DELETE FROM skipped", "its list of articles has changed"),
        ("UPDATE meta SET value = '3' WHERE key = 'dim'", "its list of articles has changed"),
        ("UPDATE meta SET value = '2' WHERE key = 'generation'", "its list of articles has chang"),
        ("UPDATE meta SET value = '{}' WHERE key = 'settings'", "its list of articles has changed"),
        ("DELETE FROM meta WHERE key = 'birth'", "its list of articles has changed"),
        ("DELETE FROM meta WHERE key = 'root'", "its list of articles has changed"),
        ("UPDATE meta SET value = '' WHERE key = 'root'", "its list of articles has changed"),
        ("INSERT INTO meta VALUES ('colour', 'red')", "its list of articles has changed"),
    ],
)
def test_changed_list_of_articles_is_found(folder: Path, change: str, how: str) -> None:
    tamper(folder, change)
    with reading(folder) as store:
        assert store.is_sealed
        with pytest.raises(DamagedError, match=rf"^the store is damaged \({how}.*\){REBUILD}"):
            store.check()


def test_articles_that_change_places_are_found(folder: Path) -> None:
    tamper(
        folder,
        "UPDATE documents SET id = 9 WHERE id = 1",
        "UPDATE documents SET id = 1 WHERE id = 3",
        "UPDATE documents SET id = 2 WHERE id = 9",
    )
    with reading(folder) as store, pytest.raises(DamagedError, match="its list of articles has"):
        store.check()


def test_article_that_sqlite_does_not_find_any_more_is_missed(folder: Path) -> None:
    hide_a_source(folder)
    with reading(folder) as store:
        # What is asked for by its number is still there.
        assert [chunk.source for chunk in store.chunks([3])] == [NOTE.source]
        line = rf"^the store is damaged \(an article is not found by its name\){REBUILD}"
        with pytest.raises(DamagedError, match=line):
            store.check()


def test_number_that_is_none_is_damage(folder: Path) -> None:
    tamper(folder, "UPDATE meta SET value = 'many' WHERE key = 'generation'")
    line = rf"^the store is damaged \(its generation is no number\){REBUILD}"
    with reading(folder) as store, pytest.raises(DamagedError, match=line):
        assert store.generation


ASKED: tuple[Callable[[Store], object], ...] = (
    lambda store: store.document(BRIDGE.source),
    lambda store: store.chunks([1]),
    lambda store: store.chunks_of(BRIDGE.source),
    lambda store: store.terms([2]),
    lambda store: store.searched_of(BRIDGE.source),
    lambda store: next(store.searched()),
)
OF_THE_BRIDGE = "WHERE key = (SELECT body FROM documents WHERE id = 1)"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE bodies SET text = replace(text, '열렸다', '닫혔다')",
        "UPDATE bodies SET text = CAST(text AS BLOB)",
        "UPDATE bodies SET sentences = '[]'",
        "UPDATE bodies SET places = '[]'",
        "UPDATE bodies SET slices = replace(slices, '45', '44')",
        "UPDATE bodies SET slices = 'x'",
        "DELETE FROM bodies",
    ],
)
@pytest.mark.parametrize("ask", ASKED)
def test_changed_text_is_found_before_anything_is_made_of_it(
    folder: Path, change: str, ask: Callable[[Store], object]
) -> None:
    tamper(folder, f"{change} {OF_THE_BRIDGE}")
    with reading(folder) as store:
        # Texts are not read when a store is opened.
        store.check()
        line = rf"^the store is damaged \(the text of an article has changed\){REBUILD}"
        with pytest.raises(DamagedError, match=line):
            ask(store)
        # Nor are other articles the worse for it.
        assert store.document(NOTE.source) == NOTE


def test_texts_that_change_places_are_found(folder: Path) -> None:
    tamper(
        folder,
        "UPDATE bodies SET key = 'x' WHERE key = (SELECT body FROM documents WHERE id = 1)",
        "UPDATE bodies SET key = (SELECT body FROM documents WHERE id = 1) WHERE key != 'x'",
        "UPDATE bodies SET key = (SELECT body FROM documents WHERE id = 3) WHERE key = 'x'",
    )
    with reading(folder) as store:
        for source in (BRIDGE.source, NOTE.source):
            with pytest.raises(DamagedError, match=r"the text of an article has changed"):
                store.document(source)


@pytest.mark.parametrize(
    "changes",
    [
        ["UPDATE vectors SET vector = (SELECT vector FROM vectors WHERE key = 'up')"],
        ["UPDATE vectors SET vector = x'0000803F00000001' WHERE key = 'right'"],
        ["UPDATE vectors SET vector = x'0000803F' WHERE key = 'right'"],
        ["UPDATE vectors SET vector = 'text' WHERE key = 'right'"],
        ["UPDATE vectors SET digest = '' WHERE key = 'right'"],
        ["DELETE FROM vectors WHERE key = 'right'"],
        [
            "UPDATE vectors SET key = 'x' WHERE key = 'right'",
            "UPDATE vectors SET key = 'right' WHERE key = 'up'",
        ],
    ],
    ids=["other", "flipped", "short", "text", "digest", "missing", "swapped"],
)
def test_changed_vector_is_found(folder: Path, changes: list[str]) -> None:
    tamper(folder, *changes)
    with reading(folder) as store:
        line = rf"^the store is damaged \(a vector has changed\){REBUILD}"
        with pytest.raises(DamagedError, match=line):
            store.vectors(["up", "right"])


def test_vectors_of_another_length_are_found(folder: Path) -> None:
    # Their digests are right: what has changed is how long they should be.
    tamper(folder, "UPDATE meta SET value = '1' WHERE key = 'dim'")
    with reading(folder) as store, pytest.raises(DamagedError, match="a vector has changed"):
        store.vectors(["right"])
