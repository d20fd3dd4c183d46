"""Whether passages carry a sentence that a language model wrote, and where they say it.

No language model is asked: words, numbers, names and quotations are compared. What is not sure is
not carried.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.checking.aligning import Alignment, carried_outside, lacking, quoted_spots
from rag.checking.checked import Checked
from rag.checking.comparing import part_of
from rag.checking.pages import Pages
from rag.checking.quotes import quotes
from rag.checking.told import one_line
from rag.citing import cite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.language import Language
    from rag.checking.comparing import Part
    from rag.checking.pages import Page, Spot
    from rag.datatypes import Passage

__all__ = ["Checked", "Checker"]

# Marks of a list or of emphasis, which are none of the sentence.
LISTED = re.compile(r"^(?:[-*•·▪]\s+|\d{1,2}[.)]\s+)|\*\*|__")
HEADING = re.compile(r"^#|[:：]$")
STOP = " .!?…。"
# Longer texts, and texts with more words and figures, are no sentences; comparing takes time that
# grows with their square.
LONGEST = 1_000
MOST_TO_CARRY = 150
# A quotation over more sentences than this is no part of an answer.
MOST = 3


class Checker:
    """Compares sentences with passages. Safe to use from several threads.

    A sentence in another writing than the passages cannot be compared by words: it is carried only
    where all of it are names and numbers that stand there.

    No encoder is asked: the cosine of a sentence and what comes nearest to it is as high for
    fabrications as for honest wordings, and told them apart with an AUROC of 0.57.

    Args:
        language: Knows words and sentences.
    """

    def __init__(self, language: Language) -> None:
        self._pages = Pages(language)

    def check(
        self, sentence: str, passages: Sequence[Passage], markers: Sequence[int] = ()
    ) -> Checked:
        """Return which sentences of the passages carry a sentence.

        Args:
            sentence: Without markers.
            passages: What was read.
            markers: The numbers of the passages that its writer points at: of several passages
                that carry it as well, these are cited. Other numbers mean nothing.
        """
        text = LISTED.sub("", one_line(sentence[: LONGEST + 1]))
        if len(sentence) > LONGEST or not text or HEADING.search(text):
            return Checked()
        told = self._pages.told(text)
        whole = part_of(told, range(len(told.words)), told.figures)
        if not 0 < whole.size <= MOST_TO_CARRY:
            return Checked()
        ranked = sorted(passages, key=lambda passage: passage.number not in markers)
        pages = [self._pages.page(passage) for passage in ranked]
        spots = verbatim(text, pages) or carriers(whole, pages)
        if not spots:
            return Checked(lacks=lacking(whole, pages))
        return Checked(
            citations=tuple(cite(spot.passage, spot.span.start, spot.span.end) for spot in spots)
        )


def verbatim(text: str, pages: Sequence[Page]) -> list[Spot]:
    """Return the sentence that a text repeats word for word."""
    wanted = text.rstrip(STOP)
    for page in pages:
        for spot in page.spots:
            if spot.told.text.rstrip(STOP) == wanted:
                return [spot]
    return []


def carriers(whole: Part, pages: Sequence[Page]) -> list[Spot]:
    """Return the sentences that carry a statement: its quotations, and the rest of it."""
    quoted = quotes(whole.told.text)
    holding = quoted_spots([whole.told.text[start:end] for start, end in quoted], pages)
    if holding is None or len(holding) > MOST:
        return []
    alignment = Alignment(whole.told, pages)
    rest = carried_outside(whole, quoted)
    if not rest.size:
        return holding
    found = (
        alignment.carriers(rest)
        or alignment.by_clause(rest)
        or alignment.by_clause(rest, is_fine=True)
    )
    if not found:
        return []
    chosen = [*holding, *(spot for spot in found if spot not in holding)]
    return chosen if len(chosen) <= MOST else []
