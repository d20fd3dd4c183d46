"""A small picture of the corpus: a dot for every article, by day, on a lane for every publisher."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ui.links import ArticleLink
from ui.markup import EMPTY, Markup, element, escape

if TYPE_CHECKING:
    from index.datatypes import DocumentSummary
    from ui.words import Words

# Fewer are no picture.
_FEWEST = 3
_LANES = 6
# Days that fall into one of so many columns are drawn on top of each other, so many at most.
_COLUMNS = 60
_STACK = 4
_TICKS = 4
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100)
_MONTH_STEPS = (1, 2, 3, 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """An article whose day is known."""

    day: date
    article: DocumentSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days from the first article to the last, both inclusive."""

    first: date
    last: date

    def share(self, day: date) -> float:
        """Return where a day lies in the period, from 0 to 1; a single day lies in the middle."""
        days = (self.last - self.first).days
        return (day - self.first).days / days if days else 0.5


def timeline_markup(articles: Iterable[DocumentSummary], words: Words) -> Markup:
    """Return the picture, or nothing where hardly any article tells its day."""
    dated = [found for article in articles if (found := _dated(article))]
    if len(dated) < _FEWEST:
        return EMPTY
    dated.sort(key=lambda one: (one.day, one.article.source))
    period = Period(first=dated[0].day, last=dated[-1].day)
    lanes = _lanes(dated, words)
    said = words.articles
    told = said.picture_of(
        len(dated),
        words.date(period.first.isoformat()),
        words.date(period.last.isoformat()),
        ", ".join(f"{publisher} {len(lane)}" for publisher, lane in lanes),
    )
    drawn = [_lane(publisher, lane, period, words) for publisher, lane in lanes]
    ticks = [
        _placed("span", share, escape(label), class_="tick")
        for share, label in ticks_of(period, words)
    ]
    axis = element("div", element("div", *ticks, class_="track"), class_="lane axis")
    return element(
        "figure",
        element("figcaption", escape(said.timeline)),
        element("p", escape(told), class_="unseen"),
        element("div", *drawn, axis, class_="lanes", aria_hidden="true"),
        class_="timeline",
    )


def ticks_of(period: Period, words: Words) -> list[tuple[float, str]]:
    """Return at most four places of the axis, from 0 to 1, with the years, months or days there."""
    for step in _YEAR_STEPS:
        years = range(period.first.year + 1, period.last.year + 1)
        days = [date(year, 1, 1) for year in years if year % step == 0]
        if 1 < len(days) <= _TICKS:
            return [(period.share(day), str(day.year)) for day in days]
    for step in _MONTH_STEPS:
        days = [day for day in _months(period) if (day.month - 1) % step == 0]
        if 1 < len(days) <= _TICKS:
            return [(period.share(day), _month(day, words, days[0])) for day in days]
    ends = dict.fromkeys((period.first, period.last))
    return [(period.share(day), words.date(day.isoformat())) for day in ends]


def _dated(article: DocumentSummary) -> Dated | None:
    try:
        return Dated(day=date.fromisoformat((article.published or "")[:10]), article=article)
    except ValueError:
        return None


def _lanes(dated: Sequence[Dated], words: Words) -> list[tuple[str, list[Dated]]]:
    """Return the articles by publisher, the busiest first, the rest on a lane together."""
    counts = Counter(one.article.publisher for one in dated if one.article.publisher)
    named = [name for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    if len(named) >= _LANES:
        named = named[: _LANES - 1]
    lanes: dict[str, list[Dated]] = {name: [] for name in named}
    others = [one for one in dated if one.article.publisher not in lanes]
    for one in dated:
        if one.article.publisher in lanes:
            lanes[one.article.publisher].append(one)
    rest = [(words.articles.other_publishers, others)] if others else []
    return [*lanes.items(), *rest]


def _lane(publisher: str, lane: Sequence[Dated], period: Period, words: Words) -> Markup:
    columns: dict[int, list[Dated]] = defaultdict(list)
    for one in lane:
        columns[round(period.share(one.day) * (_COLUMNS - 1))].append(one)
    high = min(max(len(column) for column in columns.values()), _STACK)
    dots = [
        dot
        for number, column in sorted(columns.items())
        for dot in _column(number / (_COLUMNS - 1), column, words)
    ]
    return element(
        "div",
        element("span", escape(publisher), class_="publisher"),
        element("div", *dots, class_="track", style=f"--high:{high}"),
        class_="lane",
    )


def _column(share: float, column: Sequence[Dated], words: Words) -> Iterator[Markup]:
    shown = column if len(column) <= _STACK else column[: _STACK - 1]
    for level, one in enumerate(shown):
        said = f"{words.date(one.day.isoformat())} · {one.article.title}"
        # Out of the way of the Tab key: the table leads to the same articles.
        yield _placed(
            "a",
            share,
            class_=f"source dot {_side(share)}",
            level=level,
            href=f"#{ArticleLink(one.article.source)}",
            data_title=said,
            tabindex="-1",
        )
    if len(shown) < len(column):
        rest = words.articles.more_dots(len(column) - len(shown))
        side = _side(share)
        yield _placed("span", share, class_=f"dot rest {side}", level=len(shown), data_title=rest)


def _placed(tag: str, share: float, *children: Markup, level: int = 0, **attributes: str) -> Markup:
    style = f"left:{100 * share:.2f}%;--level:{level}"
    return element(tag, *children, style=style, **attributes)


def _side(share: float) -> str:
    """Return towards which side words grow that begin there, to stay in the picture."""
    return "early" if share < 1 / 2 else "late"


def _month(day: date, words: Words, first: date) -> str:
    """Return a month; the year goes with the first one and with every January."""
    said = words.articles
    has_year = day in (first, day.replace(month=1))
    return said.month_of(day.year, day.month) if has_year else said.months[day.month - 1]


def _months(period: Period) -> Iterator[date]:
    """Yield the first day of every month that begins inside the period."""
    begin = period.first.year * 12 + period.first.month - 1
    for number in range(begin, period.last.year * 12 + period.last.month):
        day = date(number // 12, number % 12 + 1, 1)
        if day >= period.first:
            yield day
