"""What the turns before have named, and which of it a later word may mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from index.normalizing import normalize
from rag.dialogue.parsing import read_parts
from rag.dialogue.things import thing_kind
from rag.phrases import is_abstention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.language import Grammar
    from rag.dialogue.parts import Parts, Phrase
    from rag.dialogue.things import ThingKind

# Longer questions and answers are cut to this before they are taken apart, in code points; who
# writes more than that leaves nothing out.
LONGEST_SAID = 200
# A short answer is a name or a date, in code points; longer ones are quotes.
LONGEST_NAME = 40
# An answer's first words: up to a quote, a marker, the end of its first sentence.
QUOTING = re.compile(r"\AAccording to the article: “")
FIRST_WORDS = re.compile(r"\s*\[\d+\]|\s*[“”\n]|(?<=[다요음임])\.|(?<=[a-z\d])\.(?:\s|\Z)")
DATE = re.compile(r"\d+\s?(?:년대?|월|일|세기)(?:\s?\d+\s?(?:월|일))*")

# How names end that are called so: the "섬" 독도, the "도시" 성남시.
ENDS = {"섬": "도", "도시": "시", "나라": "국", "대학": "대학교", "회사": "사"}
# How names of a kind often look, 홍길동 and xAI, and how well these fit.
LOOKS: Mapping[ThingKind, tuple[re.Pattern[str], int]] = {
    "person": (
        re.compile(
            "[김이박최정강조윤장임한오서신권황안송유전홍고문양손배백허남심노하민][가-힣]{2}"
        ),
        3,
    ),
    "group": (re.compile(r"\S*[A-Za-z]\S*"), 4),
}
# "거기" may be a company, "그건" nearly anything; for other kinds a kind excludes the others.
KINSHIP: Mapping[tuple[ThingKind, ThingKind], int] = {
    ("place", "group"): 3,
    ("place", "thing"): 1,
    ("thing", "group"): 1,
    ("thing", "place"): 1,
}
# A second guess must be nearly as likely as the first, or it only costs time.
NEARLY = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Something that was named in a turn.

    Attributes:
        text: Its name, or what it was described as.
        kind: What kind of thing it is, where that could be told.
        uses: Whether a question was about it, or an answer named it.
        is_name: Whether it is a proper name.
        age: How many turns before the last one it was named.
    """

    text: str
    kind: ThingKind | None
    uses: Literal["subject", "answer"]
    is_name: bool
    age: int = 0


def beginning(text: str) -> str:
    """Return how a question or an answer begins, normalised."""
    return normalize(text[: 4 * LONGEST_SAID])[:LONGEST_SAID].strip()


def mentioned(
    last: Parts, answer: str, older: Sequence[Mention], grammar: Grammar
) -> tuple[Mention, ...]:
    """Return what a turn and those before it named.

    Args:
        last: The question of the turn, made whole.
        answer: The answer to it.
        older: What was named before, latest first.
        grammar: Takes Korean apart.

    Returns:
        Latest first; what the answer names before the topic of its question.
    """
    known = {mention.text: mention.kind for mention in older}
    answered = short_answer(last, answer, grammar)
    fresh = [answered] if answered else []
    topic = last.topic or next(iter(last.nouns), None)
    for phrase in dict.fromkeys((*filter(None, [topic]), *last.names)):
        # "가장 높은 산은 어디야?" is about what the answer names.
        is_answered = answered and phrase.is_described
        if len(phrase.text) <= LONGEST_NAME and not is_answered:
            clue = last.clue if phrase == topic else None
            kind = phrase.kind or known.get(phrase.text) or clue
            name = phrase.is_name
            fresh.append(Mention(text=phrase.text, kind=kind, uses="subject", is_name=name))
    texts = {mention.text for mention in fresh}
    return (*fresh, *(replace(m, age=m.age + 1) for m in older if m.text not in texts))


