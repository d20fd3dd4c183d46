"""Text as a language model streams it -> its words: no markup, links, pictures or thoughts.

It takes a stream in pieces of any size and gives the same text for all of them: what may still
become markup is held back until the rest of it is there.
"""

from __future__ import annotations

import re

from rag.writing.fencing import visible
from rag.writing.markers import SUPERSCRIPTS

# Elements of HTML, by what they do to the text around them. Other tags are words: `<Butter>`.
BLOCK = re.compile(
    r"</?(?:article|blockquote|br|center|d[dlt]|details|div|figcaption|figure|footer|h[1-6]|header"
    r"|hr|li|main|[ou]l|p|pre|section|summary|table|tbody|t[dhr]|thead)[\s/>]"
)
INLINE = re.compile(
    r"</|<(?:a|abbr|audio|b|button|cite|code|del|em|font|form|i|iframe|img|input|ins|kbd|label|link"
    r"|mark|meta|object|q|s|samp|script|small|source|span|strike|strong|style|sub|sup|svg|tt|u|var"
    r"|video|wbr)[\s/>]|<[^>]*(?:=[^>]*|/)>|<[!|]"
)
LONGEST_TAG = 200
LONGEST_WORDS = 200
LONGEST_TARGET = 500

START = re.compile(r"[<!\[\]`]")
SUPERSCRIPT = re.compile(r"<sup>\s?\[?(\d{1,2})\]?\s?</sup>")
TAG = re.compile(rf"<[!/|A-Za-z][^<>\n]{{0,{LONGEST_TAG}}}>")
THOUGHT = re.compile(
    r"<(/?)(think(?:ing)?|thoughts?|reasoning|reflection|scratchpad)>", re.IGNORECASE
)
ADDRESS = re.compile(r"<((?:https?|mailto):[^\s<>]+)>")
# An address, or a path: what stands in parentheses behind brackets may also be words.
TARGET = (
    rf"\]\( ?(?![가-힣])(?=[^\s()]{{0,{LONGEST_TARGET}}}[:/.#])[^\s()]{{1,{LONGEST_TARGET}}}"
    rf"(?:\([^\s()]{{0,{LONGEST_WORDS}}}\)[^\s()]{{0,{LONGEST_WORDS}}})?"
    rf"(?: \"[^\"()\n]{{0,{LONGEST_WORDS}}}\")? ?\)"
)
LINK = re.compile(rf"\[([^\[\]\n]{{0,{LONGEST_WORDS}}}){TARGET}")
LINK_END = re.compile(TARGET)
IMAGE = re.compile(
    rf"!\[[^\[\]\n]{{0,{LONGEST_WORDS}}}\]"
    rf"(?:\([^()\n]{{0,{LONGEST_TARGET}}}\)|\[[^\[\]\n]{{0,{LONGEST_WORDS}}}\])?"
)
CODE_LANGUAGE = re.compile(r"`{3,8}[A-Za-z0-9+-]{0,20}(?=\n)")
BACKTICKS = re.compile(r"`{1,8}")
IS_NUMBERS = re.compile(r" ?\^?[\d ,;–-]+ ?")
RAISED = str.maketrans("0123456789", SUPERSCRIPTS)

# What each of them may look like while it has no end: all of its beginnings, but not itself unless
# more may follow.
UNFINISHED_TARGET = (
    rf"\](?:\( ?(?:[^\s()가-힣][^()\n]{{0,{2 * LONGEST_TARGET}}}"
    rf"(?:\([^()\n]{{0,{LONGEST_WORDS}}}(?:\)[^()\n]{{0,{2 * LONGEST_WORDS}}})?)?)?)?"
)
UNFINISHED = {
    "<": re.compile(
        rf"<(?:[!/|A-Za-z][^<>\n]{{0,{LONGEST_TAG}}})?|<sup>[^<\n]{{0,6}}<?[/sup]{{0,4}}"
    ),
    "!": re.compile(
        rf"!(?:\[[^\[\]\n]{{0,{LONGEST_WORDS}}}"
        rf"(?:\](?:\([^()\n]{{0,{LONGEST_TARGET}}}|\[[^\[\]\n]{{0,{LONGEST_WORDS}}})?)?)?"
    ),
    "[": re.compile(rf"\[[^\[\]\n]{{0,{LONGEST_WORDS}}}(?:{UNFINISHED_TARGET})?"),
    "]": re.compile(UNFINISHED_TARGET),
    "`": re.compile(r"`{1,8}[A-Za-z0-9+-]{0,20}"),
}


