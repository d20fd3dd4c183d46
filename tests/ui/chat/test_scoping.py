from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from index.datatypes import DocumentSummary
from rag.scope import EVERYTHING, Scope
from tests.ui.test_markup import PAYLOADS, Reader
from ui.chat.scoping import (
    MOST_CHOICES,
    article_choices,
    day,
    make_scope,
    parse_scope,
    publisher_choices,
    scope_markup,
    write_scope,
)
from ui.words import WORDS

if TYPE_CHECKING:
    from ui.words import Language


def article(
    source: str, title: str, published: str | None = None, publisher: str | None = None
) -> DocumentSummary:
    return DocumentSummary(
        source=source,
        title=title,
        publisher=publisher,
        published=published,
        author=None,
        characters=9,
        chunks=1,
    )


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        *((f"2024{gap}03{gap}01", "2024-03-01") for gap in ("-", ".", "/", ". ", " ", "")),
        *((f"2024{gap}3{gap}1", "2024-03-01") for gap in ("-", ".", "/", " - ")),
        ("2024. 3. 1.", "2024-03-01"),
        ("2024년 3월 1일", "2024-03-01"),
        ("2024년3월1일 금요일", "2024-03-01"),
        ("  2024-12-31\n", "2024-12-31"),
        ("２０２４．１２．３１", "2024-12-31"),
        ("2024-02-29", "2024-02-29"),
        ("0001-01-01", "0001-01-01"),
        ("9999-12-31", "9999-12-31"),
    ],
)
def test_day_is_read_in_every_writing(typed: str, found: str) -> None:
    assert day(typed) == found


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "-", "2024", "2024-03", "2024-03-", "24-03-01", "03-01-2024", "어제"),
        *("2023-02-29", "2024-00-01", "2024-13-01", "2024-04-31", "2024-03-00", "0000-01-01"),
        # Two months and days, each as likely as the other.
        *("2024111", "20241", "202431", "2024-111"),
        *("2024-03-01T09:00", "2024-03-01-02", "2024----3-1", "12024-03-01", "2024-003-01"),
        *("²⁰²⁴-³-¹", "2024-03-1x1", "-2024-03-01"),
    ],
)
def test_what_is_no_day_is_none(typed: str) -> None:
    assert day(typed) is None


@pytest.mark.parametrize("sent", [None, 20240301, 1.5, ["2024-03-01"], {"day": 1}, True])
def test_what_is_not_even_text_is_no_day(sent: object) -> None:
    assert day(sent) is None


@pytest.mark.parametrize(
    "scope",
    [
        EVERYTHING,
        Scope(sources=frozenset({"나.txt", "가/가.txt"})),
        Scope(publishers=frozenset({'갯벌 "신문"', "두루일보"})),
        Scope(since="2024-03-01"),
        Scope(until="2024-03-01"),
        Scope(
            sources=frozenset({"a.txt"}),
            publishers=frozenset({"갯벌신문"}),
            since="2024-05-01",
            until="2024-03-01",
        ),
    ],
)
def test_scope_comes_back_from_the_browser_as_it_went(scope: Scope) -> None:
    assert parse_scope(write_scope(scope)) == scope


def test_everything_is_nothing_to_keep() -> None:
    assert write_scope(EVERYTHING) == ""


@pytest.mark.parametrize(
    "written",
    [
        *(None, "", " ", "null", "[]", "7", '"a.txt"', "{", "{}", "undefined", "NaN"),
        *('{"sources": null}', '{"sources": "a.txt"}', '{"sources": {"a.txt": 1}}'),
        *('{"sources": 1, "publishers": true}', '{"sources": [1, null, ["a.txt"]]}'),
        *('{"since": 20240301, "until": ["2024-03-01"]}', '{"since": "2024-02-30"}'),
        *('{"limit": 9}', "[" * 100_000, '{"sources":' * 20_000, "9" * 5_000),
    ],
)
def test_what_is_garbled_narrows_nothing(written: str | None) -> None:
    assert parse_scope(written) == EVERYTHING


def test_of_what_is_half_garbled_the_other_half_counts() -> None:
    written = json.dumps({"sources": [3, "a.txt", None], "since": "2024. 3. 1.", "until": "soon"})
    assert parse_scope(written) == Scope(sources=frozenset({"a.txt"}), since="2024-03-01")


def test_empty_fields_narrow_nothing() -> None:
    assert make_scope([], [], "", " ") == EVERYTHING
    assert make_scope(None, None, None, None) == EVERYTHING


