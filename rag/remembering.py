"""An encoder that does not encode the same text twice."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index.datatypes import Encoder, FloatMatrix

# 8,192 vectors of 384 numbers are 12 MB.
TEXTS = 8192


class RememberingEncoder:
    """Gives another encoder's vectors, and keeps those of the texts that were used last.

    A conversation stays with a few articles, so most sentences it compares come again; and one
    question is encoded both to search and to compare. Safe to use from several threads.
    """

    def __init__(self, encoder: Encoder, *, texts: int = TEXTS) -> None:
        self._encoder = encoder
        self._passages = Memory(encoder.encode_passages, texts)
        self._queries = Memory(encoder.encode_queries, texts)

    @property
    def name(self) -> str:
        """The encoder's."""
        return self._encoder.name

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return self._encoder.dim

    def encode_passages(self, texts: Sequence[str]) -> FloatMatrix:
        """Return one unit row per text to be found. Shape `(len(texts), dim)`."""
        return self._passages.encode(texts) if texts else np.empty((0, self.dim), np.float32)

    def encode_queries(self, texts: Sequence[str]) -> FloatMatrix:
        """Return one unit row per text to search with. Shape `(len(texts), dim)`."""
        return self._queries.encode(texts) if texts else np.empty((0, self.dim), np.float32)


class Memory:
    """The vectors of the texts that were used last."""

    def __init__(self, encode: Callable[[Sequence[str]], FloatMatrix], texts: int) -> None:
        self._encode = encode
        self._texts = texts
        self._vectors: OrderedDict[str, FloatMatrix] = OrderedDict()
        self._lock = threading.Lock()

    def encode(self, texts: Sequence[str]) -> FloatMatrix:
        """Return one row per text, at least one; only those not at hand are encoded."""
        with self._lock:
            found = {text: self._vectors[text] for text in texts if text in self._vectors}
        new = [text for text in dict.fromkeys(texts) if text not in found]
        if new:
            found |= zip(new, self._encode(new), strict=True)
        with self._lock:
            for text, vector in found.items():
                self._vectors[text] = vector
                self._vectors.move_to_end(text)
            while len(self._vectors) > self._texts:
                self._vectors.popitem(last=False)
        return np.stack([found[text] for text in texts])
