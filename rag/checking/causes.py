"""Whether two sentences give cause and effect the same way round."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.checking.standing import places_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from rag.checking.told import Told

# Behind the cause, before the effect.
KOREAN = re.compile(
    r"때문에|탓에|덕분에|덕에|[가-힣](?:으)?로\s(?:인해|인하여|인한|말미암아)|(?<=[가-힣]\s)여파로|바람에"
)
# The effect, then the cause: `문을 닫은 것은 불이 났기 때문이다`, `문을 닫은 이유는 불이다`.
TURNED = re.compile(r"(?:이유|원인|까닭|배경|것)[은는](?=\s)")
BECAUSE = re.compile(r"(?:때문|탓|덕분)(?:이|입|인)")
ENGLISH = re.compile(r"\b(?:because(?:\s+of)?|due\s+to|owing\s+to|thanks\s+to)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """The words of a sentence that tell a cause, and those that tell what came of it."""

    cause: frozenset[int]
    effect: frozenset[int]


def is_reversed(mine: Told, theirs: Told) -> bool:
    """Return whether what is a cause here came of it there, and the other way round."""
    one, other = reason_of(mine), reason_of(theirs)
    if one is None or other is None:
        return False
    kept = found(one.cause, mine, other.cause, theirs) + found(
        one.effect, mine, other.effect, theirs
    )
    causes = found(one.cause, mine, other.effect - other.cause, theirs)
    effects = found(one.effect, mine, other.cause - other.effect, theirs)
    return bool(causes and effects) and causes + effects > kept


def reason_of(told: Told) -> Reason | None:
    """Return what a sentence says came of what; `None` where it does not say so in plain words."""
    text = told.text
    if told.is_english:
        marker = ENGLISH.search(text)
        if marker is None:
            return None
        comma = text.find(",", marker.end())
        if not text[: marker.start()].strip() and comma >= 0:
            return split(told, (marker.end(), comma), (comma, len(text)))
        return split(told, (marker.end(), len(text)), (0, marker.start()))
    turned = TURNED.search(text)
    if turned and (turned[0][0] != "것" or BECAUSE.search(text, turned.end())):
        return split(told, (turned.end(), len(text)), (0, turned.start()))
    marker = KOREAN.search(text)
    return split(told, (0, marker.start()), (marker.end(), len(text))) if marker else None


def split(told: Told, cause: tuple[int, int], effect: tuple[int, int]) -> Reason | None:
    """Return the words between the ends of a cause and of an effect, unless one has none."""
    parts = [
        frozenset(at for at, word in enumerate(told.words) if start <= word.start < end)
        for start, end in (cause, effect)
    ]
    return Reason(cause=parts[0], effect=parts[1]) if all(parts) else None


def found(words: Collection[int], mine: Told, among: Collection[int], theirs: Told) -> int:
    """Return how many words of one sentence stand among words of another one."""
    return sum(not set(places_of(mine.words[at], theirs)).isdisjoint(among) for at in words)
