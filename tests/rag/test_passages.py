from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from index.datatypes import Article, Chunk, Document, Fact, Hit, Place, Span
from rag.passages import (
    PassageOptions,
    Stretch,
    build_passages,
    join_neighbours,
    likeness,
    mix_files,
    without_echoes,
)
from tests.fakes import SpaceAnalyzer, toy_snapshot

if TYPE_CHECKING:
    from pathlib import Path

    from index.snapshot import Snapshot

# Sentences at 0-6, 7-13, 14-20 and 22-28; a blank line before the last.
TEXT = "가나 하다. 다라 하다. 마바 하다.\n\n사아 하다."
WIDE = PassageOptions(same_text=1.1)


def document(text: str = TEXT, source: str = "a.txt", published: str | None = None) -> Document:
    date = Fact(value=published, start=0, end=1) if published else None
    sentences = SpaceAnalyzer().analyze(text).sentences
    article = Article(published=date)
    return Document(source=source, sha256="", text=text, article=article, sentences=sentences)


def stretch(start: int, end: int, score: float = 1.0, source: str = "a.txt") -> Stretch:
    return Stretch(document=document(source=source), start=start, end=end, score=score)


def hit(start: int, end: int, score: float = 1.0) -> Hit:
    chunk = Chunk(id=1, source="a.txt", start=start, end=end, text=TEXT[start:end])
    return Hit(chunk=chunk, score=score, rank=1)


def borders(stretches: list[Stretch]) -> list[tuple[str, int, int, float]]:
    return [(item.document.source, item.start, item.end, item.score) for item in stretches]


@pytest.mark.parametrize(
    ("chunk", "expected"),
    [
        ((0, 6), (0, 6)),
        ((0, 7), (0, 7)),
        # From inside one sentence to inside another.
        ((3, 8), (0, 13)),
        ((15, 16), (14, 20)),
        ((19, 23), (14, 28)),
        # Between two sentences there is nothing to stretch to.
        ((20, 22), (20, 22)),
    ],
)
def test_chunk_is_stretched_to_whole_sentences(
    chunk: tuple[int, int], expected: tuple[int, int]
) -> None:
    found = Stretch.of(document(), hit(*chunk, score=0.5))
    assert (found.start, found.end, found.score) == (*expected, 0.5)


def test_stretches_that_touch_are_joined_with_the_better_score() -> None:
    joined = join_neighbours([stretch(14, 20, 0.4), stretch(0, 6, 0.3), stretch(7, 13, 0.9)], 100)
    assert borders(joined) == [("a.txt", 0, 20, 0.9)]
    assert joined[0].text == "가나 하다. 다라 하다. 마바 하다."


def test_blank_lines_part_nothing_but_words_do() -> None:
    assert borders(join_neighbours([stretch(14, 20), stretch(22, 28)], 100)) == [
        ("a.txt", 14, 28, 1.0)
    ]
    apart = join_neighbours([stretch(0, 6, 0.5), stretch(14, 20, 0.6)], 100)
    assert borders(apart) == [("a.txt", 14, 20, 0.6), ("a.txt", 0, 6, 0.5)]


def test_stretches_that_share_words_are_joined() -> None:
    assert borders(join_neighbours([stretch(0, 13), stretch(7, 20)], 100)) == [
        ("a.txt", 0, 20, 1.0)
    ]
    # The second lies inside the first.
    assert borders(join_neighbours([stretch(0, 20), stretch(7, 13)], 100)) == [
        ("a.txt", 0, 20, 1.0)
    ]


@pytest.mark.parametrize(
    ("passage_chars", "expected"),
    [
        (28, [(0, 28)]),
        (27, [(0, 20), (22, 28)]),
        (20, [(0, 20), (22, 28)]),
        (19, [(0, 13), (14, 28)]),
        (13, [(0, 13), (14, 20), (22, 28)]),
        (12, [(0, 6), (7, 13), (14, 20), (22, 28)]),
    ],
)
def test_stretches_are_joined_while_they_stay_short(
    passage_chars: int, expected: list[tuple[int, int]]
) -> None:
    stretches = [stretch(0, 6), stretch(7, 13), stretch(14, 20), stretch(22, 28)]
    joined = join_neighbours(stretches, passage_chars)
    assert [(item.start, item.end) for item in joined] == expected


