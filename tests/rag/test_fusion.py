from __future__ import annotations

import pytest

from index.datatypes import Chunk, Hit
from rag.fusion import CANDIDATES, Fusion, Part, stretched
from tests.fakes import ListRetriever

Scores = list[tuple[int, float]]


def chunk(id_: int) -> Chunk:
    return Chunk(id=id_, source="a.txt", start=id_, end=id_ + 1, text=str(id_))


def finding(*scores: tuple[int, float]) -> ListRetriever:
    return ListRetriever.of([chunk(id_) for id_, _ in scores], [score for _, score in scores])


def fused(parts: list[Part], top_k: int = 10) -> Scores:
    hits = Fusion(parts).retrieve("query", top_k=top_k)
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    return [(hit.chunk.id, hit.score) for hit in hits]


@pytest.mark.parametrize(
    ("first", "second", "weights", "expected"),
    [
        # One after the other: 3 * 0.8 / 4 = 0.6, 1 * 0.9 / 4 = 0.225.
        ([(1, 0.8)], [(2, 0.9)], (3, 1), [(1, 0.6), (2, 0.225)]),
        # Found by both: (3 * 0.4 + 1 * 0.8) / 4 = 0.5; by one: 3 * 0.6 / 4 = 0.45.
        ([(1, 0.6), (2, 0.4)], [(2, 0.8)], (3, 1), [(2, 0.5), (1, 0.45)]),
        # Equal sums stand in the order of the ids.
        ([(9, 0.5), (3, 0.5)], [(7, 0.5)], (1, 1), [(3, 0.25), (7, 0.25), (9, 0.25)]),
        ([], [(2, 0.5)], (1, 1), [(2, 0.25)]),
        ([], [], (1, 1), []),
    ],
)
def test_scores_are_added_by_weight(
    first: Scores, second: Scores, weights: tuple[float, float], expected: Scores
) -> None:
    parts = [
        Part(name="terms", retriever=finding(*first), weight=weights[0]),
        Part(name="terms", retriever=finding(*second), weight=weights[1]),
    ]
    assert dict(fused(parts)) == pytest.approx(dict(expected))
    assert [id_ for id_, _ in fused(parts)] == [id_ for id_, _ in expected]


def test_relative_scores_are_stretched_before_they_are_added() -> None:
    # Cosines 0.90, 0.84, 0.80 become 1, 0.4, 0. With the other half: 0.5, 0.2 + 0.4, 0 + 0.05.
    cosines = finding((1, 0.90), (2, 0.84), (3, 0.80))
    words = finding((2, 0.8), (3, 0.1))
    parts = [
        Part(name="terms", retriever=cosines, weight=1, is_relative=True),
        Part(name="terms", retriever=words, weight=1),
    ]
    assert [id_ for id_, _ in fused(parts)] == [2, 1, 3]
    assert dict(fused(parts)) == pytest.approx({2: 0.6, 1: 0.5, 3: 0.05})


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([], []),
        ([0.7], [1.0]),
        ([0.7, 0.7], [1.0, 1.0]),
        ([0.5, 0.25, -0.5], [1.0, 0.75, 0.0]),
    ],
)
def test_stretched_scores_lie_between_0_and_1(scores: list[float], expected: list[float]) -> None:
    hits = [Hit(chunk=chunk(1), score=score, rank=1) for score in scores]
    assert stretched(hits) == pytest.approx(expected)


@pytest.mark.parametrize("top_k", [0, 1, 2, 3])
def test_at_most_top_k_are_returned(top_k: int) -> None:
    part = Part(name="terms", retriever=finding((5, 0.9), (4, 0.8), (6, 0.7)), weight=2)
    assert [id_ for id_, _ in fused([part], top_k)] == [5, 4, 6][:top_k]


@pytest.mark.parametrize(("top_k", "asked"), [(1, CANDIDATES), (CANDIDATES + 7, CANDIDATES + 7)])
def test_each_ranking_is_looked_into_deeply(top_k: int, asked: int) -> None:
    retriever = finding((1, 1.0))
    Fusion([Part(name="terms", retriever=retriever, weight=1)]).retrieve("다리", top_k=top_k)
    assert retriever.asked == [("다리", asked)]


def test_rankings_are_told_as_the_parts_found_them() -> None:
    words, letters = finding((2, 0.8), (3, 0.1)), finding((3, 0.9), (1, 0.8))
    fusion = Fusion(
        [
            Part(name="bigrams", retriever=letters, weight=1),
            Part(name="terms", retriever=words, weight=3),
        ]
    )
    fused = fusion.rank("query", top_k=1)
    assert fused.hits == fusion.retrieve("query", top_k=1)
    assert [hit.chunk.id for hit in fused.hits] == [2]
    # Whole, however few hits are wanted.
    assert fused.rankings == {
        "bigrams": letters.retrieve("query", top_k=2),
        "terms": words.retrieve("query", top_k=2),
    }
    assert list(fused.rankings) == ["bigrams", "terms"]


def test_relative_scores_are_stretched_over_the_chosen_chunks() -> None:
    # Of 1, 2 and 3 with cosines 0.90, 0.84, 0.80 only the last two: 1 and 0, not 0.4 and 0.
    cosines = finding((1, 0.90), (2, 0.84), (3, 0.80))
    part = Part(name="dense", retriever=cosines, weight=1, is_relative=True)
    hits = Fusion([part]).retrieve("query", top_k=5, among={2, 3})
    assert [(hit.chunk.id, hit.score, hit.rank) for hit in hits] == [(2, 1.0, 1), (3, 0.0, 2)]


def test_best_possible_score_is_1() -> None:
    parts = [
        Part(name="terms", retriever=finding((1, 1.0)), weight=weight) for weight in (0.3, 0.5, 2)
    ]
    assert dict(fused(parts)) == pytest.approx({1: 1.0})
