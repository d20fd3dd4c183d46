"""Words of a question that say what kind of answer is wanted, not what it is about."""

from __future__ import annotations

from collections.abc import Sequence

# As Kiwi gives them: stems, in lower case. An article answers "이유는 무엇인가?" or "뭐라고
# 말했나?" without any of these words, so a text must not lose for lacking them. Pronouns and
# particles never become terms in the first place.
FRAME_KOREAN = """
    왜 어떻 어찌 얼마 얼마나 언제 어디 누구 무엇 무슨 이유 원인 까닭 이름 기사 내용 설명 정도
    대하 관하 말하 알리 부르 궁금
"""
FRAME_ENGLISH = """
    what which who whom whose when where why how many much did do does is are was were the a an of
"""
FRAME = frozenset((FRAME_KOREAN + FRAME_ENGLISH).split())


def content(terms: Sequence[str]) -> list[str]:
    """Return the terms that say what a question is about; all of them where none would be left."""
    return [term for term in terms if term not in FRAME] or list(terms)
