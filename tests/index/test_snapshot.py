from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from index.errors import StoreError
from index.snapshot import Snapshot, newest_generation
from tests.fakes import SyllableEncoder, toy_snapshot, toy_tools, toy_update, write_articles
from tests.index.test_lexical import write_without_choice

if TYPE_CHECKING:
    from pathlib import Path

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


def flip_a_bit(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


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
        flip_a_bit(store / "vectors-1.faiss")
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
    names = {path.name for path in store.iterdir() if "sqlite" not in path.name}
    assert names == {"lock", "vectors-1.faiss", "lexical-1"}
    again = Snapshot.open(store)
    assert answers(again) == expected
    again.close()
    assert toy_update(tmp_path, toy_tools(encoder)).encoded == 0


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
def test_newest_generation_tells_a_snapshot_that_it_is_old(tmp_path: Path, generation: int) -> None:
    snapshot = toy_snapshot(tmp_path, TEXTS)
    if generation > 1:
        write_articles(tmp_path / "corpus", {"new.txt": "라마바 새 글이 여기에 있다.\n"})
        toy_update(tmp_path)
    assert newest_generation(tmp_path / "store") == generation
    assert snapshot.generation == 1
    snapshot.close()


def test_folder_without_index_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"^no index at .*/store; build it with: rag index$"):
        Snapshot.open(tmp_path / "store")
    assert not (tmp_path / "store").exists()
