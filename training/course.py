"""A whole training: stage after stage, with checkpoints, until it is done or told to stop."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from training.checkpoint import Progress

if TYPE_CHECKING:
    from training.checkpoint import Checkpoints
    from training.learner import Learner
    from training.stream import Stream

# In steps: about ten minutes, and about a minute, on two cores.
CHECKPOINT_EVERY = 400
LINE_EVERY = 50
# How much of the loss that is told stays from one step to the next.
INERTIA = 0.98


class Course:
    """Leads a learner through the stages.

    Args:
        learner: Who learns.
        streams: What it learns from, stage by stage.
        checkpoints: Where it is kept how far it came.
        tell: Is given one line now and then.
    """

    def __init__(
        self,
        learner: Learner,
        streams: Sequence[Stream],
        checkpoints: Checkpoints,
        tell: Callable[[str], None],
    ) -> None:
        self._learner = learner
        self._streams = streams
        self._checkpoints = checkpoints
        self._tell = tell

    def run(self, is_over: Callable[[], bool]) -> bool:
        """Begin, or go on from the last checkpoint; return whether all stages are done.

        There is a checkpoint when this returns.

        Args:
            is_over: Is asked after each step whether to stop.

        Raises:
            InputError: The last checkpoint cannot be used.
        """
        progress = Progress()
        saved = self._checkpoints.load()
        if saved is not None:
            progress, state = saved
            self._learner.restore(state)
            self._tell(f"going on after {progress.seen:,} windows of stage {progress.stage + 1}")
        while progress.stage < len(self._streams) and not is_over():
            progress = self._learn(progress, is_over)
            self._checkpoints.save(progress, self._learner.state())
        return progress.stage == len(self._streams)

    def _learn(self, progress: Progress, is_over: Callable[[], bool]) -> Progress:
        """Return how far it came: to the next stage, or to where it was told to stop."""
        stream = self._streams[progress.stage]
        log = Log(stream.stage.name, progress.seen, self._tell)
        for windows, position in stream.batches(progress.position):
            rate = stream.stage.rate(progress.step, progress.seen)
            loss = self._learner.learn(windows, rate)
            step, seen = progress.step + 1, progress.seen + len(windows)
            progress = replace(progress, step=step, seen=seen, position=position)
            log.note(progress, loss)
            if seen >= stream.stage.windows:
                return Progress(stage=progress.stage + 1)
            if is_over():
                break
            if step % CHECKPOINT_EVERY == 0:
                self._checkpoints.save(progress, self._learner.state())
        return progress


class Log:
    """Tells how a stage goes, in lines of seconds, windows, loss and windows a second."""

    def __init__(self, stage: str, seen: int, tell: Callable[[str], None]) -> None:
        self._stage = stage
        self._seen_before = seen
        self._tell = tell
        self._began = time.monotonic()
        self._loss: float | None = None

    def note(self, progress: Progress, loss: float) -> None:
        """Take note of a step, and tell of the first one and of every so many."""
        before = loss if self._loss is None else self._loss
        is_first = self._loss is None
        self._loss = INERTIA * before + (1 - INERTIA) * loss
        if is_first or progress.step % LINE_EVERY == 0:
            seconds = time.monotonic() - self._began
            speed = (progress.seen - self._seen_before) / max(seconds, 1e-3)
            self._tell(
                f"{seconds:.0f} s {self._stage} {progress.seen:,} windows"
                f" loss {self._loss:.3f} {speed:.1f} windows/s"
            )
