"""How surely passages answer a question: one probability out of a few signals.

A logistic regression; `python -m benchmarks.confidence` fits it and prints the numbers below.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

# From here on an answer is given.
THRESHOLD = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What is known without understanding the text; all but the cosine are in `[0, 1]`.

    Attributes:
        passage_terms: Rarity-weighted share of the question's morphemes in its best passage.
        passage_letters: The same by character bigrams.
        cosine: The best cosine of a sentence to the question.
        is_foreign: Whether question and passages are in different writings; then words cannot
            match, and only the cosine counts.
    """

    passage_terms: float
    passage_letters: float
    cosine: float
    is_foreign: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each signal counts, in log odds for each unit."""

    bias: float
    passage_terms: float = 0.0
    passage_letters: float = 0.0
    cosine: float = 0.0


# `python -m benchmarks.confidence`, whose docstring names the question sets.
NATIVE = Weights(bias=-22.92, passage_terms=1.80, passage_letters=3.28, cosine=24.50)
FOREIGN = Weights(bias=-18.16, cosine=23.57)


def confidence(signals: Signals) -> float:
    """Return how likely the passages answer the question, in `(0, 1)`."""
    weights = FOREIGN if signals.is_foreign else NATIVE
    log_odds = (
        weights.bias
        + weights.passage_terms * signals.passage_terms
        + weights.passage_letters * signals.passage_letters
        + weights.cosine * signals.cosine
    )
    return 1 / (1 + math.exp(-log_odds))
