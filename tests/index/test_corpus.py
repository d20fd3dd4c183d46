from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from index.corpus import MAX_BYTES, CorpusFile, fault, read_file, read_folder, stamp_of
from index.datatypes import Skipped
from index.errors import CorpusError
from index.formats import SUFFIXES, Extract
from tests.fakes import SEEDS


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for source, data in files.items():
        path = folder / source
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _sources(folder: Path, exclude: Path | None = None) -> list[str]:
    return [item.source for item in read_folder(folder, exclude=exclude)]


def _skipped(folder: Path) -> dict[str, str]:
    return {item.source: item.reason for item in read_folder(folder) if isinstance(item, Skipped)}


def _file(folder: Path, source: str) -> CorpusFile:
    (found,) = (item for item in read_folder(folder) if item.source == source)
    assert isinstance(found, CorpusFile)
    return found


def test_file_is_listed_with_its_digest_and_read_with_its_text(tmp_path: Path) -> None:
    data = "첫 줄\r\n둘째 줄".encode("cp949")
    _write(tmp_path, {"2024/기사.txt": data})
    file = CorpusFile(
        source="2024/기사.txt",
        sha256=hashlib.sha256(data).hexdigest(),
        path=tmp_path / "2024" / "기사.txt",
    )
    assert list(read_folder(tmp_path)) == [file]
    assert read_file(file) == (file, [Extract(text="첫 줄\r\n둘째 줄")])


def test_articles_of_a_table_are_numbered(tmp_path: Path) -> None:
    table = "title,text\n,갈매대교가 열렸다.\n,\n,도서관이 문을 열었다.\n"
    _write(tmp_path, {"news.csv": table.encode()})
    _, articles = read_file(_file(tmp_path, "news.csv"))
    # The second row has no text; the third stays the third.
    assert [(item.number, item.text) for item in articles] == [
        (1, "갈매대교가 열렸다."),
        (3, "도서관이 문을 열었다."),
    ]


