from __future__ import annotations

from dataclasses import replace

import pytest

from rag.specifics import lacking, told_of
from tests.rag.test_spans import passage

TOLD = (
    "갈매위성 2호 발사\n2019-03-05\n2호는 2018년 4월 9일에 1,250kg으로 떴다. "
    "바다로봇-7은 3.14초 걸렸다. 2·26 사건. 《섬마을 3》도 나왔다."
)


@pytest.mark.parametrize(
    "question",
    [
        "갈매위성 2호는 언제 떴나?",
        "2018년에 무엇이 떴나?",
        "4월 9일에 뜬 것은?",
        "1250kg인 위성은?",
        "1,250 kg인 위성은?",
        "바다로봇-7은 몇 초 걸렸나?",
        "바다로봇 7은 몇 초 걸렸나?",
        "2.26 사건은?",
        # The day of the article itself.
        "2019년 3월 기사에서 뜬 것은?",
        # A part of a series, behind the name alone.
        "섬마을 3편은 언제 나왔나?",
        # How many there are is for the reader to count, round numbers have many spellings.
        "위성 5개 중 무거운 것은?",
        "5가지 이유는?",
        "3만명이 본 것은?",
        "2030년 현재 가장 무거운 위성은?",
        "무엇이 떴나?",
        "2호는 언제 떴나?",
    ],
)
def test_number_that_the_article_has_is_not_lacking(question: str) -> None:
    assert lacking(question, TOLD) == ()


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("섬마을 4편은 언제 나왔나?", ("4",)),
        ("갈매위성 3호는 언제 떴나?", ("3",)),
        ("2017년에 무엇이 떴나?", ("2017",)),
        # The digits stand in another number.
        ("125kg인 위성은?", ("125",)),
        ("바다로봇-8은 몇 초 걸렸나?", ("8",)),
        ("바다로봇 4는 몇 초 걸렸나?", ("4",)),
        ("4월 8일에 뜬 것은?", ("8",)),
        ("2018년 5월 7일에 뜬 것은?", ("5", "7")),
    ],
)
def test_another_year_version_or_part_is_lacking(question: str, numbers: tuple[str, ...]) -> None:
    assert lacking(question, TOLD) == numbers


def test_long_runs_of_digits_take_no_time() -> None:
    assert lacking("9" * 5_000, "8" * 50_000) == ("9" * 5_000,)


def test_all_that_was_read_of_an_article_is_told_with_its_title_and_date() -> None:
    first = replace(passage(1, "2호다.", title="위성"), source="a.txt", published="2019-03-05")
    other = replace(passage(2, "역이다.", title="역"), source="b.txt")
    last = replace(first, number=3, text="3호다.")
    assert told_of("a.txt", [first, other, last]) == (
        "위성\n2019-03-05\n2호다.\n위성\n2019-03-05\n3호다."
    )
    assert told_of("b.txt", [replace(other, published=None)]) == "역\n\n역이다."
