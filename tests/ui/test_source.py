from __future__ import annotations

import re
from html import unescape

from index.datatypes import Article, Document, Fact, Span
from tests.ui.records import citation
from tests.ui.test_markup import Reader
from ui.links import CitationLink
from ui.source import View, error_markup, source_markup

#       0123456 7 8 9...
TEXT = "광고\n\n\n갑이다. 을이다.\r\n병이다. <b>정</b>"
DOCUMENT = Document(
    source="폴더/a.txt",
    sha256="",
    text=TEXT,
    article=Article(
        title=Fact(value="제목 <i>", start=0, end=2),
        publisher=Fact(value="가나신문", start=0, end=2),
        published=Fact(value="2024-04-05T00:09", start=0, end=2),
        author=Fact(value="홍길동", start=0, end=2),
        boilerplate=(Span(start=0, end=2),),
    ),
)
START = TEXT.index("을이다.")


def view(quote: str, start: int, *, passage: Span | None = None, citations: int = 1) -> View:
    return View(
        link=CitationLink(1, 2),
        source="폴더/a.txt",
        quote=citation(1, quote, start=start),
        passage=passage,
        citations=citations,
    )


def dressed(markup: str) -> list[tuple[str, str]]:
    """Return the class of each dressed stretch of the article, and the words it begins with."""
    body = markup[markup.index('<div class="source&#45;text') :]
    found = re.findall(r'<(?:span|mark) class="([^"]*)">([^<]*)', body)
    return [(name, unescape(words)) for name, words in found]


def body_text(markup: str) -> str:
    return Reader(markup[markup.index('<div class="source&#45;text') :]).text


def test_the_article_is_shown_to_the_letter() -> None:
    assert body_text(source_markup(DOCUMENT, view("을이다.", START))) == TEXT


def test_quote_passage_and_boilerplate_are_dressed_each_in_its_own_way() -> None:
    line = Span(start=TEXT.index("갑"), end=TEXT.index("\r"))
    markup = source_markup(DOCUMENT, view("을이다.", START, passage=line))
    assert dressed(markup) == [
        ("boilerplate", "광고"),
        ("gap", "\n\n\n"),
        ("passage", "갑이다. "),
        ("quote passage", "을이다."),
    ]


def test_the_head_tells_title_byline_and_path() -> None:
    markup = source_markup(DOCUMENT, View(link=CitationLink(1, 1), source="폴더/a.txt"))
    head = Reader(markup[: markup.index("</header>")])
    assert head.text == "제목 <i>가나신문 · 2024. 4. 5. 00:09 · 홍길동폴더/a.txt"
    assert {tag for tag, _ in head.tags} == {"article", "header", "h2", "p"}


def test_an_article_that_changed_has_its_quote_found_again_by_its_words() -> None:
    markup = source_markup(DOCUMENT, view("을이다.", 2, passage=Span(start=0, end=6)))
    assert ("quote", "을이다.") in dressed(markup)
    assert "같은 문장을 새 자리에서" in Reader(markup).text
    # Where the passage was is unknown now.
    assert "passage" not in markup


def test_a_quote_that_is_gone_is_said_to_be_gone() -> None:
    markup = source_markup(DOCUMENT, view("없는 말이다.", 500))
    assert "<mark" not in markup
    assert "인용한 문장이 지금은 없습니다" in Reader(markup).text


def test_a_passage_beyond_the_end_is_clamped() -> None:
    here = View(link=CitationLink(1, 1), source="폴더/a.txt", passage=Span(start=5, end=10_000))
    markup = source_markup(DOCUMENT, here)
    assert ("passage", TEXT[5:]) in dressed(markup)
    assert body_text(markup) == TEXT


def test_several_citations_can_be_stepped_through() -> None:
    markup = source_markup(DOCUMENT, view("을이다.", START, citations=3))
    hrefs = [found["href"] for tag, found in Reader(markup).tags if tag == "a"]
    assert hrefs == ["#cite-1-1", "#cite-1-3"]
    assert "2 / 3" in Reader(markup).text


def test_an_error_is_one_escaped_line() -> None:
    assert Reader(error_markup("없다 <b>")).text == "없다 <b>"
