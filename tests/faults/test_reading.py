from __future__ import annotations

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from index.snapshot import Snapshot
from rag.retrieval import DenseRetriever, LexicalRetriever
from tests.fakes import SpaceAnalyzer, SyllableEncoder
from tests.faults.building import Site, build
from tests.faults.injecting import Job
from tests.faults.news import article
from tests.faults.trying import done

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.sweeping import Crew

READERS, REBUILDS, FILES = 4, 5, 8
EDITION = re.compile(r"이번이 제(\d+)판")


def write_all(corpus: Path, edition: int) -> None:
    corpus.mkdir(exist_ok=True)
    for number in range(FILES):
        (corpus / f"{number}.txt").write_text(article(number, edition), encoding="utf-8")


def editions_seen(store: Path, is_over: threading.Event) -> list[set[str]]:
    """Ask again and again; return the editions that each answer was made of."""
    seen, is_last = [], False
    while not is_last:
        is_last = is_over.is_set()
        snapshot = Snapshot.open(store)
        hits = [
            hit
            for retriever in (
                DenseRetriever(snapshot, SyllableEncoder()),
                LexicalRetriever(snapshot, SpaceAnalyzer(), "terms"),
                LexicalRetriever(snapshot, SpaceAnalyzer(), "bigrams"),
            )
            for hit in retriever.retrieve("이번이 기사로 소식이다.", top_k=3 * FILES)
        ]
        texts = [hit.chunk.text for hit in hits]
        texts += [snapshot.document(f"{number}.txt").text for number in range(FILES)]
        assert all(
            snapshot.document(hit.chunk.source).text[hit.chunk.start : hit.chunk.end]
            == hit.chunk.text
            for hit in hits
        )
        seen.append({found for text in texts for found in EDITION.findall(text)})
        snapshot.close()
    return seen


@pytest.mark.parametrize("where", ["the same process", "another process"])
def test_readers_see_one_generation_each_while_the_index_is_rebuilt(
    crew: Crew, tmp_path: Path, where: str
) -> None:
    site = Site(corpus=tmp_path / "corpus", disk=tmp_path)
    write_all(site.corpus, 1)
    build(site)
    is_over = threading.Event()
    with ThreadPoolExecutor(READERS) as pool:
        readers = [pool.submit(editions_seen, site.store, is_over) for _ in range(READERS)]
        try:
            for edition in range(2, REBUILDS + 2):
                write_all(site.corpus, edition)
                if where == "the same process":
                    build(site)
                else:
                    done(crew.injectors[0], Job(function=build, arguments=(site,)))
        finally:
            is_over.set()
        seen = [editions for reader in readers for editions in reader.result()]
    assert {len(editions) for editions in seen} == {1}
    assert [reader.result()[-1] for reader in readers] == [{str(REBUILDS + 1)}] * READERS
