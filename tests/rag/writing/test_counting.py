from __future__ import annotations

import pytest

from rag.writing.counting import TokenGuess


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param("가나다", 9, id="a byte each"),
        pytest.param("2024", 2, id="half of ASCII"),
        # 3 + 3 bytes of Hangul, half of one space: 6.5.
        pytest.param("가 나", 7, id="rounded up"),
        pytest.param("\ud800", 1, id="no character"),
    ],
)
def test_guess_begins_with_a_token_for_each_byte(text: str, tokens: int) -> None:
    assert TokenGuess().tokens(text) == tokens


# 100 syllables are 300 bytes; with 15 % for caution.
@pytest.mark.parametrize(
    ("reports", "tokens"),
    [
        pytest.param([100], 115, id="a token for each syllable"),
        pytest.param([100, 200, 100], 230, id="the highest report counts"),
        pytest.param([600], 690, id="more than was feared"),
        # A fifth of a token for each byte.
        pytest.param([3], 60, id="too few to be true"),
        pytest.param([200, *[100] * 8], 115, id="only the last eight count"),
    ],
)
def test_guess_learns_from_reports(reports: list[int], tokens: int) -> None:
    guess = TokenGuess()
    for report in reports:
        guess.learn("가" * 100, report)

    assert guess.tokens("나" * 100) == pytest.approx(tokens, abs=1)


def test_short_texts_teach_nothing() -> None:
    guess = TokenGuess()
    # 198 bytes.
    guess.learn("가" * 66, 5000)

    assert guess.tokens("가") == 3
