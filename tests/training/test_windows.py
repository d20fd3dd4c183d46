from __future__ import annotations

import random

import pytest

from tests.training.toys import SMALL, answer_of, letter_tokenizer, letters, passage_of, row
from training.windows import LONGEST_ANSWER, Cutter, Window, unanswered

CUTTER = Cutter(letter_tokenizer(), SMALL)
ANSWER = "1234"
LONG = row("가나다라 " * 8 + ANSWER + " 마바사아" * 8, answer=ANSWER)
DRAWS = [random.Random(seed) for seed in range(60)]


def test_window_holds_exactly_the_tokens_of_the_answer() -> None:
    windows = [CUTTER.with_answer(LONG, chance) for chance in DRAWS]
    assert {answer_of(window) for window in windows if window} == {ANSWER}
    assert len(windows) == len([window for window in windows if window])


def test_answer_stands_anywhere_in_its_window() -> None:
    places = {
        window.start - window.offset
        for chance in DRAWS
        if (window := CUTTER.with_answer(LONG, chance))
    }
    # 24 - 4 - 2 of "가?" - 1 of "하" leaves 17, of which the answer takes 4: places 0 to 13, and 14
    # where the title is left out.
    assert {0, 13} <= places <= set(range(15))


def test_window_is_laid_out_as_the_reader_sees_it() -> None:
    context = "나다 1234."
    told = row(context, answer=ANSWER)
    windows = {CUTTER.with_answer(told, chance) for chance in DRAWS}
    seen = {letters(window, 0, len(window.ids)) for window in windows if window}
    assert seen == {f"<s>가?</s>하</s>{context}</s>", f"<s>가?</s></s>{context}</s>"}


def test_full_windows_are_cut_of_long_passages() -> None:
    for chance in DRAWS:
        window = CUTTER.without_answer(row(LONG.context), chance)
        assert window is not None
        assert len(window.ids) == SMALL.total


def test_window_without_answer_never_holds_its_text() -> None:
    windows = [CUTTER.without_answer(LONG, chance) for chance in DRAWS]
    found = [window for window in windows if window]
    assert found
    assert not [window for window in found if ANSWER in passage_of(window)]
    assert {answer_of(window) for window in found} == {"<s>"}


def test_passage_that_always_shows_the_answer_gives_no_window_without() -> None:
    assert CUTTER.without_answer(row("가나 1234", answer=ANSWER), random.Random(1)) is None


@pytest.mark.parametrize("length", [18, LONGEST_ANSWER + 1])
def test_answer_without_room_gives_no_window(length: int) -> None:
    # 17 passage tokens fit beside the title, 18 without it.
    long_row = row("가" * length + "나다", answer="가" * length)
    titled = [CUTTER.with_answer(long_row, chance) for chance in DRAWS]
    assert None in titled


def test_empty_passage_gives_no_window() -> None:
    assert CUTTER.without_answer(row(""), random.Random(1)) is None


def test_answer_is_found_behind_letters_of_several_code_points() -> None:
    # Decomposed 가 and 나: two code points and one token each.
    decomposed = row("\u1100\u1161\u1102\u1161 1234", answer=ANSWER)
    assert decomposed.start == 5
    window = CUTTER.with_answer(decomposed, random.Random(2))
    assert window is not None
    assert (passage_of(window), answer_of(window)) == ("가나 1234", ANSWER)


def test_unanswered_window_keeps_its_tokens() -> None:
    window = Window(ids=(0, 5, 2, 2, 7, 8, 2), offset=4, start=4, end=5)
    assert unanswered(window) == Window(ids=(0, 5, 2, 2, 7, 8, 2), offset=4, start=0, end=0)
    assert unanswered(None) is None
