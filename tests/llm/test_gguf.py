from __future__ import annotations

import struct
from pathlib import Path

import pytest

from index.errors import ModelError
from ui.llm.gguf import Heading, read_heading


def text(value: str) -> bytes:
    encoded = value.encode()
    return struct.pack("<Q", len(encoded)) + encoded


def entry(key: str, type_: int, value: bytes) -> bytes:
    return text(key) + struct.pack("<I", type_) + value


NAME = entry("general.name", 8, text("Mori"))
WINDOW = entry("toy.context_length", 4, struct.pack("<I", 2048))
SCALE = entry("toy.scale", 6, struct.pack("<f", 0.5))
WORDS = entry("tokenizer.words", 9, struct.pack("<IQ", 8, 2) + text("가") + text("나다"))
SCORES = entry("tokenizer.scores", 9, struct.pack("<IQ", 6, 3) + struct.pack("<3f", 1, 2, 3))
TEMPLATE = entry("tokenizer.chat_template", 8, text("{{ messages }}"))
NO_TEMPLATE = entry("tokenizer.chat_template", 8, text(""))


def file_of(*entries: bytes, version: int = 3, magic: bytes = b"GGUF") -> bytes:
    return magic + struct.pack("<IQQ", version, 0, len(entries)) + b"".join(entries)


def write(folder: Path, content: bytes) -> Path:
    path = folder / "toy.gguf"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("version", [2, 3])
def test_heading_is_found_among_entries_of_all_kinds(tmp_path: Path, version: int) -> None:
    content = file_of(NAME, WORDS, SCALE, WINDOW, SCORES, TEMPLATE, version=version)
    assert read_heading(write(tmp_path, content)) == Heading(
        size=len(content), window=2048, has_template=True
    )


@pytest.mark.parametrize("entries", [(NAME,), (NAME, NO_TEMPLATE)])
def test_model_without_template_and_window_is_one(
    tmp_path: Path, entries: tuple[bytes, ...]
) -> None:
    heading = read_heading(write(tmp_path, file_of(*entries)))
    assert (heading.window, heading.has_template) == (0, False)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is not a GGUF file"),
        (b"PK\x03\x04 something else", "is not a GGUF file"),
        (b"GGUF", "is cut off or damaged"),
        (file_of(NAME, WORDS)[:-1], "is cut off or damaged"),
        (file_of(entry("toy", 99, b"")), "is cut off or damaged"),
        (file_of(entry("toy", 8, struct.pack("<Q", 2**63))), "is cut off or damaged"),
        (file_of(entry("toy", 9, struct.pack("<IQ", 8, 2**63))), "is cut off or damaged"),
        (file_of(entry("toy", 9, struct.pack("<IQ", 6, 2**63)), NAME), "is cut off or damaged"),
        (file_of(NAME, version=1), "is of GGUF version 1"),
    ],
)
def test_file_that_is_no_model_is_refused_in_a_line(
    tmp_path: Path, content: bytes, says: str
) -> None:
    path = write(tmp_path, content)
    with pytest.raises(ModelError) as caught:
        read_heading(path)
    assert str(caught.value).startswith(f"{path} {says}")
    assert "\n" not in str(caught.value)


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"cannot read .*/none\.gguf: No such file"):
        read_heading(tmp_path / "none.gguf")


def test_folder_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot read"):
        read_heading(tmp_path)
