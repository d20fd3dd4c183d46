from __future__ import annotations

import pytest

from index.prose import is_report, is_sentence


@pytest.mark.parametrize(
    "line",
    [
        "그는 떠났다.",
        "“그는 떠났다.”",
        "그는 떠났다. 그리고 돌아오지",
        "The council approved it.",
    ],
)
def test_sentence_has_a_full_stop(line: str) -> None:
    assert is_sentence(line)


@pytest.mark.parametrize(
    "line",
    [
        "일론 머스크 vs 샘 알트만, 이 둘은 왜 싸우는 걸까?",
        "머스크, 결국 떠났다",
        "일론 머스크. Flickr",
        "",
    ],
)
def test_headline_is_no_sentence(line: str) -> None:
    assert not is_sentence(line)


@pytest.mark.parametrize(
    "text",
    [
        "정부는 5일 새 대책을 발표했다고 밝혔다.",
        "“그는 떠났다.”",
        "다음 달에 문을 열었습니다.",
        "강물이 얼어 있다. 시민들은 걷는다.",
        "담장을 살펴보고 있다. 이곳은 조용하다. (",
    ],
)
def test_past_tense_or_second_sentence_makes_a_report(text: str) -> None:
    assert is_report(text)


@pytest.mark.parametrize(
    "text",
    [
        "강물이 얼어 있다.",
        "시민들이 걷고 있습니다.",
        "그는 회사를 떠난다.",
        "그는 회사를 떠났다",
        "새로 문을 연 도서관.",
        "",
    ],
)
def test_sentence_of_what_there_is_to_see_is_no_report(text: str) -> None:
    assert not is_report(text)
