"""A checker that only knows sentences that stand word for word in a passage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rag.checking.checker import Checked
from rag.citing import cite

if TYPE_CHECKING:
    from rag.datatypes import Passage
    from rag.writing.writer import SentenceChecker


class VerbatimChecker:
    """Cites the first passage that has the sentence; of others it lacks their last word."""

    def check(
        self,
        sentence: str,
        passages: Sequence[Passage],
        markers: Sequence[int] = (),  # noqa: ARG002  (the model's word does not count)
    ) -> Checked:
        for passage in passages:
            place = passage.text.find(sentence)
            if place >= 0:
                start = passage.start + place
                return Checked(citations=(cite(passage, start, start + len(sentence)),), lacks=())
        return Checked(citations=(), lacks=(sentence.rsplit(maxsplit=1)[-1],))


_CHECKER: SentenceChecker = VerbatimChecker()
