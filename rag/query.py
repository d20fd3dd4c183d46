"""The question as asked, and the turns before it, to the query that is searched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.errors import InputError
from index.normalizing import normalize
from rag.phrases import is_abstention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.datatypes import Turn

# A question is a sentence or a paragraph. A longer text is a document in the wrong place, and Kiwi
# would take minutes for it.
MOST_CHARACTERS = 2000
# A short answer names what the next question means by "the person"; a long one is a quote that
# would only find itself again.
ANSWER_CHARACTERS = 40
# Particles that may follow a noun; more than these makes it another word: 이분, but not 이분법.
PARTICLES = (
    r"(?:들|에서|에게|에|서|께서|으로|로|부터|까지|보다|처럼|만|도|은|는|이|가|을|를|의|와|과|란"
    r"|야|인가요?|인지|예요|이?죠|지)*(?![가-힣])"
)
# Words that point back at what was said before: without the turn before, they find nothing.
# English ones are not told by any case, for "IT" is a trade.
POINTING_BACK = re.compile(
    r"(?:^|\s)(?:(?:그|이|저)\s?(?:회사|기업|업체|사람|분|인물|남자|여자|곳|나라|도시|제품|모델|기사|"
    r"사건|책|영화|단체|기관|대학|학교|팀|법|작품|때|것|게|거)"
    r"|그(?=[는가의를와도]|에게)|그녀|그들|거기|여기|그건|이건)"
    rf"{PARTICLES}"
    rf"|^(?:그\s|왜\s?그(?=[\s래랬러렇런])|당시{PARTICLES}"
    r"|(?:그럼|그러면|그렇다면|그리고|그런데|근데|또한?)(?![가-힣]))"
    r"|\b(?:[Ii]ts?|[Hh]e|[Ss]he|[Tt]hey|[Hh]is|[Hh]ers?|[Tt]heir|[Hh]im|[Tt]hem"
    r"|[Tt]hat (?:company|person|man|woman))\b"
)
# A question of one short word leaves out what it is about ("길이는?", "언제?"); a long one is only
# written without spaces.
LONGEST_FRAGMENT = 8
MARKER = re.compile(r"\s*\[\d+\]")


def check_question(question: str) -> str:
    """Return the question without white space around it.

    Raises:
        InputError: There is nothing to ask, or too much.
    """
    stripped = normalize(question).strip()
    if not stripped:
        message = "the question is empty; type one"
        raise InputError(message)
    if len(stripped) > MOST_CHARACTERS:
        message = (
            f"the question has {len(stripped):,} characters, {MOST_CHARACTERS:,} are allowed; "
            "shorten it"
        )
        raise InputError(message)
    return question.strip()


def make_query(question: str, history: Sequence[Turn]) -> str:
    """Return what to search, normalised: the question, with the turn before when it needs that."""
    asked = normalize(question).strip()
    if not history or not needs_context(asked):
        return asked
    last = history[-1]
    # An abstention names articles that were not about the question.
    told = "" if is_abstention(last.answer) else MARKER.sub("", last.answer)
    named = told if len(told) <= ANSWER_CHARACTERS else ""
    parts = (last.question, named, asked)
    return normalize(" ".join(part for part in parts if part))[-MOST_CHARACTERS:]


def needs_context(question: str) -> bool:
    """Return whether a normalised question cannot stand alone."""
    is_fragment = len(question) <= LONGEST_FRAGMENT and len(question.split()) == 1
    return is_fragment or bool(POINTING_BACK.search(question))
