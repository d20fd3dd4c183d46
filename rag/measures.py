"""Figures of a report, each with how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

from rag.metrics import Interval, mean_interval, quantile, quantile_interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SHARES = (0.5, 0.95)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A figure and how sure it is.

    Attributes:
        name: As in the report.
        value: The figure, or `None` where nothing could be judged.
        low: Lower end of its 95 % bootstrap interval, or `None` where it has none.
        high: Upper end.
        count: How many judgements it rests on.
    """

    name: str
    value: float | None
    low: float | None
    high: float | None
    count: int


def mean(name: str, values: Iterable[float | None]) -> Measure:
    """Return the mean of the values that could be judged."""
    judged = [float(value) for value in values if value is not None]
    if not judged:
        return measure(name, None, None, count=0)
    return measure(name, fmean(judged), mean_interval(judged), count=len(judged))


def percentiles(values: Sequence[float], name: str = "p{}") -> tuple[Measure, ...]:
    """Return the median and the 95th percentile.

    Args:
        values: May be none.
        name: What the figures are called; `{}` is for the 50 or 95.
    """
    return tuple(
        measure(
            name.format(round(100 * share)),
            quantile(values, share) if values else None,
            quantile_interval(values, share) if values else None,
            count=len(values),
        )
        for share in _SHARES
    )


def measure(name: str, value: float | None, interval: Interval | None, *, count: int) -> Measure:
    """Return a figure; without a value it rests on nothing."""
    if value is None:
        return Measure(name=name, value=None, low=None, high=None, count=0)
    low, high = interval or (None, None)
    return Measure(name=name, value=value, low=low, high=high, count=count)
