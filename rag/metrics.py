"""How good a ranking, a short answer or a score is, and how sure that figure is.

Pure functions. The intervals are 95 % percentile bootstraps (Efron & Tibshirani, *An Introduction
to the Bootstrap*, 1993, chapter 13), with a fixed seed, so that equal values give equal intervals.
"""

from __future__ import annotations

import math
import string
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Interval: TypeAlias = tuple[float, float]

_RESAMPLES = 1_000
_SEED = 20_240_405
_TAILS = (2.5, 97.5)

# What KorQuAD's script turns into spaces, before it drops the other ASCII punctuation.
_SPACED = str.maketrans(dict.fromkeys("'\"《》<>〈〉()‘’", " "))
_DROPPED = str.maketrans("", "", string.punctuation)


def first_rank(ranked: Sequence[str], relevant: Collection[str]) -> int | None:
    """Return the place, from 1, of the first relevant item, or `None` where there is none."""
    return next((rank for rank, item in enumerate(ranked, start=1) if item in relevant), None)


def hit(rank: int | None, *, top_k: int) -> float:
    """Return 1 where the first relevant item is among the first `top_k`, otherwise 0.

    Args:
        rank: What `first_rank` says.
        top_k: How many places count.
    """
    return float(rank is not None and rank <= top_k)


def reciprocal_rank(rank: int | None, *, top_k: int = 10) -> float:
    """Return 1 / rank of the first relevant item, 0 beyond `top_k` (Voorhees, TREC-8, 1999).

    Args:
        rank: What `first_rank` says.
        top_k: How many places count.
    """
    return 1 / rank if rank is not None and rank <= top_k else 0.0


def ndcg(ranked: Sequence[str], relevant: Collection[str], *, top_k: int = 10) -> float:
    """Return the normalised discounted cumulative gain, in `[0, 1]`.

    Relevance is binary, a relevant item at rank r gains 1 / log2(r + 1), and the sum is divided by
    that of the ideal ranking, which has all relevant items first (Järvelin & Kekäläinen, ACM TOIS
    20(4), 2002).

    Args:
        ranked: Best first, each item once.
        relevant: At least one item, each once.
        top_k: How many places count, in the ranking and in the ideal.
    """
    gain = sum(_gain(rank) for rank, item in enumerate(ranked[:top_k], start=1) if item in relevant)
    return gain / sum(map(_gain, range(1, min(len(relevant), top_k) + 1)))


def _gain(rank: int) -> float:
    return 1 / math.log2(rank + 1)


def normalize_answer(text: str) -> str:
    """Return a short answer as KorQuAD 1.0 compares it.

    Quotation marks, angle and round brackets become spaces; letters become lower case; the other
    ASCII punctuation is dropped without a gap; white space is made single (`evaluate-v1.0.py`,
    https://korquad.github.io). NFC comes first, which that script takes for granted.
    """
    lowered = unicodedata.normalize("NFC", text).translate(_SPACED).lower()
    return " ".join(lowered.translate(_DROPPED).split())


def exact_match(prediction: str, gold_answers: Sequence[str]) -> float:
    """Return 1 where the normalised prediction equals a normalised gold answer, otherwise 0."""
    return float(normalize_answer(prediction) in map(normalize_answer, gold_answers))


def character_f1(prediction: str, gold_answers: Sequence[str]) -> float:
    """Return the best F1 over the gold answers, in `[0, 1]`.

    Precision and recall count characters of the normalised words, as multisets and without the
    white space: KorQuAD 1.0's definition, since Korean particles would make whole words differ
    (Lim, Kim & Lee, arXiv:1909.07005).

    Args:
        prediction: The answer to judge.
        gold_answers: At least one right answer.
    """
    return max(_overlap(_characters(prediction), _characters(gold)) for gold in gold_answers)


def _characters(text: str) -> Counter[str]:
    return Counter(normalize_answer(text).replace(" ", ""))


