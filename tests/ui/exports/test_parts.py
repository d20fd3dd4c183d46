from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from markdown_it import MarkdownIt

from index.datatypes import Place
from tests.ui.hostile import HOSTILE_TEXTS
from tests.ui.kept import asked, conversation, exchange
from tests.ui.records import answer, citation, placed
from ui.chat.conversation import Conversation, Exchange
from ui.exports.escaping import inline_markdown
from ui.exports.html import conversation_to_html
from ui.exports.markdown import conversation_to_markdown
from ui.exports.parts import export_name
from ui.words import WORDS, Words

KOREAN, ENGLISH = WORDS["ko"], WORDS["en"]
PUBLISHERS = {"a.txt": "갯벌신문"}
DIGEST = "0f" * 32

SURE = replace(
    answer(
        "다리는 2일 열렸다. [1]\n다리는 아주 길다. [2] [1]",
        citation(1, "다리는 2일\n열렸다.", start=12),
        citation(2, "다리는 아주 길다.", source="나/b `1`.txt", title="긴 *다리*"),
        citation(1, "다리는 2일\n열렸다.", start=12),
    ),
    question="다리는 언제\n열렸나요?",
)
UNSURE = replace(answer("기사에 그런 내용이 없습니다."), question="배는?")
WHOLE = conversation(exchange(1, SURE, {"a.txt": DIGEST}), exchange(2, UNSURE), title="다리 이야기")
ALONE = conversation(exchange(2, UNSURE), title="배는?")

MARKDOWN = f"""\
# 다리 이야기

To check a quote, read the file with the same SHA-256, its line ends untouched; of a file that is \
not plain text, such as a PDF, the text that was taken out of it. \
Places are counted in code points: `text[start:end] == quote`

## 1. 다리는 언제 열렸나요?

*Asked 2 May 2024, 10:00 UTC · looks right*

다리는 2일 열렸다. [1]

다리는 아주 길다. [2] [1]

### Citations

**[1]** 가 기사 · 갯벌신문 · 5 April 2024

> 다리는 2일\\
> 열렸다.

- File: `a.txt`
- Place: `12-23`
- SHA-256: `{DIGEST}`

**[2]** 긴 \\*다리\\* · 5 April 2024

> 다리는 아주 길다.

- File: ``나/b `1`.txt``
- Place: `0-10`
- SHA-256: `unknown`

## 2. 배는?

*Asked 2 May 2024, 10:00 UTC · not answered by the articles*

기사에 그런 내용이 없습니다.
"""

PAGE = f"""\
<main><h1 lang="ko">다리 이야기</h1>\
<p class="how">To check a quote, read the file with the same SHA-256, its line ends untouched; \
of a file that is not plain text, such as a PDF, the text that was taken out of it. \
Places are counted in code points: <code>text[start:end] == quote</code></p>\
<section><h2 lang="ko">1. 다리는 언제 열렸나요?</h2>\
<p class="when">Asked 2 May 2024, 10:00 UTC · looks right</p>\
<p lang="ko">다리는 2일 열렸다.<sup><a href="#cite-1-1">[1]</a></sup></p>\
<p lang="ko">다리는 아주 길다.<sup><a href="#cite-1-2">[2]</a><a href="#cite-1-1">[1]</a></sup></p>\
<h3>Citations</h3>\
<figure id="cite-1-1"><figcaption lang="ko">[1] 가 기사 · 갯벌신문 · 5 April 2024</figcaption>\
<blockquote lang="ko">다리는 2일\n열렸다.</blockquote>\
<dl><dt>File</dt><dd>a.txt</dd><dt>Place</dt><dd>12-23</dd>\
<dt>SHA-256</dt><dd>{DIGEST}</dd></dl></figure>\
<figure id="cite-1-2"><figcaption lang="ko">[2] 긴 *다리* · 5 April 2024</figcaption>\
<blockquote lang="ko">다리는 아주 길다.</blockquote>\
<dl><dt>File</dt><dd>나/b `1`.txt</dd><dt>Place</dt><dd>0-10</dd>\
<dt>SHA-256</dt><dd>unknown</dd></dl></figure></section>\
<section><h2 lang="ko">2. 배는?</h2>\
<p class="when">Asked 2 May 2024, 10:00 UTC · not answered by the articles</p>\
<p lang="ko">기사에 그런 내용이 없습니다.</p></section></main>\
"""