def test_file_that_changes_after_it_was_listed_is_read_as_it_is_now(tmp_path: Path) -> None:
    _write(tmp_path, {"a.txt": b"before"})
    listed = _file(tmp_path, "a.txt")
    _write(tmp_path, {"a.txt": b"after"})
    found, articles = read_file(listed)
    assert found == replace(listed, sha256=hashlib.sha256(b"after").hexdigest())
    assert articles == [Extract(text="after")]


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


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \r\n\t ", "empty"),
        ("a.txt", "\ufeff\u3000\n".encode(), "empty"),
        # A space without width.
        ("a.txt", "\u200b\n".encode(), "empty"),
        # A name and its first line are 8 bytes.
        ("a.txt", b"unknown\n\0\0", "not text: holds NUL bytes, the first at byte 8"),
        ("a.csv", b"title,date\na,b\n", "no column with the text of the articles; name it "),
        ("a.pdf", b"text", "its name says PDF, but it is none"),
    ],
)
def test_file_without_an_article_says_why(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    _write(tmp_path, {name: data})
    # What is in a file is not known before it is read.
    file = _file(tmp_path, name)
    with pytest.raises(CorpusError, match=f"^{reason}"):
        read_file(file)
    found = fault(file)
    assert found is not None
    assert (found.source, found.is_passing) == (name, False)
    assert found.reason.startswith(reason)


def test_file_that_looks_as_it_did_is_not_read_again() -> None:
    folder, name = SEEDS[0].parent, SEEDS[0].name
    file = _file(folder, name)
    # It has not been written within the last seconds.
    assert file.stamp
    for stamp, sha256 in (
        (file.stamp, "noted"),
        (f"1{file.stamp}", file.sha256),
        ("", file.sha256),
    ):
        found = {item.source: item for item in read_folder(folder, known={name: ("noted", stamp)})}
        assert found[name] == replace(file, sha256=sha256)


def _status(**changes: int) -> os.stat_result:
    facts = {"st_mtime_ns": 10**9, "st_ctime_ns": 2 * 10**9, **changes}
    plain = (0o100644, changes.pop("st_ino", 7), 1, 1, 0, 0, changes.pop("st_size", 5), 0, 0, 0)
    return os.stat_result(plain, facts)


def test_stamp_changes_with_size_times_and_place() -> None:
    before = stamp_of(_status())
    assert before == stamp_of(_status()) != ""
    for name in ("st_size", "st_mtime_ns", "st_ctime_ns", "st_ino"):
        assert stamp_of(_status(**{name: 3})) not in {"", before}


@pytest.mark.parametrize("name", ["st_mtime_ns", "st_ctime_ns"])
def test_file_that_has_just_been_written_has_no_stamp(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 10**18
    monkeypatch.setattr("index.corpus.time", SimpleNamespace(time_ns=lambda: now))
    # It may be written again before the clock of its file system goes on.
    for written in (now, now - 2 * 10**9 + 1):
        assert stamp_of(_status(**{name: written})) == ""
    assert stamp_of(_status(**{name: now - 2 * 10**9})) != ""
    # A clock that was wrong proves nothing either.
    assert stamp_of(_status(**{name: now + 10**15})) == ""


def test_file_with_an_article_is_usable(tmp_path: Path) -> None:
    _write(tmp_path, {"a.txt": b"text"})
    assert fault(_file(tmp_path, "a.txt")) is None


def test_file_that_is_gone_when_it_is_read_says_so(tmp_path: Path) -> None:
    _write(tmp_path, {"a.txt": b"text"})
    file = _file(tmp_path, "a.txt")
    (tmp_path / "a.txt").unlink()
    reason = "cannot be read: No such file or directory"
    assert fault(file) == Skipped(source="a.txt", reason=reason)
    with pytest.raises(CorpusError, match=r"^cannot be read: No such file or directory$"):
        read_file(file)
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(CorpusError, match=r"^(not a regular file|cannot be read: Is a directory)$"):
        read_file(file)


def test_file_that_could_not_be_read_is_looked_at_again(tmp_path: Path) -> None:
    _write(tmp_path, {"a.txt": b"text", "b.txt": b""})
    good, empty = _file(tmp_path, "a.txt"), _file(tmp_path, "b.txt")
    (tmp_path / "a.txt").unlink()
    assert fault(good) is not None
    _write(tmp_path, {"a.txt": b"text"})
    assert fault(good) is None
    # What is wrong with certain bytes stays wrong with them.
    assert fault(empty) == Skipped(source="b.txt", reason="empty")


def test_file_that_grows_after_it_was_listed_is_not_read_whole(tmp_path: Path) -> None:
    _write(tmp_path, {"a.txt": b"text"})
    file = _file(tmp_path, "a.txt")
    with (tmp_path / "a.txt").open("r+b") as stream:
        stream.truncate(MAX_BYTES + 1)
    with pytest.raises(CorpusError, match=r"^larger than 20 MB; split it$"):
        read_file(file)


def test_only_kinds_that_can_be_read_are_taken(tmp_path: Path) -> None:
    taken = [f"{number}{suffix}" for number, suffix in enumerate(SUFFIXES)]
    others = {"a", "a.png", "a.doc", "a.txt.bak", "a.csv#1"}
    _write(tmp_path, dict.fromkeys([*taken, "A.TXT", *others], b"text"))
    reason = "not a kind of file that is read; save it as .txt, .html, .pdf or .docx"
    assert _skipped(tmp_path) == dict.fromkeys(others, reason)
    assert _sources(tmp_path) == sorted([*taken, "A.TXT", *others])


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


def test_halves_of_characters_are_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "다리가 \\ud83d 열렸다."}\n', encoding="utf-8")
    (file,) = read_folder(tmp_path)
    assert isinstance(file, CorpusFile)
    assert [item.text for item in read_file(file)[1]] == [
        "다리가 \N{REPLACEMENT CHARACTER} 열렸다."
    ]


def test_link_that_leads_nowhere_is_not_out_of_reach(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("gone.txt")
    (item,) = read_folder(tmp_path)
    assert item == Skipped(source="a.txt", reason="cannot be read: No such file or directory")
    assert not item.is_passing
