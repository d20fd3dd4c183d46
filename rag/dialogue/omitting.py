"""A turn that leaves out what it is about, "설립일은?" and "언제 태어났어?": it is put in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rag.dialogue.followup import Candidate, FollowUp
    from rag.dialogue.parts import Phrase


def add_topic(turn: FollowUp) -> list[Candidate]:
    """Return the question with what it leaves out."""
    parts, asked = turn.parts, turn.parts.asked
    if parts.topic:
        return _add_to_topic(turn, parts.topic)
    if parts.is_english and not parts.attribute:
        return []
    if not (asked or parts.attribute or parts.verbs):
        return [turn.glued]
    is_who = asked is not None and asked.kind in ("person", "group") and not asked.particles
    clue = parts.clue or (asked.kind if asked and is_who and not parts.verbs else None)
    is_owned = parts.attribute and not (asked and asked.start < parts.attribute.start)
    put = turn.owned if is_owned else turn.about
    leaning = [put(mention) for mention in turn.left_out(clue)] or [turn.glued]
    # "갈매대교 수리에 얼마가 들었어?" has a subject and says what it was for: nothing is left out.
    is_told = bool(asked and asked.is_topical) and any(" " in noun.text for noun in parts.nouns)
    return [turn.alone, *leaning] if is_told else leaning


def _add_to_topic(turn: FollowUp, topic: Phrase) -> list[Candidate]:
    """Return a question that has a topic also with an owner, or with who did it."""
    parts = turn.parts
    meant = turn.left_out(parts.clue)[:1]
    if parts.is_english or (parts.is_whole and (topic.may_be_topic or parts.has_topic)):
        return []
    if not parts.is_whole:
        return [turn.alone, *(turn.owned(mention) for mention in meant)]
    # "왜 오픈AI를 떠났어?" does not say who.
    doers = [turn.about(mention) for mention in meant]
    is_first = parts.asked and parts.asked.start < topic.start
    return [*doers, turn.alone] if is_first else [turn.alone, *doers]
