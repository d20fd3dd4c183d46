"""Sentences made false: a number, a name, a verb is another one, or what was never said is quoted.

A change takes a `Sentence` and gives the new text, or `None` where there is nothing to change. What
would still be true, because the paragraph says it too, is never made.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from rag.moments import moments
from rag.quantities import quantities

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from benchmarks.retelling import Sentence

DIGITS = re.compile(r"\d+")
QUOTATION = re.compile(r"[\"“]([^\"”]+)[\"”]")
QUOTED_WORDS = 4
SHORTEST_NAME = 2
# What a unit or a scale is changed to.
UNIT_PAIRS = """
    만 억 억 만 천 백 명 곳 개 명 원 달러 달러 원 km m m km 년간 개월간 년 개월 개월 년
    시간 분 분 시간 % %p 위 회 회 위 kg 톤 톤 kg 대 명 권 명 세 년 살 년
"""
UNITS = dict(zip(UNIT_PAIRS.split()[::2], UNIT_PAIRS.split()[1::2], strict=True))
NUMERAL = re.compile(r"[\d만억천백][ ]?$")
SPELLED_UNIT = re.compile("|".join(sorted(UNITS, key=len, reverse=True)))
# A list of its own, not the checker's: morphemes by form.
TURNED = """
    증가 감소 늘 줄 오르 내리 상승 하락 확대 축소 찬성 반대 승소 패소 이기 지 개통 폐쇄 열 닫 시작
    종료 허용 금지 합법 불법 유죄 무죄 최고 최저 최초 마지막 흑자 적자 수출 수입 인상 인하 합격
    탈락 찾 잃 가입 탈퇴 승리 패배 성공 실패 공격 방어 입학 졸업 출생 사망 결혼 이혼 남쪽 북쪽
    동쪽 서쪽 남부 북부 동부 서부 아버지 어머니 아들 딸 남성 여성 남자 여자 크 작 높 낮 많 적 빠르
    느리 길 짧 강하 약하 오전 오후 상반기 하반기 임명 해임 인정 부인 설립 해체 연장 단축 출발 도착
    전반기 후반기 왼쪽 오른쪽 공개 비공개 국내 해외 체포 석방 건설 철거 긍정 부정 안전 위험 좋
    나쁘 가능 불가능 직접 간접 통과 부결
