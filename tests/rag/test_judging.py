from __future__ import annotations

import time
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rag.datatypes import Answer, Citation, Turn
from rag.judging import Outcome, judge
from tests.rag.scripted import Scripted, abstained, answered, case, cite, passage, patterns

if TYPE_CHECKING:
    from rag.questions import QuestionCase


def judged(question: QuestionCase, answer: Answer, ranking: Sequence[str] = ()) -> Outcome:
    subject = Scripted({question.question: answer}, {question.question: list(ranking)})
    return judge(subject, question)


def test_outcome_tells_all_that_was_judged() -> None:
    question = case("비교", type="compare", sources=("a.txt", "c.txt"), answers=patterns("초록"))
    answer = answered(
        "하늘은 빨갛다 [1]. 덧붙인 말이다.",
        [cite(1, "b.txt", 0, 8, "하늘은 빨갛다.")],
        [passage(1, "b.txt")],
        confidence=0.6,
    )
    outcome = judged(question, answer, ["a.txt", "b.txt", "c.txt"])
    assert outcome.milliseconds > 0
    assert replace(outcome, ndcg=None, milliseconds=0) == Outcome(
        id="비교",
        type="compare",
        answerable=True,
        answered=True,
        confidence=0.6,
        milliseconds=0,
        source_rank=1,
        ndcg=None,
        evidence_rank=None,
        evidence_found=None,
        matched=False,
        verdict="answered_wrong",
        exact_match=None,
        f1=None,
        valid_citations=(False,),
        right_citations=(False,),
        cited_sentences=(True, False),
    )


def test_history_reaches_the_subject_and_ten_sources_are_asked_for() -> None:
    turns = (Turn(question="누구?", answer="김씨"),)
    question = case("언제", history=turns, sources=("a.txt",), answers=patterns("2015"))
    subject = Scripted({"언제": abstained()})
    judge(subject, question)
    assert subject.ranked == [("언제", turns, 10)]


@pytest.mark.parametrize(
    ("text", "short", "is_matched"),
    [
        ("답은 3 [1].", None, True),
        ("답은 여기. [3]", None, False),  # a marker is no answer
        ("자료 [2018]에 있다. [3]", None, False),
        ("답은 여기. [3]", "TRUTH 3", True),
        (unicodedata.normalize("NFD", "네바다 주. [3]"), None, True),
    ],
)
def test_an_answer_matches_by_its_words_or_its_short_form(
    text: str, short: str | None, *, is_matched: bool
) -> None:
    question = case("무엇", answers=patterns("3", "네바다"))
    citations = [cite(number, "a.txt", 0, 13) for number in (1, 3)]
    assert judged(question, answered(text, citations, [], short=short)).matched is is_matched


def test_bracketed_number_that_is_no_marker_can_be_the_answer() -> None:
    question = case("언제", answers=patterns("2018"))
    answer = answered("자료 [2018]에 있다. [3]", [cite(3, "a.txt", 0, 13)], [])
    assert judged(question, answer).matched is True


def test_an_abstention_matches_nothing() -> None:
    question = case("언제", answers=patterns("2015"))
    outcome = judged(question, abstained(text="2015년 기사에 없습니다."))
    assert (outcome.matched, outcome.verdict) == (False, "abstained_wrong")


@pytest.mark.parametrize("answer", [abstained(), answered("섰다. [1]", [], [])])
def test_question_without_answer_patterns_gets_no_verdict(answer: Answer) -> None:
    outcome = judged(case("언제", sources=("a.txt",)), answer)
    assert (outcome.matched, outcome.verdict) == (None, None)


def test_unanswerable_question_has_no_right_source_and_no_right_answer() -> None:
    question = case("언제", sources=("a.txt",), answers=patterns("섰다"), answerable=False)
    answer = answered("섰다. [1]", [cite(1, "a.txt", 0, 13)], [passage(1, "a.txt")])
    outcome = judged(question, answer, ["a.txt"])
    assert (outcome.ndcg, outcome.right_citations) == (None, ())
    assert (outcome.matched, outcome.verdict) == (None, "answered_wrong")


def test_names_and_evidence_match_in_either_unicode_form() -> None:
    decomposed = unicodedata.normalize("NFD", "기사.txt")
    question = case("언제", sources=("기사.txt",), evidence=unicodedata.normalize("NFD", "섰다."))
    outcome = judged(question, abstained(passage(1, "a.txt")), [decomposed, "기사.txt"])
    assert (outcome.source_rank, outcome.ndcg, outcome.evidence_rank) == (1, 1.0, 1)


def test_evidence_cut_by_the_end_of_a_passage_is_not_found() -> None:
    question = case("언제", evidence="2015년에 섰다")
    outcome = judged(question, abstained(passage(1, "a.txt", 0, 11), passage(2, "a.txt", 5)))
    assert (outcome.evidence_rank, outcome.evidence_found) == (None, False)


