"""The printed lines of a page -> its paragraphs.

A printed page has lines and no paragraphs, and a Korean line may end in the middle of a word. Where
a paragraph ends is seen from the width of its last line, from gaps, indents and sizes; whether a
broken word or a space was at the end of a line, from how the whole text is set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import quantiles


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line as it is printed; lengths are in points, and `bottom` grows upwards.

    Attributes:
        text: Its words.
        left: Where its first character begins.
        right: Where its last character ends.
        bottom: The lower edge of its letters.
        size: Their height.
        page: From 1.
        is_spaced: Whether white space ends it.
        is_hyphened: Whether a hyphen that belongs to no word ended it.
    """

    text: str
    left: float
    right: float
    bottom: float
    size: float
    page: int
    is_spaced: bool = False
    is_hyphened: bool = False


# In the size of the letters.
_SAME_EDGE = 3.0
_INDENT = 0.7
# A line that ends so far from the edge was ended on purpose.
_ROOM = 1.6
# In the usual distance of two lines, and in their size.
_GAP = 1.3
_OTHER_SIZE = 0.15

# Digits end words too, but none begins with a particle behind them.
_SYLLABLES = re.compile(r"[가-힣\d][가-힣]")
_ENDS_SENTENCE = re.compile(r"[.!?。…][\"'”’)\]」』>]*$")
_BULLET = re.compile(r"[•·▶▷◦○●■□◆◇※▲△*-]\s|\(?\d{1,2}[.)]\s|[①-⑳]")
# What no word begins with: particles and endings that stand alone, or with the end of a sentence.
_TORN = re.compile(
    r"(?:[은는을를의]|에서|에게|으로|까지는?|부터|들[은이을의]|처럼|했다|었다|았다|한다|된다|니다|다|요)(?=$|[\s.,\"'”’)])"
)
# What hardly ever stands in the middle of a word: particles and endings with a word before them.
_WHOLE = re.compile(r"\S+(?:[을를는의]|에서|에게|으로|하고|하며|하여|부터|까지)")
# Of the ends of lines between two syllables: how many show that words are torn, at the least.
_LEAST_TORN = 0.04
# In the size of the letters: so far from the edge ends a line that no whole syllable fits behind.
_FILLED = 1.2
_FLUSH = 0.1
_FEWEST_FILLED = 3


def read_paragraphs(lines: Sequence[Line]) -> Iterator[list[tuple[Line, str]]]:
    """Yield the paragraphs: their lines, each with what stands between it and the one before.

    Args:
        lines: All lines of a file, page by page, as they are read.
    """
    if not lines:
        return
    pitch = _pitch(lines)
    edges = _right_edges(lines)
    starts = [0] + [
        place + 1
        for place, (above, line) in enumerate(pairwise(lines))
        if _is_new(above, line, edges[place], pitch)
    ]
    broken = [
        (above, line, edge)
        for place, (above, line, edge) in enumerate(zip(lines, lines[1:], edges, strict=False))
        if place + 1 not in set(starts) and _SYLLABLES.match(above.text[-1:] + line.text[:1])
    ]
    joints = _Joints(
        words=frozenset(word for line in lines for word in line.text.split()[1:-1]),
        is_torn=_is_torn(broken),
        is_spaced=any(line.is_spaced for line in lines),
    )
    for start, end in pairwise([*starts, len(lines)]):
        paragraph = lines[start:end]
        glue = [""] + [
            "" if joints.is_one_word(above, line) else " " for above, line in pairwise(paragraph)
        ]
        yield list(zip(paragraph, glue, strict=True))


def _pitch(lines: Sequence[Line]) -> float:
    """Return the usual distance from one line to the next; infinite if nothing tells."""
    steps = [
        above.bottom - line.bottom
        for above, line in pairwise(lines)
        if above.page == line.page and above.bottom - line.bottom > line.size / 2
    ]
    return quantiles(steps, n=4)[0] if len(steps) > 1 else float("inf")


def _right_edges(lines: Sequence[Line]) -> list[float]:
    """Return for each line how far right the lines of its column go."""
    columns: dict[int, float] = {}
    places = [round(line.left / (_SAME_EDGE * max(line.size, 1))) for line in lines]
    for place, line in zip(places, lines, strict=True):
        for near in (place - 1, place, place + 1):
            columns[near] = max(columns.get(near, 0), line.right)
    return [columns[place] for place in places]


def _is_new(above: Line, line: Line, edge: float, pitch: float) -> bool:
    """Return whether a paragraph begins with a line."""
    if abs(above.size - line.size) > _OTHER_SIZE * above.size or _BULLET.match(line.text):
        return True
    if above.page == line.page and above.bottom > line.bottom:
        is_indented = line.left - above.left > _INDENT * line.size
        if above.bottom - line.bottom > _GAP * pitch or is_indented:
            return True
    slack = (edge - above.right) / max(above.size, 1)
    if _ENDS_SENTENCE.search(above.text):
        # A sentence is whole on either side; to part too often does less harm than too seldom.
        return slack > _ROOM or above.page != line.page
    per_character = (line.right - line.left) / max(len(line.text), 1)
    word = len(line.text.split()[0]) * per_character / max(above.size, 1)
    return slack > word + _ROOM


def _is_torn(broken: Sequence[tuple[Line, Line, float]]) -> bool:
    """Return whether lines end in the middle of words, as they do where words are not kept whole.

    Either some lines begin with what no word begins with, or all reach the edge by a syllable
    though their last words differ in length. Lines that are stretched to the edge tell nothing.

    Args:
        broken: The lines before and after a break between two syllables, and the right edge.
    """
    torn = sum(bool(_TORN.match(line.text)) for _, line, _ in broken)
    if torn:
        return torn >= _LEAST_TORN * len(broken)
    slacks = [(edge - above.right) / max(above.size, 1) for above, _, edge in broken]
    return len(slacks) >= _FEWEST_FILLED and _FLUSH < max(slacks) <= _FILLED


@dataclass(frozen=True, slots=True, kw_only=True)
class _Joints:
    """How the lines of a file are to be joined.

    Attributes:
        words: Those that are whole, as they stand inside lines.
        is_torn: Whether lines may end in the middle of a word.
        is_spaced: Whether lines that end with a word end with a space.
    """

    words: frozenset[str]
    is_torn: bool
    is_spaced: bool

    def is_one_word(self, above: Line, line: Line) -> bool:
        """Return whether the end of a line and the beginning of the next are parts of one word."""
        if above.is_hyphened:
            return True
        if above.is_spaced or not _SYLLABLES.match(above.text[-1:] + line.text[:1]):
            return False
        # Where some lines end with a space, those that do not are broken in a word.
        if self.is_spaced or _TORN.match(line.text) or not self.is_torn:
            return self.is_spaced or self.is_torn
        first, second = above.text.split()[-1], line.text.split()[0]
        if first + second in self.words:
            return True
        # Most breaks are inside a word, and a missing space does less harm than a torn word.
        is_whole = first in self.words and second in self.words
        return not (is_whole or _WHOLE.fullmatch(first))