def test_stretches_of_two_files_are_not_joined() -> None:
    stretches = [stretch(0, 6, 0.5, "a.txt"), stretch(7, 13, 0.5, "b.txt")]
    assert borders(join_neighbours(stretches, 100)) == [("a.txt", 0, 6, 0.5), ("b.txt", 7, 13, 0.5)]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"가나", "나다"}, {"가나", "나다"}, 1),
        # One of three.
        ({"가나", "나다"}, {"나다", "다라"}, 1 / 3),
        ({"가나"}, {"다라"}, 0),
        (set(), {"다라"}, 0),
        (set(), set(), 0),
    ],
)
def test_likeness_is_the_share_of_common_bigrams(
    one: set[str], other: set[str], expected: float
) -> None:
    assert likeness(frozenset(one), frozenset(other)) == pytest.approx(expected)


def test_text_said_twice_is_read_once() -> None:
    # Bigrams 가나 나다 다라 라마; the second lacks 라마: 3 of 4. The third says something else.
    texts = ["가나다라마.", "가나다라!", "바사아자."]
    stretches = [
        Stretch(
            document=document(text, f"{number}.txt"), start=0, end=len(text), score=1 - number / 9
        )
        for number, text in enumerate(texts)
    ]
    assert without_echoes(stretches, 0.75) == [stretches[0], stretches[2]]
    assert without_echoes(stretches, 0.76) == stretches


def test_copy_with_another_number_is_no_echo() -> None:
    said = "갈매대교 공사비는 모두 920억 원이 들었다고 시가 밝혔다."
    texts = [said, said.replace("920", "290"), said, said.replace("920억", "큰")]
    stretches = [
        Stretch(document=document(text), start=0, end=len(text), score=1) for text in texts
    ]
    assert without_echoes(stretches, 0.7) == stretches[:2]


def test_texts_without_letters_are_no_echoes() -> None:
    stretches = [Stretch(document=document("..."), start=0, end=3, score=1)] * 2
    assert without_echoes(stretches, 0.5) == stretches


@pytest.mark.parametrize(
    ("cost", "expected"),
    [
        # No cost: by score.
        (0.0, ["a 1.0", "a 0.9", "a 0.8", "b 0.75", "c 0.5"]),
        # 0.2 of the best score for each before: a 1.0; b 0.75 before a 0.9 - 0.2; then a 0.7 before
        # a 0.8 - 0.2; a 0.8 - 0.4 = 0.4 after c 0.5.
        (0.2, ["a 1.0", "b 0.75", "a 0.9", "c 0.5", "a 0.8"]),
        (1.0, ["a 1.0", "b 0.75", "c 0.5", "a 0.9", "a 0.8"]),
    ],
)
def test_each_passage_of_a_file_makes_its_next_one_dearer(cost: float, expected: list[str]) -> None:
    scores = [("a", 1.0), ("a", 0.9), ("a", 0.8), ("b", 0.75), ("c", 0.5)]
    stretches = [stretch(0, 6, score, source) for source, score in scores]
    chosen = mix_files(stretches, PassageOptions(same_file_cost=cost))
    assert [f"{item.document.source} {item.score}" for item in chosen] == expected
    fewer = mix_files(stretches, PassageOptions(same_file_cost=cost, passages=2))
    assert fewer == chosen[:2]


def test_cost_is_a_share_of_the_best_score() -> None:
    # With half the scores half the cost: 0.45 - 0.1 comes before b's 0.3, after its 0.4.
    for other, expected in ((0.3, ["a", "a", "b"]), (0.4, ["a", "b", "a"])):
        stretches = [stretch(0, 6, 0.5), stretch(0, 6, 0.45), stretch(0, 6, other, "b.txt")]
        chosen = mix_files(stretches, PassageOptions(same_file_cost=0.2))
        assert [item.document.source[0] for item in chosen] == expected


