"""Which lines of an article are page furniture, captions or legal notices, not its own words.

The rules look at single lines first and at their neighbours second. They would rather keep a line
too many than lose a sentence: what tells of something that happened is never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import groupby, pairwise, takewhile

from index.captions import find_credit, is_caption, is_said_twice
from index.facts import read_imprint
from index.furniture import (
    ACTIONS,
    LONGEST_BUTTON,
    button_words,
    core,
    is_asking,
    is_count,
    is_furniture,
)
from index.notices import NOTICE, RIGHTS
from index.prose import SENTENCE, is_report, is_sentence


class Kind(Enum):
    """What a line is to the article it stands in."""

    OWN = "own"
    CAPTION = "caption"
    COPYRIGHT = "copyright"
    FURNITURE = "furniture"


# In code points: longer entries of a list are paragraphs.
_LONGEST_ENTRY = 120
# A notice is looked for this close to the end of a line.
_NOTICE_REACH = 300
_MOST_ENTRIES = 12
_MOST_PRAISE_LINES = 8
# Shorter lines stand twice in songs and tables.
_SHORTEST_ECHO = 5

_RELATED = re.compile(
    r"(?:키워드\s)?(?:관련|많이\s?본|인기|추천|주요|최신|핫|실시간(?:\s?주요)?|오늘의(?:\s?(?:주요|핫))?"
    r"|이\s?시각(?:\s?많이\s?본)?|함께\s?(?:보면|읽으면)\s?좋은)\s?(?:기사|뉴스|콘텐츠|클릭)"
    r"(?:\s?(?:더\s?보기|top\s?\d*))?:?"
    r"|(?:related|recommended|popular|trending|more)\s(?:articles?|stories|news|posts|reading):?"
    r"|most (?:read|popular):?|you (?:may|might) also like:?",
    re.IGNORECASE,
)
_RELATED_ENTRY = re.compile(r"[<\[▶▷☞】【]?\s?관련\s?(?:기사|뉴스)\s?[\]>】:].{1,120}")
_BULLET = re.compile(r"[-•·*▶▷►☞■◆]|\d{1,2}[.)]\s")
_PRAISE = re.compile(
    r"\W*(?:위|이|본|해당) 글은.{0,60}실린 글입니다\W*|.{0,80}뉴스레터(?:입니다|예요|이에요)\.?"
)


def judge(lines: Sequence[str]) -> list[Kind]:
    """Return what each line is; blank lines are `""` and count as the article's own.

    Args:
        lines: All lines of an article in order, without the white space around them.
    """
    kinds = [_kind(line) for line in lines]
    written = [place for place, line in enumerate(lines) if line]
    _mark_echoes(lines, written, kinds)
    _mark_samples(lines, written, kinds)
    _mark_company(lines, written, kinds)
    _mark_related(lines, written, kinds)
    _mark_praise(lines, written, kinds)
    return kinds


def cuts(line: str) -> list[int]:
    """Return where to cut a line so that a notice or photo credit in it stands by itself."""
    if is_caption(line):
        return []
    notice = NOTICE.search(line, max(len(line) - _NOTICE_REACH, 0))
    if notice and not is_sentence(line[notice.end() :]):
        return [notice.start(), notice.end()]
    credit = find_credit(line)
    return [credit.start()] if credit else []


def _kind(line: str) -> Kind:
    if is_caption(line) or is_said_twice(line):
        return Kind.CAPTION
    if len(line) > LONGEST_BUTTON:
        return Kind.OWN
    words = core(line)
    if (NOTICE.fullmatch(line) or RIGHTS.fullmatch(words)) and not SENTENCE.search(words):
        return Kind.COPYRIGHT
    return Kind.FURNITURE if is_furniture(line) else Kind.OWN


def _mark_echoes(lines: Sequence[str], written: Sequence[int], kinds: list[Kind]) -> None:
    """Mark captions that stand twice, one below the other, with room around them."""
    padded = ["", *lines, ""]
    for order, (first, second) in enumerate(pairwise(written)):
        line, is_alone = lines[first], not padded[first] and not padded[second + 2]
        if line != lines[second] or second != first + 1 or not is_alone:
            continue
        is_entry = len(line) < _SHORTEST_ECHO or _BULLET.match(line) is not None
        if kinds[first] is not Kind.OWN or is_entry or is_report(line):
            continue
        below = "".join(lines[place] for place in written[order + 2 : order + 3])
        # A headline that stands twice is still a headline.
        kinds[first] = Kind.CAPTION if read_imprint(below) is None else Kind.OWN
        kinds[second] = Kind.CAPTION


def _mark_samples(lines: Sequence[str], written: Sequence[int], kinds: list[Kind]) -> None:
    """Mark the sentence that shows how large the letters are."""
    for before, place in pairwise(written):
        if kinds[before] is Kind.FURNITURE and lines[place].startswith("(예시)"):
            kinds[place] = Kind.FURNITURE


def _mark_company(lines: Sequence[str], written: Sequence[int], kinds: list[Kind]) -> None:
    """Mark names of networks, bare verbs and numbers that stand beside furniture."""
    words = {place: _waiting(lines, place) for place in written if kinds[place] is Kind.OWN}
    runs = [list(run) for _, run in groupby(written, lambda place: bool(words.get(place)))]
    for before, run, after in zip([[], *runs], runs, [*runs[1:], []], strict=False):
        said = [word for place in run for word in words.get(place, [])]
        near = [*before[-1:], *after[:1]]
        has_company = any(kinds[place] is Kind.FURNITURE for place in near)
        is_bar = len(said) > 1 and not ACTIONS.isdisjoint(said)
        above = read_imprint(lines[before[-1]]) if before[-1:] == [run[0] - 1] else None
        if said and (has_company or is_bar or (above and above.stamps)):
            for place in run:
                kinds[place] = Kind.FURNITURE


def _waiting(lines: Sequence[str], place: int) -> list[str]:
    """Return the words of a line if they may be buttons or counts, else nothing."""
    if is_count(lines[place]):
        # A number with room around it is the heading of a section.
        is_alone = not any((*lines[max(place - 1, 0) : place], *lines[place + 1 : place + 2]))
        return [] if is_alone else [lines[place]]
    return button_words(lines[place])


def _mark_related(lines: Sequence[str], written: Sequence[int], kinds: list[Kind]) -> None:
    """Mark headed lists of other articles."""
    for order, place in enumerate(written):
        if len(lines[place]) > _LONGEST_ENTRY:
            continue
        if _RELATED_ENTRY.fullmatch(lines[place]):
            kinds[place] = Kind.FURNITURE
        elif _RELATED.fullmatch(core(lines[place])):
            below = written[order + 1 : order + 1 + _MOST_ENTRIES]
            for entry in [place, *_entries(lines, below, kinds)]:
                kinds[entry] = Kind.FURNITURE


def _entries(lines: Sequence[str], below: Sequence[int], kinds: Sequence[Kind]) -> Iterator[int]:
    """Yield the lines of a list; where running text follows, its heading is no entry."""
    listed = list(takewhile(lambda place: _may_be_entry(lines[place], kinds[place]), below))
    stop = below[len(listed)] if len(listed) < len(below) else None
    goes_on = stop is not None and kinds[stop] is Kind.OWN and is_sentence(lines[stop])
    for place in listed:
        is_apart = place > listed[0] and not lines[place - 1]
        if goes_on and is_apart and not _BULLET.match(lines[place]):
            return
        yield place


def _may_be_entry(line: str, kind: Kind) -> bool:
    if kind is not Kind.OWN:
        return kind is Kind.FURNITURE
    return len(line) <= _LONGEST_ENTRY and not is_sentence(line) and read_imprint(line) is None


def _mark_praise(lines: Sequence[str], written: Sequence[int], kinds: list[Kind]) -> None:
    """Mark what a newsletter says about itself before it asks to be subscribed to."""
    asking = [order for order, place in enumerate(written) if is_asking(lines[place])]
    for order in asking[-1:]:
        block = written[max(order - _MOST_PRAISE_LINES, 0) : order]
        starts = [place for place in block if _PRAISE.fullmatch(lines[place])]
        for place in block:
            if starts and place >= starts[0] and len(lines[place]) <= _LONGEST_ENTRY:
                kinds[place] = Kind.FURNITURE
