from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

import pytest

from rag.overlap import Overlap, Shares, Words, share
from tests.fakes import SpaceAnalyzer, toy_snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXTS = {
    "1.txt": "다리 열렸다.",
    "2.txt": "다리 막혔다.",
    "3.txt": "도서관 열렸다.",
    "4.txt": "배는 없다.",
}
# Rarity of a word that 2, 1 and 0 of 4 chunks hold: ln(1 + 2.5 / 2.5), ln(1 + 3.5 / 1.5), ln(10).
TWO, ONE, NONE = log(2), log(10 / 3), log(10)


@pytest.fixture(scope="module")
def overlap(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Overlap]:
    snapshot = toy_snapshot(tmp_path_factory.mktemp("overlap"), TEXTS)
    yield Overlap(SpaceAnalyzer(), snapshot.lexical)
    snapshot.close()


def test_word_of_a_question_weighs_its_rarity_once(overlap: Overlap) -> None:
    question = overlap.question("다리 다리 막혔다. 우주")
    assert question.terms == pytest.approx({"다리": TWO, "막혔다.": ONE, "우주": NONE})
    assert question.letters == pytest.approx({"다리": TWO, "막혔": ONE, "혔다": ONE, "우주": NONE})


def test_words_that_only_ask_weigh_nothing_as_terms(overlap: Overlap) -> None:
    assert set(overlap.question("왜 다리 언제").terms) == {"다리"}


def test_words_of_a_text_are_its_terms_and_bigrams(overlap: Overlap) -> None:
    assert overlap.words("X.AI 다리, 다리,") == Words(
        terms=frozenset({"x.ai", "다리,"}), letters=frozenset({"xa", "ai", "다리"})
    )


@pytest.mark.parametrize(
    ("texts", "terms", "letters"),
    [
        (["다리 막혔다."], 1, 1),
        (["다리 열렸다."], TWO / (TWO + ONE), TWO / (TWO + 2 * ONE)),
        (["배는 막혔다."], ONE / (TWO + ONE), 2 * ONE / (TWO + 2 * ONE)),
        # Without its space the text has all bigrams, and none of the terms.
        (["다리막혔다."], 0, 1),
        # Two texts say together what neither says.
        (["다리 없다.", "배는 막혔다."], 1, 1),
        (["도서관"], 0, 0),
        ([], 0, 0),
    ],
)
def test_share_is_the_part_of_the_weight_that_is_said(
    overlap: Overlap, texts: list[str], terms: float, letters: float
) -> None:
    shares = overlap.question("다리 막혔다.").shares(*map(overlap.words, texts))
    assert (shares.terms, shares.letters) == pytest.approx((terms, letters))


def test_question_without_words_has_no_share(overlap: Overlap) -> None:
    everything = overlap.words(" ".join(TEXTS.values()))
    assert overlap.question("?").shares(everything).letters == 0
    assert overlap.question("").shares(everything) == Shares(terms=0, letters=0)
    assert share({}, frozenset({"다리"})) == 0


def test_text_is_analysed_once(overlap: Overlap) -> None:
    assert overlap.words("다리는 길다.") is overlap.words("다리는 길다.")
