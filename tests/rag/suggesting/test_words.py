from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rag.suggesting.words import AMOUNT, DATE, TITLE, bare, cut_words

if TYPE_CHECKING:
    from index.kiwi import KiwiAnalyzer


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("다리가 열렸다.", "다리가 열렸다."),
        ("다리가\n열렸다.", "다리가 열렸다."),
        ("최고경영자(CEO (씨이오))는 웃었다.", "최고경영자는 웃었다."),
        ("다리[1]가 열렸다.", "다리가 열렸다."),
        ("한편, 다리가 열렸다.", "다리가 열렸다."),
        ("그러나 다리가 열렸다.", "다리가 열렸다."),
        # It begins like "또", but is a name.
        ("또래는 웃었다.", "또래는 웃었다."),
        # Letters as macOS takes them apart.
        ("\u1103\u1161\u1105\u1175", "다리"),
    ],
)
def test_bare_sentence_has_no_remarks(sentence: str, expected: str) -> None:
    assert bare(sentence) == expected


@pytest.mark.parametrize(
    ("text", "tag", "wholes"),
    [
        ("지난 3월 5일 오후 2시에 열렸다.", DATE, ["지난 3월 5일 오후 2시"]),
        ("1926년 봄에 열렸다.", DATE, ["1926년 봄"]),
        ("내년 상반기까지 짓는다.", DATE, ["내년 상반기"]),
        ("10월 29일 전기가 끊겼다.", DATE, ["10월 29일"]),
        ("2017년 12월 기준 인구다.", DATE, ["2017년 12월 기준"]),
        # Spans of time, and parts of longer dates.
        ("5일간 열렸다.", DATE, []),
        ("2019년 이후 열렸다.", DATE, []),
        ("1990년대에 열렸다.", DATE, []),
        ("2019년~2021년에 지었다.", DATE, []),
        ("1조 2,000억 원을 썼다.", AMOUNT, ["1조 2,000억 원"]),
        ("드론 다섯 대를 샀다.", AMOUNT, ["다섯 대"]),
        ("영화 ‘갈매기’가 개봉했다.", TITLE, ["‘갈매기’"]),
        ("《물의 주소》는 소설이다.", TITLE, ["《물의 주소》"]),
    ],
)
def test_whole_is_one_morpheme(kiwi: KiwiAnalyzer, text: str, tag: str, wholes: list[str]) -> None:
    items = [item for word in cut_words(text, kiwi) for item in word]
    assert [item.form for item in items if item.tag == tag] == wholes
    assert all(text[item.start : item.end] == item.form for item in items if item.tag == tag)


def test_words_are_what_spaces_part(kiwi: KiwiAnalyzer) -> None:
    text = "지난 3월 5일에 ‘갈매기 섬’이라는 다리가 열렸다."
    words = cut_words(text, kiwi)
    assert [text[word[0].start : word[-1].end] for word in words] == [
        "지난 3월 5일에",
        "‘갈매기 섬’이라는",
        "다리가",
        "열렸다.",
    ]
