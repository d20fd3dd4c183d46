from __future__ import annotations

import pytest

from index.furniture import button_words, core, is_asking, is_count, is_furniture


@pytest.mark.parametrize(
    "line",
    [
        "글자 크기 변경하기",
        "댓글 3 좋아요 5",
        "• 공유하기",
        "[다른기사 보기](https://example.com/list)",
        "![사진](https://example.com/a.png)",
        "▶ 네이버에서 뉴스 구독하기",
        "#AI #TECH",
        "Share on Facebook",
    ],
)
def test_buttons_counters_tags_and_pointers_are_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "정보를 공유하기 위해 모임을 만들었다.",
        "▶ 2024.03.04 소식 구독하기",
        "페이스북",
        "#a " * 67,
        "",
    ],
)
def test_sentences_datelines_and_long_lines_are_no_furniture(line: str) -> None:
    assert not is_furniture(line)


@pytest.mark.parametrize(
    "line",
    ["주간푸드 구독하러 가기", "유튜브에서도 구독해주세요!", "[구독하기](https://example.com)"],
)
def test_plea_for_subscribers_is_known(line: str) -> None:
    assert is_asking(line)


@pytest.mark.parametrize("line", ["홍길동 기자 구독하기", "그는 잡지를 구독하고 있다.", ""])
def test_reporter_and_sentence_are_no_plea(line: str) -> None:
    assert not is_asking(line)


@pytest.mark.parametrize("line", ["0", "• 2283", "1,234", "1.2만", "3K", "1" * 11])
def test_count_is_a_number_in_short(line: str) -> None:
    assert is_count(line)


@pytest.mark.parametrize("line", ["3개", "1" * 12, "-", ""])
def test_other_words_and_long_numbers_are_no_count(line: str) -> None:
    assert not is_count(line)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("페이스북 트위터 URL복사", ["페이스북", "트위터", "url복사"]),
        ("• Facebook | X", ["facebook", "x"]),
        ("페이스북 주가", []),
        ("", []),
        ("공유 " * 66 + "공유", ["공유"] * 67),
        ("공유 " * 67, []),
    ],
)
def test_words_are_told_only_if_all_may_be_buttons(line: str, words: list[str]) -> None:
    assert button_words(line) == words


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("• [다른기사 보기](https://example.com/list)", "다른기사 보기"),
        ("【끝】", "끝"),
        ("▶ 첫째, 예산", "첫째, 예산"),
        ("[]()", ""),
    ],
)
def test_core_of_a_line_has_no_ornaments(line: str, words: str) -> None:
    assert core(line) == words
