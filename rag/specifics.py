"""The numbers of a question that an answer must not pass over: another year, version or part.

"그록-3의 파라미터 수는?" finds a sentence on Grok-1 that has every word but the number. What was
asked about is not there, however well the rest fits.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.normalizing import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rag.datatypes import Passage

NUMBER = re.compile(r"\d+(?:[.,·]\d+)*")
# "세 번째 중 3가지", "5명 중": how many there are is often left to the reader to count, and "2019년
# 현재" is when the question was asked. Round numbers are written in many ways.
LOOSE_AFTER = re.compile(
    r"\s?(?:가지|여|[만억조천백](?!\w*호)|년\s?(?:현재|기준)|분의)|\s?(?:개|명|곳|편)\s중"
)
COUNTER = re.compile(r"\s?([가-힣A-Za-z%℃])")
# After a number these are particles, not what it counts: what is numbered stands before it.
PARTICLE = frozenset("은는이가을를의에도와과로만")
# Of a series: "2편" may be written behind the name alone.
PART = frozenset("편탄부")
NAME_BEFORE = re.compile(r"([A-Za-z가-힣]+)([-\s]?)$")
# A year, say, is told by its number alone.
TELLING_DIGITS = 3


def lacking(question: str, text: str) -> tuple[str, ...]:
    """Return the numbers of a question, with what they number, that a text does not have.

    Args:
        question: What was asked.
        text: All that was read of an article, with its title and its date.
    """
    asked, told = plain(question), plain(text)
    return tuple(
        found.group()
        for found in NUMBER.finditer(asked)
        if not LOOSE_AFTER.match(asked, found.end()) and not is_told(asked, found, told)
    )


def told_of(source: str, passages: Iterable[Passage]) -> str:
    """Return all that was read of an article, with its title and its date."""
    own = [passage for passage in passages if passage.source == source]
    return "\n".join(f"{item.title}\n{item.published or ''}\n{item.text}" for item in own)


def is_told(asked: str, number: re.Match[str], told: str) -> bool:
    """Return whether a text has a number of the question beside what it numbers there."""
    digits = re.escape(number.group())
    alone = rf"(?<![\d.]){digits}(?!\d)"
    counter = COUNTER.match(asked, number.end())
    if len(number.group()) < TELLING_DIGITS:
        if counter and counter[1] in "월일":
            alone += r"\s?[월일./-]"
        elif counter and counter[1] in PART:
            behind = rf"(?<=[a-z가-힣][-\s]){digits}(?![\d.])(?=\W|$|[은는이가을를의])"
            alone = rf"{alone}\s?{counter[1]}|{behind}"
        elif counter and counter[1] not in PARTICLE:
            alone += rf"\s?{re.escape(counter[1])}"
        elif name := NAME_BEFORE.search(asked[: number.start()]):
            alone = rf"{re.escape(name[1])}[-\s]?{digits}(?!\d)"
    return re.search(alone, told) is not None


def plain(text: str) -> str:
    """Return a text in lower case with numbers written one way: no commas, points for dots."""
    return re.sub(r"(?<=\d),(?=\d{3})", "", normalize(text).lower()).replace("·", ".")
