from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from index import newest
from index.database import LOG_NAME, Database
from index.datatypes import Skipped
from index.digests import folder_digest
from index.disk import UNFINISHED
from index.errors import DamagedError
from index.publishing import publish, tidy
from index.snapshot import Snapshot
from index.staging import Staging
from index.store import Store
from tests.index.stored import (
    DIM,
    SETTINGS,
    flip,
    names,
    note,
    prepared,
    put,
    row,
    stage,
    tamper,
    vector,
)

if TYPE_CHECKING:
    from pathlib import Path

    from index.preparing import Prepared

# One chunk each, of the same text.
A, B, C = (prepared(note(source), row(0, 4)) for source in ("a.txt", "b.txt", "c.txt"))


def ids(folder: Path) -> dict[str, list[int]]:
    """Return the numbers of all chunks of each document."""
    snapshot = Snapshot.open(folder)
    sources = [summary.source for summary in snapshot.store.summaries()]
    found = {source: [chunk.id for chunk in snapshot.store.chunks_of(source)] for source in sources}
    assert len(snapshot.vectors) == len(snapshot.lexical) == sum(map(len, found.values()))
    snapshot.close()
    return found


def count(folder: Path, table: str) -> int:
    with closing(Database.reading(folder)) as database:
        return int(database.execute(f"SELECT count(*) FROM {table}")[0][0])  # noqa: S608  (tests' own)


def test_first_generation_is_whole(tmp_path: Path) -> None:
    skipped = Skipped(source="빈.txt", reason="empty")
    put(tmp_path, A, skipped=[skipped])
    assert names(tmp_path) == {"vectors-1.faiss", "lexical-1", "newest"}
    with closing(Database.reading(tmp_path)) as database:
        store = Store(database)
        store.check()
        assert (store.generation, store.settings, store.dim) == (1, SETTINGS, DIM)
        assert (store.digests(), store.skipped()) == ({"a.txt": "cd" * 32}, (skipped,))
        assert newest.noted(tmp_path, store.birth) == 1


def test_documents_are_numbered_in_the_order_of_their_files(tmp_path: Path) -> None:
    put(tmp_path, C, prepared(note("b.txt"), row(0, 1), row(1, 4)), A)
    assert ids(tmp_path) == {"a.txt": [1], "b.txt": [2, 3], "c.txt": [4]}


def test_numbers_are_never_used_again(tmp_path: Path) -> None:
    put(tmp_path, A, B, prepared(note("none.txt")))
    put(tmp_path, B)
    # The document without chunks had number 3.
    assert ids(tmp_path) == {"a.txt": [1], "b.txt": [4], "none.txt": []}
    put(tmp_path, removed=["b.txt", "none.txt"])
    put(tmp_path, C)
    assert ids(tmp_path) == {"a.txt": [1], "c.txt": [5]}


def test_file_goes_with_all_articles_in_it(tmp_path: Path) -> None:
    many = [prepared(note(f"news.csv#{number}"), row(0, 4)) for number in range(1, 12)]
    put(tmp_path, A, *many)
    assert ids(tmp_path) == {
        "a.txt": [1],
        **{f"news.csv#{number}": [number + 1] for number in sorted(range(1, 12), key=str)},
    }
    put(tmp_path, *many[:2])
    assert ids(tmp_path) == {"a.txt": [1], "news.csv#1": [13], "news.csv#2": [14]}
    put(tmp_path, removed=["news.csv"])
    assert ids(tmp_path) == {"a.txt": [1]}


def test_what_no_document_names_any_more_is_dropped(tmp_path: Path) -> None:
    other = prepared(note("b.txt", text="다른 글."), row(0, 4, "up"))
    put(tmp_path, A, other)
    assert (count(tmp_path, "bodies"), count(tmp_path, "vectors")) == (2, 2)
    put(tmp_path, removed=["b.txt"])
    assert (count(tmp_path, "bodies"), count(tmp_path, "vectors")) == (1, 1)
    with closing(Database.reading(tmp_path)) as database:
        assert Store(database).vectors(["right"]).tolist() == [[1, 0]]


