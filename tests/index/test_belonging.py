from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from index.comparing import changes
from index.errors import StoreError
from index.snapshot import Snapshot
from index.update import update
from tests.fakes import SilentProgress, toy_snapshot, toy_tools, toy_update, write_articles

if TYPE_CHECKING:
    from pathlib import Path

BRIDGE = "갈매대교가 오늘 아침 열렸다.\n"
MARKET = "양파 값이 두 배로 올랐다.\n"


def sources(store: Path) -> list[str]:
    snapshot = Snapshot.open(store)
    found = [item.source for item in snapshot.store.summaries()]
    snapshot.close()
    return found


def test_store_of_another_folder_is_left_alone(tmp_path: Path) -> None:
    toy_snapshot(tmp_path, {"a.txt": BRIDGE}).close()
    other = write_articles(tmp_path / "other", {"b.txt": MARKET})
    line = (
        rf"^the store at {tmp_path}/store holds the articles of {tmp_path}/corpus; "
        rf"name another one for {tmp_path}/other with --store, "
        r"or take its place with: rag index --full$"
    )
    with pytest.raises(StoreError, match=line):
        update(other, tmp_path / "store", toy_tools, SilentProgress())
    with pytest.raises(StoreError, match=line):
        changes(other, tmp_path / "store")
    assert sources(tmp_path / "store") == ["a.txt"]
    update(other, tmp_path / "store", toy_tools, SilentProgress(), full=True)
    assert sources(tmp_path / "store") == ["b.txt"]
    # It is the other one's now.
    with pytest.raises(StoreError, match=r"holds the articles of .*/other; "):
        toy_update(tmp_path)


def test_each_folder_has_its_store(tmp_path: Path) -> None:
    for name, text in {"one": BRIDGE, "two": MARKET}.items():
        toy_snapshot(tmp_path / name, {f"{name}.txt": text}).close()
    for name in ("one", "two"):
        assert toy_update(tmp_path / name).changes.unchanged == 1
        assert sources(tmp_path / name / "store") == [f"{name}.txt"]


def test_articles_and_store_may_be_copied_together(tmp_path: Path) -> None:
    toy_snapshot(tmp_path / "here", {"a.txt": BRIDGE}).close()
    shutil.copytree(tmp_path / "here", tmp_path / "there")
    assert toy_update(tmp_path / "there").changes.unchanged == 1


@pytest.mark.parametrize("moved", ["corpus", "store"])
def test_either_may_be_moved(tmp_path: Path, moved: str) -> None:
    toy_snapshot(tmp_path, {"a.txt": BRIDGE}).close()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / moved).rename(tmp_path / "elsewhere" / moved)
    places = {name: tmp_path / name for name in ("corpus", "store")}
    places[moved] = tmp_path / "elsewhere" / moved
    report = update(places["corpus"], places["store"], toy_tools, SilentProgress())
    assert (report.changes.unchanged, report.encoded) == (1, 0)
