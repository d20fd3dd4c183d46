"""Which questions the span reader was not trained on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.gathering import KORQUAD_SET
from training.rows import is_held_out

if TYPE_CHECKING:
    from pathlib import Path


def is_unseen(path: Path, title: str) -> bool:
    """Return whether the questions of a set about a title are good for measuring the reader.

    Of the one Korean set that it is trained on and measured with, these are the held-out titles;
    of any other set, all.
    """
    return path.name != KORQUAD_SET or is_held_out(title)
