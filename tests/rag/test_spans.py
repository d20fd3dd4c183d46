from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from rag.datatypes import FoundSpan, Passage
from rag.pairs import Pair, PairOptions, Tokens
from rag.spans import (
    PassageSpans,
    Scored,
    SpanOptions,
    decode,
    merge,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.datatypes import FloatMatrix
    from rag.datatypes import SpanFinder
    from rag.spans import SpanScorer


def scored(first: int, last: int, log_odds: float) -> Scored:
    return Scored(first=first, last=last, log_odds=log_odds)


# Three passage tokens, from the tenth of the passage on; the fifth row is the closing mark.
PAIR = Pair(ids=(0, 5, 6, 7, 2), offset=1, first=10, length=3)
SCORES = np.array([[1, 0], [1, 0], [0, 3], [2, 1], [9, 9]], np.float32)
# Against 1 + 0 for no answer: tokens 0, 0-1, 0-2: 0, 3, 1; tokens 1, 1-2: 2, 0; token 2: 2.


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (SpanOptions(longest=30, spans=9), [scored(10, 11, 3), scored(12, 12, 2)]),
        (SpanOptions(longest=30, spans=1), [scored(10, 11, 3)]),
        (
            SpanOptions(longest=1, spans=9),
            [scored(11, 11, 2), scored(12, 12, 2), scored(10, 10, 0)],
        ),
        (SpanOptions(longest=30, spans=0), []),
    ],
)
def test_best_spans_do_not_overlap(options: SpanOptions, expected: list[Scored]) -> None:
    assert decode(SCORES, PAIR, options) == expected


def test_window_without_a_passage_has_no_answer() -> None:
    pair = Pair(ids=(0, 5, 2), offset=2, first=0, length=0)
    scores = np.zeros((3, 2), np.float32)
    assert decode(scores, pair, SpanOptions()) == []


@pytest.mark.parametrize("length", [1, 4, 5, 6, 40])
def test_decoding_equals_trying_every_span(length: int) -> None:
    scores = np.random.default_rng(length).normal(0, 3, (length + 4, 2)).astype(np.float32)
    pair = Pair(ids=(0,) * (length + 4), offset=3, first=0, length=length)
    none = float(scores[0].sum())
    spans = [
        scored(first, last, float(scores[3 + first, 0] + scores[3 + last, 1]) - none)
        for first in range(length)
        for last in range(first, min(first + 5, length))
    ]
    found = decode(scores, pair, SpanOptions(longest=5, spans=4))
    expected = merge(spans)[:4]
    assert [(span.first, span.last) for span in found] == [
        (span.first, span.last) for span in expected
    ]
    assert [span.log_odds for span in found] == pytest.approx(
        [span.log_odds for span in expected], abs=1e-4
    )


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], []),
        # The same words in two windows.
        ([scored(3, 5, 1), scored(3, 5, 2)], [scored(3, 5, 2)]),
        # More or less the same words.
        ([scored(3, 5, 1), scored(5, 7, 2), scored(0, 2, 0)], [scored(5, 7, 2), scored(0, 2, 0)]),
        # What overlaps a dropped one only is kept.
        ([scored(1, 3, 1), scored(3, 5, 2), scored(0, 1, 0)], [scored(3, 5, 2), scored(0, 1, 0)]),
        # Of two as likely, the earlier and shorter.
        ([scored(2, 4, 1), scored(1, 2, 1), scored(1, 3, 1)], [scored(1, 2, 1)]),
    ],
)
def test_overlapping_spans_become_the_likeliest(
    spans: list[Scored], expected: list[Scored]
) -> None:
    assert merge(spans) == expected


class Letters:
    """Each letter is a token; an answer is what stands in a list of answers with their log-odds."""

    def __init__(self, answers: dict[str, float], layout: PairOptions | None = None) -> None:
        self._answers = answers
        self._layout = layout or PairOptions(total=30, question=4, title=2)
        self.seen: list[list[str]] = []
        """What was read at each call, specials as `|`."""

    @property
    def layout(self) -> PairOptions:
        return self._layout

    def tokenize(self, text: str) -> Tokens:
        """A space belongs to the letter after it, as in the real vocabulary."""
        places = [place for place, letter in enumerate(text) if not letter.isspace()]
        starts = [0, *(place + 1 for place in places)][: len(places)]
        return Tokens(
            ids=tuple(ord(text[place]) for place in places),
            offsets=tuple((start, place + 1) for start, place in zip(starts, places, strict=True)),
        )

    def score(self, pairs: Sequence[Pair]) -> list[FloatMatrix]:
        texts = ["".join(chr(id_) if id_ > 3 else "|" for id_ in pair.ids) for pair in pairs]
        self.seen.append(texts)
        return [self._scores(text, pair.offset) for text, pair in zip(texts, pairs, strict=True)]

    def _scores(self, text: str, offset: int) -> FloatMatrix:
        scores = np.full((len(text), 2), -50, np.float32)
        scores[0] = 0
        for answer, log_odds in self._answers.items():
            first = text.find(answer, offset)
            if first >= 0:
                scores[first, 0] = scores[first + len(answer) - 1, 1] = log_odds / 2
        return scores


