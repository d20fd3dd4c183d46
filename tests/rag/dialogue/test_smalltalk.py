from __future__ import annotations

import unicodedata

import pytest

from index.normalizing import normalize
from rag.dialogue.smalltalk import Act, read_act, without_courtesy

ACTS: dict[Act, tuple[str, ...]] = {
    "thank": (
        "고마워",
        "고마워요!",
        "감사합니다 🙏",
        "ㅋㅋ 감사",
        "정말 감사합니다~",
        "알려주셔서 감사합니다.",
        "네, 고마워요",
        "안녕하세요, 감사합니다",
        "ㄱㅅㄱㅅ",
        "thanks",
        "Thank you so much!",
    ),
    "greet": ("안녕", "안녕하세요?", "안녕 👋", "하이ㅎㅎ", "반갑습니다", "hi", "Hello!"),
    "bye": ("안녕히 계세요", "수고하셨습니다~", "잘 가", "bye", "Good night"),
    "remark": (
        "네",
        "ㅋㅋㅋ",
        "🙂",
        "👍👍",
        "?!",
        "...",
        "ㅠㅠ",
        "아하",
        "그렇군요",
        "오 신기하네요 ㅎㅎ",
        "아니요",
        "틀렸어",
        "ok",
    ),
    "show_sources": (
        "방금 출처 보여줘",
        "근거가 뭐야?",
        "출처는?",
        "출처 좀 알려줘",
        "출처를 보여 주세요",
        "그거 어디서 봤어?",
        "어디서 나온 말이야?",
        "어느 기사야?",
        "무슨 기사에 나와?",
        "기사 원문 보여줘",
        "그 답의 근거는 뭔가요?",
        "감사합니다. 출처는요?",
        "누가 그래?",
        "show the source",
        "What's your source?",
        "where did you get that?",
    ),
    "ask": (
        "감사원은 무엇을 했나?",
        "감사위원회는 뭐야?",
        "안녕이라는 노래는 누가 불렀나?",
        "안녕 노래는 누가 불렀어?",
        "고마워라는 노래 제목은?",
        "네 명은 누구야?",
        "하이닉스는 언제 설립됐어?",
        "바이든은 누구야?",
        "고마워! 그럼 가격은?",
        "왜? ㅋㅋ",
        "아니, 구글 말고 애플",
        "그 주장의 근거가 뭐야?",
        "정부가 제시한 근거는?",
        "출처 표기법은 언제 바뀌었나?",
        "이 기사의 출처는?",
        "이 기사는 누가 썼나?",
        "어떤 기사가 상을 받았나?",
        "어디서 봤어?",
        "원문은 어느 나라 말이야?",
        "Who is the source of the leak?",
        "where is it from?",
        "hit",
    ),
}


@pytest.mark.parametrize(("act", "text"), [(act, text) for act in ACTS for text in ACTS[act]])
def test_turn_does_what_it_says(act: Act, text: str) -> None:
    assert read_act(normalize(text).strip(), after=True) == act
    decomposed = unicodedata.normalize("NFD", text)
    assert read_act(normalize(decomposed).strip(), after=True) == act


@pytest.mark.parametrize("text", ACTS["show_sources"])
def test_without_an_answer_there_are_no_sources_to_show(text: str) -> None:
    assert read_act(text, after=False) == "ask"


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("고마워! 그럼 가격은?", "그럼 가격은?"),
        ("안녕하세요 수두는 왜 생겨요?", "수두는 왜 생겨요?"),
        ("네, 그럼 언제?", "그럼 언제?"),
        ("ㅋㅋㅋ 왜?", "왜?"),
        ("🤔 왜?", "왜?"),
        ("왜? ㅋㅋ", "왜?"),
        ("대표는 누구야? 고마워", "대표는 누구야?"),
        # No courtesy: they are what is asked about.
        ("안녕 노래는 누가 불렀어?", "안녕 노래는 누가 불렀어?"),
        ("《안녕》은 누가 썼어?", "《안녕》은 누가 썼어?"),
        ("네 명은 누구야?", "네 명은 누구야?"),
        ("1.5리터는 몇 컵이야?", "1.5리터는 몇 컵이야?"),
        # Nothing would be left.
        ("감사합니다!", "감사합니다!"),
    ],
)
def test_courtesy_before_and_behind_a_question_is_left_away(text: str, rest: str) -> None:
    assert without_courtesy(text) == rest


@pytest.mark.parametrize("text", ["감사" * 100_000, "출처" * 100_000, "." * 100_000, "정말" * 29])
def test_endless_courtesy_takes_no_time(text: str) -> None:
    # Patterns that are repeated inside a repetition would not come back from these.
    assert read_act(f"{text}는", after=True) == "ask"
