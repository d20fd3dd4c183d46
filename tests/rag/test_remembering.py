from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from rag.remembering import RememberingEncoder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.datatypes import Encoder, FloatMatrix


class Lengths:
    """Toy encoder: a text's vector is `(length, 1)`; it notes what it was given."""

    name = "lengths"
    dim = 2

    def __init__(self) -> None:
        self.seen: list[str] = []

    def encode_passages(self, texts: Sequence[str]) -> FloatMatrix:
        self.seen += texts
        return np.array([[len(text), 1] for text in texts], np.float32).reshape(-1, 2)

    def encode_queries(self, texts: Sequence[str]) -> FloatMatrix:
        return self.encode_passages(texts)


_: Encoder = Lengths()


def test_known_texts_are_not_encoded_again() -> None:
    inner = Lengths()
    encoder = RememberingEncoder(inner)
    encoder.encode_passages(["가", "나다"])
    vectors = encoder.encode_passages(["나다", "라마바", "나다"])
    assert inner.seen == ["가", "나다", "라마바"]
    assert vectors.tolist() == [[2, 1], [3, 1], [2, 1]]


def test_the_text_used_longest_ago_is_forgotten_first() -> None:
    inner = Lengths()
    encoder = RememberingEncoder(inner, texts=2)
    encoder.encode_passages(["가", "나다"])
    encoder.encode_passages(["가"])
    encoder.encode_passages(["라마바"])
    inner.seen.clear()
    encoder.encode_passages(["가", "나다"])
    assert inner.seen == ["나다"]


def test_no_texts_give_no_rows() -> None:
    assert RememberingEncoder(Lengths()).encode_passages([]).shape == (0, 2)


def test_queries_and_passages_are_remembered_apart() -> None:
    inner = Lengths()
    encoder = RememberingEncoder(inner)
    assert (encoder.name, encoder.dim) == ("lengths", 2)
    encoder.encode_queries(["가"])
    encoder.encode_passages(["가"])
    encoder.encode_queries(["가"])
    assert inner.seen == ["가", "가"]
