from __future__ import annotations

from dataclasses import replace

from index.datatypes import Article, Document, Fact, Place, Span
from tests.ui.test_markup import Reader
from ui.source.preview import preview_markup
from ui.words import WORDS

KOREAN, ENGLISH = WORDS["ko"], WORDS["en"]
TEXT = (
    "<b>다리 열리다\n\n갯벌신문 2024.03.02 09:00\n\n다리가 열렸다. 섬이 가깝다.\n\n무단 전재 금지"
)


def fact(words: str, value: str = "") -> Fact:
    start = TEXT.index(words)
    return Fact(value=value or words, start=start, end=start + len(words))


DOCUMENT = Document(
    source="bridge.txt",
    sha256="",
    text=TEXT,
    article=Article(
        title=fact("<b>다리 열리다"),
        publisher=fact("갯벌신문"),
        published=fact("2024.03.02 09:00", "2024-03-02T09:00"),
        boilerplate=(Span(start=TEXT.index("무단"), end=len(TEXT)),),
    ),
    sentences=(Span(start=TEXT.index("다리가"), end=TEXT.index(" 섬이")),),
)


def facts(document: Document) -> str:
    markup = preview_markup(document, KOREAN)
    return Reader(markup[: markup.index("</dl>")]).text


def test_what_was_found_is_listed_and_what_was_not_says_so() -> None:
    assert facts(DOCUMENT) == ("제목<b>다리 열리다언론사갯벌신문날짜2024. 3. 2. 09:00기자찾지 못함")


def test_without_a_headline_it_tells_what_the_article_is_listed_as() -> None:
    untitled = Document(
        source="a.txt", sha256="", text=TEXT, article=Article(), sentences=DOCUMENT.sentences
    )
    assert facts(untitled).startswith("제목찾지 못함 (목록에는 ‘다리가 열렸다.’)언론사찾지 못함")
    nameless = Document(source="a.txt", sha256="", text="", article=Article())
    assert facts(nameless).startswith("제목찾지 못함언론사")


def test_the_text_is_there_to_the_letter_with_its_marks_named() -> None:
    markup = preview_markup(DOCUMENT, ENGLISH)
    body = Reader(markup[markup.index('<div class="source&#45;text') :])
    assert body.text == TEXT
    dressed = [(found["class"], found["title"]) for tag, found in body.tags if found.get("title")]
    assert dressed == [
        ("fact", "Title"),
        ("fact", "Publisher"),
        ("fact", "Date"),
        ("boilerplate", "not part of the article itself, and not searched"),
    ]


def test_the_legend_explains_each_look_in_that_look() -> None:
    markup = preview_markup(DOCUMENT, ENGLISH)
    legend = markup[markup.index('<ul class="legend') : markup.index("</ul>")]
    assert [found.get("class") for tag, found in Reader(legend).tags if tag == "span"] == [
        "fact",
        "boilerplate",
    ]


def test_the_pages_of_the_original_are_marked() -> None:
    paged = replace(DOCUMENT, places=(Place(start=0, page=1), Place(start=9, page=2)))
    tags = Reader(preview_markup(paged, KOREAN)).tags
    assert [found["data-page"] for _, found in tags if "data-page" in found] == ["1쪽", "2쪽"]