@pytest.mark.parametrize(
    ("answer", "exact", "f1"),
    [
        (answered("회사는 2015년에 섰다. [1]", [], [], short="2015년"), 1, 1),
        # 5 characters of "2015년에" are those of "2015년": 2 * 5 / (6 + 5).
        (answered("회사는 2015년에 섰다. [1]", [], [], short="2015년에"), 0, 10 / 11),
        (answered("회사는 2015년에 섰다. [1]", [], []), 0, 0),
        (replace(answered("", [], [], short="2015년"), answerable=False), 0, 0),
    ],
)
def test_short_answer_that_is_missing_or_refused_scores_nothing(
    answer: Answer, exact: float, f1: float
) -> None:
    # A gold answer of punctuation alone is normalized to nothing, and still is not silence.
    outcome = judged(case("언제", gold_answers=("2015년", "...")), answer)
    assert outcome.exact_match == exact
    assert outcome.f1 == pytest.approx(f1)


@pytest.mark.parametrize(
    "question", [case("언제"), case("언제", gold_answers=("2015년",), answerable=False)]
)
def test_short_answer_is_judged_only_where_there_is_a_right_one(question: QuestionCase) -> None:
    outcome = judged(question, answered("섰다. [1]", [], [], short="2015년"))
    assert (outcome.exact_match, outcome.f1) == (None, None)


# "회사는 2015년에 섰다." is a.txt[0:13]; its passage is a.txt[0:14].
@pytest.mark.parametrize(
    ("citation", "is_valid"),
    [
        (cite(1, "a.txt", 0, 13), True),
        (cite(1, "a.txt", 4, 14), True),
        (cite(1, "a.txt", 0, 13, "회사는 2016년에 섰다."), False),
        (cite(1, "a.txt", 0, 12, "회사는 2015년에 섰다."), False),
        (cite(1, "a.txt", 9, 18), False),  # runs out of the passage
        (cite(2, "b.txt", 4, 17), False),  # begins before the passage
        (cite(2, "b.txt", 9, 17), True),
        (cite(2, "a.txt", 0, 13), False),  # the place lies in another passage
        (cite(3, "a.txt", 0, 13), False),  # there is no passage 3
        (cite(1, "b.txt", 0, 8), False),  # another file
        (cite(1, "a.txt", 5, 5), False),  # no words
    ],
)
def test_a_citation_is_valid_when_its_quote_stands_in_its_passage(
    citation: Citation, *, is_valid: bool
) -> None:
    answer = answered("말. [1]", [citation], [passage(1, "a.txt", 0, 14), passage(2, "b.txt", 9)])
    assert judged(case("언제"), answer).valid_citations == (is_valid,)


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("하나다. [1] 둘이다. [2]", (True, True)),
        ("하나다.[1] 둘이다 [2].", (True, True)),
        ("하나다 [1][2] 둘이다.", (True, False)),  # a marker speaks for the words before it
        ("하나다. 둘이다. [1]", (False, True)),
        ('"하나다." 그가 말했다. [1]', (False, True)),
        ("하나다. [9]", (False,)),  # no citation has this number
        ("3.5%다 [1]", (True,)),
        ("- 하나\n- 둘 [1]", (False, True)),
        ("1. 하나다. [1]\n2. 둘이다. [2]", (True, True)),  # the numbers of a list say nothing
        ("하나다.\n[1]", (True,)),
        ("", ()),
    ],
)
def test_sentences_are_cited_by_the_markers_that_end_them(
    text: str, cited: tuple[bool, ...]
) -> None:
    citations = [cite(1, "a.txt", 0, 13), cite(2, "b.txt", 0, 8)]
    assert judged(case("언제"), answered(text, citations, [])).cited_sentences == cited


# Read again from each of its characters, such a run takes seconds; read once, a millisecond.
@pytest.mark.parametrize("run", [".", "”", " ", "\n"])
def test_long_run_is_read_once(run: str) -> None:
    question = case("무엇", answers=patterns("둘"))
    answer = answered(f"하나{40_000 * run}둘 [1]", [cite(1, "a.txt", 0, 13)], [])
    started = time.process_time()
    outcome = judged(question, answer)
    assert outcome.cited_sentences[-1] is True
    assert time.process_time() - started < 0.5


def test_full_stops_inside_a_quote_end_no_sentence() -> None:
    quote = cite(1, "b.txt", 0, 17)
    answer = answered("하늘은 파랗다.\n구름은 하얗다. [1] 끝이다.", [quote], [])
    assert judged(case("언제"), answer).cited_sentences == (True, False)


def test_quote_inside_a_longer_quote_leaves_the_longer_one_whole() -> None:
    inner, outer = cite(2, "a.txt", 14, 23), cite(1, "a.txt", 0, 23)
    answer = answered(f"{outer.quote} [1] {inner.quote} [2]", [inner, outer], [])
    assert judged(case("언제"), answer).cited_sentences == (True, True)


def test_abstention_has_no_sentences_to_cite() -> None:
    assert judged(case("언제"), abstained()).cited_sentences == ()
