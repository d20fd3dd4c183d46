"""What is said of answers that a language model wrote, or was to write."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.markup import visible
from ui.words.counting import Counted

if TYPE_CHECKING:
    from rag.datatypes import Outcome, Writing

LONGEST_NAME = 32
# Whoever runs the server can do something about these, and has a command that tells what.
_FOR_OPERATORS: frozenset[Outcome] = frozenset(
    ("unreachable", "denied", "unknown_model", "garbled", "redirected", "narrow")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingWords:
    """Who wrote an answer, what failed, and what no article carries.

    Attributes:
        answerer: Names the choice between the model and quotes.
        going_on: Says that the model is still at it; `{}` stands for its name, here and below.
        outcomes: Says what came of asking the model.
        unknown: Says it of what only a newer version knows.
        not_told_either: Says of `not_told` that the quotes do not answer either.
        instead: Goes on that the answer is quoted.
        doctor: Goes on what whoever runs the server can do.
        doubt: Labels a sentence that no article carries.
        lacks: Names the words of it that no article has; `{}` stands for them.
        set_apart: How many sentences are labelled.
        omitted: How many are not shown at all.
        folded: Heads the sentences of a model of which not one stands.
        written_by: Says in a file who wrote an answer.
    """

    answerer: str
    quotes_only: str
    going_on: str
    outcomes: Mapping[Outcome, str]
    unknown: str
    not_told_either: str
    instead: str
    doctor: str
    doubt: str
    lacks: str
    set_apart: Counted
    omitted: Counted
    folded: Counted
    written_by: str

    def told(self, writing: Writing, *, is_answered: bool) -> str:
        """Return who wrote an answer, or why it is quoted.

        Args:
            writing: What the model had to do with it.
            is_answered: Whether the articles answer the question.
        """
        outcome = writing.outcome
        line = self.outcomes.get(outcome, self.unknown)
        if outcome == "not_told" and not is_answered:
            line = self.not_told_either
        has_failed = outcome in self.outcomes and not writing.is_shown and outcome != "not_told"
        parts = [
            line.format(model_name(writing.model)),
            *([self.instead] if has_failed and is_answered else []),
            *([self.doctor] if outcome in _FOR_OPERATORS else []),
        ]
        return " ".join(parts)


def model_name(name: str) -> str:
    """Return the name of a model as one short line.

    One that is a file is called by its name alone: nobody need know where it lies.
    """
    line = " ".join(visible(name).split())
    if line.casefold().endswith(".gguf"):
        line = re.split(r"[/\\]", line[: -len(".gguf")])[-1]
    return line if len(line) <= LONGEST_NAME else f"{line[: LONGEST_NAME - 1]}…"


KOREAN = WritingWords(
    answerer="답하는 방법",
    quotes_only="원문 인용만",
    going_on="{} 모델이 쓰는 중입니다. 문장마다 기사와 대조해 보여 드립니다…",
    outcomes={
        "written": "{} 모델이 쓰고 기사와 대조했습니다.",
        "cut_short": "{} 모델이 쓰다가 끊겼습니다. 그때까지 기사와 대조한 문장입니다.",
        "too_long": "{} 모델의 글이 길어져 멈췄습니다. 그때까지 기사와 대조한 문장입니다.",
        "not_told": (
            "{} 모델은 기사에서 답을 찾지 못했습니다. 가장 가까운 대목을 그대로 보여 드립니다."
        ),
        "unsupported": "{} 모델이 쓴 문장은 기사에 근거가 없었습니다.",
        "empty": "{} 모델이 아무것도 쓰지 않았습니다.",
        "loading": "{} 모델을 아직 불러오는 중입니다.",
        "unreachable": "{} 모델에 연결하지 못했습니다.",
        "denied": "{} 모델의 서버가 키를 받아들이지 않았습니다.",
        "unknown_model": "서버에 {} 모델이 없습니다.",
        "busy": "{} 모델이 지금은 너무 바쁩니다.",
        "failed": "{} 모델의 서버에 문제가 생겼습니다.",
        "slow": "{} 모델이 제때 답하지 않았습니다.",
        "garbled": "{} 모델의 서버가 보낸 것을 읽을 수 없습니다.",
        "redirected": "{} 모델의 서버가 다른 주소를 가리켰습니다.",
        "narrow": "{} 모델이 한 번에 읽기에는 기사의 대목이 너무 깁니다.",
    },
    unknown="{} 모델과 함께 만든 답변입니다.",
    not_told_either="{} 모델도 기사에서 답을 찾지 못했습니다.",
    instead="대신 기사의 글을 그대로 보여 드립니다.",
    doctor="서버를 운영하신다면 까닭을 확인해 주세요: rag doctor",
    doubt="근거 없음",
    lacks="기사에서 확인되지 않은 말: {}",
    set_apart=Counted(
        many="기사에 근거가 없는 문장 {}개는 따로 표시했고, 복사하거나 내보낼 때 뺍니다."
    ),
    omitted=Counted(many="기사에 근거가 없는 문장 {}개는 뺐습니다."),
    folded=Counted(many="모델이 썼지만 기사에 근거가 없는 문장 {}개"),
    written_by="{} 모델이 씀",
)

ENGLISH = WritingWords(
    answerer="How to answer",
    quotes_only="Quotes only",
    going_on="{} is writing. Each sentence is checked against the articles before it is shown…",
    outcomes={
        "written": "Written by {}, checked against the articles.",
        "cut_short": "{} broke off. These are its sentences until then, checked.",
        "too_long": "{} wrote too much. These are its sentences until it was stopped, checked.",
        "not_told": "{} found no answer in the articles. These are the nearest quotes.",
        "unsupported": "Nothing that {} wrote stands in the articles.",
        "empty": "{} wrote nothing.",
        "loading": "{} is still being loaded.",
        "unreachable": "{} cannot be reached.",
        "denied": "The server of {} did not accept the key.",
        "unknown_model": "The server has no model {}.",
        "busy": "{} is too busy now.",
        "failed": "The server of {} failed.",
        "slow": "{} took too long.",
        "garbled": "What the server of {} sent cannot be read.",
        "redirected": "The server of {} points to another address.",
        "narrow": "The passages are too long for {} to read at once.",
    },
    unknown="{} took part in this answer.",
    not_told_either="{} found no answer in the articles either.",
    instead="The answer is quoted from the articles instead.",
    doctor="Whoever runs the server can find out why: rag doctor",
    doubt="Not in the articles",
    lacks="not found in the articles: {}",
    set_apart=Counted(
        many="{} sentences that are not in the articles are set apart, and left out of copies and "
        "exports.",
        one="1 sentence that is not in the articles is set apart, and left out of copies and "
        "exports.",
    ),
    omitted=Counted(
        many="{} sentences that are not in the articles were left out.",
        one="1 sentence that is not in the articles was left out.",
    ),
    folded=Counted(
        many="{} sentences of the model that are not in the articles",
        one="1 sentence of the model that is not in the articles",
    ),
    written_by="written by {}",
)
