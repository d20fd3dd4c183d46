"""Logistic regression for a handful of signals, and what it is worth on cases it has not seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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

    def columns(self, columns: Sequence[int]) -> Cases:
        """Return the cases with these signals only."""
        return Cases(
            signals=self.signals[:, list(columns)],
            labels=self.labels,
            counts=self.counts,
            groups=self.groups,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Log odds as a linear function of the signals, in the signals' own units."""

    bias: float
    weights: Floats

    def log_odds(self, signals: Floats) -> Floats:
        """Return the log odds of each row."""
        odds: Floats = signals @ self.weights + self.bias
        return odds


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


def chosen_columns(
    cases: Cases, worth: Callable[[Floats], float], *, least_gain: float = 0.001
) -> list[int]:
    """Return the signals worth having: each counts for yes, and is missed when it is left out.

    Args:
        cases: All signals are meant to be larger where the answer is yes.
        worth: How good log odds on unseen cases are, higher being better.
        least_gain: A signal that adds less to that is dropped.
    """
    columns = list(range(cases.signals.shape[1]))
    while len(columns) > 1:
        weights = fit(cases.columns(columns)).weights
        whole = worth(unseen_log_odds(cases.columns(columns)))
        losses = {}
        for place, column in enumerate(columns):
            others = [other for other in columns if other != column]
            loss = whole - worth(unseen_log_odds(cases.columns(others)))
            losses[column] = -np.inf if weights[place] <= 0 else loss
        weakest = min(losses, key=lambda column: losses[column])
        if losses[weakest] >= least_gain:
            break
        columns.remove(weakest)
    return columns
