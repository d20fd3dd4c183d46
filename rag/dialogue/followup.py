"""A turn that comes after others, and the questions that can be made of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from rag.dialogue.english import ENGLISH_PARTICLES
from rag.dialogue.mentions import likeliest
from rag.query import MOST_CHARACTERS

if TYPE_CHECKING:
    from index.language import Grammar
    from rag.dialogue.mentions import Mention
    from rag.dialogue.parts import Parts, Phrase
    from rag.dialogue.things import ThingKind

Uses: TypeAlias = Literal["question", "subject", "answer", "turn"]

# What may follow a name in a turn that says nothing else.
TAIL = re.compile(r"(?:은요|는요|은|는|이?요|이?야|이?에요|예요|입니다)?[\s.?!~]*\Z")
TELL = re.compile(r"(?:알려|말해|설명해|소개해|요약해|얘기해|이야기해)\s?(?:줘|주)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A question that stands alone, and may be the one that is meant.

    Attributes:
        query: What to search and to read for, normalised, at most `MOST_CHARACTERS` code points.
        uses: What of the turns before it holds: nothing (`question`), the thing a question was
            about (`subject`), what a short answer named (`answer`), or a whole question (`turn`).
    """

    query: str
    uses: Uses


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """A turn that comes after others.

    Attributes:
        parts: What its words do.
        last: The question before it, made whole.
        mentions: What was named before it, latest first.
        grammar: Joins Korean words.
    """

    parts: Parts
    last: Parts
    mentions: tuple[Mention, ...]
    grammar: Grammar

    @property
    def alone(self) -> Candidate:
        """The question as it stands."""
        return Candidate(query=self.parts.text, uses="question")

    @property
    def glued(self) -> Candidate:
        """The question behind the one before, where both cannot be put into one sentence."""
        glued = f"{self.last.text} {self.parts.text}"
        return Candidate(query=glued[-MOST_CHARACTERS:], uses="turn")

    def left_out(self, kind: ThingKind | None) -> list[Mention]:
        """Return what may have been left out, likeliest first: most often the last topic."""
        meant = likeliest(self.mentions, kind) or likeliest(self.mentions, None)
        topics = [m for m in self.mentions if m.uses == "subject" and not m.age]
        if kind == "thing" and topics:
            return [topics[0], *(m for m in meant if m != topics[0])]
        return sorted(meant, key=lambda mention: mention not in topics[:1])

    def owned(self, mention: Mention) -> Candidate:
        """Return the question as one about something that belongs to what was mentioned."""
        text = self.parts.text
        if self.parts.is_english:
            query = f"What is the {text.rstrip(' ?').removeprefix('the ')} of {mention.text}?"
            return Candidate(query=query, uses=mention.uses)
        return Candidate(query=f"{mention.text}의 {text}", uses=mention.uses)

    def about(self, mention: Mention) -> Candidate:
        """Return the question as one about what was mentioned."""
        tells = TELL.search(self.parts.text) and not self.parts.asked
        name = f"{mention.text}에 대해" if tells else self.topical(mention.text)
        return Candidate(query=f"{name} {self.parts.text}", uses=mention.uses)

    def topical(self, name: str) -> str:
        """Return a name as the topic of a Korean sentence."""
        return self.grammar.join([(name, "NNP"), ("는", "JX")])


def put(text: str, phrase: Phrase, name: str, grammar: Grammar) -> str:
    """Return the text with a name in place of a phrase, the particles behind it fitted."""
    first = phrase.particles[0][0] if phrase.particles else ""
    fitted = ENGLISH_PARTICLES.get(first, "{}").format(name)
    if first and first not in ENGLISH_PARTICLES:
        fitted = grammar.join([(name, "NNP"), *phrase.particles])
    rest = text[phrase.close :]
    # "그회사는언제" was written without spaces; the name is not to run into the rest.
    gap = " " if phrase.particles and rest[:1].isalnum() else ""
    return f"{text[: phrase.start]}{fitted}{gap}{rest}"
