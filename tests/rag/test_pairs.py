from __future__ import annotations

import pytest

from rag.pairs import Pair, PairOptions, head_of, windows, worth_reading

OPTIONS = PairOptions(total=10, question=2, title=1, stride=0.5)


@pytest.mark.parametrize(
    ("question", "title", "expected"),
    [
        ([11], [21], [0, 11, 2, 21, 2]),
        ([11, 12, 13], [21, 22], [0, 12, 13, 2, 21, 2]),
        ([], [], [0, 2, 2]),
    ],
)
def test_question_keeps_its_end_and_title_its_beginning(
    question: list[int], title: list[int], expected: list[int]
) -> None:
    assert head_of(question, title, OPTIONS) == expected


# The head has 5 tokens and the end 1, which leaves 4 of 10; the next window starts 2 later.
@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (0, [(0, [])]),
        (1, [(0, [30])]),
        (4, [(0, [30, 31, 32, 33])]),
        # A window from 2 on would have three tokens; the last one is moved back to be full.
        (5, [(0, [30, 31, 32, 33]), (1, [31, 32, 33, 34])]),
        (7, [(0, [30, 31, 32, 33]), (2, [32, 33, 34, 35]), (3, [33, 34, 35, 36])]),
    ],
)
def test_windows_cover_the_passage(length: int, expected: list[tuple[int, list[int]]]) -> None:
    laid = windows([11], [21], range(30, 30 + length), OPTIONS)
    assert list(laid) == [
        Pair(ids=(0, 11, 2, 21, 2, *part, 2), offset=5, first=first, length=len(part))
        for first, part in expected
    ]


# The longest question and title leave 192 - 56 - 16 - 4 = 116 tokens; the next window starts 58
# later, so that two of them share 58, and a span of 59 lies whole in one.
@pytest.mark.parametrize("length", [1, 116, 117, 300, 301])
def test_every_short_span_lies_whole_in_a_window(length: int) -> None:
    laid = list(windows(range(99), range(99), range(length), PairOptions()))
    assert max(len(pair.ids) for pair in laid) == min(192, 76 + length)
    for first in range(length):
        last = min(first + 59, length) - 1
        assert any(pair.first <= first and last < pair.first + pair.length for pair in laid)


@pytest.mark.parametrize(
    "change",
    [{"total": 76}, {"question": 0}, {"title": -1}, {"stride": 0.0}, {"stride": 1.5}],
)
def test_options_without_room_are_refused(change: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="expected room"):
        PairOptions(**change)


def pair(*passage: int) -> Pair:
    return Pair(ids=(0, 7, 2, 2, *passage, 2), offset=4, first=0, length=len(passage))


def test_head_tells_nothing_of_a_window() -> None:
    # 7 is a token of the question and so in every head, but in one passage only.
    assert worth_reading([7], [[pair(1, 5), pair(1, 7)]], 1, 2) == [(0, pair(1, 7))]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        # In one of four windows each, 8 and 9 are worth log 4; 5, in all of them, nothing.
        ([5, 8, 9], [[5, 8, 9], [5, 6], [5, 5], [5, 7]]),
        # 7 is worth log 4, and twice as much nowhere: repeating a word adds nothing.
        ([7, 5], [[5, 7], [5, 6], [5, 8, 9], [5, 5]]),
        # Nothing tells them apart: the earlier ones come first.
        ([99], [[5, 6], [5, 8, 9], [5, 5], [5, 7]]),
    ],
)
def test_windows_with_the_rarer_words_come_first(
    question: list[int], expected: list[list[int]]
) -> None:
    laid = [pair(5, 6), pair(5, 8, 9), pair(5, 5), pair(5, 7)]
    chosen = worth_reading(question, [laid], 9, 2)
    assert chosen == [(0, pair(*passage)) for passage in expected]


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        (0, []),
        (1, [(0, 10)]),
        # The first passage's second window and the third passage's first are worth the same.
        (4, [(0, 10), (1, 20), (0, 11), (2, 30)]),
        (99, [(0, 10), (1, 20), (0, 11), (2, 30), (1, 21), (0, 12)]),
    ],
)
def test_better_passages_are_read_further(most: int, expected: list[tuple[int, int]]) -> None:
    laid = [[pair(10), pair(11), pair(12)], [pair(20), pair(21)], [pair(30)]]
    chosen = worth_reading([99], laid, most, 2)
    assert chosen == [(place, pair(token)) for place, token in expected]
