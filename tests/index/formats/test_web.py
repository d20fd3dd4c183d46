from __future__ import annotations

import pytest

from index.datatypes import Article, Fact, Place
from index.errors import CorpusError
from index.formats.web import MAX_CHARACTERS, read
from tests.index.formats.articles import BODY, PARAGRAPHS, TITLE, WHOLE
from tests.index.formats.making import make_html

META = {
    "og:title": TITLE,
    "og:site_name": "갯벌신문",
    "article:published_time": "2024-03-02T09:00:00+09:00",
    "author": "한바다 기자",
}
SCHEMA = (
    '<script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"x"},'
    '{"@type":"NewsArticle","headline":"섬마을 다리","datePublished":"2024-03-02",'
    '"publisher":{"name":"갯벌신문"},"author":[{"name":"한바다"},{"name":"두루미"}]}]}</script>'
)


def page(head: str, body: str = f"<h1>다른 제목</h1><p>{BODY}</p>") -> bytes:
    return f'<html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()


def test_menus_banners_links_and_comments_are_left_out() -> None:
    (found,) = read(make_html(PARAGRAPHS, TITLE))
    assert found.text == WHOLE


def test_facts_of_the_head_are_told() -> None:
    (found,) = read(make_html(PARAGRAPHS, TITLE, meta=META))
    # 19 characters of title, 4 of the publisher, 16 of the date, each with what ends it.
    assert found.text == f"{TITLE}\n갯벌신문 2024.03.02 09:00\n한바다 기자\n\n{BODY}"
    assert found.told == Article(
        title=Fact(value=TITLE, start=0, end=19),
        publisher=Fact(value="갯벌신문", start=20, end=24),
        published=Fact(value="2024-03-02T09:00", start=25, end=41),
        author=Fact(value="한바다 기자", start=42, end=48),
    )


def test_facts_of_schema_org_are_told() -> None:
    (found,) = read(page(SCHEMA))
    assert found.text.startswith("섬마을 다리\n갯벌신문 2024.03.02\n한바다, 두루미\n\n갈매섬과 ")


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "<title>큰 다리 - 갯벌신문</title><meta name='og:site_name' content='갯벌신문'>",
            "다른 제목",
        ),
        (
            (
                "<meta property='og:title' content='큰 다리 | 갯벌신문'>"
                "<meta property='og:site_name' content='갯벌신문'>"
            ),
            "큰 다리",
        ),
        ("<script type='application/ld+json'>{broken</script>", "다른 제목"),
    ],
)
def test_title_is_that_of_the_article_without_the_site(head: str, title: str) -> None:
    (found,) = read(page(head))
    assert found.told.title is not None
    assert found.told.title.value == title


def test_page_without_heading_has_the_title_of_its_window() -> None:
    (found,) = read(page("<title>큰 다리</title>", f"<p>{BODY}</p>"))
    assert found.text.startswith("큰 다리\n\n")


def test_link_to_the_author_is_no_name() -> None:
    (found,) = read(page('<meta property="article:author" content="https://example.com/a">'))
    assert found.told.author is None


def test_lines_and_rows_are_kept() -> None:
    (found,) = read(
        page(
            "",
            "<article><p>갈매섬과 뭍을 잇는 다리가 열렸다.<br>열두 해가 걸렸다.<!-- 주석 -->"
            " 모두 기뻐했다.</p>"
            "<h2>숫자</h2><table><tr><th>길이</th><td>1.8km</td></tr>"
            "<tr><th>비용</th><td>920억 원</td>"
            "</tr></table><ul><li>하나이다.</li><li>둘이다.</li></ul></article>",
        )
    )
    assert found.text == (
        "갈매섬과 뭍을 잇는 다리가 열렸다.\n열두 해가 걸렸다. 모두 기뻐했다.\n\n숫자\n\n"
        "길이 | 1.8km\n비용 | 920억 원\n\n하나이다.\n\n둘이다."
    )
    assert found.places == (Place(start=found.text.index("숫자"), heading="숫자"),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
@pytest.mark.parametrize("charset", ["utf-8", "euc-kr", "no-such-charset", ""])
def test_page_reads_the_same_in_every_encoding(encoding: str, charset: str) -> None:
    html = make_html(PARAGRAPHS, TITLE).decode().replace('"utf-8"', f'"{charset}"')
    (found,) = read(html.encode(encoding))
    assert found.text == WHOLE


def test_named_encoding_of_another_language_is_believed() -> None:
    words = "島と陸を結ぶ橋が二日の朝に開通した。工事には十二年かかった。" * 3
    html = f'<html><head><meta charset="shift_jis"></head><body><p>{words}</p></body></html>'
    (found,) = read(html.encode("shift_jis"))
    assert found.text == words


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"<html><body></body></html>", "a web page without the text of an article"),
        (b"<", "a web page without the text of an article"),
        (
            b"<p>" + b"x" * MAX_CHARACTERS,
            "a page of more than 5,000,000 characters; split it",
        ),
    ],
)
def test_reason_says_why_a_page_has_no_article(data: bytes, expected: str) -> None:
    with pytest.raises(CorpusError) as caught:
        read(data)
    assert str(caught.value) == expected


def test_entity_that_names_a_file_stays_closed() -> None:
    html = (
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        + page("", f"<p>{BODY} &x;</p>").decode()
    )
    (found,) = read(html.encode())
    assert "root:" not in found.text
