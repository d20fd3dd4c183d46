"""Text as written -> text as searched, and the way back.

Two texts that look alike should be found alike: composed and decomposed Hangul, full-width and
plain letters, with or without an invisible character in the middle of a word. The reader is shown
the original, so every character of the normalised copy knows where it comes from.

It is NFC with some folding, not NFKC: `①`, `㎏` and `½` stay what they are.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.datatypes import Span

# Characters that normalising keeps and that never merge with the one before them: ASCII and Latin,
# punctuation, symbols, kana, compatibility jamo, ideographs, syllables. Most texts have no other.
_PLAIN = (
    r"\t\n\r\x20-\x7e\xa1-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u2125"
    r"\u2190-\u2328\u232b-\u2adb\u3001-\u3029\u3030-\u3098\u309b-\u3163\u3165-\u9fff\uac00-\ud7a3"
)
_NOT_PLAIN = re.compile(f"[^{_PLAIN}]+")

# Default_Ignorable_Code_Point of DerivedCoreProperties.txt, assigned ones: soft hyphen, joiners,
# marks of writing direction, jamo fillers, variation selectors, byte order mark, tags.
_INVISIBLE = (
    (0x00AD, 0x00AD),
    (0x034F, 0x034F),
    (0x061C, 0x061C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xE0000, 0xE007F),
    (0xE0100, 0xE01EF),
)
# Zs of UnicodeData.txt, and the two Hangul fillers that are as wide as a letter.
_SPACES = "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
_WIDE_SPACES = "\u3000\u3164\uffa0"
# New-line functions, chapter 5.8 of the Unicode standard.
_LINE_ENDS = "\x0b\x0c\x85\u2028\u2029"
# Most marks on one letter, as in the Stream-Safe Text Format of UAX #15: putting marks in order
# takes quadratic time, and a file of marks only must not stop the index.
_MAX_CLUSTER = 32


def _fold() -> dict[str, str]:
    """Return what single characters become; "" where they vanish."""
    folded = {chr(code): " " for code in (*range(0x20), *range(0x7F, 0xA0))}
    del folded["\t"], folded["\n"], folded["\r"]
    # Lone surrogates cannot be encoded: Kiwi and SQLite refuse the whole text.
    folded |= {chr(code): "\N{REPLACEMENT CHARACTER}" for code in range(0xD800, 0xE000)}
    for code in range(0xFF01, 0xFFEF):
        kind, _, target = unicodedata.decomposition(chr(code)).partition(" ")
        if kind in {"<wide>", "<narrow>"}:
            folded[chr(code)] = chr(int(target, 16))
    folded |= {chr(code): "" for start, end in _INVISIBLE for code in range(start, end + 1)}
    folded |= dict.fromkeys(_SPACES + _WIDE_SPACES, " ")
    return folded | dict.fromkeys(_LINE_ENDS, "\n")


_FOLDED = _fold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """A normalised text that knows where in the original its characters come from.

    Attributes:
        text: The normalised text.
        starts: For each of its characters, the first code point of the original that made it.
        ends: For each of its characters, one past the last. Both never decrease.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def original(self, start: int, end: int) -> Span:
        """Return the least span of the original that `text[start:end]` comes from.

        An empty span gives an empty one. Where only a part of what a letter and its marks became
        is asked for, the letter with all its marks is returned.

        Raises:
            ValueError: Not `0 <= start <= end <= len(text)`.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"expected 0 <= start <= end <= {len(self.text)}, got {start}, {end}")
        if start < end:
            return Span(start=self.starts[start], end=self.ends[end - 1])
        place = self.ends[start - 1] if start else 0
        return Span(start=place, end=place)


def normalize(text: str) -> str:
    """Return the text as it is searched: composed, visible, with plain spaces and plain ASCII.

    Tabs, line feeds and carriage returns stay; other control characters become spaces, lone
    surrogates U+FFFD. Linear in the length of the text; a text that is normal costs one scan.
    """
    return align(text).text if _NOT_PLAIN.search(text) else text


def align(text: str) -> Aligned:
    """Return the normalised text, `normalize(text)`, with the way back to the original."""
    if not _NOT_PLAIN.search(text):
        return Aligned(text=text, starts=range(len(text)), ends=range(1, len(text) + 1))
    pieces: list[str] = []
    starts, ends = array("I"), array("I")
    for piece, piece_starts, piece_ends in _pieces(text):
        pieces.append(piece)
        starts.extend(piece_starts)
        ends.extend(piece_ends)
    return Aligned(text="".join(pieces), starts=starts, ends=ends)


def _pieces(text: str) -> Iterator[tuple[str, Sequence[int], Sequence[int]]]:
    """Yield the normalised text in parts, with the `starts` and `ends` of each."""
    done = 0
    for stretch in _NOT_PLAIN.finditer(text):
        # A mark at the front belongs to the plain character before it.
        first = max(stretch.start() - 1, 0)
        yield text[done:first], range(done, first), range(done + 1, first + 1)
        for cluster, start, end in _clusters(text, first, stretch.end()):
            piece = unicodedata.normalize("NFC", cluster)
            yield piece, [start] * len(piece), [end] * len(piece)
        done = stretch.end()
    yield text[done:], range(done, len(text)), range(done + 1, len(text) + 1)


def _clusters(text: str, first: int, last: int) -> Iterator[tuple[str, int, int]]:
    """Yield the folded letters of `text[first:last]`, each with its marks and its span there."""
    cluster, start, end = "", first, first
    for place in range(first, last):
        character = _FOLDED.get(text[place], text[place])
        if not character:
            continue
        if not _joins(character) or len(cluster) == _MAX_CLUSTER:
            if cluster:
                yield cluster, start, end
            cluster = ""
        if not cluster:
            start = place
        cluster += character
        end = place + 1
    if cluster:
        yield cluster, start, end


def _joins(character: str) -> bool:
    """Tell whether NFC may merge a character with the one before it: marks, vowels and finals."""
    return (
        "\u1161" <= character <= "\u1175"
        or "\u11a8" <= character <= "\u11c2"
        or unicodedata.category(character).startswith("M")
    )
