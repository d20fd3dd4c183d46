"""Whatever bit of a store flips, whatever file is cut: never another answer."""

from __future__ import annotations

import shutil
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from index.errors import StoreError
from index.update import update
from index.verifying import verify
from tests.damage.damaging import Damage, answers, cuts, files_of, flips, outcome
from tests.fakes import SilentProgress, toy_snapshot, toy_tools, toy_update, write_articles

if TYPE_CHECKING:
    from pathlib import Path

# Every line is a chunk of its own, and none is a headline.
TEXTS = {
    "bridge.txt": "갈매대교가 오늘 아침 열렸다.\n\n가나다 통행료는 받지 않는다.\n",
    "library.txt": "작은 도서관이 문을 열었다.\n\n라마바 책은 주민이 모았다.\n",
    "market.txt": "사아 시장에 양파가 나왔다.\n\n" + "가격은 그대로라고 한다.\n\n" * 40,
    "notes.bin": "\0",
}
FLIPS = 300
CUTS = 60


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store at rest."""
    folder = tmp_path_factory.mktemp("rest")
    toy_snapshot(folder, TEXTS).close()
    return folder / "store"


@pytest.fixture(scope="module")
def busy_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose newest generation is still in the log, for somebody reads the one before."""
    folder = tmp_path_factory.mktemp("busy")
    reader = toy_snapshot(folder, TEXTS)
    write_articles(folder / "corpus", {"library.txt": "새 도서관이 라마바 문을 열었다.\n"})
    toy_update(folder)
    shutil.copytree(folder / "store", folder / "copy")
    reader.close()
    assert (folder / "copy" / "store.sqlite-wal").stat().st_size
    return folder / "copy"


@pytest.mark.parametrize("kind", ["rest", "busy"])
def test_flipped_bit_never_changes_an_answer(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    store = request.getfixturevalue("store" if kind == "rest" else "busy_store")
    expected = undamaged(store, tmp_path)
    found = {
        damage: outcome(store, expected, damage, tmp_path) for damage in flips(store, FLIPS, seed=5)
    }
    assert [damage for damage, came in found.items() if came == "changed"] == []
    # The damage is real.
    assert Counter(found.values())["refused"] > FLIPS // 50


@pytest.mark.parametrize("kind", ["rest", "busy"])
def test_cut_file_never_changes_an_answer(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    store = request.getfixturevalue("store" if kind == "rest" else "busy_store")
    expected = undamaged(store, tmp_path)
    found = {
        damage: outcome(store, expected, damage, tmp_path) for damage in cuts(store, CUTS, seed=5)
    }
    assert [damage for damage, came in found.items() if came == "changed"] == []
    assert Counter(found.values())["refused"] > CUTS // 50


def undamaged(store: Path, tmp_path: Path) -> list[object]:
    shutil.copytree(store, tmp_path / "whole")
    return answers(tmp_path / "whole")


def test_verifying_finds_nothing_in_a_whole_store(store: Path) -> None:
    assert verify(store) == []


def test_verifying_finds_what_no_question_has_met(store: Path, tmp_path: Path) -> None:
    """Bits of the text of one article, wherever they lie in the file."""
    shutil.copytree(store, tmp_path / "copy")
    path = tmp_path / "copy" / "store.sqlite"
    data = path.read_bytes()
    # The text lies in the file more than once: SQLite keeps deleted rows until it needs the room.
    changed = data.replace("그대로라고".encode(), "그대로란다".encode())
    assert changed != data
    path.write_bytes(changed)
    (finding,) = verify(tmp_path / "copy")
    assert finding.gravity == "damaged"
    assert finding.line == (
        "market.txt: the store is damaged (the text of an article has changed); "
        "rebuild it with: rag index --full"
    )
    with pytest.raises(StoreError, match=r"the text of an article has changed"):
        answers(tmp_path / "copy")


@pytest.mark.parametrize("name", ["vectors-1.faiss", "lexical-1/meta.json"])
def test_verifying_tells_what_heals_by_itself(store: Path, tmp_path: Path, name: str) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(store, copy)
    expected = answers(copy)
    Damage(path=name, place=5, bit=0).do(copy)
    (finding,) = verify(copy)
    assert finding.gravity == "healing"
    assert finding.line == (
        "the search indexes of generation 1 are damaged or missing; "
        "they are made again when it is opened"
    )
    assert answers(copy) == expected
    assert verify(copy) == []


def test_verifying_names_leftovers(store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(store, copy)
    (copy / "vectors-7.faiss").touch()
    (copy / ".chulcheo-x").mkdir()
    found = verify(copy)
    assert [item.gravity for item in found] == ["leftover", "leftover"]
    assert [item.line.split()[0] for item in found] == [".chulcheo-x", "vectors-7.faiss"]


def test_damaged_store_is_built_anew_with_full(store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "work"
    write_articles(folder / "corpus", TEXTS)
    shutil.copytree(store, folder / "store")
    expected = answers(folder / "store")
    path = folder / "store" / "store.sqlite"
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(StoreError, match=r"rebuild it with: rag index --full$"):
        update(folder / "corpus", folder / "store", toy_tools, SilentProgress())
    report = update(folder / "corpus", folder / "store", toy_tools, SilentProgress(), full=True)
    assert (report.generation, report.documents) == (1, 3)
    assert answers(folder / "store") == expected
    # Nothing is thrown away.
    assert (folder / "store" / "damaged.sqlite").stat().st_size == 5000
    assert {path.name for path in files_of(folder / "store")} >= {"newest", "vectors-1.faiss"}
