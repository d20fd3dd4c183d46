"""A turn that says what was misunderstood: "아니, xAI 말고 오픈AI"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.dialogue.followup import TAIL, put
from rag.dialogue.parsing import read_parts
from rag.dialogue.parts import Phrase

if TYPE_CHECKING:
    from index.language import Grammar
    from rag.dialogue.parts import Parts

REFUSAL = re.compile(r"(?:아니(?:요|야|에요)?|아뇨|no|nope)[\s,.!]+", re.IGNORECASE)
# "xAI 말고 오픈AI", "구글이 아니라 애플", "not xAI but OpenAI", "OpenAI, not xAI".
CORRECTION = re.compile(
    r"(?P<old>[^?]+?)\s*(?:말고는?|(?:이|가)?\s*(?:아니라|아니고))[\s,]*(?P<new>.+)"
    r"|not\s+(?P<old_2>[^?]+?)(?:,|\s+but)\s*(?P<new_2>.+)"
    r"|(?P<new_3>[^?]+?),?\s+(?:not|instead\s+of)\s+(?P<old_3>.+)",
    re.IGNORECASE,
)
MEANT = re.compile(
    r"\A(?:(?:내|제)\s?말은|I\s+mean(?:t)?)\s+"
    r"|\s*(?:을|를)?\s말(?:이야|이에요|입니다|인데요?)[\s.!]*\Z",
    re.IGNORECASE,
)
# "애플 말고 다른 회사는?" corrects nothing.
OTHERS = ("다른", "또", "더", "없")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What was meant instead.

    Attributes:
        text: The last question with the right thing in it, or a turn by itself.
        is_whole: Whether it is the last question.
    """

    text: str
    is_whole: bool


def correct(asked: str, last: Parts, grammar: Grammar) -> Correction | None:
    """Return what a turn says was meant, or `None` if it corrects nothing."""
    refusal = REFUSAL.match(asked)
    rest = asked[refusal.end() :] if refusal else asked
    meant = MEANT.sub("", rest)
    if meant and meant != rest:
        return Correction(text=meant, is_whole=False)
    match = CORRECTION.fullmatch(rest)
    if not match:
        return None
    old, new = (
        next(filter(None, match.group(name, f"{name}_2", f"{name}_3"))) for name in ("old", "new")
    )
    place = _find(TAIL.sub("", old), last.text, grammar)
    if new.startswith(OTHERS) or not (place or refusal):
        return None
    parts = read_parts(new, grammar)
    if place is None or parts.verbs or (parts.asked and (parts.topic or parts.attribute)):
        return Correction(text=new, is_whole=False)
    return Correction(text=put(last.text, place, TAIL.sub("", new), grammar), is_whole=True)


def _find(words: str, text: str, grammar: Grammar) -> Phrase | None:
    """Return where a text has some words, however they are spelt there: "xAI" as "X.AI"."""
    letters = re.sub(r"[\W_]+", "", words)
    pattern = r"[\W_]*".join(map(re.escape, letters))
    found = re.search(pattern, text, re.IGNORECASE) if letters else None
    if found is None:
        return None
    particles, close = [], found.end()
    for morpheme in grammar.tag(text):
        if morpheme.tag.startswith("J") and morpheme.start == close:
            particles.append((morpheme.form, morpheme.tag))
            close = morpheme.end
    start, end = found.span()
    return Phrase(text=words, start=start, end=end, close=close, particles=tuple(particles))
