"""Korean statements taken apart as far as a question needs: of what they tell, and the verb."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rag.dialogue.things import words_of
from rag.suggesting.words import (
    ADVERBIAL,
    AMOUNT,
    DATE,
    OBJECT,
    cut_words,
    describes,
    forms,
    has,
    is_place_topic,
    is_topic,
    last_form,
    last_tag,
    phrase_start,
    subject_at,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.language import Grammar
    from rag.suggesting.words import Word

# Verbs that have become particles: "…에 대해", "…을 위해".
PARTICLE_VERBS = words_of("대하 관하 위하 통하 따르 의하 비하 인하 걸치 향하 거치 비롯하")
PLANS = words_of("예정 계획 방침 전망 것")
GUESSES = words_of("보이 예상 전망 추정 기대 알려지 전하 나타나 관측")
SAYING = words_of("밝히 말 전하 설명 발표 보도 공시 집계 알리 소개 강조 덧붙이 주장 추산 내다보")
TELLING = frozenset(("다고", "ᆫ다고", "는다고"))
QUOTING = ("다고", "라고", "냐고", "자고")
JOINING = words_of("고 며 으며 지만 으나 면서 으면서")
MEANWHILE = frozenset(("면서", "으면서"))
# One deed after another, by the same doer: "들여 고쳤다".
SERIAL = words_of("어 아 여 어서 아서")
FUTURE = frozenset(("ᆯ", "을"))
PAST = words_of("었 았 였 었었 았었")
EXISTENCE = frozenset(("있", "없"))
NEGATIONS = words_of("않 못하 말 안 못 없 아니")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A statement, or a part of one that can stand alone.

    Attributes:
        text: The sentence; the places of the morphemes count its code points.
        words: The words of the clause, the last one with what ends it.
        closing: Which morpheme of the last word is its ending.
        subject: The places in `words` of what it tells something of.
        verb: The place of the word that carries the meaning; after it come 있다, 예정이다 ...
        reason: What it says of why, cut out of `words`; may be empty.
        is_told: Whether someone is said to have said it.
        is_serial: Whether it tells of several deeds, one after another.
    """

    text: str
    words: tuple[Word, ...]
    closing: int
    subject: range
    verb: int
    reason: str = ""
    is_told: bool = False
    is_serial: bool = False

    @property
    def last(self) -> int:
        """The place of the last word."""
        return len(self.words) - 1

    @property
    def is_past(self) -> bool:
        """Whether it tells what was."""
        return any(item.tag == "EP" and item.form in PAST for item in self.words[-1])

    @property
    def is_negative(self) -> bool:
        """Whether it tells what is not so."""
        tail = self.words[max(self.verb - 1, 0) :]
        return any(item.form in NEGATIONS for word in tail for item in word)

    @property
    def main(self) -> list[int]:
        """The places of the words that belong to the verb itself, the subject left out."""
        return [
            place
            for place in range(len(self.words))
            if place not in self.subject
            and not any(
                last_tag(word) in {"ETN", "EC"} or describes([word])
                for word in self.words[place + 1 : self.verb]
            )
        ]

    def said(self, first: int, stop: int) -> str:
        """Return the words from `first` to before `stop` as the sentence has them."""
        return " ".join(written(self.text, [word]) for word in self.words[first:stop])


def clauses_of(text: str, grammar: Grammar) -> list[Clause]:
    """Return the clauses of a bare sentence that can be understood, none for most sentences."""
    words = cut_words(text, grammar)
    closing = ending_at(words[-1], "EF") if words else None
    if closing is None:
        return []
    told = told_part(words)
    if told is None:
        return list(readings(text, words, closing))
    words, closing = told
    found = [replace(clause, is_told=True) for clause in readings(text, words, closing)]
    topic = next((place for place, word in enumerate(words) if subject_at(word)), 0)
    # Who said it need not be who did it.
    return [*found, *readings(text, words[topic + 1 :], closing)]


