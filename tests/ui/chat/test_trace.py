from __future__ import annotations

from dataclasses import replace

from rag.confidence import CERTAIN
from rag.datatypes import Ranks, Trace
from tests.ui.records import answer, citation, passage
from tests.ui.test_markup import Reader
from ui.chat.trace import folded_trace, trace_markup, trace_title
from ui.words import WORDS

KOREAN, ENGLISH = WORDS["ko"], WORDS["en"]
FOUND = replace(
    answer(
        "갑. [1]",
        citation(1, "갑."),
        passages=(passage(1, "갑."), passage(2, "을.", title="나 <b>기사")),
        query="갈매대교 길이?",
    ),
    confidence=CERTAIN,
    timings_ms={"total": 168.2, "search": 31.0, "read": 120.4, "understand": 0.2, "other": 7.0},
    trace=Trace(
        terms=("갈매대교", "길이"),
        matched=("길이",),
        ranks=(
            Ranks(number=1, dense=2, terms=1, bigrams=1),
            Ranks(number=2, dense=1, terms=1200),
        ),
        searched_by=("dense", "terms", "bigrams"),
    ),
)


def test_the_title_tells_how_long_it_took() -> None:
    assert trace_title(FOUND, KOREAN) == "어떻게 찾았나요 · 168ms"
    assert trace_title(FOUND, ENGLISH) == "How it was found · 168 ms"
    assert trace_title(replace(FOUND, timings_ms={}), KOREAN) == "어떻게 찾았나요"


def test_the_body_tells_query_words_certainty_times_and_ranks() -> None:
    assert Reader(trace_markup(FOUND, KOREAN)).text == (
        "찾은 말갈매대교 길이?"
        "뜻이 있는 낱말갈매대교길이표시한 낱말은 찾은 대목에 있습니다."
        "얼마나 확실한가요확실해 보입니다 · 90%"
        "걸린 시간질문 이해 1ms 미만찾기 31ms읽기 120ms모두 168ms"
        "대목마다 몇 번째로 찾았나요번호기사뜻낱말글자"
        "[1]가 기사211"
        "[2]나 <b>기사11,200-"
    )


def test_the_time_that_a_language_model_took_is_told_before_the_whole() -> None:
    written = replace(FOUND, timings_ms={"total": 9000, "write": 8000, "first_sentence": 2500})
    assert (
        "걸린 시간모델의 첫 문장까지 2,500ms모델의 글쓰기와 대조 8,000ms모두 9,000ms"
        in Reader(trace_markup(written, KOREAN)).text
    )


def test_only_words_that_the_passages_hold_are_marked() -> None:
    markup = trace_markup(FOUND, KOREAN)
    assert '<li>갈매대교</li><li><mark title="찾은 대목에 있는 낱말">길이</mark></li>' in markup


def test_headers_of_the_table_say_what_they_head() -> None:
    scopes = [
        found["scope"] for tag, found in Reader(trace_markup(FOUND, KOREAN)).tags if tag == "th"
    ]
    assert scopes == ["col"] * 5 + ["row"] * 2


def test_an_unranked_passage_says_so() -> None:
    tags = Reader(trace_markup(FOUND, ENGLISH)).tags
    assert [found["title"] for tag, found in tags if tag == "td" and "title" in found] == [
        "not found"
    ]


def test_an_abstention_is_not_called_right() -> None:
    given = replace(FOUND, answerable=False, citations=(), confidence=0.31)
    assert "답하기에는 모자랍니다 · 31%" in Reader(trace_markup(given, KOREAN)).text


def test_what_is_not_known_is_left_out() -> None:
    bare = replace(answer("모릅니다.", query=""), timings_ms={})
    assert Reader(trace_markup(bare, KOREAN)).text == ""


def test_the_folded_trace_is_one_line_of_markup_under_its_title() -> None:
    given = replace(FOUND, query="갑\n\n을 <img src=x>")
    markup = folded_trace(given, KOREAN)
    assert "\n" not in markup
    assert [tag for tag, _ in Reader(markup).tags][:2] == ["details", "summary"]
    assert Reader(markup).text.startswith("어떻게 찾았나요 · 168ms찾은 말갑 을 <img src=x>")
