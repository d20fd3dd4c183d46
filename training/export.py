"""Writes what training changed as the small file that the reader ships.

    python -m training.export CHECKPOINT --to rag/assets/reader.safetensors

Prints the file's sha256 and its size in bytes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from safetensors import SafetensorError, safe_open

from index.errors import ChulcheoError, InputError, ModelError
from index.weights import MODEL_NAME, bundled_encoder, sha256_of
from rag.adapter import HEAD, Metadata, save_adapter
from rag.pairs import PairOptions
from training.checkpoint import load_weights

if TYPE_CHECKING:
    import torch
    from numpy.typing import NDArray

# Where `SpanNetwork` keeps the encoder.
ENCODER = "encoder."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status: 0, or 1 after one line on stderr."""
    options = parser().parse_args(arguments)
    try:
        folder, digest = bundled_encoder(print)
        metadata = Metadata(encoder=f"{MODEL_NAME}@{digest[:12]}", layout=PairOptions())
        export(options.checkpoint, folder / "model.safetensors", options.to, metadata)
    except ChulcheoError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{sha256_of(options.to)}  {options.to}  {options.to.stat().st_size:,} bytes")
    return 0


def export(checkpoint: Path, weights: Path, adapter: Path, metadata: Metadata) -> None:
    """Write the adapter of a checkpoint.

    Args:
        checkpoint: As `training.checkpoint` writes it.
        weights: The safetensors file of the encoder that was trained.
        adapter: The file to write, and its digest beside it; its folder is made.
        metadata: What the adapter belongs to.

    Raises:
        InputError: The checkpoint cannot be read, or is of another encoder.
        ModelError: The encoder's weights cannot be read.
    """
    deltas = deltas_of(load_weights(checkpoint), weights)
    adapter.parent.mkdir(parents=True, exist_ok=True)
    save_adapter(adapter, deltas, metadata)


def deltas_of(trained: Mapping[str, torch.Tensor], weights: Path) -> dict[str, NDArray[np.float32]]:
    """Return trained minus original weights by the encoder's names, and the head whole.

    Raises:
        InputError: The encoder has no such weights.
        ModelError: Its weights cannot be read.
    """
    deltas = {}
    try:
        with safe_open(weights, framework="numpy") as file:
            known = set(file.keys())
            for name, tensor in trained.items():
                matrix = tensor.float().numpy()
                if name.startswith(HEAD):
                    deltas[name] = matrix
                    continue
                ours = name.removeprefix(ENCODER)
                original = file.get_tensor(ours).astype(np.float32) if ours in known else None
                if original is None or original.shape != matrix.shape:
                    message = f"the encoder has no {ours} like the checkpoint's; name its own"
                    raise InputError(message)
                deltas[ours] = matrix - original
    except (OSError, SafetensorError) as error:
        message = f"cannot read the encoder's weights {weights} ({error}); delete that folder"
        raise ModelError(message) from error
    return deltas


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    made = argparse.ArgumentParser(
        prog="python -m training.export",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("checkpoint", type=Path, metavar="CHECKPOINT", help="of python -m training")
    made.add_argument("--to", type=Path, required=True, metavar="FILE", help="the adapter to write")
    return made


if __name__ == "__main__":
    sys.exit(main())
