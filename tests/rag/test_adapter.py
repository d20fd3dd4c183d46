from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import numpy as np
import pytest
from safetensors.numpy import save

from index.errors import ModelError
from rag.adapter import Metadata, check_digest, load_adapter, pack, save_adapter, unpack
from rag.pairs import PairOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

ENCODER = "toy@0123456789ab"
METADATA = Metadata(
    encoder=ENCODER, layout=PairOptions(total=128, stride=0.75), notes={"calibration": "[1, 2]"}
)
MATRIX = "encoder.layer.1.output.dense.weight"
BIAS = "encoder.layer.1.output.dense.bias"


def deltas(seed: int = 0) -> dict[str, NDArray[np.float32]]:
    """Return differences of the size that training makes."""
    random = np.random.default_rng(seed)
    shapes = {MATRIX: (5, 150), BIAS: (5,), "head.weight": (2, 5), "head.bias": (2,)}
    return {name: random.normal(0, 0.002, shape).astype("f4") for name, shape in shapes.items()}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "reader.safetensors"
    save_adapter(path, deltas(), METADATA)
    return path


def test_metadata_comes_back(path: Path) -> None:
    assert load_adapter(path, ENCODER).metadata == METADATA


def test_small_tensors_come_back_exactly(path: Path) -> None:
    loaded = load_adapter(path, ENCODER).deltas
    assert loaded.keys() == deltas().keys()
    for name in (BIAS, "head.weight", "head.bias"):
        assert loaded[name].dtype == np.float32
        np.testing.assert_array_equal(loaded[name], deltas()[name])


def bound(group: NDArray[np.float32]) -> float:
    """Return by how much a number of one row's 64 neighbours may be wrong, at most.

    The peak p is kept as the nearest float16 s, so |s - p| <= p / 2^11, or 2^-25 where s is
    subnormal. Steps are s / 127. A number up to s is wrong by half a step, s / 254; a larger one
    becomes s, and is wrong by p - s.
    """
    return float(np.abs(group).max()) * (1 + 2.0**-11) / 254 + 2.0**-25


# 150 columns are two groups and a short one, 64 are one, 1 is a short one.
@pytest.mark.parametrize("columns", [1, 63, 64, 65, 150])
@pytest.mark.parametrize("size", [1e-9, 1e-6, 1e-3, 1.0, 1e3])
def test_matrix_comes_back_within_half_a_step(columns: int, size: float) -> None:
    random = np.random.default_rng(columns)
    matrix = (random.normal(0, size, (7, columns))).astype(np.float32)
    matrix[3] = 0
    back = unpack(*pack(matrix))
    for start in range(0, columns, 64):
        group = slice(start, start + 64)
        for row in range(7):
            assert np.abs(back - matrix)[row, group].max() <= bound(matrix[row, group])
    assert not back[3].any()


def test_file_has_a_byte_for_a_weight_and_two_for_each_64(path: Path) -> None:
    # 5 x 150 weights in 5 x 3 groups, and 5 + 10 + 2 numbers of four bytes; the rest is header.
    header = 8 + int.from_bytes(path.read_bytes()[:8], "little")
    assert path.stat().st_size == header + 5 * 150 + 2 * 5 * 3 + 4 * 17


def test_same_training_gives_the_same_file(path: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.safetensors"
    save_adapter(again, dict(reversed(deltas().items())), METADATA)
    assert again.read_bytes() == path.read_bytes()


def test_digest_is_what_sha256sum_checks(path: Path) -> None:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    told = path.with_name("reader.sha256").read_text(encoding="utf-8")
    assert told == f"{digest}  reader.safetensors\n"


@pytest.mark.parametrize("value", [np.nan, np.inf, -65600.0])
def test_number_that_cannot_be_kept_is_refused(value: float, tmp_path: Path) -> None:
    broken = deltas()
    broken[MATRIX][2, 7] = value
    with pytest.raises(ValueError, match="expected numbers in"):
        save_adapter(tmp_path / "reader.safetensors", broken, METADATA)


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-100] ^= 1
    path.write_bytes(data)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def swap(path: Path) -> None:
    save_adapter(path.with_name("other.safetensors"), deltas(1), METADATA)
    path.with_name("other.safetensors").replace(path)


def scribble(path: Path) -> None:
    path.with_name("reader.sha256").write_bytes(b"\xff")


def blank(path: Path) -> None:
    path.with_name("reader.sha256").write_bytes(b"")


@pytest.mark.parametrize("harm", [flip, cut, swap, scribble, blank])
def test_damage_is_told_in_one_line(harm: Callable[[Path], None], path: Path) -> None:
    harm(path)
    with pytest.raises(ModelError) as caught:
        load_adapter(path, ENCODER)
    found = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    assert str(caught.value) == f"{path} is damaged (its sha256 is {found}…); reinstall the program"


@pytest.mark.parametrize("name", ["reader.safetensors", "reader.sha256"])
def test_missing_file_is_named(name: str, path: Path) -> None:
    missing = path.with_name(name)
    missing.unlink()
    with pytest.raises(ModelError) as caught:
        load_adapter(path, ENCODER)
    assert str(caught.value) == (
        f"cannot read {missing} (No such file or directory); reinstall the program"
    )


def test_other_encoder_is_refused(path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        load_adapter(path, "other@1")
    assert str(caught.value) == (
        f"{path} belongs to the encoder {ENCODER}, not to other@1; use that one"
    )


def write(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    path.with_name("reader.sha256").write_text(digest, encoding="utf-8")
    check_digest(path)


def with_entry(told: object) -> bytes:
    return save({BIAS: deltas()[BIAS]}, metadata={"chulcheo": json.dumps(told)})


def test_other_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "reader.safetensors"
    write(path, with_entry({"format": 2, "something": "new"}))
    with pytest.raises(ModelError) as caught:
        load_adapter(path, ENCODER)
    assert str(caught.value) == (f"{path} is not of format 1; install the program and it together")


LAYOUT: Mapping[str, object] = {"total": 192, "question": 56, "title": 16, "stride": 0.5}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not tensors",
        save({BIAS: deltas()[BIAS]}),
        save({BIAS: deltas()[BIAS]}, metadata={"chulcheo": "{"}),
        with_entry({}),
        with_entry({"format": 1}),
        with_entry({"format": 1, "encoder": ENCODER, "layout": {"width": 3}}),
        with_entry({"format": 1, "encoder": ENCODER, "layout": {**LAYOUT, "total": 1}}),
        # A packed matrix without its peaks.
        save(
            {MATRIX: np.zeros((2, 3), np.int8)},
            metadata={"chulcheo": json.dumps({"format": 1, "encoder": ENCODER, "layout": LAYOUT})},
        ),
    ],
)
def test_file_of_something_else_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "reader.safetensors"
    write(path, data)
    with pytest.raises(ModelError, match=r"reader\.safetensors is no reader .*; reinstall"):
        load_adapter(path, ENCODER)
