"""A stream of text to its sentences, each as soon as it is surely over.

Every decision is made of so much text behind the place that more of it would change nothing. So
pieces of any size give the same sentences as the whole text at once.
"""

from __future__ import annotations

import re

from rag.writing.markers import LONGEST_MARKER, MARKER, UNFINISHED

# A sentence is no longer; what is, has no end that could be told.
LONGEST_SENTENCE = 600
# Nor has it more markers behind it, each of one source or several.
MOST_MARKERS = 12
# So many characters tell whether a sentence goes on behind a full stop.
TELLING = 5

PAIRS = dict(zip("“‘「『《〈(（[［【〔", "”’」』》〉)）]］】〕", strict=True))
OPENING = {closing: opening for opening, closing in PAIRS.items()}
SIGN = re.compile(
    rf"[.?!…。？！]{{1,8}}[*_~]{{0,3}}|[{re.escape(''.join((*PAIRS, *OPENING)))}\"'][*_~]{{0,3}}|\n"
)
CLOSERS = re.escape("".join(OPENING)) + "\"'*_~"
ENDED = re.compile(rf"[.?!…。？！][{CLOSERS}]*\Z")
STOP = re.compile(rf"(?<!\.)\.[{CLOSERS}]*\Z")

# Markers on the line itself, and on lines below it.
MARKER_BEHIND = re.compile(rf" ?[,，;·]? ?(?:{MARKER.pattern})", re.IGNORECASE)
MARKER_BELOW = re.compile(rf"\n?[,，;·]? ?(?:{MARKER.pattern})", re.IGNORECASE)
# How a sentence goes on behind what was said in it, and behind an end that is none.
QUOTED = re.compile(r"[”’」』\"'][*_~]*\Z")
BEHIND_QUOTE = re.compile(r" (?:이?라[고는며면]|하[고며는자]|[고며는등]\s)")
LATIN_END = re.compile(rf"[A-Za-z0-9,][.?!…]+[{CLOSERS}]*\Z")
SMALL = re.compile(r" [a-z]")
# "했습니다.또한": the space is missing.
GLUED = re.compile(r"[가-힣][다요죠까]\.\Z")
HANGUL = re.compile(r"[가-힣]")

# Full stops that end no sentence: of list numbers, dates and shortened words.
LIST_NUMBER = re.compile(r"[\W_]*(?:\d{1,3}|[A-Za-z가나다라마바사아자차카타파하])\Z")
DATE = re.compile(r"(?:\d{1,4}\.\s\d{1,2}|\d{2,4}\.\d{1,2}\.\d{1,2})\Z")
NUMBER = re.compile(r"(?<!\w)\d+\Z")
BEFORE_NUMBER = re.compile(r"(?<![A-Za-z])(?:Nos?|Figs?|pp?|Vol|Art|Ch|Sec)\Z")
SHORTENED = re.compile(
    r"(?<![A-Za-z])(?:(?:[A-Za-z]\.)*[A-Z]|[A-Za-z](?:\.[A-Za-z])+|Mr|Mrs|Ms|Dr|Prof|Sr|Jr|St|vs|Gen"
    r"|Sen|Rep|Gov|Lt|Col|Capt|Sgt|Rev|Hon|Inc|Ltd|Co|Corp|Bros|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?"
    r"|Oct|Nov|Dec|al|approx|Mt|Ft|Ave|Dept|Univ)\Z"
)


