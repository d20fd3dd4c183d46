from __future__ import annotations

import pytest

from index.formats.wrapping import Line, read_paragraphs

SIZE = 10.0
# Ten letters of ten points fill a line.
EDGE = 100.0


def line(text: str, row: int, right: float = EDGE, left: float = 0.0, **more: object) -> Line:
    made = {"size": SIZE, "page": 1, "bottom": 800.0 - 18 * row, "left": left, "right": right}
    return Line(text=text, **{**made, **more})  # type: ignore[arg-type] # mixed on purpose


def joined(*lines: Line) -> list[str]:
    return [
        "".join(glue + one.text for one, glue in paragraph) for paragraph in read_paragraphs(lines)
    ]


def test_nothing_has_no_paragraphs() -> None:
    assert joined() == []


def test_words_that_are_kept_whole_are_parted_by_a_space() -> None:
    assert joined(
        line("다리가 놓인", 0, right=90), line("갈매섬의 아침은", 1), line("고요하다.", 2, right=40)
    ) == ["다리가 놓인 갈매섬의 아침은 고요하다."]


def test_word_that_is_torn_becomes_one_again() -> None:
    # "는" begins no word, so here lines end anywhere.
    assert joined(
        line("다리의 길이", 0), line("는 길어서 모", 1), line("두 놀랐다.", 2, right=40)
    ) == ["다리의 길이는 길어서 모두 놀랐다."]


def test_space_stays_behind_a_particle_in_a_text_that_tears_words() -> None:
    assert joined(
        line("다리의 길이", 0), line("는 섬에서 길을", 1), line("이어 준다.", 2, right=40)
    ) == ["다리의 길이는 섬에서 길을 이어 준다."]


def test_trailing_spaces_tell_which_words_are_torn() -> None:
    assert joined(
        line("바다가 보이는", 0, is_spaced=True), line("언덕의 마", 1), line("을이다.", 2, right=40)
    ) == ["바다가 보이는 언덕의 마을이다."]


def test_hyphen_that_broke_a_word_is_no_space() -> None:
    assert joined(line("a wonder", 0, is_hyphened=True), line("ful bridge", 1)) == [
        "a wonderful bridge"
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (line("짧게 끝난다.", 1, right=60), line("새로 시작한다", 2)),
        (line("가득 찬 줄이다", 1), line("멀리 아래에 있다", 3, bottom=700.0)),
        (line("가득 찬 줄이다", 1), line("들여 쓴 줄이다", 2, left=10.0)),
        (line("가득 찬 줄이다", 1, size=14.0), line("작은 글씨이다", 2)),
        (line("가득 찬 줄이다", 1), line("• 항목이다", 2)),
        (line("가득 찬 줄이다.", 1), line("다음 쪽이다", 0, page=2)),
    ],
)
def test_paragraph_begins_anew(first: Line, second: Line) -> None:
    above = line("앞에 선 긴 줄들이", -1), line("모두 가득 차 있다", 0)
    assert joined(*above, first, second)[-1] == second.text


def test_paragraph_goes_on_over_the_edge_of_a_page() -> None:
    assert joined(line("다리가 놓인", 40, right=90), line("섬이다.", 0, page=2, right=30)) == [
        "다리가 놓인 섬이다."
    ]
