from __future__ import annotations

import pytest

from index.datatypes import Span
from ui.source.locating import locate


@pytest.mark.parametrize(
    ("text", "words", "start", "found"),
    [
        ("갑을병", "을", 1, (1, 2)),
        ("갑을병", "을", 0, (1, 2)),
        ("갑을병", "을", 2, (1, 2)),
        ("갑을병", "을병", 900, (1, 3)),
        ("갑을병", "정", 0, None),
        ("갑을병", "", 0, None),
        # Of several places the nearest; where two are as near, the one before.
        ("을---을----을", "을", 4, (4, 5)),
        ("을---을----을", "을", 8, (9, 10)),
        ("을---을----을", "을", 2, (0, 1)),
        ("을---을----을", "을", -5, (0, 1)),
        # Words that overlap themselves.
        ("을을을", "을을", 1, (1, 3)),
    ],
)
def test_words_are_found_nearest_to_where_they_were(
    text: str, words: str, start: int, found: tuple[int, int] | None
) -> None:
    assert locate(text, words, start) == (found and Span(start=found[0], end=found[1]))
