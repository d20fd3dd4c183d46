from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest

from index.datatypes import Span
from index.errors import InputError, StoreError
from rag.answering import PREFERENCE, Answerer
from rag.confidence import LIKELY, THRESHOLD
from rag.datatypes import Answer, Citation, Passage, Ranks, Reading, Trace, Turn
from rag.passages import PassageOptions
from rag.phrases import courtesy
from rag.scope import EVERYTHING, Scope
from rag.showing import SHOWN_TURNS
from tests.fakes import ListRetriever, SpaceAnalyzer, WordReader, cite, toy_snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from index.kiwi import KiwiAnalyzer
    from index.language import Morpheme
    from index.snapshot import Snapshot
    from rag.datatypes import Reader
    from rag.dialogue.smalltalk import Act

BRIDGE = "섬마을 다리 열리다\n\n갯벌신문 윤서가 기자 2024.03.02 09:00\n\n다리는 길다. 배는 없다.\n"
STATION = "버려진 역 열리다\n\n역은 도서관이 됐다.\n"
TEXTS = {"섬/bridge.txt": BRIDGE, "station.txt": STATION}
# The last chunks, sentence by sentence.
LONG, NONE = Span(start=42, end=49), Span(start=50, end=56)
BRIDGE_PASSAGE = Passage(
    number=1,
    source="섬/bridge.txt",
    title="섬마을 다리 열리다",
    published="2024-03-02T09:00",
    start=42,
    end=56,
    text="다리는 길다. 배는 없다.",
    score=0.75,
    sentences=(LONG, NONE),
)
STATION_PASSAGE = Passage(
    number=2,
    source="station.txt",
    title="버려진 역 열리다",
    published=None,
    start=11,
    end=22,
    text="역은 도서관이 됐다.",
    score=0.5,
    sentences=(Span(start=11, end=22),),
)
LONG_CITATION = Citation(
    number=1,
    source="섬/bridge.txt",
    title="섬마을 다리 열리다",
    published="2024-03-02T09:00",
    start=42,
    end=49,
    quote="다리는 길다.",
)
STATION_CITATION = Citation(
    number=2,
    source="station.txt",
    title="버려진 역 열리다",
    published=None,
    start=11,
    end=22,
    quote="역은 도서관이 됐다.",
)
STEPS = ["understand", "search", "read", "compose", "total"]


@dataclass
class Certain:
    """Cites what `WordReader` does, this surely, and notes what it was asked."""

    confidence: float
    short_answer: str | None = None
    asked: list[str] = field(default_factory=list)

    def read(self, query: str, passages: Sequence[Passage]) -> Reading:
        self.asked.append(query)
        reading = WordReader().read(query, passages)
        return replace(reading, confidence=self.confidence, short_answer=self.short_answer)


@dataclass
class Judging:
    """Cites the first sentence of all, as surely as it is told for the query, else nothing."""

    sure: Mapping[str, float]
    asked: list[str] = field(default_factory=list)

    def read(self, query: str, passages: Sequence[Passage]) -> Reading:
        self.asked.append(query)
        if query not in self.sure:
            return Reading(citations=(), confidence=1.0)
        first = cite(passages[0], passages[0].sentences[0])
        return Reading(citations=(first,), confidence=self.sure[query])


class Counting(SpaceAnalyzer):
    """Notes which texts it is asked to take apart."""

    def __init__(self) -> None:
        self.tagged: list[str] = []

    def tag(self, text: str) -> tuple[Morpheme, ...]:
        self.tagged.append(text)
        return super().tag(text)


if TYPE_CHECKING:
    _certain: Reader = Certain(1)
    _judging: Reader = Judging({})


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    snapshot = toy_snapshot(tmp_path_factory.mktemp("answering"), TEXTS)
    yield snapshot
    snapshot.close()


def last_chunks(snapshot: Snapshot, *sources: str) -> ListRetriever:
    """Return what finds the last chunk of each source, the first with 0.75, the next with 0.5."""
    chunks = [snapshot.store.chunks_of(source)[-1] for source in sources]
    return ListRetriever.of(chunks, [0.75, 0.5][: len(chunks)])


