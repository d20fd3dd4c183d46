from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from training.rows import Article
from training.synthesis import DAMAGED, made_rows, statements, stretch

if TYPE_CHECKING:
    from index.kiwi import KiwiAnalyzer

SENTENCES = [
    "새빛대교는 2011년 3월에 한빛건설이 남강 위에 세운 다리이다.",
    "한빛건설은 2008년에 부산에서 다리의 설계를 시작하였다고 밝혔다.",
    "다리의 길이는 1,150미터이며 하루에 자동차 3만 대가 다리를 건넌다.",
    "김은수는 2015년에 이 다리를 소설 《푸른 강》에서 아름답게 그렸다.",
    "2019년 4월에는 남강 축제가 다리 아래의 강변에서 처음으로 열렸다.",
]
TEXT = "짧은 줄이다.\n" + " ".join(SENTENCES)
# 강릉 is held out, 한강 is not: tests/training/test_rows.py.
ARTICLES = [Article(title="새빛대교 (진주)", text=TEXT), Article(title="강릉", text=TEXT)]


def test_questions_lie_in_their_contexts(kiwi: KiwiAnalyzer) -> None:
    rows = [row for seed in "abcdef" for row in made_rows(ARTICLES, kiwi, seed, most=100)]
    assert len(rows) > 6
    for row in rows:
        assert row.context[row.start :].startswith(row.answer)
        assert row.context in TEXT
        assert (row.group, row.title) == ("made", "새빛대교 (진주)")
        assert "(진주)" not in row.question


def test_held_out_titles_are_not_asked_about(kiwi: KiwiAnalyzer) -> None:
    assert made_rows(ARTICLES[1:], kiwi, "a", most=100) == []


def test_enough_questions_are_enough(kiwi: KiwiAnalyzer) -> None:
    articles = [Article(title="한강", text=TEXT)] * 9
    # An article gives two sentences' questions, at most two each.
    assert 1 <= len(made_rows(articles, kiwi, "a", most=1)) <= 4


def test_statements_are_whole_sentences_of_some_length() -> None:
    paragraph = f"{SENTENCES[0]} 짧다. {SENTENCES[1]} 그런가?"
    assert [match.group() for match in statements(paragraph)][:1] == SENTENCES[:1]
    assert paragraph[statements(paragraph)[0].start() :].startswith("새빛대교는")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("새빛대교(, )는 다리이다.", True),
        ("새빛대교()는 다리이다.", True),
        ("길이는 formula_1이다.", True),
        ("새빛대교(2011년, 진주)는 다리이다.", False),
    ],
)
def test_sentences_with_holes_are_known(text: str, *, expected: bool) -> None:
    assert (DAMAGED.search(text) is not None) is expected


def test_stretch_has_whole_words_around_a_place() -> None:
    paragraph = "가나 " * 300
    for seed in range(40):
        low, high = stretch(paragraph, 450, 452, random.Random(seed))
        assert 60 <= 450 - low <= 330
        assert 60 <= high - 452 <= 332
        assert paragraph[low:high].startswith("가나 ")
        assert paragraph[low:high].endswith("가나")


@pytest.mark.parametrize(("start", "end"), [(0, 2), (3, 5), (6, 8)])
def test_stretch_of_a_short_paragraph_is_all_of_it(start: int, end: int) -> None:
    assert stretch("가나 다라 마바", start, end, random.Random(1)) == (0, 8)
