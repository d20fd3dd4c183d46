"""What the model sees of a question and a passage, and what it should say."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rag.pairs import head_of, window_at
from rag.span_model import bare, tokenize

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from rag.pairs import PairOptions, Tokens
    from training.rows import Row

# Most tokens of an answer; longer ones are no short answers. Judgement.
LONGEST_ANSWER = 40
# How often a title is left out: articles may have none.
NO_TITLE = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A question with a part of a passage.

    Attributes:
        ids: Tokens, specials and all.
        offset: Index in `ids` of the first token of the passage.
        start: Index of the answer's first token; 0, that of `<s>`, where the window has no answer.
        end: Index of its last token; likewise.
    """

    ids: tuple[int, ...]
    offset: int
    start: int = 0
    end: int = 0


class Cutter:
    """Cuts windows out of passages, at random but so that they are full.

    Args:
        tokenizer: The encoder's.
        options: How pairs are laid out.
    """

    def __init__(self, tokenizer: Tokenizer, options: PairOptions) -> None:
        self._tokenizer = bare(tokenizer)
        self._options = options

    def with_answer(self, row: Row, chance: random.Random) -> Window | None:
        """Return a window that has the answer, or `None` where no window has room for it."""
        passage = self._tokens(row.context)
        stop = row.start + len(row.answer)
        answer = [
            place
            for place, (start, end) in enumerate(passage.offsets)
            if row.start < end and start < stop and start < end
        ]
        head = self._head(row, chance)
        room = self._options.total - len(head) - 1
        if not answer or answer[-1] - answer[0] >= min(room, LONGEST_ANSWER):
            return None
        first = chance.randint(
            max(0, answer[-1] + 1 - room), min(answer[0], max(0, len(passage.ids) - room))
        )
        pair = window_at(head, passage.ids, first, room)
        place = pair.offset - first
        return Window(
            ids=pair.ids, offset=pair.offset, start=place + answer[0], end=place + answer[-1]
        )

    def without_answer(self, row: Row, chance: random.Random) -> Window | None:
        """Return a window of the row's context, or `None` where the row's answer stands in it."""
        passage = self._tokens(row.context)
        head = self._head(row, chance)
        room = self._options.total - len(head) - 1
        first = chance.randint(0, max(0, len(passage.ids) - room))
        pair = window_at(head, passage.ids, first, room)
        if not pair.length:
            return None
        start, end = passage.offsets[first][0], passage.offsets[first + pair.length - 1][1]
        if row.answer and row.answer in row.context[start:end]:
            return None
        return Window(ids=pair.ids, offset=pair.offset)

    def _head(self, row: Row, chance: random.Random) -> list[int]:
        title = "" if chance.random() < NO_TITLE else row.title
        return head_of(self._tokens(row.question).ids, self._tokens(title).ids, self._options)

    def _tokens(self, text: str) -> Tokens:
        return tokenize(self._tokenizer, text)


def unanswered(window: Window | None) -> Window | None:
    """Return the window as one that does not answer."""
    return None if window is None else replace(window, start=0, end=0)
