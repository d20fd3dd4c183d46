"""Questions for the number that a clause tells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.dialogue.things import words_of
from rag.suggesting.asking import Asked, in_place, is_complete
from rag.suggesting.clauses import SERIAL
from rag.suggesting.words import (
    AMOUNT,
    LEANING,
    MARKS,
    OBJECT,
    forms,
    has,
    is_place_topic,
    is_verbal,
    last_form,
    last_tag,
    subject_at,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.language import Grammar
    from rag.suggesting.clauses import Clause

MONEY = re.compile(r"(?:원|달러|유로|엔|위안|파운드)$")
MEASURE = re.compile(
    r"[kcm㎞㎝]?m|[㎞㎝㎜㎡㎢㎏ℓ℃%gtL]|%p|kg|ha|[kMG]W|미터|톤|헥타르|리터|퍼센트|%포인트|평"
)
VAGUE = re.compile(
    r"이상|이하|미만|초과|이내|넘|정도|수준|가량|안팎|내외|쯤|남짓|제\d|대략|[~∼〜–]"
)
LEAST_OR_MOST = re.compile(r"최대|최소")
# What stands before the unit: "1조 2,000억 " of "1조 2,000억 원", "다섯 " of "다섯 대".
NUMERAL = re.compile(r"^.*[\d,.](?:[십백천만억조여]+(?=\s?\D))?\s?|^\S+\s")
# "한 경기" is hardly a count.
SINGLE = re.compile(r"(?:한|1)(?=\s?[^\d.,])")
# What is counted; not what numbers one of several, such as "3세" and "5호".
UNITS = words_of(
    """
    명 마리 가구 개 가지 척 채 그루 권 편 건 석 층 곳 군데 개국 차례 배 골 점 표 대 경기 회 승 통
    시간 분 초 개월 년간 일간 개월간 주간
    """
)


def numbers(clause: Clause, grammar: Grammar) -> Iterator[Asked]:
    """Yield the question for the one amount of a clause."""
    found = [place for place in spent(clause) if has(clause.words[place], AMOUNT)]
    if len(found) != 1 or clause.is_negative or not is_complete(clause):
        return
    place, amount = found[0], clause.words[found[0]][0]
    asking = amount_word(amount.form, is_identity=place == clause.last)
    if asking is None or not is_free(clause, place) or is_of_another(clause, place):
        return
    if place != clause.last:
        asking = with_particles(clause, place, asking, grammar)
    text = in_place(clause, range(place, place + 1), asking, grammar)
    if text:
        yield Asked(text=text, sort="number", answer=amount.form)


def spent(clause: Clause) -> list[int]:
    """Return the places of the words of the verb, and of what is spent for it: "…를 들여"."""
    words = clause.words
    more = [
        place
        for place in range(clause.subject.stop, clause.last)
        if place not in clause.main
        and has(words[place], OBJECT)
        and last_form(words[place + 1]) in SERIAL
        and last_tag(words[place + 1]) == "EC"
    ]
    return [*clause.main, *more]


def is_free(clause: Clause, place: int) -> bool:
    """Return whether the word at a place is an amount, and no part of something else."""
    word = clause.words[place]
    before = clause.words[place - 1] if place else ()
    is_listed = has(before, AMOUNT, "SN")
    is_own = word[0].tag == AMOUNT and not is_listed
    is_own = is_own and not (before and last_tag(before) in LEANING)
    if place == clause.last:
        return is_own and len(word) > 1 and word[1].tag == "VCP"
    is_identity = clause.verb == clause.last and has(clause.words[-1], "VCP", "VCN")
    particles = [item for item in word[1:] if item.tag not in MARKS]
    is_closed = bool(particles) or is_verbal(clause.words[place + 1])
    has_only = all(item.tag.startswith("J") for item in particles)
    return is_own and is_closed and has_only and not is_identity


def is_of_another(clause: Clause, place: int) -> bool:
    """Return whether it is another that the amount is of: "그는 참수됐고 40명이 유배됐다"."""
    subjects = [word for word in clause.words[place : place + 2] if subject_at(word) is not None]
    is_there = {"있", "없"} & set(forms(clause.words[clause.verb]))
    is_place = is_place_topic(clause.words[clause.subject.stop - 1])
    return bool(subjects) and place > clause.subject.start and not (is_there or is_place)


def with_particles(clause: Clause, place: int, asking: str, grammar: Grammar) -> str:
    """Return a question word with the particles of the amount that it stands for."""
    amount, *rest = clause.words[place]
    if asking.endswith("얼마"):
        pairs = [(item.form, item.tag) for item in rest if item.tag not in MARKS]
        return grammar.join([(asking, "NNG"), *pairs])
    # The unit is the same, so that its particles fit as they are.
    return asking + written(clause.text, [clause.words[place]]).removeprefix(amount.form)


def amount_word(form: str, *, is_identity: bool) -> str | None:
    """Return how an amount is asked for, `None` where that is not sure.

    Args:
        form: The amount as written.
        is_identity: Whether the clause says what the amount is.
    """
    if VAGUE.search(form) or SINGLE.match(form):
        return None
    limit = LEAST_OR_MOST.match(form)
    front = f"{limit.group()} " if limit else ""
    unit = NUMERAL.sub("", form)
    if MONEY.search(form) or (is_identity and MEASURE.fullmatch(unit)):
        return f"{front}얼마"
    is_known = unit in UNITS or MEASURE.fullmatch(unit) is not None
    return f"{front}몇 {unit}" if is_known else None
