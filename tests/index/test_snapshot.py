from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from index import derived
from index.database import Database
from index.errors import DamagedError, StoreError
from index.snapshot import Snapshot, newest_state, stored_settings
from tests.fakes import SyllableEncoder, toy_snapshot, toy_tools, toy_update, write_articles
from tests.index.stored import flip, names, tamper
from tests.index.test_lexical import write_without_choice

if TYPE_CHECKING:
    from pathlib import Path

    from index.lexical import LexicalIndex
    from index.store import Store
    from index.vectors import VectorIndex

# Every line is a chunk of its own, and none is a headline.
TEXTS = {
    "bridge.txt": "갈매대교가 오늘 아침 열렸다.\n\n가나다 통행료는 받지 않는다.\n",
    "library.txt": "작은 도서관이 문을 열었다.\n\n라마바 책은 주민이 모았다.\n",
}


def answers(snapshot: Snapshot) -> list[object]:
    """Return all that a query may ask for."""
    vectors = SyllableEncoder().encode_queries(["가나다", "라마바"])
    nearest = [snapshot.vectors.search(vectors[row : row + 1], top_k=9) for row in (0, 1)]
    holding = [
        snapshot.lexical.search("terms", [term], top_k=9)
        for term in ("갈매대교가", "통행료는", "도서관이")
    ]
    letters = snapshot.lexical.search("bigrams", ["도서", "통행"], top_k=9)
    ids = [id_ for id_, _ in nearest[0]]
    sources = [summary.source for summary in snapshot.store.summaries()]
    return [
        snapshot.generation,
        nearest,
        holding,
        letters,
        snapshot.chunks(ids),
        [snapshot.document(source) for source in sources],
    ]


def test_snapshot_holds_all_that_a_query_needs(tmp_path: Path) -> None:
    snapshot = toy_snapshot(tmp_path, TEXTS)
    assert snapshot.generation == 1
    assert snapshot.settings == toy_tools().settings
    assert len(snapshot.vectors) == len(snapshot.lexical) == 4
    assert [chunk.text for chunk in snapshot.chunks([4, 1])] == [
        "라마바 책은 주민이 모았다.",
        "갈매대교가 오늘 아침 열렸다.",
    ]
    assert snapshot.document("bridge.txt").text == TEXTS["bridge.txt"]
    # Counted by hand: "가나다 통행료는 받지 않는다." holds 가, 나 once and 다 twice.
    ((id_, score), *_) = snapshot.vectors.search(
        SyllableEncoder().encode_queries(["가나다"]), top_k=1
    )
    assert id_ == 2
    assert score == pytest.approx(4 / (3**0.5 * 6**0.5))
    snapshot.close()


def test_document_is_read_once(tmp_path: Path) -> None:
    snapshot = toy_snapshot(tmp_path, TEXTS)
    assert snapshot.document("bridge.txt") is snapshot.document("bridge.txt")
    with pytest.raises(StoreError, match=r"^no article 'gone.txt' in the index"):
        snapshot.document("gone.txt")
    snapshot.close()


def test_snapshot_answers_from_its_own_generation(tmp_path: Path) -> None:
    old = toy_snapshot(tmp_path, TEXTS)
    expected = answers(old)
    fresh = toy_snapshot(tmp_path / "other", TEXTS)
    # After the second update the old indexes are gone from the folder.
    for text in ("가나다라마바 새 글이 여기에 있다.\n", "라마바 또 새 글이 여기에 있다.\n"):
        write_articles(tmp_path / "corpus", {"bridge.txt": text})
        (tmp_path / "corpus" / "library.txt").unlink(missing_ok=True)
        toy_update(tmp_path)
    assert not (tmp_path / "store" / "vectors-1.faiss").exists()
    assert answers(old) == expected == answers(fresh)
    new = Snapshot.open(tmp_path / "store")
    assert new.generation == 3
    assert [summary.source for summary in new.store.summaries()] == ["bridge.txt"]
    assert len(new.vectors) == len(new.lexical) == 1
    for snapshot in (old, fresh, new):
        snapshot.close()


