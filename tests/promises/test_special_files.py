"""What lies in a folder and is no article: links, pipes, sockets, devices."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from index.update import update
from tests.fakes import SilentProgress, toy_tools, toy_update, write_articles
from tests.promises.korean import told

if TYPE_CHECKING:
    from pathlib import Path

BRIDGE = "갈매대교가 오늘 아침 열렸다.\n"
LINK = "다른 곳을 가리키는 링크입니다"
OUTSIDE = ("a link that leads out of the corpus folder", LINK)
FOLDER = ("a link to a folder, which is not followed", LINK)
SPECIAL = ("not a regular file", "보통 파일이 아닙니다")


def test_links_are_followed_to_files_of_the_corpus_alone(tmp_path: Path) -> None:
    home = write_articles(tmp_path, {"corpus/sub/a.txt": BRIDGE, "secret.txt": "비밀이다.\n"})
    corpus = home / "corpus"
    (corpus / "inside.txt").symlink_to("sub/a.txt")
    (corpus / "whole.txt").symlink_to(corpus / "sub" / "a.txt")
    (corpus / "around.txt").symlink_to("../corpus/sub/../inside.txt")
    (corpus / "out.txt").symlink_to("../secret.txt")
    (corpus / "passwd.md").symlink_to("/etc/passwd")
    (corpus / "twice.txt").symlink_to("out.txt")
    (corpus / "zero.txt").symlink_to("/dev/zero")
    (corpus / "up").symlink_to("..")
    (corpus / "sub" / "round").symlink_to("../sub")
    (corpus / "self.txt").symlink_to("self.txt")
    (corpus / "gone.txt").symlink_to("nowhere.txt")
    report = toy_update(tmp_path)
    read = ("around.txt", "inside.txt", "sub/a.txt", "whole.txt")
    assert report.changes.added == read
    closed = "열 수 없는 파일입니다"
    assert told(report.changes) == {
        "gone.txt": ("cannot be read: No such file or directory", closed),
        "out.txt": OUTSIDE,
        "passwd.md": OUTSIDE,
        "self.txt": ("cannot be read: Too many levels of symbolic links", closed),
        "sub/round": FOLDER,
        "twice.txt": OUTSIDE,
        "up": FOLDER,
        "zero.txt": OUTSIDE,
    }


def test_pipes_are_skipped_and_stop_nothing(tmp_path: Path) -> None:
    corpus = write_articles(tmp_path / "corpus", {"z.txt": BRIDGE})
    os.mkfifo(corpus / "pipe.txt")
    (corpus / "to pipe.txt").symlink_to("pipe.txt")
    report = toy_update(tmp_path)
    assert report.changes.added == ("z.txt",)
    assert told(report.changes) == {
        "pipe.txt": SPECIAL,
        "to pipe.txt": SPECIAL,
    }


def test_sockets_are_skipped_and_said_so(tmp_path: Path) -> None:
    corpus = write_articles(tmp_path / "corpus", {"z.txt": BRIDGE})
    os.mknod(corpus / "socket.md", stat.S_IFSOCK | 0o600)
    report = toy_update(tmp_path)
    assert report.changes.added == ("z.txt",)
    assert told(report.changes) == {"socket.md": SPECIAL}


def test_a_corpus_behind_a_link_is_read(tmp_path: Path) -> None:
    write_articles(tmp_path / "real", {"a.txt": BRIDGE})
    (tmp_path / "corpus").symlink_to("real")
    assert toy_update(tmp_path).changes.added == ("a.txt",)


def test_a_folder_called_as_an_article_is_entered(tmp_path: Path) -> None:
    write_articles(tmp_path / "corpus", {"2024.txt/a.txt": BRIDGE})
    assert toy_update(tmp_path).changes.added == ("2024.txt/a.txt",)


def test_a_store_behind_a_link_into_the_corpus_is_not_indexed(tmp_path: Path) -> None:
    corpus = write_articles(tmp_path / "corpus", {"a.txt": BRIDGE, "kept/note.txt": BRIDGE})
    (tmp_path / "store").symlink_to(corpus / "kept")
    for _ in range(2):
        report = update(corpus, tmp_path / "store", toy_tools, SilentProgress())
        assert (report.generation, report.documents) == (1, 1)
        assert report.changes.skipped == ()
