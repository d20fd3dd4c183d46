"""From a file with pages or sections, or with many articles, to what people are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.datatypes import Place
from rag.datatypes import Turn
from rag.scope import Scope
from tests.ui.test_markup import Reader
from tests.ui.toy_workspace import SURE, ToyWorkspace, made_workspace
from ui.articles.table import list_rows
from ui.links import CitationLink
from ui.plain import answer_to_text
from ui.programs.objects import answer_object, article_object
from ui.source.article import View, source_markup
from ui.words import WORDS

if TYPE_CHECKING:
    from pathlib import Path

SECTIONED = "# 섬 소식\n\n배는 없다.\n\n## 다리 놓기\n\n다리는 아주 길다.\n"
NEWS = "제목,본문\n배가 끊기다,배는 없다.\n다리 열리다,다리는 아주 길다.\n"


@pytest.fixture
def sectioned(tmp_path: Path) -> ToyWorkspace:
    return made_workspace(tmp_path, {"island.md": SECTIONED})


@pytest.fixture
def bundled(tmp_path: Path) -> ToyWorkspace:
    return made_workspace(tmp_path, {"news.csv": NEWS, "news.csv#2.txt": "딴 글이다.\n"})


def test_an_answer_names_the_section_that_it_was_found_in(sectioned: ToyWorkspace) -> None:
    answer = sectioned.ask(SURE, ())
    (citation,) = answer.citations
    assert citation.place == Place(start=SECTIONED.index("## 다리"), heading="다리 놓기")
    (found,) = answer_object(answer)["citations"]
    assert (found["page"], found["heading"]) == (None, "다리 놓기")
    assert f"island.md:{citation.start}-{citation.end}, 다리 놓기" in answer_to_text(answer)


def test_the_sources_of_an_answer_are_told_with_their_section(sectioned: ToyWorkspace) -> None:
    shown = sectioned.ask("방금 출처 보여줘", [Turn(question=SURE, answer="길다.")])
    assert "‘섬 소식’(다리 놓기): “다리는 아주 길다.” [1]" in shown.text


def test_one_of_many_articles_in_a_file_is_found_shown_and_asked_alone(
    bundled: ToyWorkspace,
) -> None:
    answer = bundled.ask(SURE, ())
    (citation,) = answer.citations
    assert (citation.source, citation.title) == ("news.csv#2", "다리 열리다")
    document = bundled.document("news.csv#2")
    assert document.text[citation.start : citation.end] == citation.quote
    view = View(link=CitationLink(1, 1), source=citation.source, quote=citation)
    shown = Reader(source_markup(document, view, WORDS["ko"])).text
    assert "news.csv#2" in shown
    assert "배는 없다." not in shown
    other = bundled.ask(SURE, (), Scope(sources=frozenset({"news.csv#1"})))
    assert {passage.source for passage in other.passages} == {"news.csv#1"}


def test_every_article_knows_the_file_that_it_lies_in(
    bundled: ToyWorkspace, tmp_path: Path
) -> None:
    files = {found["source"]: found["file"] for found in map(article_object, bundled.articles())}
    assert files == {
        "news.csv#1": "news.csv",
        "news.csv#2": "news.csv",
        # A file by itself, that is only called so.
        "news.csv#2.txt": "news.csv#2.txt",
    }
    (tmp_path / "corpus" / "news.csv").write_text(NEWS.replace("아주 ", ""), encoding="utf-8")
    rows = list_rows(bundled.articles(), bundled.changes())
    assert {row.source: row.state for row in rows} == {
        "news.csv#1": "changed",
        "news.csv#2": "changed",
        "news.csv#2.txt": "indexed",
    }
