"""What a Korean question says in place of the phrase that it asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from training.phrases import ADVERBIAL, COPULA, OBJECT, SUBJECT, TOPIC

if TYPE_CHECKING:
    import random

    from training.phrases import Phrase

# Form and tag of a morpheme, as `Grammar.join` takes it.
Pair: TypeAlias = tuple[str, str]

SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진지엄채원천방공"
    "현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국"
)
# Whoever does this is a person; and so is whoever it is done to.
DEEDS = re.compile(
    "태어나|사망|졸업|출연|작곡|작사|쓰|저술|발명|제정|결혼|취임|임명|데뷔|집필|감독|연출|창시|즉위|암살"
    "|체포|주장|발표|발견|제안|설계|부르|만들|그리|지휘|이끌|설립|창립|건립|세우|번역|연기|출전|은퇴"
    "|입단|이적|처형|제작|기획|진행|투척"
)
FATES = re.compile("사살|암살|체포|임명|추대|살해|처형|낳|해임|해고|파견|구속|기소|석방")
PLACE_ENDS = tuple("시도군구국주산강섬성읍면리동역항현부")
# Units of what is measured, not counted.
MEASURES = frozenset(("%", "원", "달러", "엔", "㎢", "km", "m", "kg", "℃"))
NOT_UNIT = re.compile(r"[\d,.\s약만억조천백]")
OPENING = tuple("《〈'‘\"“「『<")
# A Korean name, unless it ends like a town or a station.
KOREAN_NAME = re.compile(rf"[{SURNAMES}][가-힣]{{2}}(?<![시읍면역항국])")
RULER = re.compile(r"\d세$|[가-힣]{2}(?:왕|황제|대왕)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What stands for a phrase.

    Attributes:
        word: In its place: "몇 년", "누구".
        noun: At the end of a question whose clause describes it: "해" in "…를 세운 해는?"; ""
            where no noun does well.
        rest: What such a question still asks: "언제" in "…를 세운 것은 언제인가?"; may be empty.
    """

    word: str
    noun: str = ""
    rest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Ways to ask for one kind of phrase; what stands twice is said twice as often."""

    words: tuple[str, ...]
    nouns: tuple[tuple[str, str], ...] = (("", ""),)


DAY = Choices(
    words=("언제", "언제", "몇 월 며칠"),
    nouns=(("날", ""), ("날짜", ""), ("날", "언제"), ("때", "")),
)
MONTH = Choices(words=("언제", "몇 년 몇 월"), nouns=(("때", ""), ("시기", ""), ("것", "언제")))
YEAR = Choices(
    words=("언제", "몇 년", "몇 년", "어느 해"),
    nouns=(("해", ""), ("연도", ""), ("년도", ""), ("때", ""), ("것", "몇 년"), ("것", "언제")),
)
PERSON = Choices(
    words=("누구",),
    nouns=(("사람", ""), ("인물", ""), ("사람", "누구"), ("이", ""), ("사람의 이름", "")),
)
PLACE = Choices(
    words=("어디", "어디", "어느 곳"),
    nouns=(("곳", ""), ("장소", ""), ("곳", "어디"), ("지역", "")),
)
WORK = Choices(
    words=("무엇", "어떤 작품"),
    nouns=(("것", ""), ("작품", ""), ("것", "무엇"), ("것의 제목", "")),
)
THING = Choices(
    words=("무엇",),
    nouns=(("것", ""), ("것", ""), ("것", "무엇"), ("것의 이름", ""), ("대상", "")),
)


def asking(phrase: Phrase, verb: str, chance: random.Random) -> Asking:
    """Return one way to ask for a phrase.

    Args:
        phrase: What is asked for.
        verb: Stem of the verb that it belongs to, which may tell a person from a thing.
        chance: Where the choice comes from.
    """
    choices = choices_for(phrase, verb)
    noun, rest = chance.choice(choices.nouns)
    return Asking(word=chance.choice(choices.words), noun=noun, rest=rest)


def choices_for(phrase: Phrase, verb: str) -> Choices:
    """Return the ways to ask for a phrase."""
    is_quoted = phrase.text.startswith(OPENING)
    if phrase.is_date:
        return DAY if "일" in phrase.text else MONTH if "월" in phrase.text else YEAR
    if phrase.is_number:
        return amount(phrase)
    if phrase.head_tag == "NNG" and " " in phrase.text and not is_quoted:
        return kind_of(phrase)
    if is_person(phrase, verb):
        return PERSON
    if is_place(phrase):
        return PLACE
    return WORK if is_quoted else THING


def amount(phrase: Phrase) -> Choices:
    """Return the ways to ask for a number; none of them ends with a noun."""
    unit = NOT_UNIT.sub("", phrase.text)
    if not unit:
        return Choices(words=("얼마",))
    if unit in MEASURES:
        return Choices(words=("얼마", f"몇 {unit}"))
    # As an adverb 얼마나 takes the place of an object and its particle, but of nothing else.
    return Choices(words=(f"몇 {unit}", f"몇 {unit}", *(["얼마나"] * (phrase.tag == OBJECT))))


def kind_of(phrase: Phrase) -> Choices:
    """Return the ways to ask which one of its kind a phrase of several words is."""
    head = phrase.head
    kinds = ("어느", "어떤", "어떤") if phrase.is_named else ("어떤", "무슨")
    return Choices(
        words=tuple(f"{kind} {head}" for kind in kinds),
        nouns=((head, ""), (head, "무엇"), *([(f"{head}의 이름", "")] * phrase.is_named)),
    )


def is_person(phrase: Phrase, verb: str) -> bool:
    """Return whether a phrase seems to be someone's name."""
    if phrase.head_tag != "NNP":
        return RULER.search(phrase.text) is not None
    is_korean_name = KOREAN_NAME.fullmatch(phrase.text) is not None
    is_doer = phrase.is_subject and DEEDS.search(verb) is not None
    is_done_to = phrase.tag == OBJECT and FATES.search(verb) is not None
    return is_korean_name or is_doer or is_done_to or phrase.particle in {"에게", "한테"}


def is_place(phrase: Phrase) -> bool:
    """Return whether a phrase says where something is or happens."""
    is_name = phrase.head_tag == "NNP" or phrase.text.endswith(PLACE_ENDS)
    return phrase.tag == ADVERBIAL and phrase.particle in {"에서", "에"} and is_name


def in_place(word: str, phrase: Phrase) -> list[Pair]:
    """Return the question word with the particle of what it stands for."""
    particle, tag = phrase.particle, phrase.tag
    if word == "누구" and phrase.is_subject:
        return [("누가", "NNG")]
    if word == "얼마나" or (word == "언제" and (phrase.is_subject or particle in {"", "에"})):
        return [(word, "NNG")]
    if not particle and phrase.is_date:
        return [(word, "NNG"), ("에", ADVERBIAL)]
    # What is asked for is never the topic.
    if tag == TOPIC and phrase.is_subject:
        return [(word, "NNG"), ("이", SUBJECT)]
    return [(word, "NNG"), (particle, tag)] if tag not in {"", COPULA} else [(word, "NNG")]
