"""What every retriever promises."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from rag.fusion import Fusion, Part
from rag.retrieval import DenseRetriever, LexicalRetriever
from tests.fakes import ListRetriever, SpaceAnalyzer, SyllableEncoder, toy_snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.datatypes import Retriever
    from index.snapshot import Snapshot

# Each line is a chunk; the same words stand in several, so that scores are equal.
TEXTS = {
    "a.txt": "가나 다라 마바 사아.\n\n가가 나나 다다 라라.\n\n마바 사아 가나 다라.\n",
    "b.txt": "가나 다라 마바 사아!\n\n하나 둘 셋 넷 다섯.\n",
    "c.txt": "bridge 가나 library.\r\n\r\n가나 다라 마바 사아?\r\n",
}
QUERIES = ["가나 다라", "가나", "library bridge", "하나", "없는 말", "", " \n", "?!", "가나 " * 300]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    snapshot = toy_snapshot(tmp_path_factory.mktemp("retriever"), TEXTS)
    yield snapshot
    snapshot.close()


@pytest.fixture(params=["list", "dense", "terms", "bigrams", "fusion", "nested fusion"])
def retriever(request: pytest.FixtureRequest, snapshot: Snapshot) -> Retriever:
    dense = DenseRetriever(snapshot, SyllableEncoder())
    terms = LexicalRetriever(snapshot, SpaceAnalyzer(), "terms")
    bigrams = LexicalRetriever(snapshot, SpaceAnalyzer(), "bigrams")
    parts = [
        Part(name="dense", retriever=dense, weight=0.5, is_relative=True),
        Part(name="terms", retriever=terms, weight=1.0),
        Part(name="bigrams", retriever=bigrams, weight=0.5),
    ]
    chunks = [chunk for source in TEXTS for chunk in snapshot.store.chunks_of(source)]
    listed = ListRetriever.of(chunks, [1.0 - 0.1 * place for place in range(len(chunks))])
    retrievers: dict[str, Retriever] = {
        "list": listed,
        "dense": dense,
        "terms": terms,
        "bigrams": bigrams,
        "fusion": Fusion(parts),
        "nested fusion": Fusion([Part(name="terms", retriever=Fusion(parts), weight=1.0)]),
    }
    return retrievers[request.param]


@pytest.fixture(params=QUERIES, ids=range(len(QUERIES)))
def query(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_hits_are_ranked_from_one(retriever: Retriever, query: str) -> None:
    hits = retriever.retrieve(query, top_k=100)
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))


def test_better_hits_come_first_and_ties_by_id(retriever: Retriever, query: str) -> None:
    hits = retriever.retrieve(query, top_k=100)
    keys = [(-hit.score, hit.chunk.id) for hit in hits]
    assert all(before < after for before, after in pairwise(keys))


def test_no_chunk_is_found_twice(retriever: Retriever, query: str) -> None:
    ids = [hit.chunk.id for hit in retriever.retrieve(query, top_k=100)]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("top_k", [0, 1, 2, 3, 5])
def test_fewer_hits_are_the_first_of_more(retriever: Retriever, query: str, top_k: int) -> None:
    more = retriever.retrieve(query, top_k=100)
    assert retriever.retrieve(query, top_k=top_k) == more[:top_k]


def test_hits_are_slices_of_their_documents(
    retriever: Retriever, snapshot: Snapshot, query: str
) -> None:
    for hit in retriever.retrieve(query, top_k=100):
        text = snapshot.document(hit.chunk.source).text
        assert text[hit.chunk.start : hit.chunk.end] == hit.chunk.text


def test_what_the_articles_say_is_found(retriever: Retriever) -> None:
    found = [hit.chunk.text for hit in retriever.retrieve("가나 다라 마바", top_k=100)]
    assert "가나 다라 마바 사아." in found


def test_only_chunks_that_are_asked_for_are_found_and_all_of_those(
    retriever: Retriever, query: str
) -> None:
    everything = {hit.chunk.id for hit in retriever.retrieve(query, top_k=100)}
    for among in ({1, 4, 6}, {7}, {2, 3, 1000}, {1000}, set[int]()):
        hits = retriever.retrieve(query, top_k=100, among=among)
        assert {hit.chunk.id for hit in hits} == everything & among
        keys = [(-hit.score, hit.chunk.id) for hit in hits]
        assert keys == sorted(keys)
        assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
        assert retriever.retrieve(query, top_k=2, among=among) == hits[:2]


def test_asking_for_every_chunk_leaves_none_out(retriever: Retriever, query: str) -> None:
    everything = retriever.retrieve(query, top_k=100, among=set(range(1, 100)))
    assert everything == retriever.retrieve(query, top_k=100)