@pytest.mark.parametrize(
    "damage",
    ["vectors deleted", "vectors flipped", "lexical deleted", "lexical cut", "lexical old", "all"],
)
def test_damaged_indexes_are_made_again_without_encoding(tmp_path: Path, damage: str) -> None:
    encoder = SyllableEncoder()
    snapshot = toy_snapshot(tmp_path, TEXTS, toy_tools(encoder))
    expected = answers(snapshot)
    snapshot.close()
    encoder.encoded.clear()
    store = tmp_path / "store"
    if damage in {"vectors deleted", "all"}:
        (store / "vectors-1.faiss").unlink()
    if damage == "vectors flipped":
        flip(store / "vectors-1.faiss", 100)
    if damage in {"lexical deleted", "lexical old", "all"}:
        # Not deleted file by file: whoever has it open may be writing a lock there.
        (store / "lexical-1").rename(tmp_path / "away")
    if damage == "lexical old":
        (store / "lexical-1").mkdir()
        write_without_choice(store / "lexical-1")
    if damage == "lexical cut":
        (store / "lexical-1" / "meta.json").write_bytes(b"{")
    repaired = Snapshot.open(store)
    assert answers(repaired) == expected
    repaired.close()
    assert encoder.encoded == []
    # It is whole again for the next one, and for the next update.
    assert names(store) == {"vectors-1.faiss", "lexical-1", "newest"}
    again = Snapshot.open(store)
    assert answers(again) == expected
    again.close()
    assert toy_update(tmp_path, toy_tools(encoder)).encoded == 0


def test_who_has_an_index_open_does_not_notice_that_it_is_made_again(tmp_path: Path) -> None:
    snapshot = toy_snapshot(tmp_path, TEXTS)
    expected = answers(snapshot)
    flip(tmp_path / "store" / "vectors-1.faiss", 100)
    repaired = Snapshot.open(tmp_path / "store")
    assert repaired.state == snapshot.state == newest_state(tmp_path / "store")
    assert answers(snapshot) == answers(repaired) == expected
    repaired.close()
    snapshot.close()


def test_who_is_overtaken_while_opening_gets_the_newest_and_stands_in_nobodys_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    toy_snapshot(tmp_path, TEXTS).close()
    read, opened = derived.read, list[int]()

    def read_late(folder: Path, store: Store) -> tuple[VectorIndex, LexicalIndex]:
        opened.append(store.generation)
        # After one update its files are still there, after the second they are not.
        for text in ("두 번째 글이다.\n", "세 번째 글이다.\n") if opened == [1] else ():
            write_articles(tmp_path / "corpus", {"bridge.txt": text})
            toy_update(tmp_path)
        return read(folder, store)

    monkeypatch.setattr("index.snapshot.derived.read", read_late)
    snapshot = Snapshot.open(tmp_path / "store")
    # Whoever repairs reads once more, and keeps those who update out meanwhile.
    assert opened == [1, 3]
    assert snapshot.generation == 3
    snapshot.close()


@pytest.mark.parametrize(
    ("damage", "how"),
    [
        ("UPDATE documents SET title = 'x' WHERE id = 1", "an article's facts have changed"),
        ("DELETE FROM documents WHERE id = 1", "its list of articles has changed"),
        ("UPDATE files SET sha256 = ''", "its list of articles has changed"),
        ("UPDATE meta SET value = '8' WHERE key = 'dim'", "its list of articles has changed"),
        ("DELETE FROM meta WHERE key = 'settings'", "its list of articles has changed"),
        ("DELETE FROM meta WHERE key = 'root'", "its list of articles has changed"),
        ("UPDATE meta SET value = '0' WHERE key = 'generation'", "generation 1 is not there any "),
        ("DROP TABLE pending", "its tables are not those of this program"),
    ],
)
def test_damaged_database_is_refused_before_anything_is_answered(
    tmp_path: Path, damage: str, how: str
) -> None:
    toy_snapshot(tmp_path, TEXTS).close()
    tamper(tmp_path / "store", damage)
    line = rf"^the store is damaged \({how}.*\); rebuild it with: rag index --full$"
    for read in (Snapshot.open, stored_settings):
        with pytest.raises(DamagedError, match=line):
            read(tmp_path / "store")


