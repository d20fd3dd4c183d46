"""Korean morphemes and sentences; the only home of Kiwi."""

from __future__ import annotations

import re
import unicodedata
from importlib.metadata import version
from typing import TYPE_CHECKING

from kiwipiepy import Kiwi

from index.datatypes import Span
from index.language import Analysis, Morpheme
from index.normalizing import align, normalize
from index.sentences import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiwipiepy import Token

# Raise it whenever the rules below change what is a term or a sentence.
RULES = 2
# Sejong tags that carry meaning: nouns, numerals, verb and adjective stems, roots, adverbs, foreign
# words, Chinese characters, numbers; particles, endings and punctuation do not.
CONTENT_TAGS = ("NNG", "NNP", "NNB", "NR", "VV", "VA", "XR", "MAG", "SL", "SH", "SN", "W_")
# Those that change with the sound before them: particles and the copula.
FITTED_TAGS = ("J", "VCP")
# Kiwi takes seconds for thousands of characters without a space, and no sentence is that long.
ENDLESS = re.compile(r"\S{400}")
WITHIN_WORD = re.compile(r"[^\w]+|_+")

# What stands in brackets behind a word is not read: in 국제통화기금(IMF)은 the particle fits 기금.
GLOSS = re.compile(r"(?<=\S)(?:\s*(?:\([^()]*\)|\[[^\[\]]*\]))+[^\w%°+#()\[\]]*\Z")
SILENT = re.compile(r"[^\w%°+#]+\Z")
# Units that are read in full, and what their names end in: gram, ton, meter or liter, dollar.
UNITS = (
    (re.compile(r"\d\s?[km]?g\Z"), "램"),
    (re.compile(r"\d\s?t\Z"), "톤"),
    (re.compile(r"\d\s?(?:[kcmnμ]?m[23]?|m?[lL])\Z|[$€£]\s?[\d,.]+\Z"), "터"),
)
# Digits and spelt letters whose names end in a consonant, by the last syllable of the name. 10,
# 100, 1,000 and 10,000 end in a consonant as 0 (영) does.
NAMES = dict(zip("013678LMNR", "영일삼육칠팔엘엠엔알", strict=True))
# Up to four capitals are spelt out (AI 에이아이, ChatGPT 챗지피티), and so is a single letter.
SPELT = re.compile(r"\d\Z|(?<![A-Z])[A-Z]{1,4}\Z|(?<![A-Za-z])[a-z]\Z")
# What other Latin words end in that stays a consonant in Hangul: Google 구글, Amazon 아마존,
# Internet 인터넷. The rest gets a vowel (Microsoft 마이크로소프트) or ends in one.
WORD_ENDS = (
    (re.compile(r"le?\Z"), "를"),
    (re.compile(r"(?:me?|ne?|ng)\Z"), "음"),
    (re.compile(r"(?:[aiou]c|ck|oo?k|[aiou]p|(?<![aeiou])[eou]t|#)\Z"), "윽"),
)
OPEN_SYLLABLE = "가"


