"""What the filters say: which articles are to be asked."""

from __future__ import annotations

from dataclasses import dataclass

from ui.words.counting import Counted


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeWords:
    """The filters by article, publisher and date, and the line that says what they leave.

    Attributes:
        filters: Heads the filters, which are folded away.
        day_example: Shows how a day is written.
        asked: Begins the line that says what is asked; `{}` stands for the filters in words.
        several: How many articles are chosen, where they are too many to name.
        from_day: Says the first day; `{}` stands for it.
        to_day: Says the last day; `{}` stands for it.
        bad_day: Says that a day cannot be read; `{}` stands for what was typed.
    """

    filters: str
    article: str
    publisher: str
    since: str
    until: str
    clear: str
    remove: str
    day_example: str
    asked: str
    several: Counted
    from_day: str
    to_day: str
    bad_day: str


KOREAN = ScopeWords(
    filters="찾을 범위",
    article="기사",
    publisher="언론사",
    since="이날부터",
    until="이날까지",
    clear="범위 지우기",
    remove="빼기",
    day_example="예: 2024-03-01",
    asked="이 범위에서만 찾습니다: {}",
    several=Counted(many="기사 {}건"),
    from_day="{}부터",
    to_day="{}까지",
    bad_day="날짜를 읽을 수 없습니다: ‘{}’. 2024-03-01처럼 적어 주세요.",
)

ENGLISH = ScopeWords(
    filters="Where to look",
    article="Articles",
    publisher="Publishers",
    since="From",
    until="To",
    clear="Clear filters",
    remove="Remove",
    day_example="e.g. 2024-03-01",
    asked="Looking only here: {}",
    several=Counted(many="{} articles", one="1 article"),
    from_day="from {}",
    to_day="to {}",
    bad_day="“{}” is not a date that can be read. Write it like 2024-03-01.",
)
