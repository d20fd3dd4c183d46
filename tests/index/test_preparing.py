from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from index.article import read_article
from index.corpus import CorpusFile
from index.datatypes import Article, Fact, Place, Span
from index.formats import Extract
from index.language import Analysis
from index.preparing import Prepared, chunk_terms, encoder_text, heading_for, prepare, with_told
from index.rows import Settings
from tests.fakes import SEEDS, SyllableEncoder, toy_tools

TITLE = "섬마을에 다리 놓여"
TEXT = (
    f"{TITLE}\n\n갯벌신문 2024.03.02 09:00\n글자크기\n\n"
    "갈매대교가 2일 아침에 열렸다. 통행료는 받지 않는다.\n\n"
    "배는 이제 다니지 않는다.\n\n"
    "Copyright 갯벌신문. 무단 전재 및 재배포 금지.\n"
)


def prepared(text: str, source: str = "a.txt", version: int = 1) -> Prepared:
    tools = toy_tools(SyllableEncoder(version=version))
    file = CorpusFile(source=source, sha256="ab" * 32, path=Path(source))
    return prepare(file, Extract(text=text), tools)


def extracted(extract: Extract, source: str = "a.pdf") -> Prepared:
    return prepare(
        CorpusFile(source=source, sha256="ab" * 32, path=Path(source)), extract, toy_tools()
    )


def slices(item: Prepared) -> list[str]:
    return [item.document.text[row.span.start : row.span.end] for row in item.rows]


def test_document_knows_its_facts() -> None:
    document = prepared(TEXT).document
    assert (document.source, document.sha256, document.text) == ("a.txt", "ab" * 32, TEXT)
    assert document.article.title == Fact(value=TITLE, start=0, end=len(TITLE))
    assert document.article.published is not None
    assert document.article.published.value == "2024-03-02T09:00"


@pytest.mark.parametrize(("number", "source"), [(0, "a.csv"), (1, "a.csv#1"), (12, "a.csv#12")])
def test_one_of_many_articles_is_cited_by_its_number(number: int, source: str) -> None:
    document = extracted(Extract(text=TEXT, number=number), "a.csv").document
    assert (document.source, document.sha256) == (source, "ab" * 32)


def test_document_knows_the_pages_it_was_taken_from() -> None:
    places = (Place(start=0, page=1), Place(start=40, page=2, heading="개통"))
    assert extracted(Extract(text=TEXT, places=places)).document.places == places


def test_format_knows_better_than_the_text_what_an_article_is_called() -> None:
    # The format calls it by the name of the bridge, which stands in the story.
    start = TEXT.index("갈매대교")
    told = Article(title=Fact(value="갈매대교", start=start, end=start + 4))
    item = extracted(Extract(text=TEXT, told=told))
    assert item.document.title == "갈매대교"
    # The date is still what the text says, and so is the boilerplate.
    assert item.document.article == with_told(read_article(TEXT), told)
    assert item.document.article.published == read_article(TEXT).published
    headings = dict(zip(slices(item), [row.heading for row in item.rows], strict=True))
    assert headings["갈매대교가 2일 아침에 열렸다."] == ""
    assert headings["배는 이제 다니지 않는다."] == "갈매대교"


def test_each_told_fact_wins_for_itself() -> None:
    found, told = (
        Article(
            title=Fact(value=f"{name} title", start=0, end=1),
            publisher=Fact(value=f"{name} publisher", start=0, end=1),
            published=Fact(value="2024-03-02", start=0, end=1),
            author=Fact(value=f"{name} author", start=0, end=1),
            boilerplate=(Span(start=at, end=at + 1),),
        )
        for at, name in enumerate(("found", "told"))
    )
    assert with_told(found, Article()) == found
    assert with_told(Article(), told) == replace(told, boilerplate=())
    for name in ("title", "publisher", "published", "author"):
        only = Article(**{name: getattr(told, name)})
        assert with_told(found, only) == replace(found, **{name: getattr(told, name)})


def test_text_without_a_chunk_is_a_document_all_the_same() -> None:
    item = prepared("\u200b\n")
    assert (item.rows, item.texts) == ((), {})
    assert item.document.text == "\u200b\n"


def test_sentences_in_boilerplate_are_left_out() -> None:
    document = prepared(TEXT).document
    sentences = [TEXT[span.start : span.end] for span in document.sentences]
    assert sentences[-3:] == [
        "갈매대교가 2일 아침에 열렸다.",
        "통행료는 받지 않는다.",
        "배는 이제 다니지 않는다.",
    ]
    assert sentences[0] == TITLE
    assert not {"글자크기", "Copyright 갯벌신문."} & set(sentences)


