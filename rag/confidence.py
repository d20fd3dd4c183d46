"""How surely passages answer a question: one probability out of a few signals.

A logistic regression; `python -m benchmarks.confidence` fits it and prints the numbers below.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, TypeAlias

# From here on an answer is given.
THRESHOLD = 0.5
# And from here on it is told without, and with the question's own words.
LIKELY = 0.7
CERTAIN = 0.9

Certainty: TypeAlias = Literal["certain", "likely", "weak"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What is known of question, passages and answer; shares are in `[0, 1]`.

    Attributes:
        passage_terms: Rarity-weighted share of the question's morphemes in its best passage.
        passage_letters: The same by character bigrams.
        cosine: The best cosine of a sentence to the question; `None` where nothing was encoded.
        is_foreign: Whether question and passages are in different writings; then words cannot
            match, and only the cosine counts.
        span: Log-odds of the span that is to answer; `None` where spans were not looked for.
        lacks: Whether the question has a number that the article has not.
        misfits: Whether the span is of another sort than what is asked for.
    """

    passage_terms: float
    passage_letters: float
    cosine: float | None
    is_foreign: bool
    span: float | None = None
    lacks: bool = False
    misfits: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each signal counts, in log odds for each unit."""

    bias: float
    passage_terms: float = 0.0
    passage_letters: float = 0.0
    cosine: float = 0.0
    span: float = 0.0


# `python -m benchmarks.confidence`, whose docstring names the question sets.
NATIVE = Weights(bias=-22.92, passage_terms=1.80, passage_letters=3.28, cosine=24.50)
FOREIGN = Weights(bias=-18.16, cosine=23.57)
WORDS = Weights(bias=-3.73, passage_terms=3.86, passage_letters=4.73)
READ = Weights(bias=-16.45, passage_terms=2.20, passage_letters=2.58, cosine=16.94, span=0.14)
# In log odds, and judgement: passages of one article, which the weights are fitted on, hardly ever
# tell of another year or version. Of KorQuAD's questions 0.8 % have a number that their passage has
# not.
LACKING = 4.0
MISFIT = 2.0


def confidence(signals: Signals) -> float:
    """Return how likely the passages answer the question, in `(0, 1)`."""
    weights = weights_for(signals)
    log_odds = (
        weights.bias
        + weights.passage_terms * signals.passage_terms
        + weights.passage_letters * signals.passage_letters
        + weights.cosine * (signals.cosine or 0.0)
        + weights.span * (signals.span or 0.0)
        - LACKING * signals.lacks
        - MISFIT * signals.misfits
    )
    return 1 / (1 + math.exp(-log_odds))


def weights_for(signals: Signals) -> Weights:
    """Return the weights that were fitted on what is known."""
    if signals.is_foreign:
        return FOREIGN
    if signals.cosine is None:
        return WORDS
    return NATIVE if signals.span is None else READ


def certainty(confidence: float) -> Certainty | None:
    """Return the word for a confidence, `None` where no answer is given."""
    if confidence < THRESHOLD:
        return None
    if confidence < LIKELY:
        return "weak"
    return "likely" if confidence < CERTAIN else "certain"
