"""Sentences said otherwise: what keeps their meaning, and the tools to change them.

A change takes a `Sentence` and gives the new text, or `None` where there is nothing to change.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Mapping, Sequence

    from index.language import Grammar, Morpheme

LONG_NUMBER = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d{5,12})(?![\d.,])")
MYRIADS = re.compile(r"(?<![\d.,억조])(?<![억조] )([1-9]\d{0,3})만(?=\s?[명원개])")
PLAIN_THOUSANDS = re.compile(r"(?<![\d.,])[1-9]\d{3}(?=\s?[명원개])")
QUOTE = re.compile("[\"“‘《〈「']")
ADVERBIAL = re.compile(r"^(\S+[은는]) (\S+(?:에서|에게|부터|까지)) ")
# Endings after which a sentence may stop.
COORDINATING = frozenset(("고", "며", "으며", "지만", "으나", "나"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence to change, with all that a change may need.

    Attributes:
        text: As it stands in its paragraph.
        context: The paragraph.
        title: What the paragraph is about.
        morphemes: Of the text, in order.
        grammar: Joins morphemes.
        names: Proper nouns of the corpus.
        nouns: Common nouns of the corpus.
        chance: Draws; seeded.
    """

    text: str
    context: str
    title: str
    morphemes: Sequence[Morpheme]
    grammar: Grammar
    names: Sequence[str]
    nouns: Sequence[str]
    chance: random.Random

    def word_end(self, place: int) -> int:
        """Return the morpheme behind the last one that is written together with one."""
        end = place + 1
        while (
            end < len(self.morphemes) and self.morphemes[end].start <= self.morphemes[end - 1].end
        ):
            end += 1
        return end

    def put(self, place: int, stop: int, pairs: Sequence[tuple[str, str]]) -> str:
        """Return the text with other morphemes instead of those from `place` to `stop`."""
        last = self.morphemes[stop - 1].end
        joined = self.grammar.join(pairs)
        return self.text[: self.morphemes[place].start] + joined + self.text[last:]

    def pairs(self, start: int, stop: int) -> list[tuple[str, str]]:
        """Return some of the morphemes as `join` takes them."""
        return [(item.form, item.tag) for item in self.morphemes[start:stop]]

    def replace(self, place: int, form: str) -> str:
        """Return the text with another word instead of one, its particles fitted."""
        stop = self.word_end(place)
        tag = self.morphemes[place].tag
        return self.put(place, stop, [(form, tag), *self.pairs(place + 1, stop)])


def other_particle(sentence: Sentence) -> str | None:
    """Change the first topic to a subject; a quotation is left as it is."""
    for place, item in enumerate(sentence.morphemes):
        if QUOTE.search(sentence.text[: item.start]):
            return None
        if item.tag == "JX" and item.form in {"은", "는"} and place:
            before = sentence.morphemes[place - 1]
            if before.tag.startswith("NN") and sentence.word_end(place) == place + 1:
                form = sentence.pairs(place - 1, place)
                return sentence.put(place - 1, place + 1, [*form, ("이", "JKS")])
    return None


def polite(sentence: Sentence) -> str | None:
    """Change the plain ending to a polite one."""
    for place in range(len(sentence.morphemes) - 1, 0, -1):
        item = sentence.morphemes[place]
        if item.tag == "EF":
            if item.form not in {"다", "ᆫ다", "는다"}:
                return None
            start = place - 1
            while start and sentence.morphemes[start].tag.startswith(("EP", "XS", "VX", "VC")):
                start -= 1
            pairs = sentence.pairs(start, place)
            return sentence.put(start, place + 1, [*pairs, ("습니다", "EF")])
    return None


def decomposed(sentence: Sentence) -> str | None:
    """Decompose all syllables."""
    return unicodedata.normalize("NFD", sentence.text)


def other_numerals(sentence: Sentence) -> str | None:
    """Write 12,000 as 1만 2000, and 3400 as 3,400."""
    text = LONG_NUMBER.sub(lambda match: in_myriads(int(match[0].replace(",", ""))), sentence.text)
    text = MYRIADS.sub(lambda match: f"{int(match[1]) * 10_000:,}", text)
    text = PLAIN_THOUSANDS.sub(lambda match: f"{int(match[0]):,}", text)
    return text if text != sentence.text else None


def in_myriads(number: int) -> str:
    """Return a number in 조, 억 and 만."""
    parts = []
    for scale, name in ((10**12, "조"), (10**8, "억"), (10**4, "만"), (1, "")):
        part, number = divmod(number, scale)
        if part:
            parts.append(f"{part}{name}")
    return " ".join(parts)


def other_order(sentence: Sentence) -> str | None:
    """Put the place or time before the topic."""
    text = ADVERBIAL.sub(r"\2 \1 ", sentence.text)
    return text if text != sentence.text else None


def first_clause(sentence: Sentence) -> str | None:
    """End the sentence behind its first clause."""
    for place, item in enumerate(sentence.morphemes[1:], start=1):
        if item.tag == "EC" and item.form in COORDINATING:
            before = sentence.morphemes[place - 1]
            following = sentence.morphemes[place + 1 : place + 2]
            if not before.tag.startswith(("EP", "XSV", "VV")) or any(
                other.tag == "VX" for other in following
            ):
                return None
            start = place - 1
            while start and sentence.morphemes[start].tag.startswith(("EP", "XS", "VX")):
                start -= 1
            ending = "다" if before.tag.startswith("EP") else "는다"
            pairs = [*sentence.pairs(start, place), (ending, "EF")]
            joined = sentence.grammar.join(pairs)
            return f"{sentence.text[: sentence.morphemes[start].start]}{joined}."
    return None


RETELLINGS: Mapping[str, Callable[[Sentence], str | None]] = {
    "as it stands": lambda sentence: sentence.text,
    "other particle": other_particle,
    "polite ending": polite,
    "NFD": decomposed,
    "other numerals": other_numerals,
    "other order": other_order,
    "first clause only": first_clause,
}
