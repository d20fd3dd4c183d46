from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rag.dialogue.followup import Candidate, FollowUp, put
from rag.dialogue.mentions import Mention
from rag.dialogue.parsing import read_parts

if TYPE_CHECKING:
    from index.kiwi import KiwiAnalyzer
    from rag.dialogue.things import ThingKind

DAM = Mention(text="후버 댐", kind="thing", uses="subject", is_name=True)
FIRM = Mention(text="솔바람건설", kind="group", uses="answer", is_name=True)
OLD = Mention(text="독도", kind="place", uses="subject", is_name=True, age=1)


def follow(text: str, kiwi: KiwiAnalyzer) -> FollowUp:
    parts, last = read_parts(text, kiwi), read_parts("후버 댐은 누가 지었어?", kiwi)
    return FollowUp(parts=parts, last=last, mentions=(FIRM, DAM, OLD), grammar=kiwi)


@pytest.mark.parametrize(
    ("kind", "meant"),
    [
        ("group", [FIRM]),
        # 6 points for a topic, 1 less for each turn between, 4 for an answer.
        (None, [DAM, OLD, FIRM]),
        ("thing", [DAM]),
        # No person was named: anything may be meant.
        ("person", [DAM, OLD, FIRM]),
    ],
)
def test_last_topic_is_left_out_most_often(
    kind: ThingKind | None, meant: list[Mention], kiwi: KiwiAnalyzer
) -> None:
    assert follow("높이는?", kiwi).left_out(kind) == meant


def test_thing_that_is_left_out_is_the_last_topic_even_so(kiwi: KiwiAnalyzer) -> None:
    firm, dam = replace(FIRM, uses="subject"), replace(DAM, uses="answer")
    turn = replace(follow("높이는?", kiwi), mentions=(dam, firm))
    assert turn.left_out("thing") == [firm, dam]


@pytest.mark.parametrize(
    ("text", "owned", "about"),
    [
        ("높이는?", "솔바람건설의 높이는?", "솔바람건설은 높이는?"),
        ("더 알려줘", "솔바람건설의 더 알려줘", "솔바람건설에 대해 더 알려줘"),
    ],
)
def test_question_is_put_together_with_a_name(
    text: str, owned: str, about: str, kiwi: KiwiAnalyzer
) -> None:
    turn = follow(text, kiwi)
    assert turn.owned(FIRM) == Candidate(query=owned, uses="answer")
    assert turn.about(FIRM) == Candidate(query=about, uses="answer")
    assert turn.alone == Candidate(query=text, uses="question")
    assert turn.glued == Candidate(query=f"후버 댐은 누가 지었어? {text}", uses="turn")


@pytest.mark.parametrize(
    ("text", "name", "whole"),
    [
        ("그 회사는 커?", "구글", "구글은 커?"),
        ("그 회사를 알아?", "애플", "애플을 알아?"),
        ("그회사는커?", "구글", "구글은 커?"),
        ("그 회사 커?", "구글", "구글 커?"),
        ("What is its age?", "구글", "What is 구글's age?"),
        ("Who works there?", "Google", "Who works at Google?"),
    ],
)
def test_particles_fit_the_name_that_is_put_in(
    text: str, name: str, whole: str, kiwi: KiwiAnalyzer
) -> None:
    assert put(text, read_parts(text, kiwi).pointers[0], name, kiwi) == whole
