from __future__ import annotations

from index.datatypes import Span
from tests.ui.test_markup import Reader
from ui.markup import Markup
from ui.source.dressing import Layer, dressed


def layer(name: str, start: int, end: int, hint: str = "", *, is_marked: bool = False) -> Layer:
    return Layer(name=name, span=Span(start=start, end=end), hint=hint, is_marked=is_marked)


def test_a_text_without_layers_is_only_escaped() -> None:
    assert dressed("가<b>", []) == "가&#60;b&#62;"
    assert dressed("", []) == ""


def test_layers_that_cross_cut_the_text_where_they_begin_and_end() -> None:
    # 01234: one over 1-3, one over 2-4.
    markup = dressed("가나다라마", [layer("one", 1, 3), layer("two", 2, 4)])
    assert markup == (
        '가<span class="one">나</span><span class="one two">다</span><span class="two">라</span>마'
    )


def test_a_marked_layer_is_a_mark_and_hints_are_told_once() -> None:
    layers = [
        layer("quote", 0, 1, is_marked=True),
        layer("fact", 0, 2, "제목"),
        layer("other", 0, 2, "제목"),
    ]
    assert Reader(dressed("가나", layers)).tags == [
        ("mark", {"class": "quote fact other", "title": "제목"}),
        ("span", {"class": "fact other", "title": "제목"}),
    ]


def test_an_empty_layer_dresses_nothing() -> None:
    assert dressed("가나", [layer("one", 1, 1)]) == "가나"


def test_blank_lines_are_one_gap_and_stay_to_the_letter() -> None:
    markup = dressed("가\n \n\n나\n다", [])
    assert Reader(markup).tags == [("span", {"class": "gap"})]
    assert Reader(markup).text == "가\n \n\n나\n다"


def test_a_mark_stands_before_its_code_point_and_cuts_what_it_falls_into() -> None:
    markup = dressed("가나다", [layer("one", 0, 2)], {1: Markup("<hr>"), 2: Markup("<br>")})
    assert markup == '<span class="one">가</span><hr><span class="one">나</span><br>다'


def test_a_mark_after_the_text_marks_nothing() -> None:
    assert dressed("가", [], {1: Markup("<hr>"), 9: Markup("<hr>")}) == "가"
    assert dressed("", [], {0: Markup("<hr>")}) == ""
