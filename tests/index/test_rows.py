from __future__ import annotations

from dataclasses import asdict, astuple, replace

import pytest

from index.datatypes import Article, Document, DocumentSummary, Span
from index.errors import DamagedError
from index.rows import (
    BodyRow,
    ChunkRow,
    DocumentRow,
    article_from_json,
    document_of,
    settings_from_json,
    settings_to_json,
    to_json,
)
from tests.index.stored import BRIDGE, NOTE, SETTINGS, row

ROWS = (row(0, 5, terms=("다리", "놓")), row(34, 45, "up"))
BODY = BodyRow.of(BRIDGE, ROWS)
FACTS = DocumentRow.of(BRIDGE, "2024/다리.txt", 2, BODY.digest)


@pytest.mark.parametrize("document", [BRIDGE, NOTE], ids=["all facts", "none"])
def test_document_comes_back_out_of_its_columns(document: Document) -> None:
    body = BodyRow.of(document, [])
    facts = DocumentRow.of(document, document.source, 0, body.digest)
    assert document_of(DocumentRow(*astuple(facts)), BodyRow(*astuple(body))) == document


def test_chunks_come_back_out_of_the_columns() -> None:
    assert BodyRow(*astuple(BODY)).chunk_rows() == ROWS
    assert BodyRow.of(NOTE, []).chunk_rows() == ()


def test_columns_are_plain_text() -> None:
    assert (BODY.sentences, BODY.places) == ("[[34,45]]", '[[0,1,""],[34,2,"개통"]]')
    assert BODY.slices == '[[0,5,"","다리 놓","right"],[34,45,"다리 놓여","","up"]]'


def test_short_part_holds_what_lists_show() -> None:
    assert (FACTS.title, FACTS.characters, FACTS.chunks) == ("다리 놓여", len(BRIDGE.text), 2)
    assert FACTS.summary == DocumentSummary(
        source="2024/다리.txt",
        file="2024/다리.txt",
        title="다리 놓여",
        publisher="갯벌신문",
        published="2024-03-02",
        author="한바다 기자",
        characters=len(BRIDGE.text),
        chunks=2,
    )


def test_one_of_many_articles_knows_its_file() -> None:
    third = replace(NOTE, source="news.csv#3")
    found = DocumentRow.of(third, "news.csv", 1, "").summary
    assert (found.source, found.file, found.title) == ("news.csv#3", "news.csv", "news.csv#3")
    assert (found.publisher, found.published, found.author) == (None, None, None)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("file", "other.txt"),
        ("source", "other.txt"),
        ("sha256", "ef" * 32),
        ("title", "다리 끊겨"),
        ("article", to_json({})),
        ("characters", 1),
        ("chunks", 3),
        # A number that has become a text.
        ("chunks", "2"),
        ("title", None),
        ("body", "ef" * 32),
        ("digest", "ef" * 32),
    ],
)
def test_every_changed_fact_is_found(column: str, value: object) -> None:
    FACTS.check()
    changed = DocumentRow(*{**asdict(FACTS), column: value}.values())
    line = r"^the store is damaged \(an article's facts have changed\); .*: rag index --full$"
    with pytest.raises(DamagedError, match=line):
        changed.check()


@pytest.mark.parametrize(
    "changed",
    [
        replace(BODY, text=BODY.text + " "),
        replace(BODY, sentences="[[34,44]]"),
        replace(BODY, places="[]"),
        replace(BODY, slices=BODY.slices.replace("up", "right")),
        # What leaves one column and enters the next is not the same again.
        replace(BODY, text=BODY.text + "[", sentences="[34,45]]"),
    ],
    ids=["text", "sentences", "places", "slices", "moved"],
)
def test_every_changed_text_has_another_digest(changed: BodyRow) -> None:
    assert changed.digest != BODY.digest


def test_article_comes_back_out_of_json() -> None:
    assert article_from_json(FACTS.article) == BRIDGE.article
    assert article_from_json(DocumentRow.of(NOTE, "", 0, "").article) == Article()


def test_settings_come_back_out_of_json() -> None:
    assert settings_from_json(settings_to_json(SETTINGS)) == SETTINGS
    assert "모델" in settings_to_json(SETTINGS)


def test_heading_may_hold_anything() -> None:
    odd = ChunkRow(
        span=Span(start=0, end=1), heading='"[1,2]"\n\\', terms=("a", "b", "a"), vector_key="k"
    )
    assert BodyRow.of(NOTE, [odd]).chunk_rows() == (odd,)