def test_nothing_stays_staged(tmp_path: Path) -> None:
    put(tmp_path, A, B)
    with closing(Database.writing(tmp_path)) as database:
        assert Staging(database).counts() == (0, 0)
        assert database.execute("SELECT * FROM staged") == []


def test_list_of_skipped_files_is_replaced(tmp_path: Path) -> None:
    first, second = (Skipped(source=source, reason="empty") for source in ("ㄱ.txt", "a.txt"))
    for skipped in ([first, second], [first], []):
        put(tmp_path, A, skipped=skipped)
        with closing(Database.reading(tmp_path)) as database:
            assert Store(database).skipped() == tuple(reversed(skipped))


def test_settings_stay_where_none_are_given(tmp_path: Path) -> None:
    put(tmp_path, A, B)
    with closing(Database.writing(tmp_path)) as database:
        publish(database, tmp_path, removed=["b.txt"], staged={}, skipped=[], made_with=None)
        assert (Store(database).settings, Store(database).dim) == (SETTINGS, DIM)
    assert ids(tmp_path) == {"a.txt": [1]}


def test_tidying_keeps_the_generation_before_for_those_who_have_just_opened_it(
    tmp_path: Path,
) -> None:
    for _ in range(3):
        put(tmp_path, A)
    (tmp_path / f"{UNFINISHED}x").mkdir()
    with closing(Database.reading(tmp_path)) as database:
        tidy(tmp_path, Store(database))
    kept = {"vectors-2.faiss", "lexical-2", "vectors-3.faiss", "lexical-3", "newest"}
    assert names(tmp_path) == kept


# So many that a few stale ones do not make the indexes be written whole.
MANY = [
    prepared(note(f"{number:02}.txt"), row(0, 4, terms=(f"t{number}",))) for number in range(60)
]


def found(folder: Path) -> tuple[list[int], list[int], int]:
    """Return the ids that words and vectors find, and how many chunks the words' index holds."""
    snapshot = Snapshot.open(folder)
    terms = [f"t{number}" for number in range(70)]
    words = sorted(id_ for id_, _ in snapshot.lexical.search("terms", terms, top_k=999))
    near = sorted(id_ for id_, _ in snapshot.vectors.search(vector(1, 0)[None], top_k=999))
    held = len(snapshot.lexical)
    snapshot.close()
    return words, near, held


def test_few_changes_are_added_to_the_indexes_of_the_generation_before(tmp_path: Path) -> None:
    put(tmp_path, *MANY)
    before = folder_digest(tmp_path / "lexical-1")
    put(tmp_path, prepared(note("00.txt", text="새 글."), row(0, 4, terms=("t65",))))
    # The first chunk is still among the words, but nobody finds it.
    ids = list(range(2, 62))
    assert found(tmp_path) == (ids, ids, 61)
    # The generation before is untouched for those who read it.
    assert folder_digest(tmp_path / "lexical-1") == before
    put(tmp_path, removed=["01.txt"])
    assert found(tmp_path) == (ids[1:], ids[1:], 61)


def test_many_changes_make_the_indexes_anew(tmp_path: Path) -> None:
    put(tmp_path, *MANY)
    put(tmp_path, removed=["00.txt"])
    with closing(Database.reading(tmp_path)) as database:
        assert Store(database).stale() == {1}
    # Three of 57 are more than a twentieth.
    put(tmp_path, removed=["01.txt", "02.txt"])
    ids = list(range(4, 61))
    assert found(tmp_path) == (ids, ids, 57)
    with closing(Database.reading(tmp_path)) as database:
        assert Store(database).stale() == frozenset()


@pytest.mark.parametrize("name", ["vectors-1.faiss", "lexical-1"])
def test_nothing_is_added_to_indexes_that_are_damaged(tmp_path: Path, name: str) -> None:
    put(tmp_path, *MANY)
    if name.startswith("vectors"):
        flip(tmp_path / name, -1)
    else:
        (tmp_path / name / "meta.json").write_bytes(b"{}")
    put(tmp_path, removed=["00.txt"])
    # What is stale is put in again, so that words weigh what they would have weighed.
    ids = list(range(2, 61))
    assert found(tmp_path) == (ids, ids, 60)