class KiwiAnalyzer:
    """Cuts Korean (and any other) text into sentences and morphemes, and joins morphemes.

    Threads may share one: the engine is built before the first call, and only read after it
    (https://github.com/bab2min/Kiwi/issues/145).
    """

    def __init__(self) -> None:
        self._kiwi = Kiwi()
        self._kiwi.tokenize("준비")  # The model loads with the first word.

    @property
    def name(self) -> str:
        """Kiwi's version and that of the rules here."""
        return f"kiwi-{version('kiwipiepy')}/{version('kiwipiepy_model')}-{RULES}"

    def analyze(self, text: str) -> Analysis:
        """Return sentences and content morphemes; spans count the code points of `text`."""
        sentences: list[Span] = []
        terms: list[tuple[str, int]] = []
        aligned = align(text)
        for piece in pieces(aligned.text):
            words, offset = aligned.text[piece.start : piece.end], piece.start
            for sentence in self._kiwi.split_into_sents(words, return_tokens=True):
                sentences.append(aligned.original(offset + sentence.start, offset + sentence.end))
                for token in sentence.tokens or ():
                    at = aligned.original(offset + token.start, offset + token.end).start
                    terms.extend((term, at) for term in content_terms(token))
        return Analysis(sentences=tuple(sentences), terms=tuple(terms))

    def tag(self, text: str) -> tuple[Morpheme, ...]:
        """Return the morphemes in order; places count the code points of `text`."""
        morphemes: list[Morpheme] = []
        aligned = align(text)
        for piece in pieces(aligned.text):
            for token in self._kiwi.tokenize(aligned.text[piece.start : piece.end]):
                place = aligned.original(piece.start + token.start, piece.start + token.end)
                morphemes.append(
                    Morpheme(form=token.form, tag=token.tag, start=place.start, end=place.end)
                )
        return tuple(morphemes)

    def join(self, morphemes: Sequence[tuple[str, str]]) -> str:
        """Return the text of `(form, tag)` pairs, particles and the copula fitted as they are read.

        Kiwi hears nothing but Hangul; what ends otherwise is joined as a syllable that sounds like
        its end, and then put back as it was written.

        Raises:
            ValueError: A tag is unknown to Kiwi.
        """
        heard = [normalize(form) for form, _ in morphemes]
        for place, (form, tag) in enumerate(morphemes[1:]):
            if tag.startswith(FITTED_TAGS) and is_hangul(form[:1]):
                heard[place] = stand_in(heard[: place + 1])
        pairs = [(form, tag) for form, (_, tag) in zip(heard, morphemes, strict=True)]
        text, places = self._kiwi.join(pairs, return_positions=True)
        joined: str = text
        for place in reversed(range(len(pairs))):
            start, end = places[place]
            if joined[start:end] == heard[place]:  # Not where a contraction has changed it.
                joined = joined[:start] + morphemes[place][0] + joined[end:]
        return joined


def pieces(text: str) -> Iterator[Span]:
    """Yield the paragraphs of a normalised text, cut where endless words are too long for Kiwi."""
    for paragraph in paragraphs(text):
        start = paragraph.start
        for run in ENDLESS.finditer(text, paragraph.start, paragraph.end):
            yield Span(start=start, end=run.end())
            start = run.end()
        if start < paragraph.end:
            yield Span(start=start, end=paragraph.end)


def content_terms(token: Token) -> list[str]:
    """Return the search terms of one morpheme: none for a particle, `xai` for `X.AI`."""
    if not token.tag.startswith(CONTENT_TAGS):
        return []
    words = token.form.lower().split()
    return [term for word in words if (term := WITHIN_WORD.sub("", word))]


def stand_in(forms: Sequence[str]) -> str:
    """Return what Kiwi can fit a particle to instead of the last of the forms, if need be."""
    last = forms[-1]
    return last if is_hangul(last[-1:]) else last_syllable(" ".join(forms)) or last


def last_syllable(text: str) -> str:
    """Return a Hangul syllable that ends as the text does when it is read aloud, or "".

    Digits have their Sino-Korean names. In Korean Wikipedia 95 % of 14,000 particles behind Latin
    letters, units and signs fit the syllable, and 97 % of 39,000 behind a Hangul word with a
    remark in brackets; behind bare digits 76 % of 7,500, for writers think of the English names
    of products (`3` 쓰리).
    """
    written = unicodedata.normalize("NFKC", text)
    audible = SILENT.sub("", GLOSS.sub("", written)) or SILENT.sub("", written)
    if not audible or is_hangul(audible[-1]):
        return audible[-1:]
    for pattern, syllable in UNITS:
        if pattern.search(audible):
            return syllable
    if SPELT.search(audible):
        return NAMES.get(audible[-1].upper(), OPEN_SYLLABLE)
    word = audible.lower()
    return next((end for pattern, end in WORD_ENDS if pattern.search(word)), OPEN_SYLLABLE)


def is_hangul(character: str) -> bool:
    """Return whether it is a Hangul syllable (not a jamo)."""
    return "가" <= character <= "힣"
