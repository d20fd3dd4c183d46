from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.database import Database
from index.rows import BodyRow, DocumentRow
from index.staging import Staging
from index.store import Store
from tests.index.stored import (
    BRIDGE,
    NOTE,
    SETTINGS,
    VECTORS,
    file_of,
    note,
    prepared,
    row,
    stage,
    vector,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index.preparing import Prepared
    from index.rows import Settings

OTHERS = replace(SETTINGS, encoder="encoder-2")
TWO = prepared(BRIDGE, row(0, 5, "right"), row(34, 45, "up"))
ONE = prepared(NOTE, row(0, 4, "right"))
WANTED = {BRIDGE.source: BRIDGE.sha256, NOTE.source: NOTE.sha256}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(Database.writing(tmp_path)) as database:
        yield database


@pytest.fixture
def staging(database: Database) -> Staging:
    return Staging(database)


def add(staging: Staging, *items: Prepared, settings: Settings = SETTINGS) -> None:
    """Stage documents that are each the only one of their file."""
    staging.add([(file_of(item.document), [item]) for item in items], settings)


def sources(staging: Staging, file: str) -> list[str]:
    return [found.source for found in staging.documents(file)]


def test_nothing_is_staged_at_first(staging: Staging) -> None:
    assert staging.keep_only(WANTED, SETTINGS) == set()
    assert (staging.pending(), staging.texts([]), staging.counts()) == ([], [], (0, 0))
    assert list(staging.documents(NOTE.source)) == []


def test_documents_come_back_as_columns(staging: Staging) -> None:
    add(staging, TWO, ONE)
    body = BodyRow.of(BRIDGE, TWO.rows).digest
    assert list(staging.documents(BRIDGE.source)) == [
        DocumentRow.of(BRIDGE, BRIDGE.source, 2, body)
    ]


def test_nobody_sees_what_is_staged(staging: Staging, database: Database) -> None:
    add(staging, TWO)
    store = Store(database)
    assert (store.digests(), store.summaries(), store.generation) == ({}, [], 0)
    assert not store.is_sealed


def test_documents_of_a_file_stay_in_order(staging: Staging) -> None:
    # In the order of letters #10 comes before #2.
    items = [prepared(note(f"news.csv#{number}")) for number in range(1, 12)]
    staging.add([(file_of(items[0].document), items)], SETTINGS)
    assert sources(staging, "news.csv") == [f"news.csv#{number}" for number in range(1, 12)]


def test_file_that_is_staged_again_has_only_its_new_documents(staging: Staging) -> None:
    items = [prepared(note(f"news.csv#{number}")) for number in (1, 2)]
    staging.add([(file_of(items[0].document), items)], SETTINGS)
    staging.add([(file_of(items[0].document), items[:1])], SETTINGS)
    assert sources(staging, "news.csv") == ["news.csv#1"]
    assert staging.counts() == (1, 0)


def test_what_is_staged_is_kept_for_the_same_bytes_and_settings(staging: Staging) -> None:
    add(staging, TWO, ONE)
    assert staging.keep_only(WANTED, SETTINGS) == set(WANTED)
    assert sources(staging, BRIDGE.source) == [BRIDGE.source]
    assert staging.counts() == (2, 2)


@pytest.mark.parametrize(
    ("wanted", "settings"),
    [
        ({**WANTED, BRIDGE.source: "other bytes"}, SETTINGS),
        ({NOTE.source: NOTE.sha256}, SETTINGS),
    ],
    ids=["changed", "gone"],
)
def test_file_that_is_gone_or_has_changed_is_forgotten(
    staging: Staging, wanted: dict[str, str], settings: Settings
) -> None:
    add(staging, TWO, ONE)
    assert staging.keep_only(wanted, settings) == {NOTE.source}
    assert sources(staging, BRIDGE.source) == []
    # Its text that no other file has need not be encoded any more.
    assert staging.pending() == ["right"]
    assert staging.keep_only(WANTED, SETTINGS) == {NOTE.source}


@pytest.mark.parametrize("name", ["model", "encoder", "analyzer", "splitter"])
def test_work_of_other_settings_is_forgotten(staging: Staging, name: str) -> None:
    add(staging, TWO, ONE)
    others = replace(SETTINGS, **{name: "other"})
    assert staging.keep_only(WANTED, others) == set()
    assert (staging.pending(), staging.counts()) == ([], (0, 0))


def test_texts_without_a_vector_are_pending_the_longest_first(staging: Staging) -> None:
    texts = {"b": "넷 글자", "a": "넷 글자", "long": "더 긴 글이다", "short": "글"}
    add(staging, replace(TWO, texts=texts), replace(ONE, texts={"b": texts["b"]}))
    assert staging.pending() == ["long", "a", "b", "short"]
    assert staging.texts(["short", "long", "b"]) == ["글", "더 긴 글이다", "넷 글자"]
    # One text is in both files.
    assert staging.counts() == (2, 4)


def test_kept_vector_is_no_longer_pending(staging: Staging, database: Database) -> None:
    add(staging, TWO, ONE)
    staging.keep_vectors({"right": vector(1, 0)})
    assert staging.pending() == ["up"]
    database.set_meta(dim="2")
    assert np.array_equal(Store(database).vectors(["right"]), [vector(1, 0)])


def test_known_text_is_encoded_again_only_when_all_are(staging: Staging) -> None:
    add(staging, TWO)
    staging.keep_vectors(VECTORS)
    add(staging, ONE)
    assert staging.pending() == []
    staging.add([(file_of(NOTE), [ONE])], SETTINGS, encode_all=True)
    assert staging.pending() == ["right"]


def test_clearing_forgets_all_but_the_vectors(staging: Staging) -> None:
    add(staging, TWO, ONE)
    staging.keep_vectors({"right": vector(1, 0)})
    staging.clear()
    assert (staging.keep_only(WANTED, SETTINGS), staging.pending()) == (set(), [])
    assert list(staging.documents(NOTE.source)) == []
    add(staging, TWO, ONE)
    assert staging.pending() == ["up"]


def test_damaged_text_is_mended_by_staging_it_again(staging: Staging, database: Database) -> None:
    stage(database, ONE)
    database.execute("UPDATE bodies SET text = 'x'")
    add(staging, ONE)
    assert database.execute("SELECT text FROM bodies") == [(NOTE.text,)]


def test_batch_that_cannot_be_kept_leaves_nothing(staging: Staging) -> None:
    # Half a surrogate pair cannot be written.
    broken = prepared(note("b.txt", text="\ud800"))
    with pytest.raises(UnicodeEncodeError):
        add(staging, ONE, broken)
    assert staging.counts() == (0, 0)
    assert sources(staging, NOTE.source) == []
