"""Whether a question says by itself what it is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.dialogue.things import words_of
from rag.framing import DEICTIC
from rag.suggesting.words import (
    ADVERBIAL,
    AMOUNT,
    DATE,
    TITLE,
    TOPIC,
    has,
    is_place_topic,
    last_tag,
    subject_at,
    written,
)

if TYPE_CHECKING:
    from index.language import Grammar
    from rag.suggesting.clauses import Clause
    from rag.suggesting.words import Word

# In words: of a subject, and before it. Judgement.
MOST_SUBJECT, MOST_BEFORE = 6, 3
# So many letters in a row that a headline has too are a name. Judgement.
NAME_LETTERS = 4
# What only the sentences before tell.
POINTING = words_of(
    """
    이 그 저 이런 그런 저런 이러한 그러한 양 본 동 타 어느 다른 딴 각 해당 현
    """
)
DANGLING = re.compile(
    r"(?<![가-힣])(?:당시|이후|이듬해|그해|그때|이때|이날|전날|다음\s?날|이튿날|같은|전자|후자|나머지|각각"
    r"|서로|역시|또한|앞서|본인|자신|자기|이들|그들|양측|여기|거기|이곳|그곳|위의|아래|이어|그녀|우리|저희"
    r"|제[가의]|내[가]|그중|이중|동명|처음으로|뒤|관계자|최근|올\s)(?![가-힣]{3})"
    # "첫 응급실은": the first of what?
    r"|^(?:또|첫|(?:두|세)\s?번째)\s"
    # "서울도": what else is left open. "김 씨는", "A씨": so is who.
    r"|[가-힣]도\s|(?<![가-힣])[가-힣]\s(?:씨|대표|회장|교수|의원|감독|장관|후보)[은는]"
    r"|(?<![가-힣])(?:[A-Z가-힣]\s?모(?![가-힣])|[A-Z]\s?씨)"
)
# What a subject begins with that is nobody without someone else, or not one.
VAGUE = words_of(
    """
    많 여러 일부 대부분 수많 모든 다른
    딸 아들 동생 형 누나 오빠 언니 아내 부인 남편 아버지 어머니 장남 차남 손자 부친 모친
    """
)
EMPTY = words_of("등 경우 점 것 때 수 지 뿐")
# Shorter nouns than two syllables are mostly parts of words taken apart wrongly.
SHORT_HEADS = words_of("시 군 구 도 현 주 역 강 산 섬 호 당 댐 절 성 궁 씨 법")
# Foreign letters that name nothing.
COMMON = words_of("CD DVD TV PC OST MV EP LP SNS")


def is_named(clause: Clause, title: str) -> bool:
    """Return whether it is clear without the article what a clause is about.

    Args:
        clause: What tells something.
        title: The headline: what it names, its readers know by that name.
    """
    words = subject_words(clause)
    items = [item for word in words for item in word]
    is_open = any(
        item.tag == "NP" or (item.tag == "MM" and item.form in POINTING)
        for word in clause.words
        for item in word
    )
    is_vague = items[0].form in VAGUE or any(
        item.tag == AMOUNT or (item.tag == "NNB" and item.form in EMPTY) for item in items
    )
    head = subject_noun(clause).split()[-1]
    is_cut = len(head) == 1 and head not in SHORT_HEADS
    if is_open or is_vague or is_cut or len(words) > MOST_SUBJECT or not is_clear_before(clause):
        return False
    # A name in a clause about a noun does not name it: "부산에 있는 공장".
    own = max((n + 1 for n, word in enumerate(words) if last_tag(word) == "ETM"), default=0)
    return any(map(has_name, words[own:])) or shares_name(subject_noun(clause), title)


def is_clear_before(clause: Clause) -> bool:
    """Return whether before the subject there is nothing, or a time or a place."""
    before = clause.words[: clause.subject.start]
    if not before:
        return True
    is_circumstance = has(before[-1], DATE) or last_tag(before[-1]) == ADVERBIAL
    has_topic = any(word[-1].tag == TOPIC for word in before)
    return len(before) <= MOST_BEFORE and is_circumstance and not has_topic


def has_name(word: Word) -> bool:
    """Return whether a word has a name in it."""
    return any(
        item.tag == TITLE
        or (item.tag in {"NNP", "SL"} and len(item.form) > 1 and item.form not in COMMON)
        for item in word
    )


def shares_name(noun: str, title: str) -> bool:
    """Return whether a noun and a headline have a long stretch of letters in common."""
    mine, theirs = (re.sub(r"\W", "", text) for text in (noun, title))
    pieces = (mine[at : at + NAME_LETTERS] for at in range(len(mine) - NAME_LETTERS + 1))
    return any(piece in theirs for piece in pieces)


def stands_alone(text: str) -> bool:
    """Return whether nothing in a question points at what was said before, or at a day."""
    return not DANGLING.search(text) and not DEICTIC.search(text)


def subject_words(clause: Clause) -> list[Word]:
    """Return the words of the subject of a clause."""
    return [clause.words[place] for place in clause.subject]


def subject_noun(clause: Clause) -> str:
    """Return the subject of a clause without its particle."""
    words = subject_words(clause)
    at = subject_at(words[-1])
    return clause.text[words[0][0].start : words[-1][at - 1 if at else -1].end]


def topic_of(clause: Clause, grammar: Grammar) -> str:
    """Return the subject of a clause as the topic of a question."""
    words = subject_words(clause)
    if is_place_topic(words[-1]):
        return written(clause.text, words)
    return grammar.join([(subject_noun(clause), "NNP"), ("은", TOPIC)])
