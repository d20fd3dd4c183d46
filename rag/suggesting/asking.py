"""A question that has a question word in place of a part of its clause."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from rag.dialogue.things import words_of
from rag.framing import DEICTIC
from rag.suggesting.endings import asked_ending, asked_identity
from rag.suggesting.naming import stands_alone, subject_noun, topic_of
from rag.suggesting.words import ADVERBIAL, DATE, MARKS, OBJECT, PASSING, forms, has, last_tag

if TYPE_CHECKING:
    from index.language import Grammar
    from rag.suggesting.clauses import Clause
    from rag.suggesting.words import Word

Sort: TypeAlias = Literal[
    "number", "date", "place", "person", "reason", "quote", "nature", "summary", "byline"
]

# In code points: what says enough, and what fits a button.
SHORTEST, LONGEST = 9, 60
SPARE = words_of(
    """
    이미 원래 주로 이제 또 역시 결국 특히 한편 당초 마침내 드디어 무려 불과 총 약 다소 매우 꽤나
    먼저
    """
)
# Nouns that with 하다 make a verb without an object.
INTRANSITIVE = words_of(
    """
    개봉 개장 재개장 개통 개막 폐막 개원 개교 개관 폐교 폐관 폐업 퇴임 사임 사망 별세
    결혼 이혼 출생 데뷔 은퇴 복귀 승격 강등 졸업 입학 출발 도착 등장 성립 탄생
    당선 상륙 발생 증가 감소 상승 하락 위치 거주 활동 우승 창업 독립 해산
    파산 폭발 추락 침몰 붕괴 귀국 입국 출국 방한 착륙 이륙 성공 실패 승리 출전 출범 정차
    운행
    """
)
# And these, where they say where or in what.
WITH_PLACE = words_of("취임 부임 참가 참여 합의 가입 입단 이적 출마 출연 근무 입주")
TRANSITIVE = words_of(
    """
    쓰 만들 짓 세우 내 열 닫 받 얻 잡 맡 이끌 부르 팔 사 찾 보내 주 넣 놓 두 펴내 내놓 들이 밝히
    그리 치르 가지 잃 빼앗 지키 막 바꾸 옮기 키우 줄이 늘리 고치 심 기르 낳 죽이 꺾 이기 뽑 알리
    남기 모으 나누 마치
    """
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question, and what its sentence says where it asks.

    Attributes:
        text: The question.
        sort: What it asks for.
        answer: Words of the sentence.
    """

    text: str
    sort: Sort
    answer: str


def is_good(asked: Asked) -> bool:
    """Return whether a Korean question reads well by itself, and does not tell its answer."""
    text = asked.text
    has_list = "," in re.sub(r"\d,\d", "", text)
    is_fit = SHORTEST <= len(text) <= LONGEST and asked.answer not in text
    return is_fit and not has_list and stands_alone(text)


def is_complete(clause: Clause) -> bool:
    """Return whether a verb has what it is done to, as far as that can be told."""
    verb = clause.words[clause.verb]
    said = set(forms(verb))
    if any(has(word, OBJECT, "JKC") for word in clause.words) or {"되", "당하"} & said:
        return True
    if any(item.tag.startswith(("VA", "VC", "XSA")) for item in verb):
        return True
    if WITH_PLACE & said:
        return any(last_tag(word) == ADVERBIAL for word in clause.words)
    return bool(INTRANSITIVE & said) if has(verb, "XSV") else not TRANSITIVE & said


def in_place(clause: Clause, gap: range, asking: str, grammar: Grammar) -> str | None:
    """Return the question that has a question word instead of some words.

    Args:
        clause: What is asked about.
        gap: The places of the words that go.
        asking: The question word with its particles; without them where the clause ends with
            what goes.
        grammar: Of Korean.
    """
    if gap[-1] == clause.last:
        ending: str | None = asked_identity(asking, grammar, is_past=clause.is_past)
    else:
        ending = asked_ending(clause, grammar)
    if ending is None:
        return None
    start = clause.subject.start
    before = [place for place in range(start) if place not in gap]
    after = [place for place in range(clause.last) if place not in clause.subject]
    parts = [said(clause, place) for place in before]
    parts.append(topic_of(clause, grammar))
    if gap[-1] < start:
        parts.append(asking)
    for place in after:
        if place == gap[-1] and place > start:
            parts.append(asking)
        elif place not in gap and place > start:
            parts.append(said(clause, place))
    return " ".join([*filter(None, parts), ending])


def why(clause: Clause, grammar: Grammar) -> str | None:
    """Return the question why a clause is so, `None` where that is not sure."""
    ending = asked_ending(clause, grammar)
    # "제외되지는 않았다" denies something else.
    if ending is None or clause.subject.start or "지는" in clause.text:
        return None
    rest = [said(clause, place) for place in range(clause.subject.stop, clause.last)]
    return " ".join([topic_of(clause, grammar), "왜", *filter(None, rest), ending])


def said(clause: Clause, place: int) -> str:
    """Return a word as a question says it, nothing for one that it can do without."""
    return "" if is_spare(clause.words[place]) else clause.said(place, place + 1)


def is_spare(word: Word) -> bool:
    """Return whether a question can do without a word, or means less with it: "지난 3일"."""
    items = [item for item in word if item.tag not in MARKS]
    if items[0].tag == DATE:
        return bool(PASSING.search(items[0].form))
    particles = "".join(item.form for item in items[1:])
    is_passing = bool(DEICTIC.fullmatch(items[0].form))
    return "".join(forms(word)) in SPARE or (
        is_passing and particles in {"", "에", "에는", "까지", "부터"}
    )


def about_once(asked: Asked, clause: Clause) -> bool:
    """Return whether a question says no more than once what it is about."""
    return asked.text.count(subject_noun(clause)) == 1
