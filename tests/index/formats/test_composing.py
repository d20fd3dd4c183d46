from __future__ import annotations

import pytest

from index.datatypes import Article, Fact, Place
from index.formats.composing import compose, find_title, read_date
from index.formats.datatypes import Block, Claims, Extract

CLAIMS = Claims(
    title="다리가 열리다",
    publisher="갯벌신문",
    published="2024-03-02T09:00:00+09:00",
    author="한바다",
)


def test_what_the_text_does_not_say_stands_above_it() -> None:
    found = compose([Block(text="본문이다."), Block(text="절", is_heading=True)], CLAIMS, number=3)
    # The header: 7 + 1, 4 + 1 + 16 + 1, 3 + 1 and an empty line.
    assert found == Extract(
        text="다리가 열리다\n갯벌신문 2024.03.02 09:00\n한바다\n\n본문이다.\n\n절",
        places=(Place(start=42, heading="절"),),
        told=Article(
            title=Fact(value="다리가 열리다", start=0, end=7),
            publisher=Fact(value="갯벌신문", start=8, end=12),
            published=Fact(value="2024-03-02T09:00", start=13, end=29),
            author=Fact(value="한바다", start=30, end=33),
        ),
        number=3,
    )


def test_what_the_text_says_is_pointed_at() -> None:
    text = "다리가  열리다\n갯벌신문 | 입력 2024.3.2\n한바다 기자\n\n본문이다."
    found = compose([Block(text=text)], CLAIMS)
    assert found.text == text
    assert found.told == Article(
        title=Fact(value="다리가 열리다", start=0, end=8),
        publisher=Fact(value="갯벌신문", start=9, end=13),
        published=Fact(value="2024-03-02T09:00", start=19, end=27),
        author=Fact(value="한바다", start=28, end=31),
    )


def test_only_what_is_missing_is_put_above() -> None:
    found = compose(
        [Block(text="다리가 열리다\n\n본문이다.")], Claims(title="다리가 열리다", author="한바다")
    )
    assert found.text == "한바다\n\n다리가 열리다\n\n본문이다."
    assert found.told == Article(
        title=Fact(value="다리가 열리다", start=5, end=12),
        author=Fact(value="한바다", start=0, end=3),
    )


def test_person_in_the_story_is_not_taken_for_its_author() -> None:
    found = compose([Block(text="이장 한바다 씨가 말했다.")], Claims(author="한바다"))
    assert found.text == "한바다\n\n이장 한바다 씨가 말했다."


def test_words_far_below_are_not_taken_for_the_title() -> None:
    text = "\n".join(f"줄 {number}" for number in range(1, 9))
    assert compose([Block(text=text)], Claims(title="줄 7")).text == f"줄 7\n\n{text}"
    assert compose([Block(text=text)], Claims(title="줄 6")).text == text


def test_nothing_told_leaves_the_text_alone() -> None:
    assert compose([Block(text="본문이다.")], Claims(published="봄")) == Extract(text="본문이다.")


def test_rows_of_a_table_stay_together() -> None:
    blocks = [Block(text="앞"), *(Block(text=row, is_row=True) for row in "가나"), Block(text="뒤")]
    assert compose(blocks, Claims()).text == "앞\n\n가\n나\n\n뒤"


def test_what_cannot_be_written_is_replaced() -> None:
    found = compose([Block(text="가\0나\ud800다\r\n라")], Claims(title="제\0목"))
    assert found.text == "제\ufffd목\n\n가\ufffd나\ufffd다\n라"


@pytest.mark.parametrize(
    "title",
    [
        "Microsoft Word - 초안",
        "한글 - 문서",
        "문서 1",
        "untitled",
        "제목 없음",
        "보고서.hwp",
        "Word Document",
    ],
)
def test_name_that_a_program_gave_is_no_title(title: str) -> None:
    assert compose([Block(text="본문이다.")], Claims(title=title)) == Extract(text="본문이다.")
    assert find_title(f"{title}\n", title) == Article()


def test_title_is_found_in_the_first_lines_only_if_it_is_there() -> None:
    text = "\n 다리가\t열리다\n본문이다."
    assert find_title(text, "다리가 열리다") == Article(
        title=Fact(value="다리가 열리다", start=2, end=9)
    )
    assert find_title(text, "배가 끊기다") == Article()
    assert find_title(text, " ") == Article()


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("2024-03-02", "2024-03-02"),
        ("2024-03-02T09:05:00+09:00", "2024-03-02T09:05"),
        ("2024-03-02 00:00:00", "2024-03-02"),
        ("2024-03-02T09:05:00Z", "2024-03-02T09:05"),
        ("20240302", "2024-03-02"),
        ("20240302090500", "2024-03-02T09:05"),
        ("202403020905", "2024-03-02T09:05"),
        ("Sat, 02 Mar 2024 09:05:00 +0900", "2024-03-02T09:05"),
        ("2024년 3월 2일 오전 9시 05분", "2024-03-02T09:05"),
        ("2024.3.2.", "2024-03-02"),
        ("지난 봄", None),
        ("2024", None),
        ("", None),
    ],
)
def test_dates_are_read_as_people_and_programs_write_them(told: str, expected: str | None) -> None:
    assert read_date(told) == expected
