"""What everything that finds spans promises."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from rag.spans import PassageSpans
from tests.fakes import WordSpans
from tests.rag.test_spans import Letters, passage

if TYPE_CHECKING:
    from rag.datatypes import Passage, SpanFinder

LOG_ODDS = {"2018년": 3.0, "다리": -1.0, "없는": 5.0}
PASSAGES = [
    passage(2, "다리는 2018년에 열렸다.", start=100, title="다리"),
    passage(1, "배는 없다. 다리는 길다."),
    passage(3, ""),
    passage(4, " \n"),
    passage(5, "2018년 다리, 2018년 다리. " * 40),
]


@pytest.fixture(params=["words", "passages"])
def finder(request: pytest.FixtureRequest) -> SpanFinder:
    finders: dict[str, SpanFinder] = {
        "words": WordSpans(LOG_ODDS),
        "passages": PassageSpans(Letters(LOG_ODDS)),
    }
    return finders[request.param]


@pytest.fixture(params=["언제?", "", "다리 " * 300])
def question(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_spans_are_slices_of_their_passages(finder: SpanFinder, question: str) -> None:
    for span in finder.find(question, PASSAGES):
        home = span.passage
        assert home in PASSAGES
        assert home.start <= span.start < span.end <= home.end
        assert span.text == home.text[span.start - home.start : span.end - home.start]


def test_likelier_spans_come_first_and_of_like_ones_the_better_passage(
    finder: SpanFinder, question: str
) -> None:
    found = finder.find(question, PASSAGES)
    keys = [(-span.log_odds, span.passage.number, span.start) for span in found]
    assert all(before < after for before, after in pairwise(keys))


def test_likely_words_are_found(finder: SpanFinder) -> None:
    best = finder.find("언제?", PASSAGES[:2])[0]
    assert (best.passage, best.start, best.end, best.text) == (PASSAGES[0], 104, 109, "2018년")


def test_same_question_finds_the_same(finder: SpanFinder, question: str) -> None:
    assert finder.find(question, PASSAGES) == finder.find(question, PASSAGES)


@pytest.mark.parametrize("passages", [[], PASSAGES[2:4]])
def test_where_nothing_is_written_nothing_is_found(
    finder: SpanFinder, question: str, passages: list[Passage]
) -> None:
    assert finder.find(question, passages) == []
