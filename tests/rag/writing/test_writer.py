from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

import pytest

from index.datatypes import Span
from rag.citing import cite
from rag.datatypes import Answer, Doubt, Outcome, Passage, Writing
from rag.phrases import NOT_FOUND_KOREAN
from rag.writing.writer import ASKED_FROM, MOST_SENTENCES, Writer, is_worth_writing
from tests.rag.writing.toy_checker import VerbatimChecker
from tests.rag.writing.toy_model import ToyModel

OPENED = "갈매도서관은 3월에 문을 열었다."
BOOKS = "책은 4만 권이다."
HOURS = "밤 아홉 시에 닫는다."
INVENTED = "시장은 사임했다."
TEXT = f"{OPENED} {BOOKS} {HOURS}"


def passage_of(text: str = TEXT) -> Passage:
    return Passage(
        number=1,
        source="library.txt",
        title="도서관 소식",
        published="2024-03-09",
        start=0,
        end=len(text),
        text=text,
        score=0.9,
        sentences=(Span(start=0, end=len(text)),),
    )


def extractive(*, confidence: float = 0.9, answerable: bool = True) -> Answer:
    passage = passage_of()
    citations = (cite(passage, 0, len(OPENED)),) if answerable else ()
    return Answer(
        question="도서관은 언제 열었나요?",
        query="도서관은 언제 열었나요?",
        text=f"“{OPENED}” [1]" if answerable else "기사에서 이 질문의 답을 찾지 못했습니다.",
        answerable=answerable,
        confidence=confidence,
        short_answer="3월" if answerable else None,
        citations=citations,
        passages=(passage,),
        timings_ms={"total": 100.0},
    )


def written(model: ToyModel, answer: Answer | None = None) -> list[Answer]:
    return list(Writer(model, VerbatimChecker()).write(answer or extractive()))


def outcome_of(answer: Answer) -> Outcome:
    assert answer.writing is not None
    return answer.writing.outcome


def test_answer_grows_by_sentences_that_stand_in_a_passage() -> None:
    grown = written(ToyModel([f"{OPENED} [1]\n", f"{BOOKS} [1]\n"]))
    texts = list(dict.fromkeys(answer.text for answer in grown))
    assert texts == ["", f"{OPENED} [1]", f"{OPENED} [1]\n{BOOKS} [1]"]
    assert {outcome_of(answer) for answer in grown[:-1]} == {"writing"}
    whole = grown[-1]
    assert whole.writing == Writing(model="toy", outcome="written")
    assert [citation.quote for citation in whole.citations] == [OPENED, BOOKS]
    assert all(TEXT[item.start : item.end] == item.quote for item in whole.citations)


def test_sentence_that_stands_nowhere_is_a_doubt_at_its_place() -> None:
    whole = written(ToyModel([f"{OPENED} [1]\n{INVENTED} [1]\n{BOOKS} [1]\n"]))[-1]
    assert whole.text == f"{OPENED} [1]\n{BOOKS} [1]"
    assert whole.writing is not None
    assert whole.writing.doubts == (Doubt(text=INVENTED, after=1, lacks=("사임했다.",)),)


def test_sentence_that_stands_nowhere_is_never_part_of_a_growing_text() -> None:
    assert all(INVENTED not in answer.text for answer in written(ToyModel([f"{INVENTED} [1]\n"])))


def test_wrong_marker_is_replaced_by_where_the_sentence_stands() -> None:
    assert written(ToyModel([f"{OPENED} [7]\n"]))[-1].text == f"{OPENED} [1]"


def test_answer_without_a_carried_sentence_is_the_extractive_one() -> None:
    whole = written(ToyModel([f"{INVENTED} [1]\n"]))[-1]
    doubts = (Doubt(text=INVENTED, after=0, lacks=("사임했다.",)),)
    writing = Writing(model="toy", outcome="unsupported", doubts=doubts)
    assert whole == replace(extractive(), writing=writing, timings_ms=whole.timings_ms)


def test_model_that_finds_nothing_leaves_the_extractive_answer_and_is_not_heard_out() -> None:
    model = ToyModel([f"{NOT_FOUND_KOREAN}\n", f"{OPENED} [1]\n"])
    whole = written(model)[-1]
    assert (outcome_of(whole), whole.text) == ("not_told", extractive().text)
    assert model.closed == 1


def test_what_else_is_not_told_does_not_take_back_what_is() -> None:
    whole = written(ToyModel([f"{OPENED} [1]\n", f"{NOT_FOUND_KOREAN}\n"]))[-1]
    assert (outcome_of(whole), whole.text) == ("written", f"{OPENED} [1]")


@pytest.mark.parametrize("outcome", sorted({*get_args(Outcome)} - {"writing", "written"}))
def test_model_that_fails_at_once_leaves_the_extractive_answer(outcome: Outcome) -> None:
    whole = written(ToyModel(error=outcome))[-1]
    fruitless = {"cut_short": "failed", "too_long": "unsupported"}
    assert outcome_of(whole) == fruitless.get(outcome, outcome)
    assert whole.text == extractive().text