if TYPE_CHECKING:
    _scorer: SpanScorer = Letters({})
    _finder: SpanFinder = PassageSpans(Letters({}))


def passage(number: int, text: str, start: int = 0, title: str = "") -> Passage:
    return Passage(
        number=number,
        source=f"{number}.txt",
        title=title,
        published=None,
        start=start,
        end=start + len(text),
        text=text,
        score=0.5,
    )


def found(where: Passage, start: int, end: int, text: str, log_odds: float) -> FoundSpan:
    return FoundSpan(passage=where, start=start, end=end, text=text, log_odds=log_odds)


def test_spans_are_told_in_code_points_of_the_document() -> None:
    where = passage(1, " 값은 5억 명이다.", start=100)
    # ` 값은 ` are four characters, and the answer is `5억 명` without the space before it.
    spans = PassageSpans(Letters({"5억명": 4.0}), SpanOptions(spans=1)).find("?", [where])
    assert spans == [found(where, 104, 108, "5억 명", 4.0)]


def test_spans_of_all_passages_are_sorted() -> None:
    one, two = passage(1, "가가 나나 다다"), passage(2, "라라")
    spans = PassageSpans(Letters({"가가": 1.0, "다다": 3.0, "라라": 2.0}), SpanOptions(spans=2))
    assert spans.find("?", [one, two])[:3] == [
        found(one, 6, 8, "다다", 3.0),
        found(two, 0, 2, "라라", 2.0),
        found(one, 0, 2, "가가", 1.0),
    ]


def test_of_spans_as_likely_the_better_passage_comes_first() -> None:
    one, two = passage(1, "가"), passage(2, "가")
    spans = PassageSpans(Letters({"가": 1.0})).find("?", [two, one])
    assert [span.passage.number for span in spans] == [1, 2]


def test_passages_are_read_under_their_titles_in_one_call() -> None:
    letters = Letters({})
    PassageSpans(letters).find("누구?", [passage(1, "가 나", title="하나둘"), passage(2, "다")])
    assert letters.seen == [["|누구?|하나|가나|", "|누구?||다|"]]


@pytest.mark.parametrize("place", range(0, 300, 7))
def test_no_span_of_a_long_passage_is_lost(place: int) -> None:
    text = "가" * place + "나다라마바사" + "가" * (300 - place)
    options = SpanOptions(most_windows=99, spans=1)
    spans = PassageSpans(Letters({"나다라마바사": 2.0}), options).find("?", [passage(1, text)])
    assert spans == [found(passage(1, text), place, place + 6, "나다라마바사", 2.0)]


def test_long_passage_is_read_where_the_question_points() -> None:
    letters = Letters({"나": 2.0})
    where = passage(1, "가" * 200 + "나하" + "가" * 200)
    spans = PassageSpans(letters, SpanOptions(most_windows=2, spans=1)).find("하", [where])
    assert spans == [found(where, 200, 201, "나", 2.0)]
    assert all("나하" in text for text in letters.seen[0])


def test_same_words_in_two_windows_count_once() -> None:
    # After `|하||` a window of 12 tokens has room for 7 letters: 0 to 6, 3 to 9. `라` is in both.
    layout = PairOptions(total=12, question=4, title=2)
    where = passage(1, "가나다라마바사아자차")
    spans = PassageSpans(Letters({"라": 2.0, "자": 1.0}, layout), SpanOptions(spans=2))
    assert spans.find("하", [where]) == [
        found(where, 3, 4, "라", 2.0),
        found(where, 8, 9, "자", 1.0),
    ]


def test_passages_beyond_the_budget_are_not_read() -> None:
    passages = [passage(number, "가") for number in (1, 2, 3)]
    reader = PassageSpans(Letters({"가": 1.0}), SpanOptions(most_windows=2))
    assert [span.passage.number for span in reader.find("?", passages)] == [1, 2]


@pytest.mark.parametrize("texts", [[], [""], [" \n"], ["", " "]])
def test_nothing_to_read_gives_nothing(texts: list[str]) -> None:
    passages = [passage(number, text) for number, text in enumerate(texts, start=1)]
    assert PassageSpans(Letters({"가": 1.0})).find("가?", passages) == []


def test_passage_after_an_empty_one_keeps_its_spans() -> None:
    empty, full = passage(1, " "), passage(2, "가")
    spans = PassageSpans(Letters({"가": 1.0})).find("?", [empty, full])
    assert spans == [found(full, 0, 1, "가", 1.0)]


class Characters(Letters):
    """A space is a token too."""

    def tokenize(self, text: str) -> Tokens:
        offsets = tuple((place, place + 1) for place in range(len(text)))
        return Tokens(ids=tuple(map(ord, text)), offsets=offsets)


def test_span_of_white_space_is_dropped() -> None:
    options = SpanOptions(spans=1)
    reader = PassageSpans(Characters({" ": 1.0}), options)
    assert reader.find("?", [passage(1, "가 나")]) == []
