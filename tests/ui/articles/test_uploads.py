from __future__ import annotations

import hashlib
import os
import unicodedata
from pathlib import Path

import pytest

from index.corpus import MAX_BYTES
from index.formats import SUFFIXES
from ui.articles.uploads import Outcome, Placed, Upload, placement, store


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    return folder


def uploaded(tmp_path: Path, content: bytes = b"words") -> Path:
    path = tmp_path / "uploaded"
    path.write_bytes(content)
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_is_added_with_its_bytes(tmp_path: Path, corpus: Path) -> None:
    content = "줄\r\n바꿈".encode("cp949")
    stored = store(uploaded(tmp_path, content), corpus, name="새 기사.txt")
    assert stored == Upload("새 기사.txt", "added")
    assert (corpus / "새 기사.txt").read_bytes() == content
    assert names(corpus) == ["새 기사.txt"]


def test_the_uploaded_file_names_itself_unless_told(tmp_path: Path, corpus: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"x")
    assert store(path, corpus) == Upload("a.md", "added")


def test_equal_bytes_are_left_alone(tmp_path: Path, corpus: Path) -> None:
    (corpus / "a.txt").write_bytes(b"words")
    os.utime(corpus / "a.txt", (1, 1))
    assert store(uploaded(tmp_path), corpus, name="a.txt") == Upload("a.txt", "unchanged")
    assert (corpus / "a.txt").stat().st_mtime == 1


def test_other_bytes_replace_the_older_file_and_say_so(tmp_path: Path, corpus: Path) -> None:
    (corpus / "a.txt").write_bytes(b"old")
    assert store(uploaded(tmp_path), corpus, name="a.txt") == Upload("a.txt", "changed")
    assert (corpus / "a.txt").read_bytes() == b"words"
    assert names(corpus) == ["a.txt"]


def test_a_decomposed_name_is_the_same_name(tmp_path: Path, corpus: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "기사.txt")
    (corpus / decomposed).write_bytes(b"old")
    assert store(uploaded(tmp_path), corpus, name="기사.txt") == Upload("기사.txt", "changed")
    assert (corpus / decomposed).read_bytes() == b"words"
    assert names(corpus) == [decomposed]


def test_a_new_name_is_stored_composed(tmp_path: Path, corpus: Path) -> None:
    store(uploaded(tmp_path), corpus, name=unicodedata.normalize("NFD", "기사.txt"))
    assert names(corpus) == [unicodedata.normalize("NFC", "기사.txt")]


@pytest.mark.parametrize(
    "name", ["../../a.txt", "/etc/a.txt", "..\\..\\a.txt", "C:\\news\\a.txt", "x/y/a.txt"]
)
def test_only_the_last_part_of_a_path_counts(tmp_path: Path, corpus: Path, name: str) -> None:
    assert store(uploaded(tmp_path), corpus, name=name) == Upload("a.txt", "added")
    assert names(corpus) == ["a.txt"]
    assert names(tmp_path) == ["corpus", "uploaded"]


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("a.exe", "bad_suffix"),
        ("a.txt.exe", "bad_suffix"),
        ("a", "bad_suffix"),
        ("", "bad_name"),
        (".", "bad_name"),
        ("..", "bad_name"),
        (".txt", "bad_name"),
        (".hidden.txt", "bad_name"),
        ("README.md", "bad_name"),
        ("readme.txt", "bad_name"),
        ("con.txt", "bad_name"),
        ("LPT1.txt", "bad_name"),
        ("a\x00.txt", "bad_name"),
        ("a\n.txt", "bad_name"),
        ("a:b.txt", "bad_name"),
        ("a\u202etxt.md", "bad_name"),
        ("a\u200b.txt", "bad_name"),
        ("a\ud800.txt", "bad_name"),
        ("a\U000e0041.txt", "bad_name"),
        ("가" * 84 + ".txt", "bad_name"),  # 84 * 3 + 4 = 256 bytes
    ],
)
def test_a_name_that_cannot_be_an_article_is_refused(
    tmp_path: Path, corpus: Path, name: str, outcome: Outcome
) -> None:
    assert store(uploaded(tmp_path), corpus, name=name).outcome == outcome
    assert names(corpus) == []


