from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest

from index.datatypes import Place
from rag.citing import cite
from rag.datatypes import Citation, Passage

# From 7 on: 다 리 는 _ 길 다 . ends at 14.
TEXT = "섬 이야기.\n다리는 길다.\n끝."


def passage(text: str = TEXT, start: int = 7, end: int = 14) -> Passage:
    return Passage(
        number=3,
        source="섬/a.txt",
        title="섬",
        published="2024-03-02",
        start=start,
        end=end,
        text=text[start:end],
        score=0.5,
    )


@pytest.mark.parametrize(
    ("start", "end", "quote"), [(7, 14, "다리는 길다."), (7, 10, "다리는"), (13, 14, ".")]
)
def test_quote_is_the_slice_of_the_document(start: int, end: int, quote: str) -> None:
    assert cite(passage(), start, end) == Citation(
        number=3,
        source="섬/a.txt",
        title="섬",
        published="2024-03-02",
        start=start,
        end=end,
        quote=quote,
    )


@pytest.mark.parametrize(("start", "page"), [(7, 1), (10, 1), (11, 2), (12, 2), (13, 3)])
def test_page_is_the_one_that_the_quote_begins_on(start: int, page: int) -> None:
    # The first page began before the passage; the last letter stands on the third.
    places = (Place(start=2, page=1), Place(start=11, page=2), Place(start=13, page=3))
    cited = cite(replace(passage(), places=places), start, 14)
    assert cited.place is not None
    assert cited.place.page == page


def test_quote_before_the_first_page_has_none() -> None:
    assert cite(replace(passage(), places=(Place(start=8, page=1),)), 7, 10).place is None


@pytest.mark.parametrize(("start", "end"), [(6, 10), (7, 15), (10, 10), (11, 10), (0, 3), (14, 14)])
def test_part_outside_the_passage_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=rf"^expected a part of \[7, 14\), got \[{start}, {end}\)"):
        cite(passage(), start, end)


def test_offsets_count_code_points() -> None:
    # A flag is two, the decomposed syllable three.
    text = "🇰🇷" + unicodedata.normalize("NFD", "갈") + "매"
    assert len(text) == 6
    assert cite(passage(text, 0, 6), 5, 6).quote == "매"
