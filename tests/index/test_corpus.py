from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from index.corpus import MAX_BYTES, CorpusFile, read_folder
from index.datatypes import Skipped
from index.errors import CorpusError


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for source, data in files.items():
        path = folder / source
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _sources(folder: Path, exclude: Path | None = None) -> list[str]:
    return [item.source for item in read_folder(folder, exclude=exclude)]


def _skipped(folder: Path) -> dict[str, str]:
    return {item.source: item.reason for item in read_folder(folder) if isinstance(item, Skipped)}


def test_file_is_read_with_its_digest_and_text(tmp_path: Path) -> None:
    data = "첫 줄\r\n둘째 줄".encode("cp949")
    _write(tmp_path, {"2024/기사.txt": data})
    assert list(read_folder(tmp_path)) == [
        CorpusFile(
            source="2024/기사.txt",
            sha256=hashlib.sha256(data).hexdigest(),
            text="첫 줄\r\n둘째 줄",
        )
    ]


def test_files_come_sorted_by_source(tmp_path: Path) -> None:
    # "." is 2E, "/" is 2F, "0" is 30, so a folder "a" lies between "a.txt" and "a0.txt".
    names = ["B.txt", "a/b/c.txt", "a/z.md", "a.txt", "a0.txt", "가.TXT"]
    _write(tmp_path, dict.fromkeys(names, b"text"))
    expected = ["B.txt", "a.txt", "a/b/c.txt", "a/z.md", "a0.txt", "가.TXT"]
    assert _sources(tmp_path) == expected == sorted(names)


def test_hidden_files_and_readmes_are_passed_over(tmp_path: Path) -> None:
    passed_over = [".hidden.txt", ".git/a.txt", "README", "README.md", "sub/readme.ko.txt"]
    kept = ["ReadmeNot.txt", "readme/a.txt"]
    _write(tmp_path, dict.fromkeys([*passed_over, *kept], b"text"))
    assert _sources(tmp_path) == kept


def test_excluded_folder_is_never_entered(tmp_path: Path) -> None:
    _write(tmp_path, dict.fromkeys(["a.txt", "store/b.txt", "store2/c.txt"], b"text"))
    assert _sources(tmp_path, tmp_path / "store2" / ".." / "store") == ["a.txt", "store2/c.txt"]


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    files = {
        "1.txt": b"text",
        "2.txt": b"",
        "3.txt": b" \r\n\t ",
        "4.txt": "\ufeff\u3000\n".encode(),
        "5.txt": b"\x89PNG\r\n\x1a\n\0\0",
        "6.pdf": b"text",
        "7": b"text",
        "8.txt": b"text",
    }
    _write(tmp_path, files)
    assert _sources(tmp_path) == list(files)
    assert _skipped(tmp_path) == {
        "2.txt": "empty",
        "3.txt": "empty",
        "4.txt": "empty",
        # The signature and the line ends are 8 bytes.
        "5.txt": "not text: holds NUL bytes, the first at byte 8",
        "6.pdf": "not a .txt or .md file",
        "7": "not a .txt or .md file",
    }


def test_largest_file_is_read_and_a_larger_one_skipped(tmp_path: Path) -> None:
    _write(tmp_path, {"largest.txt": b"x" * MAX_BYTES, "larger.txt": b"x" * (MAX_BYTES + 1)})
    assert _sources(tmp_path) == ["larger.txt", "largest.txt"]
    assert _skipped(tmp_path) == {"larger.txt": "larger than 20 MB; split it"}


def test_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert _skipped(tmp_path) == {"pipe.txt": "not a regular file"}


def test_link_is_followed_only_to_a_file_inside(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    _write(tmp_path, {"corpus/a.txt": b"text", "corpus/sub/b.txt": b"text", "secret.txt": b"no"})
    (corpus / "inside.txt").symlink_to("sub/b.txt")
    (corpus / "outside.txt").symlink_to(tmp_path / "secret.txt")
    (corpus / "folder").symlink_to(corpus, target_is_directory=True)
    (corpus / "nothing.txt").symlink_to("gone.txt")
    (corpus / "round.txt").symlink_to("round.txt")
    read = [item.source for item in read_folder(corpus) if isinstance(item, CorpusFile)]
    assert read == ["a.txt", "inside.txt", "sub/b.txt"]
    assert _skipped(corpus) == {
        "folder": "a link to a folder, which is not followed",
        "nothing.txt": "cannot be read: No such file or directory",
        "outside.txt": "a link that leads out of the corpus folder",
        "round.txt": "cannot be read: Too many levels of symbolic links",
    }


def test_name_that_is_not_utf8_is_skipped_printably(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path)
    # "가" in CP949.
    Path(os.fsdecode(folder + b"/\xb0\xa1.txt")).write_bytes(b"text")
    Path(os.fsdecode(folder + b"/\xb0\xa1")).mkdir()
    Path(os.fsdecode(folder + b"/\xb0\xa1/a.txt")).write_bytes(b"text")
    reason = "its name is not valid UTF-8; rename it"
    assert _skipped(tmp_path) == {r"\udcb0\udca1.txt": reason, r"\udcb0\udca1": reason}


def test_what_vanishes_while_reading_is_skipped(tmp_path: Path) -> None:
    _write(tmp_path, dict.fromkeys(["a.txt", "b.txt", "c/d.txt", "e.txt"], b"text"))
    items = read_folder(tmp_path)
    assert next(items).source == "a.txt"
    (tmp_path / "b.txt").unlink()
    (tmp_path / "c" / "d.txt").unlink()
    (tmp_path / "c").rmdir()
    reason = "cannot be read: No such file or directory"
    assert [item for item in items if isinstance(item, Skipped)] == [
        Skipped(source="b.txt", reason=reason),
        Skipped(source="c", reason=reason),
    ]


def test_empty_folder_has_no_files(tmp_path: Path) -> None:
    assert _sources(tmp_path) == []


def test_missing_folder_is_an_error_at_once(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"^no folder at .*/gone; name the folder"):
        read_folder(tmp_path / "gone")


def test_file_instead_of_folder_is_an_error_at_once(tmp_path: Path) -> None:
    _write(tmp_path, {"a.txt": b"text"})
    with pytest.raises(CorpusError, match=r"^not a folder: .*/a\.txt; name the folder"):
        read_folder(tmp_path / "a.txt")


def test_folder_whose_name_is_too_long_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"^cannot list .*: File name too long; "):
        read_folder(tmp_path / ("x" * 300))
