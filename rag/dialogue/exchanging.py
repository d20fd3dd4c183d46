"""A turn that asks the last question again, with one thing exchanged: "그럼 오픈AI는?", "왜?"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.dialogue.followup import TAIL, Candidate, put
from rag.dialogue.mentions import DATE

if TYPE_CHECKING:
    from rag.dialogue.followup import FollowUp
    from rag.dialogue.parts import Parts

# Another time or place, and nothing else: "2014년에는?", "한국에서는요?"
PLACED = re.compile(rf"(?:{DATE.pattern}에?|[^?]{{1,30}}에서?)(?:은|는|도)?요?[\s?.!]*")
# They ask what an asking word asks.
ASKING_NOUNS = {
    **dict.fromkeys(("이유", "까닭", "원인"), "왜"),
    **dict.fromkeys(("날짜", "시기", "일시"), "언제"),
    "장소": "어디서",
}
# They stand for what was said: "왜 그랬어?"
STANDING_IN = {"그렇", "그러", "그리하", "이렇", "이러"}


def ask_otherwise(turn: FollowUp) -> list[Candidate]:
    """Return the last question with other asking words: "왜?", "그 이유는?", "언제부터?"."""
    parts, asked = turn.parts, turn.parts.asked
    if parts.topic or parts.verbs - STANDING_IN:
        return []
    nouns = [phrase.text for phrase in (parts.attribute, *parts.pointers) if phrase]
    if nouns and nouns[0] in ASKING_NOUNS and turn.last.verbs:
        others = [turn.owned(m) for m in turn.left_out(None)[:1] if parts.attribute]
        return [Candidate(query=_asking(turn.last, ASKING_NOUNS[nouns[0]]), uses="turn"), *others]
    # "누구야?" and "어떤 회사야?" ask what something is.
    if nouns or not asked or (asked.kind in ("person", "group", "thing") and not asked.particles):
        return []
    if parts.is_english and not _is_auxiliary_next(turn.last):
        return [turn.glued]
    return [Candidate(query=_asking(turn.last, parts.text[asked.start : asked.close]), uses="turn")]


def _asking(last: Parts, words: str) -> str:
    if last.asked is None:
        return f"{last.text.rstrip(' ?.')} {words}?"
    before, after = last.text[: last.asked.start], last.text[last.asked.close :]
    # "대표는 누구야?" and "왜?" make "대표는 왜?", for "왜야?" is no Korean.
    return f"{before}{words}{after}" if last.verbs else f"{before}{words}?"


def _is_auxiliary_next(last: Parts) -> bool:
    """Return whether the asking words can be exchanged: not in "Who founded OpenAI?"."""
    rest = last.text[last.asked.close :] if last.asked else ""
    return bool(re.match(r"\s(?:is|are|was|were|do|does|did|has|have|will|can)\b", rest))


def place_otherwise(turn: FollowUp) -> list[Candidate]:
    """Return the last question for another time or place: "2014년에는?", "한국에서는?"."""
    words = turn.parts.text
    if turn.parts.pointers or not PLACED.fullmatch(words):
        return []
    last = turn.last.text
    old, new = DATE.search(last), DATE.match(words)
    if old and new:
        query = f"{last[: old.start()]}{new.group()}{last[old.end() :]}"
    else:
        start = turn.last.asked.start if turn.last.asked else len(last)
        query = f"{last[:start]}{words.rstrip(' ?.!요')} {last[start:]}".strip()
    return [Candidate(query=query, uses="turn"), turn.alone]


def compare(turn: FollowUp) -> list[Candidate]:
    """Return the last question about something else: "그럼 오픈AI는?"."""
    own, target = turn.parts.topic, turn.last.topic
    says_more = turn.parts.asked or turn.parts.verbs or turn.parts.attribute
    if own is None or target is None or says_more:
        return []
    text = turn.parts.text
    is_all = text[: own.start].lower() in ("", "the ") and not TAIL.sub("", text[own.close :])
    if not is_all or text.rstrip(" ?").endswith("란"):
        return []
    if target.is_described:
        return [turn.glued, turn.alone]  # A description cannot be exchanged for a name.
    name = text[: own.end]
    exchanged = Candidate(query=put(turn.last.text, target, name, turn.grammar), uses="turn")
    if target.is_name and not own.is_name:
        return [*(turn.owned(m) for m in turn.left_out(None)[:1]), exchanged, turn.alone]
    # Alone, a bare name would be answered with whatever is known of it.
    return [exchanged]
