from __future__ import annotations

from collections.abc import Sequence

import pytest

from index.boilerplate import Kind
from index.layout import Line, Page, read_lines, read_page

OWN, COPYRIGHT, FURNITURE = Kind.OWN, Kind.COPYRIGHT, Kind.FURNITURE


def lines_of(text: str) -> list[tuple[int, str, Kind]]:
    return [(line.start, line.text, line.kind) for line in read_lines(text)]


def page_of(text: str) -> Page:
    return read_page(read_lines(text))


def texts(lines: Sequence[Line]) -> list[str]:
    return [line.text for line in lines]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        (" \n\n", []),
        ("  가나\n\n다라 \n", [(2, "가나", OWN), (6, "다라", OWN)]),
        ("가나\n공유하기", [(0, "가나", OWN), (3, "공유하기", FURNITURE)]),
        # What is glued to a sentence is a line of its own.
        (
            "그렇다. <ⓒ 가나, 무단 전재 금지> 12일",
            [
                (0, "그렇다.", OWN),
                (5, "<ⓒ 가나, 무단 전재 금지>", COPYRIGHT),
                (22, "12일", OWN),
            ],
        ),
    ],
)
def test_lines_know_their_places(text: str, lines: list[tuple[int, str, Kind]]) -> None:
    assert lines_of(text) == lines


def test_own_lines_know_their_dates() -> None:
    dated, other = read_lines("입력 2024.04.05\n그는 2024.04.05에 떠났다.")

    assert [stamp.value for stamp in dated.stamps] == ["2024-04-05"]
    assert other.stamps == ()


def test_running_text_is_from_the_first_sentence_to_the_last() -> None:
    page = page_of(
        "제목\n입력 2024.04.05\n공유하기\n첫 문장이다.\n\n소제목\n\n끝 문장이다.\n"
        "홍길동 기자\nⓒ 가나"
    )

    assert texts(page.head) == ["제목", "입력 2024.04.05"]
    assert texts(page.body) == ["첫 문장이다.", "소제목", "끝 문장이다."]
    assert texts(page.foot) == ["홍길동 기자"]
    assert texts(page.others) == ["공유하기", "ⓒ 가나"]
    assert page.front == 0


def test_front_matter_is_no_running_text() -> None:
    page = page_of("---\nsummary: 그는 떠났다.\n---\n# 그는 떠났다.\n본문이다.")

    assert page.front == 3
    assert texts(page.head) == [*("---", "summary: 그는 떠났다.", "---", "# 그는 떠났다.")]
    assert texts(page.body) == ["본문이다."]


def test_page_without_sentences_is_a_head() -> None:
    page = page_of("\n".join("가나다라마바사아자차카타파하거너더러머버서어"))

    # The head has twenty lines at most; where nothing is told, the rest is nowhere.
    assert texts(page.head) == list("가나다라마바사아자차카타파하거너더러머버")
    assert (page.body, page.foot) == ([], [])


@pytest.mark.parametrize("head", ["제목: 그는 떠났다.", "# 그는 떠났다.", "홍길동 기자"])
def test_marked_titles_and_bylines_do_not_open_the_running_text(head: str) -> None:
    page = page_of(f"{head}\n본문이다.")

    assert texts(page.body) == ["본문이다."]
