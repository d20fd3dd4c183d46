"""What the words of an English question name, point back at and ask for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.dialogue.parts import Parts, Phrase
from rag.dialogue.things import thing_kind, words_of
from rag.phrases import is_korean
from rag.scripts import main_script

if TYPE_CHECKING:
    from rag.dialogue.things import ThingKind

NOUNS: Mapping[ThingKind, str] = {
    "group": "company firm startup business university college school team club bank band",
    "person": "person man woman author writer director actor actress singer player",
    "place": "city town country state place island region river mountain",
    "thing": "movie film book novel song album game product device animal bird disease law war",
}
KINDS = {noun: kind for kind, nouns in NOUNS.items() for noun in nouns.split()}
PRONOUNS: Mapping[str, ThingKind | None] = {
    **dict.fromkeys(("he", "she", "him", "her", "his"), "person"),
    **dict.fromkeys(("it", "its"), "thing"),
    **dict.fromkeys(("they", "them", "their"), None),
    "there": "place",
}
# What stands for a Korean particle, and what it makes of a name: "its", "there".
ENGLISH_PARTICLES = {"'s": "{}'s", "at": "at {}"}
ASKING: Mapping[str, ThingKind | None] = {
    **dict.fromkeys(("who", "whom"), "person"),
    "where": "place",
    "when": "time",
    "what": "thing",
    **dict.fromkeys(("why", "whose", "which", "how"), None),
}
AUXILIARIES = words_of("is are was were do does did has have had can could will would should")
# They begin sentences with a capital, or are capitals, and name nobody.
NO_NAMES = (
    AUXILIARIES
    | frozenset((*ASKING, *PRONOUNS))
    | words_of("the a an and but so in on at of for with from by to tell show me i ceo cfo cto")
)
START = re.compile(rf"(?:{'|'.join((*ASKING, *AUXILIARIES))})\b", re.IGNORECASE)
LEAD = re.compile(
    rf"(?:how|what|which)\s(?:many|much|long|old|big|far|tall|high|often)\b"
    rf"|(?:{'|'.join(ASKING)})\b",
    re.IGNORECASE,
)
# By their case, for "IT" is a trade.
POINTER = re.compile(
    rf"\b(?:[Tt]his|[Tt]hat|(?P<the>[Tt]he))\s(?P<noun>{'|'.join(KINDS)}|article|story)\b"
    r"(?P<own>'s)?|\b(?P<whose>[Ii]ts|[Hh]is|[Tt]heir|[Hh]er(?=\s[a-z]))\b"
    r"|\b(?P<who>[Ii]t(?!\s(?:true|possible|known|likely)\b)|[Hh]e|[Ss]he|[Hh]im|[Hh]er|[Tt]hey"
    r"|[Tt]hem|[Tt]here)\b"
)
WORD = r"(?:[a-z]?[A-Z][\w.&'-]*|[가-힣][\w가-힣]*|\d[\w.-]*)"
NAME = re.compile(rf"(?<!\w){WORD}(?:\s{WORD})*")
# A few words without a verb are a fragment, and may be an attribute: "and the price?"
FRAGMENT_WORDS = 4
ATTRIBUTE = re.compile(r"(?:the\s[a-z]+(?:\s[a-z]+)?|[a-z]+)[\s?.!]*", re.ASCII)


def is_english(text: str) -> bool:
    """Return whether a question is worded in English, whatever its names are written in."""
    is_worded = bool(START.match(text)) and main_script(text) == "LATIN"
    return is_worded or not is_korean(text)


def read_english(text: str) -> Parts:
    """Return what the words of an English question do, as far as their letters tell."""
    lead = LEAD.match(text)
    names = _names(text)
    is_fragment = not START.match(text) and len(text.rstrip(" ?.!").split()) <= FRAGMENT_WORDS
    is_bare = lead is not None and not text[lead.end() :].strip(" ?.!")
    attribute = None if names or not is_fragment else ATTRIBUTE.fullmatch(text)
    return Parts(
        text=text,
        is_english=True,
        pointers=_pointers(text, has_name=bool(names)),
        nouns=names,
        topic=names[0] if names else None,
        attribute=_phrase(attribute) if attribute else None,
        asked=replace(_phrase(lead), kind=ASKING.get(lead.group().lower())) if lead else None,
        # Letters do not tell which word is the verb, only that there is one.
        verbs=frozenset() if is_fragment or is_bare else frozenset(("is",)),
        said=names[-1] if names and not lead else None,
    )


def _phrase(found: re.Match[str]) -> Phrase:
    start, end = found.span()
    return Phrase(text=found.group(), start=start, end=end, close=end)


def _names(text: str) -> tuple[Phrase, ...]:
    names = []
    for found in NAME.finditer(text.rstrip(" ?.!")):
        words = list(re.finditer(r"\S+", found.group()))
        while words and words[0].group().lower() in NO_NAMES:
            words.pop(0)
        while words and words[-1].group().lower() in NO_NAMES:
            words.pop()
        if words:
            start = found.start() + words[0].start()
            name = text[start : found.start() + words[-1].end()].removesuffix("'s")
            names.append(_name(name, start))
    return tuple(name for name in names if not name.text.isdigit())


def _name(text: str, start: int) -> Phrase:
    end = start + len(text)
    kind = thing_kind(text)
    return Phrase(text=text, start=start, end=end, close=end, kind=kind, is_name=True)


def _pointers(text: str, *, has_name: bool) -> tuple[Phrase, ...]:
    # "the company OpenAI": it is named here.
    found = (match for match in POINTER.finditer(text) if not (match["the"] and has_name))
    return tuple(map(_pointer, found))


def _pointer(found: re.Match[str]) -> Phrase:
    noun, pronoun = found["noun"] or "", (found["whose"] or found["who"] or "").lower()
    kind = KINDS.get(noun) if noun else PRONOUNS[pronoun]
    particle = "'s" if found["whose"] or found["own"] else "at" if pronoun == "there" else ""
    particles = ((particle, "JKB"),) if particle else ()
    return replace(_phrase(found), text=noun, kind=kind, particles=particles)
