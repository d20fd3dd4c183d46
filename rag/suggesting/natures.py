"""Questions for what someone or something is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.dialogue.things import words_of
from rag.suggesting.asking import Asked
from rag.suggesting.endings import asked_identity
from rag.suggesting.naming import subject_noun, subject_words, topic_of
from rag.suggesting.words import (
    AMOUNT,
    DATE,
    MARKS,
    NOUNS,
    POSSESSIVE,
    TITLE,
    describes,
    has,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.language import Grammar
    from rag.suggesting.clauses import Clause

# In words: of a name, and of what an attribute is.
LONGEST_NAME, LONGEST_VALUE = 4, 3
# "어떤 회사인가요?" is asked of these, and of words that end with a longer one of them.
KINDS = words_of(
    """
    회사 기업 업체 은행 단체 기관 조직 협회 재단 연구소 위원회 대학 대학교 학교 병원 구단 클럽 악단
    밴드 그룹 정당 신문 방송사 잡지 나라 국가 도시 마을 섬 공원 박물관 미술관 도서관 행성 소설 영화
    만화 드라마 노래 곡 앨범 음반 게임 그림 책 애니메이션 프로그램 서비스 제품 기술 이론 축제 행사
    대회 사건 사고 전쟁 전투 법 법안 조약 질병 약 식물 동물 새 과일 음식 요리 언어 상 운동
    """
)
SITES = words_of(
    """
    시장 공원 박물관 미술관 도서관 역 섬 마을 도시 염전 터널 다리 학교 대학 대학교 절 사찰
    """
)
PERSONS = re.compile(
    "(?:가수|배우|시인|화가|작가|선수|학자|감독|의원|교수|박사|의사|기자|변호사|황제|대왕|국왕|왕비|여왕|장군"
    "|대통령|총리|장관|정치[인가]|사업가|기업[인가]|만화가|소설가|작곡가|음악가|연주자|지휘자|운동가|역사가"
    "|군인|[무문]신|승려|교황|종교인|언론인|법조인|관료|공무원|인물|창업자|설립자|방송인|코미디언|성우"
    "|아나운서|래퍼|건축가|발명가|탐험가|조종사|비행사|경영인|평론가|번역가|사진가|무용가|안무가|디자이너"
    "|프로듀서|제빵사|요리사|농부|어부)$"
)
# What is asked for an attribute: "그 도시의 수도는 어디인가요?"
NAME_WORDS = "본명 별명 별칭 애칭 이름 명칭 원제 제목 대표작 장르"
PLACE_WORDS = "수도 본사 고향 출생지"
PERSON_WORDS = """
    감독 저자 작가 설립자 창립자 창업자 대표 회장 사장 총장 교장 시장 총리 대통령 아버지 어머니 아내
    남편
"""
ATTRIBUTES = {
    **dict.fromkeys(words_of(NAME_WORDS), "무엇"),
    **dict.fromkeys(words_of(PLACE_WORDS), "어디"),
    **dict.fromkeys(words_of(PERSON_WORDS), "누구"),
}


def natures(clause: Clause, grammar: Grammar) -> Iterator[Asked]:
    """Yield the question that a clause with the copula answers."""
    word = clause.words[-1]
    at = next((place for place, item in enumerate(word) if item.tag == "VCP"), 0)
    is_plain = at > 0 and clause.verb == clause.last and not clause.is_negative
    if not is_plain or has(word, AMOUNT, DATE, "SN", "NNB"):
        return
    noun = clause.text[word[0].start : word[at].start]
    asking = attribute_word(clause) or kind_word(clause, noun)
    if asking:
        before = clause.said(clause.subject.stop, clause.last)
        yield Asked(
            text=f"{topic_of(clause, grammar)} "
            + asked_identity(asking, grammar, is_past=clause.is_past),
            sort="person" if asking == "누구" else "nature",
            answer=f"{before} {noun}".lstrip(),
        )


def attribute_word(clause: Clause) -> str | None:
    """Return how the attribute is asked for that a clause tells: "…의 수도는 …이다"."""
    rest = clause.words[clause.subject.stop : -1]
    tags = {item.tag for word in rest for item in word}
    is_owned = any(has(word, POSSESSIVE) for word in subject_words(clause))
    is_short = len(rest) <= LONGEST_VALUE and tags <= NOUNS | MARKS | {TITLE}
    head = subject_noun(clause).split()[-1]
    return ATTRIBUTES.get(head) if is_owned and is_short else None


def kind_word(clause: Clause, noun: str) -> str | None:
    """Return how it is asked what a name stands for, which a clause calls a noun."""
    words, name = subject_words(clause), subject_noun(clause)
    is_name = len(words) <= LONGEST_NAME and not describes(words)
    is_described = clause.last > clause.subject.stop
    if not (is_name and is_described) or clause.subject.start:
        return None
    if any(has(word, POSSESSIVE, "JC") for word in words):
        return None
    last = noun.rsplit(maxsplit=1)[-1]
    if PERSONS.search(last) and not name.endswith(last):
        return "누구"
    return kind_of(last, name)


def kind_of(noun: str, name: str) -> str | None:
    """Return "어떤 영화" for "전기영화"; a name that says its kind is asked for otherwise."""
    ends = [kind for kind in KINDS if noun == kind or (len(kind) > 1 and noun.endswith(kind))]
    kind = max(ends, key=len, default=noun)
    if kind in KINDS and not name.endswith(kind):
        return f"어떤 {kind}"
    return "어떤 곳" if any(noun.endswith(site) for site in SITES) else None