def test_database_that_is_copied_without_its_note_is_as_safe(tmp_path: Path) -> None:
    toy_snapshot(tmp_path, TEXTS).close()
    (tmp_path / "store" / "newest").unlink()
    tamper(tmp_path / "store", "DELETE FROM meta WHERE key = 'root'")
    with pytest.raises(DamagedError, match="its list of articles has changed"):
        Snapshot.open(tmp_path / "store")


def test_changed_text_is_refused_when_it_is_asked_for(tmp_path: Path) -> None:
    toy_snapshot(tmp_path, TEXTS).close()
    tamper(tmp_path / "store", "UPDATE bodies SET text = replace(text, '열렸다', '닫혔다')")
    snapshot = Snapshot.open(tmp_path / "store")
    for ask in (lambda: snapshot.document("bridge.txt"), lambda: snapshot.chunks([3, 1])):
        with pytest.raises(DamagedError, match=r"\(the text of an article has changed\)"):
            ask()
    assert snapshot.document("library.txt").text == TEXTS["library.txt"]
    snapshot.close()


@pytest.mark.parametrize(
    "damage", ["UPDATE vectors SET vector = x'00'", "UPDATE bodies SET text = 'x'"]
)
def test_indexes_are_not_made_again_from_a_damaged_database(tmp_path: Path, damage: str) -> None:
    toy_snapshot(tmp_path, TEXTS).close()
    (tmp_path / "store" / "vectors-1.faiss").unlink()
    tamper(tmp_path / "store", damage)
    for _ in range(2):
        with pytest.raises(DamagedError, match=r"^the store is damaged .*: rag index --full$"):
            Snapshot.open(tmp_path / "store")
    assert not (tmp_path / "store" / "vectors-1.faiss").exists()


def test_bare_database_is_enough(tmp_path: Path) -> None:
    snapshot = toy_snapshot(tmp_path, TEXTS)
    expected = answers(snapshot)
    snapshot.close()
    (tmp_path / "copy").mkdir()
    shutil.copy(tmp_path / "store" / "store.sqlite", tmp_path / "copy")
    copy = Snapshot.open(tmp_path / "copy")
    assert answers(copy) == expected
    copy.close()


@pytest.mark.parametrize("generation", [1, 2])
def test_newest_state_tells_a_snapshot_that_it_is_old(tmp_path: Path, generation: int) -> None:
    snapshot = toy_snapshot(tmp_path, TEXTS)
    if generation > 1:
        write_articles(tmp_path / "corpus", {"new.txt": "라마바 새 글이 여기에 있다.\n"})
        toy_update(tmp_path)
    birth, newest = newest_state(tmp_path / "store")
    assert newest == generation
    assert snapshot.state == (birth, 1)
    assert (snapshot.state == newest_state(tmp_path / "store")) == (generation == 1)
    snapshot.close()


def test_index_that_was_made_anew_is_another_state(tmp_path: Path) -> None:
    toy_snapshot(tmp_path, TEXTS).close()
    before = newest_state(tmp_path / "store")
    tamper(tmp_path / "store", "DELETE FROM files")
    toy_update(tmp_path, full=True)
    after = newest_state(tmp_path / "store")
    # The first again, but of another store.
    assert after[1] == before[1] == 1
    assert after != before


def test_settings_can_be_looked_at_without_opening_the_index(tmp_path: Path) -> None:
    assert stored_settings(tmp_path / "store") is None
    toy_snapshot(tmp_path, TEXTS).close()
    (tmp_path / "store" / "vectors-1.faiss").unlink()
    assert stored_settings(tmp_path / "store") == toy_tools().settings
    assert not (tmp_path / "store" / "vectors-1.faiss").exists()


def test_database_in_which_nothing_was_published_is_no_index(tmp_path: Path) -> None:
    Database.writing(tmp_path / "store").close()
    with pytest.raises(StoreError, match=r"^no index at .*/store; build it with: rag index$"):
        Snapshot.open(tmp_path / "store")
    assert stored_settings(tmp_path / "store") is None
    assert newest_state(tmp_path / "store")[1] == 0


def test_folder_without_index_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"^no index at .*/store; build it with: rag index$"):
        Snapshot.open(tmp_path / "store")
    assert not (tmp_path / "store").exists()