def readings(text: str, words: tuple[Word, ...], closing: int) -> Iterator[Clause]:
    """Yield the clauses among some words that can stand alone."""
    because = next((n for n, word in enumerate(words[:-1]) if forms(word) == ["때문", "에"]), None)
    borders = [place for place in range(len(words) - 1) if is_border(words, place)]
    if because == 0:
        return
    if because is not None:
        yield from without_reason(text, words, closing, because)
    elif not borders:
        yield from made(text, words, closing)
    else:
        if all(last_form(words[place]) in SERIAL for place in borders):
            yield from (replace(item, is_serial=True) for item in made(text, words, closing))
        yield from last_part(text, words, closing, borders)
        yield from first_part(text, words[: borders[0] + 1])


def without_reason(
    text: str, words: tuple[Word, ...], closing: int, because: int
) -> Iterator[Clause]:
    """Yield the clause without the words up to 때문에, which are its reason."""
    topics = [place for place in range(because) if is_topic(words[place])]
    stop = topics[0] + 1 if topics else 0
    is_whole = not any(
        is_border(words, place) for place in (*range(stop), *range(because, len(words) - 1))
    )
    if is_whole and len(topics) <= 1 and (not topics or phrase_start(words, topics[0]) == 0):
        reason = written(text, words[stop : because + 1])
        for clause in made(text, (*words[:stop], *words[because + 1 :]), closing):
            yield replace(clause, reason=reason)


def last_part(
    text: str, words: tuple[Word, ...], closing: int, borders: Sequence[int]
) -> Iterator[Clause]:
    """Yield the clause of the topic and of what is said of it last."""
    topics = [place for place in range(borders[0] + 1) if is_topic(words[place])]
    if len(topics) != 1:
        return
    middle, rest = words[topics[0] + 1 : borders[-1] + 1], words[borders[-1] + 1 :]
    subjects = [word for word in middle if subject_at(word) is not None]
    endings = {last_form(words[place]) for place in borders}
    # "2020년 착공해": nothing that the rest would need.
    is_short = endings <= SERIAL | JOINING and all(has(item, DATE, "MAG") for item in middle[:-1])
    is_joined = endings <= JOINING and (
        not subjects or (endings <= MEANWHILE and not any(map(is_topic, subjects)))
    )
    # What the verb is done to may stand in the part that is left out.
    is_whole = any(has(word, OBJECT, ADVERBIAL, "JKC") or "되" in forms(word) for word in rest)
    # "인구는 …이며, 8,261가구가 있다" counts something else.
    has_count = any(has(word, AMOUNT) for word in rest) and any(map(subject_at, rest))
    if not has_count and (is_short or (is_joined and is_whole)):
        start = phrase_start(words, topics[0])
        yield from made(text, (*words[start : topics[0] + 1], *rest), closing)


def first_part(text: str, words: tuple[Word, ...]) -> Iterator[Clause]:
    """Yield the clause that a sentence begins with: "길이는 1.8km이고"."""
    at = ending_at(words[-1], "EC")
    # Without a tense of its own it would be a guess.
    if at and words[-1][at].form in {"고", "며", "으며"} and words[-1][at - 1].tag in {"EP", "VCP"}:
        yield from made(text, words, at)


def told_part(words: tuple[Word, ...]) -> tuple[tuple[Word, ...], int] | None:
    """Return what is told in "…했다고 밝혔다", and which morpheme ends it."""
    says = forms(words[-1])
    if not SAYING & set(says) and says[0] != "하":
        return None
    for place in range(len(words) - 2, 0, -1):
        word = words[place]
        at = ending_at(word, "EC")
        if at is not None and word[at].form in TELLING:
            return words[: place + 1], at
        if len(word) > 1 and word[-1].tag == "JKQ":
            at = ending_at(word, "EF")
            return None if at is None else (words[: place + 1], at)
    return None


