from __future__ import annotations

import unicodedata

import pytest

from index.errors import InputError
from rag.datatypes import Turn
from rag.phrases import cannot_answer
from rag.query import (
    ANSWER_CHARACTERS,
    MOST_CHARACTERS,
    check_question,
    make_query,
    needs_context,
)

BRIDGE = Turn(question="갈매대교는 누가 놓았나?", answer="솔바람건설이 놓았다. [1]")


@pytest.mark.parametrize("question", ["", "   ", "\n\t", "\u200b", "\ufeff \u3164", "\x00"])
def test_question_of_nothing_to_see_is_refused(question: str) -> None:
    with pytest.raises(InputError, match=r"^the question is empty; type one$"):
        check_question(question)


def test_white_space_around_a_question_is_left_away() -> None:
    assert check_question(" \n다리는  언제 열렸나?\t") == "다리는  언제 열렸나?"


def test_question_is_as_long_as_it_looks() -> None:
    longest = "가" * MOST_CHARACTERS
    assert check_question(f" {longest} ") == longest
    # Two code points a syllable.
    decomposed = unicodedata.normalize("NFD", longest)
    assert check_question(decomposed) == decomposed


@pytest.mark.parametrize(
    ("length", "said"), [(MOST_CHARACTERS + 1, "2,001"), (1_000_000, "1,000,000")]
)
def test_question_that_is_too_long_is_refused(length: int, said: str) -> None:
    with pytest.raises(InputError, match=rf"^the question has {said} characters, 2,000 are"):
        check_question("가" * length)


def test_question_without_turns_is_searched_as_it_is() -> None:
    assert make_query("그 다리의 길이는?", ()) == "그 다리의 길이는?"


def test_question_that_stands_alone_is_searched_as_it_is() -> None:
    assert make_query("도서관은 언제 쉬나?", [BRIDGE]) == "도서관은 언제 쉬나?"


def test_question_that_points_back_is_searched_with_the_turn_before() -> None:
    older = Turn(question="등대에 누가 사나?", answer="고양이가 산다.")
    assert make_query("그 회사의 대표는?", [older, BRIDGE]) == (
        "갈매대교는 누가 놓았나? 솔바람건설이 놓았다. 그 회사의 대표는?"
    )


@pytest.mark.parametrize("question", ["역은 언제 생겼나?", "When did the station open?"])
def test_abstention_before_adds_no_words_to_the_query(question: str) -> None:
    turn = Turn(question=question, answer=cannot_answer(question, ["다리 열리다"]))
    assert make_query("그 회사의 대표는?", [turn]) == f"{question} 그 회사의 대표는?"


def test_a_short_answer_names_what_is_meant_and_a_long_one_is_left_out() -> None:
    short, long = "가" * ANSWER_CHARACTERS, "가" * (ANSWER_CHARACTERS + 1)
    assert make_query("길이는?", [Turn(question="누가?", answer=short)]) == f"누가? {short} 길이는?"
    assert make_query("길이는?", [Turn(question="누가?", answer=long)]) == "누가? 길이는?"


def test_query_ends_with_the_question_however_long_the_turn_before_was() -> None:
    turn = Turn(question="나" * 10 * MOST_CHARACTERS, answer="다")
    query = make_query("그 회사의 대표는?", [turn])
    assert len(query) == MOST_CHARACTERS
    assert query.endswith("나 다 그 회사의 대표는?")


@pytest.mark.parametrize("question", ["그 회사의 대표는 누구?", "도서관은 언제 쉬나?"])
def test_query_is_the_same_however_a_question_is_composed(question: str) -> None:
    expected = make_query(question, [BRIDGE])
    for same in (unicodedata.normalize("NFD", question), question.replace(" ", "\u00a0")):
        assert make_query(same, [BRIDGE]) == expected


@pytest.mark.parametrize(
    "question",
    [
        "그 회사는 누가 세웠나?",
        "그회사 대표는 누구인가?",
        "그 회사에서는 무엇을 만들었나?",
        "이 사람의 나이는?",
        "오늘 그 회사도 참여했나?",
        "그 다리의 길이는 얼마인가?",
        "그 소송은 어떻게 끝났나?",
        "그 이유는?",
        "그는 언제 떠났나?",
        "그의 나이는 몇 살인가?",
        "회장은 그에게 무엇을 줬나?",
        "그녀는 왜 물러났나?",
        "그들은 무엇을 요구했나?",
        "거기서 무슨 일이 있었나?",
        "그곳에서 무엇이 발견됐나?",
        "그때 주가는 얼마였나?",
        "그건 언제 발표됐나?",
        "그게 뭐야?",
        "그럼 언제 열리나?",
        "그런데 왜 반대했나?",
        "또 누가 참여했나?",
        "왜 그랬나?",
        "왜 그 소송을 냈나?",
        "당시 대표는 누구였나?",
        "이 기사는 누가 썼나?",
        "언제?",
        "길이는?",
        "통행료는요?",
        "When was it founded?",
        "Who is he married to?",
        "What did that company build?",
        "They said what?",
    ],
)
def test_question_that_points_back_or_is_a_fragment_needs_context(question: str) -> None:
    assert needs_context(question)


@pytest.mark.parametrize(
    "question",
    [
        "머스크는 왜 오픈AI를 떠났나?",
        "왜 그록의 코드를 공개했나?",
        "그룹 회장은 누구인가?",
        "그림은 얼마에 팔렸나?",
        "그리스 총리는 누구인가?",
        "그가격은 얼마인가?",
        "이사회는 언제 열렸나?",
        "이분법은 왜 문제인가?",
        "이탈리아 총리는 누구인가?",
        "저작권은 누구에게 있나?",
        "저분자 화합물은 무엇에 쓰이나?",
        "또래 상담은 언제 시작됐나?",
        "거기장군은 누구인가?",
        "2018년 당시 주가는 얼마였나?",
        "IT 업계의 전망은 어떤가?",
        "Who leads the IT department?",
        "When was the company founded?",
        "What is the title of the book?",
        # Only written without spaces.
        "갈매대교는누가놓았나?",
    ],
)
def test_question_that_stands_alone_needs_no_context(question: str) -> None:
    assert not needs_context(question)
