from __future__ import annotations

from index.datatypes import Place
from tests.ui.test_markup import Reader
from ui.source.paging import page_marks
from ui.words import WORDS

KOREAN, ENGLISH = WORDS["ko"], WORDS["en"]
PLACES = (
    Place(start=0, page=1),
    Place(start=4, page=1, heading="첫째 마당"),
    Place(start=9, page=2, heading="첫째 마당"),
    Place(start=12, heading="둘째 마당"),
    Place(start=15, page=2),
    Place(start=20, page=4),
)


def test_each_page_is_marked_where_it_begins_and_sections_are_not() -> None:
    marks = page_marks(PLACES, KOREAN)
    said = {start: Reader(mark).tags[0][1]["data-page"] for start, mark in marks.items()}
    assert said == {0: "1쪽", 9: "2쪽", 20: "4쪽"}


def test_a_mark_is_said_aloud_and_holds_no_text() -> None:
    mark = page_marks(PLACES, ENGLISH)[9]
    assert Reader(mark).text == ""
    assert Reader(mark).tags == [
        (
            "span",
            {
                "class": "page-mark",
                "role": "separator",
                "aria-label": "p. 2",
                "data-page": "p. 2",
            },
        )
    ]


def test_without_pages_nothing_is_marked() -> None:
    assert page_marks((), KOREAN) == {}
    assert page_marks((Place(start=3, heading="둘째 마당"),), KOREAN) == {}
