"""A text as the checks read it: its words, each with its part in the sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["name", "noun", "verb", "adverb"]
# What a noun is to what follows it. `part` stands right before the word that it belongs to; `topic`
# is what may be subject or object.
Role: TypeAlias = Literal[
    "part", "subject", "topic", "object", "of", "at", "from", "to", "with", "than", "by", "and"
]
# Who or what does something.
ACTING: frozenset[Role] = frozenset(("subject", "topic"))
# What makes an act none that simply happened.
Mode: TypeAlias = Literal["planned", "claimed", "denied", "conditional", "quoted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word that tells something.

    Attributes:
        stem: In lower case, without particles and endings.
        kind: `name` for proper nouns and foreign words.
        start: First code point.
        end: One past the last, endings left out.
        role: What it is to what follows, where it is no predicate; of words that stand together
            without particles (`정유진 후보를`), each is what the last one is.
        is_joined: Whether it belongs to the word right behind it.
        is_predicate: Whether something is said with it: a verb, or a noun that is made one.
        is_negative: Whether it is said not to be.
        is_past: Whether it is said to have been.
        modes: What else is said of it.
        clause: Number of its clause, from 0.
        has_end: Whether a clause ends with it: no noun follows that it belongs to.
        is_passive: Whether its subject is what it is done to.
    """

    stem: str
    kind: Kind
    start: int
    end: int
    role: Role = "part"
    is_joined: bool = False
    is_predicate: bool = False
    is_negative: bool = False
    is_past: bool = False
    modes: frozenset[Mode] = frozenset()
    clause: int = 0
    has_end: bool = False
    is_passive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """That a word stands in a certain relation to another one.

    Attributes:
        word: Place of the word in its text's words.
        role: The relation.
        head: Place of the other word.
        is_close: Whether no other word could be meant.
    """

    word: int
    role: Role
    head: int
    is_close: bool
