"""What the reader learns from, in which order, how much of it and how fast."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from training.mismatches import MISMATCHED
from training.synthesis import MADE

KORQUAD = "korquad"
# How many questions are made of articles.
MADE_QUESTIONS = 15_000
# Groups that are no language: only stages that name them draw from them.
ONLY_NAMED = frozenset((KORQUAD, MADE, MISMATCHED))

# Lower layers and embeddings stay as they are: the encoder that searches shares them.
FROZEN_LAYERS = 5
# Of AdamW. The head starts from nothing, so it learns faster.
BODY_RATE, HEAD_RATE = 1.5e-4, 1e-3
BETAS = (0.9, 0.98)
WEIGHT_DECAY = 0.01
LONGEST_GRADIENT = 1.0
# The rate never falls below this share of itself.
LEAST_RATE = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A part of the training.

    Attributes:
        name: One word.
        windows: How many windows are learned from.
        shares: Of the draws, by group of rows.
        rest: Share of all other groups together, divided by the square roots of their sizes: small
            languages are heard more often than they would be, large ones less.
        unanswerable: How often a row with an answer gives a window without it, or a question that
            the window does not answer, in `[0, 1]`.
        warmup: Steps over which the rate rises.
        cooling: Last share of the windows, over which the rate falls; 0 keeps it.
    """

    name: str
    windows: int
    shares: Mapping[str, float]
    rest: float
    unanswerable: float
    warmup: int
    cooling: float

    def rate(self, step: int, seen: int) -> float:
        """Return the share of the full rate to learn with, in `(0, 1]`.

        Args:
            step: How many steps of the stage were made before.
            seen: How many of its windows were learned from before.
        """
        rising = (step + 1) / self.warmup
        falling = 1.0
        if self.cooling:
            falling = (self.windows - seen) / (self.windows * self.cooling)
        return min(1.0, rising, max(LEAST_RATE, falling))


# Reading itself is learned where there is most to read: Japanese, whose grammar is Korean's nearest
# kin, and all else, so that the encoder's languages keep together. The rate stays up, for the next
# stage begins where this one ends.
GENERAL = Stage(
    name="general",
    windows=13_244,
    shares={"ja": 0.42, "en": 0.15, "zh": 0.10, "ko": 0.08, KORQUAD: 0.12},
    rest=0.13,
    unanswerable=0.27,
    warmup=150,
    cooling=0.0,
)
# Then Korean: what people asked is little, so what is made of articles joins it; questions that
# just miss their passage teach to answer none; and enough of the rest to forget nothing.
KOREAN = Stage(
    name="korean",
    windows=34_000,
    shares={
        KORQUAD: 0.17,
        MADE: 0.20,
        "ja": 0.22,
        "ko": 0.09,
        MISMATCHED: 0.12,
        "en": 0.08,
        "zh": 0.06,
    },
    rest=0.06,
    unanswerable=0.24,
    warmup=50,
    cooling=0.6,
)
RECIPE = (GENERAL, KOREAN)
WINDOWS = sum(stage.windows for stage in RECIPE)


def scaled(windows: int) -> tuple[Stage, ...]:
    """Return the recipe for so many windows in all; each stage keeps its part of them."""
    return tuple(
        replace(stage, windows=max(1, round(stage.windows * windows / WINDOWS))) for stage in RECIPE
    )


def shares_of(stage: Stage, sizes: Mapping[str, int]) -> dict[str, float]:
    """Return the share of every group that the stage draws from.

    Args:
        stage: What to learn from.
        sizes: How many rows each group has; groups of the stage that are missing are left out.
    """
    languages = sizes.keys() - stage.shares.keys() - ONLY_NAMED
    others = {group: sizes[group] ** 0.5 for group in sorted(languages)}
    whole = sum(others.values())
    named = {group: share for group, share in stage.shares.items() if group in sizes}
    return named | {group: stage.rest * root / whole for group, root in others.items()}
