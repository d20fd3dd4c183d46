"""Trains the span reader, and goes on where it was stopped.

    python -m training DATA_DIR --work DIR [--examples N] [--minutes M] [--seed S]
    python -m training.export DIR/reader.pt --to rag/assets/reader.safetensors

DATA_DIR holds `reader_train.jsonl.gz` and `korquad_a.jsonl.gz`, question sets as JSON lines of
`{lang, source, title, context, question, answers, answer_starts, is_impossible}`, and
`kowiki_sample.jsonl.gz`, articles as `{title, text}`. First more Korean questions are made of the
articles, then the stages of `training.recipe` follow. A graphics card is used where there is one.
Started again with the same work folder, it goes on from the last checkpoint; on SIGTERM it writes
one and ends.
"""

from __future__ import annotations

import argparse
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from tokenizers import Tokenizer

from index.encoding import has_bfloat16, quiet_transformers
from index.errors import ChulcheoError
from index.kiwi import KiwiAnalyzer
from index.weights import bundled_encoder
from rag.pairs import PairOptions
from training.checkpoint import Checkpoints
from training.course import Course
from training.gathering import gathered
from training.learner import Learner
from training.network import SpanNetwork, load_encoder
from training.recipe import FROZEN_LAYERS, WINDOWS, scaled
from training.stream import Stream
from training.windows import Cutter

if TYPE_CHECKING:
    from training.rows import Row

CHECKPOINT = "reader.pt"
SEED = 7


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status: 0, or 1 after one line on stderr."""
    options = parser().parse_args(arguments)
    try:
        options.work.mkdir(parents=True, exist_ok=True)
        rows = gathered(options.data, options.work, options.seed, KiwiAnalyzer, tell)
        folder, _ = bundled_encoder(tell)
        is_done = train(options, rows, folder)
    except ChulcheoError as error:
        print(error, file=sys.stderr)
        return 1
    print("done" if is_done else "stopped; start it again to go on", flush=True)
    return 0


def train(options: argparse.Namespace, rows: Sequence[Row], folder: Path) -> bool:
    """Train the encoder of a folder, and return whether all stages are done."""
    quiet_transformers()
    cutter = Cutter(Tokenizer.from_file(str(folder / "tokenizer.json")), PairOptions())
    streams = [Stream(rows, stage, cutter, str(options.seed)) for stage in scaled(options.examples)]
    # The one thing that torch draws: how the head begins.
    torch.manual_seed(options.seed)
    network = SpanNetwork(load_encoder(folder), FROZEN_LAYERS)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    is_mixed = device.type == "cuda" or has_bfloat16()
    tell(f"training on {device}, in {'bfloat16' if is_mixed else 'float32'}")
    learner = Learner(network, device, is_mixed=is_mixed)
    checkpoints = Checkpoints(options.work / CHECKPOINT, options.seed)
    return Course(learner, streams, checkpoints, tell).run(stopper(options.minutes))


def stopper(minutes: float | None) -> Callable[[], bool]:
    """Return what says whether to stop: so many minutes from now, or once SIGTERM came."""
    end = None if minutes is None else time.monotonic() + 60 * minutes
    signals: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: signals.append(number))
    return lambda: bool(signals) or (end is not None and time.monotonic() >= end)


def tell(line: str) -> None:
    """Print a line at once, also where nobody watches."""
    print(line, flush=True)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    made = argparse.ArgumentParser(
        prog="python -m training",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("data", type=Path, metavar="DATA_DIR", help="question sets and articles")
    made.add_argument("--work", type=Path, required=True, metavar="DIR", help="for what is made")
    made.add_argument(
        "--examples",
        type=int,
        default=WINDOWS,
        metavar="N",
        help="windows to learn from, in all stages together (default: %(default)s)",
    )
    made.add_argument(
        "--minutes", type=float, metavar="M", help="stop after so long (default: when done)"
    )
    made.add_argument("--seed", type=int, default=SEED, metavar="S", help="(default: %(default)s)")
    return made


if __name__ == "__main__":
    sys.exit(main())
