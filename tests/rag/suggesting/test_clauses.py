from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rag.suggesting.clauses import clauses_of
from rag.suggesting.endings import asked_ending

if TYPE_CHECKING:
    from index.kiwi import KiwiAnalyzer
    from rag.suggesting.clauses import Clause


def clause(kiwi: KiwiAnalyzer, text: str) -> Clause:
    return clauses_of(text, kiwi)[0]


@pytest.mark.parametrize(
    ("text", "subject", "verb"),
    [
        ("다리가 2일 열렸다.", "다리가", "열렸다."),
        ("섬과 뭍을 잇는 다리가 2일 열렸다.", "섬과 뭍을 잇는 다리가", "열렸다."),
        ("주민이 만든 다리는 튼튼하다.", "주민이 만든 다리는", "튼튼하다."),
        ("다리는 주민이 만든 탑보다 높다.", "다리는", "높다."),
        ("1962년에 섬의 역이 문을 열었다.", "섬의 역이", "열었다."),
        ("섬에는 주민 열 명이 산다.", "섬에는", "산다."),
        ("섬은 인구가 314명이다.", "섬은", "314명이다."),
        # After the verb come only words that help it.
        ("다리가 곧 열릴 예정이다.", "다리가", "열릴"),
        ("다리가 곧 열릴 것으로 보인다.", "다리가", "열릴"),
        ("다리를 군이 고치고 있다.", "군이", "고치고"),
        ("군은 다리를 고치기로 했다.", "군은", "고치기로"),
        ("군은 다리를 고칠 수 있다.", "군은", "고칠"),
    ],
)
def test_clause_knows_its_subject_and_its_verb(
    kiwi: KiwiAnalyzer, text: str, subject: str, verb: str
) -> None:
    found = clause(kiwi, text)
    assert found.said(found.subject.start, found.subject.stop) == subject
    assert found.said(found.verb, found.verb + 1) == verb


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        # Of two things that one subject does, each is told by itself.
        (
            "역은 1962년에 문을 열었고 2009년에 문을 닫았다.",
            ["역은 2009년에 문을 닫았다.", "역은 1962년에 문을 열었고"],
        ),
        # The first one has no tense of its own.
        ("역은 1962년에 문을 열고 2009년에 문을 닫았다.", ["역은 2009년에 문을 닫았다."]),
        # What is sent stands in the part that would be left out.
        ("역은 편지를 모아 2009년에 보냈다.", ["역은 편지를 모아 2009년에 보냈다."]),
        # What someone said is told, and by another perhaps.
        ("군은 다리를 고쳤다고 밝혔다.", ["군은 다리를 고쳤다고"]),
        ("군은 다리가 열렸다고 밝혔다.", ["군은 다리가 열렸다고", "다리가 열렸다고"]),
        # A reason is cut out.
        ("다리는 비 때문에 닫혔다.", ["다리는 닫혔다."]),
        # Two subjects side by side.
        ("역은 낡았고 다리는 길다.", ["역은 낡았고"]),
        ("다리, 역, 섬은 길다.", []),
        ("다리가 열렸나?", []),
        ("열렸다.", []),
    ],
)
def test_sentence_is_cut_into_what_can_stand_alone(
    kiwi: KiwiAnalyzer, text: str, parts: list[str]
) -> None:
    assert [item.said(0, len(item.words)) for item in clauses_of(text, kiwi)] == parts


def test_reason_is_what_stands_up_to_because(kiwi: KiwiAnalyzer) -> None:
    assert clause(kiwi, "다리는 큰 비 때문에 닫혔다.").reason == "큰 비 때문에"
    assert clause(kiwi, "다리는 어제 닫혔다.").reason == ""


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("다리가 다시 열렸다.", "열렸나요?"),
        ("군이 다리를 지었다.", "지었나요?"),
        ("군이 다리를 짓는다.", "짓나요?"),
        ("군이 문을 연다.", "여나요?"),
        ("다리가 매우 높다.", "높은가요?"),
        ("여름은 매우 덥다.", "더운가요?"),
        ("다리가 매우 높았다.", "높았나요?"),
        ("다리가 섬에 있다.", "있나요?"),
        ("다리는 큰 자랑이다.", "자랑인가요?"),
        ("다리는 큰 자랑이었다.", "자랑이었나요?"),
        ("다리는 열릴 예정이다.", "예정인가요?"),
        ("군은 다리가 열렸다고 밝혔다.", "열렸나요?"),
        ("군은 문을 연다고 밝혔다.", "여나요?"),
    ],
)
def test_statement_ends_like_a_question(kiwi: KiwiAnalyzer, text: str, ending: str) -> None:
    assert asked_ending(clause(kiwi, text), kiwi) == ending


def test_guess_is_not_asked_for(kiwi: KiwiAnalyzer) -> None:
    assert asked_ending(clause(kiwi, "내일은 비가 오겠다."), kiwi) is None
