from __future__ import annotations

import pytest

from ui.words.counting import Counted

ENGLISH = Counted(many="{} articles", one="1 article")
KOREAN = Counted(many="기사 {}건")


@pytest.mark.parametrize(
    ("counted", "count", "line"),
    [
        (ENGLISH, 0, "0 articles"),
        (ENGLISH, 1, "1 article"),
        (ENGLISH, 2, "2 articles"),
        (ENGLISH, 1234567, "1,234,567 articles"),
        (KOREAN, 1, "기사 1건"),
        (KOREAN, 1000, "기사 1,000건"),
    ],
)
def test_a_number_is_told_as_the_language_tells_it(counted: Counted, count: int, line: str) -> None:
    assert counted(count) == line
