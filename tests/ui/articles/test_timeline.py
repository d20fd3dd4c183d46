from __future__ import annotations

import re
from datetime import date

import pytest

from index.datatypes import DocumentSummary
from tests.ui.test_markup import Reader
from ui.articles.timeline import Period, ticks_of, timeline_markup
from ui.markup import EMPTY
from ui.words import WORDS

KOREAN, ENGLISH = WORDS["ko"], WORDS["en"]


def article(
    published: str | None, *, publisher: str | None = "갯벌신문", source: str = "a.txt"
) -> DocumentSummary:
    return DocumentSummary(
        source=source,
        title="다리 열리다",
        publisher=publisher,
        published=published,
        author=None,
        characters=10,
        chunks=1,
    )


def dots(markup: str) -> list[dict[str, str | None]]:
    return [found for tag, found in Reader(markup).tags if tag == "a"]


def styles(markup: str) -> list[str | None]:
    return [dot["style"] for dot in dots(markup)]


def lanes(markup: str) -> list[str]:
    return [Reader(lane).text for lane in re.findall(r'class="publisher">(.*?)</span>', markup)]


@pytest.mark.parametrize("known", [0, 2])
def test_fewer_than_three_dated_articles_are_no_picture(known: int) -> None:
    articles = [article("2024-03-02")] * known + [article(None), article("지난해")]
    assert timeline_markup(articles, KOREAN) == EMPTY


def test_a_dot_stands_where_its_day_lies_in_the_period() -> None:
    # 59 columns' steps over 59 days: a day is a step.
    days = ["2024-01-01", "2024-01-31T09:00", "2024-02-29"]
    markup = timeline_markup([article(day) for day in days], KOREAN)
    assert styles(markup) == [
        "left:0.00%;--level:0",
        "left:50.85%;--level:0",  # 30 / 59
        "left:100.00%;--level:0",
    ]


def test_dots_of_one_day_are_stacked_and_the_rest_is_counted() -> None:
    articles = [article("2024-03-02", source=f"{number}.txt") for number in range(6)]
    markup = timeline_markup([*articles, article("2024-04-02")], ENGLISH)
    assert styles(markup)[:3] == [f"left:0.00%;--level:{level}" for level in range(3)]
    assert len(dots(markup)) == 4
    (rest,) = [
        found for tag, found in Reader(markup).tags if found.get("class") == "dot rest early"
    ]
    assert (rest["data-title"], rest["style"]) == ("3 more", "left:0.00%;--level:3")


def test_four_dots_of_one_day_are_all_shown() -> None:
    articles = [article("2024-03-02", source=f"{number}.txt") for number in range(4)]
    assert len(dots(timeline_markup([*articles, article("2024-04-02")], ENGLISH))) == 5


def test_a_dot_opens_its_article_and_tells_day_and_title() -> None:
    articles = [article("2024-03-02", source="섬/a.txt")] * 3
    dot = dots(timeline_markup(articles, KOREAN))[0]
    assert dot["href"] == "#article-%EC%84%AC%2Fa.txt"
    assert dot["data-title"] == "2024. 3. 2. · 다리 열리다"
    assert dot["tabindex"] == "-1"


def test_each_publisher_has_a_lane_and_the_busiest_comes_first() -> None:
    articles = [
        article("2024-03-02", publisher="나"),
        article("2024-03-03", publisher="가"),
        article("2024-03-04", publisher="다"),
        article("2024-03-05", publisher="다"),
        article("2024-03-06", publisher=None),
    ]
    assert lanes(timeline_markup(articles, KOREAN)) == ["다", "가", "나", "그 밖"]


def test_the_smallest_publishers_share_the_last_lane() -> None:
    articles = [
        article("2024-03-02", publisher=f"신문 {number}")
        for number in range(1, 9)
        for _ in range(10 - number)
    ]
    assert lanes(timeline_markup(articles, ENGLISH)) == [
        *(f"신문 {number}" for number in range(1, 6)),
        "Others",
    ]


def test_the_picture_is_told_to_those_who_cannot_see_it() -> None:
    articles = [article("2024-03-02"), article("2024-03-03"), article("2024-05-04", publisher="가")]
    markup = timeline_markup(articles, KOREAN)
    assert (
        "날짜를 아는 기사 3건, 2024. 3. 2.부터 2024. 5. 4.까지. 언론사별: 갯벌신문 2, 가 1."
    ) in Reader(markup).text
    hidden = [found for _, found in Reader(markup).tags if found.get("aria-hidden") == "true"]
    assert [found["class"] for found in hidden] == ["lanes"]


def test_titles_and_publishers_are_text() -> None:
    markup = timeline_markup([article("2024-03-02", publisher="<b>")] * 3, KOREAN)
    assert "b" not in {tag for tag, _ in Reader(markup).tags}


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        (date(1998, 5, 1), date(2024, 2, 1), ["2000", "2010", "2020"]),
        (date(2021, 1, 1), date(2024, 6, 1), ["2022", "2023", "2024"]),
        (date(2023, 11, 5), date(2024, 3, 1), ["Dec 2023", "Jan 2024", "Feb", "Mar"]),
        (date(2024, 1, 20), date(2024, 7, 28), ["Mar 2024", "May", "Jul"]),
        (date(2024, 3, 2), date(2024, 3, 9), ["2 March 2024", "9 March 2024"]),
        (date(2024, 3, 2), date(2024, 3, 2), ["2 March 2024"]),
    ],
)
def test_the_axis_shows_years_months_or_days(first: date, last: date, labels: list[str]) -> None:
    ticks = ticks_of(Period(first=first, last=last), ENGLISH)
    assert [label for _, label in ticks] == labels
    assert all(0 <= share <= 1 for share, _ in ticks)


def test_a_month_is_written_as_koreans_write_it() -> None:
    ticks = ticks_of(Period(first=date(2024, 1, 1), last=date(2024, 3, 1)), KOREAN)
    assert [label for _, label in ticks] == ["2024년 1월", "2월", "3월"]


def test_a_single_day_lies_in_the_middle() -> None:
    day = date(2024, 3, 2)
    assert Period(first=day, last=day).share(day) == 0.5
