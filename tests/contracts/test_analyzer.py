"""What every analyzer promises."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.fakes import SEEDS, SpaceAnalyzer

if TYPE_CHECKING:
    from index.language import Analyzer

TEXTS = {
    "empty": "",
    "blank": " \n\u00a0\r\n\t",
    "korean": "서울시는 도서관을 열었다. 관장은 “책이 4,200권이다”라고 말했다.\n\n끝.",
    "english": "The bridge opened in 2024. It is 1.8 km long!\r\nNobody pays.",
    "marks": "... --- !!! ?",
    "emoji": "좋아요 👍🏽 최고 👨‍👩‍👧‍👦",
    "ideographs": "大韓民國 憲法 第1條",
    **{path.name: path.read_bytes().decode() for path in SEEDS},
}


@pytest.fixture(params=["spaces", "kiwi"])
def analyzer(request: pytest.FixtureRequest) -> Analyzer:
    if request.param == "spaces":
        return SpaceAnalyzer()
    found: Analyzer = request.getfixturevalue("kiwi")
    return found


@pytest.fixture(params=TEXTS)
def text(request: pytest.FixtureRequest) -> str:
    return TEXTS[request.param]


def test_sentences_are_in_order_and_disjoint(analyzer: Analyzer, text: str) -> None:
    sentences = analyzer.analyze(text).sentences
    assert all(before.end <= after.start for before, after in pairwise(sentences))


def test_sentences_are_slices_without_white_space_around(analyzer: Analyzer, text: str) -> None:
    for sentence in analyzer.analyze(text).sentences:
        assert 0 <= sentence.start < sentence.end <= len(text)
        words = text[sentence.start : sentence.end]
        assert words == words.strip()


def test_sentences_hold_all_letters(analyzer: Analyzer, text: str) -> None:
    said = "".join(text[span.start : span.end] for span in analyzer.analyze(text).sentences)
    assert [char for char in said if char.isalnum()] == [char for char in text if char.isalnum()]


def test_terms_are_lower_case_words_in_order(analyzer: Analyzer, text: str) -> None:
    terms = analyzer.analyze(text).terms
    assert all(term and term == term.lower() and not set(term) & set(" \n\t") for term, _ in terms)
    assert all(0 <= at < len(text) for _, at in terms)
    assert all(before <= after for (_, before), (_, after) in pairwise(terms))


def test_same_text_gives_the_same_analysis(analyzer: Analyzer, text: str) -> None:
    assert analyzer.analyze(text) == analyzer.analyze(text)


def test_blank_text_says_nothing(analyzer: Analyzer) -> None:
    for blank in (TEXTS["empty"], TEXTS["blank"]):
        analysis = analyzer.analyze(blank)
        assert (analysis.sentences, analysis.terms) == ((), ())


def test_name_is_not_blank(analyzer: Analyzer) -> None:
    assert analyzer.name.strip()
