from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

import pytest

from index.datatypes import Article, Document, Fact, Place, Span
from tests.ui.records import citation, passage
from tests.ui.test_markup import Reader
from ui.links import ArticleLink, CitationLink, OnlyLink, PassageLink, parse_link
from ui.source.article import View, empty_markup, error_markup, gone_markup, source_markup
from ui.words import WORDS

if TYPE_CHECKING:
    from rag.datatypes import Passage

KOREAN, ENGLISH = WORDS["ko"], WORDS["en"]

#       0123456 7 8 9...
TEXT = "광고\n\n\n갑이다. 을이다.\r\n병이다. <b>정</b>"
DOCUMENT = Document(
    source="폴더/a.txt",
    sha256="now",
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
# The second page begins inside the word.
PAGED = replace(
    DOCUMENT, places=(Place(start=0, page=2), Place(start=START + 1, page=3, heading="끝말"))
)


def read(text: str, start: int) -> Passage:
    return replace(passage(1, text), start=start, end=start + len(text))


def view(
    quote: str,
    start: int,
    *,
    passage: Passage | None = None,
    citations: int = 1,
    sha256: str | None = "now",
) -> View:
    return View(
        link=CitationLink(1, 2),
        source="폴더/a.txt",
        quote=citation(1, quote, start=start),
        passage=passage,
        citations=citations,
        sha256=sha256,
    )


def body_of(markup: str) -> str:
    return markup[markup.index('<div class="source&#45;text') :]


def dressed(markup: str) -> list[tuple[str, str]]:
    """Return the class of each dressed stretch of the article, and the words it begins with."""
    found = re.findall(r'<(?:span|mark) class="([^"]*)"[^>]*>([^<]*)', body_of(markup))
    return [(name, unescape(words)) for name, words in found]


def notice(markup: str) -> str:
    head = Reader(markup[: markup.index("</header>")]).text
    return head[head.index("원문이 변경됨") :] if "원문이 변경됨" in head else ""


def test_the_article_is_shown_to_the_letter() -> None:
    markup = source_markup(DOCUMENT, view("을이다.", START), KOREAN)
    assert Reader(body_of(markup)).text == TEXT


def test_quote_passage_and_boilerplate_are_dressed_each_in_its_own_way() -> None:
    line = read("갑이다. 을이다.", TEXT.index("갑"))
    markup = source_markup(DOCUMENT, view("을이다.", START, passage=line), KOREAN)
    assert dressed(markup) == [
        ("boilerplate", "광고"),
        ("gap", "\n\n\n"),
        ("passage", "갑이다. "),
        ("quote passage", "을이다."),
    ]
    assert 'title="기사 본문이 아니어서 검색하지 않는 부분"' in markup
    assert notice(markup) == ""


def test_the_head_tells_title_byline_and_path() -> None:
    here = View(link=ArticleLink("폴더/a.txt"), source="폴더/a.txt")
    markup = source_markup(DOCUMENT, here, KOREAN)
    head = Reader(markup[: markup.index("</header>")])
    assert head.text == "제목 <i>가나신문 · 2024. 4. 5. 00:09 · 홍길동폴더/a.txt이 기사에만 묻기"
    assert [tag for tag, _ in head.tags] == ["article", "header", "h3", "p", "p", "div", "a"]
    english = source_markup(DOCUMENT, here, ENGLISH)
    assert "가나신문 · 5 April 2024, 00:09 · 홍길동" in Reader(english).text


def test_the_quote_can_be_copied_with_where_it_comes_from() -> None:
    tags = Reader(source_markup(DOCUMENT, view("을이다.", START), KOREAN)).tags
    assert [found for tag, found in tags if tag == "button"] == [
        {
            "id": "copy-quote",
            "type": "button",
            "data-copy": "“을이다.” — 제목 <i>, 가나신문, 2024. 4. 5. 00:09 (폴더/a.txt)",
            "data-copied": "복사했습니다",
        }
    ]


def test_pages_are_marked_without_becoming_text() -> None:
    markup = source_markup(PAGED, view("을이다.", START), KOREAN)
    assert Reader(body_of(markup)).text == TEXT
    marks = [found["data-page"] for _, found in Reader(markup).tags if "data-page" in found]
    assert marks == ["2쪽", "3쪽"]
    # The quote goes on over the page.
    assert [words for name, words in dressed(markup) if name == "quote"] == ["을", "이다."]


def test_head_and_copied_quote_name_the_page_that_the_quote_begins_on() -> None:
    tags = Reader(source_markup(PAGED, view("병이다.", 2), KOREAN)).tags
    (copied,) = [found["data-copy"] for _, found in tags if "data-copy" in found]
    assert copied == ("“병이다.” — 제목 <i>, 가나신문, 2024. 4. 5. 00:09, 3쪽 · 끝말 (폴더/a.txt)")
    english = Reader(source_markup(PAGED, view("을이다.", START), ENGLISH))
    assert "폴더/a.txt · p. 2" in english.text


def test_words_that_are_gone_are_named_with_the_page_they_were_on() -> None:
    here = view("없는 말이다.", 500)
    assert here.quote is not None
    here = replace(here, quote=replace(here.quote, place=Place(start=400, page=7)))
    for markup in (source_markup(PAGED, here, KOREAN), gone_markup(here, KOREAN)):
        assert "폴더/a.txt · 7쪽" in Reader(markup).text


def test_one_of_many_articles_in_a_file_can_be_asked_alone() -> None:
    here = View(link=ArticleLink("news.csv#3"), source="news.csv#3")
    tags = Reader(source_markup(replace(DOCUMENT, source="news.csv#3"), here, KOREAN)).tags
    (href,) = [found["href"] or "" for _, found in tags if found.get("class") == "source only"]
    assert parse_link(href.removeprefix("#")) == OnlyLink("news.csv#3")


def test_the_article_can_be_asked_alone() -> None:
    tags = Reader(source_markup(DOCUMENT, view("을이다.", START), KOREAN)).tags
    hrefs = [found["href"] for _, found in tags if found.get("class") == "source only"]
    assert hrefs == ["#only-%ED%8F%B4%EB%8D%94%2Fa.txt"]


@pytest.mark.parametrize("sha256", ["before", None, "now"])
def test_words_in_a_new_place_are_found_again(sha256: str | None) -> None:
    markup = source_markup(DOCUMENT, view("을이다.", 2, sha256=sha256), KOREAN)
    assert ("quote", "을이다.") in dressed(markup)
    assert "같은 문장을 새 자리에서" in notice(markup)


def test_words_in_their_old_place_of_a_changed_article_say_so() -> None:
    markup = source_markup(DOCUMENT, view("을이다.", START, sha256="before"), KOREAN)
    assert ("quote", "을이다.") in dressed(markup)
    assert "인용한 문장은 그대로입니다" in notice(markup)


def test_an_answer_from_before_digests_were_kept_is_taken_as_it_is() -> None:
    assert notice(source_markup(DOCUMENT, view("을이다.", START, sha256=None), KOREAN)) == ""


def test_words_that_are_gone_are_shown_as_they_were() -> None:
    markup = source_markup(DOCUMENT, view("없는 <말>이다.", 500, sha256="before"), KOREAN)
    assert "<mark" not in markup
    assert notice(markup) == (
        "원문이 변경됨 답변 뒤에 기사가 바뀌어, 인용한 문장이 지금은 없습니다."
        "인용할 때의 문장없는 <말>이다."
    )
    assert ("blockquote", {"lang": "ko"}) in Reader(markup).tags


def test_a_short_quote_moves_with_its_passage() -> None:
    # The word stands three times; its passage, which was at the very beginning, is the last.
    text = "셋. 하나. 둘. 셋. 그리고 셋이다."
    document = replace(DOCUMENT, text=text, article=Article())
    here = view("셋", 4, passage=read("그리고 셋이다.", 0), sha256="before")
    assert dressed(source_markup(document, here, KOREAN)) == [
        ("passage", "그리고 "),
        ("quote passage", "셋"),
        ("passage", "이다."),
    ]


def test_a_passage_is_marked_without_a_quote() -> None:
    here = View(
        link=PassageLink(1, 1),
        source="폴더/a.txt",
        passage=read("병이다.", TEXT.index("병")),
        sha256="before",
    )
    markup = source_markup(DOCUMENT, here, KOREAN)
    assert ("passage", "병이다.") in dressed(markup)
    assert "그대로입니다" in notice(markup)
    assert "<button" not in markup


def test_several_citations_can_be_stepped_through() -> None:
    markup = source_markup(DOCUMENT, view("을이다.", START, citations=3), KOREAN)
    hrefs = [found["href"] for tag, found in Reader(markup).tags if tag == "a"]
    assert hrefs[:2] == ["#cite-1-1", "#cite-1-3"]


def test_of_an_article_that_is_gone_the_words_are_shown_as_they_were_read() -> None:
    here = view("을이다.", 105, passage=read("갑이다. 을이다. <병>", 100))
    markup = gone_markup(here, KOREAN)
    head = Reader(markup[: markup.index("</header>")]).text
    assert head == (
        "가 기사2024. 4. 5.폴더/a.txt인용문 복사"
        "원문이 변경됨 기사가 이제 색인에 없어, 답변할 때 읽은 대목을 그대로 보여 드립니다."
    )
    assert dressed(markup) == [
        ("passage", "갑이다. "),
        ("passage quote", "을이다."),
        ("passage", " <병>"),
    ]


def test_a_quote_whose_passage_nobody_kept_is_shown_alone() -> None:
    markup = gone_markup(view("을이다.", 105), KOREAN)
    assert dressed(markup) == [("quote", "을이다.")]
    assert Reader(body_of(markup)).text == "을이다."


def test_an_article_that_was_never_read_is_only_said_to_be_gone() -> None:
    markup = gone_markup(View(link=ArticleLink("b.txt"), source="b.txt"), ENGLISH)
    assert Reader(markup).text == (
        "b.txtb.txtThe article has changed It is no longer in the index."
    )


def test_the_empty_view_tells_what_to_click() -> None:
    assert Reader(empty_markup(KOREAN)).text.startswith("답변 끝의 번호를 누르면")
    assert Reader(empty_markup(ENGLISH)).text.startswith("Click a number")


def test_an_error_is_one_escaped_line() -> None:
    assert Reader(error_markup("없다 <b>")).text == "없다 <b>"