@pytest.mark.parametrize(
    ("error", "outcome"),
    [("cut_short", "cut_short"), ("too_long", "too_long"), ("slow", "cut_short")],
)
def test_model_that_fails_later_keeps_what_stands(error: Outcome, outcome: Outcome) -> None:
    model = ToyModel([f"{OPENED} [1]\n", f"{BOOKS} [1]\n", "밤 아홉"], error=error)
    whole = written(model)[-1]
    assert outcome_of(whole) == outcome
    assert whole.text == f"{OPENED} [1]\n{BOOKS} [1]"


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_model_that_repeats_the_prompt_leaves_the_extractive_answer(size: int) -> None:
    asked = ToyModel([])
    written(asked)
    echo = asked.messages[0][-1].text
    pieces = [echo[start : start + size] for start in range(0, len(echo), size)]
    whole = written(ToyModel(pieces))[-1]
    assert (outcome_of(whole), whole.text) == ("unsupported", extractive().text)


def test_question_that_is_repeated_is_neither_answer_nor_doubt() -> None:
    asked = extractive().question
    whole = written(ToyModel([f"{asked} [1]\n{OPENED} [1]\n"]))[-1]
    assert whole.text == f"{OPENED} [1]"
    assert whole.writing == Writing(model="toy", outcome="written")


def test_what_a_sure_reader_found_comes_first_where_the_model_passes_it_over() -> None:
    found = extractive().text
    whole = written(ToyModel([f"{BOOKS} [1]\n{INVENTED} [1]\n"]))[-1]
    assert whole.text == f"{found}\n{BOOKS} [1]"
    assert [citation.quote for citation in whole.citations] == [OPENED, BOOKS]
    assert whole.writing is not None
    assert [(doubt.text, doubt.after) for doubt in whole.writing.doubts] == [(INVENTED, 2)]


@pytest.mark.parametrize(
    "answer",
    [extractive(confidence=0.69), replace(extractive(), short_answer=None)],
    ids=["unsure", "no short answer"],
)
def test_what_no_sure_reader_found_does_not_come_first(answer: Answer) -> None:
    assert written(ToyModel([f"{BOOKS} [1]\n"]), answer)[-1].text == f"{BOOKS} [1]"


def test_model_that_says_nothing_leaves_the_extractive_answer() -> None:
    whole = written(ToyModel([]))[-1]
    assert (outcome_of(whole), whole.text) == ("empty", extractive().text)


def test_model_that_does_not_end_is_stopped() -> None:
    lines = [f"{INVENTED[:-1]} {'또 ' * count}그랬다. [1]\n" for count in range(1, 40)]
    model = ToyModel([f"{OPENED} [1]\n", *lines])
    whole = written(model)[-1]
    assert outcome_of(whole) == "too_long"
    assert whole.writing is not None
    assert len(whole.writing.doubts) == MOST_SENTENCES - 1
    assert model.closed == 1


def test_whoever_waits_gets_an_answer_at_every_sign_of_life() -> None:
    growing = Writer(ToyModel([""] * 3), VerbatimChecker()).write(extractive())
    assert outcome_of(next(growing)) == "writing"


def test_closing_gives_up_the_model() -> None:
    model = ToyModel([f"{OPENED} [1]\n", f"{BOOKS} [1]\n"])
    growing = Writer(model, VerbatimChecker()).write(extractive())
    while not next(growing).text:
        pass
    growing.close()
    assert model.closed == 1


def test_times_count_from_the_question() -> None:
    times = written(ToyModel([f"{OPENED} [1]\n"]))[-1].timings_ms
    assert times["total"] == pytest.approx(100.0 + times["write"])
    assert 100.0 < times["first_sentence"] <= times["total"]


def test_time_of_a_first_sentence_is_not_told_where_there_is_none() -> None:
    assert "first_sentence" not in written(ToyModel([]))[-1].timings_ms


@pytest.mark.parametrize(
    ("confidence", "answerable", "is_worth"),
    [(0.9, True, True), (ASKED_FROM, False, True), (ASKED_FROM - 0.01, False, False)],
)
def test_model_is_asked_where_the_articles_may_tell(
    confidence: float,
    *,
    answerable: bool,
    is_worth: bool,
) -> None:
    model = ToyModel([f"{OPENED} [1]\n"])
    answer = extractive(confidence=confidence, answerable=answerable)
    assert is_worth_writing(answer) is is_worth
    whole = written(model, answer)[-1]
    assert (whole.answerable, len(model.messages)) == (is_worth, int(is_worth))


def test_model_is_not_asked_without_passages() -> None:
    model = ToyModel([OPENED])
    courtesy = replace(extractive(answerable=False), passages=())
    assert written(model, courtesy) == [courtesy]
    assert model.messages == []


def test_answer_of_a_model_cites_only_what_was_read() -> None:
    def places(answers: Sequence[Answer]) -> set[int]:
        return {citation.number for answer in answers for citation in answer.citations}

    assert places(written(ToyModel([f"{OPENED} [1] [2] [3]\n"]))) == {1}
