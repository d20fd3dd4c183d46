from __future__ import annotations

import random
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.training.toys import SMALL, answer_of, letter_tokenizer, letters, passage_of, row
from training.examples import SLIPS, Examples, other_number, pairs_of
from training.windows import Cutter

if TYPE_CHECKING:
    from training.rows import Row
    from training.windows import Window

CUTTER = Cutter(letter_tokenizer(), SMALL)
ROWS = [
    row("가나 12 다라. " + "마바 사아. " * 9, "카타 7?", "12", title="하"),
    row("자차 34 사아. " + "자차 사아. " * 9, "몇 8가?", "34", title="하"),
    row("카타 56 파하. " + "999. " * 9, "몇 9가?", "56", title="파"),
]
DRAWS = 80


def windows(unanswerable: float) -> list[tuple[Row, Window]]:
    """Return windows of each row."""
    examples = Examples(ROWS, CUTTER, unanswerable)
    made = [(one, examples.make(one, random.Random(seed))) for seed in range(DRAWS) for one in ROWS]
    return [(one, window) for one, window in made if window]


def asks_the_same(one: Row, window: Window) -> bool:
    asked = letters(window, 1, window.ids.index(2))
    return asked == one.question.replace("몇", "<unk>")


def test_rows_with_answers_give_windows_with_them() -> None:
    made = windows(0.0)
    assert len(made) == DRAWS * len(ROWS)
    assert all(answer_of(window) == one.answer for one, window in made)


def test_windows_made_to_miss_never_hold_the_answer() -> None:
    missed = [
        (one.answer, window)
        for one, window in windows(1.0)
        if answer_of(window) == "<s>" and asks_the_same(one, window)
    ]
    assert len(missed) > DRAWS
    assert not [answer for answer, window in missed if answer in passage_of(window)]


def test_question_with_another_number_is_not_answered_by_its_own_passage() -> None:
    changed = [(one, window) for one, window in windows(1.0) if not asks_the_same(one, window)]
    assert changed
    assert all(one.answer in passage_of(window) for one, window in changed)
    assert {answer_of(window) for _, window in changed} == {"<s>"}


def test_other_contexts_come_from_the_same_article_and_from_the_likest_other() -> None:
    seen = "".join(passage_of(window) for one, window in windows(1.0) if one is ROWS[0])
    assert "자차" in seen
    # Its question has 카타 in it, as the third context has.
    assert "999" in seen


def test_row_that_cannot_be_missed_gives_its_answer() -> None:
    only = row("가나 12", "몇?", "12")
    examples = Examples([only], CUTTER, 1.0)
    made = [examples.make(only, random.Random(seed)) for seed in range(DRAWS)]
    assert {answer_of(window) for window in made if window} == {"12"}


def test_row_without_an_answer_gives_none() -> None:
    examples = Examples(ROWS, CUTTER, 0.0)
    window = examples.make(replace(ROWS[0], answer="", start=-1), random.Random(1))
    assert window is not None
    assert answer_of(window) == "<s>"


@pytest.mark.parametrize("question", ["누가 세웠나?", ""])
def test_question_without_a_number_stays(question: str) -> None:
    assert other_number(question, random.Random(1)) == question


@pytest.mark.parametrize("question", ["2019년에 몇 명?", "13월 21일에 열렸나?"])
def test_one_number_of_a_question_slips(question: str) -> None:
    was = [int(number) for number in re.findall(r"\d+", question)]
    for seed in range(40):
        changed = other_number(question, random.Random(seed))
        now = [int(number) for number in re.findall(r"\d+", changed)]
        slips = [new - old for new, old in zip(now, was, strict=True) if new != old]
        assert re.sub(r"\d+", "0", changed) == re.sub(r"\d+", "0", question)
        assert len(slips) == 1
        assert slips[0] in SLIPS


def test_number_never_slips_below_zero() -> None:
    changed = {other_number("3명?", random.Random(seed)) for seed in range(80)}
    # 3 with -9, -3, -2, -1, 1, 2, 3, 7 and 10.
    assert changed == {"0명?", "1명?", "2명?", "4명?", "5명?", "6명?", "10명?", "13명?"}


def test_pairs_are_two_letters_side_by_side() -> None:
    assert pairs_of("가나다나다") == {"가나", "나다", "다나"}
    assert pairs_of("가") == set()
