from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.errors import InputError
from ui.articles.removing import set_aside

TODAY = date(2026, 3, 2)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    (folder / "지난해").mkdir(parents=True)
    (folder / "a.txt").write_bytes(b"words")
    (folder / "지난해" / "b.txt").write_bytes(b"older words")
    return folder


def test_a_removed_article_is_kept_under_the_day_and_its_name(tmp_path: Path, corpus: Path) -> None:
    kept = set_aside("a.txt", corpus, tmp_path / "store", TODAY)
    assert kept == tmp_path / "store" / "removed" / "2026-03-02-a.txt"
    assert kept.read_bytes() == b"words"
    assert not (corpus / "a.txt").exists()


def test_an_article_of_a_folder_inside_is_found(tmp_path: Path, corpus: Path) -> None:
    kept = set_aside("지난해/b.txt", corpus, tmp_path / "store", TODAY)
    assert (kept.name, kept.read_bytes()) == ("2026-03-02-b.txt", b"older words")


def test_nothing_that_was_removed_before_is_lost(tmp_path: Path, corpus: Path) -> None:
    set_aside("a.txt", corpus, tmp_path / "store", TODAY)
    for number in (2, 3):
        (corpus / "a.txt").write_bytes(b"again %d" % number)
        kept = set_aside("a.txt", corpus, tmp_path / "store", TODAY)
        assert (kept.name, kept.read_bytes()) == (
            f"2026-03-02-a-{number}.txt",
            b"again %d" % number,
        )
    assert len(list((tmp_path / "store" / "removed").iterdir())) == 3


def test_the_longest_name_still_fits(tmp_path: Path, corpus: Path) -> None:
    name = "가" * 83 + ".txt"  # 253 bytes; with the day it would be 264
    (corpus / name).write_bytes(b"words")
    kept = set_aside(name, corpus, tmp_path / "store", TODAY)
    # 200 bytes hold 66 whole syllables of three.
    assert kept.name == f"2026-03-02-{'가' * 66}.txt"
    assert kept.read_bytes() == b"words"


@pytest.mark.parametrize("source", ["../outside.txt", "a.md", "지난해", "지난해/../../outside.txt"])
def test_only_files_of_the_corpus_are_removed(tmp_path: Path, corpus: Path, source: str) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_bytes(b"secret")
    with pytest.raises(InputError, match=r"^no file "):
        set_aside(source, corpus, tmp_path / "store", TODAY)
    assert outside.read_bytes() == b"secret"
    assert not (tmp_path / "store").exists()


def test_a_link_is_moved_and_what_it_points_at_stays(tmp_path: Path, corpus: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_bytes(b"secret")
    (corpus / "link.txt").symlink_to(outside)
    kept = set_aside("link.txt", corpus, tmp_path / "store", TODAY)
    assert kept.is_symlink()
    assert outside.read_bytes() == b"secret"
    assert not (corpus / "link.txt").is_symlink()
