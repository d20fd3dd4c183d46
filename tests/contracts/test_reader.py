"""What every reader promises."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rag.datatypes import Passage, Reading
from rag.evidence import SentenceReader
from rag.span_reader import SpanReader
from tests.fakes import SpaceAnalyzer, SyllableEncoder, WordReader, WordSpans, toy_snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.snapshot import Snapshot
    from rag.datatypes import Reader

TEXTS = {
    "a.txt": "가나 다리는 길다. 라마 다리는 2018년 열렸다.\n\n배는 없다.",
    "b.txt": "제목: 다리\n\n다리는 2019년 열렸다.  (다리는 짧다.)",
    "c.txt": "바사 library bridge. 아아 다리.",
}
QUESTIONS = [
    "다리는 언제 열렸나?",
    "왜 다리는 열렸나?",
    "다리는 길다?",
    "기사마다 다리는 어떤가?",
    "다리 요약",
    "뭐라고 말했나?",
    "When did it open?",
    "없는 말",
    "?",
    "다리 " * 300,
]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    snapshot = toy_snapshot(tmp_path_factory.mktemp("reader"), TEXTS)
    yield snapshot
    snapshot.close()


@pytest.fixture(params=["words", "sentences", "no meaning", "spans", "no spans"])
def reader(request: pytest.FixtureRequest, snapshot: Snapshot) -> Reader:
    sentences = SentenceReader(SyllableEncoder(), SpaceAnalyzer(), snapshot.lexical)
    finder = WordSpans({"2018년": 3.0, "2019년": 2.5, "없다.": 7.0, "길다. 라마": -1.0})
    readers: dict[str, Reader] = {
        "words": WordReader(),
        "sentences": sentences,
        "no meaning": SentenceReader(None, SpaceAnalyzer(), snapshot.lexical),
        "spans": SpanReader(finder, sentences, SpaceAnalyzer()),
        "no spans": SpanReader(WordSpans({}), sentences, SpaceAnalyzer()),
    }
    return readers[request.param]


@pytest.fixture(params=QUESTIONS, ids=range(len(QUESTIONS)))
def question(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def passages(snapshot: Snapshot) -> list[Passage]:
    """Return the articles, each but for its first sentence a passage."""
    found = []
    for number, source in enumerate(TEXTS, start=1):
        document = snapshot.document(source)
        start, end = document.sentences[1].start, len(document.text)
        found.append(
            Passage(
                number=number,
                source=source,
                title=document.title,
                published=None,
                start=start,
                end=end,
                text=document.text[start:end],
                score=0.5,
                sentences=document.sentences[1:],
            )
        )
    return found


def test_every_quote_is_a_slice_of_its_passage(
    reader: Reader, question: str, passages: list[Passage]
) -> None:
    reading = reader.read(question, passages)
    short = [reading.short] if reading.short else []
    for citation in (*reading.citations, *reading.differing, *short):
        home = passages[citation.number - 1]
        assert (home.source, home.title) == (citation.source, citation.title)
        assert home.start <= citation.start < citation.end <= home.end
        assert citation.quote == TEXTS[citation.source][citation.start : citation.end]


def test_no_sentence_is_quoted_twice(
    reader: Reader, question: str, passages: list[Passage]
) -> None:
    citations = reader.read(question, passages).citations
    assert len(set(citations)) == len(citations)


def test_confidence_is_a_probability(
    reader: Reader, question: str, passages: list[Passage]
) -> None:
    assert 0 <= reader.read(question, passages).confidence <= 1


def test_same_question_is_read_alike(
    reader: Reader, question: str, passages: list[Passage]
) -> None:
    assert reader.read(question, passages) == reader.read(question, passages)


def test_what_the_passages_say_is_quoted(reader: Reader, passages: list[Passage]) -> None:
    quotes = [citation.quote for citation in reader.read("다리는 2018년", passages).citations]
    assert "라마 다리는 2018년 열렸다." in quotes


def test_where_nothing_is_written_nothing_is_read(
    reader: Reader, question: str, passages: list[Passage]
) -> None:
    bare = [replace(passage, sentences=()) for passage in passages]
    nothing = Reading(citations=(), confidence=0.0)
    assert reader.read(question, []) == reader.read(question, bare) == nothing
