"""Rows to windows: with their answers, and made so that there is none."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from training.windows import unanswered

if TYPE_CHECKING:
    from training.rows import Row
    from training.windows import Cutter, Window

NUMBER = re.compile(r"\d+")
# What is added to a number of a question so that it asks for something else.
SLIPS = (-9, -3, -2, -1, 1, 2, 3, 7, 10)
# How many contexts are drawn, of which the one most like the question is taken.
DRAWN = 12
# Keeps short contexts from being the likest by chance, in code points.
SHORT_CONTEXT = 200


class Examples:
    """Makes windows of rows.

    Args:
        rows: All those that windows are made of: their contexts are each other's distractors.
        cutter: Cuts the windows.
        unanswerable: How often a row with an answer gives a window that does not answer.
    """

    def __init__(self, rows: Sequence[Row], cutter: Cutter, unanswerable: float) -> None:
        self._cutter = cutter
        self._unanswerable = unanswerable
        self._by_title: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._by_group: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for group, title, context in sorted({(r.group, r.title, r.context) for r in rows}):
            self._by_title[group, title].append(context)
            self._by_group[group].append((title, context))
        # Near misses teach most: the same article, the same passage with one thing changed.
        self._kinds: dict[Callable[[Row, random.Random], Window | None], float] = {
            self._cutter.without_answer: 0.30,
            self._same_article: 0.35,
            self._other_number: 0.20,
            self._like_article: 0.15,
        }

    def make(self, row: Row, chance: random.Random) -> Window | None:
        """Return a window for the row, or `None` where it gives none."""
        if row.start < 0:
            return self._cutter.without_answer(row, chance)
        if chance.random() < self._unanswerable:
            kind = chance.choices([*self._kinds], [*self._kinds.values()])[0]
            window = kind(row, chance)
            if window is not None:
                return window
        return self._cutter.with_answer(row, chance)

    def _same_article(self, row: Row, chance: random.Random) -> Window | None:
        """Return a window of another context of the same article."""
        context = chance.choice(self._by_title[row.group, row.title])
        return self._of_another(row, row.title, context, chance)

    def _like_article(self, row: Row, chance: random.Random) -> Window | None:
        """Return a window of the likest of a few articles: the one with most letter pairs in it."""
        pairs = pairs_of(row.question)
        drawn = chance.choices(self._by_group[row.group], k=DRAWN)
        title, context = max(
            drawn,
            key=lambda item: len(pairs & pairs_of(item[1])) / (len(item[1]) + SHORT_CONTEXT),
        )
        return self._of_another(row, title, context, chance)

    def _of_another(
        self, row: Row, title: str, context: str, chance: random.Random
    ) -> Window | None:
        """Return a window of another context than the row's."""
        if context == row.context:
            return None
        return self._cutter.without_answer(replace(row, title=title, context=context), chance)

    def _other_number(self, row: Row, chance: random.Random) -> Window | None:
        """Return the window that would answer, had the question not another number in it."""
        question = other_number(row.question, chance)
        if question == row.question:
            return None
        return unanswered(self._cutter.with_answer(replace(row, question=question), chance))


def other_number(question: str, chance: random.Random) -> str:
    """Return the question with one of its numbers changed a little, or as it is without one."""
    numbers = list(NUMBER.finditer(question))
    if not numbers:
        return question
    found = chance.choice(numbers)
    changed = max(0, int(found.group()) + chance.choice(SLIPS))
    return question[: found.start()] + str(changed) + question[found.end() :]


def pairs_of(text: str) -> set[str]:
    """Return every two letters that stand side by side."""
    return {text[at : at + 2] for at in range(len(text) - 1)}
