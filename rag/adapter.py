"""What training changed of the encoder, as a small file: differences to its weights in 8 bits.

A matrix is kept as whole numbers in `[-127, 127]`, with the largest absolute value of every 64
neighbours of a row beside it as a float16. (Against one such value a row, the error is never larger
and the file 3 % longer. It is the peak that is kept, not the step: steps of small differences
would be subnormal.) All else is small and stays float32. A file beside it has the sha256.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from index.errors import ModelError
from index.weights import sha256_of
from rag.pairs import PairOptions

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.datatypes import FloatMatrix

    FloatArrays: TypeAlias = Mapping[str, NDArray[np.float32]]

READER = Path(__file__).parent / "assets" / "reader.safetensors"
FORMAT = 1
HEAD = "head."
GROUP = 64
MOST = np.float32(127)
PEAKS = ".peaks"
# The header's one entry: of several the library writes now this one first, now that one, and then
# the same training would not give the same file.
ENTRY = "chulcheo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What an adapter belongs to.

    Attributes:
        encoder: Name and digest of the encoder that it changes, as `Encoder.name` has them.
        layout: How pairs were laid out when it was trained.
        notes: What else is worth keeping, such as a calibration or the run that trained it.
    """

    encoder: str
    layout: PairOptions
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Adapter:
    """What training changed.

    Attributes:
        deltas: What to add to the encoder's weights, by the encoder's own names
            (`encoder.layer.5.output.dense.weight`); and whole, since the encoder has no such
            weights, `head.weight` of shape `(2, hidden)` and `head.bias` of shape `(2,)`.
        metadata: What it belongs to.
    """

    deltas: FloatArrays
    metadata: Metadata


def save_adapter(path: Path, deltas: FloatArrays, metadata: Metadata) -> None:
    """Write an adapter, and its sha256 in a file beside it as `sha256sum` writes one.

    Args:
        path: Ends with `.safetensors`; its folder is there.
        deltas: As `Adapter.deltas`.
        metadata: As `Adapter.metadata`.

    Raises:
        ValueError: A matrix has a number that is not finite, or beyond 65,504.
    """
    tensors: dict[str, NDArray[np.generic]] = {}
    for name, delta in deltas.items():
        if is_packed(name, delta):
            tensors[name], tensors[name + PEAKS] = pack(delta)
        else:
            tensors[name] = np.ascontiguousarray(delta, np.float32)
    told = json.dumps({"format": FORMAT, **asdict(metadata)}, ensure_ascii=False, sort_keys=True)
    data = save(tensors, metadata={ENTRY: told})
    path.write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    digest_file(path).write_text(f"{digest}  {path.name}\n", encoding="utf-8")


def load_adapter(path: Path, encoder: str) -> Adapter:
    """Return the adapter that `save_adapter` wrote.

    Args:
        path: The adapter; its digest lies beside it.
        encoder: Name of the encoder at hand, as `Encoder.name` has it.

    Raises:
        ModelError: A file is missing, damaged, of another format, or made for another encoder.
    """
    check_digest(path)
    try:
        with safe_open(path, framework="numpy") as file:
            told = json.loads(file.metadata()[ENTRY])
            names = file.keys()
            tensors = {name: file.get_tensor(name) for name in names}
        if told.pop("format") != FORMAT:
            message = f"{path} is not of format {FORMAT}; install the program and it together"
            raise ModelError(message)
        metadata = Metadata(**told | {"layout": PairOptions(**told["layout"])})
        deltas = unpacked(tensors)
    except (SafetensorError, LookupError, TypeError, ValueError) as error:
        message = f"{path} is no reader ({type(error).__name__}: {error}); reinstall the program"
        raise ModelError(message) from error
    if metadata.encoder != encoder:
        message = (
            f"{path} belongs to the encoder {metadata.encoder}, not to {encoder}; use that one"
        )
        raise ModelError(message)
    return Adapter(deltas=deltas, metadata=metadata)


def check_digest(path: Path) -> None:
    """Raise unless the file is there, and is what was written.

    Raises:
        ModelError: It is not; or its digest is missing.
    """
    try:
        told = digest_file(path).read_text(encoding="utf-8", errors="replace")
        found = sha256_of(path)
    except OSError as error:
        message = f"cannot read {error.filename} ({error.strerror}); reinstall the program"
        raise ModelError(message) from error
    if told.split()[:1] != [found]:
        message = f"{path} is damaged (its sha256 is {found[:12]}…); reinstall the program"
        raise ModelError(message)


def digest_file(path: Path) -> Path:
    """Return where the sha256 of an adapter lies."""
    return path.with_suffix(".sha256")


def unpacked(tensors: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[np.float32]]:
    """Return the tensors of a file as they were before packing, nearly."""
    return {
        name: unpack(tensor, tensors[name + PEAKS]) if is_packed(name, tensor) else tensor
        for name, tensor in tensors.items()
        if not name.endswith(PEAKS)
    }


def is_packed(name: str, tensor: NDArray[np.generic]) -> bool:
    """Return whether a tensor is kept in 8 bits: matrices are, but not the small head."""
    return tensor.ndim == 2 and not name.startswith(HEAD)  # noqa: PLR2004  (a matrix)


def pack(delta: FloatMatrix) -> tuple[NDArray[np.int8], NDArray[np.float16]]:
    """Return a matrix in 8 bits, and the peak of each group.

    A number comes back wrong by at most `1 / 254` of its group's peak, and 2^-11 of that for the
    rounding of the peak; below a peak of 2^-14, by at most 2^-25 more.

    Raises:
        ValueError: A number is not finite, or beyond the largest float16.
    """
    sizes = np.abs(delta)
    limit = np.finfo(np.float16).max
    if not (sizes <= limit).all():
        message = f"expected numbers in [-{limit}, {limit}], got others"
        raise ValueError(message)
    peaks = np.maximum.reduceat(sizes, np.arange(0, delta.shape[1], GROUP), axis=1)
    rounded = peaks.astype(np.float16)
    # A group whose peak rounds to 0 comes back as 0, whatever it is scaled by.
    scales = MOST / np.where(rounded, rounded, 1).astype(np.float32)
    packed = np.rint(delta * spread(scales, delta.shape[1]))
    return packed.clip(-MOST, MOST).astype(np.int8), rounded


def unpack(packed: NDArray[np.int8], peaks: NDArray[np.float16]) -> FloatMatrix:
    """Return the matrix that `pack` was given, nearly."""
    steps = peaks.astype(np.float32) / MOST
    matrix: FloatMatrix = packed * spread(steps, packed.shape[1])
    return matrix


def spread(groups: FloatMatrix, columns: int) -> FloatMatrix:
    """Return each group's number at every place of the group; the last group may be short."""
    return np.repeat(groups, GROUP, axis=1)[:, :columns]
