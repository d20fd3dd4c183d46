from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rag.answering import Answerer
from rag.datatypes import Passage, Ranks, Trace
from rag.passages import PassageOptions
from rag.scope import EVERYTHING, Scope
from tests.fakes import ListRetriever, SpaceAnalyzer, WordReader
from tests.rag.answering.articles import (
    ALONE,
    BOATS,
    BRIDGE_PASSAGE,
    SHOW,
    STATION_CITATION,
    STATION_PASSAGE,
    TEXTS,
    THANKS,
    Certain,
    Judging,
    answerer,
    last_chunks,
    turns,
)

if TYPE_CHECKING:
    from index.snapshot import Snapshot


BRIDGE_ONLY = Scope(sources=frozenset({"섬/bridge.txt"}))


STATION_ONLY = Scope(sources=frozenset({"station.txt"}))


NOTHING = Scope(since="2030-01-01")


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        (EVERYTHING, [BRIDGE_PASSAGE, STATION_PASSAGE]),
        (BRIDGE_ONLY, [BRIDGE_PASSAGE]),
        (STATION_ONLY, [replace(STATION_PASSAGE, number=1)]),
        (Scope(publishers=frozenset({"갯벌신문"})), [BRIDGE_PASSAGE]),
        (Scope(until="2024-03-02"), [BRIDGE_PASSAGE]),
        (NOTHING, []),
    ],
)
def test_articles_outside_the_scope_are_neither_searched_nor_read(
    snapshot: Snapshot, scope: Scope, found: list[Passage]
) -> None:
    # 다 is in both.
    subject = answerer(snapshot)
    assert subject.search("다", scope=scope) == found
    answer = subject.ask("다", scope=scope)
    assert list(answer.passages) == found
    sources = {passage.source for passage in found}
    assert {citation.source for citation in answer.citations} == sources


def test_scope_is_searched_as_deep_as_all_articles(snapshot: Snapshot) -> None:
    retriever = last_chunks(snapshot, *TEXTS)
    options = PassageOptions(hits=1)
    subject = Answerer(snapshot, retriever, WordReader(), SpaceAnalyzer(), options)
    # The first hit of all is of the other article.
    assert subject.search("도서관") == [BRIDGE_PASSAGE]
    assert subject.ask("도서관이", scope=STATION_ONLY).short_answer is None
    assert subject.ask("도서관이", scope=STATION_ONLY).citations == (
        replace(STATION_CITATION, number=1),
    )


@pytest.mark.parametrize("question", ["길다", "이 기사는 누가 썼나?", SHOW])
def test_scope_without_articles_is_an_abstention(snapshot: Snapshot, question: str) -> None:
    answer = answerer(snapshot).ask(question, turns("길다"), NOTHING)
    assert answer.text == "기사에서 이 질문의 답을 찾지 못했습니다."
    assert (answer.answerable, answer.citations, answer.passages) == (False, (), ())


def test_byline_is_that_of_the_scope(snapshot: Snapshot) -> None:
    retriever = last_chunks(snapshot, "station.txt", "섬/bridge.txt")
    subject = Answerer(snapshot, retriever, WordReader(), SpaceAnalyzer())
    question = "이 기사는 누가 썼나?"
    assert not subject.ask(question).answerable
    assert subject.ask(question, scope=BRIDGE_ONLY).short_answer == "윤서가 기자"


def test_sources_are_shown_out_of_the_scope_alone(snapshot: Snapshot) -> None:
    shown = answerer(snapshot, Certain(1)).ask(SHOW, turns("길다 도서관이"), STATION_ONLY)
    assert shown.citations == (replace(STATION_CITATION, number=1),)


def test_every_guess_at_a_follow_up_keeps_the_scope(snapshot: Snapshot) -> None:
    answer = answerer(snapshot, Judging({ALONE: 1.0})).ask(ALONE, [BOATS], STATION_ONLY)
    assert (answer.query, len(answer.citations)) == (ALONE, 1)
    assert {passage.source for passage in answer.passages} == {"station.txt"}


def test_answer_tells_how_it_was_found(snapshot: Snapshot) -> None:
    # The fake has found both by words, the bridge first.
    answer = answerer(snapshot).ask("왜 도서관이 우주")
    assert answer.citations == (STATION_CITATION,)
    assert answer.trace == Trace(
        terms=("도서관이", "우주"),
        matched=("도서관이",),
        ranks=(Ranks(number=1, terms=1), Ranks(number=2, terms=2)),
        searched_by=("terms",),
    )


def test_trace_is_that_of_the_guess_that_won(snapshot: Snapshot) -> None:
    answer = answerer(snapshot, Judging({ALONE: 1.0})).ask(ALONE, [BOATS])
    assert answer.trace.terms == ("2014년에는?",)


def test_line_of_a_byline_has_the_rank_of_the_chunk_that_holds_it(snapshot: Snapshot) -> None:
    chunks = snapshot.store.chunks_of("섬/bridge.txt")
    (holding,) = [chunk for chunk in chunks if "윤서가" in chunk.text]
    retriever = ListRetriever.of([chunks[-1], holding], [0.75, 0.5])
    options = PassageOptions(passage_chars=1)
    subject = Answerer(snapshot, retriever, WordReader(), SpaceAnalyzer(), options)
    answer = subject.ask("이 기사는 누가 썼나?")
    assert answer.trace.ranks[0] == Ranks(number=1, terms=2)


@pytest.mark.parametrize("said", ["안녕하세요", SHOW])
def test_what_is_said_without_searching_has_no_trace(snapshot: Snapshot, said: str) -> None:
    answer = answerer(snapshot).ask(said, [THANKS])
    assert answer.trace == Trace()
    assert list(answer.timings_ms) == ["understand", "total"]