def answerer(snapshot: Snapshot, reader: Reader | None = None) -> Answerer:
    retriever = last_chunks(snapshot, *TEXTS)
    return Answerer(snapshot, retriever, reader or WordReader(), SpaceAnalyzer())


def untimed(answer: Answer) -> Answer:
    return replace(answer, timings_ms={}, trace=Trace())


def test_answer_is_quotes_with_their_places(snapshot: Snapshot) -> None:
    answer = answerer(snapshot, Certain(LIKELY, "도서관")).ask(" 길다 도서관이? ")
    assert untimed(answer) == Answer(
        question="길다 도서관이?",
        query="길다 도서관이?",
        text="“다리는 길다.” [1]\n“역은 도서관이 됐다.” [2]",
        answerable=True,
        confidence=LIKELY,
        short_answer="도서관",
        citations=(LONG_CITATION, STATION_CITATION),
        passages=(BRIDGE_PASSAGE, STATION_PASSAGE),
    )


def test_abstention_names_the_nearest_articles_and_cites_nothing(snapshot: Snapshot) -> None:
    answer = answerer(snapshot).ask("우주는?")
    assert untimed(answer) == Answer(
        question="우주는?",
        query="우주는?",
        text="기사에서 이 질문의 답을 찾지 못했습니다. "
        "가장 가까운 기사는 ‘섬마을 다리 열리다’, ‘버려진 역 열리다’입니다.",
        answerable=False,
        confidence=0.0,
        short_answer=None,
        citations=(),
        passages=(BRIDGE_PASSAGE, STATION_PASSAGE),
    )


def test_abstention_is_in_the_language_of_the_question(snapshot: Snapshot) -> None:
    assert answerer(snapshot).ask("What about space?").text == (
        "The articles do not answer this question. "
        "The nearest are “섬마을 다리 열리다”, “버려진 역 열리다”."
    )


@pytest.mark.parametrize(
    ("confidence", "answerable"), [(THRESHOLD, True), (THRESHOLD - 0.001, False), (0.0, False)]
)
def test_answer_that_is_not_sure_enough_is_an_abstention(
    snapshot: Snapshot, confidence: float, *, answerable: bool
) -> None:
    answer = answerer(snapshot, Certain(confidence, "길다")).ask("길다")
    assert answer.answerable is answerable
    assert answer.confidence == confidence
    assert answer.citations == ((LONG_CITATION,) if answerable else ())
    assert answer.short_answer == ("길다" if answerable else None)


def test_sure_reading_without_a_quote_is_an_abstention(snapshot: Snapshot) -> None:
    answer = answerer(snapshot, Certain(1.0, "길다")).ask("우주는")
    assert (answer.answerable, answer.citations, answer.short_answer) == (False, (), None)


def test_nothing_found_is_an_abstention(snapshot: Snapshot) -> None:
    subject = Answerer(snapshot, ListRetriever(), WordReader(), SpaceAnalyzer())
    answer = subject.ask("이 기사는 누가 썼나?")
    assert answer.text == "기사에서 이 질문의 답을 찾지 못했습니다."
    assert (answer.answerable, answer.passages) == (False, ())


def test_each_near_article_is_named_once(snapshot: Snapshot) -> None:
    chunks = snapshot.store.chunks_of("섬/bridge.txt")
    retriever = ListRetriever.of([chunks[3], chunks[0]], [0.75, 0.5])
    options = PassageOptions(passage_chars=1)
    answer = Answerer(snapshot, retriever, WordReader(), SpaceAnalyzer(), options).ask("우주는?")
    assert len(answer.passages) == 2
    assert answer.text.endswith("가장 가까운 기사는 ‘섬마을 다리 열리다’입니다.")