class Unmarking:
    """Takes markup out of a stream.

    Of a link the words stay, of an image nothing. White space becomes one space or one line feed;
    invisible characters are dropped. Holds back a few thousand characters at most.
    """

    def __init__(self) -> None:
        self._held = ""
        self._thought_end = ""
        self._gap = ""

    def feed(self, piece: str) -> str:
        """Return what is certain by now, as far as it was not returned before."""
        self._held += visible(piece)
        return self._single_spaced(self._take(is_all=False))

    def finish(self) -> str:
        """Return the rest; a thought that has no end is none of it."""
        return self._single_spaced(self._take(is_all=True))

    def _take(self, *, is_all: bool) -> str:
        words: list[str] = []
        text, place = self._held, 0
        while place < len(text):
            if self._thought_end:
                place, is_over = self._skip_thought(place)
                if not is_over:
                    break
                continue
            found = START.search(text, place)
            start = found.start() if found else len(text)
            words.append(text[place:start])
            place = start
            if found is None:
                continue
            if not is_all and UNFINISHED[found[0]].fullmatch(text, start):
                break
            said, place = self._read(text, start)
            words.append(said)
        self._held = text[place:]
        return "".join(words)

    def _skip_thought(self, place: int) -> tuple[int, bool]:
        """Return the end of a thought and true, or false and how far it surely goes on."""
        end = self._held.find(self._thought_end, place)
        if end < 0:
            return max(place, len(self._held) - len(self._thought_end) + 1), False
        place = end + len(self._thought_end)
        self._thought_end = ""
        return place, True

    def _read(self, text: str, start: int) -> tuple[str, int]:
        """Return the words of what begins at a sign of markup, and where it ends."""
        sign = text[start]
        if sign == "`":
            found = CODE_LANGUAGE.match(text, start) or BACKTICKS.match(text, start)
            return "", found.end() if found else start + 1
        if sign == "!" and (image := IMAGE.match(text, start)):
            return "", image.end()
        if sign == "]" and (end := LINK_END.match(text, start)):
            return "]", end.end()
        if sign == "[" and (link := LINK.match(text, start)):
            return (f"[{link[1]}]" if IS_NUMBERS.fullmatch(link[1]) else link[1]), link.end()
        if sign == "<":
            return self._read_tag(text, start)
        return sign, start + 1

    def _read_tag(self, text: str, start: int) -> tuple[str, int]:
        if number := SUPERSCRIPT.match(text, start):
            return number[1].translate(RAISED), number.end()
        if address := ADDRESS.match(text, start):
            return address[1], address.end()
        tag = TAG.match(text, start)
        return (self._words_of(tag[0]), tag.end()) if tag else (text[start], start + 1)

    def _words_of(self, tag: str) -> str:
        """Return what a tag leaves in the text; one that begins a thought drops what follows."""
        if thought := THOUGHT.fullmatch(tag):
            self._thought_end = "" if thought[1] else f"</{thought[2]}>"
            return "\n"
        if BLOCK.match(tag):
            return "\n"
        return "" if INLINE.match(tag) else tag

    def _single_spaced(self, text: str) -> str:
        parts: list[str] = []
        for part in re.findall(r"\s+|\S+", text):
            if part.isspace():
                has_line_end = "\n" in self._gap + part or "\r" in part
                self._gap = "\n" if has_line_end else " "
            else:
                parts += (self._gap, part)
                self._gap = ""
        return "".join(parts)
