from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rag.datatypes import Doubt, Outcome, Writing
from tests.ui.records import answer, citation
from ui.chat.sentences import Sentence, among_doubts, sentences

if TYPE_CHECKING:
    from rag.datatypes import Answer


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            answer(
                "가는 나다. [1] 다는 라다. [2]",
                citation(1, "가는 나다."),
                citation(2, "다는 라다."),
            ),
            [Sentence("가는 나다.", (1,)), Sentence("다는 라다.", (2,))],
        ),
        # Two quotes of one passage: the markers are alike, the citations are not.
        (
            answer("갑. [1] 을. [1]", citation(1, "갑."), citation(1, "을.")),
            [Sentence("갑.", (1,)), Sentence("을.", (2,))],
        ),
        # What looks like a marker in a title or a restated question is none.
        (
            answer(
                "‘[1] 다리’: “갑.” [1]\n[2]는 을입니다. [2]",
                citation(1, "갑."),
                citation(2, "을"),
            ),
            [Sentence("‘[1] 다리’: “갑.”", (1,)), Sentence("[2]는 을입니다.", (2,))],
        ),
        # One sentence that rests on two citations.
        (
            answer("갑과 을. [1] [2]", citation(1, "갑"), citation(2, "을")),
            [Sentence("갑과 을.", (1, 2))],
        ),
        # The quote itself holds what looks like its marker.
        (
            answer("각주 [1] 참조. [1]", citation(1, "각주 [1] 참조.")),
            [Sentence("각주 [1] 참조.", (1,))],
        ),
        # The text has the quote on one line; the citation as the article has it.
        (
            answer("각주 [1] 참조. [1]", citation(1, "각주\n[1]  참조.")),
            [Sentence("각주 [1] 참조.", (1,))],
        ),
        # A marker that no citation stands for stays plain words.
        (
            answer("갑. [1] 을. [7]", citation(1, "갑.")),
            [Sentence("갑.", (1,)), Sentence("을. [7]")],
        ),
        (answer("답이 없다. 끝."), [Sentence("답이 없다. 끝.")]),
    ],
)
def test_each_sentence_comes_with_its_own_citations(
    given: Answer, expected: list[Sentence]
) -> None:
    assert sentences(given) == expected


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        ("written", ["병", "가", "정", "나", "무", "을"]),
        ("cut_short", ["병", "가", "정", "나", "무", "을"]),
        # The sentences are not those that the places count.
        ("unsupported", ["가", "나", "병", "정", "무", "을"]),
    ],
)
def test_doubts_stand_where_their_model_wrote_them(outcome: Outcome, expected: list[str]) -> None:
    doubts = [("병", 0), ("정", 1), ("무", 2), ("을", 2)]
    writing = Writing(
        model="toy",
        outcome=outcome,
        doubts=tuple(Doubt(text=text, after=after) for text, after in doubts),
    )
    mixed = among_doubts(["가", "나"], replace(answer(""), writing=writing))
    assert [part.text if isinstance(part, Doubt) else part for part in mixed] == expected


def test_without_a_model_there_are_no_doubts() -> None:
    assert among_doubts(["가"], answer("")) == ["가"]
