"""Logistic regression for a handful of signals, and what it is worth on cases it has not seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]

# L2 penalty on the weights of standardised signals, for a mean loss.
PENALTY = 1e-2
# Newton's method doubles the right digits with each step; it starts at weights of 0.
STEPS = 25
FOLDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """What to tell apart.

    Attributes:
        signals: One row a case. Shape `(cases, signals)`.
        labels: 1 where the answer is yes, else 0. Shape `(cases,)`.
        counts: How much each case counts, above 0. Shape `(cases,)`.
        groups: Cases of one group are never on both sides of a fold.
    """

    signals: Floats
    labels: Floats
    counts: Floats
    groups: Sequence[str]

    def only(self, chosen: NDArray[np.bool_]) -> Cases:
        """Return the cases that are marked."""
        groups = [group for group, is_chosen in zip(self.groups, chosen, strict=True) if is_chosen]
        return Cases(
            signals=self.signals[chosen],
            labels=self.labels[chosen],
            counts=self.counts[chosen],
            groups=groups,
        )


def joined(sets: Sequence[Cases]) -> Cases:
    """Return the cases of several sets, each set counting the same."""
    return Cases(
        signals=np.concatenate([cases.signals for cases in sets]),
        labels=np.concatenate([cases.labels for cases in sets]),
        counts=np.concatenate([cases.counts / cases.counts.sum() for cases in sets]),
        groups=[group for cases in sets for group in cases.groups],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Log odds as a linear function of the signals, in the signals' own units."""

    bias: float
    weights: Floats

    def log_odds(self, signals: Floats) -> Floats:
        """Return the log odds of each row. Shape of `signals`: `(cases, signals)`."""
        odds: Floats = signals @ self.weights + self.bias
        return odds

    def keeping(self, cases: Cases, share: float) -> Line:
        """Return the line moved so that this share of the cases labelled 1 is at 0 or above.

        Args:
            cases: At least one is labelled 1.
            share: In `(0, 1]`; with few cases a little more is kept.
        """
        positive = cases.labels == 1
        odds, counts = self.log_odds(cases.signals[positive]), cases.counts[positive]
        lowest_first = np.argsort(odds, kind="stable")
        below = np.cumsum(counts[lowest_first]) / counts.sum()
        least = odds[lowest_first][np.searchsorted(below, 1 - share, side="right")]
        return Line(bias=self.bias - float(least), weights=self.weights)


def fit(cases: Cases) -> Line:
    """Return the line of least penalised log loss, by Newton's method.

    Both labels must be there, and each signal must differ between cases.
    """
    share = cases.counts / cases.counts.sum()
    mean = share @ cases.signals
    spread = np.sqrt(share @ (cases.signals - mean) ** 2)
    design = np.c_[(cases.signals - mean) / spread, np.ones(len(share))]
    penalty = np.diag([*[PENALTY] * len(mean), 0.0])
    weights = np.zeros(len(mean) + 1)
    for _ in range(STEPS):
        said = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (share * (said - cases.labels)) + penalty @ weights
        bend = (design * (share * said * (1 - said))[:, None]).T @ design + penalty
        weights -= np.linalg.solve(bend, slope)
    raw = weights[:-1] / spread
    return Line(bias=float(weights[-1] - raw @ mean), weights=raw)


def unseen_log_odds(cases: Cases) -> Floats:
    """Return the log odds of each case by a line that was fitted without its fold of groups."""
    titles = sorted(set(cases.groups))
    np.random.default_rng(1).shuffle(titles)
    fold = {title: number % FOLDS for number, title in enumerate(titles)}
    folds = np.array([fold[group] for group in cases.groups])
    found = np.empty(len(folds))
    for number in range(FOLDS):
        line = fit(cases.only(folds != number))
        found[folds == number] = line.log_odds(cases.signals[folds == number])
    return found
