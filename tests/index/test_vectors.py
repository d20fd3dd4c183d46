from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.errors import StoreError
from index.vectors import VectorIndex

if TYPE_CHECKING:
    from pathlib import Path

    from index.datatypes import FloatMatrix

# Unit vectors in the plane: right, up, and (0.6, 0.8) between them.
RIGHT, UP, BETWEEN = [1.0, 0.0], [0.0, 1.0], [0.6, 0.8]


def rows(*vectors: list[float]) -> FloatMatrix:
    return np.array(vectors, np.float32)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (RIGHT, [(7, 1.0), (40, 0.6), (3, 0.0)]),
        (UP, [(3, 1.0), (40, 0.8), (7, 0.0)]),
        (BETWEEN, [(40, 1.0), (3, 0.8), (7, 0.6)]),
        ([-1.0, 0.0], [(3, 0.0), (40, -0.6), (7, -1.0)]),
    ],
)
@pytest.mark.parametrize("top_k", [0, 1, 2, 3, 100])
def test_scores_are_cosines(
    query: list[float], expected: list[tuple[int, float]], top_k: int
) -> None:
    index = VectorIndex.of([7, 3, 40], rows(RIGHT, UP, BETWEEN))
    found = index.search(rows(query), top_k=top_k)
    assert [id_ for id_, _ in found] == [id_ for id_, _ in expected[:top_k]]
    assert [score for _, score in found] == pytest.approx(
        [score for _, score in expected[:top_k]], abs=1e-6
    )


@pytest.mark.parametrize("top_k", [1, 2, 5, 20, 30, 31, 40])
def test_ties_are_in_the_order_of_the_ids(top_k: int) -> None:
    # 30 vectors that point up, and one nearer to the query that comes last.
    ids = [*range(130, 100, -1), 999]
    index = VectorIndex.of(ids, rows(*[UP] * 30, RIGHT))
    found = index.search(rows(RIGHT), top_k=top_k)
    assert [id_ for id_, _ in found] == [999, *range(101, 131)][:top_k]


@pytest.mark.parametrize(
    ("among", "ids"),
    [
        ({7, 3, 40}, [7, 40, 3]),
        ({3, 40}, [40, 3]),
        ({3}, [3]),
        # Ids of no vector are passed over.
        ({3, 8, 9}, [3]),
        ({8}, []),
        (set(), []),
    ],
)
@pytest.mark.parametrize("top_k", [0, 1, 2, 100])
def test_only_chosen_vectors_are_found(among: set[int], ids: list[int], top_k: int) -> None:
    index = VectorIndex.of([7, 3, 40], rows(RIGHT, UP, BETWEEN))
    found = index.search(rows(RIGHT), top_k=top_k, among=among)
    assert [id_ for id_, _ in found] == ids[:top_k]
    cosines = {7: 1.0, 40: 0.6, 3: 0.0}
    assert dict(found) == pytest.approx({id_: cosines[id_] for id_ in ids[:top_k]}, abs=1e-6)


def test_chosen_vectors_are_found_however_many_are_nearer() -> None:
    index = VectorIndex.of(range(1, 5003), rows(*[RIGHT] * 5000, UP, BETWEEN))
    found = index.search(rows(RIGHT), top_k=5, among={5001, 5002, 9999})
    assert [id_ for id_, _ in found] == [5002, 5001]


@pytest.mark.parametrize("top_k", [1, 2, 9, 10])
def test_ties_among_chosen_vectors_are_in_the_order_of_the_ids(top_k: int) -> None:
    index = VectorIndex.of([*range(130, 100, -1), 999], rows(*[UP] * 30, RIGHT))
    found = index.search(rows(RIGHT), top_k=top_k, among={*range(110, 119), 999})
    assert [id_ for id_, _ in found] == [999, *range(110, 119)][:top_k]


def test_index_can_lose_some_vectors_and_get_others() -> None:
    index = VectorIndex.of([7, 3, 40], rows(RIGHT, UP, BETWEEN))
    index.grow({3, 99}, [41, 8], rows(UP, RIGHT))
    assert len(index) == 4
    found = index.search(rows(RIGHT), top_k=9)
    assert [id_ for id_, _ in found] == [7, 8, 40, 41]
    assert [score for _, score in found] == pytest.approx([1, 1, 0.6, 0])
    again = VectorIndex.from_bytes(index.to_bytes())
    assert again.search(rows(RIGHT), top_k=9) == found
    again.grow(set(), [], np.empty((0, 2), np.float32))
    assert again.search(rows(RIGHT), top_k=9) == found
    again.grow({7, 8, 40, 41}, [], np.empty((0, 2), np.float32))
    assert (len(again), again.search(rows(RIGHT), top_k=9)) == (0, [])


def test_index_of_nothing_finds_nothing() -> None:
    index = VectorIndex.of([], np.empty((0, 2), np.float32))
    assert (len(index), index.dim) == (0, 2)
    assert index.search(rows(RIGHT), top_k=5) == []
    assert index.search(rows(RIGHT), top_k=5, among={1}) == []


def test_index_comes_back_from_bytes() -> None:
    index = VectorIndex.of([7, 3, 5_000_000_000], rows(RIGHT, UP, BETWEEN))
    again = VectorIndex.from_bytes(index.to_bytes())
    assert (len(again), again.dim) == (3, 2)
    assert again.search(rows(BETWEEN), top_k=3) == index.search(rows(BETWEEN), top_k=3)
    assert again.to_bytes() == index.to_bytes()


def test_index_comes_back_from_a_file(tmp_path: Path) -> None:
    index = VectorIndex.of([7, 3], rows(RIGHT, UP))
    (tmp_path / "vectors").write_bytes(index.to_bytes())
    again = VectorIndex.read(tmp_path / "vectors")
    # It is in memory: what becomes of the file makes no difference.
    (tmp_path / "vectors").write_bytes(b"")
    assert again.search(rows(RIGHT), top_k=2) == [(7, 1.0), (3, 0.0)]
    with pytest.raises(FileNotFoundError):
        VectorIndex.read(tmp_path / "gone")


@pytest.mark.parametrize("data", [b"", b"x", b"garbage" * 100, b"\0" * 100])
def test_garbage_is_refused(data: bytes) -> None:
    with pytest.raises(StoreError, match=r"^the vector index cannot be read; run: rag index "):
        VectorIndex.from_bytes(data)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_index_cut_short_is_refused(share: float) -> None:
    data = VectorIndex.of([7, 3, 40], rows(RIGHT, UP, BETWEEN)).to_bytes()
    with pytest.raises(StoreError, match=r"^the vector index cannot be read; run: rag index "):
        VectorIndex.from_bytes(data[: int(share * len(data))])
