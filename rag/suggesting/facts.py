"""Questions for the date, the place, the person or the reason that a clause tells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.dialogue.things import words_of
from rag.suggesting.asking import Asked, in_place, is_complete, why
from rag.suggesting.endings import asked_ending
from rag.suggesting.naming import topic_of
from rag.suggesting.words import (
    ADVERBIAL,
    AMOUNT,
    DATE,
    LEANING,
    MARKS,
    NOUNS,
    OBJECT,
    SUBJECT,
    TITLE,
    forms,
    has,
    is_verbal,
    last_form,
    last_tag,
    leans,
    subject_at,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.language import Grammar
    from rag.suggesting.clauses import Clause

# Verbs of being and doing somewhere; with others "…에" may be to whom, or to what end.
PLACED = words_of(
    """
    태어나 위치 열리 개최 짓 세우 설립 건설 들어서 설치 살 창립 창단 창업 건립 있 열 전공 졸업
    """
)
DEEDS = words_of(
    """
    설립 창립 창업 창단 만들 쓰 짓 세우 그리 작곡 발명 설계 연출 감독 제작 개발 기획 맡 이끌 창시
    제정
    """
)
SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진지엄채원천방공"
    "현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국"
)
# A Korean name; three syllables that end so are of another language: "도널드".
NAME = rf"[{SURNAMES}][가-힣](?![드트르크프스즈츠브그흐])[가-힣]"
PERSON = re.compile(rf"{NAME}(?:\s(?:씨|[가-힣]{{2,4}}))?")
POINTS = re.compile(
    r"(?:이렇게|그렇게|그|이|이런|그런|이러한|그러한|이와|그와)\s|이를|그를|이것|그것|이때|이로"
)


def dates(clause: Clause, grammar: Grammar) -> Iterator[Asked]:
    """Yield the question for the one date of a clause."""
    found = [place for place in clause.main if has(clause.words[place], DATE)]
    if len(found) != 1 or not is_event(clause):
        return
    place = found[0]
    date, *rest = clause.words[place]
    particles = "".join(item.form for item in rest if item.tag not in MARKS)
    is_known = bool(re.search(r"\d", date.form)) and not date.form.endswith(("현재", "기준"))
    is_own = date.tag == DATE and is_known and is_of_event(clause, place)
    is_loose = particles in {"에", "에야", "부터"} if particles else is_when(clause, place)
    if is_own and is_loose:
        asking = "언제부터" if particles == "부터" else "언제"
        text = in_place(clause, range(place, place + 1), asking, grammar)
        if text:
            yield Asked(text=text, sort="date", answer=date.form)


def is_event(clause: Clause) -> bool:
    """Return whether a clause tells of one thing that happens."""
    verb = clause.words[clause.verb]
    is_state = has(verb, "VCP", "VCN") or {"있", "없"} & set(forms(verb))
    is_sure = not clause.is_negative and not clause.is_serial
    return is_sure and not is_state and is_complete(clause)


def is_of_event(clause: Clause, place: int) -> bool:
    """Return whether a date is that of the event, and the event that of the subject."""
    before = clause.words[place - 1] if place else ()
    # In "대표는 3일 …했다고 밝혔다" the day is that of saying.
    is_of_saying = clause.is_told and place <= clause.subject.stop
    after = clause.words[max(place + 1, clause.subject.stop) : clause.verb - 1]
    # "2002년 월드컵 때": a part of the name of a time.
    is_part = any({"때", "당시"} & set(forms(word)) for word in after)
    has_other = is_part or any(subject_at(word) is not None for word in after)
    return not is_of_saying and not has_other and not (before and last_tag(before) in LEANING)


def is_when(clause: Clause, place: int) -> bool:
    """Return whether a date without a particle says when, and is no part of a name after it."""
    if place == clause.last:
        return False
    after = clause.words[place + 1]
    is_name = after[0].tag in {"NNP", "SL", "MAG", "SN", TITLE} or after[0].form == "처음"
    is_object = last_tag(after) in {OBJECT, SUBJECT}
    return place + 1 in clause.subject or is_verbal(after) or is_name or is_object


def places(clause: Clause, grammar: Grammar) -> Iterator[Asked]:
    """Yield the question for the one place of a clause."""
    is_sure = not clause.is_negative and not clause.is_serial and is_complete(clause)
    has_other = any(subject_at(word) for word in clause.words[clause.subject.stop :])
    if not PLACED & set(forms(clause.words[clause.verb])) or not is_sure or has_other:
        return
    found = [
        place
        for place in clause.main
        if last_tag(clause.words[place]) == ADVERBIAL
        and last_form(clause.words[place]) in {"에", "에서"}
        and not has(clause.words[place], DATE, AMOUNT)
    ]
    if len(found) != 1 or not has(clause.words[found[0]], "NNP", "SL"):
        return
    first, last = noun_start(clause, found[0]), found[0]
    particle = last_form(clause.words[last])
    if first is not None:
        text = in_place(clause, range(first, last + 1), f"어디{particle}", grammar)
        answer = clause.said(first, last + 1).removesuffix(particle)
        if text:
            yield Asked(text=text, sort="place", answer=answer)


def noun_start(clause: Clause, last: int) -> int | None:
    """Return the place of the first of the nouns that end at `last`.

    `None` where more belongs to them than nouns.
    """
    first = last
    while first and first - 1 not in clause.subject and leans(clause.words[first - 1]):
        if not all(item.tag in NOUNS | MARKS for item in clause.words[first - 1]):
            return None
        first -= 1
    return first


def people(clause: Clause, grammar: Grammar) -> Iterator[Asked]:
    """Yield the question for who did it: "솔재역은 누가 설계했나요?"."""
    doers = [
        place
        for place in clause.main
        if place >= clause.subject.stop and subject_at(clause.words[place]) is not None
    ]
    ending = asked_ending(clause, grammar)
    is_deed = bool(DEEDS & set(forms(clause.words[clause.verb])))
    if not is_deed or len(doers) != 1 or ending is None:
        return
    place = doers[0]
    at = subject_at(clause.words[place]) or 1
    before = clause.words[place - 1]
    # "배기적 씨가": the name stands in the word before.
    has_more = place > clause.subject.stop and leans(before) and last_tag(before) not in LEANING
    if has_more and has(clause.words[place], "NNP"):
        return
    start = clause.words[place - has_more][0].start
    name = clause.text[start : clause.words[place][at - 1].end]
    if PERSON.fullmatch(name):
        text = f"{topic_of(clause, grammar)} 누가 {ending}"
        yield Asked(text=text, sort="person", answer=name)


def reasons(clause: Clause, grammar: Grammar) -> Iterator[Asked]:
    """Yield the question for the reason of a clause."""
    is_clear = bool(clause.reason) and not clause.is_told and not POINTS.match(clause.reason)
    text = why(clause, grammar) if is_clear else None
    if text:
        yield Asked(text=text, sort="reason", answer=clause.reason)
