from __future__ import annotations

import struct

import numpy as np
import pytest

from index.packed import PackedWeights, bert_name
from tests.fakes import TINY_PIECES, TINY_ROWS, packed_file, tiny_weights


def test_header_is_read() -> None:
    weights = PackedWeights(tiny_weights())
    assert (weights.hidden, weights.layers, weights.heads, weights.ffn) == (4, 1, 1, 4)
    assert (weights.vocabulary, weights.positions, weights.types) == (8, 16, 1)
    assert (weights.bos, weights.eos, weights.pad, weights.unknown) == (0, 2, 1, 3)
    assert weights.epsilon == pytest.approx(1e-12)
    assert weights.block == 32


def test_vocabulary_is_read() -> None:
    assert PackedWeights(tiny_weights()).pieces == [(piece, -1.0) for piece in TINY_PIECES]


def test_all_tensors_of_a_bert_encoder_are_there() -> None:
    shapes = {name: tensor.shape for name, tensor in PackedWeights(tiny_weights()).tensors()}
    layer = "encoder.layer.0"
    attention, square, row = f"{layer}.attention", (4, 4), (4,)
    assert shapes == {
        "embeddings.word_embeddings.weight": (8, 4),
        "embeddings.position_embeddings.weight": (16, 4),
        "embeddings.token_type_embeddings.weight": (1, 4),
        "embeddings.LayerNorm.weight": row,
        "embeddings.LayerNorm.bias": row,
        **{f"{attention}.self.{part}.weight": square for part in ("query", "key", "value")},
        **{f"{attention}.self.{part}.bias": row for part in ("query", "key", "value")},
        f"{attention}.output.dense.weight": square,
        f"{attention}.output.dense.bias": row,
        f"{attention}.output.LayerNorm.weight": row,
        f"{attention}.output.LayerNorm.bias": row,
        f"{layer}.intermediate.dense.weight": square,
        f"{layer}.intermediate.dense.bias": row,
        f"{layer}.output.dense.weight": square,
        f"{layer}.output.dense.bias": row,
        f"{layer}.output.LayerNorm.weight": row,
        f"{layer}.output.LayerNorm.bias": row,
    }


def test_word_vectors_are_unpacked() -> None:
    tensors = dict(PackedWeights(tiny_weights()).tensors())
    signs = [[1.0 if sign == "+" else -1.0 for sign in row] for row in TINY_ROWS]
    words = tensors["embeddings.word_embeddings.weight"]
    assert words.dtype == np.float32
    assert words.tolist() == signs


def test_block_of_four_bit_weights() -> None:
    # Low nibbles 0 to 15 are the first sixteen weights, high nibbles 15 to 0 the others.
    nibbles = bytes(low | (15 - low) << 4 for low in range(16))
    data = packed_file([("emb.word", 1, struct.pack("<e", 0.5) + nibbles)])
    ((_, tensor),) = PackedWeights(data).tensors()
    # (0 - 8) / 2 = -4, (1 - 8) / 2 = -3.5, ..., (15 - 8) / 2 = 3.5, and back.
    steps = [-4 + 0.5 * step for step in range(16)]
    assert tensor.shape == (8, 4)
    assert tensor.reshape(-1).tolist() == [*steps, *reversed(steps)]


def test_each_block_has_its_own_scale() -> None:
    # All nibbles are 9, so that every weight is its block's scale.
    blocks = [struct.pack("<e", scale) + b"\x99" * 16 for scale in (1.0, -2.0)]
    ((_, tensor),) = PackedWeights(packed_file([("emb.word", 1, b"".join(blocks))])).tensors()
    assert tensor.reshape(-1).tolist() == [1.0] * 32 + [-2.0] * 32


def test_matrix_back_from_the_feed_forward_has_its_columns() -> None:
    # Feed-forward 8, hidden 4: up is 8 x 4, down is 4 x 8. The field is the seventh of the file.
    data = bytearray(
        packed_file(
            [
                ("l0.fi.w", 0, np.arange(32, dtype="<f4").tobytes()),
                ("l0.fo.w", 0, np.arange(32, dtype="<f4").tobytes()),
            ]
        )
    )
    struct.pack_into("<i", data, 20, 8)
    (_, up), (_, down) = PackedWeights(bytes(data)).tensors()
    assert (up.shape, down.shape) == ((8, 4), (4, 8))
    assert down[1].tolist() == list(range(8, 16))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("emb.word", "embeddings.word_embeddings.weight"),
        ("emb.ln.b", "embeddings.LayerNorm.bias"),
        ("l0.q.w", "encoder.layer.0.attention.self.query.weight"),
        ("l3.ao.b", "encoder.layer.3.attention.output.dense.bias"),
        ("l11.aln.w", "encoder.layer.11.attention.output.LayerNorm.weight"),
        ("l11.oln.b", "encoder.layer.11.output.LayerNorm.bias"),
        ("l2.fi.w", "encoder.layer.2.intermediate.dense.weight"),
        ("l2.fo.b", "encoder.layer.2.output.dense.bias"),
    ],
)
def test_names(name: str, expected: str) -> None:
    assert bert_name(name) == expected


@pytest.mark.parametrize("data", [b"", b"E5S", b"E5S2" + tiny_weights()[4:], b"PK\x03\x04"])
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"^expected b'E5S1' at the start"):
        PackedWeights(data)


@pytest.mark.parametrize("share", [0.01, 0.05, 0.1, 0.3, 0.5, 0.9, 0.999])
def test_file_cut_short_is_refused(share: float) -> None:
    data = tiny_weights()
    with pytest.raises((ValueError, struct.error)):
        list(PackedWeights(data[: int(share * len(data))]).tensors())


@pytest.mark.parametrize("place", [48, 52, 56, 60])
@pytest.mark.parametrize("piece", [-1, 8])
def test_special_piece_outside_the_vocabulary_is_refused(place: int, piece: int) -> None:
    data = bytearray(tiny_weights())
    struct.pack_into("<i", data, place, piece)
    with pytest.raises(ValueError, match=r"^expected special pieces below 8$"):
        PackedWeights(bytes(data))
