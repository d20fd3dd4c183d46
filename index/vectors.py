"""Exact nearest neighbours over unit vectors; the only home of faiss."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import faiss
import numpy as np

from index.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from index.datatypes import FloatMatrix

# What faiss gives as the id of a place that it has no vector for.
NOBODY = -1


class VectorIndex:
    """Vectors by chunk id; the score is the inner product, for unit vectors the cosine.

    Flat, so every score is exact: right up to some hundred thousand chunks (10 ms each 50,000).
    """

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    @classmethod
    def of(cls, ids: Sequence[int], vectors: FloatMatrix) -> VectorIndex:
        """Return an index of one row per id. Shape of `vectors`: `(len(ids), dim)`."""
        index = faiss.IndexIDMap2(faiss.IndexFlatIP(vectors.shape[1]))
        if ids:
            index.add_with_ids(vectors, np.asarray(ids, np.int64))
        return cls(index)

    def grow(self, gone: AbstractSet[int], ids: Sequence[int], vectors: FloatMatrix) -> None:
        """Take some ids out, and put others in."""
        if gone:
            self._index.remove_ids(choose(gone))
        if ids:
            self._index.add_with_ids(vectors, np.asarray(ids, np.int64))

    @classmethod
    def read(cls, path: Path) -> VectorIndex:
        """Return the index whose `to_bytes` is in a file.

        Raises:
            OSError: The file cannot be read.
            StoreError: The bytes are not such an index.
        """
        return cls.from_bytes(np.memmap(path, np.uint8, mode="r"))

    @classmethod
    def from_bytes(cls, data: bytes | memoryview | np.memmap[Any, Any]) -> VectorIndex:
        """Return the index that `to_bytes` wrote.

        Raises:
            StoreError: The bytes are not such an index.
        """
        try:
            index = faiss.deserialize_index(np.frombuffer(data, np.uint8))
        except RuntimeError as error:
            message = "the vector index cannot be read; run: rag index --full"
            raise StoreError(message) from error
        return cls(index)

    def to_bytes(self) -> memoryview:
        """Return the index as bytes. Writing them is the caller's: faiss hides a full disk."""
        data: memoryview = faiss.serialize_index(self._index).data
        return data

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return int(self._index.d)

    def search(
        self, vector: FloatMatrix, *, top_k: int, among: AbstractSet[int] | None = None
    ) -> list[tuple[int, float]]:
        """Return `(chunk id, cosine)`, best first, ties by id.

        Args:
            vector: What to look for. Shape `(1, dim)`.
            top_k: Most pairs.
            among: The only ids to look at; `None` for all.
        """
        most = len(self) if among is None else min(len(among), len(self))
        wanted = min(top_k, most)
        if wanted < 1:
            return []
        # A second thread makes a single query slower, sixteen times so on a busy machine.
        faiss.omp_set_num_threads(1)
        # The parameters only point at the choice: it has to live as long as they are used.
        choice = None if among is None else choose(among)
        parameters = faiss.SearchParameters()
        parameters.sel = choice
        looked = min(wanted + 1, most)
        scores, ids = self._index.search(vector, looked, params=parameters)
        # Of those that tie for the last place faiss keeps any, so look on until all are there.
        while looked < most and scores[0, -1] == scores[0, wanted - 1]:
            looked = min(2 * looked, most)
            scores, ids = self._index.search(vector, looked, params=parameters)
        pairs = zip(ids[0].tolist(), scores[0].tolist(), strict=True)
        found = [pair for pair in pairs if pair[0] != NOBODY]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))[:wanted]


def choose(ids: AbstractSet[int]) -> faiss.IDSelector:
    """Return what makes faiss pass over all vectors but these."""
    return faiss.IDSelectorBatch(np.fromiter(ids, np.int64, len(ids)))
