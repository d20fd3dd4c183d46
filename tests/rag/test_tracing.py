from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.datatypes import Chunk, Hit
from rag.datatypes import Answer, Citation, Passage, Ranks, Trace
from rag.tracing import belongs, ranks, trace
from tests.fakes import SpaceAnalyzer, toy_snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.snapshot import Snapshot
    from rag.datatypes import RankingName

# Every line is a chunk of its own, and none is a headline: 1 to 3.
TEXTS = {
    "bridge.txt": "갈매대교가 오늘 아침 열렸다.\n\n다리 통행료는 받지 않는다.\n",
    "library.txt": "작은 도서관이 오늘 문을 열었다.\n",
}


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    snapshot = toy_snapshot(tmp_path_factory.mktemp("tracing"), TEXTS)
    yield snapshot
    snapshot.close()


def passage(number: int, source: str, start: int, end: int) -> Passage:
    return Passage(
        number=number,
        source=source,
        title="제목",
        published=None,
        start=start,
        end=end,
        text="가" * (end - start),
        score=0.5,
    )


def hits(*chunks: Chunk) -> list[Hit]:
    return [Hit(chunk=chunk, score=0.5, rank=rank) for rank, chunk in enumerate(chunks, start=1)]


def chunk(id_: int, start: int, end: int, source: str = "a.txt") -> Chunk:
    return Chunk(id=id_, source=source, start=start, end=end, text="가" * (end - start))


def answer(query: str, passages: Sequence[Passage], cited: Sequence[int] = ()) -> Answer:
    return Answer(
        question=query,
        query=query,
        text="",
        answerable=bool(cited),
        confidence=0.5,
        short_answer=None,
        citations=tuple(
            Citation(number=number, source="", title="", published=None, start=0, end=1, quote="가")
            for number in cited
        ),
        passages=tuple(passages),
    )


@pytest.mark.parametrize(
    ("start", "end", "source", "expected"),
    [
        (10, 20, "a.txt", True),
        (12, 15, "a.txt", True),
        # The passage is one line of the chunk.
        (5, 30, "a.txt", True),
        (5, 15, "a.txt", False),
        (20, 30, "a.txt", False),
        (10, 20, "b.txt", False),
    ],
)
def test_chunk_belongs_to_the_passage_that_holds_it(
    start: int, end: int, source: str, *, expected: bool
) -> None:
    assert belongs(chunk(1, start, end, source), passage(1, "a.txt", 10, 20)) is expected


def test_rank_of_a_passage_is_that_of_its_best_chunk() -> None:
    first, second, other = chunk(1, 0, 10), chunk(2, 10, 20), chunk(3, 20, 30)
    rankings: dict[RankingName, list[Hit]] = {
        "dense": hits(other, second, first),
        "terms": hits(first),
        "bigrams": hits(other),
    }
    found = ranks(passage(4, "a.txt", 0, 20), rankings)
    assert found == Ranks(number=4, dense=2, terms=1, bigrams=None)


def test_ranking_that_took_no_part_has_no_rank() -> None:
    found = ranks(passage(1, "a.txt", 0, 10), {"terms": hits(chunk(1, 0, 10))})
    assert found == Ranks(number=1, terms=1)


@pytest.mark.parametrize(
    ("cited", "matched"),
    [
        # Nothing is cited: the best passage counts.
        ([], ("열렸다.", "오늘")),
        ([1], ("열렸다.", "오늘")),
        ([2], ("통행료는",)),
        ([2, 3], ("통행료는", "오늘")),
        ([1, 2, 3], ("열렸다.", "통행료는", "오늘")),
    ],
)
def test_words_are_matched_in_what_is_cited(
    snapshot: Snapshot, cited: list[int], matched: tuple[str, ...]
) -> None:
    opened, toll = snapshot.store.chunks_of("bridge.txt")
    (library,) = snapshot.store.chunks_of("library.txt")
    passages = [
        passage(number, found.source, found.start, found.end)
        for number, found in enumerate((opened, toll, library), start=1)
    ]
    # Each passage is found by one ranking alone.
    rankings: dict[RankingName, list[Hit]] = {
        "dense": hits(opened),
        "terms": hits(toll),
        "bigrams": hits(library),
    }
    query = "열렸다. 통행료는 왜 오늘 우주 열렸다."
    assert trace(
        answer(query, passages, cited), rankings, SpaceAnalyzer(), snapshot.store
    ) == Trace(
        # Each once; 왜 only says what is asked for.
        terms=("열렸다.", "통행료는", "오늘", "우주"),
        matched=matched,
        ranks=(Ranks(number=1, dense=1), Ranks(number=2, terms=1), Ranks(number=3, bigrams=1)),
        searched_by=("dense", "terms", "bigrams"),
    )


def test_where_nothing_is_found_the_words_and_the_rankings_are_told(snapshot: Snapshot) -> None:
    found = trace(answer("우주 다리", []), {"terms": []}, SpaceAnalyzer(), snapshot.store)
    assert found == Trace(terms=("우주", "다리"), searched_by=("terms",))
