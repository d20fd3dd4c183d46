"""The same article in every format, with the real engines: the same answers, working citations."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from tests.index.formats.articles import BODY, PARAGRAPHS, TITLE, WHOLE
from tests.index.formats.making import (
    make_docx,
    make_epub,
    make_html,
    make_hwp,
    make_hwpx,
    make_pdf,
)
from tests.promises.korean import HIVE
from tests.sharing import SharedWorkspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ui.wiring import Engines

pytestmark = pytest.mark.model

ASKED = {
    "갈매섬 주민은 모두 몇 명인가?": ("314명", "갈매섬 주민은 모두 314명이다."),
    "갈매대교 공사비는 얼마가 들었나?": (
        "920억 원",
        "다리의 길이는 1.8km이고, 공사비는 920억 원이 들었다.",
    ),
}


def make_csv() -> bytes:
    stream = io.StringIO()
    rows = csv.writer(stream)
    rows.writerows([("제목", "본문"), ("다른 기사", "감나무에 감이 열렸다."), (TITLE, BODY)])
    return stream.getvalue().encode()


def make_jsonl() -> bytes:
    articles = (
        {"title": "다른 기사", "text": "감나무에 감이 열렸다."},
        {"title": TITLE, "text": BODY},
    )
    return "\n".join(json.dumps(item, ensure_ascii=False) for item in articles).encode()


MAKE: dict[str, Callable[[], bytes]] = {
    "article.txt": WHOLE.encode,
    "article.md": f"# {WHOLE}".encode,
    "article.html": lambda: make_html(PARAGRAPHS, TITLE),
    "article.pdf": lambda: make_pdf(PARAGRAPHS, TITLE, keeps_words=True),
    "article.docx": lambda: make_docx(PARAGRAPHS, TITLE),
    "article.hwpx": lambda: make_hwpx(PARAGRAPHS, TITLE),
    "article.hwp": lambda: make_hwp(PARAGRAPHS, TITLE),
    "article.epub": lambda: make_epub(PARAGRAPHS, TITLE),
    "articles.csv": make_csv,
    "articles.jsonl": make_jsonl,
}


@pytest.mark.parametrize("name", MAKE)
def test_every_format_gives_the_same_answers_with_working_citations(
    name: str, tmp_path: Path, engines: Engines
) -> None:
    space = SharedWorkspace(tmp_path, engines)
    space.corpus.mkdir()
    (space.corpus / name).write_bytes(MAKE[name]())
    (space.corpus / "hive.txt").write_text(HIVE, encoding="utf-8")
    space.refresh()
    source = f"{name}#2" if name.startswith("articles") else name
    for question, (short, sentence) in ASKED.items():
        answer = space.ask(question, ())
        assert answer.short_answer == short
        cited = [citation for citation in answer.citations if citation.quote == sentence]
        assert [(citation.source, citation.title) for citation in cited] == [(source, TITLE)]
        text = space.document(source).text
        for citation in answer.citations:
            assert text[citation.start : citation.end] == citation.quote
            page = citation.place.page if citation.place else None
            assert page == (1 if name.endswith(".pdf") else None)