"""
PAIRS = TURNED.split()
OPPOSITES = dict(zip(PAIRS[::2], PAIRS[1::2], strict=True))
OPPOSITES |= dict(zip(PAIRS[1::2], PAIRS[::2], strict=True))
INVENTED = (
    "이번 일은 우리 모두의 오랜 노력이 맺은 결실",
    "앞으로 어떤 일이 있어도 물러서지 않겠다",
)
ACTS = ("VV", "VA", "XSV", "XSA", "VX")


def other_number(sentence: Sentence) -> str | None:
    """Change a number that is no date."""
    dates = [(item.start, item.end) for item in moments(sentence.text)]
    found = [
        match
        for match in DIGITS.finditer(sentence.text)
        if not any(start <= match.start() < end for start, end in dates)
    ]
    return change_digits(sentence, found)


def other_date(sentence: Sentence) -> str | None:
    """Change a year, month or day."""
    found = [
        match
        for item in moments(sentence.text)
        for match in DIGITS.finditer(sentence.text, item.start, item.end)
    ]
    return change_digits(sentence, found)


def change_digits(sentence: Sentence, found: Sequence[re.Match[str]]) -> str | None:
    """Return the text with one of the numbers a few off, where the new one stands nowhere."""
    if not found:
        return None
    match = sentence.chance.choice(found)
    offsets = [step for step in range(-9, 10) if step]
    sentence.chance.shuffle(offsets)
    for offset in offsets:
        number = str(int(match[0]) + offset)
        if int(number) > 0 and len(number) == len(match[0]) and is_new(number, sentence.context):
            return sentence.text[: match.start()] + number + sentence.text[match.end() :]
    return None


def is_new(number: str, text: str) -> bool:
    """Return whether a number stands nowhere in a text."""
    return not re.search(rf"(?<!\d){number}(?!\d)", text)


def borrowed_number(sentence: Sentence) -> str | None:
    """Put a number of another sentence of the paragraph in, of the same length."""
    found = list(DIGITS.finditer(sentence.text))
    others = sorted(set(DIGITS.findall(sentence.context)) - set(DIGITS.findall(sentence.text)))
    if not found or not others:
        return None
    match = sentence.chance.choice(found)
    fitting = [other for other in others if len(other) == len(match[0])]
    if not fitting:
        return None
    number: str = sentence.chance.choice(fitting)
    return sentence.text[: match.start()] + number + sentence.text[match.end() :]


def other_unit(sentence: Sentence) -> str | None:
    """Change what a number counts, or its scale."""
    found = [
        match
        for item in quantities(sentence.text)
        if item.unit
        for match in SPELLED_UNIT.finditer(sentence.text, item.start, item.end)
        if NUMERAL.search(sentence.text[: match.start()])
    ]
    if not found:
        return None
    match = sentence.chance.choice(found)
    text = sentence.text[: match.start()] + UNITS[match[0]] + sentence.text[match.end() :]
    return text if text not in sentence.context else None


def negated(sentence: Sentence) -> str | None:
    """Say that it was not so, by the last predicate."""
    for place in range(len(sentence.morphemes) - 1, 1, -1):
        if sentence.morphemes[place].tag != "EF":
            continue
        act = place - 1
        while act and sentence.morphemes[act].tag == "EP":
            act -= 1
        if not sentence.morphemes[act].tag.startswith(("VV", "XSV")):
            return None
        start = act - sentence.morphemes[act].tag.startswith("XS")
        pairs = [
            *sentence.pairs(start, act + 1),
            ("지", "EC"),
            ("않", "VX"),
            *sentence.pairs(act + 1, place + 1),
        ]
        return sentence.put(start, place + 1, pairs)
    return None


def affirmed(sentence: Sentence) -> str | None:
    """Drop a negation: `하지 않았다`, `없다`, `아니다`."""
    for place, item in enumerate(sentence.morphemes):
        if item.form in {"않", "못하"} and item.tag == "VX" and place > 1:
            act = place - 2 if sentence.morphemes[place - 1].form == "지" else place - 3
            if act < 1 or not sentence.morphemes[act].tag.startswith(ACTS):
                continue
            start = act - sentence.morphemes[act].tag.startswith("XS")
            stop = min(sentence.word_end(place), len(sentence.morphemes))
            pairs = [*sentence.pairs(start, act + 1), *sentence.pairs(place + 1, stop)]
            return sentence.put(start, stop, pairs)
        if item.form == "없" and item.tag.startswith("VA"):
            return sentence.replace(place, "있")
    return None


def opposite(sentence: Sentence) -> str | None:
    """Put the opposite of a word in."""
    found = [
        place
        for place, item in enumerate(sentence.morphemes)
        if item.form in OPPOSITES
        and item.tag.startswith(("NNG", "VV", "VA"))
        and OPPOSITES[item.form] not in sentence.text
    ]
    if not found:
        return None
    place = sentence.chance.choice(found)
    return sentence.replace(place, OPPOSITES[sentence.morphemes[place].form])


def places(sentence: Sentence, tag: str) -> list[int]:
    """Return where longer words of a tag stand."""
    return [
        place
        for place, item in enumerate(sentence.morphemes)
        if item.tag == tag and len(item.form) >= SHORTEST_NAME
    ]


def other_name(sentence: Sentence) -> str | None:
    """Put another name of the corpus in."""
    found = places(sentence, "NNP")
    others = [
        name for name in sentence.chance.sample(sentence.names, 20) if name not in sentence.context
    ]
    if not found or not others:
        return None
    return sentence.replace(sentence.chance.choice(found), others[0])


def borrowed_name(sentence: Sentence) -> str | None:
    """Put a name of another sentence of the paragraph in."""
    found = places(sentence, "NNP")
    rest = sentence.context.replace(sentence.text, " ")
    others = sorted(
        {
            item.form
            for item in sentence.grammar.tag(rest)
            if item.tag == "NNP" and len(item.form) >= SHORTEST_NAME
        }
    )
    others = [name for name in others if name not in sentence.text]
    if not found or not others:
        return None
    return sentence.replace(sentence.chance.choice(found), sentence.chance.choice(others))


def swapped_names(sentence: Sentence) -> str | None:
    """Change the places of two names that are not told side by side."""
    found = places(sentence, "NNP")
    for first, second in pairwise(found):
        one, other = sentence.morphemes[first], sentence.morphemes[second]
        between = sentence.morphemes[first + 1 : second]
        has_case = any(item.tag.startswith(("JK", "JX")) for item in between)
        is_side_by_side = any(
            item.tag in {"JC", "SP", "SC"} or item.form in {"와", "과"} for item in between
        )
        if has_case and not is_side_by_side and one.form != other.form:
            text = sentence.replace(second, one.form)
            stop = sentence.word_end(first)
            pairs = [(other.form, one.tag), *sentence.pairs(first + 1, stop)]
            last = sentence.morphemes[stop - 1].end
            return sentence.text[: one.start] + sentence.grammar.join(pairs) + text[last:]
    return None


def other_noun(sentence: Sentence) -> str | None:
    """Put another common noun of the corpus in."""
    found = places(sentence, "NNG")
    others = [
        noun for noun in sentence.chance.sample(sentence.nouns, 20) if noun not in sentence.context
    ]
    if not found or not others:
        return None
    return sentence.replace(sentence.chance.choice(found), others[0])


def altered_quote(sentence: Sentence) -> str | None:
    """Change one syllable within a longer quotation."""
    for match in QUOTATION.finditer(sentence.text):
        syllables = [
            place
            for place in range(match.start(1), match.end(1))
            if "가" <= sentence.text[place] <= "힣"
        ]
        if len(match[1].split()) >= QUOTED_WORDS and syllables:
            place = sentence.chance.choice(syllables)
            put = "라" if sentence.text[place] != "라" else "나"
            return sentence.text[:place] + put + sentence.text[place + 1 :]
    return None


def invented_quote(sentence: Sentence) -> str | None:
    """Let somebody of the sentence say what nobody said."""
    found = places(sentence, "NNP")
    if not found:
        return None
    name = sentence.morphemes[found[0]].form
    words = sentence.chance.choice(INVENTED)
    return f"{sentence.grammar.join([(name, 'NNP'), ('는', 'JX')])} “{words}”라고 말했다."


MUTANTS: Mapping[str, Callable[[Sentence], str | None]] = {
    "other number": other_number,
    "number of the paragraph": borrowed_number,
    "other date": other_date,
    "other unit or scale": other_unit,
    "negated": negated,
    "negation dropped": affirmed,
    "opposite": opposite,
    "other name": other_name,
    "name of the paragraph": borrowed_name,
    "names swapped": swapped_names,
    "other noun": other_noun,
    "quote altered": altered_quote,
    "quote invented": invented_quote,
}
