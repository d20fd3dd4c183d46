from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.datatypes import DocumentSummary
from rag.scope import EVERYTHING, Scope, chunks_in
from tests.fakes import toy_snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.snapshot import Snapshot


def summary(
    source: str = "a.txt", publisher: str | None = None, published: str | None = None
) -> DocumentSummary:
    return DocumentSummary(
        source=source,
        title="다리",
        publisher=publisher,
        published=published,
        author=None,
        characters=1,
        chunks=1,
    )


@pytest.mark.parametrize(
    ("scope", "article", "takes"),
    [
        (EVERYTHING, summary(), True),
        (Scope(sources=frozenset({"a.txt", "b.txt"})), summary("b.txt"), True),
        (Scope(sources=frozenset({"a.txt", "b.txt"})), summary("c.txt"), False),
        (Scope(sources=frozenset({"a"})), summary("a.txt"), False),
        (Scope(publishers=frozenset({"갯벌신문"})), summary(publisher="갯벌신문"), True),
        (Scope(publishers=frozenset({"갯벌신문"})), summary(publisher="솔숲일보"), False),
        (Scope(publishers=frozenset({"갯벌신문"})), summary(), False),
        # Both have to fit.
        (
            Scope(sources=frozenset({"a.txt"}), publishers=frozenset({"갯벌신문"})),
            summary("a.txt", "솔숲일보"),
            False,
        ),
        (
            Scope(sources=frozenset({"a.txt"}), since="2024-01-01"),
            summary("a.txt", published="2023-12-31"),
            False,
        ),
    ],
)
def test_article_must_fit_all_that_is_asked(
    scope: Scope, article: DocumentSummary, *, takes: bool
) -> None:
    assert scope.takes(article) is takes


@pytest.mark.parametrize(
    ("since", "until", "taken"),
    [
        (None, None, ["2024-03-01", "2024-03-02T00:00", "2024-03-02T23:59", "2024-03-03", None]),
        ("2024-03-02", None, ["2024-03-02T00:00", "2024-03-02T23:59", "2024-03-03"]),
        (None, "2024-03-02", ["2024-03-01", "2024-03-02T00:00", "2024-03-02T23:59"]),
        ("2024-03-02", "2024-03-02", ["2024-03-02T00:00", "2024-03-02T23:59"]),
        ("2024-03-03", "2024-03-02", []),
    ],
)
def test_days_are_inclusive_and_what_has_no_day_is_out(
    since: str | None, until: str | None, taken: list[str | None]
) -> None:
    days = ("2024-03-01", "2024-03-02T00:00", "2024-03-02T23:59", "2024-03-03", None)
    scope = Scope(since=since, until=until)
    assert [day for day in days if scope.takes(summary(published=day))] == taken


@pytest.mark.parametrize(
    ("scope", "is_everything"),
    [
        (Scope(), True),
        (Scope(sources=frozenset({"a.txt"})), False),
        (Scope(publishers=frozenset({"갯벌신문"})), False),
        (Scope(since="2024-03-02"), False),
        (Scope(until="2024-03-02"), False),
    ],
)
def test_scope_without_any_choice_is_everything(scope: Scope, *, is_everything: bool) -> None:
    assert scope.is_everything is is_everything


TEXTS = {
    "a.txt": "섬마을 다리 열리다\n\n갯벌신문 윤서가 기자 2024.03.02 09:00\n\n다리는 길다.\n",
    "b.txt": "버려진 역 열리다\n\n역은 도서관이 됐다.\n",
}


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    snapshot = toy_snapshot(tmp_path_factory.mktemp("scope"), TEXTS)
    yield snapshot
    snapshot.close()


@pytest.mark.parametrize(
    ("scope", "sources"),
    [
        (Scope(sources=frozenset(TEXTS)), ["a.txt", "b.txt"]),
        (Scope(sources=frozenset({"b.txt", "gone.txt"})), ["b.txt"]),
        (Scope(publishers=frozenset({"갯벌신문"})), ["a.txt"]),
        (Scope(since="2024-03-02"), ["a.txt"]),
        (Scope(since="2024-03-03"), []),
    ],
)
def test_chunks_of_a_scope_are_those_of_its_articles(
    snapshot: Snapshot, scope: Scope, sources: list[str]
) -> None:
    chunks = [chunk for source in sources for chunk in snapshot.store.chunks_of(source)]
    assert chunks_in(snapshot.store, scope) == frozenset(chunk.id for chunk in chunks)


def test_everything_needs_no_list_of_chunks(snapshot: Snapshot) -> None:
    assert chunks_in(snapshot.store, EVERYTHING) is None
