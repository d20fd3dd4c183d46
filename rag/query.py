"""The question as asked, and the turns before it, to the query that is searched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.errors import InputError
from index.normalizing import normalize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.datatypes import Turn

# A question is a sentence or a paragraph. A longer text is a document in the wrong place, and Kiwi
# would take minutes for it.
MOST_CHARACTERS = 2000
# Of an answer only its beginning names what the next question means by "the person".
ANSWER_CHARACTERS = 80
# Words that point back at what was said before: without the turn before, they find nothing.
POINTING_BACK = re.compile(
    r"(?:^|\s)(?:그|이|저)\s?(?:회사|기업|업체|사람|분|인물|남자|여자|곳|나라|도시|제품|모델|기사|"
    r"사건|책|영화|단체|기관|대학|학교|팀|법|작품|때|것|게|거)(?![가-힣]{3})"
    r"|(?:^|\s)(?:그는|그가|그의|그를|그녀|그들|거기|그곳|여기서|그건|그게|그거|이건|그때|당시에?)(?=\s|[은는이가을를의에도?]|$)"
    r"|^(?:그럼|그러면|그렇다면|그리고|그런데|근데|또|왜\s?그)"
    r"|\b(?:it|he|she|they|its|his|her|their|him|them|that (?:company|person|man|woman))\b",
    re.IGNORECASE,
)
# A question of this few words leaves out what it is about ("길이는?", "언제?").
FEWEST_WORDS = 2
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
    """Return what to search: the question, made whole by the turn before when it needs that."""
    if not history or not needs_context(question):
        return question
    last = history[-1]
    answer = MARKER.sub("", last.answer)[:ANSWER_CHARACTERS]
    return f"{last.question} {answer} {question}"[-MOST_CHARACTERS:]


def needs_context(question: str) -> bool:
    """Return whether a question cannot stand alone."""
    return bool(POINTING_BACK.search(question)) or len(question.split()) < FEWEST_WORDS
