"""What a language model streams -> whole sentences, clean, each with the numbers it cites."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from rag.writing.fencing import is_fence_like
from rag.writing.instructions import spoken_lines
from rag.writing.markers import MARKER, numbers_in
from rag.writing.sentences import Splitting
from rag.writing.unmarking import Unmarking

# A stream is taken in steps, so that a text that comes at once costs no more than its length.
STEP = 256

# What stands before a line: quote marks, headings, bullets, numbers, in any order.
LEADING = re.compile(
    r"\A(?:\s|>|#{1,6}(?=\s|\Z)|[-*+•◦▪▸►●○·–—](?=\s)|\d{1,2}[.)](?=\s|\Z)|\(\d{1,2}\)(?=\s)|[①-⑳])+"
)
PREFIX = re.compile(
    r"\A\s*(?:\[?(?:최종\s?)?(?:답변|답|대답|응답|정답)\]?|(?:(?:final|short)\s)?(?:answer|response)"
    r"|assistant)\s*(?:[:：]\s*|\Z)",
    re.IGNORECASE,
)
PAIRED = re.compile(r"\*{2,}|__+|~~+|`+|(?<!\d)\*(?=\S)|(?<=\S)\*(?!\d)")
UNDERLINED = re.compile(r"(?<!\w)_([^_\n]+)_(?![A-Za-z0-9_])")
TABLE = re.compile(r"\A\s*\|")
EMPTY = re.compile(r"\(\s*\)|\[\s*\]")
BEFORE_MARK = re.compile(r"\s+(?=[.,?!](?:\s|\Z))")
TWO_STOPS = re.compile(r"(?<=[^.][.?!。])\.\Z")
NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A sentence as a language model wrote it.

    Attributes:
        text: One line of words, without markers and markup, composed (NFC); never empty.
        markers: The numbers it cites, each once, in order; they may be of no passage.
    """

    text: str
    markers: tuple[int, ...]


class Drafting:
    """Turns the pieces of a stream into sentences.

    Pieces of any size give the same sentences as the whole text at once. None of them is said
    twice, or repeats the instructions, or has a line of a fence in it.
    """

    def __init__(self) -> None:
        self._unmarking = Unmarking()
        self._splitting = Splitting()
        self._said = set(instructed())

    def feed(self, piece: str) -> list[Drafted]:
        """Return the sentences that are over with this piece."""
        return [
            drafted
            for start in range(0, len(piece), STEP)
            for raw in self._splitting.feed(self._unmarking.feed(piece[start : start + STEP]))
            for drafted in self._new(raw)
        ]

    def finish(self) -> list[Drafted]:
        """Return the sentences that are left when the stream is over."""
        rest = self._splitting.feed(self._unmarking.finish())
        return [drafted for raw in (*rest, *self._splitting.finish()) for drafted in self._new(raw)]

    def _new(self, raw: str) -> list[Drafted]:
        drafted = draft(raw)
        letters = letters_of(drafted.text)
        if not letters or letters in self._said or is_fence_like(raw):
            return []
        self._said.add(letters)
        return [drafted]


@cache
def instructed() -> frozenset[str]:
    """Return the letters of each sentence of the instructions: small models say them again."""
    splitting = Splitting()
    sentences = splitting.feed("\n".join(spoken_lines()))
    return frozenset(letters_of(draft(raw).text) for raw in (*sentences, *splitting.finish()))


def draft(raw: str) -> Drafted:
    """Return a sentence without its markers and its markup."""
    numbers: dict[int, None] = {}
    for marker in MARKER.finditer(raw):
        numbers.update(dict.fromkeys(numbers_in(marker[0])))
    return Drafted(text=plain(without_markers(raw)), markers=tuple(numbers))


def without_markers(raw: str) -> str:
    """Return a sentence without its markers and the space before them."""
    bare = MARKER.sub("\0", raw)
    if bare == raw:
        return raw
    return TWO_STOPS.sub("", re.sub("[ \n]*\0", "", bare).strip())


def plain(text: str) -> str:
    """Return the words of a line of Markdown, composed, on one line."""
    words = TABLE.sub("", text)
    if words != text:
        words = re.sub(r"\s*\|\s*|:?-{3,}:?", " ", words)
    words = LEADING.sub("", PAIRED.sub("", LEADING.sub("", words)))
    words = EMPTY.sub("", PREFIX.sub("", UNDERLINED.sub(r"\1", words)))
    words = LEADING.sub("", words)
    return unicodedata.normalize("NFC", BEFORE_MARK.sub("", " ".join(words.split())))


def letters_of(sentence: str) -> str:
    """Return the letters and digits of a sentence, in lower case: what makes it the same."""
    return NOT_LETTERS.sub("", unicodedata.normalize("NFC", sentence)).casefold()
