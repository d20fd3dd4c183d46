from __future__ import annotations

from contextlib import closing
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np
import pytest

from index import derived
from index.database import Database
from index.digests import folder_digest
from index.disk import UNFINISHED
from index.errors import DamagedError, StoreError
from index.store import Store
from tests.index.stored import files, flip, names, note, prepared, put, row, tamper

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DAMAGED = r"^the search indexes of generation 1 are damaged or missing$"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store of two chunks; chunk 1 points right, chunk 2 up."""
    chunks = (
        row(0, 8, "right", terms=("갈매대교", "열리")),
        row(9, 15, "up", terms=("섬", "통행료")),
    )
    put(tmp_path, prepared(note("a.txt", text="갈매대교 열렸다\n통행료 없다"), *chunks))
    with closing(Database.reading(tmp_path)) as database:
        yield Store(database)


def test_indexes_find_chunks(store: Store, tmp_path: Path) -> None:
    vectors, lexical = derived.read(tmp_path, store)
    found = vectors.search(np.array([[1, 0]], np.float32), top_k=5)
    assert [id_ for id_, _ in found] == [1, 2]
    assert [score for _, score in found] == pytest.approx([1, 0.6])
    assert [id_ for id_, _ in lexical.search("terms", ["열리"], top_k=5)] == [1]
    assert [id_ for id_, _ in lexical.search("terms", ["섬"], top_k=5)] == [2]
    assert [id_ for id_, _ in lexical.search("bigrams", ["매대"], top_k=5)] == [1]
    # The heading "다리 놓여" is searched with the slice; no bigram reaches from one to the other.
    assert [id_ for id_, _ in lexical.search("bigrams", ["놓여"], top_k=5)] == [2]
    assert lexical.search("bigrams", ["여통"], top_k=5) == []


def test_written_indexes_are_told_by_their_digests(store: Store, tmp_path: Path) -> None:
    written = derived.write(store, tmp_path, 7)
    assert names(tmp_path) >= {"vectors-7.faiss", "lexical-7"}
    data = (tmp_path / "vectors-7.faiss").read_bytes()
    assert written == derived.Written(
        vectors_sha256=sha256(data).hexdigest(),
        lexical_sha256=folder_digest(tmp_path / "lexical-7"),
        keys=("right", "up"),
    )


def test_same_store_gives_the_same_vectors(store: Store, tmp_path: Path) -> None:
    assert derived.write(store, tmp_path, 7).vectors_sha256 == store.vectors_digest


def test_store_of_nothing_has_indexes_too(tmp_path: Path) -> None:
    put(tmp_path)
    with closing(Database.reading(tmp_path)) as database:
        vectors, lexical = derived.read(tmp_path, Store(database))
    assert len(vectors) == len(lexical) == 0


def test_whatever_has_the_names_already_makes_room(store: Store, tmp_path: Path) -> None:
    (tmp_path / "vectors-7.faiss").write_bytes(b"garbage")
    (tmp_path / "lexical-7").mkdir()
    (tmp_path / "lexical-7" / "meta.json").write_bytes(b"garbage")
    (tmp_path / "lexical-8").write_bytes(b"garbage")
    for generation in (7, 8):
        written = derived.write(store, tmp_path, generation)
        assert folder_digest(tmp_path / f"lexical-{generation}") == written.lexical_sha256
    assert (tmp_path / "vectors-7.faiss").read_bytes() == (
        tmp_path / "vectors-1.faiss"
    ).read_bytes()
    assert {name for name in names(tmp_path) if name.startswith(UNFINISHED)} == set()


@pytest.mark.parametrize("place", [0, 50, -1])
def test_vectors_with_a_changed_bit_are_refused(store: Store, tmp_path: Path, place: int) -> None:
    flip(tmp_path / "vectors-1.faiss", place)
    with pytest.raises(StoreError, match=DAMAGED):
        derived.read(tmp_path, store)


@pytest.mark.parametrize("length", [0, 1, -1])
def test_vectors_of_another_length_are_refused(store: Store, tmp_path: Path, length: int) -> None:
    path = tmp_path / "vectors-1.faiss"
    path.write_bytes(path.read_bytes()[:length] if length < 1 else path.read_bytes() + b"\0")
    with pytest.raises(StoreError, match=DAMAGED):
        derived.read(tmp_path, store)


def test_every_file_of_the_lexical_index_is_looked_at(store: Store, tmp_path: Path) -> None:
    paths = [path for path in files(tmp_path / "lexical-1") if path.stat().st_size]
    assert len(paths) > 5
    for path in paths:
        whole = path.read_bytes()
        flip(path, len(whole) // 2)
        with pytest.raises(StoreError, match=DAMAGED):
            derived.read(tmp_path, store)
        path.unlink()
        with pytest.raises(StoreError, match=DAMAGED):
            derived.read(tmp_path, store)
        path.write_bytes(whole)
    (tmp_path / "lexical-1" / "more").touch()
    with pytest.raises(StoreError, match=DAMAGED):
        derived.read(tmp_path, store)
    (tmp_path / "lexical-1" / "more").unlink()
    # Reading leaves locks there, which are no damage.
    derived.read(tmp_path, store)
    derived.read(tmp_path, store)


@pytest.mark.parametrize("name", ["vectors-1.faiss", "lexical-1"])
def test_missing_index_is_refused(store: Store, tmp_path: Path, name: str) -> None:
    (tmp_path / name).rename(tmp_path / "elsewhere")
    with pytest.raises(StoreError, match=DAMAGED):
        derived.read(tmp_path, store)


def test_indexes_of_another_store_are_refused(store: Store, tmp_path: Path) -> None:
    put(tmp_path / "other", prepared(note("b.txt"), row(0, 4)))
    for name in ("vectors-1.faiss", "lexical-1"):
        (tmp_path / name).rename(tmp_path / "elsewhere")
        (tmp_path / "other" / name).rename(tmp_path / name)
        with pytest.raises(StoreError, match=DAMAGED):
            derived.read(tmp_path, store)
        (tmp_path / name).rename(tmp_path / "other" / name)
        (tmp_path / "elsewhere").rename(tmp_path / name)
    derived.read(tmp_path, store)


def test_folder_that_cannot_be_written_is_said(store: Store, tmp_path: Path) -> None:
    line = r"^the store at .*/gone cannot be written \(No such file or directory\); mend that and t"
    with pytest.raises(StoreError, match=line):
        derived.write(store, tmp_path / "gone", 7)


@pytest.mark.parametrize(
    "damage", ["UPDATE vectors SET vector = x'00'", "UPDATE bodies SET text = 'x'"]
)
def test_nothing_is_made_of_a_damaged_store(tmp_path: Path, damage: str) -> None:
    put(tmp_path, prepared(note("a.txt"), row(0, 4)))
    tamper(tmp_path, damage)
    with closing(Database.reading(tmp_path)) as database:
        with pytest.raises(DamagedError):
            derived.write(Store(database), tmp_path, 7)
        assert not {"vectors-7.faiss", "lexical-7"} & names(tmp_path)
        # What was made before is still what it was.
        derived.read(tmp_path, Store(database))


def test_clearing_keeps_what_is_asked_and_what_is_not_ours(store: Store, tmp_path: Path) -> None:
    for generation in (2, 3):
        derived.write(store, tmp_path, generation)
    unfinished = tmp_path / f"{UNFINISHED}x"
    unfinished.mkdir()
    (unfinished / "vectors").write_bytes(b"half")
    (tmp_path / f"{UNFINISHED}file").write_bytes(b"half")
    (tmp_path / "lexical-9").symlink_to(tmp_path / "lexical-2", target_is_directory=True)
    others = {"vectors-1.txt", "vectors-of-mine.faiss", "lexical-notes", "my-lexical-1", "lock"}
    for name in others:
        (tmp_path / name).touch()
    derived.clear(tmp_path, keep={3, 2})
    kept = {"vectors-2.faiss", "lexical-2", "vectors-3.faiss", "lexical-3", "newest"}
    assert names(tmp_path) == kept | others - {"lock"}
    assert (tmp_path / "lock").exists()
    assert list(files(tmp_path / "lexical-2"))
    assert store.count_chunks() == 2