def test_every_citation_is_a_slice_and_lies_in_its_passage(snapshot: Snapshot) -> None:
    subject = answerer(snapshot)
    answer = subject.ask("다 됐 없")
    assert len(answer.citations) == 3
    for citation in answer.citations:
        assert subject.text(citation.source)[citation.start : citation.end] == citation.quote
        passage = answer.passages[citation.number - 1]
        assert (passage.number, passage.source) == (citation.number, citation.source)
        assert passage.start <= citation.start < citation.end <= passage.end


def test_the_kth_marker_belongs_to_the_kth_citation(snapshot: Snapshot) -> None:
    answer = answerer(snapshot).ask("없 됐 길")
    lines = [re.fullmatch(r"“(.*)” \[(\d+)\]", line) for line in answer.text.splitlines()]
    assert [line and (line[1], int(line[2])) for line in lines] == [
        (citation.quote, citation.number) for citation in answer.citations
    ]
    assert [citation.number for citation in answer.citations] == [1, 1, 2]


def test_steps_are_timed(snapshot: Snapshot) -> None:
    timings = answerer(snapshot).ask("길다").timings_ms
    assert list(timings) == STEPS
    assert min(timings.values()) >= 0
    # Each is rounded to the microsecond.
    assert timings["total"] >= sum(timings[step] for step in STEPS[:-1]) - 0.005


@pytest.mark.parametrize("question", ["", " \n", "가" * 2001])
def test_question_that_cannot_be_asked_is_not_searched(snapshot: Snapshot, question: str) -> None:
    retriever = ListRetriever()
    subject = Answerer(snapshot, retriever, WordReader(), SpaceAnalyzer())
    for ask in (subject.ask, subject.search, lambda text: subject.rank_sources(text, top_k=1)):
        with pytest.raises(InputError):
            ask(question)
    assert retriever.asked == []


def test_follow_up_is_searched_and_read_as_a_question_that_stands_alone(
    snapshot: Snapshot, kiwi: KiwiAnalyzer
) -> None:
    retriever, reader = last_chunks(snapshot, *TEXTS), Certain(1)
    turn = Turn(question="갈매대교는 언제 열렸나요?", answer="2018년에 열렸습니다. [1]")
    answer = Answerer(snapshot, retriever, reader, kiwi).ask("그 다리는 누가 지었나요?", [turn])
    whole = "갈매대교는 누가 지었나요?"
    assert (answer.question, answer.query) == ("그 다리는 누가 지었나요?", whole)
    assert [query for query, _ in retriever.asked] == reader.asked == [whole]


def test_earlier_answer_is_no_evidence(snapshot: Snapshot) -> None:
    turn = Turn(question="우주는 넓은가?", answer="우주는 아주 넓습니다. [1]")
    answer = answerer(snapshot).ask("우주는?", [turn])
    assert (answer.answerable, answer.citations) == (False, ())


# "2014년에는?" after a question for 2018 is the same for 2014, or else a question of its own.
BOATS = Turn(question="2018년 배는 몇 척인가?", answer="3척입니다. [1]")
WHOLE, ALONE = "2014년 배는 몇 척인가?", "2014년에는?"


@pytest.mark.parametrize(
    ("sure", "query", "read"),
    [
        # Sure enough: the other question is not even read.
        ({WHOLE: LIKELY, ALONE: 1.0}, WHOLE, [WHOLE]),
        ({WHOLE: THRESHOLD, ALONE: THRESHOLD + 2 * PREFERENCE}, ALONE, [WHOLE, ALONE]),
        ({WHOLE: THRESHOLD, ALONE: THRESHOLD + PREFERENCE / 2}, WHOLE, [WHOLE, ALONE]),
        ({WHOLE: THRESHOLD, ALONE: 0.0}, WHOLE, [WHOLE, ALONE]),
        # Without a quote there is nothing to be sure of.
        ({ALONE: THRESHOLD}, ALONE, [WHOLE, ALONE]),
        ({WHOLE: THRESHOLD}, WHOLE, [WHOLE, ALONE]),
        # Neither is answered: what was most likely meant is what the answer says it looked for.
        ({}, WHOLE, [WHOLE, ALONE]),
    ],
)
def test_surest_question_wins_and_of_like_ones_the_earlier(
    snapshot: Snapshot, sure: dict[str, float], query: str, read: list[str]
) -> None:
    reader = Judging(sure)
    answer = answerer(snapshot, reader).ask(ALONE, [BOATS])
    assert reader.asked == read
    assert (answer.question, answer.query) == (ALONE, query)
    assert answer.answerable == bool(sure)
    assert answer.confidence == sure.get(query, 1.0)


