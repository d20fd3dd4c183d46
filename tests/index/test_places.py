from __future__ import annotations

import pytest

from index.datatypes import Article, Document, Place

# Nothing is said of the first two letters; the first page ends in the middle of a word.
FIRST, SECOND, LAST = Place(start=2, page=1), Place(start=5, page=2), Place(start=8, page=3)
DOCUMENT = Document(
    source="a.pdf",
    sha256="",
    text="가나 다라마바사아자",
    article=Article(),
    places=(FIRST, SECOND, LAST),
)
NOWHERE = Document(source="a.txt", sha256="", text="가나", article=Article())


@pytest.mark.parametrize(
    ("start", "place"),
    [(0, None), (1, None), (2, FIRST), (4, FIRST), (5, SECOND), (7, SECOND), (8, LAST), (9, LAST)],
)
def test_a_code_point_lies_in_the_last_place_that_begins_before_it(
    start: int, place: Place | None
) -> None:
    assert DOCUMENT.place_at(start) == place


@pytest.mark.parametrize(
    ("start", "end", "places"),
    [
        (0, 2, ()),
        (0, 3, (FIRST,)),
        (2, 5, (FIRST,)),
        (2, 6, (FIRST, SECOND)),
        (6, 8, (SECOND,)),
        (4, 10, (FIRST, SECOND, LAST)),
        (9, 10, (LAST,)),
    ],
)
def test_a_stretch_has_the_places_that_share_a_code_point_with_it(
    start: int, end: int, places: tuple[Place, ...]
) -> None:
    assert DOCUMENT.places_in(start, end) == places


def test_a_text_without_places_lies_nowhere() -> None:
    assert NOWHERE.place_at(1) is None
    assert NOWHERE.places_in(0, 2) == ()
