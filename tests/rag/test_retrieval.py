from __future__ import annotations

import unicodedata
from math import log, sqrt
from typing import TYPE_CHECKING

import pytest

from rag.retrieval import DenseRetriever, LexicalRetriever, as_hits, known_share
from tests.fakes import SpaceAnalyzer, SyllableEncoder, toy_snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.lexical import Field
    from index.snapshot import Snapshot

# Four chunks of two words each. Bigrams: 다리 열렸 렸다; 다리 막혔 혔다; 도서 서관 열렸 렸다; 배는
# 없다; three on average.
TEXTS = {
    "1.txt": "다리 열렸다.",
    "2.txt": "다리 막혔다.",
    "3.txt": "도서관 열렸다.",
    "4.txt": "배는 없다.",
}
# Rarity of a term that 2, 1 and 0 of 4 chunks hold: ln(1 + 2.5 / 2.5), ln(1 + 3.5 / 1.5), ln(10).
TWO, ONE, NONE = log(2), log(10 / 3), log(10)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    snapshot = toy_snapshot(tmp_path_factory.mktemp("retrieval"), TEXTS)
    yield snapshot
    snapshot.close()


def found(snapshot: Snapshot, field: Field, query: str) -> dict[str, float]:
    hits = LexicalRetriever(snapshot, SpaceAnalyzer(), field).retrieve(query, top_k=10)
    return {hit.chunk.source: hit.score for hit in hits}


# In a chunk of average length a term that stands once reaches 1 of the 2.2 times its rarity that
# BM25 could give at most.
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("다리", {"1.txt": 1 / 2.2, "2.txt": 1 / 2.2}),
        ("다리 다리", {"1.txt": 1 / 2.2, "2.txt": 1 / 2.2}),
        ("막혔다.", {"2.txt": 1 / 2.2}),
        # 다리 has ln 2 of the query's weight, 막혔다. the rest.
        ("다리 막혔다.", {"2.txt": 1 / 2.2, "1.txt": TWO / (TWO + ONE) / 2.2}),
        # 우주 is in no article, so that the known share counts three times: once because the most
        # possible holds its weight, and squared.
        ("다리 우주", dict.fromkeys(("1.txt", "2.txt"), (TWO / (TWO + NONE)) ** 3 / 2.2)),
        ("우주", {}),
        ("", {}),
    ],
)
def test_score_of_terms_is_a_share_of_the_most_possible(
    snapshot: Snapshot, query: str, expected: dict[str, float]
) -> None:
    scores = found(snapshot, "terms", query)
    assert scores == pytest.approx(expected)
    assert list(scores) == list(expected)


def test_score_of_bigrams_is_a_share_of_the_most_possible(snapshot: Snapshot) -> None:
    # Three bigrams, each in two chunks. Chunk 1 has them all and is of average length; chunk 3 has
    # two of them among four: 2.2 / (1 + 1.2 (0.25 + 0.75 * 4 / 3)) = 0.88 each; chunk 2 has one.
    scores = found(snapshot, "bigrams", "다리 열렸다.")
    assert list(scores) == ["1.txt", "3.txt", "2.txt"]
    assert scores == pytest.approx(
        {"1.txt": 1 / 2.2, "3.txt": 2 * 0.88 / (3 * 2.2), "2.txt": 1 / (3 * 2.2)}
    )


def test_bigrams_find_a_word_without_its_spaces(snapshot: Snapshot) -> None:
    # "다리막혔다" is no term of any chunk, 다리 막혔 혔다 are bigrams of chunk 2.
    assert next(iter(found(snapshot, "bigrams", "배는 다리막혔다"))) == "2.txt"
    assert list(found(snapshot, "terms", "배는 다리막혔다")) == ["4.txt"]


def test_bigrams_of_a_query_whose_terms_are_unknown_score_nothing(snapshot: Snapshot) -> None:
    assert set(found(snapshot, "bigrams", "다리막혔다").values()) == {0.0}


def test_known_share_is_the_weight_of_terms_in_the_articles(snapshot: Snapshot) -> None:
    lexical = snapshot.lexical
    assert known_share(lexical, ["다리", "막혔다."]) == pytest.approx(1)
    assert known_share(lexical, ["다리", "우주"]) == pytest.approx(TWO / (TWO + NONE))
    assert known_share(lexical, ["다리", "다리", "우주"]) == pytest.approx(
        2 * TWO / (2 * TWO + NONE)
    )
    assert known_share(lexical, ["우주"]) == 0
    assert known_share(lexical, []) == 0


# Of the syllables that the encoder counts, all four chunks hold 다 alone.
@pytest.mark.parametrize(
    ("query", "cosine"), [("다", 1), ("다라", 1 / sqrt(2)), ("다다라", 2 / sqrt(5)), ("라", 0)]
)
def test_dense_score_is_the_cosine(snapshot: Snapshot, query: str, cosine: float) -> None:
    hits = DenseRetriever(snapshot, SyllableEncoder()).retrieve(query, top_k=10)
    assert [hit.chunk.source for hit in hits] == list(TEXTS)
    assert [hit.score for hit in hits] == pytest.approx([cosine] * 4)


def test_query_is_normalised_as_the_chunks_are(snapshot: Snapshot) -> None:
    retriever = DenseRetriever(snapshot, SyllableEncoder())
    expected = retriever.retrieve("다리가 열렸다", top_k=4)
    for same in (unicodedata.normalize("NFD", "다리가 열렸다"), "다\u200b리가\u00a0열렸다"):
        assert retriever.retrieve(same, top_k=4) == expected


def test_hits_keep_the_order_of_the_scores(snapshot: Snapshot) -> None:
    hits = as_hits(snapshot, [(3, 0.5), (1, 0.25)])
    assert [(hit.chunk.id, hit.score, hit.rank) for hit in hits] == [(3, 0.5, 1), (1, 0.25, 2)]
