from __future__ import annotations

import unicodedata
from itertools import product
from math import inf
from time import process_time

import pytest

from rag.quantities import Quantity, quantities


def said(text: str) -> list[tuple[str, float, str]]:
    """Return the wording, the value and the unit of each quantity."""
    return [(text[item.start : item.end], item.value, item.unit) for item in quantities(text)]


def only(text: str) -> Quantity:
    (quantity,) = quantities(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        # Digits.
        ("1만개", 1e4, "개"),
        ("만 개", 1e4, "개"),
        ("314 billion", 3.14e11, ""),
        ("2억 5천만 년", 12 * 2.5e8, "개월"),
        # Numerals of Chinese and of Korean origin.
        ("삼만 오천 원", 35_000, "원"),
        ("만원", 1e4, "원"),
        ("두 명", 2, "명"),
        ("사흘", 3, "일"),
        ("two people", 2, "명"),
        # Shares.
        ("15%", 15, "%"),
        ("15 percent", 15, "%"),
        ("0.5%포인트", 0.5, "%p"),
        ("4분의 1", 25, "%"),
        # Money.
        ("$6 billion", 6e9, "달러"),
        ("US$6bn", 6e9, "달러"),
        ("$6m", 6e6, "달러"),
        ("6m", 6, "m"),
        ("€20", 20, "유로"),
        # Measures.
        ("1시간 30분", 5400, "초"),
        ("2시간 5분 10초", 7510, "초"),
        ("1년 6개월", 18, "개월"),
        ("20일간", 20, "일"),
        ("규모 5.8", 5.8, "규모"),
        ("만 18세", 18, "살"),
        # What has an order.
        ("제3차", 3, "번째"),
        ("3번째", 3, "번째"),
        ("제20대", 20, "번째"),
        ("경제 3위", 3, "위"),
        ("4분기", 4, "분기"),
    ],
)
def test_number_has_its_value_in_plain_units(text: str, value: float, unit: str) -> None:
    quantity = only(f"모두 {text}.")
    assert quantity.value == pytest.approx(value)
    assert quantity.unit == unit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "60억 달러(약 8조 2000억원)를",
            [("60억 달러", 6e9, "달러"), ("약 8조 2000억원", 8.2e12, "원")],
        ),
        ("3승 2패로 1위", [("3승", 3, "승"), ("2패", 2, "패"), ("1위", 1, "위")]),
        ("1조 2위 팀", [("1조", 1e12, ""), ("2위", 2, "위")]),
        ("5명 대 3명", [("5명", 5, "명"), ("3명", 3, "명")]),
        ("1시간,30분", [("1시간", 3600, "초"), ("30분", 1800, "초")]),
        ("3초 3만5억 시간 30분", [("3초", 3, "초"), ("30분", 1800, "초")]),
        ("5천 3.5%", [("5천", 5000, ""), ("3.5%", 3.5, "%")]),
        ("모두 두 명, 점수 백 점", [("두 명", 2, "명"), ("백 점", 100, "점")]),
        # Neither the ten thousand nor the million stands alone.
        ("3천 만 달러와 1 백만 달러", [("3천", 3000, ""), ("1", 1, "")]),
        ("계약 100건", [("100건", 100, "건")]),
        ("30분 1시간", [("30분", 1800, "초"), ("1시간", 3600, "초")]),
        ("2018년 3월 9일 12명이", [("12명", 12, "명")]),
        # The wording ends where the next word begins.
        ("3대표 2차관 4대의", [("3", 3, ""), ("2", 2, ""), ("4대", 4, "대")]),
        ("500명이 넘는", [("500명이 넘", 500, "명")]),
        # Names, versions and years are no numbers of something.
        ("A100 칩", []),
        ("1.2.3 판", []),
        ("’97년", []),
    ],
)
def test_each_number_of_a_text_is_found_with_its_wording(
    text: str, expected: list[tuple[str, float, str]]
) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        # Vague.
        "수천 명",
        "두세 곳",
        "약 수 천 명",
        "한 두 명",
        # Other words that begin with a numeral.
        "조사 대상",
        "세계 대회",
        "세대 갈등",
        "한편 정부는",
        "두개골",
        "편리한 개",
        "이 사람",
        "이 곳",
        "구조 대원",
        "ten",
        # Dates and times of day.
        "2018년 2월 20일",
        "3월 9~11일",
        "1990년대",
        "오후 3시 30분",
        "9일 밝혔다",
        "in 2018",
        # Nothing at all.
        "",
        "없다",
    ],
)
def test_words_without_a_number_have_no_quantity(text: str) -> None:
    assert quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "least", "most", "is_approximate"),
    [
        # Exact ones may be rounded: half of the last place that is not 0, 5 % at most.
        ("37명", 36.5, 37.5, False),
        ("20.5%", 20.45, 20.55, False),
        ("8조 2000억 원", 8.15e12, 8.25e12, False),
        ("1만 개", 9500, 10_500, False),
        ("1200명", 1150, 1250, False),
        # A single 0 is not from rounding.
        ("40명", 39.5, 40.5, False),
        ("3~5개", 3, 5, False),
        # A score is no range.
        ("4-1", 0.95, 1.05, False),
        ("3∼5만 명", 30_000, 50_000, False),
        # A tenth to both sides.
        ("약 60억 달러", 5.4e9, 6.6e9, True),
        ("60억 달러가량", 5.4e9, 6.6e9, True),
        ("60억 달러 정도", 5.4e9, 6.6e9, True),
        ("nearly 60 people", 54, 66, True),
        ("About 60 people", 54, 66, True),
        ("3분의 1", 30, 110 / 3, True),
        # Up to the next round figure.
        ("100여 대", 100, 190, True),
        ("10여만 명", 1e5, 1.9e5, True),
        ("1만여 명", 1e4, 1.9e4, True),
        ("2%대", 2, 2.9, True),
        ("60억 원대", 6e9, 6.9e9, True),
        # Open upwards and downwards.
        ("1만 개 이상", 1e4, inf, True),
        ("최소 12명", 12, inf, True),
        ("60%를 넘는", 60, inf, True),
        ("more than 12 people", 12, inf, True),
        ("12명 이하", 0, 12, True),
        ("최대 5만 명", 0, 5e4, True),
        ("up to 12 people", 0, 12, True),
    ],
)
def test_wording_leaves_a_number_open(
    text: str, least: float, most: float, *, is_approximate: bool
) -> None:
    quantity = only(text)
    assert (quantity.least, quantity.most) == pytest.approx((least, most))
    assert quantity.is_approximate is is_approximate
    assert text[quantity.start : quantity.end] in {text, "60%를 넘"}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("1만 개", "10,000개", True),
        ("1만 개", "약 1만 개 이상", True),
        ("8조 2000억 원", "8조 2345억 원", True),
        ("1만 2345명", "1만 2000명", True),
        ("20.5%", "21%", True),
        ("두 시간", "120분", True),
        ("약 60억 달러", "65억 달러", True),
        ("3분의 1", "33.3%", True),
        ("3~5개", "네 개", True),
        ("0명", "0명", True),
        ("37명", "38명", False),
        ("100명", "150명", False),
        ("1만 개", "1만 1000개", False),
        ("10여 명", "20명", False),
        ("2%대", "3.5%", False),
        ("60억 달러", "60억 원", False),
        ("3개", "3명", False),
    ],
)
def test_numbers_fit_where_both_can_be_true(one: str, other: str, *, expected: bool) -> None:
    assert only(one).fits(only(other)) is expected
    assert only(other).fits(only(one)) is expected


