from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rag.slots import QUESTION_WORDS, Asked, particles_after, place_of

if TYPE_CHECKING:
    from index.language import Grammar


def taken_apart(kiwi: Grammar, question: str) -> Asked:
    words = kiwi.tag(question)
    at = next(place for place, word in enumerate(words) if word.form in QUESTION_WORDS)
    return Asked(text=question, words=words, at=at)


@pytest.mark.parametrize(
    ("question", "short", "slot", "put"),
    [
        ("누구를 만났나", "시장", "누구", "시장"),
        ("어느 주에 있나", "네바다 주", "어느 주", "네바다 주"),
        ("어느 주에 있나", "네바다", "어느 주", "네바다"),
        ("어느 나라 선수인가", "브라질", "어느 나라", "브라질"),
        ("누구의 말인가", "볼테르의 말", "누구의 말", "볼테르의 말"),
        ("누구의 말인가", "볼테르", "누구", "볼테르"),
        ("몇 개인가", "23", "몇 개", "23개"),
        ("몇 개인가", "일곱", "몇 개", "일곱 개"),
        ("몇 조인가", "17조", "몇 조", "17조"),
        ("몇 번째 왕인가", "세 번째 왕", "몇 번째 왕", "세 번째 왕"),
        ("몇 번째로 왔나", "16", "몇 번째", "16번째"),
        ("몇 번이나 이겼나", "세 번", "몇 번이나", "세 번"),
        ("몇 시쯤 왔나", "오후 3시", "몇 시쯤", "오후 3시"),
    ],
)
def test_slot_ends_where_the_answer_does(
    kiwi: Grammar, question: str, short: str, slot: str, put: str
) -> None:
    asked = taken_apart(kiwi, question)
    place = place_of(asked, short)
    assert place is not None
    assert (question[: asked.words[place[0] - 1].end], place[1]) == (slot, put)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("언제 열렸나", "서울"),
        ("몇 명인가", "서울"),
        ("몇 명이 왔나", "세계"),
        ("누가 왔나", "3명"),
        ("어떤 회사인가", "한빛전자"),
        ("어떤 대책을 냈나", "보조금"),
        ("어느 자동차 회사인가", "한빛"),
        ("몇 개 나라인가", "서른 곳"),
    ],
)
def test_answer_that_may_not_fit_has_no_place(kiwi: Grammar, question: str, short: str) -> None:
    assert place_of(taken_apart(kiwi, question), short) is None


@pytest.mark.parametrize(
    ("question", "particles"),
    [
        ("누가 왔나", ["가"]),
        ("언제 열렸나", ["에"]),
        ("언제부터 열렸나", ["부터"]),
        ("어디 있나", ["에"]),
        ("어디서 왔나", ["에서"]),
        ("누구와의 경기인가", ["와", "의"]),
        ("무엇이라고 부르나", ["이", "라고"]),
        ("얼마나 걸렸나", []),
    ],
)
def test_answer_takes_the_particles_of_the_question_word(
    kiwi: Grammar, question: str, particles: list[str]
) -> None:
    asked = taken_apart(kiwi, question)
    found = particles_after(asked, asked.at + 1)
    assert found is not None
    assert [form for form, _ in found[1]] == particles


@pytest.mark.parametrize(
    "question",
    [
        "누구나 왔나",
        "무엇보다 좋은가",
        "무엇이라고 말했나",
        "누구 책인가",
        "언제 것인가",
        "어디 갔나",
        "얼마 전인가",
        "얼마나 많은가",
    ],
)
def test_unclear_use_of_a_question_word_is_left_alone(kiwi: Grammar, question: str) -> None:
    asked = taken_apart(kiwi, question)
    assert particles_after(asked, asked.at + 1) is None
