from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

import pytest
import tantivy

from index.errors import StoreError
from index.lexical import (
    FIELDS,
    MOST_QUERY_TERMS,
    WRITER_BYTES,
    Field,
    LexicalIndex,
    LexicalRow,
)

if TYPE_CHECKING:
    from pathlib import Path


def written(folder: Path, *texts: str) -> LexicalIndex:
    """Return an index of chunks 1, 2, ..., whose terms are the words and bigrams the letters."""
    folder.mkdir(exist_ok=True)
    rows = [
        LexicalRow(chunk_id=id_, terms=text.split(), bigrams=list(text.replace(" ", "")))
        for id_, text in enumerate(texts, start=1)
    ]
    LexicalIndex.write(folder, rows)
    return LexicalIndex(folder)


def write_without_choice(folder: Path) -> None:
    """Write an index whose chunks have numbers that cannot be searched for, as older ones are."""
    builder = tantivy.SchemaBuilder().add_unsigned_field("chunk", fast=True)
    for field in FIELDS:
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    writer = tantivy.Index(builder.build(), str(folder)).writer(WRITER_BYTES, 1)
    document = tantivy.Document()
    document.add_unsigned("chunk", 1)
    document.add_text("terms", "a")
    writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


def rarity(chunks: int, holding: int) -> float:
    return log(1 + (chunks - holding + 0.5) / (holding + 0.5))


# BM25 of a term is its rarity times 2.2 f / (f + 1.2 (0.25 + 0.75 l / m)), where it stands f times
# among the l terms of a chunk, and chunks have m terms on average: 2 in all of these.
@pytest.mark.parametrize(
    ("texts", "query", "expected"),
    [
        # A chunk of average length: 2.2 / 2.2 = 1.
        (["a b", "c d", "e f"], ["a"], [(1, rarity(3, 1))]),
        # Twice in such a chunk: 4.4 / 3.2.
        (["a a", "b c", "d e"], ["a"], [(1, rarity(3, 1) * 4.4 / 3.2)]),
        # Among 1 term: 1.2 (0.25 + 0.375) = 0.75. Among 3: 1.2 (0.25 + 1.125) = 1.65.
        (
            ["a b c", "a", "d e"],
            ["a"],
            [(2, rarity(3, 2) * 2.2 / 1.75), (1, rarity(3, 2) * 2.2 / 2.65)],
        ),
        # Terms add up, and a term that is asked twice counts twice.
        (
            ["a b", "a c", "d e"],
            ["a", "b", "b"],
            [(1, rarity(3, 2) + 2 * rarity(3, 1)), (2, rarity(3, 2))],
        ),
        # What every chunk holds still counts a little: ln(1 + 0.5 / 3.5).
        (["a b", "a c", "a d"], ["a"], [(1, log(8 / 7)), (2, log(8 / 7)), (3, log(8 / 7))]),
        # Unknown terms add nothing.
        (["a b", "c d", "e f"], ["x", "d", "y"], [(2, rarity(3, 1))]),
        (["a b", "c d", "e f"], ["x"], []),
        (["a b", "c d", "e f"], [], []),
        # Terms are told apart as they are.
        (["a b", "c d", "e f"], ["A", "a b", ""], []),
        (["x.ai b", "x ai", "가 나"], ["x.ai"], [(1, rarity(3, 1))]),
    ],
)
def test_scores_are_bm25(
    tmp_path: Path, texts: list[str], query: list[str], expected: list[tuple[int, float]]
) -> None:
    found = written(tmp_path, *texts).search("terms", query, top_k=10)
    assert [id_ for id_, _ in found] == [id_ for id_, _ in expected]
    assert [score for _, score in found] == pytest.approx([score for _, score in expected])


def test_fields_are_searched_apart(tmp_path: Path) -> None:
    index = written(tmp_path, "ab cd", "ef gh")
    # Four letters in each chunk, which is the average.
    ((id_, score),) = index.search("bigrams", ["a"], top_k=10)
    assert id_ == 1
    assert score == pytest.approx(rarity(2, 1))
    assert index.search("terms", ["a"], top_k=10) == []
    assert index.search("bigrams", ["ab"], top_k=10) == []


@pytest.mark.parametrize(("top_k", "ids"), [(0, []), (1, [1]), (2, [1, 2]), (9, [1, 2, 3])])
def test_ties_are_in_the_order_of_the_ids(tmp_path: Path, top_k: int, ids: list[int]) -> None:
    found = written(tmp_path, "a b", "a b", "b a", "c d").search("terms", ["a"], top_k=top_k)
    assert [id_ for id_, _ in found] == ids


@pytest.mark.parametrize(
    ("among", "ids"),
    [
        ({1, 2, 3, 4}, [3, 1, 2]),
        ({2, 3}, [3, 2]),
        ({2, 4}, [2]),
        ({2, 8}, [2]),
        ({4}, []),
        ({8}, []),
        (set(), []),
    ],
)
@pytest.mark.parametrize("top_k", [0, 1, 2, 100])
def test_only_chosen_chunks_are_found_and_score_as_among_all(
    tmp_path: Path, among: set[int], ids: list[int], top_k: int
) -> None:
    index = written(tmp_path, "a a b", "a", "a b", "c d")
    scores = dict(index.search("terms", ["a", "b"], top_k=9))
    assert list(scores) == [3, 1, 2]
    found = index.search("terms", ["a", "b"], top_k=top_k, among=among)
    assert found == [(id_, scores[id_]) for id_ in ids[:top_k]]


