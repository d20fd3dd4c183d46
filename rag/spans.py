"""Scores of tokens to the few words of a passage that answer, and how likely they do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from rag.datatypes import FoundSpan
from rag.pairs import windows, worth_reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.datatypes import FloatMatrix
    from rag.datatypes import Passage
    from rag.pairs import Pair, PairOptions, Tokens


class SpanScorer(Protocol):
    """Scores how well an answer starts, and ends, at each token of a pair."""

    @property
    def layout(self) -> PairOptions:
        """How it wants pairs laid out."""
        ...

    def tokenize(self, text: str) -> Tokens:
        """Return the tokens of a text, with the places in it as written."""
        ...

    def score(self, pairs: Sequence[Pair]) -> list[FloatMatrix]:
        """Return logits for each pair, row 0 for "no answer here". Shapes `(len(pair.ids), 2)`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanOptions:
    """How much is read, and what may be an answer.

    Attributes:
        longest: Most tokens of a span.
        spans: Most spans of a passage.
        most_windows: Most windows that are read for a question, all passages together: they are
            the time that it takes.
        window_rank: How many ranks further down a passage stands before its first window is no
            longer worth more than another one of this passage. Judgement.
    """

    longest: int = 30
    spans: int = 3
    most_windows: int = 3
    window_rank: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """Some tokens of a passage.

    Attributes:
        first: Index in the passage of the first token.
        last: Index of the last one; equal to `first` for one token.
        log_odds: How much rather they answer than nothing does, natural logarithm.
    """

    first: int
    last: int
    log_odds: float


class PassageSpans:
    """Finds the spans by a model that sees question and passage together.

    Args:
        scorer: The model.
        options: How much is read, and what may be an answer.
    """

    def __init__(self, scorer: SpanScorer, options: SpanOptions | None = None) -> None:
        self._scorer = scorer
        self._options = options or SpanOptions()

    def find(self, question: str, passages: Sequence[Passage]) -> list[FoundSpan]:
        """Return the likeliest spans, best first, at most a few of each passage.

        Args:
            question: What is asked.
            passages: Best first: where there is no time for all, the first ones are read.
        """
        scorer, options = self._scorer, self._options
        asked = scorer.tokenize(question).ids
        tokens = [scorer.tokenize(passage.text) for passage in passages]
        laid = [
            list(windows(asked, scorer.tokenize(passage.title).ids, text.ids, scorer.layout))
            if text.ids
            else []
            for passage, text in zip(passages, tokens, strict=True)
        ]
        chosen = worth_reading(asked, laid, options.most_windows, options.window_rank)
        scores = scorer.score([pair for _, pair in chosen])
        scored = list(zip(chosen, scores, strict=True))
        found = [
            span
            for place, passage in enumerate(passages)
            if (own := [(pair, matrix) for (at, pair), matrix in scored if at == place])
            for span in self._found(passage, tokens[place], own)
        ]
        return sorted(found, key=lambda span: (-span.log_odds, span.passage.number, span.start))

    def _found(
        self, passage: Passage, tokens: Tokens, scored: Sequence[tuple[Pair, FloatMatrix]]
    ) -> Iterator[FoundSpan]:
        """Yield what the windows of one passage tell together, without white space around it."""
        options = self._options
        spans = merge(span for pair, matrix in scored for span in decode(matrix, pair, options))
        for span in spans[: options.spans]:
            start, end = tokens.offsets[span.first][0], tokens.offsets[span.last][1]
            words = passage.text[start:end]
            start += len(words) - len(words.lstrip())
            if words.strip():
                yield found_span(passage, start, start + len(words.strip()), span.log_odds)


def found_span(passage: Passage, start: int, end: int, log_odds: float) -> FoundSpan:
    """Return a span of the passage's text, told as one of the document."""
    return FoundSpan(
        passage=passage,
        start=passage.start + start,
        end=passage.start + end,
        text=passage.text[start:end],
        log_odds=log_odds,
    )


def decode(scores: FloatMatrix, pair: Pair, options: SpanOptions) -> list[Scored]:
    """Return the likeliest spans of one window, best first, none overlapping a better one.

    Args:
        scores: Logits of starting and ending at each token, shape `(len(pair.ids), 2)`.
        pair: The window.
        options: How many spans, and how long they may be.
    """
    odds = span_log_odds(scores, pair, options.longest)
    starts, lengths = np.ogrid[: odds.shape[0], : odds.shape[1]]
    found: list[Scored] = []
    while len(found) < options.spans and np.isfinite(odds).any():
        first, more = divmod(int(odds.argmax()), options.longest)
        last = first + more
        best = float(odds[first, more])
        found.append(Scored(first=pair.first + first, last=pair.first + last, log_odds=best))
        odds[(starts <= last) & (starts + lengths >= first)] = -np.inf
    return found


def span_log_odds(scores: FloatMatrix, pair: Pair, longest: int) -> FloatMatrix:
    """Return the log-odds, against no answer, of every span of the window's passage.

    Start and end are independent choices of the model, so the logits of both add up, and the
    softmaxes' denominators fall out of the ratio.

    Returns:
        Row i, column k is the span of tokens i to i + k; `-inf` where that is past the end. Shape
        `(pair.length, longest)`.
    """
    starts, ends = scores[pair.offset : pair.offset + pair.length].T
    padded = np.pad(ends, (0, longest), constant_values=-np.inf)
    none = scores[0].sum()
    odds: FloatMatrix = starts[:, None] + sliding_window_view(padded, longest)[:-1] - none
    return odds


def merge(spans: Iterable[Scored]) -> list[Scored]:
    """Return the spans best first, without those that overlap a better one.

    Windows overlap, so that the same words may have been found twice, more or less.
    """
    kept: list[Scored] = []
    for span in sorted(spans, key=lambda span: (-span.log_odds, span.first, span.last)):
        if all(span.last < other.first or other.last < span.first for other in kept):
            kept.append(span)
    return kept