def _overlap(prediction: Counter[str], gold: Counter[str]) -> float:
    shared = (prediction & gold).total()
    return 2 * shared / (prediction.total() + gold.total()) if shared else 0.0


def mean_interval(values: Sequence[float]) -> Interval:
    """Return the 95 % bootstrap interval of the mean of at least one value."""
    distinct, counts = np.unique(np.asarray(values, dtype=np.float64), return_counts=True)
    return middle(resample(counts) @ distinct / len(values))


def quantile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least `share` of the values do not exceed.

    Args:
        values: At least one.
        share: In `(0, 1]`; 0.5 gives the (lower) median.
    """
    distinct, counts = np.unique(np.asarray(values, dtype=np.float64), return_counts=True)
    return float(_quantiles(distinct, counts[np.newaxis], share)[0])


def quantile_interval(values: Sequence[float], share: float) -> Interval:
    """Return the 95 % bootstrap interval of `quantile(values, share)`."""
    distinct, counts = np.unique(np.asarray(values, dtype=np.float64), return_counts=True)
    return middle(_quantiles(distinct, resample(counts), share))


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float | None:
    """Return the area under the ROC curve, in `[0, 1]`, or `None` where one class is missing.

    It is the chance that a positive's score is above a negative's, a tie counting half (Hanley &
    McNeil, Radiology 143(1), 1982).

    Args:
        positive: Scores of what should score high.
        negative: Scores of what should score low.
    """
    if not (positive and negative):
        return None
    positive_counts, negative_counts = histograms(positive, negative)
    return float(_aurocs(positive_counts[np.newaxis], negative_counts[np.newaxis])[0])


def auroc_interval(positive: Sequence[float], negative: Sequence[float]) -> Interval | None:
    """Return the 95 % bootstrap interval of `auroc`, each class drawn by itself, or `None`."""
    if not (positive and negative):
        return None
    return middle(_aurocs(*resample_each(*histograms(positive, negative))))


def resample(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return bootstrap samples of values, each as how often it holds each distinct value.

    A sample drawn with replacement is a multinomial draw over the distinct values. Most measures
    have few of them, so this costs far less than drawing every element.

    Args:
        counts: How often the values to draw from hold each distinct value.

    Returns:
        Shape `(_RESAMPLES, len(counts))`.
    """
    (draws,) = resample_each(counts)
    return draws


def resample_each(*classes: NDArray[np.int64]) -> tuple[NDArray[np.int64], ...]:
    """Return bootstrap samples as `resample` does, of each class by itself."""
    generator = np.random.default_rng(_SEED)
    return tuple(
        generator.multinomial(counts.sum(), counts / counts.sum(), size=_RESAMPLES)
        for counts in classes
    )


def middle(statistics: NDArray[np.float64]) -> Interval:
    """Return the interval that the middle 95 % of a statistic's bootstrap samples lie in."""
    low, high = np.percentile(statistics, _TAILS)
    return float(low), float(high)


def histograms(
    positive: Sequence[float], negative: Sequence[float]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return how often each class has each of the distinct scores, lowest score first."""
    distinct, places = np.unique(np.concatenate([positive, negative]), return_inverse=True)
    return (
        np.bincount(places[: len(positive)], minlength=len(distinct)),
        np.bincount(places[len(positive) :], minlength=len(distinct)),
    )


def _quantiles(
    distinct: NDArray[np.float64], draws: NDArray[np.int64], share: float
) -> NDArray[np.float64]:
    """Return the quantile of each row of counts over the sorted distinct values."""
    reached = draws.cumsum(axis=1) >= share * draws[0].sum()
    values: NDArray[np.float64] = distinct[reached.argmax(axis=1)]
    return values


def _aurocs(positive: NDArray[np.int64], negative: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the area for each pair of rows of counts over the sorted distinct scores."""
    beaten = negative.cumsum(axis=1) - negative / 2
    areas: NDArray[np.float64] = (positive * beaten).sum(axis=1) / (
        positive.sum(axis=1) * negative.sum(axis=1)
    )
    return areas
