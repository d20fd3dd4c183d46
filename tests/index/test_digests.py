from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from index.digests import digest, file_digest, folder_digest

if TYPE_CHECKING:
    from pathlib import Path


def test_each_value_is_hashed_with_its_type_and_length() -> None:
    assert digest() == sha256(b"").hexdigest()
    assert digest("가나", 12) == sha256("str 2:가나int 2:12".encode()).hexdigest()
    assert digest(b"\0\xff") == sha256(b"bytes 4:00ff").hexdigest()


@pytest.mark.parametrize(
    "others",
    [
        ("ab", "c"),
        ("a", "cb"),
        ("b", "ac"),
        ("abc",),
        ("a", "bc", ""),
        ("", "a", "bc"),
        ("a", b"bc"),
        ("a", None),
        ("a",),
        (),
    ],
)
def test_other_values_have_another_digest(others: tuple[object, ...]) -> None:
    assert digest(*others) != digest("a", "bc")


@pytest.mark.parametrize(
    ("one", "other"),
    [(1, "1"), (1, 1.0), (1, True), (None, "None"), (b"a", "a"), (b"a", "61"), (b"", "")],
)
def test_values_of_other_types_have_another_digest(one: object, other: object) -> None:
    assert digest(one) != digest(other)


def test_half_a_surrogate_pair_can_be_hashed() -> None:
    assert digest("\ud800") != digest("\ud801")


def test_digest_of_a_file_is_that_of_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"one\r\ntwo")
    assert file_digest(tmp_path / "a") == sha256(b"one\r\ntwo").hexdigest()
    with pytest.raises(FileNotFoundError):
        file_digest(tmp_path / "gone")


def filled(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def test_digest_of_a_folder_is_that_of_names_and_bytes_in_order(tmp_path: Path) -> None:
    folder = filled(tmp_path / "one", {"b": b"2", "a": b"1"})
    expected = digest("a", sha256(b"1").hexdigest(), "b", sha256(b"2").hexdigest())
    assert folder_digest(folder) == expected
    assert folder_digest(filled(tmp_path / "empty", {})) == digest()


@pytest.mark.parametrize(
    "files",
    [
        {"a": b"1", "b": b"3"},
        {"a": b"2", "b": b"1"},
        {"a": b"1", "c": b"2"},
        {"a": b"1"},
        {"a": b"1", "b": b"2", "c": b""},
        {"a": b"12", "b": b""},
    ],
)
def test_folder_of_other_files_has_another_digest(tmp_path: Path, files: dict[str, bytes]) -> None:
    before = folder_digest(filled(tmp_path / "one", {"a": b"1", "b": b"2"}))
    assert folder_digest(filled(tmp_path / "other", files)) != before


def test_locks_are_no_part_of_a_folder(tmp_path: Path) -> None:
    folder = filled(tmp_path / "one", {"a": b"1"})
    before = folder_digest(folder)
    (folder / ".reading.lock").write_bytes(b"")
    assert folder_digest(folder) == before


def test_folder_that_is_missing_or_holds_another_cannot_be_hashed(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        folder_digest(tmp_path / "gone")
    filled(tmp_path / "inside", {})
    with pytest.raises(IsADirectoryError):
        folder_digest(tmp_path)
