"""Korean morphemes and sentences; the only home of Kiwi."""

from __future__ import annotations

import re
from importlib.metadata import version
from typing import TYPE_CHECKING

from kiwipiepy import Kiwi

from index.datatypes import Analysis, Span
from index.normalizing import align
from index.sentences import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiwipiepy import Token

# Raise it whenever the rules below change what is a term or a sentence.
RULES = 1
# Sejong tags that carry meaning: nouns, numerals, verb and adjective stems, roots, adverbs, foreign
# words, Chinese characters, numbers; particles, endings and punctuation do not.
CONTENT_TAGS = ("NNG", "NNP", "NNB", "NR", "VV", "VA", "XR", "MAG", "SL", "SH", "SN", "W_")
# Kiwi takes seconds for thousands of characters without a space, and no sentence is that long.
ENDLESS = re.compile(r"\S{400}")
WITHIN_WORD = re.compile(r"[^\w]+|_+")


class KiwiAnalyzer:
    """Cuts Korean (and any other) text into whole sentences and content morphemes."""

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
        for piece in pieces(text):
            aligned = align(text[piece.start : piece.end])
            for sentence in self._kiwi.split_into_sents(aligned.text, return_tokens=True):
                place = aligned.original(sentence.start, sentence.end)
                sentences.append(Span(start=piece.start + place.start, end=piece.start + place.end))
                for token in sentence.tokens or ():
                    at = piece.start + aligned.original(token.start, token.end).start
                    terms.extend((term, at) for term in content_terms(token))
        return Analysis(sentences=tuple(sentences), terms=tuple(terms))


def pieces(text: str) -> Iterator[Span]:
    """Yield the paragraphs, those with endless words cut into runs that Kiwi can take."""
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
