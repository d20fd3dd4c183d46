from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.corpora import Row
from benchmarks.exact import ExactRetriever
from benchmarks.examples import Bench, in_folders
from benchmarks.probing import Hiding
from benchmarks.retrieval import ReciprocalRanks, decomposed, measure, without_spaces
from benchmarks.speed import free_port, is_served
from benchmarks.workbench import BlankEncoder, KeptEncoder, Question, kept, write_set
from tests.fakes import (
    ListRetriever,
    SpaceAnalyzer,
    SyllableEncoder,
    WordSpans,
    toy_chunk,
    toy_snapshot,
    toy_tools,
)


def row(number: int, title: str, context: str, question: str) -> Row:
    return Row(
        id=f"q{number}",
        title=title,
        context=context,
        question=question,
        answers=(context,),
        is_impossible=False,
    )


ROWS = (
    row(1, "강", "가가 흐른다.", "가가 어디?"),
    row(2, "강", "나나 흐른다.", "나나 어디?"),
    row(3, "산", "다다 높다.", "다다 어디?"),
)


def test_kept_encoder_encodes_no_text_twice() -> None:
    inside = SyllableEncoder()
    encoder = KeptEncoder(inside)
    first = encoder.encode_passages(["가", "나", "가"])
    again = encoder.encode_passages(["나", "다"])
    assert sorted(inside.encoded) == ["가", "나", "다"]
    assert first.tolist() == inside.encode_queries(["가", "나", "가"]).tolist()
    assert again.tolist() == inside.encode_queries(["나", "다"]).tolist()


def test_kept_encoder_does_not_take_a_question_for_a_passage() -> None:
    inside = SyllableEncoder()
    encoder = KeptEncoder(inside)
    encoder.encode_queries(["가"])
    encoder.encode_passages(["가"])
    assert inside.encoded == ["가"]


def test_vectors_are_known_in_the_next_run(tmp_path: Path) -> None:
    path = tmp_path / "new" / "vectors.npz"
    with kept(SyllableEncoder(), path) as encoder:
        vectors = encoder.encode_passages(["가나", "다\n라"])
    later = SyllableEncoder()
    with kept(later, path) as encoder:
        assert encoder.encode_passages(["다\n라", "가나"]).tolist() == vectors[::-1].tolist()
    assert later.encoded == []


def test_vectors_of_another_encoder_are_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "vectors.npz"
    with kept(SyllableEncoder(version=1), path) as encoder:
        encoder.encode_passages(["가"])
    later = SyllableEncoder(version=2)
    with kept(later, path) as encoder:
        encoder.encode_passages(["가"])
    assert later.encoded == ["가"]


def test_questions_are_asked_in_other_words_where_there_are_any(tmp_path: Path) -> None:
    own = write_set(ROWS, tmp_path)
    other = write_set(ROWS, tmp_path, asked={"q3": "where?"})
    assert [question.text for question in own] == ["가가 어디?", "나나 어디?", "다다 어디?"]
    assert other == [Question(text="where?", source=own[2].source, title="산")]
    assert sorted(path.name for path in (tmp_path / "articles").iterdir()) == sorted(
        question.source for question in own
    )


def test_hidden_files_are_not_found_and_others_take_their_places() -> None:
    chunks = [replace(toy_chunk(id_), source=f"{id_}.txt") for id_ in (1, 2, 3, 4)]
    part = Hiding(ListRetriever.of(chunks, [0.9, 0.8, 0.7, 0.6]))
    part.hidden, part.deeper = {"1.txt", "3.txt"}, 2
    assert [hit.chunk.id for hit in part.retrieve("q", top_k=2)] == [2, 4]


