from __future__ import annotations

import pytest

from ui.words.dates import english_date, korean_date


@pytest.mark.parametrize(
    ("published", "korean", "english"),
    [
        ("2024-04-05", "2024. 4. 5.", "5 April 2024"),
        ("2024-03-04T09:00", "2024. 3. 4. 09:00", "4 March 2024, 09:00"),
        ("2024-12-31T00:09:59", "2024. 12. 31. 00:09", "31 December 2024, 00:09"),
        ("지난해", "지난해", "지난해"),
        ("", "", ""),
    ],
)
def test_dates_are_written_as_people_write_them(published: str, korean: str, english: str) -> None:
    assert korean_date(published) == korean
    assert english_date(published) == english


def test_a_month_that_is_none_is_left_as_it_is() -> None:
    assert english_date("2024-13-01") == "2024-13-01"
    assert english_date("2024-00-01") == "2024-00-01"