def test_nothing_found_gives_no_passages() -> None:
    assert mix_files([], WIDE) == []
    assert join_neighbours([], 100) == []


def test_passage_tells_where_it_comes_from() -> None:
    origin = document(published="2024-03-02T09:00")
    passage = Stretch(document=origin, start=7, end=20, score=0.25).passage(3)
    assert (passage.number, passage.source, passage.score) == (3, "a.txt", 0.25)
    assert (passage.title, passage.published) == (origin.title, "2024-03-02T09:00")
    assert (passage.start, passage.end) == (7, 20)
    assert passage.text == "다라 하다. 마바 하다." == origin.text[7:20]
    assert passage.sentences == (Span(start=7, end=13), Span(start=14, end=20))


def test_sentences_that_are_cut_are_not_whole() -> None:
    passage = Stretch(document=document(), start=3, end=23, score=1).passage(1)
    assert passage.sentences == (Span(start=7, end=13), Span(start=14, end=20))


def test_passage_knows_the_pages_that_it_has_parts_of() -> None:
    pages = (Place(start=0, page=1), Place(start=7, page=2), Place(start=14, page=3))
    paged = replace(document(), places=pages)
    passage = Stretch(document=paged, start=7, end=14, score=1).passage(1)
    assert passage.places == (Place(start=7, page=2),)
    passage = Stretch(document=paged, start=9, end=15, score=1).passage(1)
    assert passage.places == (Place(start=7, page=2), Place(start=14, page=3))
    assert passage.place == Place(start=7, page=2)


def snapshot_hits(snapshot: Snapshot) -> list[Hit]:
    """Return hits on all chunks, in the order of the sources, with scores 1.0, 0.9, 0.8, ..."""
    chunks = [
        chunk
        for summary in snapshot.store.summaries()
        for chunk in snapshot.store.chunks_of(summary.source)
    ]
    return [
        Hit(chunk=chunk, score=1.0 - 0.1 * place, rank=place + 1)
        for place, chunk in enumerate(chunks)
    ]


def test_hits_become_numbered_passages(tmp_path: Path) -> None:
    echo = "갈매대교가 오늘 아침 열렸다."
    texts = {
        "a.txt": f"{echo}\n\n통행료는 아무도 내지 않는다.\n",
        "b.txt": "양파 값이 두 배로 올랐다.\n",
        "c.txt": f"{echo}\n",
    }
    snapshot = toy_snapshot(tmp_path, texts)
    hits = snapshot_hits(snapshot)
    assert len(hits) == 4

    # Read from the back: 0.7 is the echo, whose first telling is joined with its neighbour.
    passages = build_passages(snapshot, hits, PassageOptions(passage_chars=20))
    assert [(item.number, item.source, item.text) for item in passages] == [
        (1, "a.txt", echo),
        (2, "a.txt", "통행료는 아무도 내지 않는다."),
        (3, "b.txt", "양파 값이 두 배로 올랐다."),
    ]
    assert [item.score for item in passages] == pytest.approx([1.0, 0.9, 0.8])
    assert all(
        snapshot.document(item.source).text[item.start : item.end] == item.text for item in passages
    )

    joined = build_passages(snapshot, hits[:3], PassageOptions())
    assert [item.text for item in joined] == [texts["a.txt"].strip(), texts["b.txt"].strip()]
    assert [len(item.sentences) for item in joined] == [2, 1]
    assert build_passages(snapshot, [], PassageOptions()) == []
    # Only as many hits as asked for are looked at, and as many passages returned.
    assert len(build_passages(snapshot, hits, PassageOptions(hits=1))) == 1
    assert len(build_passages(snapshot, hits, PassageOptions(passages=1))) == 1
    snapshot.close()