def test_chosen_chunks_are_found_however_many_are_better(tmp_path: Path) -> None:
    index = written(tmp_path, *["a a"] * 3000, "a b", "b b")
    assert [id_ for id_, _ in index.search("terms", ["a"], top_k=2, among={3001, 3002})] == [3001]
    assert [id_ for id_, _ in index.search("bigrams", ["b"], top_k=2, among={1, 3001})] == [3001]


def test_stale_chunks_are_never_found_but_count_as_holders_of_their_terms(tmp_path: Path) -> None:
    written(tmp_path, "a b", "a c", "d e")
    index = LexicalIndex(tmp_path, frozenset({1, 99}))
    ((id_, score),) = index.search("terms", ["a"], top_k=9)
    # As if there were three chunks, two of them with "a".
    assert id_ == 2
    assert score == pytest.approx(rarity(3, 2))
    assert index.search("terms", ["b"], top_k=9) == []
    assert [id_ for id_, _ in index.search("terms", ["a", "d"], top_k=1)] == [3]
    assert index.search("terms", ["a"], top_k=9, among={1}) == []
    assert [id_ for id_, _ in index.search("terms", ["a"], top_k=9, among={1, 2})] == [2]
    assert [id_ for id_, _ in index.search("bigrams", ["c"], top_k=9)] == [2]


def test_rows_can_be_added(tmp_path: Path) -> None:
    written(tmp_path, "a b", "c d")
    LexicalIndex.write(tmp_path, [LexicalRow(chunk_id=9, terms=["a", "x"], bigrams=["a"])])
    index = LexicalIndex(tmp_path)
    assert len(index) == 3
    found = index.search("terms", ["a"], top_k=9)
    assert [id_ for id_, _ in found] == [1, 9]
    assert [score for _, score in found] == pytest.approx([rarity(3, 2), rarity(3, 2)])


def test_ids_are_those_of_the_rows(tmp_path: Path) -> None:
    ids = [3, 70_000, 5_000_000_000]
    rows = [LexicalRow(chunk_id=id_, terms=["a"], bigrams=["a"]) for id_ in ids]
    LexicalIndex.write(tmp_path, rows)
    for field in FIELDS:
        index = LexicalIndex(tmp_path)
        assert [id_ for id_, _ in index.search(field, ["a"], top_k=9)] == ids
        ((id_, _),) = index.search(field, ["a"], top_k=9, among={5_000_000_000})
        assert id_ == 5_000_000_000


def test_rarest_terms_of_a_long_query_are_searched(tmp_path: Path) -> None:
    # Chunk 1 holds t000, chunk 2 holds t001, ..., and every chunk holds "often".
    terms = [f"t{number:03}" for number in range(300)]
    index = written(tmp_path, *(f"{term} often" for term in terms))
    found = index.search("terms", ["often", *reversed(terms)], top_k=1000)
    # They are equally rare, so the alphabet decides; "often" is not among the rarest.
    assert [id_ for id_, _ in found] == list(range(1, MOST_QUERY_TERMS + 1))
    assert found[0][1] == pytest.approx(rarity(300, 1))


def test_frequency_counts_chunks_not_words(tmp_path: Path) -> None:
    index = written(tmp_path, "a a", "a b", "c")
    assert [index.frequency("terms", term) for term in ("a", "b", "x", "")] == [2, 1, 0, 0]
    assert len(index) == 3


@pytest.mark.parametrize(("term", "holding"), [("a", 2), ("b", 1), ("x", 0)])
def test_rarity_is_the_weight_of_a_term_in_bm25(tmp_path: Path, term: str, holding: int) -> None:
    index = written(tmp_path, "a a", "a b", "c")
    assert index.rarity(term) == pytest.approx(rarity(3, holding))


@pytest.mark.parametrize("field", FIELDS)
def test_index_of_no_chunks_finds_nothing(tmp_path: Path, field: Field) -> None:
    LexicalIndex.write(tmp_path, [])
    index = LexicalIndex(tmp_path)
    assert len(index) == 0
    assert index.search(field, ["a"], top_k=5) == []
    # ln(1 + 0.5 / 0.5)
    assert index.rarity("a", field) == pytest.approx(log(2))


def test_chunk_without_terms_is_counted_and_never_found(tmp_path: Path) -> None:
    index = written(tmp_path, "", "a")
    assert len(index) == 2
    assert [id_ for id_, _ in index.search("terms", ["a"], top_k=5)] == [2]


def test_folder_that_is_missing_or_empty_is_refused(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "gone"):
        with pytest.raises(StoreError, match=r"^the lexical index at .*; run: rag index --full$"):
            LexicalIndex(folder)


def test_index_that_cannot_choose_chunks_is_refused(tmp_path: Path) -> None:
    write_without_choice(tmp_path)
    with pytest.raises(StoreError, match=r"^the lexical index at .*; run: rag index --full$"):
        LexicalIndex(tmp_path)


@pytest.mark.parametrize(
    "pattern", ["meta.json", "*.term", "*.idx", "*.pos", "*.fast", "*.fieldnorm", "*.store"]
)
@pytest.mark.parametrize("damage", ["deleted", "emptied", "cut in half"])
def test_damaged_folder_is_refused(tmp_path: Path, pattern: str, damage: str) -> None:
    written(tmp_path, "a b", "a c")
    (path,) = tmp_path.glob(pattern)
    data = path.read_bytes()
    path.unlink()
    if damage != "deleted":
        path.write_bytes(data[: len(data) // 2] if damage == "cut in half" else b"")
    with pytest.raises(StoreError, match=r"^the lexical index at .*; run: rag index --full$"):
        LexicalIndex(tmp_path)
