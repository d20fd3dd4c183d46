from __future__ import annotations

from typing import TYPE_CHECKING

from index.datatypes import Changes
from index.snapshot import Snapshot
from tests.fakes import (
    SyllableEncoder,
    toy_tools,
    toy_update,
    write_articles,
)
from tests.index.building import LIBRARY, titles

if TYPE_CHECKING:
    from pathlib import Path


TABLE = "title,text\n다리 놓여,갈매대교가 열렸다.\n책 모여,작은 도서관이 열렸다.\n"


def test_every_article_of_a_table_is_found(tmp_path: Path) -> None:
    write_articles(tmp_path / "corpus", {"news.csv": TABLE, "a.txt": LIBRARY})
    report = toy_update(tmp_path)
    assert report.changes == Changes(added=("a.txt", "news.csv"))
    assert report.documents == 3
    snapshot = Snapshot.open(tmp_path / "store")
    assert [(item.source, item.file, item.title) for item in snapshot.store.summaries()] == [
        ("a.txt", "a.txt", snapshot.document("a.txt").title),
        ("news.csv#1", "news.csv", "다리 놓여"),
        ("news.csv#2", "news.csv", "책 모여"),
    ]
    texts = [chunk.text for chunk in snapshot.store.chunks_of("news.csv#2")]
    assert texts == ["책 모여\n\n작은 도서관이 열렸다."]
    snapshot.close()


def test_changed_table_takes_the_place_of_all_its_articles(tmp_path: Path) -> None:
    encoder = SyllableEncoder()
    write_articles(tmp_path / "corpus", {"news.csv": TABLE, "a.txt": LIBRARY})
    toy_update(tmp_path, toy_tools(encoder))
    encoder.encoded.clear()
    write_articles(tmp_path / "corpus", {"news.csv": "text\n작은 도서관이 닫혔다.\n"})
    report = toy_update(tmp_path, toy_tools(encoder))
    assert report.changes == Changes(changed=("news.csv",), unchanged=1)
    assert encoder.encoded == ["작은 도서관이 닫혔다."]
    # The only article of a file is cited as the file.
    assert titles(tmp_path) == ["a.txt", "news.csv"]
    (tmp_path / "corpus" / "news.csv").unlink()
    assert toy_update(tmp_path).changes == Changes(removed=("news.csv",), unchanged=1)
    assert titles(tmp_path) == ["a.txt"]


def test_file_that_turns_out_to_hold_no_article_is_skipped(tmp_path: Path) -> None:
    write_articles(tmp_path / "corpus", {"a.txt": LIBRARY, "b.pdf": "x", "c.csv": "title\nx\n"})
    report = toy_update(tmp_path)
    assert report.changes.added == ("a.txt",)
    reasons = {item.source: item.reason for item in report.changes.skipped}
    assert reasons["b.pdf"] == "its name says PDF, but it is none"
    assert reasons["c.csv"].startswith("no column with the text of the articles; name it")
    # They are known to be useless, so nothing is loaded to look at them again.
    assert toy_update(tmp_path).generation == 1


def test_article_without_a_word_is_listed_and_never_found(tmp_path: Path) -> None:
    boilerplate = "Copyright 갯벌신문. 무단 전재 및 재배포 금지.\n"
    write_articles(tmp_path / "corpus", {"a.txt": boilerplate, "b.txt": LIBRARY})
    report = toy_update(tmp_path)
    assert (report.documents, report.chunks) == (2, 1)
    snapshot = Snapshot.open(tmp_path / "store")
    assert snapshot.document("a.txt").text == boilerplate
    assert snapshot.store.chunks_of("a.txt") == []
    assert [chunk.source for chunk in snapshot.chunks([2])] == ["b.txt"]
    snapshot.close()