BEFORE = [Turn(question="다리는 얼마나 길다?", answer="모른다.")]


def test_where_no_guess_is_sure_the_question_is_rewritten(snapshot: Snapshot) -> None:
    reader = Judging({"다리 길이?": LIKELY})
    told: list[tuple[str, Sequence[Turn]]] = []

    def rewrite(question: str, history: Sequence[Turn]) -> str:
        told.append((question, history))
        return "다리 길이?"

    answer = answerer(snapshot, reader).ask("그건?", BEFORE, EVERYTHING, rewrite)
    assert told == [("그건?", BEFORE)]
    assert (answer.query, answer.answerable) == ("다리 길이?", True)
    assert reader.asked[-1] == "다리 길이?"


def test_sure_guess_and_first_question_are_not_rewritten(snapshot: Snapshot) -> None:
    def rewrite(question: str, history: Sequence[Turn]) -> str:
        raise AssertionError((question, history))

    answerer(snapshot, Certain(LIKELY)).ask("다리는?", BEFORE, EVERYTHING, rewrite)
    answerer(snapshot, Judging({})).ask("다리는?", (), EVERYTHING, rewrite)


@pytest.mark.parametrize("rewritten", [None, "우주는?"])
def test_rewriting_that_finds_no_more_changes_nothing(
    snapshot: Snapshot, rewritten: str | None
) -> None:
    subject = answerer(snapshot, Judging({}))
    plain = subject.ask("그건?", BEFORE)
    answer = subject.ask("그건?", BEFORE, EVERYTHING, lambda _question, _history: rewritten)
    assert (answer.query, answer.text) == (plain.query, plain.text)


@pytest.mark.parametrize(
    ("question", "has_words"),
    [
        ("다리는 얼마나 길다?", True),
        ("안녕하세요", False),
        ("방금 출처 보여줘", False),
        ("이 기사는 누가 썼어?", False),
    ],
)
def test_only_what_is_read_can_be_put_in_other_words(
    snapshot: Snapshot, question: str, *, has_words: bool
) -> None:
    assert answerer(snapshot).puts_words(question, BEFORE) is has_words


def test_time_of_all_guesses_counts(snapshot: Snapshot) -> None:
    timings = answerer(snapshot, Judging({})).ask(ALONE, [BOATS]).timings_ms
    assert list(timings) == STEPS
    assert timings["total"] >= sum(timings[step] for step in STEPS[:-1]) - 0.005


@pytest.mark.parametrize(
    ("said", "act"),
    [
        ("안녕하세요", "greet"),
        ("고마워요!", "thank"),
        ("안녕히 계세요.", "bye"),
        ("ㅋㅋㅋ", "remark"),
        ("Thank you!", "thank"),
    ],
)
@pytest.mark.parametrize("history", [[], [BOATS]])
def test_courtesy_searches_nothing(
    snapshot: Snapshot, said: str, act: Act, history: list[Turn]
) -> None:
    retriever, reader = ListRetriever(), Certain(1)
    subject = Answerer(snapshot, retriever, reader, SpaceAnalyzer())
    assert untimed(subject.ask(said, history)) == Answer(
        question=said,
        query="",
        text=courtesy(said, act),
        answerable=False,
        confidence=0.0,
        short_answer=None,
        citations=(),
        passages=(),
    )
    assert subject.rank_sources(said, history, top_k=3) == []
    assert (retriever.asked, reader.asked) == ([], [])


