from __future__ import annotations

import pytest

from index.boilerplate import Kind, judge
from index.captions import find_credit, is_caption, is_said_twice

OWN, CAPTION = Kind.OWN, Kind.CAPTION


@pytest.mark.parametrize(
    "line",
    [
        "일론 머스크 테슬라 CEO. (사진=AP 연합뉴스 제공)",
        "일론 머스크(사진:본지DB)",
        "트위터 갈무리(본지DB)",
        "(사진=셔터스톡)",
        "사진=연합뉴스",
        "사진 제공 = 한빛전자",
        "갤럭시 언팩 현장 /사진=한빛전자",
        "새로 문을 연 도서관. 부산시 제공",
        "발언하는 의장 [연합뉴스 자료사진]",
        "[CU제공. 재판매 및 DB금지]",
        "새 도서관 전경 (부산시 제공)",
        "한강이 얼어붙어 있다. 연합뉴스",
        "토트넘 선수들이 기뻐하고 있다. AFP=연합뉴스",
        "잠수교가 통제되고 있다. (사진=서울시 제공) 2024.07.18. photo@a.com *재판매 및 DB 금지",
        "(서울=연합뉴스) 홍길동 기자 = 5일 집회가 열리고 있다. 2024.4.5 hong@example.com",
        "관계자들이 담장을 살펴보고 있다. 2024.1.3/뉴스1 ⓒ News1 김영운 기자",
        "백두산 천지 ⓒ 홍길동",
        "© AFP=뉴스1",
        "ⓒ 로이터=뉴스1 Copyright (C) 뉴스1. All rights reserved. 무단 전재 금지.",
        "The tram in 1924. (AP Photo)",
        "Photo: Getty Images",
        "A tram leaves the depot. Photo by Jane Doe",
    ],
)
def test_line_with_a_photo_credit_is_a_caption(line: str) -> None:
    assert is_caption(line)
    assert judge([line]) == [CAPTION]


def test_line_that_holds_its_caption_twice_is_a_caption() -> None:
    caption = "(파리 로이터=뉴스1) 5일 파리에서 시민들이 걷고 있다. /사진=로이터 홍길동 기자"

    assert is_said_twice(caption + caption.replace(" ", "  "))
    assert judge([caption + caption.replace(" ", "  ")]) == [CAPTION]
    assert judge(["파리 시내를 걷는 시민들의 저녁 풍경과 멀리 선 에펠탑 " * 2]) == [CAPTION]


@pytest.mark.parametrize(
    "line",
    [
        "정부는 5일 새 대책을 발표했다고 밝혔다." * 2,
        "학회는 해마다 학술 대회를 열어 학문의 발전에 크게 기여하고 있다." * 2,
        "ㅋㅋㅋㅋㅋㅋ",
    ],
)
def test_sentence_written_twice_is_kept(line: str) -> None:
    assert not is_said_twice(line)
    assert judge([line]) == [OWN]


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("그는 사퇴하겠다고 말했다. (사진=연합뉴스)", "(사진=연합뉴스)"),
        ("경찰은 현장을 공개했다. 연합뉴스", " 연합뉴스"),
        ("갤럭시 언팩 현장 /사진=한빛전자", "/사진=한빛전자"),
        ("사진=연합뉴스라고 적었다. 그뿐이다.", None),
        ("", None),
    ],
)
def test_credit_is_found_at_the_end_of_a_line(line: str, credit: str | None) -> None:
    found = find_credit(line)

    assert (found[0] if found else None) == credit


@pytest.mark.parametrize(
    "line",
    [
        # A report keeps its words, whoever took the picture; a paragraph is no caption.
        "그는 이날 사퇴하겠다고 말했다. (사진=연합뉴스)",
        "가" * 592 + "(사진=셔터스톡)",
        "",
    ],
)
def test_credit_alone_does_not_make_a_caption(line: str) -> None:
    assert not is_caption(line)
