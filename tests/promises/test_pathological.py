"""Files, folders and questions that nobody writes on purpose: refused or done, never endless."""

from __future__ import annotations

import os
import shutil
import time
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from index.chunking import ChunkSettings
from index.corpus import MAX_BYTES
from index.errors import InputError
from index.preparing import Tools
from index.snapshot import Snapshot
from tests.fakes import SpaceAnalyzer, SyllableEncoder, toy_update, write_articles
from tests.promises.elsewhere import few_files
from tests.promises.korean import FERRY, QUESTIONS, korean_workspace, told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from index.kiwi import KiwiAnalyzer
    from tests.sharing import SharedWorkspace

BRIDGE = "갈매대교가 오늘 아침 열렸다.\n"
TOO_LARGE = ("larger than 20 MB; split it", "20MB를 넘습니다")
# What takes longer than so many times the time of ordinary text is on its way to endless.
GENEROUS = 20


def cost(work: Callable[[], object]) -> float:
    """Return what a work costs this process, in seconds: other processes do not count."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def ordinary(characters: int) -> str:
    words = FERRY.replace("\n", " ")
    return (words * (characters // len(words) + 1))[:characters]


def large_chunks(encoder: SyllableEncoder | None = None) -> Tools:
    return Tools(
        encoder=encoder or SyllableEncoder(),
        model="toy",
        analyzer=SpaceAnalyzer(),
        chunks=ChunkSettings(),
    )


def test_a_line_of_many_megabytes_is_indexed(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    # Chunks are cut at 400 letters; one megabyte of three bytes each is 833 and a third of them.
    (corpus / "line.txt").write_bytes("가".encode() * (1_000_000 // 3))
    report = toy_update(tmp_path, large_chunks())
    assert (report.documents, report.chunks) == (1, 834)
    snapshot = Snapshot.open(tmp_path / "store")
    ids = [chunk.id for chunk in snapshot.store.chunks_of("line.txt")]
    assert {len(chunk.text) for chunk in snapshot.chunks(ids[:-1])} == {400}
    snapshot.close()


@pytest.mark.parametrize("size", [MAX_BYTES + 1, 200_000_000, 1 << 40])
def test_a_file_that_is_too_large_is_refused_without_reading_it_whole(
    tmp_path: Path, size: int
) -> None:
    corpus = write_articles(tmp_path / "corpus", {"a.txt": BRIDGE})
    with (corpus / "dump.txt").open("wb") as dump:
        # It takes no room on the disk; read whole it would take more memory than there is.
        dump.truncate(size)
    tracemalloc.start()
    try:
        report = toy_update(tmp_path)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert report.changes.added == ("a.txt",)
    assert told(report.changes) == {"dump.txt": TOO_LARGE}
    assert most < 3 * MAX_BYTES


@pytest.mark.parametrize(
    "text",
    ["가" * 20_000, "ㅋ" * 20_000, "가\n" * 10_000, "“" * 20_000, "\u1100\u1161" * 10_000],
    ids=["one syllable", "laughter", "short lines", "quotes", "decomposed"],
)
def test_strange_text_costs_like_text(tmp_path: Path, kiwi: KiwiAnalyzer, text: str) -> None:
    def index(name: str, words: str) -> None:
        korean_workspace(tmp_path / name, kiwi, {"a.txt": words.encode()})

    kiwi.analyze(FERRY)
    usual = cost(lambda: index("usual", ordinary(20_000)))
    assert cost(lambda: index("strange", text)) < GENEROUS * usual


@pytest.fixture(scope="module")
def space(tmp_path_factory: pytest.TempPathFactory, kiwi: KiwiAnalyzer) -> SharedWorkspace:
    return korean_workspace(tmp_path_factory.mktemp("asked"), kiwi, {"ferry.txt": FERRY.encode()})


@pytest.mark.parametrize(
    "letter", ["가", "a", "1", "ㅋ", "가 ", "가\n", "“", "(", "?", "😀", "e\u0301", "[1] ", "그 "]
)
def test_the_longest_question_of_anything_costs_like_a_long_one(
    space: SharedWorkspace, letter: str
) -> None:
    question = (letter * 2000)[:1990]
    space.ask(QUESTIONS[0], ())
    usual = cost(lambda: space.ask(ordinary(1990), ()))
    assert cost(lambda: space.ask(question, ())) < GENEROUS * usual


def test_a_longer_question_is_refused_for_nothing(space: SharedWorkspace) -> None:
    usual = cost(lambda: space.ask(QUESTIONS[0], ()))

    def ask() -> None:
        expected = r"^the question has 100,000 characters, 2,000 are allowed; shorten it$"
        with pytest.raises(InputError, match=expected):
            space.ask("가" * 100_000, ())

    assert cost(ask) < GENEROUS * usual


def nest(folder: Path, depth: int) -> None:
    """Make folders in one another, with an article in every fiftieth.

    Each is named from the one before it, for a path would be too long.
    """
    inside = os.open(folder, os.O_RDONLY)
    for number in range(depth):
        os.mkdir("d" * 20, dir_fd=inside)
        deeper = os.open("d" * 20, os.O_RDONLY, dir_fd=inside)
        os.close(inside)
        inside = deeper
        if number % 50 == 0:
            file = os.open("b.txt", os.O_CREAT | os.O_WRONLY, dir_fd=inside)
            os.write(file, BRIDGE.encode())
            os.close(file)
    os.close(inside)


def test_folders_deeper_than_a_path_can_name_are_skipped(tmp_path: Path) -> None:
    corpus = write_articles(tmp_path / "corpus", {"a.txt": BRIDGE})
    nest(corpus, 250)
    report = toy_update(tmp_path)
    # A path has 4,095 bytes at most, a folder here takes 21: the first, 51st, 101st and 151st can
    # be named, the 201st cannot.
    assert len(report.changes.added) == 1 + 4
    assert list(told(report.changes).values()) == [
        ("cannot be read: File name too long", "열 수 없는 파일입니다")
    ]
    shutil.rmtree(corpus)


def test_a_thousand_files_that_cannot_be_used_are_all_told_of(tmp_path: Path) -> None:
    names = [f"{number:04}.xyz" for number in range(1000)]
    write_articles(tmp_path / "corpus", {"a.txt": BRIDGE, **dict.fromkeys(names, "x")})
    report = toy_update(tmp_path)
    assert [item.source for item in report.changes.skipped] == names
    assert report.documents == 1
    snapshot = Snapshot.open(tmp_path / "store")
    kept = snapshot.store.skipped()
    snapshot.close()
    assert kept == report.changes.skipped
    assert all(item.reason for item in kept)


def build_twice(folder: Path) -> tuple[int, int, int]:
    """Return the documents after two builds, and what the index then finds."""
    files = {f"{number % 40}/{number}.txt": f"갈매 {number}번 다리.\n" for number in range(300)}
    write_articles(folder / "corpus", files)
    first = toy_update(folder)
    write_articles(folder / "corpus", {"0/0.txt": "갈매 새 다리.\n"})
    second = toy_update(folder)
    snapshot = Snapshot.open(folder / "store")
    found = snapshot.lexical.search("terms", ["새"], top_k=9)
    snapshot.close()
    return first.documents, second.documents, len(found)


def test_sixty_four_open_files_are_enough(tmp_path: Path) -> None:
    with few_files(tmp_path / "warm", build_twice) as there:
        assert there.do(build_twice, tmp_path / "home") == (300, 300, 1)