def test_chunks_leave_boilerplate_out() -> None:
    item = prepared(TEXT)
    assert slices(item) == [
        TITLE,
        "갯벌신문 2024.03.02",
        "09:00",
        "갈매대교가 2일 아침에 열렸다.",
        "통행료는 받지 않는다.",
        "배는 이제 다니지 않는다.",
    ]


def test_title_goes_along_with_every_chunk_but_its_own() -> None:
    item = prepared(TEXT)
    assert [row.heading for row in item.rows] == ["", *[TITLE] * 5]
    assert item.texts[item.rows[0].vector_key] == TITLE
    assert item.texts[item.rows[-1].vector_key] == f"{TITLE}\n배는 이제 다니지 않는다."
    assert item.rows[0].terms == ("섬마을에", "다리", "놓여")
    assert item.rows[-1].terms == ("섬마을에", "다리", "놓여", "배는", "이제", "다니지", "않는다.")


def test_text_without_title_has_no_heading() -> None:
    item = prepared("통행료는 받지 않는다. 배는 이제 다니지 않는다.")
    assert [row.heading for row in item.rows] == ["", ""]
    assert set(item.texts.values()) == {"통행료는 받지 않는다.", "배는 이제 다니지 않는다."}


def test_vector_key_depends_on_what_the_encoder_reads_and_on_the_encoder() -> None:
    keys = [row.vector_key for row in prepared(TEXT).rows]
    assert len(set(keys)) == len(keys)
    # The place of a text makes no difference, a new headline and new weights do.
    assert [row.vector_key for row in prepared(f"\n{TEXT}", source="b.txt").rows] == keys
    assert not {row.vector_key for row in prepared(TEXT, version=2).rows} & set(keys)
    other = prepared(TEXT.replace(TITLE, "섬마을에 배 끊겨"))
    assert not {row.vector_key for row in other.rows} & set(keys)


def test_decomposed_text_is_encoded_as_composed_text_is() -> None:
    composed, decomposed = prepared(TEXT), prepared(unicodedata.normalize("NFD", TEXT))
    assert set(composed.texts.values()) >= {TITLE}
    assert "가" not in decomposed.document.text
    assert all(unicodedata.is_normalized("NFC", text) for text in decomposed.texts.values())


def test_same_words_are_encoded_once() -> None:
    item = prepared("배는 다니지 않는다.\n\n" * 5)
    assert len(item.rows) >= 2
    assert len(item.texts) == 1


def test_lone_surrogates_and_controls_do_not_stop_it() -> None:
    item = prepared("배는\ud800 이제\x00 다니지 않는다.")
    assert list(item.texts.values()) == ["배는\ufffd 이제  다니지 않는다."]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_articles_are_searched_but_for_their_boilerplate(path: Path) -> None:
    text = path.read_bytes().decode()
    item = prepared(text)
    for kept in (*(row.span for row in item.rows), *item.document.sentences):
        for span in item.document.article.boilerplate:
            assert kept.end <= span.start or span.end <= kept.start
    assert all(row.vector_key in item.texts for row in item.rows)


@pytest.mark.parametrize(
    ("span", "heading"),
    [
        # The title is at 3 to 6.
        (Span(start=0, end=3), "제목"),
        (Span(start=6, end=9), "제목"),
        (Span(start=0, end=4), ""),
        (Span(start=5, end=9), ""),
        (Span(start=0, end=9), ""),
        (Span(start=4, end=5), ""),
    ],
)
def test_chunk_that_touches_the_title_needs_no_heading(span: Span, heading: str) -> None:
    article = Article(title=Fact(value="제목", start=3, end=6))
    assert heading_for(span, article) == heading
    assert heading_for(span, Article()) == ""


@pytest.mark.parametrize(
    ("heading", "text", "expected"),
    [
        ("", "가 나", "가 나"),
        ("제목", "가 나", "제목\n가 나"),
        ("제\u200b목", "ＡＢ\u00a0나", "제목\nAB 나"),
    ],
)
def test_encoder_reads_normalised_text(heading: str, text: str, expected: str) -> None:
    assert encoder_text(heading, text) == expected


@pytest.mark.parametrize(("heading", "expected"), [("제목", ["제목", "b", "c"]), ("", ["b", "c"])])
def test_terms_of_a_chunk_begin_inside_it(heading: str, expected: list[str]) -> None:
    terms = (("제목", 0), ("a", 4), ("b", 5), ("c", 8), ("d", 9))
    article = Article(title=Fact(value="제목", start=0, end=2))
    analysis = Analysis(sentences=(), terms=terms)
    assert list(chunk_terms(Span(start=5, end=9), heading, article, analysis)) == expected


def test_settings_name_all_tools() -> None:
    tools = toy_tools(SyllableEncoder("가나"), chunk_chars=30)
    assert tools.settings == Settings(
        model="toy",
        encoder="syllables-가나@1",
        analyzer="spaces-1",
        splitter=f"{tools.chunks.name}/articles-1",
    )
