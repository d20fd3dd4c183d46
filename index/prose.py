"""Whether words are running text, and whether they report something that happened."""

from __future__ import annotations

import re

# In code points: how much of a line is looked at.
_BEGINNING = 600
_END = 120
# Number of the final consonant ㅆ, the mark of the past tense, and of all of them (Unicode 3.12).
_PAST_FINAL = 20
_FINALS = 28

SENTENCE = re.compile(r"[다요죠]\.(?=[\s\"'”’)]|$)")
"""The end of a Korean sentence."""

_ENDED = re.compile(r"[가-힣a-z0-9%)\]]\.[\"'”’)\]]*$")
_ENDED_IN_PAST = re.compile(r"([가-힣])(?:다|습니다)\.[\"'”’)\]]*\s*$")


def is_sentence(line: str) -> bool:
    """Return whether a line reads as running text: a full stop ends it, or a sentence in it."""
    beginning, end = line[:_BEGINNING], line[-_END:]
    return bool(_ENDED.search(end) or SENTENCE.search(beginning))


def is_report(text: str) -> bool:
    """Return whether a text tells in the past tense, or in several sentences.

    A caption says in one sentence what there is to see: "...하고 있다."
    """
    if len(SENTENCE.findall(text)) > 1:
        return True
    stem = _ENDED_IN_PAST.search(text[-_END:])
    return (
        stem is not None and stem[1] != "있" and (ord(stem[1]) - ord("가")) % _FINALS == _PAST_FINAL
    )