def test_a_question_is_asked_with_its_article_without_it_and_without_its_title(
    tmp_path: Path,
) -> None:
    bench = Bench(
        tools=toy_tools(),
        work=tmp_path,
        sample=10,
        language=SpaceAnalyzer(),
        spans=WordSpans({}),
    )
    found = bench.examples(ROWS, "toy")
    kinds = [(item.title, item.kind) for item in found]
    # 산 has one article: without it nothing of its title is left.
    assert sorted(kinds) == [
        ("강", "absent"),
        ("강", "absent"),
        ("강", "found"),
        ("강", "found"),
        ("강", "near"),
        ("강", "near"),
        ("산", "absent"),
        ("산", "found"),
    ]
    # 다다 is (다 2): its own article is (다 3), cosine 1; 가가 흐른다 is (가 2, 다 1), cosine 1/√5.
    cosines = {item.kind: item.signals.cosine for item in found if item.title == "산"}
    assert cosines == {"found": pytest.approx(1), "absent": pytest.approx(5**-0.5)}


def test_without_spans_questions_are_asked_and_read_by_words_alone(tmp_path: Path) -> None:
    bench = Bench(
        tools=toy_tools(BlankEncoder()),
        work=tmp_path,
        sample=10,
        language=SpaceAnalyzer(),
        spans=None,
    )
    found = bench.examples(ROWS, "toy")
    # Without its own article no word of a question is found.
    assert [(item.kind, item.signals.cosine) for item in found] == [("found", None)] * 3
    # 다다 is in one of three chunks, 어디? in none: ln(1 + 2.5 / 1.5) and ln(1 + 3.5 / 0.5).
    one, none = math.log(1 + 2.5 / 1.5), math.log(8)
    shares = [item.signals.passage_terms for item in found]
    assert shares == pytest.approx([one / (one + none)] * 3)


def test_folders_hold_six_titles_and_eight_contexts_of_each() -> None:
    rows = [row(n, f"t{n % 13}", f"c{n}", "?") for n in range(13 * 9)]
    folders = list(in_folders(rows))
    assert [len({item.title for item in folder}) for folder in folders] == [6, 6]
    assert [len({item.context for item in folder}) for folder in folders] == [48, 48]


def test_reciprocal_ranks_add_up() -> None:
    first, second, third = (toy_chunk(id_) for id_ in (1, 2, 3))
    fused = ReciprocalRanks(
        [ListRetriever.of([first, second], [9, 8]), ListRetriever.of([third, second], [3, 2])]
    ).retrieve("q", top_k=2)
    # 2 is second twice: 2/62 = 0.0323; 1 and 3 are first once: 1/61 = 0.0164, the lower id first.
    assert [(hit.chunk.id, hit.rank) for hit in fused] == [(2, 1), (1, 2)]
    assert [hit.score for hit in fused] == pytest.approx([2 / 62, 1 / 61])


def test_exact_bm25_is_what_the_index_says_of_short_chunks(tmp_path: Path) -> None:
    # The index rounds lengths from 40 words on; these are shorter.
    texts = {"a.txt": "가 나 나 다.\n", "b.txt": "가 라 마 바 사 아.\n", "c.txt": "라 라.\n"}
    snapshot = toy_snapshot(tmp_path, texts)
    exact = ExactRetriever(snapshot, SpaceAnalyzer(), "terms")
    found = {hit.chunk.id: hit.score for hit in exact.retrieve("나 가 라", top_k=5)}
    said = dict(snapshot.lexical.search("terms", ["나", "가", "라"], top_k=5))
    assert len(said) == 3
    assert found == pytest.approx(said, rel=1e-5)


def test_measured_row_has_hits_and_gain_by_file() -> None:
    chunks = [replace(toy_chunk(id_), source=source) for id_, source in enumerate("aab", start=1)]
    search = ListRetriever.of(chunks, [3, 2, 1])
    questions = [
        Question(text="A B", source="a", title=""),
        Question(text="C", source="b", title=""),
    ]
    rows = list(measure({"toy": search}, questions, without_spaces))
    # File a is first, b second (its chunk is third): hit@1 1 and 0; gains 1 and 1/log2(3) = 0.631.
    cells = [cell.split()[0] for cell in rows[0].strip("| ").split(" | ")]
    assert cells == ["toy", "0.500", "1.000", "0.815"]
    assert [query for query, _ in search.asked] == ["AB", "C"]


def test_decomposed_question_looks_the_same_and_is_spelled_otherwise() -> None:
    assert decomposed("각") == "\u1100\u1161\u11a8"


def test_port_that_nobody_listens_on_serves_no_page() -> None:
    assert not is_served(free_port())
