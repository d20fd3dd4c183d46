"""Questions for what someone said, and for who holds an office."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.dialogue.things import words_of
from rag.framing import DEICTIC
from rag.suggesting.asking import Asked
from rag.suggesting.facts import NAME
from rag.suggesting.naming import POINTING, has_name
from rag.suggesting.words import TOPIC

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.language import Grammar

OFFICES = (
    r"(?:대표(?:이사)?|회장|사장|최고경영자|CEO|이사장|원장|관장|소장|센터장|총장|교장|학장|시장|군수|구청장"
    r"|도지사|지사|장관|차관|총리|대통령|위원장|감독|이장|청장|서장|단장|의장)"
)
# Who speaks is told before the quote: a name with what they are, perhaps where or on what.
SPEAKER = re.compile(
    rf"^(?P<who>(?:[가-힣A-Za-z·]+\s){{0,3}}{NAME}(?:\s[가-힣A-Za-z·]+){{0,3}})(?P<particle>[은는])\s"
    r"(?P<where>(?:[^“\",]{1,30}(?:에서|에 대해)\s)?)[^“\"]{0,30}[“\"]"
)
SAID = re.compile(
    r"[”\"](?:이?라?고|며|면서).*?"
    r"(?P<verb>말|밝혔|강조|설명|주장|전망|평가|당부|요청|지적|전했|덧붙|공약|(?<=고 )했)"
)
# In a question other verbs become "말했나요".
ASKED_VERBS = {
    "밝혔": "밝혔",
    **{verb: f"{verb}했" for verb in words_of("강조 설명 주장 전망 평가")},
}
# "이날 현장에서" is nowhere to whoever was not told before.
UNKNOWN_PLACE = re.compile(r"\d|이[날어]|현장")
HOLDER = re.compile(
    rf"(?<![가-힣])(?P<name>{NAME})\s"
    rf"(?P<office>(?P<group>(?:[가-힣A-Za-z0-9·]+\s){{0,3}}[가-힣A-Za-z0-9]*?)\s?{OFFICES})[은는이가]\s"
)
FORMER = re.compile(r"(?<![가-힣])(?:전|前|현|신임|차기|당시)(?![가-힣])")
GROUP = re.compile(
    r"(?:그룹|은행|증권|전자|건설|화학|제약|대|대학교|병원|재단|협회|연구소|연구원|위원회|공사|공단|구단|FC"
    r"|[가-힣][시군구도]|[가-힣]{2}[부처청])$"
)
# A shorter group names nothing: "시 관계자".
SHORTEST_GROUP = 2
# Behind a noun these keep Kiwi from taking it for a verb.
IS = "입니다"


def quotes(text: str, grammar: Grammar) -> Iterator[Asked]:
    """Yield the question for what someone said, in a sentence that quotes it."""
    found = SPEAKER.match(text)
    said = SAID.search(text, found.end()) if found else None
    if found is None or said is None or not is_person(found["who"], grammar):
        return
    where = found["where"]
    if DEICTIC.search(where) or UNKNOWN_PLACE.search(where):
        where = ""
    verb = ASKED_VERBS.get(said["verb"], "말했")
    asked = f"{found['who']}{found['particle']} {where}뭐라고 {verb}나요?"
    yield Asked(text=asked, sort="quote", answer=text[found.end() : said.start()])


def is_person(who: str, grammar: Grammar) -> bool:
    """Return whether some words name a person, and say who that is."""
    is_told = " " in who and is_nominal(who, grammar)
    is_known = who.endswith(" 씨") or any(
        item.tag == "NNP" and re.fullmatch(NAME, item.form) for item in grammar.tag(who)
    )
    return is_told and is_known


def roles(text: str, title: str, grammar: Grammar) -> Iterator[Asked]:
    """Yield the question for who holds an office that a sentence names with its holder."""
    for found in HOLDER.finditer(text):
        name, group, office = found["name"], found["group"].strip(), found["office"]
        is_one = len(group) >= SHORTEST_GROUP and not FORMER.search(office)
        if not is_one or not is_nominal(f"{name} {office}", grammar):
            continue
        if is_group(group, office, title, grammar):
            asked = grammar.join([(office, "NNP"), ("은", TOPIC)])
            yield Asked(text=f"{asked} 누구인가요?", sort="person", answer=name)


def is_group(group: str, office: str, title: str, grammar: Grammar) -> bool:
    """Return whether a name in front of an office is that of a group, and not of its holder.

    "노무라 가쓰야 감독" looks like "백호랑 강마루FC 감독".
    """
    if office.removeprefix(group).startswith(" "):
        return group.split(maxsplit=1)[0] in title or GROUP.search(group) is not None
    return has_name(grammar.tag(group))


def is_nominal(text: str, grammar: Grammar) -> bool:
    """Return whether a text is nouns and nothing else, none of them pointing elsewhere."""
    items = grammar.tag(text + IS)[:-2]
    return not any(
        item.tag[0] in "JEV"
        or item.tag in {"NP", "MAJ", "MAG", "XSV", "XSA"}
        or item.form in POINTING
        for item in items
    )