class Parsed(HTMLParser):
    """The tags, attributes and words of a document."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()
        self.text = ""
        self.oddities: list[str] = []
        self.feed(document)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= set(attrs)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.oddities.append(data)

    def handle_pi(self, data: str) -> None:
        self.oddities.append(data)

    def unknown_decl(self, data: str) -> None:
        self.oddities.append(data)


def hostile(text: str) -> Conversation:
    """Return a conversation in which every text is this one."""
    place = Place(start=0, page=3, heading=f"{text} 끝")
    given = answer(
        f"{text} [1]",
        replace(citation(1, text, source=text, title=text), place=place),
        short_answer=text,
        query=text,
    )
    return conversation(exchange(1, replace(given, question=text), {text: text}), title=text)


def plain(document: str) -> str:
    """Return a document as its reader would type it: no character references."""
    return re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), document)


def test_a_conversation_in_markdown() -> None:
    assert conversation_to_markdown(WHOLE, ENGLISH, PUBLISHERS) == MARKDOWN


def test_a_conversation_in_html() -> None:
    document = plain(conversation_to_html(WHOLE, ENGLISH, PUBLISHERS))
    assert PAGE in document
    assert document.startswith('<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">')
    assert "<title>다리 이야기</title>" in document


@pytest.mark.parametrize(("words", "page"), [(KOREAN, "3쪽"), (ENGLISH, "p. 3")])
def test_the_origin_of_a_quote_names_its_page(words: Words, page: str) -> None:
    place = Place(start=0, page=3, heading="둘째 마당")
    paged = answer("갑. [1]", placed(1, "갑.", place))
    told = conversation(exchange(1, paged))
    origin = f"가 기사 · {words.date('2024-04-05')} · {page} · 둘째 마당"
    assert f"[1] {origin}" in Parsed(conversation_to_html(told, words, {})).text
    assert f"**[1]** {inline_markdown(origin)}\n" in conversation_to_markdown(told, words, {})


@pytest.mark.parametrize("words", [KOREAN, ENGLISH])
def test_one_answer_is_headed_by_its_question_alone(words: Words) -> None:
    written = conversation_to_markdown(ALONE, words, {})
    assert re.findall("^#.*", written, re.MULTILINE) == ["# 배는?"]
    document = plain(conversation_to_html(ALONE, words, {}))
    assert "<h1 " in document
    assert "<h2" not in document


def test_a_lone_question_is_told_where_the_title_is_another() -> None:
    renamed = replace(ALONE, title="다리 이야기")
    assert "\n## 2. 배는?\n" in conversation_to_markdown(renamed, KOREAN, {})


def test_the_file_speaks_korean_to_who_reads_korean() -> None:
    written = conversation_to_markdown(WHOLE, KOREAN, PUBLISHERS)
    assert "*질문한 때: 2024. 5. 2. 10:00 UTC · 맞는 것 같습니다*" in written
    assert "*질문한 때: 2024. 5. 2. 10:00 UTC · 기사에서 답을 찾지 못함*" in written
    assert "- 위치: `12-23`" in written
    assert '<html lang="ko">' in conversation_to_html(WHOLE, KOREAN, PUBLISHERS)


def test_a_damaged_answer_is_said_to_be_one() -> None:
    damaged = Exchange(
        number=1,
        answer=replace(UNSURE, text=""),
        sha256s={},
        asked_at="2024-05-02T10:00:00+00:00",
        is_damaged=True,
    )
    written = conversation_to_markdown(conversation(damaged), ENGLISH, {})
    assert written.endswith("UTC*\n\nThe record of this answer is damaged and cannot be shown.\n")


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_no_text_becomes_markup_in_html(text: str) -> None:
    ours = Parsed(conversation_to_html(hostile("글"), KOREAN, {"글": "글"}))
    document = conversation_to_html(hostile(text), KOREAN, {text: text})
    found = Parsed(document)
    assert found.tags <= ours.tags
    assert {name for name, _ in found.attributes} <= {name for name, _ in ours.attributes}
    assert {value for name, value in found.attributes if name == "href"} == {"#cite-1-1"}
    assert found.oddities == []
    assert text in found.text


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_no_text_becomes_markup_in_markdown(text: str) -> None:
    renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    written = conversation_to_markdown(hostile(text), KOREAN, {text: text})
    found = Parsed(renderer.render(written))
    allowed = {"h1", "h3", "p", "em", "strong", "blockquote", "br", "ul", "li", "code"}
    assert found.tags <= allowed
    assert found.attributes == set()
    assert found.oddities == []
    # As title, sentence, headline, publisher, heading, quote, path and digest, in any spacing.
    assert "".join(found.text.split()).count("".join(text.split())) >= 8


def test_the_html_file_fetches_and_runs_nothing() -> None:
    document = conversation_to_html(WHOLE, KOREAN, PUBLISHERS)
    found = Parsed(document)
    assert found.tags.isdisjoint({"script", "img", "link", "iframe", "form", "base", "object"})
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in found.attributes
    style = files("ui").joinpath("assets/export.css").read_text("utf-8")
    assert style in document
    assert re.findall(r"url\(|@import|</", style) == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("다리는 언제 열렸나요?", "chulcheo-다리는-언제-열렸나요.md"),
        ("\u1103\u1161\u1105\u1175", "chulcheo-다리.md"),
        ("../../etc/passwd", "chulcheo-etc-passwd.md"),
        ('C:\\a<b>|*?"', "chulcheo-C-a-b.md"),
        ("con", "chulcheo-con.md"),
        ("가\x00나\u202e다\n라.", "chulcheo-가-나-다-라.md"),
        ("...", "chulcheo.md"),
        ("🗞\ud800", "chulcheo.md"),
        ("", "chulcheo.md"),
        ("हिन्दी", "chulcheo-हिन्दी.md"),
        ("가" * 200, f"chulcheo-{'가' * 30}.md"),
        ("가" * 29 + " 나다", f"chulcheo-{'가' * 29}.md"),
    ],
)
def test_a_file_name_is_one_that_every_system_takes(title: str, name: str) -> None:
    assert export_name(title, ".md") == name


def test_the_longest_file_name_fits_the_strictest_file_system() -> None:
    # eCryptfs takes 143 bytes; a letter of Gothic has 4.
    assert len(export_name("\U00010330" * 200, ".html").encode()) == 9 + 4 * 30 + 5


def test_a_quote_reads_the_same_in_all_three_forms() -> None:
    quote = "“가격은 $3.5 (약 5,000원)” — 2024-05-01 *한정*"
    told = conversation(exchange(1, asked("얼마?", f"{quote} [1]", quote)))
    found = Parsed(conversation_to_html(told, KOREAN, {}))
    rendered = Parsed(MarkdownIt("commonmark").render(conversation_to_markdown(told, KOREAN, {})))
    assert found.text.count(quote) == rendered.text.count(quote) == 2
