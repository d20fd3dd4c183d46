"""Tables of how well scores tell what was found from what was not, and of what was said of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.examples import of_kind
from rag.metrics import auroc

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.examples import Example
    from benchmarks.logistic import Cases, Floats

BINS = 10


def areas(examples: Sequence[Example], scores: Floats) -> dict[str, float]:
    """Return the area under the curve for what was found against near, and against absent."""
    found = of_kind(examples, scores, "found")
    pairs = {kind: auroc(found, of_kind(examples, scores, kind)) for kind in ("near", "absent")}
    return {kind: area for kind, area in pairs.items() if area is not None}


def table(examples: Sequence[Example], columns: Mapping[str, Floats]) -> list[str]:
    """Return a Markdown table: how well each score tells what was found from the rest."""
    lines = [
        "| score | kind | AUROC | rejected at 95 % kept | at 90 % |",
        "|---|---|---|---|---|",
    ]
    for name, scores in columns.items():
        found = of_kind(examples, scores, "found")
        for kind, area in areas(examples, scores).items():
            others = np.array(of_kind(examples, scores, kind))
            at_95, at_90 = ((others < np.quantile(found, lost)).mean() for lost in (0.05, 0.1))
            lines.append(f"| {name} | {kind} | {area:.3f} | {at_95:.3f} | {at_90:.3f} |")
    return lines


def at_threshold(examples: Sequence[Example], log_odds: Floats) -> str:
    """Return which shares of each kind are answered at a confidence of 0.5."""
    shares = []
    for kind, count in Counter(example.kind for example in examples).items():
        answered = np.mean(np.array(of_kind(examples, log_odds, kind)) >= 0)
        shares.append(f"{kind} {answered:.3f} (n={count})")
    return "answered at a confidence of 0.5: " + ", ".join(shares)


def calibration(cases: Cases, log_odds: Floats, shift: float) -> list[str]:
    """Return a Markdown table of what was said beside what was true.

    Args:
        cases: Both labels counting the same.
        log_odds: What was said of each.
        shift: As in `Model`: the labels are weighed so that it is right.
    """
    counts = cases.counts * np.where(cases.labels == 1, np.exp(shift), 1.0)
    said = 1 / (1 + np.exp(-log_odds))
    places = np.minimum((said * BINS).astype(int), BINS - 1)
    lines = ["| said | share of the cases | said on average | true |", "|---|---|---|---|"]
    for place in np.unique(places):
        inside = places == place
        share = counts[inside].sum() / counts.sum()
        mean = np.average(said[inside], weights=counts[inside])
        true = np.average(cases.labels[inside], weights=counts[inside])
        span = f"{place / BINS:.1f} to {(place + 1) / BINS:.1f}"
        lines.append(f"| {span} | {share:.3f} | {mean:.3f} | {true:.3f} |")
    return lines