def test_the_longest_name_fits(tmp_path: Path, corpus: Path) -> None:
    name = "가" * 83 + ".txt"  # 83 * 3 + 4 = 253 bytes
    assert store(uploaded(tmp_path), corpus, name=name).outcome == "added"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_kind_of_file_that_can_be_read_is_welcome(
    tmp_path: Path, corpus: Path, suffix: str
) -> None:
    assert store(uploaded(tmp_path), corpus, name=f"a{suffix}") == Upload(f"a{suffix}", "added")


def test_an_ending_in_capitals_is_fine(tmp_path: Path, corpus: Path) -> None:
    assert store(uploaded(tmp_path), corpus, name="A.TXT") == Upload("A.TXT", "added")


def test_an_empty_file_is_refused(tmp_path: Path, corpus: Path) -> None:
    assert store(uploaded(tmp_path, b""), corpus, name="a.txt").outcome == "empty"


@pytest.mark.parametrize(("size", "outcome"), [(MAX_BYTES, "added"), (MAX_BYTES + 1, "too_large")])
def test_the_size_limit_is_exact(tmp_path: Path, corpus: Path, size: int, outcome: Outcome) -> None:
    path = uploaded(tmp_path)
    with path.open("r+b") as file:
        file.truncate(size)
    assert store(path, corpus, name="a.txt").outcome == outcome


def test_a_link_is_replaced_and_what_it_points_at_is_not_written(
    tmp_path: Path, corpus: Path
) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_bytes(b"secret")
    (corpus / "a.txt").symlink_to(outside)
    assert store(uploaded(tmp_path), corpus, name="a.txt") == Upload("a.txt", "changed")
    assert outside.read_bytes() == b"secret"
    assert not (corpus / "a.txt").is_symlink()


def test_a_folder_of_that_name_is_not_replaced(tmp_path: Path, corpus: Path) -> None:
    (corpus / "a.txt").mkdir()
    assert store(uploaded(tmp_path), corpus, name="a.txt").outcome == "bad_name"
    assert (corpus / "a.txt").is_dir()


def test_a_corpus_folder_that_is_missing_is_made(tmp_path: Path) -> None:
    store(uploaded(tmp_path), tmp_path / "new" / "corpus", name="a.txt")
    assert names(tmp_path / "new" / "corpus") == ["a.txt"]


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("content", "placed"), [(b"words", "unchanged"), (b"other words", "changed")]
)
def test_the_placement_tells_what_storing_would_do(
    tmp_path: Path, corpus: Path, content: bytes, placed: Placed
) -> None:
    store(uploaded(tmp_path), corpus, name="가.txt")
    assert placement("가.txt", digest(content), corpus) == placed
    assert store(uploaded(tmp_path, content), corpus, name="가.txt").outcome == placed


def test_a_file_is_new_where_there_is_none_of_its_name(tmp_path: Path, corpus: Path) -> None:
    assert placement("a.txt", digest(b"words"), corpus) == "added"
    assert placement("a.txt", digest(b"words"), tmp_path / "no folder yet") == "added"


def test_a_link_would_be_replaced_even_by_equal_bytes(tmp_path: Path, corpus: Path) -> None:
    (corpus / "a.txt").symlink_to(uploaded(tmp_path))
    assert placement("a.txt", digest(b"words"), corpus) == "changed"


def test_an_upload_knows_whether_it_is_there() -> None:
    outcomes: list[Outcome] = ["added", "changed", "unchanged", "bad_name", "too_large"]
    stored = [outcome for outcome in outcomes if Upload("a.txt", outcome).is_stored]
    assert stored == ["added", "changed", "unchanged"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to the superuser")
def test_a_failed_write_leaves_the_older_file_and_no_rest(tmp_path: Path, corpus: Path) -> None:
    (corpus / "a.txt").write_bytes(b"old")
    corpus.chmod(0o500)
    with pytest.raises(PermissionError):
        store(uploaded(tmp_path), corpus, name="a.txt")
    assert names(corpus) == ["a.txt"]