def ending_at(word: Word, tag: str) -> int | None:
    """Return which morpheme of a word is its ending, for a plain statement or a part of one."""
    at = next((at for at, item in enumerate(word) if at and item.tag == tag), None)
    is_statement = at is not None and (tag != "EF" or word[at].form.endswith("다"))
    return at if is_statement else None


def is_border(words: Sequence[Word], place: int) -> bool:
    """Return whether a part of the sentence ends with a word: "…했고", not "하고 있다"."""
    word = words[place]
    if last_tag(word) != "EC" or last_form(word) in {"게", "도록"}:
        return False
    is_particle = bool(PARTICLE_VERBS & set(forms(word))) and last_form(word) in {*SERIAL, "면"}
    return not is_particle and not words[place + 1][0].tag.startswith("VX")


def made(text: str, words: tuple[Word, ...], closing: int) -> Iterator[Clause]:
    """Yield the clause of some words, nothing where it is not plain of what it tells."""
    if len(words) == 1 or not is_plain(words):
        return
    verb = verb_of(words)
    last = subject_of(words, verb)
    if last is not None:
        subject = range(phrase_start(words, last), last + 1)
        yield Clause(text=text, words=words, closing=closing, subject=subject, verb=verb)


def is_plain(words: Sequence[Word]) -> bool:
    """Return whether there is no list in it, nor speech, nor a second sentence."""
    inside = {item.tag for word in words for item in word[:-1]}
    has_mark = {"SF", "SSO", "SSC"} & inside or any(has(word, "SP") for word in words[:-1])
    is_worded = all(map(forms, words))
    return (
        is_worded
        and not has_mark
        and not any(last_form(word).endswith(QUOTING) for word in words[:-1])
    )


def verb_of(words: Sequence[Word]) -> int:
    """Return the place of the word that says what is done, before "있다", "예정이다", "했다"."""
    place = len(words) - 1
    while place > 1:
        said, before = set(forms(words[place])), words[place - 1]
        is_guessed = bool(GUESSES & said) and before[0].form == "것"
        is_possible = bool(EXISTENCE & said) and (before[0].form, before[0].tag) == ("수", "NNB")
        if is_helping(words[place], before):
            place -= 1
        elif is_guessed or is_possible:
            place -= 2
        else:
            break
    return max(place, 0)


def is_helping(word: Word, before: Word) -> bool:
    """Return whether a word only helps the verb before: "(하고) 있다", "(할) 예정이다"."""
    said = set(forms(word))
    is_helper = word[0].tag.startswith("VX") and last_tag(before) == "EC"
    is_plan = bool(PLANS & said) and last_tag(before) == "ETM"
    # "검출된 것이다" says what something is.
    is_plan = is_plan and ("것" not in said or last_form(before) in FUTURE)
    return is_helper or is_plan or ("하" in said and forms(before)[-2:] == ["기", "로"])


def subject_of(words: Sequence[Word], verb: int) -> int | None:
    """Return the place of the word that ends the subject, `None` unless there is one for sure."""
    places = [place for place in range(verb) if subject_at(words[place]) is not None]
    # A subject of its own has what describes a noun: "주민이 만든 다리는".
    own = [n for n in places if is_topic(words[n]) or not describes(words[n + 1 : verb])]
    topics = [place for place in own if is_topic(words[place])]
    where = [place for place in range(verb) if is_place_topic(words[place])]
    if where and not topics and len(own) == 1 and where[0] < own[0]:
        return where[0]
    is_one = len(own) == 1 and topics in ([], own)
    # "섬은 인구가 314명이다".
    is_double = bool(topics) and topics == own[:1] and len(own) == len(topics) + 1
    if not is_one and not is_double:
        return None
    # Otherwise it is the subject of a clause that ends before.
    inside = [place for place in places if place < own[0]]
    return own[0] if all(describes(words[place + 1 : own[0]]) for place in inside) else None
