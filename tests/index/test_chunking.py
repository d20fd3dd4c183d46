from __future__ import annotations

import random
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from index.article import read_article
from index.chunking import ChunkSettings, split
from index.datatypes import Span
from index.normalizing import normalize
from tests.fakes import SEEDS

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {
    "empty": "",
    "blank": " \n\u00a0\r\n\t",
    "one word": "가",
    "endless word": "가나다라마바사아자차" * 300,
    "crlf": "첫 문단이다. 둘째 문장이다.\r\n\r\n둘째 문단이다.\r\n" * 20,
    "wrapped": "갈매섬과 뭍을 잇는 갈매대교가 오늘\n아침에 열렸다. 다리를 놓는 데는\n" * 20,
    "nbsp paragraphs": "첫 문단이다.\n\u00a0\n\u00a0\n둘째\u00a0문단이다.\n\u00a0\n" * 20,
    "quotes after full stops": "“이제 편하다.” 이장은 말했다. '고맙다.' (끝.) 모두 웃었다. " * 20,
    "leading space": "\n\n   가나 다라.   \n\n",
    "repeated word": "x " * 500,
    "invisible": "\u200b\n\n\u200b가\u200b나\n\n\u2028다",
    **{path.name: path.read_bytes().decode() for path in SEEDS},
}
SETTINGS = [
    ChunkSettings(),
    ChunkSettings(chunk_chars=30),
    ChunkSettings(chunk_chars=100, overlap_chars=40),
    ChunkSettings(chunk_chars=2),
]


@pytest.fixture(params=TEXTS)
def text(request: pytest.FixtureRequest) -> str:
    return TEXTS[request.param]


@pytest.fixture(params=SETTINGS, ids=lambda settings: settings.name)
def settings(request: pytest.FixtureRequest) -> ChunkSettings:
    found: ChunkSettings = request.param
    return found


def some_spans(text: str) -> list[Span]:
    """Return spans of 7 characters with gaps of 0, 50, 100, 0, ... between them."""
    spans, start = [], 3
    while start + 7 <= len(text):
        spans.append(Span(start=start, end=start + 7))
        start += 7 + 50 * (len(spans) % 3)
    return spans


def covered(spans: list[Span]) -> set[int]:
    return {place for span in spans for place in range(span.start, span.end)}


def check(text: str, omitted: list[Span], settings: ChunkSettings) -> None:
    chunks = split(text, omitted, settings)
    for chunk in chunks:
        words = text[chunk.start : chunk.end]
        assert words == words.strip() != ""
        assert 0 <= chunk.start < chunk.end <= len(text)
        assert len(normalize(words)) <= settings.chunk_chars
    searched, left_out = covered(chunks), covered(omitted)
    assert not searched & left_out
    unsearched = set(range(len(text))) - searched - left_out
    assert not any(normalize(text[place]).strip() for place in unsearched)
    assert all(one.start <= other.start and one.end < other.end for one, other in pairwise(chunks))


def test_chunks_cover_all_words_of_a_text(text: str, settings: ChunkSettings) -> None:
    check(text, [], settings)


def test_chunks_cover_all_words_but_omitted_ones(text: str, settings: ChunkSettings) -> None:
    check(text, some_spans(text), settings)
    check(text, [Span(start=0, end=len(text))], settings)


def test_same_input_gives_the_same_chunks(text: str, settings: ChunkSettings) -> None:
    omitted = some_spans(text)
    assert split(text, omitted, settings) == split(text, omitted, settings)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_articles_are_covered_but_for_their_boilerplate(path: Path) -> None:
    text = path.read_bytes().decode()
    check(text, list(read_article(text).boilerplate), ChunkSettings())


@pytest.mark.parametrize("overlap_chars", [0, 5])
def test_chance_texts_are_covered(overlap_chars: int) -> None:
    chance = random.Random(1)
    signs = ["가", "나", "a", " ", ". ", '." ', "\n", "\n\n", "\r\n", "\u00a0", "\u200b", "\t"]
    settings = ChunkSettings(chunk_chars=12, overlap_chars=overlap_chars)
    for _ in range(300):
        text = "".join(chance.choices(signs, k=chance.randrange(1, 80)))
        check(text, [], settings)
        check(text, some_spans(text), settings)


@pytest.mark.parametrize(
    ("text", "chunk_chars", "expected"),
    [
        # Paragraphs of 7 and 6 characters and the blank line between them are 15 together.
        ("가나다 라마.\n\n바사 아자.", 15, ["가나다 라마.\n\n바사 아자."]),
        ("가나다 라마.\n\n바사 아자.", 14, ["가나다 라마.", "바사 아자."]),
        ("가나다 라마.\n바사 아자.", 13, ["가나다 라마.", "바사 아자."]),
        # Within a line sentences stay whole.
        ("가나다 라마. 바사 아자. 차.", 12, ["가나다 라마.", "바사 아자. 차."]),
        # The quotation mark stays with the full stop that it follows.
        ("“가나다 라마.” 바사 아자.", 12, ["“가나다 라마.”", "바사 아자."]),
        # A sentence that is too long ends at a comma, a clause without one at a word.
        ("가나다 라마, 바사 아자 차.", 11, ["가나다 라마,", "바사 아자 차."]),
        ("가나다 라마 바사 아자", 8, ["가나다 라마", "바사 아자"]),
        # A decimal point and a comma between digits end nothing.
        ("길이 1.8km 값 2,000원", 13, ["길이 1.8km 값", "2,000원"]),
        ("가나다라마바사", 3, ["가나다", "라마바", "사"]),
    ],
)
def test_chunks_end_at_the_strongest_border(
    text: str, chunk_chars: int, expected: list[str]
) -> None:
    spans = split(text, [], ChunkSettings(chunk_chars=chunk_chars))
    assert [text[span.start : span.end] for span in spans] == expected


def test_omitted_span_parts_what_stands_beside_it() -> None:
    text = "가나 [광고] 다라"
    omitted = [Span(start=3, end=7)]
    assert split(text, omitted, ChunkSettings()) == [Span(start=0, end=2), Span(start=8, end=10)]


def test_overlap_repeats_the_end_of_the_chunk_before() -> None:
    # Words come with the space behind them: three have 6 characters, two of them overlap by 4.
    text = "가 나 다 라 마"
    spans = split(text, [], ChunkSettings(chunk_chars=6, overlap_chars=4))
    assert [text[span.start : span.end] for span in spans] == ["가 나 다", "나 다 라", "다 라 마"]


@pytest.mark.parametrize("settings", SETTINGS, ids=lambda settings: settings.name)
@pytest.mark.parametrize("name", ["endless word", "crlf", "wrapped", "quotes after full stops"])
def test_decomposed_text_is_cut_where_the_composed_is(name: str, settings: ChunkSettings) -> None:
    composed = TEXTS[name]
    decomposed = unicodedata.normalize("NFD", composed)
    cut = [composed[span.start : span.end] for span in split(composed, [], settings)]
    spans = split(decomposed, [], settings)
    assert [normalize(decomposed[span.start : span.end]) for span in spans] == cut


def test_invisible_characters_count_for_nothing() -> None:
    # Three letters a chunk, and what cannot be seen between two chunks is in neither.
    text = "가\u200b나다\u200b라마\u00ad바"
    spans = split(text, [], ChunkSettings(chunk_chars=3))
    assert spans == [Span(start=0, end=4), Span(start=5, end=9)]


def test_name_differs_where_chunks_may_differ() -> None:
    names = {settings.name for settings in SETTINGS}
    assert len(names) == len(SETTINGS)
    assert ChunkSettings().name == ChunkSettings().name
