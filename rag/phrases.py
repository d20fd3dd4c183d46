"""What an answer says around its quotes, in the language of the question."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HANGUL = re.compile(r"[가-힣ㄱ-ㅎㅏ-ㅣ\u1100-\u11ff]")

NOT_FOUND_KOREAN = "기사에서 이 질문의 답을 찾지 못했습니다."
NOT_FOUND_ENGLISH = "The articles do not answer this question."


def is_korean(text: str) -> bool:
    """Return whether a question is to be answered in Korean: whether it has any Hangul."""
    return bool(HANGUL.search(text))


def cannot_answer(question: str, nearest: Sequence[str]) -> str:
    """Return the sentence that says the articles do not tell, and names the nearest ones.

    Args:
        question: Gives the language.
        nearest: Titles of articles, best first.
    """
    if is_korean(question):
        said = NOT_FOUND_KOREAN
        titles = ", ".join(f"‘{title}’" for title in nearest)
        return f"{said} 가장 가까운 기사는 {titles}입니다." if titles else said
    said = NOT_FOUND_ENGLISH
    titles = ", ".join(f"“{title}”" for title in nearest)
    return f"{said} The nearest are {titles}." if titles else said


def is_abstention(text: str) -> bool:
    """Return whether an answer's text says that the articles do not tell."""
    return text.startswith((NOT_FOUND_KOREAN, NOT_FOUND_ENGLISH))
