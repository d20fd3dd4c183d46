from __future__ import annotations

import re

import pytest

from rag.numerals import ARABIC, KOREAN, evaluate, largest_scale


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("37", 37),
        ("20.5", 20.5),
        # What makes a figure vague is left to the wording around it.
        ("10여만", 1e5),
        ("한", 1),
        ("아흔아홉", 99),
        ("보름", 15),
        ("Twelve", 12),
        ("314 billion", 3.14e11),
        ("2.5 million", 2.5e6),
        ("6bn", 6e9),
        ("6k", 6000),
        # A larger scale after a smaller one, or the same one twice, is no number.
        ("3만5억", None),
        ("3만 5만", None),
    ],
)
def test_numerals_have_their_value(said: str, expected: float | None) -> None:
    value = evaluate(said)
    assert (None if value is None else float(value)) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [("37", 1), ("3천", 1), ("5만", 1e4), ("8조 2000억", 1e12), ("6 Million", 1e6), ("", 1)],
)
def test_largest_scale_is_found(said: str, expected: float) -> None:
    assert largest_scale(said) == expected


@pytest.mark.parametrize(
    ("text", "numeral", "value"),
    [
        ("1만개", "1만", 1e4),
        ("10,000개", "10,000", 1e4),
        ("1.5조 원", "1.5조", 1.5e12),
        ("2백만 명", "2백만", 2e6),
        ("1천200명", "1천200", 1200),
        ("3천5백 명", "3천5백", 3500),
        ("5천500만 원", "5천500만", 5.5e7),
        ("3,140억 개", "3,140억", 3.14e11),
        ("8조 2000억원", "8조 2000억", 8.2e12),
        ("8조3천억 원", "8조3천억", 8.3e12),
        ("1억 2,345만 6,789원", "1억 2,345만 6,789", 123_456_789),
        # The number of another thing begins.
        ("1조 2위", "1조", 1e12),
        ("5천 3.5%", "5천", 5000),
    ],
)
def test_digits_are_read_with_their_scales(text: str, numeral: str, value: float) -> None:
    match = re.match(ARABIC, text)
    assert match
    assert match[0] == numeral
    assert evaluate(numeral) == pytest.approx(value)


@pytest.mark.parametrize("text", ["1.2.3 판", "9" * 16, "999,999,999,999,999,999,999", "만"])
def test_versions_and_endless_digits_are_no_numbers(text: str) -> None:
    assert re.match(ARABIC, text) is None


@pytest.mark.parametrize(
    ("text", "numeral", "value"),
    [
        # Of Chinese origin.
        ("만원", "만", 1e4),
        ("백 명", "백", 100),
        ("십만 명", "십만", 1e5),
        ("이십오 명", "이십오", 25),
        ("삼만 오천 원", "삼만 오천", 35_000),
        ("천이백만 달러", "천이백만", 1.2e7),
        # Of Korean origin.
        ("두 명", "두", 2),
        ("두번째", "두", 2),
        ("세 살", "세", 3),
        ("석 달", "석", 3),
        ("열한 개", "열한", 11),
        ("스무 곳", "스무", 20),
        ("스물두 명", "스물두", 22),
        # These only end like what makes a number vague.
        ("점수 백 점", "백", 100),
        ("모두 두 명", "두", 2),
    ],
)
def test_korean_words_are_read_as_numbers(text: str, numeral: str, value: float) -> None:
    match = re.search(KOREAN, text)
    assert match
    assert match[0] == numeral
    assert evaluate(numeral) == value


@pytest.mark.parametrize(
    "text",
    [
        # Vague.
        "수천 명",
        "수 천 명",
        "몇 백 명",
        "수십만 원",
        "두세 곳",
        "두 세 명",
        # Other words that begin with a numeral.
        "백인 감독",
        "천도 계획",
        "만세를 불렀다",
        "만개한 꽃",
        "두 분",
        "석 자",
        "한 일이",
        "한 인간",
        "한 도 관계자",
        "한 차 안",
    ],
)
def test_vague_words_and_parts_of_words_are_no_numbers(text: str) -> None:
    assert re.search(KOREAN, text) is None