def test_indexes_that_were_added_to_are_made_again_as_they_were(tmp_path: Path) -> None:
    put(tmp_path, *MANY)
    put(tmp_path, removed=["00.txt"])
    ids = list(range(2, 61))
    assert found(tmp_path) == (ids, ids, 60)
    flip(tmp_path / "vectors-2.faiss", -1)
    assert found(tmp_path) == (ids, ids, 60)
    put(tmp_path, removed=["01.txt"])
    assert found(tmp_path) == (ids[1:], ids[1:], 60)


def test_damage_that_is_not_looked_at_changes_nothing(tmp_path: Path) -> None:
    put(tmp_path, *MANY)
    tamper(tmp_path, "UPDATE vectors SET vector = x'00'")
    with closing(Database.writing(tmp_path)) as database:
        publish(database, tmp_path, removed=["00.txt"], staged={}, skipped=[], made_with=None)
    # What is near was taken from the index of the generation before, which was whole.
    ids = list(range(2, 61))
    assert found(tmp_path) == (ids, ids, 60)


def test_log_is_taken_in(tmp_path: Path) -> None:
    with closing(Database.writing(tmp_path)) as database:
        publish(
            database,
            tmp_path,
            removed=[],
            staged=stage(database, A),
            skipped=[],
            made_with=(SETTINGS, DIM),
        )
        assert (tmp_path / LOG_NAME).stat().st_size == 0


@pytest.mark.parametrize(
    ("damage", "how"),
    [
        ("UPDATE vectors SET vector = x'00' WHERE key = 'up'", "a vector has changed"),
        ("DELETE FROM vectors WHERE key = 'up'", "a vector has changed"),
        (
            "UPDATE bodies SET text = 'x' WHERE text = '다른 글.'",
            "the text of an article has changed",
        ),
        ("UPDATE staged SET title = 'x'", "an article's facts have changed"),
        ("UPDATE staged SET source = 'a.txt'", "an article's facts have changed"),
        ("DELETE FROM staged", "what was read of 'b.txt' is missing"),
        # What was there before has to be right, too.
        ("UPDATE documents SET title = 'x'", "an article's facts have changed"),
    ],
)
def test_damaged_work_is_never_published(tmp_path: Path, damage: str, how: str) -> None:
    put(tmp_path, A)
    before = names(tmp_path)
    with closing(Database.writing(tmp_path)) as database:
        staged = stage(database, prepared(note("b.txt", text="다른 글."), row(0, 4, "up")))
        tamper(tmp_path, damage)
        with pytest.raises(DamagedError, match=rf"^the store is damaged \({how}\); rebuild it"):
            publish(
                database,
                tmp_path,
                removed=[],
                staged=staged,
                skipped=[],
                made_with=(SETTINGS, DIM),
            )
        assert Store(database).generation == 1
        assert Store(database).digests().keys() == {"a.txt"}
    assert before <= names(tmp_path)


@pytest.mark.parametrize("item", [A, prepared(note("b.txt"))], ids=["chunks", "none"])
def test_generation_that_cannot_be_noted_is_published_all_the_same(
    tmp_path: Path, item: Prepared
) -> None:
    (tmp_path / "newest").mkdir()
    put(tmp_path, item)
    assert ids(tmp_path).keys() == {item.document.source}


def test_reader_sees_its_own_generation_while_others_are_published(tmp_path: Path) -> None:
    put(tmp_path, A)
    with closing(Database.reading(tmp_path)) as old:
        before = Store(old)
        before.check()
        for item in (B, C):
            put(tmp_path, item, removed=["a.txt"])
        before.check()
        assert (before.generation, before.digests()) == (1, {"a.txt": "cd" * 32})
        assert before.document("a.txt") == A.document
    assert ids(tmp_path).keys() == {"b.txt", "c.txt"}


def test_seal_covers_everything_but_texts_and_vectors(tmp_path: Path) -> None:
    """Whoever adds a table has to say here what guards it."""
    put(tmp_path, A)
    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as connection:
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        tables = {name for (name,) in rows}
    under_the_root = {"meta", "files", "skipped", "documents", "stale"}
    under_their_digests = {"bodies", "vectors"}
    empty_between_updates = {"staged_files", "staged", "pending"}
    assert tables == under_the_root | under_their_digests | empty_between_updates