@pytest.mark.parametrize("text", ["약 2백만 명이 2018년 3월에", "３월 9일 ２０％와"])
def test_spans_count_the_code_points_of_the_text_as_written(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", f"가나 {text}")
    quantity = only(decomposed)
    wording = unicodedata.normalize("NFC", decomposed[quantity.start : quantity.end])
    assert wording in {"약 2백만 명", "２０％"}


def test_record_is_whole() -> None:
    assert quantities("약 20명") == (
        Quantity(value=20, least=18, most=22, unit="명", start=0, end=5, is_approximate=True),
    )


HOSTILE = ["1", "1,", "111,", "1~", "1만", "1만 ", "약 ", "한 ", " ", "천", "만 ", "1.", "2018년"]
HOSTILE += ["1일~", "기원전 ", "1시간 ", "1천2백", "십일", "1여천여", "$1", "1 billion "]


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_length_of_the_text_only(piece: str) -> None:
    def seconds(characters: int) -> float:
        text = (piece * characters)[:characters]
        start = process_time()
        quantities(text)
        return process_time() - start

    # 10,000 characters take about 0.1 s; were it quadratic, 8 times the text took 64 times as long.
    # The shortest of three: during one, Python may clear up after other tests.
    assert min(seconds(10_000) for _ in range(3)) < 25 * max(seconds(1250), 0.005)


def test_endless_digits_are_no_number() -> None:
    assert quantities("9" * 10_000) == ()
    assert quantities(",".join(["999"] * 3000)) == ()


def test_number_alone_and_with_any_particle_is_the_same() -> None:
    particles = ["은", "이", "을", "의", "에", "로", "과", "도", "까지", "부터", "이다", "씩"]
    for number, particle in product(["3개", "두 명", "십만 원", "15%", "5km"], particles):
        assert said(f"{number}{particle}") == said(number)
