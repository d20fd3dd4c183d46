"""A store and a corpus in one another: what people keep there is neither indexed nor lost."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from index.errors import ChulcheoError
from index.update import update
from tests.fakes import SilentProgress, toy_tools, write_articles

if TYPE_CHECKING:
    from pathlib import Path

    from index.datatypes import UpdateReport

BRIDGE = "갈매대교가 오늘 아침 열렸다.\n"
# As an old build's leftovers are called.
LIKE_OURS = {
    "vectors-report.txt": BRIDGE,
    "lexical-notes/b.txt": BRIDGE,
    "vectors-1.txt": BRIDGE,
    ".writing-diary/c.txt": BRIDGE,
}


def built(corpus: Path, store: Path) -> UpdateReport:
    return update(corpus, store, toy_tools, SilentProgress())


def grow(corpus: Path, number: int) -> None:
    write_articles(corpus, {f"new {number}.txt": f"갈매대교 {number}번 글이다.\n"})


@pytest.mark.parametrize("place", [".rag", "store", "deep/down/store", "gone/../store"])
def test_a_store_inside_its_corpus_stays_out_of_it(tmp_path: Path, place: str) -> None:
    write_articles(tmp_path, {"a.txt": BRIDGE, "gone/b.txt": BRIDGE})
    report = built(tmp_path, tmp_path / place)
    assert (report.generation, report.changes.added) == (1, ("a.txt", "gone/b.txt"))
    again = built(tmp_path, tmp_path / place)
    # Nothing of what the first update wrote is news for the second.
    assert (again.generation, again.changes.unchanged) == (1, 2)
    assert again.changes.skipped == ()


def test_a_corpus_inside_its_store_is_read_and_kept(tmp_path: Path) -> None:
    corpus = write_articles(tmp_path / "articles", {"a.txt": BRIDGE, "sub/b.txt": BRIDGE})
    assert built(corpus, tmp_path).changes.added == ("a.txt", "sub/b.txt")
    for number in range(3):
        grow(corpus, number)
        assert built(corpus, tmp_path).changes.added == (f"new {number}.txt",)
    assert sorted(path.name for path in corpus.iterdir()) == [
        *("a.txt", "new 0.txt", "new 1.txt", "new 2.txt", "sub")
    ]


@pytest.mark.parametrize("name", ["lexical-articles", "vectors-articles", ".writing-articles"])
def test_a_corpus_that_is_called_as_our_files_are_is_kept(tmp_path: Path, name: str) -> None:
    corpus = write_articles(tmp_path / name, {"a.txt": BRIDGE})
    built(corpus, tmp_path)
    assert (corpus / "a.txt").read_text("utf-8") == BRIDGE


def test_files_in_the_folder_of_the_store_that_are_not_ours_are_kept(tmp_path: Path) -> None:
    write_articles(tmp_path / "corpus", {"a.txt": BRIDGE})
    write_articles(tmp_path / "store", LIKE_OURS)
    for number in range(3):
        grow(tmp_path / "corpus", number)
        built(tmp_path / "corpus", tmp_path / "store")
    kept = {name for name in LIKE_OURS if (tmp_path / "store" / name).exists()}
    assert kept == set(LIKE_OURS)


def test_one_folder_for_corpus_and_store_is_refused_or_harmless(tmp_path: Path) -> None:
    write_articles(tmp_path, {"a.txt": BRIDGE, **LIKE_OURS})
    with suppress(ChulcheoError):
        first, second = (built(tmp_path, tmp_path) for _ in range(2))
        assert first.generation == second.generation
        assert second.changes.skipped == ()
    assert {name for name in LIKE_OURS if (tmp_path / name).exists()} == set(LIKE_OURS)
