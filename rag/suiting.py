"""Whether a few words are of the sort that a question asks for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.normalizing import normalize
from rag.kinds import wanted_type
from rag.moments import moments
from rag.quantities import quantities
from rag.slots import NUMBER, TIME
from rag.units import SPELLED

if TYPE_CHECKING:
    from rag.datatypes import FoundSpan

HOW_MANY = re.compile(r"몇\s?([가-힣A-Za-z%]+)")
YEAR = re.compile(r"\d{3,4}")
# A king has a number, other people have none.
NUMBERED = re.compile(r"\d+세|[IVX]+세")
# So many code points after a span tell what it counts: "41" is of "41종".
COUNTED = 12


def suits(question: str, span: FoundSpan) -> bool:
    """Return whether a span can be what is asked for; where that cannot be told, it can."""
    asked, words = normalize(question), normalize(span.text)
    wanted = wanted_type(asked)
    if wanted == "person":
        return not re.search(r"\d", NUMBERED.sub("", words))
    if wanted == "date":
        return bool(TIME.search(words) or YEAR.search(words))
    if wanted == "number":
        return bool(NUMBER.search(words)) and has_unit(asked, span)
    return True


def has_unit(asked: str, span: FoundSpan) -> bool:
    """Return whether a span counts in the unit that is asked for, or in none that is known."""
    found = HOW_MANY.search(asked)
    spelled = [word for word in SPELLED if found and found[1].startswith(word)]
    if not spelled:
        return True
    unit, _ = SPELLED[max(spelled, key=len)]
    start = span.start - span.passage.start
    around = span.passage.text[start : start + len(span.text) + COUNTED]
    told = {item.unit for item in quantities(around) if item.start < len(span.text)}
    if not told:
        # Then it counts nothing that is known; a date counts nothing at all.
        return not any(item.start < len(span.text) for item in moments(around))
    return bool({unit, ""} & told)
