from __future__ import annotations

from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from tests.ui.hostile import HOSTILE_TEXTS
from ui.exports.escaping import code_markdown, inline_markdown, quote_markdown


class Rendered(HTMLParser):
    """What a reader sees of a piece of Markdown."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
        self.tags: list[str] = []
        self.text = ""
        self.feed(renderer.render(markdown))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert attrs == []

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("그는 3.5%라고 했다.", "그는 3.5%라고 했다."),
        ("1926. 봄", r"1926\. 봄"),
        ("1) 하나", r"1\) 하나"),
        ("- 하나", r"\- 하나"),
        ("가-나 1-2", "가-나 1-2"),
        ("# 하나 #둘", r"\# 하나 \#둘"),
        ("**별** _줄_ `말`", r"\*\*별\*\* \_줄\_ \`말\`"),
        ("![그림](x)", r"!\[그림\](x)"),
        ("<b> & >", "&lt;b&gt; &amp; &gt;"),
        ("http://a.kr/b", r"http:\//a\.kr/b"),
        ("www.1a.kr", r"www\.1a\.kr"),
        ("me@example.com @@", r"me`@`example\.com `@@`"),
        ("가\n\n- 나\x00\u202e다", "가 - 나다"),
        (" 가 ", "가"),
        ("", ""),
    ],
)
def test_one_line_of_text_is_escaped_no_more_than_it_must(text: str, written: str) -> None:
    assert inline_markdown(text) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("하나\n둘", "> 하나\\\n> 둘"),
        ("하나\r\n둘\r셋", "> 하나\\\n> 둘\\\n> 셋"),
        ("하나\n\n둘", "> 하나\n>\n> 둘"),
        ("하나\n    둘", "> 하나\\\n> &#32;   둘"),
        ("\t하나 ", "> &#9;하나&#32;"),
        ("하나\n---", "> 하나\\\n> \\---"),
        ("> 하나", "> &gt; 하나"),
    ],
)
def test_a_quote_keeps_its_lines_and_its_white_space(text: str, written: str) -> None:
    assert quote_markdown(text) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a/b.txt", "`a/b.txt`"),
        ("a`b``c", "```a`b``c```"),
        ("`a", "`` `a ``"),
        ("a\nb<i>", "`a b<i>`"),
    ],
)
def test_a_code_span_is_fenced_by_more_than_is_in_it(text: str, written: str) -> None:
    assert code_markdown(text) == written


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_no_text_becomes_markup(text: str) -> None:
    quoted = Rendered(quote_markdown(text))
    assert set(quoted.tags) <= {"blockquote", "p", "br", "code"}
    inline = Rendered(inline_markdown(text))
    assert set(inline.tags) <= {"p", "code"}
    assert set(Rendered(code_markdown(text)).tags) == {"p", "code"}
    words = text.split()
    assert quoted.text.split() == inline.text.split() == words