def as_called(mentions: Sequence[Mention], pointers: Sequence[Phrase]) -> list[Mention]:
    """Return the mentions, each of the kind that a later turn called it: "그 사람"."""
    called = list(mentions)
    for pointer in pointers:
        best = likeliest(called, pointer.kind, pointer.text)[:1]
        if pointer.kind in ("person", "group") and best and best[0].kind is None:
            called[called.index(best[0])] = replace(best[0], kind=pointer.kind)
    return called


def short_answer(last: Parts, answer: str, grammar: Grammar) -> Mention | None:
    """Return what an answer names, where it is short enough to tell."""
    if is_abstention(answer.lstrip()):
        return None  # Its titles are of articles that were not about the question.
    asked = last.asked
    if asked and asked.kind is None and " " not in asked.text:
        return None  # Reasons and ways have no names.
    said = FIRST_WORDS.split(QUOTING.sub("", beginning(answer)))[0]
    if said.endswith(":"):
        return None  # Only quotes follow.
    date = DATE.search(said)
    if asked and asked.kind == "time" and date:
        return Mention(text=date.group(), kind="time", uses="answer", is_name=False)
    named = _answering(last, read_parts(said, grammar))
    if named is None or len(named.text) > LONGEST_NAME:
        return None
    kind = thing_kind(named.text) or _kind_asked(last)
    return Mention(text=named.text, kind=kind, uses="answer", is_name=named.is_name)


def _answering(last: Parts, parts: Parts) -> Phrase | None:
    """Return the words of an answer that name what was asked for."""
    if parts.said and parts.said.is_name:
        return parts.said
    news = [name for name in parts.names if name.text not in last.text]
    first = min(news, key=lambda name: name.start, default=None)
    told = [] if parts.names else [p for p in (parts.topic, *parts.nouns) if p and p.may_be_topic]
    return first or parts.said or next((p for p in told if p.text not in last.text), None)


def _kind_asked(last: Parts) -> ThingKind | None:
    """Return what kind of thing a question asks for: "회사는 어디야?" wants no place."""
    kind = last.asked.kind if last.asked else None
    if last.asked and last.verbs and last.asked.particles and kind in ("person", "place"):
        return None  # Companies build, too; and things are made at companies.
    head = last.attribute or last.topic
    if kind in ("place", "thing", None) and head and not head.is_name and head.kind:
        return head.kind
    return kind


def likeliest(mentions: Sequence[Mention], kind: ThingKind | None, noun: str = "") -> list[Mention]:
    """Return what a word may mean: what fits it best, and all that fits nearly as well.

    Args:
        mentions: What was named.
        kind: What the word points at; `None` may be anything.
        noun: What it calls the thing: the "섬" of "그 섬".
    """
    scores = {m: 2 * fit(m, kind, noun) - m.age for m in mentions if fit(m, kind, noun)}
    best = max(scores.values(), default=0)
    fitting = [mention for mention in scores if scores[mention] > best - NEARLY]
    return sorted(fitting, key=lambda mention: -scores[mention])


def fit(mention: Mention, kind: ThingKind | None, noun: str = "") -> int:
    """Return how well what was mentioned fits a word that points at a kind.

    Returns:
        0 to 6. A step weighs as much as two turns between; 0 means not at all.
    """
    if (mention.kind == "time") != (kind == "time"):
        return 0
    if noun and mention.is_name and mention.text.endswith((noun, ENDS.get(noun, noun))):
        return 6
    if kind is None:
        return 3 if mention.uses == "subject" else 2
    if mention.kind is None:
        look, points = LOOKS.get(kind, (None, 0))
        return points if look and look.fullmatch(mention.text) else 2
    if mention.kind == kind:
        # "와이오밍주" is a place, but says that it is no "도시".
        return 4 if not noun or thing_kind(mention.text) != kind else 3
    return KINSHIP.get((kind, mention.kind), 0)
