"""Words that point back, "그 회사" and "it": names are put in their place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.dialogue.followup import Candidate, put
from rag.dialogue.mentions import likeliest
from rag.dialogue.parsing import read_parts
from rag.dialogue.things import ATTRIBUTES, ROLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.dialogue.followup import FollowUp
    from rag.dialogue.mentions import Mention
    from rag.dialogue.parts import Phrase

# An article is nothing that articles tell of; the question before finds it again.
ARTICLES = ("기사", "글", "칼럼", "보도", "뉴스", "뉴스레터", "사설", "article", "story")
# Two are never one: "그 두 사람", "그 둘".
SEVERAL = ("두 ", "둘", "세 ", "셋")
MOMENTS = ("", "때", "날", "해", "당시")
# A thing has one of these, or is one: "그 소송은?" asks for that of what was named.
BELONGING = ATTRIBUTES.union(
    ("사건", "사고", "전쟁", "전투", "대회", "행사", "재판", "소송", "계약", "법")
)


def dated(turn: FollowUp) -> FollowUp:
    """Return the turn with the day that was last named for "그때", "당시"."""
    days = likeliest(turn.mentions, "time")
    for pointer in turn.parts.pointers:
        if days and pointer.kind == "time" and pointer.text in MOMENTS:
            text = put(turn.parts.text, pointer, days[0].text, turn.grammar)
            return replace(turn, parts=read_parts(text, turn.grammar))
    return turn


def point_at_article(turn: FollowUp) -> list[Candidate]:
    """Return the question behind the one before when it asks about the article itself."""
    return [turn.glued] if any(p.text in ARTICLES for p in turn.parts.pointers) else []


def point_back(turn: FollowUp) -> list[Candidate]:
    """Return the question with names for the words that point back."""
    names = turn.parts.names
    pointers = [
        pointer
        for pointer in turn.parts.pointers
        # "머스크는 왜 그의 회사를 팔았나?" says whose; "그 뒤" points at nothing with a name.
        if pointer.kind != "time" and (pointer.text or not names or names[0].start > pointer.start)
    ]
    if not pointers:
        return []
    options = [_options(turn, pointer) for pointer in pointers]
    if not all(options):
        return [turn.glued]
    first = _named(turn, pointers, [some[0] for some in options])
    found = [*_with_doer(turn, pointers[0], first), first]
    if len(options[0]) > 1:
        found.append(_named(turn, pointers, [options[0][1], *(some[0] for some in options[1:])]))
    return found


def _options(turn: FollowUp, pointer: Phrase) -> list[Candidate]:
    """Return what a pointing word may be replaced by, likeliest first."""
    if pointer.text.startswith(SEVERAL):
        return []
    noun = pointer.text.split()[-1] if pointer.text else ""
    mentions = likeliest(turn.mentions, pointer.kind, noun)
    if noun and (pointer.kind is None or noun in BELONGING):
        # "그 감독" is who was just named, "그 소송" something of what is spoken of.
        latest = [m for m in mentions if m.text.endswith(noun) or _has_role(m, noun)]
        if not latest:
            owners = turn.left_out(None)
            return [Candidate(query=f"{m.text}의 {noun}", uses=m.uses) for m in owners]
        mentions = latest
    return [Candidate(query=mention.text, uses=mention.uses) for mention in mentions]


def _has_role(mention: Mention, noun: str) -> bool:
    is_latest = mention.uses == "answer" and not mention.age
    return is_latest and noun in ROLES and mention.kind in ("person", None)


def _named(turn: FollowUp, pointers: Sequence[Phrase], names: Sequence[Candidate]) -> Candidate:
    text = turn.parts.text
    for pointer, name in reversed(list(zip(pointers, names, strict=True))):
        text = put(text, pointer, name.query, turn.grammar)
    return Candidate(query=text, uses=names[0].uses)


def _with_doer(turn: FollowUp, pointer: Phrase, first: Candidate) -> list[Candidate]:
    """Return a candidate with who did it, where that was left out: "왜 그 회사를 떠났어?"."""
    parts = turn.parts
    is_told = parts.has_topic or parts.topic or parts.is_english  # English always says who.
    if is_told or not parts.verbs or not pointer.particles:
        return []
    meant = likeliest(turn.mentions, parts.clue)
    doers = [m for m in meant if m.is_name and m.text not in first.query]
    return [
        Candidate(query=f"{turn.topical(m.text)} {first.query}", uses=m.uses) for m in doers[:1]
    ]