LONG_SOURCE = "‘섬마을 다리 열리다’(2024-03-02): “다리는 길다.” [1]"
STATION_SOURCE = "‘버려진 역 열리다’: “역은 도서관이 됐다.” [2]"
SHOW = "방금 출처 보여줘"
THANKS = Turn(question="고마워요", answer="도움이 되었다니 다행입니다.")


def turns(*questions: str) -> list[Turn]:
    return [Turn(question=question, answer="답.") for question in questions]


def test_sources_of_the_last_answer_are_shown(snapshot: Snapshot) -> None:
    subject = answerer(snapshot, Certain(1, "길다"))
    shown = subject.ask(SHOW, turns("도서관이", "길다 도서관이"))
    assert untimed(shown) == Answer(
        question=SHOW,
        query="길다 도서관이",
        text=f"{LONG_SOURCE}\n{STATION_SOURCE}",
        answerable=True,
        confidence=1.0,
        short_answer=None,
        citations=(LONG_CITATION, STATION_CITATION),
        passages=(BRIDGE_PASSAGE, STATION_PASSAGE),
    )
    assert list(shown.timings_ms) == STEPS


def test_what_was_said_since_the_last_answer_has_no_sources(snapshot: Snapshot) -> None:
    history = [*turns("길다"), THANKS, *turns(" ", SHOW, "가" * 2001)]
    assert answerer(snapshot).ask(SHOW, history).text == LONG_SOURCE


def test_sources_are_those_of_the_question_as_it_was_understood(snapshot: Snapshot) -> None:
    reader = Judging({WHOLE: 1.0})
    answer = answerer(snapshot, reader).ask(SHOW, [BOATS, *turns(ALONE)])
    assert reader.asked == [WHOLE]
    assert (answer.query, answer.text) == (WHOLE, LONG_SOURCE)


def test_sources_of_an_abstention_are_none(snapshot: Snapshot) -> None:
    answer = answerer(snapshot).ask(SHOW, turns("우주는"))
    assert (answer.question, answer.answerable, answer.citations) == (SHOW, False, ())
    assert answer.text.startswith("기사에서 이 질문의 답을 찾지 못했습니다.")


@pytest.mark.parametrize("history", [[THANKS], turns("길다") + [THANKS] * SHOWN_TURNS])
def test_without_a_late_answer_there_are_no_sources_to_show(
    snapshot: Snapshot, history: list[Turn]
) -> None:
    retriever = ListRetriever()
    subject = Answerer(snapshot, retriever, WordReader(), SpaceAnalyzer())
    answer = subject.ask(SHOW, history)
    assert answer.text == courtesy(SHOW, "show_sources")
    assert (answer.answerable, answer.query, retriever.asked) == (False, "", [])


def test_oldest_answer_that_is_shown_is_so_many_turns_back(snapshot: Snapshot) -> None:
    history = turns("길다") + [THANKS] * (SHOWN_TURNS - 1)
    assert answerer(snapshot).ask(SHOW, history).text == LONG_SOURCE


@pytest.mark.parametrize("question", ["길다", ALONE, SHOW, "고마워요"])
def test_endless_conversation_costs_as_much_as_its_last_turns(
    snapshot: Snapshot, question: str
) -> None:
    history = turns(*(f"{year}년 배는 몇 척인가?" for year in range(10_000)), "길다", "2018년 길다")
    costs, answers = [], []
    for said in (history, history[-3 * SHOWN_TURNS :]):
        language, reader = Counting(), Certain(1)
        subject = Answerer(snapshot, last_chunks(snapshot, *TEXTS), reader, language)
        answers.append(untimed(subject.ask(question, said)))
        costs.append((language.tagged, reader.asked))
    assert answers[0] == answers[1]
    assert costs[0] == costs[1]


def test_question_in_decomposed_letters_gets_the_same_answer(snapshot: Snapshot) -> None:
    for question in ("다리는 길다?", "이 기사는 누가 썼나?"):
        subject = answerer(snapshot)
        decomposed = unicodedata.normalize("NFD", question)
        expected = replace(untimed(subject.ask(question)), question=decomposed)
        assert untimed(subject.ask(decomposed)) == expected
        assert expected.answerable


