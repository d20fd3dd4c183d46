from __future__ import annotations

from typing import get_args

import pytest

from rag.datatypes import Doubt, Outcome, Writing
from ui.words.writing import ENGLISH, KOREAN, LONGEST_NAME, WritingWords, model_name

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
INSTEAD = " 대신 기사의 글을 그대로 보여 드립니다."
DOCTOR = " 서버를 운영하신다면 까닭을 확인해 주세요: rag doctor"


def told(outcome: Outcome, *, is_answered: bool = True, words: WritingWords = KOREAN) -> str:
    doubts = (Doubt(text="을.", after=0),)
    writing = Writing(model="toy", outcome=outcome, doubts=doubts)
    return words.told(writing, is_answered=is_answered)


@pytest.mark.parametrize("words", [KOREAN, ENGLISH])
def test_every_outcome_has_a_line_of_its_own_that_names_the_model(words: WritingWords) -> None:
    # Nobody is told of an end while there is none.
    assert set(words.outcomes) == {*OUTCOMES} - {"writing"}
    assert len(set(words.outcomes.values())) == len(words.outcomes)
    assert {line.count("{}") for line in words.outcomes.values()} == {1}


@pytest.mark.parametrize(
    ("outcome", "is_answered", "line"),
    [
        ("written", True, "toy 모델이 쓰고 기사와 대조했습니다."),
        ("cut_short", True, "toy 모델이 쓰다가 끊겼습니다. 그때까지 기사와 대조한 문장입니다."),
        (
            "not_told",
            True,
            "toy 모델은 기사에서 답을 찾지 못했습니다. 가장 가까운 대목을 그대로 보여 드립니다.",
        ),
        ("not_told", False, "toy 모델도 기사에서 답을 찾지 못했습니다."),
        ("unsupported", True, f"toy 모델이 쓴 문장은 기사에 근거가 없었습니다.{INSTEAD}"),
        ("busy", True, f"toy 모델이 지금은 너무 바쁩니다.{INSTEAD}"),
        ("busy", False, "toy 모델이 지금은 너무 바쁩니다."),
        ("unreachable", True, f"toy 모델에 연결하지 못했습니다.{INSTEAD}{DOCTOR}"),
        ("unreachable", False, f"toy 모델에 연결하지 못했습니다.{DOCTOR}"),
    ],
)
def test_what_happened_is_told_with_what_comes_instead_and_what_to_do(
    outcome: Outcome, line: str, *, is_answered: bool
) -> None:
    assert told(outcome, is_answered=is_answered) == line


def test_only_what_the_operator_can_mend_sends_to_the_doctor() -> None:
    sent = {outcome for outcome in OUTCOMES if "rag doctor" in told(outcome, words=ENGLISH)}
    assert sent == {"unreachable", "denied", "unknown_model", "garbled", "redirected", "narrow"}


@pytest.mark.parametrize("words", [KOREAN, ENGLISH])
def test_an_outcome_of_a_newer_version_gets_a_line_that_claims_little(words: WritingWords) -> None:
    newer: Outcome = "dreamt"  # type: ignore[assignment]  # as an old program reads it
    assert told(newer, words=words) == words.unknown.format("toy")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("qwen2.5:7b", "qwen2.5:7b"),
        ("meta/llama", "meta/llama"),
        (" a\n b\u202e ", "a b"),
        ("/srv/models/Sparrow-1B.gguf", "Sparrow-1B"),
        ("C:\\models\\sparrow.GGUF", "sparrow"),
        ("가" * LONGEST_NAME, "가" * LONGEST_NAME),
        ("가" * 100, "가" * (LONGEST_NAME - 1) + "…"),
        ("", ""),
    ],
)
def test_a_model_is_called_by_one_short_line(name: str, shown: str) -> None:
    assert model_name(name) == shown


def test_a_name_that_looks_like_a_template_stays_a_name() -> None:
    writing = Writing(model="{} {0} {x}", outcome="written")
    assert ENGLISH.told(writing, is_answered=True) == (
        "Written by {} {0} {x}, checked against the articles."
    )
