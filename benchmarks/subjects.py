"""Sentences that leave out who or what they are about, given a subject: theirs, or another.

`그는 이듬해 학교를 떠났다` is about whom the sentences before it are about, and in a paragraph of
an encyclopedia that is most often, not always, what its title names. Who acted in another sentence,
farther off, most often did not do this.
"""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from benchmarks.retelling import Sentence
    from index.language import Morpheme

SHORTEST_NAME = 2
PRONOUN = re.compile(r"(?:그|그녀|이들|그들)(?:는|은|가|이) ")
BRACKETS = re.compile(r"\s*\([^)]*\)")
ACTING = ("JKS", "JX", "JKC")


def own_subject(sentence: Sentence) -> str | None:
    """Name what the title names as the subject that is left out."""
    title = BRACKETS.sub("", sentence.title)
    if title in sentence.text or not before(sentence):
        return None
    return with_subject(sentence, title)


def other_subject(sentence: Sentence) -> str | None:
    """Name somebody else who acts in the paragraph, but not right before, as the subject."""
    earlier = [actors(sentence, text) for text in before(sentence)]
    nearest = next((names for names in reversed(earlier) if names), [])
    others = sorted(
        {
            name
            for name in actors(sentence, sentence.context)
            if name not in sentence.text and name not in nearest and is_other(name, sentence.title)
        }
    )
    return with_subject(sentence, sentence.chance.choice(others)) if others else None


def is_other(name: str, title: str) -> bool:
    """Return whether a name is none that the title names."""
    return name not in title and not any(word in name for word in title.split())


def before(sentence: Sentence) -> list[str]:
    """Return the sentences of the paragraph before this one, roughly."""
    text = sentence.context[: sentence.context.find(sentence.text)]
    return [piece for piece in re.split(r"(?<=[.?!])\s+", text) if piece.strip()]


def with_subject(sentence: Sentence, name: str) -> str | None:
    """Return the text with a subject, where it has none or a pronoun."""
    topic = sentence.grammar.join([(name, "NNP"), ("는", "JX")])
    pronoun = PRONOUN.match(sentence.text)
    rest = sentence.text[pronoun.end() :] if pronoun else sentence.text
    left = takewhile(lambda item: item.tag != "EF", sentence.morphemes)
    if not pronoun and any(item.tag in ACTING for item in left):
        return None
    return f"{topic} {rest}"


def actors(sentence: Sentence, text: str) -> list[str]:
    """Return the names that act in a text."""
    morphemes: Sequence[Morpheme] = sentence.grammar.tag(text)
    return [
        item.form
        for item, behind in pairwise(morphemes)
        if item.tag == "NNP" and len(item.form) >= SHORTEST_NAME and behind.tag in {"JKS", "JX"}
    ]


OWN = "given what the title names"
SUBJECTS: Mapping[str, Callable[[Sentence], str | None]] = {
    OWN: own_subject,
    "given another name": other_subject,
}
