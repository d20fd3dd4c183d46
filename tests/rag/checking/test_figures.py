from __future__ import annotations

import pytest

from rag.checking.figures import days_of, figures, has_figure


def is_said(mine: str, theirs: str) -> bool:
    """Return whether every figure of a text stands in another one."""
    there = figures(theirs)
    own = figures(mine)
    return bool(own) and all(
        any(has_figure(one, item, theirs, days_of(item, theirs, (), None)) for item in there)
        for one in own
    )


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("1만개", "10,000개"),
        ("60억 달러", "$6 billion"),
        ("스물두 명", "22명"),
        ("4120억 원입니다", "4,120억원"),
        ("약 1만 명", "1만 234명"),
        ("1만여 명", "1만 명이 넘는"),
        ("1만 명", "약 1만 명"),
        ("100명 이상", "120명"),
        ("3.2%p", "3.2%포인트"),
        ("초등학교 142개교", "초등학교 142곳"),
        ("제7호 태풍", "7호 태풍"),
        ("2019년", "2019년 3월 5일"),
        ("3월 5일", "2019년 3월 5일"),
        ("그록-3", "그록 3"),
        ("3호선", "3호선"),
        ("3-1로", "3-1로"),
        ("오전 10시 30분", "10시 30분"),
        ("1990년대", "1990년대"),
        ("영하 3도", "영하 3도"),
        ("3~5만 명", "3만~5만 명"),
    ],
)
def test_figure_is_said(mine: str, theirs: str) -> None:
    assert is_said(mine, theirs)


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("1만 명", "1만 2000명"),
        ("1만 명", "1만 234명"),
        ("약 1만 명", "1만 5000명"),
        ("3명", "3곳"),
        ("3%", "3%p"),
        ("3만 원", "3억 원"),
        ("3만 원", "3만 달러"),
        ("100명", "100명 이상"),
        ("100명 이상", "100명 이하"),
        ("100명 미만", "100명 넘게"),
        ("100명 이상", "300명"),
        ("최대 300명", "최소 300명"),
        ("300명", "최대 300명"),
        ("5만 명", "3~5만 명"),
        ("제8호 태풍", "제7호 태풍"),
        ("2018년", "2019년 3월 5일"),
        ("2019년 3월 6일", "2019년 3월 5일"),
        ("2019년 3월 5일", "3월 5일"),
        ("그록-4", "그록-3"),
        ("그록-3", "다온 3"),
        ("4호선", "3호선"),
        ("1-3으로", "3-1로"),
        ("11시", "10시"),
        ("1980년대", "1990년대"),
        ("1990년대", "1990년"),
        ("영하 3도", "3도"),
        ("010-1234-5678", "010-1234-5679"),
    ],
)
def test_other_figure_is_not_said(mine: str, theirs: str) -> None:
    assert not is_said(mine, theirs)


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("전지 1만 7472셀", "전지 17,472셀"),
        ("병력 3만여", "3만여 병력"),
        ("원수가 3만 병력을", "원수는 3만 병력을"),
    ],
)
def test_number_of_an_unknown_unit_is_read(mine: str, theirs: str) -> None:
    assert is_said(mine, theirs)
    assert not is_said(mine.replace("만", "억"), theirs)
