from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from training.cloze import Cloze

if TYPE_CHECKING:
    from index.kiwi import KiwiAnalyzer

# How a question may end, its mark left out.
ENDINGS = re.compile(r"(?:나|나요|는가|인가|인가요|까|어|야|[은는])\Z")
SEEDS = range(200)

# A sentence, what it is about, its answers, and for each one question that is made of it.
SENTENCES = [
    (
        "시립 도서관은 2019년 3월에 중앙동에서 문을 열었다.",
        "시립 도서관",
        {
            "2019년 3월": "시립 도서관은 언제 중앙동에서 문을 열었나?",
            "중앙동": "시립 도서관은 2019년 3월에 어디에서 문을 열었나?",
        },
    ),
    (
        "예산안은 2023년 12월 21일 국회 본회의에서 통과되었다.",
        "예산안",
        {
            "2023년 12월 21일": "예산안이 국회 본회의에서 통과된 날은?",
            "국회 본회의": "예산안은 2023년 12월 21일 어떤 본회의에서 통과됐나?",
        },
    ),
    (
        "그는 1995년에 하버드 대학교를 졸업하였다.",
        "이정우",
        {
            "1995년": "이정우가 하버드 대학교를 졸업한 해는?",
            "하버드 대학교": "이정우는 1995년에 어느 대학교를 졸업했나?",
        },
    ),
    (
        "박지원은 1780년 사신을 따라 청나라에 다녀왔다.",
        "열하일기",
        {
            "박지원": "누가 1780년 사신을 따라 청나라에 다녀왔나?",
            "1780년": "박지원은 언제 사신을 따라 청나라에 다녀왔나?",
            "청나라": "박지원이 1780년 사신을 따라 다녀온 곳은?",
        },
    ),
    (
        "수도권 전철은 서울역과 인천역을 잇는다.",
        "수도권 전철",
        {
            "서울역": "수도권 전철은 무엇과 인천역을 잇나?",
            "인천역": "수도권 전철은 서울역과 무엇을 잇나?",
        },
    ),
    (
        "선수단 단장은 정민호가 맡았다.",
        "선수단",
        {"정민호": "선수단 단장은 누가 맡았나?"},
    ),
    (
        "새빛대교의 길이는 모두 1,150미터이다.",
        "새빛대교",
        {"1,150미터": "새빛대교의 길이는 모두 몇 미터인가?"},
    ),
    (
        "공장은 올해 직원을 1,200명 넘게 뽑았고 300명을 베트남으로 보냈다.",
        "한빛전자",
        {
            "300명": "공장은 올해 직원을 1,200명 넘게 뽑았고 몇 명을 베트남으로 보냈나?",
            "베트남": "공장은 올해 직원을 1,200명 넘게 뽑았고 300명을 무엇으로 보냈나?",
        },
    ),
    (
        "호수 위쪽에는 해발 512미터의 매봉산이 있다.",
        "은빛 호수",
        {"매봉산": "호수 위쪽에는 해발 512미터의 무엇이 있나?"},
    ),
    (
        "1998년에 처음 등불 축제를 열었고 해마다 강변에서 이어 오고 있다.",
        "남강 축제",
        {
            "1998년": "남강 축제는 언제 처음 등불 축제를 열었고 해마다 강변에서 이어 오고 있나?",
            "등불 축제": "1998년에 처음 어떤 축제를 열었고 해마다 강변에서 이어 오고 있나?",
        },
    ),
]


@pytest.mark.parametrize(("sentence", "name", "asked"), SENTENCES)
def test_sentence_is_asked_for_what_it_tells(
    kiwi: KiwiAnalyzer, sentence: str, name: str, asked: dict[str, str]
) -> None:
    made = [q for seed in SEEDS for q in Cloze(kiwi, str(seed)).questions(sentence, name)]
    answers = {sentence[question.start : question.end] for question in made}
    assert answers == set(asked)
    for answer, example in asked.items():
        questions = {q.text for q in made if sentence[q.start : q.end] == answer}
        assert example in questions
        assert not [question for question in questions if answer in question]
        assert not [q for q in questions if not ENDINGS.search(q.rstrip("?").replace(" ", ""))]


@pytest.mark.parametrize(
    "sentence",
    [
        "이를 1998년에 한빛건설이 강가에 세웠다.",  # says not what
        "그 임무는 1998년에 부산에서 끝났다.",  # says not which
        "누가 1998년에 부산에 다리를 세웠는가?",  # is a question
        "1998년 부산의 다리",  # tells nothing
        "부산은 넓다.",  # is too short to leave anything out
        "",
    ],
)
def test_sentence_that_cannot_be_asked_about_gives_no_question(
    kiwi: KiwiAnalyzer, sentence: str
) -> None:
    assert [q for seed in SEEDS for q in Cloze(kiwi, str(seed)).questions(sentence, "새빛")] == []


def test_what_the_article_is_about_is_not_asked_for_and_said_once(kiwi: KiwiAnalyzer) -> None:
    sentence = "남양주 나들목(Namyangju IC)은 2011년에 남양주시 다산동에 설치되었다."
    made = [
        question
        for seed in SEEDS
        for question in Cloze(kiwi, str(seed)).questions(sentence, "남양주 나들목")
    ]
    assert made
    assert {sentence[question.start : question.end] for question in made} == {
        "2011년",
        "남양주시 다산동",
    }
    assert max(question.text.count("남양주 나들목") for question in made) == 1


def test_same_seed_makes_the_same_questions(kiwi: KiwiAnalyzer) -> None:
    sentence, name, _ = SENTENCES[0]
    one, again = (list(Cloze(kiwi, "5").questions(sentence, name)) for _ in range(2))
    assert one == again


def test_no_more_questions_than_wanted(kiwi: KiwiAnalyzer) -> None:
    sentence, name, _ = SENTENCES[3]
    assert len(list(Cloze(kiwi, "5").questions(sentence, name, most=1))) == 1