class Splitting:
    """Cuts a stream into sentences, each with the markers behind it.

    The text has no white space but single spaces and line feeds, each with something behind it, as
    `Unmarking` gives it. Holds little more than the longest sentence.
    """

    def __init__(self) -> None:
        self._text = ""
        self._is_cut = self._was_cut = False
        self._restart(0)

    def feed(self, text: str) -> list[str]:
        """Return the sentences that are surely over by now."""
        self._text += text
        return self._take(is_all=False)

    def finish(self) -> list[str]:
        """Return the sentences that are left."""
        sentences = self._take(is_all=True)
        rest, self._text = self._text, ""
        self._restart(0)
        return [*sentences, rest] if rest.strip() and not self._was_cut else sentences

    def _restart(self, end: int) -> None:
        self._text = self._text[end:].lstrip()
        self._read_to = 0
        self._ended: int | None = None
        self._open: list[str] = []

    def _take(self, *, is_all: bool) -> list[str]:
        sentences: list[str] = []
        while (end := self._next_end(is_all=is_all)) is not None:
            # What follows where a sentence was cut is the end of one, and no sentence.
            if not self._was_cut:
                sentences.append(self._text[:end])
            self._was_cut, self._is_cut = self._is_cut, False
            self._restart(end)
        return sentences

    def _next_end(self, *, is_all: bool) -> int | None:
        """Return where the first sentence ends with its markers, `None` if that is not sure."""
        while True:
            if self._ended is not None:
                end = self._judge(self._ended, is_all=is_all)
                if end != 0:
                    return end
                self._ended = None
            sign = SIGN.search(self._text, self._read_to)
            if sign is None or sign.start() >= LONGEST_SENTENCE:
                return self._cut()
            if sign.end() == len(self._text) and not is_all:
                return None
            self._enter(sign)

    def _cut(self) -> int | None:
        """Return where a sentence without an end is cut, once it is too long.

        Its beginning is handed over, the rest is passed over.
        """
        if len(self._text) <= LONGEST_SENTENCE:
            return None
        self._is_cut = True
        space = self._text.rfind(" ", 1, LONGEST_SENTENCE)
        return space if space > 0 else LONGEST_SENTENCE

    def _enter(self, sign: re.Match[str]) -> None:
        """Go on behind a sign, and note whether a sentence may be over there."""
        self._read_to = sign.end()
        self._follow(sign)
        if sign[0] == "\n":
            self._ended = sign.start()
        elif not self._open and ENDED.search(self._text, 0, sign.end()):
            self._ended = sign.end()

    def _follow(self, sign: re.Match[str]) -> None:
        """Keep account of quotation marks and brackets; none of them outlives its line."""
        mark = sign[0][0]
        if mark == "\n":
            self._open.clear()
        elif mark in "\"'":
            self._follow_straight(mark, sign)
        elif mark in PAIRS:
            self._open.append(mark)
        elif OPENING.get(mark) in self._open:
            while self._open.pop() != OPENING[mark]:
                pass

    def _follow_straight(self, mark: str, sign: re.Match[str]) -> None:
        before, after = self._text[: sign.start()][-1:], self._text[sign.start() + 1 :][:1]
        is_within_word = after.isascii() and after.isalpha()
        if mark == "'" and before.isalnum() and (mark not in self._open or is_within_word):
            return
        if mark in self._open:
            while self._open.pop() != mark:
                pass
        elif not after.isspace():
            self._open.append(mark)

    def _judge(self, place: int, *, is_all: bool) -> int | None:
        """Return where a sentence ends that may be over at a place: behind its markers.

        Returns:
            0 where it is not over; `None` where more text is needed to tell.
        """
        text = self._text
        end = self._behind(MARKER_BEHIND, place, is_all=is_all)
        if end is None or (end == len(text) and not is_all):
            return None
        if end > place and text[end : end + 1] == ".":
            if end + 1 == len(text) and not is_all:
                return None
            end += not text[end + 1 : end + 2].strip()
        if text[end : end + 1] in ("", "\n"):
            return self._judge_line(end, is_all=is_all)
        if end > place:
            return 0 if LIST_NUMBER.match(STOP.sub("", text[:place])) else end
        after = text[end : end + TELLING]
        if not is_all and len(after) < TELLING and "\n" not in after:
            return None
        return end if is_over(text[:end], after) else 0

    def _judge_line(self, end: int, *, is_all: bool) -> int | None:
        """Return where the last sentence of a line ends: behind markers on lines of their own."""
        below = self._behind(MARKER_BELOW, end, is_all=is_all)
        if below is None:
            return None
        # A marker before words belongs to them.
        return below if self._text[below : below + 1] in ("", "\n") else end

    def _behind(self, marker: re.Pattern[str], place: int, *, is_all: bool) -> int | None:
        """Return the place behind the markers that follow; `None` if more text may change it."""
        end = place
        for _ in range(MOST_MARKERS):
            farthest = end + LONGEST_MARKER
            is_short = not is_all and len(self._text) < farthest
            if is_short and UNFINISHED.fullmatch(self._text, end):
                return None
            found = marker.match(self._text, end, farthest)
            if found is None:
                break
            end = found.end()
        return end


def is_over(before: str, after: str) -> bool:
    """Return whether a sentence ends between two texts of one line.

    Args:
        before: From its beginning; ends in a full stop or the like, and what closes behind it.
        after: At least `TELLING` characters, or all there are.
    """
    if after[0] != " ":
        return bool(GLUED.search(before) and HANGUL.match(after))
    if QUOTED.search(before) and BEHIND_QUOTE.match(after):
        return False
    if LATIN_END.search(before) and SMALL.match(after):
        return False
    stop = STOP.search(before)
    return stop is None or not is_abbreviated(before[: stop.start()], after[1:2])


def is_abbreviated(word: str, following: str) -> bool:
    """Return whether the full stop between a text and a character belongs to the last word."""
    if LIST_NUMBER.match(word) or SHORTENED.search(word) or DATE.search(word):
        return True
    if following.isdigit():
        return bool(NUMBER.search(word) or BEFORE_NUMBER.search(word))
    return bool(NUMBER.search(word) and HANGUL.match(following))
