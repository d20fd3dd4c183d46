from __future__ import annotations

import pytest

from rag.checking.calendar import Day, days, published_day, relative_days
from rag.moments import moments


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2024-04-12", Day(year=2024, month=4, day=12)),
        ("2024-04-12T09:30", Day(year=2024, month=4, day=12)),
        ("2024-04", Day(year=2024, month=4)),
        ("2024", None),
        (None, None),
    ],
)
def test_day_of_an_article_is_read(published: str | None, expected: Day | None) -> None:
    assert published_day(published) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("지난해 매출", Day(year=2023)),
        ("올해 매출", Day(year=2024)),
        ("내년 봄", Day(year=2025)),
        ("지난달 매출", Day(year=2023, month=12)),
        ("이달 매출", Day(year=2024, month=1)),
        ("다음 달 매출", Day(year=2024, month=2)),
    ],
)
def test_relative_words_count_from_the_articles_day(text: str, expected: Day) -> None:
    assert relative_days(text, "2024-01-15") == [expected]
    assert relative_days(text, None) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019년 3월 5일", [Day(year=2019, month=3, day=5)]),
        ("지난해 3월", [Day(year=None, month=3), Day(year=2023, month=3)]),
        (
            "9일",
            [
                Day(year=None, day=9),
                Day(year=2022, month=7, day=9),  # As told before.
                Day(year=2024, month=1, day=9),
                Day(year=2023, month=12, day=9),
            ],
        ),
    ],
)
def test_missing_parts_are_filled_up(text: str, expected: list[Day]) -> None:
    (moment,) = moments(text)
    assert days(moment, text, [Day(year=2022, month=7)], "2024-01-15") == expected


def test_nothing_is_filled_up_where_nothing_is_known() -> None:
    (moment,) = moments("3월 5일")
    assert days(moment, "3월 5일", [], None) == [Day(year=None, month=3, day=5)]
