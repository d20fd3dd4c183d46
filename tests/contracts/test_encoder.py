"""What every encoder promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.fakes import SyllableEncoder

if TYPE_CHECKING:
    from index.datatypes import Encoder

TEXTS = [
    "가나다라 마바사",
    "서울시는 11일 새 도서관을 열었다.",
    "The bridge opened in 2024.",
    "가",
    "",
    " \n",
    "긴 문장 " * 300,
]


@pytest.fixture(params=["syllables", pytest.param("sentences", marks=pytest.mark.model)])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    if request.param == "syllables":
        return SyllableEncoder()
    found: Encoder = request.getfixturevalue("sentence_encoder")
    return found


@pytest.mark.parametrize("kind", ["passages", "queries"])
def test_texts_become_unit_rows(encoder: Encoder, kind: str) -> None:
    vectors = getattr(encoder, f"encode_{kind}")(TEXTS)
    assert vectors.shape == (len(TEXTS), encoder.dim)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("kind", ["passages", "queries"])
def test_no_texts_become_no_rows(encoder: Encoder, kind: str) -> None:
    vectors = getattr(encoder, f"encode_{kind}")([])
    assert vectors.shape == (0, encoder.dim)
    assert vectors.dtype == np.float32


def test_rows_are_in_the_order_of_the_texts(encoder: Encoder) -> None:
    together = encoder.encode_passages(TEXTS)
    # Padding in a batch changes the last digits of bfloat16, never the meaning.
    for row, text in zip(together, TEXTS, strict=True):
        assert float(row @ encoder.encode_passages([text])[0]) == pytest.approx(1, abs=2e-3)


def test_same_text_gives_the_same_vector(encoder: Encoder) -> None:
    first, second = encoder.encode_queries(TEXTS[:2]), encoder.encode_queries(TEXTS[:2])
    assert np.array_equal(first, second)


def test_name_is_not_blank(encoder: Encoder) -> None:
    assert encoder.name.strip()