def test_byline_is_quoted_and_the_passages_move_up(snapshot: Snapshot) -> None:
    reader = Certain(1)
    answer = answerer(snapshot, reader).ask("다리 기사는 누가 썼나?")
    line = "갯벌신문 윤서가 기자 2024.03.02 09:00"
    assert answer.text == f"“{line}” [1]"
    assert answer.short_answer == "윤서가 기자"
    assert answer.answerable
    assert answer.citations == (replace(LONG_CITATION, start=12, end=40, quote=line),)
    assert answer.passages == (
        replace(BRIDGE_PASSAGE, start=12, end=40, text=line, score=1.0, sentences=()),
        replace(BRIDGE_PASSAGE, number=2),
        replace(STATION_PASSAGE, number=3),
    )
    assert reader.asked == []


@pytest.mark.parametrize(
    ("question", "short_answer"),
    [
        ("이 기사는 언제 나왔나?", "2024-03-02T09:00"),
        ("이 기사는 어느 신문에 실렸나?", "갯벌신문"),
    ],
)
def test_day_and_publisher_are_told_too(
    snapshot: Snapshot, question: str, short_answer: str
) -> None:
    assert answerer(snapshot).ask(question).short_answer == short_answer


def test_article_without_a_byline_is_not_given_the_next_one(snapshot: Snapshot) -> None:
    retriever = last_chunks(snapshot, "station.txt", "섬/bridge.txt")
    subject = Answerer(snapshot, retriever, WordReader(), SpaceAnalyzer())
    answer = subject.ask("역 기사는 누가 썼나?")
    assert not answer.answerable
    assert answer.citations == ()
    assert [passage.source for passage in answer.passages] == ["station.txt", "섬/bridge.txt"]


def test_question_after_one_for_a_byline_is_an_ordinary_one(
    snapshot: Snapshot, kiwi: KiwiAnalyzer
) -> None:
    reader = Certain(1)
    subject = Answerer(snapshot, last_chunks(snapshot, *TEXTS), reader, kiwi)
    byline = "다리 기사는 누가 썼나?"
    answer = subject.ask("그 기사에서 다리는 어떻다고 했나?", turns(byline))
    # What is searched holds the question before, what is asked does not.
    assert answer.query == f"{byline} 그 기사에서 다리는 어떻다고 했나?"
    assert reader.asked == [answer.query]
    assert answer.citations == (LONG_CITATION,)


def test_search_gives_as_many_passages_as_asked_for(snapshot: Snapshot) -> None:
    retriever = last_chunks(snapshot, *TEXTS)
    options = PassageOptions(passages=1, hits=3)
    subject = Answerer(snapshot, retriever, WordReader(), SpaceAnalyzer(), options)
    assert subject.search("다리") == [BRIDGE_PASSAGE]
    assert subject.search("다리", passages=2) == [BRIDGE_PASSAGE, STATION_PASSAGE]
    # Passages are made of joined chunks, so that more of those are looked at.
    assert [top_k for _, top_k in retriever.asked] == [3, 4]


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


def test_sources_are_ranked_each_once(snapshot: Snapshot) -> None:
    bridge, station = (snapshot.store.chunks_of(source) for source in TEXTS)
    retriever = ListRetriever.of([bridge[3], bridge[0], station[0]], [0.75, 0.5, 0.25])
    subject = Answerer(snapshot, retriever, WordReader(), SpaceAnalyzer())
    assert subject.rank_sources(ALONE, [BOATS], top_k=2) == list(TEXTS)
    assert subject.rank_sources("다리는 긴가?", top_k=1) == ["섬/bridge.txt"]
    assert retriever.asked == [(WHOLE, 20), ("다리는 긴가?", 10)]


def test_text_is_that_of_the_index(snapshot: Snapshot) -> None:
    subject = answerer(snapshot)
    assert {source: subject.text(source) for source in TEXTS} == TEXTS
    with pytest.raises(StoreError, match=r"^no article '../a.txt' in the index"):
        subject.text("../a.txt")
