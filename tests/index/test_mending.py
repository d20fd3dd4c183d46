from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.comparing import changes
from index.database import DAMAGED_NAME, FILE_NAME, Database
from index.datatypes import Changes, UpdateReport
from index.errors import DamagedError, FormatError, StoreError
from index.snapshot import Snapshot
from tests.fakes import SyllableEncoder, toy_snapshot, toy_tools, toy_update, write_articles
from tests.index.building import BRIDGE, LIBRARY, MARKET, titles
from tests.index.stored import tamper

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def make_garbage(store: Path) -> None:
    (store / FILE_NAME).write_bytes(b"this is not a database " * 400)


def make_older(store: Path) -> None:
    """Make it a store of the first format."""
    tamper(
        store,
        "UPDATE meta SET value = '1' WHERE key = 'format'",
        "DROP TABLE staged_files",
    )


def cut_in_half(store: Path) -> None:
    path = store / FILE_NAME
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def change_a_title(store: Path) -> None:
    tamper(store, "UPDATE documents SET title = 'x' WHERE id = 1")


def lose_an_article(store: Path) -> None:
    tamper(store, "DELETE FROM documents WHERE id = 1")


def change_a_table(store: Path) -> None:
    tamper(store, "DROP TABLE skipped")


@pytest.mark.parametrize(
    ("damage", "error", "how"),
    [
        (make_garbage, DamagedError, r"is damaged \(file is not a database\)"),
        (cut_in_half, DamagedError, r"is damaged \(.*\)"),
        (make_older, FormatError, r"at .*/store has format 1, this program reads format 2"),
        (change_a_title, DamagedError, r"is damaged \(an article's facts have changed\)"),
        (lose_an_article, DamagedError, r"is damaged \(its list of articles has changed\)"),
        (change_a_table, DamagedError, r"is damaged \(its tables are not those of this program\)"),
    ],
)
def test_full_update_makes_a_broken_store_anew_and_keeps_the_old_file(
    tmp_path: Path, damage: Callable[[Path], None], error: type[StoreError], how: str
) -> None:
    toy_snapshot(tmp_path, {"a.txt": BRIDGE, "b.txt": LIBRARY}).close()
    store = tmp_path / "store"
    damage(store)
    broken = (store / FILE_NAME).read_bytes()
    line = rf"^the store {how}; rebuild it with: rag index --full$"
    for use in (toy_update, lambda folder: changes(folder / "corpus", store), titles):
        with pytest.raises(error, match=line):
            use(tmp_path)
    assert (store / FILE_NAME).read_bytes() == broken
    encoder = SyllableEncoder()
    report = toy_update(tmp_path, toy_tools(encoder), full=True)
    assert report == UpdateReport(
        changes=Changes(added=("a.txt", "b.txt")), generation=1, documents=2, chunks=3, encoded=3
    )
    assert len(encoder.encoded) == 3
    assert titles(tmp_path) == ["a.txt", "b.txt"]
    assert (store / DAMAGED_NAME).read_bytes() == broken
    assert toy_update(tmp_path).changes == Changes(unchanged=2)


def test_full_update_mends_damaged_texts_and_vectors_in_place(tmp_path: Path) -> None:
    toy_snapshot(tmp_path, {"a.txt": BRIDGE, "b.txt": LIBRARY}).close()
    store = tmp_path / "store"
    tamper(store, "UPDATE vectors SET vector = x'00'", "UPDATE bodies SET text = 'x'")
    # What an incremental update needs of them is not there.
    write_articles(tmp_path / "corpus", {"b.txt": MARKET})
    with pytest.raises(DamagedError, match=r"^the store is damaged \(the text of an article has c"):
        toy_update(tmp_path)
    report = toy_update(tmp_path, full=True)
    assert (report.generation, report.documents, report.encoded) == (2, 2, 4)
    snapshot = Snapshot.open(store)
    assert [snapshot.document(source).text for source in ("a.txt", "b.txt")] == [BRIDGE, MARKET]
    snapshot.close()
    assert not (store / DAMAGED_NAME).exists()


def test_error_of_a_disk_puts_nothing_aside(tmp_path: Path) -> None:
    toy_snapshot(tmp_path, {"a.txt": BRIDGE}).close()
    store = tmp_path / "store"
    (store / FILE_NAME).rename(tmp_path / "kept")
    (store / FILE_NAME).mkdir()
    with pytest.raises(StoreError, match=r"^the store at .* cannot be written \(Is a dir"):
        toy_update(tmp_path, full=True)
    assert not (store / DAMAGED_NAME).exists()


def test_lock_is_free_again_after_an_error(tmp_path: Path) -> None:
    toy_snapshot(tmp_path, {"a.txt": BRIDGE}).close()
    database = Database.writing(tmp_path / "store")
    database.set_meta(format="99")
    database.close()
    for _ in range(2):
        with pytest.raises(StoreError, match="has format 99"):
            toy_update(tmp_path)
