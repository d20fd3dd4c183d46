"""How a question and a passage are laid out for the span model, and where its windows lie."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# The specials of XLM-RoBERTa's vocabulary, which the encoder's tokenizer has.
BEGIN, PAD, END, UNKNOWN = 0, 1, 2, 3
# `<s> question </s> title </s> passage </s>`
MARKS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class PairOptions:
    """The room that a pair of question and passage has, in tokens.

    Attributes:
        total: Most tokens of one window, specials and all.
        question: Most tokens of a question; of a longer one the end is kept, where Korean asks.
        title: Most tokens of a title.
        stride: How far the next window of a long passage starts after the one before, as a share
            of the window: half, so that every short span lies whole in one of them.

    Raises:
        ValueError: The options leave no room for a question or a passage, or no way forward.
    """

    total: int = 192
    question: int = 56
    title: int = 16
    stride: float = 0.5

    def __post_init__(self) -> None:
        fits = self.total > self.question + self.title + MARKS
        if not (fits and self.question > 0 and self.title >= 0 and 0 < self.stride <= 1):
            message = f"expected room for a question and a passage, and a stride, got {self}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """A text as the model reads it.

    Attributes:
        ids: One number for each token; none is a special.
        offsets: For each token the code points `[start, end)` of the text that it stands for, often
            with the white space before it. Several tokens may stand for one character.
    """

    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Tokens for the model, and which of them are the passage's.

    Attributes:
        ids: `<s> question </s> title </s> passage </s>`.
        offset: Index in `ids` of the window's first passage token.
        first: Index of that token in the passage.
        length: How many tokens of the passage the window has.
    """

    ids: tuple[int, ...]
    offset: int
    first: int
    length: int

    @property
    def passage(self) -> tuple[int, ...]:
        """The passage's tokens alone."""
        return self.ids[self.offset : self.offset + self.length]


def head_of(question: Sequence[int], title: Sequence[int], options: PairOptions) -> list[int]:
    """Return what stands before the passage."""
    return [BEGIN, *question[-options.question :], END, *title[: options.title], END]


def window_at(head: Sequence[int], passage: Sequence[int], first: int, length: int) -> Pair:
    """Return the window of at most `length` passage tokens from `first` on."""
    part = passage[first : first + length]
    return Pair(ids=(*head, *part, END), offset=len(head), first=first, length=len(part))


def windows(
    question: Sequence[int], title: Sequence[int], passage: Sequence[int], options: PairOptions
) -> Iterator[Pair]:
    """Yield the windows that together cover the passage, overlapping; one where it is empty."""
    head = head_of(question, title, options)
    room = options.total - len(head) - 1
    step = max(1, int(room * options.stride))
    first = 0
    while True:
        yield window_at(head, passage, first, room)
        if first + room >= len(passage):
            return
        # The last window is full too: more context costs nothing there.
        first = min(first + step, len(passage) - room)


def worth_reading(
    question: Sequence[int], laid: Sequence[Sequence[Pair]], most: int, window_rank: int
) -> list[tuple[int, Pair]]:
    """Return the windows to read where there is no time for all, each with its passage's place.

    Of one passage, those richest in the question's words come first, and the earlier of two as
    rich. A word that many of the windows have tells little.

    Args:
        question: Its tokens.
        laid: The windows of each passage, best passage first.
        most: How many are returned at most.
        window_rank: How many ranks further down a passage stands before its first window is no
            longer worth more than another one of this passage.
    """
    every = [pair for pairs in laid for pair in pairs]
    counts = Counter(token for pair in every for token in {*pair.passage} & {*question})
    rarity = {token: math.log(len(every) / count) for token, count in counts.items()}
    queue = [
        (place + window_rank * turn, place, pair)
        for place, pairs in enumerate(laid)
        for turn, pair in enumerate(sorted(pairs, key=lambda pair: -richness(pair, rarity)))
    ]
    queue.sort(key=lambda item: item[:2])
    return [(place, pair) for _, place, pair in queue[:most]]


def richness(pair: Pair, rarity: Mapping[int, float]) -> float:
    """Return how much the window has of what is asked about: the sum of the words' rarities."""
    return math.fsum(rarity.get(token, 0.0) for token in {*pair.passage})
