"""Folders without articles: one clear line, and never an index destroyed by accident."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from index.errors import CorpusError
from index.snapshot import Snapshot
from index.update import update
from tests.fakes import SilentProgress, toy_snapshot, toy_tools, toy_update, write_articles
from tests.promises.korean import told
from tests.ui.toy_workspace import SURE, SURE_ANSWER, made_workspace
from ui.words import WORDS

if TYPE_CHECKING:
    from pathlib import Path


NO_ARTICLES = "기사 폴더에 기사가 없습니다."
NO_FOLDER = "기사 폴더를 찾을 수 없습니다."
EMPTY = ("empty", "빈 파일입니다")
COPYRIGHT = "저작권자 ⓒ 두루일보. 무단 전재 및 재배포 금지\n"


def refused(corpus: Path, store: Path) -> tuple[str, str]:
    """Return the line that an update is refused with, and the page's Korean line for it."""
    with pytest.raises(CorpusError) as refusal:
        update(corpus, store, toy_tools, SilentProgress())
    return str(refusal.value), WORDS["ko"].errors.error(refusal.value)


def holds(store: Path) -> list[str]:
    snapshot = Snapshot.open(store)
    sources = [article.source for article in snapshot.store.summaries()]
    snapshot.close()
    return sources


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "no articles in {corpus}; put "),
        ({"README.md": "이 폴더는 비었다."}, "no articles in {corpus}; put "),
        ({".hidden.txt": "숨은 글이다."}, "no articles in {corpus}; put "),
        ({"a.xyz": "글이다."}, "no articles in {corpus} (a.xyz: not a "),
        ({"a.txt": "", "b.md": ""}, "no articles in {corpus} (a.txt: empty); put "),
        ({"a.txt": " \r\n\t\u3000\u00a0\n"}, "no articles in {corpus} (a.txt: empty); put "),
        ({"a.txt": "\ufeff"}, "no articles in {corpus} (a.txt: empty); put "),
        ({"a/b/c/d.xyz": "", "e.txt": ""}, "no articles in {corpus} (a/b/c/d.xyz: not a "),
    ],
    ids=["none", "readme", "hidden", "other kinds", "no bytes", "blank", "mark only", "deep"],
)
def test_a_folder_without_articles_is_refused_in_one_line(
    tmp_path: Path, files: dict[str, str], said: str
) -> None:
    corpus, store = tmp_path / "corpus", tmp_path / "store"
    corpus.mkdir()
    write_articles(corpus, files)
    english, korean = refused(corpus, store)
    assert english.startswith(said.format(corpus=corpus))
    assert "\n" not in english
    assert english.endswith("run: rag index")
    assert korean.startswith(NO_ARTICLES)
    assert not store.exists()


def test_a_folder_that_is_not_there_is_refused_in_one_line(tmp_path: Path) -> None:
    english, korean = refused(tmp_path / "corpus", tmp_path / "store")
    assert english == f"no folder at {tmp_path / 'corpus'}; name the folder with the articles"
    assert korean == NO_FOLDER
    write_articles(tmp_path, {"corpus": "a file"})
    english, korean = refused(tmp_path / "corpus", tmp_path / "store")
    assert english == f"not a folder: {tmp_path / 'corpus'}; name the folder with the articles"
    assert korean == NO_FOLDER


@pytest.mark.parametrize("accident", ["unmounted", "gone", "replaced", "emptied"])
def test_an_accident_with_the_folder_leaves_the_index_as_it_was(
    tmp_path: Path, accident: str
) -> None:
    space = made_workspace(tmp_path)
    sources = holds(space.store)
    if accident == "unmounted":
        # The folder is there, and nothing in it, as where a disk is not plugged in.
        shutil.move(space.corpus, tmp_path / "disk")
        space.corpus.mkdir()
    elif accident == "gone":
        shutil.rmtree(space.corpus)
    elif accident == "replaced":
        shutil.rmtree(space.corpus)
        space.corpus.symlink_to("nowhere")
    else:
        for path in space.corpus.iterdir():
            path.write_bytes(b"")
    for _ in range(2):
        english, _ = refused(space.corpus, space.store)
        assert "\n" not in english
    assert holds(space.store) == sources
    assert space.ask(SURE, ()).text == SURE_ANSWER


def test_after_an_accident_the_folder_is_taken_up_where_it_was(tmp_path: Path) -> None:
    space = made_workspace(tmp_path)
    shutil.move(space.corpus, tmp_path / "disk")
    space.corpus.mkdir()
    refused(space.corpus, space.store)
    space.corpus.rmdir()
    shutil.move(tmp_path / "disk", space.corpus)
    report = space.refresh()
    assert (report.generation, report.changes.unchanged, report.encoded) == (1, 2, 0)


def test_blank_files_are_skipped_beside_others_and_said_so(tmp_path: Path) -> None:
    files = {"a.txt": "가나 다리.\n", "b.txt": "", "c.txt": " \n\t ", "d.md": "\u3000\n"}
    write_articles(tmp_path / "corpus", files)
    report = toy_update(tmp_path)
    assert report.changes.added == ("a.txt",)
    assert told(report.changes) == {"b.txt": EMPTY, "c.txt": EMPTY, "d.md": EMPTY}


def test_a_file_of_nothing_to_see_is_empty(tmp_path: Path) -> None:
    files = {"a.txt": "가나 다리.\n", "b.txt": "\u200b\u00ad\ufeff\n\u2060\u3164"}
    write_articles(tmp_path / "corpus", files)
    assert told(toy_update(tmp_path).changes) == {"b.txt": EMPTY}


def test_an_index_without_a_chunk_answers_that_there_is_nothing(tmp_path: Path) -> None:
    # The only article is a notice, which is not searched.
    space = made_workspace(tmp_path, {"notice.txt": COPYRIGHT})
    assert [article.chunks for article in space.articles()] == [0]
    answer = space.ask(SURE, ())
    assert (answer.answerable, answer.citations, answer.passages) == (False, (), ())
    assert "찾지 못했습니다" in answer.text
    assert space.search(SURE, top_k=5) == []
    assert space.document("notice.txt").text == COPYRIGHT


def test_an_index_may_lose_its_last_chunk_and_get_another(tmp_path: Path) -> None:
    space = made_workspace(tmp_path, {"a.txt": f"{SURE}\n"})
    write_articles(space.corpus, {"a.txt": COPYRIGHT})
    assert space.refresh().chunks == 0
    assert not space.ask(SURE, ()).answerable
    write_articles(space.corpus, {"a.txt": f"{SURE}\n"})
    assert space.refresh().chunks == 1
    assert space.ask(SURE, ()).text == SURE_ANSWER


def test_all_but_one_article_may_be_deleted(tmp_path: Path) -> None:
    texts = {f"{number}.txt": f"가나 {number}번 다리.\n" for number in range(5)}
    toy_snapshot(tmp_path, texts).close()
    for number in range(4):
        (tmp_path / "corpus" / f"{number}.txt").unlink()
    assert len(toy_update(tmp_path).changes.removed) == 4
    assert holds(tmp_path / "store") == ["4.txt"]
