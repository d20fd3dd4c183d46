"""Korean morphemes to pieces: the words that together ask, point back or name, with particles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.language import Morpheme
from rag.dialogue.things import ThingKind, thing_kind, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.language import Grammar

ASKING: Mapping[str, ThingKind | None] = {
    **dict.fromkeys(("누구", "누"), "person"),
    "어디": "place",
    **dict.fromkeys(("언제", "며칠"), "time"),
    **dict.fromkeys(("무엇", "뭐", "뭣"), "thing"),
    **dict.fromkeys(("왜", "얼마", "얼마나", "어떻", "어떠", "어찌"), None),
}
WHICH = words_of("몇 무슨 어느 어떤 웬")
# Pronouns and what they point back at; `None` may be anything.
PRONOUNS: Mapping[str, ThingKind | None] = {
    **dict.fromkeys(("그", "그녀", "그이", "그분", "이분", "저분", "걔", "이들"), "person"),
    **dict.fromkeys(("그것", "그거", "이것", "이거", "저것", "저거"), "thing"),
    **dict.fromkeys(("거기", "그곳", "여기", "이곳", "저기", "저곳"), "place"),
    **dict.fromkeys(("얘", "쟤", "그쪽"), None),
}
THEN = words_of("그때 당시 그날 그해")
POINTING = words_of("그 이 저 해당")
NAME_TAGS = ("NNP", "SL", "SH")
VERB_TAGS = ("VV", "VA", "XSV", "XSA")
QUOTED = re.compile(
    r"《[^》]+》|〈[^〉]+〉|「[^」]+」|『[^』]+』|‘[^’]+’|“[^”]+”|(?<!\w)'[^']+'|\"[^\"]+\""
)

# Morphemes as letters: N noun, S plural, Y hyphen, Q asking word, W one before a noun, P pronoun,
# T then, D pointing word before a noun, M other word before one, J particle, C copula, V what makes
# a verb of a noun, E what leads from a verb to a noun, X all else. A space is a space.
LETTERS: Mapping[str, str] = {
    **dict.fromkeys(("NNG", "NNP", "NNB", "NR", "SL", "SH", "SN", "XPN", "XSN", "W_SERIAL"), "N"),
    **dict.fromkeys(("XSV", "XSA"), "V"),
    **dict.fromkeys(("VCP", "VCN"), "C"),
    **dict.fromkeys(("SO", "SW", "SP"), "Y"),
    "MM": "M",
    "ETM": "E",
}
PIECES = re.compile(
    r"(?P<asking>W(?: ?N)*|Q)J*|(?P<pointing>D ?M? ?[NS]+|PS?|(?<![NS])(?<![NS] )T)J*"
    r"|(?P<noun>(?:[NS](?!V))+(?: (?:[NS](?!V))+)*)J*"
)
HYPHEN = re.compile(r"(?<=N)Y(?=N)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Morphemes that belong together.

    Attributes:
        sort: `asking`, `pointing` or `noun`.
        words: The morphemes of each word, one word at least.
        particles: What follows the words at once.
        before: The letter of the morpheme before, or nothing; a space does not count.
        after: The letter of the morpheme after, a space, or nothing.
    """

    sort: str
    words: tuple[tuple[Morpheme, ...], ...]
    particles: tuple[Morpheme, ...]
    before: str
    after: str


def read_morphemes(text: str, grammar: Grammar) -> list[Morpheme]:
    """Return the morphemes of a question, names and titles whole."""
    return _with_names(text, _with_titles(text, grammar.tag(text)))


def cut_pieces(morphemes: Sequence[Morpheme]) -> list[Piece]:
    """Return the asking, pointing and naming pieces of a question, in order."""
    items: list[Morpheme | None] = []
    for morpheme in morphemes:
        if items and items[-1] and morpheme.start > items[-1].end:
            items.append(None)
        items.append(morpheme)
    letters = HYPHEN.sub("N", "".join(_letter(item) if item else " " for item in items))
    pieces = []
    for match in PIECES.finditer(letters):
        sort, found = next((sort, found) for sort, found in match.groupdict().items() if found)
        start, end = match.span(sort)
        spans = [(start + word.start(), start + word.end()) for word in re.finditer(r"\S+", found)]
        whole = tuple(tuple(filter(None, items[first:last])) for first, last in spans)
        pieces.append(
            Piece(
                sort="noun" if sort == "pointing" and _only_looks_pointing(whole[0]) else sort,
                words=whole,
                particles=tuple(filter(None, items[end : match.end()])),
                before=letters[: match.start()].rstrip()[-1:],
                after=letters[match.end() : match.end() + 1],
            )
        )
    return pieces


def _letter(morpheme: Morpheme) -> str:
    form, tag = morpheme.form, morpheme.tag
    told = {
        "Q": form in ASKING and tag != "NNP",
        "W": form in WHICH and tag in ("MM", "NR"),
        "P": form in PRONOUNS and tag == "NP",
        "X": tag == "NP",
        "D": form in POINTING and (tag in ("MM", "IC") or form == "해당"),
        "T": form in THEN,
        "S": form == "들" and tag == "XSN",
        "J": tag.startswith("J"),
    }
    return next((letter for letter, is_so in told.items() if is_so), LETTERS.get(tag, "X"))


def _only_looks_pointing(word: Sequence[Morpheme]) -> bool:
    """Return whether a word is whole: "이사회", but not "이사람"."""
    return len(word) > 1 and word[0].tag != "NP" and thing_kind(word[1].form) is None


def _with_titles(text: str, morphemes: Sequence[Morpheme]) -> list[Morpheme]:
    """Return the morphemes, a single proper noun for all that stands in quotes."""
    titles = [
        Morpheme(form=found.group()[1:-1], tag="NNP", start=found.start(), end=found.end())
        for found in QUOTED.finditer(text)
    ]
    others = [
        item
        for item in morphemes
        if not any(title.start <= item.start < title.end for title in titles)
    ]
    return sorted([*others, *titles], key=lambda item: item.start)


def _with_names(text: str, morphemes: Sequence[Morpheme]) -> list[Morpheme]:
    """Return the morphemes with a name where Kiwi sees a verb that leads to a noun.

    No noun follows in "판다는 뭘 먹어?", so "판다는" is not what sells.
    """
    result: list[Morpheme] = []
    for item in morphemes:
        last = result[-1] if result else item
        if last.tag == "ETM" and _letter(item) in ("Q", "W") and text[last.end - 1] in "은는":
            start, end = text.rfind(" ", 0, last.end) + 1, last.end
            word = [other for other in result if other.start >= start]
            if end - start > 1 and not any(other.tag in ("XSV", "XSA") for other in word):
                name = Morpheme(form=text[start : end - 1], tag="NNP", start=start, end=end - 1)
                particle = Morpheme(form=text[end - 1], tag="JX", start=end - 1, end=end)
                result = [*(other for other in result if other not in word), name, particle]
        result.append(item)
    return result
