from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from index.sentences import paragraphs
from tests.fakes import SEEDS

if TYPE_CHECKING:
    from pathlib import Path

# The longest line has 19 characters, so from 14 on a line is full.
WRAPPED = [
    "섬마을에 다리 놓여",  # 10: not full, as headlines seldom are.
    "",
    "갈매섬과 뭍을 잇는 갈매대교가 오늘",  # 19
    "아침에 열렸다. 다리를 놓는 데는",  # 18
    "열두 해가 걸렸다. 사람들은 다리를",  # 19
    "걸어서 건넜다.",  # 8: the end of a paragraph.
    "통행료는 받지 않는다. 배도 없다.",  # 19: full, but its sentence ends.
    "이장은 기뻐했다.",  # 9
]
JOINED = ["섬마을에 다리 놓여", "\n".join(WRAPPED[2:6]), WRAPPED[6], WRAPPED[7]]
# One line of 130 characters: no editor wraps there.
LONG = "가나다라마바사아자차카타파" * 10


def slices(text: str) -> list[str]:
    return [text[span.start : span.end] for span in paragraphs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\u00a0\n\t\r\n", []),
        ("한 줄", ["한 줄"]),
        ("한 줄\n", ["한 줄"]),
        ("제목\n본문은 여기서 시작한다.", ["제목", "본문은 여기서 시작한다."]),
        ("가\r나\r\n", ["가", "나"]),
        ("가\n\u00a0\n나", ["가", "나"]),
        # The white space of a line stays with it.
        ("  가 \n나", ["  가 ", "나"]),
    ],
)
def test_line_is_a_paragraph(text: str, expected: list[str]) -> None:
    assert slices(text) == expected


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_full_lines_of_wrapped_text_run_on(line_end: str) -> None:
    expected = [paragraph.replace("\n", line_end) for paragraph in JOINED]
    assert slices(line_end.join(WRAPPED)) == expected


@pytest.mark.parametrize(
    "closing", ["다.", "다!", "다?", "다…", "다。", "다.”", '다."', "다.)", "다.’ "]
)
def test_full_line_whose_sentence_ends_does_not_run_on(closing: str) -> None:
    lines = ["가" * 20, "나" * 18 + closing, "다" * 20, "라" * 20]
    assert slices("\n".join(lines)) == ["\n".join(lines[:2]), "\n".join(lines[2:])]


def test_headline_that_is_short_is_not_joined_to_wrapped_text_below() -> None:
    text = "\n".join(WRAPPED[:1] + WRAPPED[2:])
    assert slices(text) == JOINED


@pytest.mark.parametrize("blank", ["", " ", "\u00a0"])
def test_blank_line_ends_a_paragraph_of_wrapped_text(blank: str) -> None:
    lines = ["가" * 20, "나" * 20, blank, "다" * 20]
    assert slices("\n".join(lines)) == ["\n".join(lines[:2]), lines[3]]


def test_two_full_lines_are_not_wrapped_text() -> None:
    lines = ["가" * 20, "나" * 20, "다" * 5]
    assert slices("\n".join(lines)) == lines


def test_text_with_a_long_line_is_not_wrapped() -> None:
    lines = ["가" * 100, "나" * 100, "다" * 100, LONG]
    assert slices("\n".join(lines)) == lines


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_paragraphs_hold_everything_but_white_space(path: Path) -> None:
    text = path.read_bytes().decode()
    spans = paragraphs(text)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert "".join("".join(slices(text)).split()) == "".join(text.split())


def test_many_lines_take_a_moment() -> None:
    text = "가 나 다 라.\n" * 100_000
    assert len(paragraphs(text)) == 100_000


def test_list_of_short_lines_stays_a_list() -> None:
    lines = ["양파 1개", "당근 2개", "감자 3개", "소금 약간"]
    assert slices("\n".join(lines)) == lines


def test_three_full_lines_among_many_short_ones_are_not_wrapped_text() -> None:
    lines = [
        "가나다라마바사아자차카타파하가나다라마바",
        "가나",
        "다라",
        "마바",
        "사아",
        "자차",
        "카타",
    ]
    text = "\n".join([*lines, lines[0], lines[0]])
    assert slices(text) == [*lines, lines[0], lines[0]]
