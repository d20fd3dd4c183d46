"""What a training needs to go on where it was stopped, in one file."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import torch

from index.errors import InputError
from training.stream import Position

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a training has come.

    Attributes:
        stage: Index of the stage that is under way; behind the last one when all is done.
        step: Steps made in it.
        seen: Windows of it that were learned from.
        position: Where its stream goes on.
    """

    stage: int = 0
    step: int = 0
    seen: int = 0
    position: Position = field(default_factory=Position)


class Checkpoints:
    """Keeps the last checkpoint of a training.

    Beside the learner's state and the progress there is nothing to keep: what is drawn depends on
    seed and position alone, and the network has no dropout.

    Args:
        path: The file; its folder is there.
        seed: What the training draws its rows with.
    """

    def __init__(self, path: Path, seed: int) -> None:
        self._path = path
        self._seed = seed

    def save(self, progress: Progress, state: Mapping[str, Any]) -> None:
        """Write a checkpoint; it takes the place of the last one whole or not at all.

        Args:
            progress: How far the training has come.
            state: Of the learner, as `Learner.state` returns it.
        """
        unfinished = self._path.with_name(self._path.name + ".part")
        told = {"seed": self._seed, "progress": asdict(progress)}
        torch.save({**state, **told}, unfinished)
        unfinished.replace(self._path)

    def load(self) -> tuple[Progress, Mapping[str, Any]] | None:
        """Return what was saved last, its tensors on the processor, or `None` at the beginning.

        Raises:
            InputError: The file is damaged, or of another training.
        """
        if not self._path.exists():
            return None
        told = read(self._path)
        try:
            seed, progress = told["seed"], dict(told["progress"])
            position = Position(**progress.pop("position"))
            state = {"model": told["model"], "optimizer": told["optimizer"]}
            found = Progress(**progress, position=position), state
        except (LookupError, TypeError, ValueError) as error:
            message = f"{self._path} is no checkpoint of this program ({error}); move it away"
            raise InputError(message) from error
        if seed != self._seed:
            message = f"{self._path} was made with --seed {seed}; use that, or another work folder"
            raise InputError(message)
        return found


def load_weights(path: Path) -> dict[str, torch.Tensor]:
    """Return the trained weights of a checkpoint.

    Raises:
        InputError: The file is missing or damaged, or has no weights.
    """
    weights = read(path).get("model")
    if not isinstance(weights, dict):
        message = f"{path} has no trained weights; name a checkpoint"
        raise InputError(message)
    return weights


def read(path: Path) -> dict[str, Any]:
    """Return what a checkpoint file holds.

    Raises:
        InputError: It is missing or damaged, or is none.
    """
    try:
        told = torch.load(path, map_location="cpu", weights_only=True)
    except (OSError, EOFError, RuntimeError, pickle.UnpicklingError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        message = f"cannot read the checkpoint {path} ({reason}); name another, or delete it"
        raise InputError(message) from error
    if not isinstance(told, dict):
        message = f"{path} is no checkpoint; name another file"
        raise InputError(message)
    return told
