from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from index.datatypes import DocumentSummary
from tests.ui.requesting import visitor
from tests.ui.test_markup import Reader
from ui.heading import heading_markup, source_heading_markup

if TYPE_CHECKING:
    from ui.markup import Markup

HARBOUR = DocumentSummary(
    source="harbour.txt",
    title="항구",
    publisher="갯벌신문",
    published=None,
    author=None,
    characters=900,
    chunks=1,
)


def heading(
    articles: tuple[DocumentSummary, ...] = (),
    language: str = "ko",
    name: str = "",
    *,
    is_warm: bool = True,
) -> Markup:
    reader = replace(visitor(language=language), name=name)
    return heading_markup(articles, reader, is_warm=is_warm)


def given(markup: Markup, tag: str, **attributes: str) -> list[dict[str, str | None]]:
    """Return the attributes of the elements of that name that have those attributes."""
    wanted = {name.rstrip("_"): value for name, value in attributes.items()}.items()
    return [found for name, found in Reader(markup).tags if name == tag and wanted <= found.items()]


@pytest.mark.parametrize(
    ("chunks", "language", "size"),
    [
        ((), "ko", "기사 0건 · 조각 0개"),
        ((1,), "ko", "기사 1건 · 조각 1개"),
        ((1200, 34), "ko", "기사 2건 · 조각 1,234개"),
        ((1,), "en", "1 article · 1 chunk"),
        ((1200, 34), "en", "2 articles · 1,234 chunks"),
    ],
)
def test_heading_tells_how_much_is_in_the_index(
    chunks: tuple[int, ...], language: str, size: str
) -> None:
    articles = tuple(replace(HARBOUR, chunks=count) for count in chunks)
    assert size in Reader(heading(articles, language)).text


@pytest.mark.parametrize(
    ("language", "line"),
    [("ko", "의미 검색을 준비하는 중…"), ("en", "Loading the search by meaning…")],
)
def test_heading_says_that_not_all_engines_are_loaded_until_they_are(
    language: str, line: str
) -> None:
    assert line in Reader(heading(language=language, is_warm=False)).text
    assert line not in Reader(heading(language=language)).text
    # The place of the line stays, for what appears in it is read aloud.
    assert len(given(heading(language=language), "div", role="status")) == 1


def test_first_of_all_is_a_way_past_the_rest() -> None:
    name, first = Reader(heading()).tags[0]
    assert (name, first["href"], first["class"]) == ("a", "#question", "skip")


@pytest.mark.parametrize(
    ("language", "other", "said"), [("ko", "en", "English"), ("en", "ko", "한국어")]
)
def test_the_other_language_is_offered_in_its_own_words(
    language: str, other: str, said: str
) -> None:
    markup = heading(language=language)
    assert given(markup, "button", id="language", lang=other)
    assert said in Reader(markup).text


def test_title_is_the_one_heading_of_the_first_level_and_korean_in_all_languages() -> None:
    for language, title in (("ko", "출처"), ("en", "출처 chulcheo")):
        markup = heading(language=language)
        assert given(markup, "h1") == [{"lang": "ko"}]
        assert title in Reader(markup).text


@pytest.mark.parametrize("language", ["ko", "en"])
def test_button_of_the_list_says_what_it_does_and_what_it_moves(language: str) -> None:
    said = visitor(language=language).words.conversations
    (button,) = given(heading(language=language), "button", id="list-toggle")
    assert button["aria-label"] == button["title"] == button["data-open"] == said.open
    assert button["data-close"] == said.close
    assert (button["aria-controls"], button["aria-expanded"]) == ("list-column", "false")


def test_who_is_logged_in_can_log_out() -> None:
    markup = heading(name='한바다 "<b>')
    assert len(given(markup, "form", action="/logout", method="post")) == 1
    assert given(markup, "button", type="submit", title='한바다 "<b>')
    assert "로그아웃" in Reader(markup).text


def test_where_nobody_logs_in_nobody_can_log_out() -> None:
    assert given(heading(), "form") == []
    assert "로그아웃" not in Reader(heading()).text


@pytest.mark.parametrize("name", ["", "한바다"])
def test_no_button_sends_a_form_by_accident(name: str) -> None:
    kinds = [button["type"] for button in given(heading(name=name), "button")]
    assert kinds == ["button", "button", *(["submit"] if name else [])]


@pytest.mark.parametrize(
    ("language", "title", "close"), [("ko", "출처", "닫기"), ("en", "Source", "Close")]
)
def test_source_has_a_heading_and_can_be_closed(language: str, title: str, close: str) -> None:
    markup = source_heading_markup(visitor(language=language).words)
    assert [name for name, _ in Reader(markup).tags] == ["header", "h2", "button"]
    assert Reader(markup).text == f"{title}{close}"
    assert given(markup, "button", id="source-close", type="button")
