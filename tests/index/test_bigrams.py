from __future__ import annotations

import unicodedata

import pytest

from index.bigrams import bigrams


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t ", []),
        ("가", ["가"]),
        ("서울", ["서울"]),
        ("서울시청", ["서울", "울시", "시청"]),
        ("서울 시청", ["서울", "시청"]),
        ("서울\u00a0시청\u3000앞", ["서울", "시청", "앞"]),
        ("X.AI", ["xa", "ai"]),
        ("오픈AI", ["오픈", "픈a", "ai"]),
        ("‘오픈AI’,", ["오픈", "픈a", "ai"]),
        ("1,234.5억", ["12", "23", "34", "45", "5억"]),
        ("- … ※ 😀", []),
        ("a_b", ["ab"]),
        ("C++", ["c"]),
        ("ＧＰＴ", ["gp", "pt"]),
        ("서\u200b울", ["서울"]),
        ("가가가", ["가가", "가가"]),
        # Lower-casing this letter gives an "i" and a combining dot.
        ("İstanbul", ["is", "st", "ta", "an", "nb", "bu", "ul"]),
    ],
)
def test_bigrams(text: str, expected: list[str]) -> None:
    assert bigrams(text) == expected


def test_decomposed_hangul_gives_the_same_bigrams() -> None:
    assert bigrams(unicodedata.normalize("NFD", "한국은행")) == ["한국", "국은", "은행"]


def test_no_bigram_holds_white_space() -> None:
    text = "".join(f"가{chr(code)}나" for code in range(0x3100))
    assert all(len(token.split()) == 1 for token in bigrams(text))


def test_long_word_has_one_bigram_less_than_letters() -> None:
    assert bigrams("가" * 200_000) == ["가가"] * 199_999