def test_articles_are_offered_newest_first_and_undated_ones_last() -> None:
    articles = [
        article("old.txt", "옛 기사", "2023-12-31"),
        article("undated.txt", "날짜 없음"),
        article("late.txt", "밤 기사", "2024-03-01T21:00"),
        article("new.txt", "아침 기사", "2024-03-01T09:00"),
    ]
    assert [source for _, source in article_choices(articles)] == [
        "late.txt",
        "new.txt",
        "old.txt",
        "undated.txt",
    ]


def test_title_that_is_told_twice_comes_with_the_file() -> None:
    articles = [
        article("a.txt", "오늘의 날씨"),
        article("b.txt", "오늘의 날씨"),
        article("c", "장터"),
    ]
    assert article_choices(articles) == [
        ("오늘의 날씨 (a.txt)", "a.txt"),
        ("오늘의 날씨 (b.txt)", "b.txt"),
        ("장터", "c"),
    ]


def test_titles_that_only_look_alike_are_told_apart() -> None:
    articles = [article("a.txt", "장터"), article("b.txt", "장\u202e터")]
    assert [shown for shown, _ in article_choices(articles)] == ["장터 (a.txt)", "장터 (b.txt)"]


def test_more_articles_than_anyone_reads_are_not_offered_unless_chosen() -> None:
    articles = [
        article(f"{number}.txt", f"기사 {number}", f"2024-01-01T{number // 60:02}:{number % 60:02}")
        for number in range(MOST_CHOICES + 20)
    ]
    sources = [source for _, source in article_choices(articles)]
    assert (len(sources), sources[0], sources[-1]) == (300, "319.txt", "20.txt")
    chosen = [source for _, source in article_choices(articles, {"3.txt", "gone.txt", "300.txt"})]
    assert chosen == [*sources, "3.txt"]


def test_publishers_are_offered_once_and_in_order() -> None:
    names = ("파도일보", None, "갯벌신문", "파도일보", "", "누리\x07소식")
    articles = [article(f"{name}", "제목", publisher=name) for name in names]
    assert publisher_choices(articles) == [
        ("갯벌신문", "갯벌신문"),
        ("누리소식", "누리\x07소식"),
        ("파도일보", "파도일보"),
    ]


def test_more_publishers_than_anyone_reads_are_not_offered_unless_chosen() -> None:
    articles = [article(f"{n}", "제목", publisher=f"신문 {n:03}") for n in range(MOST_CHOICES + 5)]
    assert [name for _, name in publisher_choices(articles)][-1] == "신문 299"
    chosen = [name for _, name in publisher_choices(articles, {"신문 304"})]
    assert chosen[-2:] == ["신문 299", "신문 304"]


@pytest.mark.parametrize(
    ("scope", "korean", "english"),
    [
        (Scope(sources=frozenset({"a.txt"})), "‘장터’", "‘장터’"),
        (Scope(sources=frozenset({"a.txt", "b.txt"})), "‘장터’ · ‘b.txt’", "‘장터’ · ‘b.txt’"),
        (Scope(sources=frozenset("abc")), "기사 3건", "3 articles"),
        (Scope(publishers=frozenset({"나", "가"})), "가 · 나", "가 · 나"),
        (Scope(since="2024-03-01"), "2024. 3. 1.부터", "from 1 March 2024"),
        (Scope(until="2024-12-31"), "2024. 12. 31.까지", "to 31 December 2024"),
        (
            Scope(
                sources=frozenset({"a.txt"}),
                publishers=frozenset({"가"}),
                since="2024-03-01",
                until="2024-03-02",
            ),
            "‘장터’ · 가 · 2024. 3. 1.부터 · 2024. 3. 2.까지",
            "‘장터’ · 가 · from 1 March 2024 · to 2 March 2024",
        ),
    ],
)
def test_line_says_what_is_asked(scope: Scope, korean: str, english: str) -> None:
    said: dict[Language, str] = {
        "ko": f"이 범위에서만 찾습니다: {korean}",
        "en": f"Looking only here: {english}",
    }
    for language, line in said.items():
        markup = scope_markup(scope, {"a.txt": "장터"}, WORDS[language])
        assert Reader(markup).text == line
        # What changes while the filters are used is read aloud.
        assert Reader(markup).tags == [("p", {"class": "scope", "role": "status"})]


def test_where_all_is_asked_there_is_no_line() -> None:
    assert scope_markup(EVERYTHING, {}, WORDS["ko"]) == ""


@pytest.mark.parametrize("payload", [*PAYLOADS, "{} {0} {titles}"])
def test_titles_and_publishers_are_shown_to_the_letter(payload: str) -> None:
    scope = Scope(sources=frozenset({"a.txt"}), publishers=frozenset({payload}))
    markup = scope_markup(scope, {"a.txt": payload}, WORDS["en"])
    assert Reader(markup).text == f"Looking only here: ‘{payload}’ · {payload}"
    assert [name for name, _ in Reader(markup).tags] == ["p"]
