"""An endless stream of batches that can go on where it was left."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from training.examples import Examples
from training.recipe import shares_of
from training.rows import by_group

if TYPE_CHECKING:
    from training.recipe import Stage
    from training.rows import Row
    from training.windows import Cutter, Window

# Windows that are sorted into batches of like lengths together, and most tokens of a batch.
POOL = 600
BATCH_TOKENS = 4400


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """How far a stream was followed.

    Attributes:
        pool: Number of the pool, from 0.
        drawn: How many rows of each group were drawn before it.
        batches: How many batches of it were taken.
    """

    pool: int = 0
    drawn: Mapping[str, int] = field(default_factory=dict)
    batches: int = 0


class Stream:
    """Draws rows by the shares of a stage, each group's all once before one comes again.

    Each pool has a random generator of its own, so to go on needs no state but the position.

    Args:
        rows: Of all groups; those that the stage has no share for are not drawn.
        stage: Tells how often each group is drawn. An attribute, too.
        cutter: Cuts the windows.
        seed: Draws everything.
    """

    def __init__(self, rows: Sequence[Row], stage: Stage, cutter: Cutter, seed: str) -> None:
        self.stage = stage
        self._groups = by_group(rows)
        sizes = {group: len(members) for group, members in self._groups.items()}
        self._shares = shares_of(stage, sizes)
        drawn = [row for row in rows if row.group in self._shares]
        self._examples = Examples(drawn, cutter, stage.unanswerable)
        self._seed = f"{seed} {stage.name}"
        self._orders: dict[str, tuple[int, list[int]]] = {}

    def batches(self, position: Position) -> Iterator[tuple[list[Window], Position]]:
        """Yield the batches from a position on, each with the position behind it."""
        pool, drawn, taken = position.pool, Counter(position.drawn), position.batches
        while True:
            before = dict(drawn)
            made = self._pool(pool, drawn)
            for count, batch in enumerate(made[taken:], taken + 1):
                yield batch, Position(pool=pool, drawn=before, batches=count)
            pool, taken = pool + 1, 0

    def _pool(self, number: int, drawn: Counter[str]) -> list[list[Window]]:
        """Return the batches of a pool, and count in `drawn` what was drawn for it."""
        chance = random.Random(f"{self._seed} {number}")
        windows: list[Window] = []
        while len(windows) < POOL:
            group = chance.choices([*self._shares], [*self._shares.values()])[0]
            window = self._examples.make(self._row(group, drawn[group]), chance)
            drawn[group] += 1
            if window is not None:
                windows.append(window)
        made = list(batched(windows))
        chance.shuffle(made)
        return made

    def _row(self, group: str, count: int) -> Row:
        """Return which row of a group is drawn after so many."""
        rows = self._groups[group]
        turn, place = divmod(count, len(rows))
        if self._orders.get(group, (-1,))[0] != turn:
            order = list(range(len(rows)))
            random.Random(f"{self._seed} {group} {turn}").shuffle(order)
            self._orders[group] = turn, order
        return rows[self._orders[group][1][place]]


def batched(windows: Sequence[Window]) -> Iterator[list[Window]]:
    """Yield batches of windows of like lengths, of no more tokens than a batch may have."""
    batch: list[Window] = []
    for window in sorted(windows, key=lambda window: len(window.ids)):
        if batch and (len(batch) + 1) * len(window.ids) > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch
