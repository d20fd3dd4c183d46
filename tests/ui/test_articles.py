from __future__ import annotations

import re

from index.datatypes import Changes, DocumentSummary, Skipped, UpdateReport
from tests.ui.test_markup import Reader
from ui.articles import (
    LISTED,
    articles_markup,
    changes_markup,
    report_markup,
    size_markup,
    uploads_markup,
)
from ui.uploads import Upload


def article(
    source: str, *, title: str = "제목", published: str | None = None, chunks: int = 1
) -> DocumentSummary:
    return DocumentSummary(
        source=source,
        title=title,
        publisher="가나신문",
        published=published,
        author=None,
        characters=10,
        chunks=chunks,
    )


def sources(markup: str) -> list[str]:
    hrefs = [found["href"] or "" for tag, found in Reader(markup).tags if tag == "a"]
    return [href.removeprefix("#article-") for href in hrefs]


def test_the_newest_articles_come_first_and_those_without_a_day_last() -> None:
    articles = [
        article("b.txt"),
        article("a.txt"),
        article("c.txt", published="2023-01-01"),
        article("d.txt", published="2024-01-01T09:00"),
    ]
    assert sources(articles_markup(articles)) == ["d.txt", "c.txt", "a.txt", "b.txt"]


def test_a_row_tells_all_that_is_known() -> None:
    markup = articles_markup([article("a.txt", published="2024-04-05", chunks=1234)])
    cells = re.findall(r"<td.*?</td>", markup)
    assert [Reader(cell).text for cell in cells] == [
        "제목",
        "가나신문",
        "2024. 4. 5.",
        "—",
        "a.txt",
        "1,234",
    ]


def test_the_needle_is_found_in_title_publisher_and_path_whatever_its_case() -> None:
    articles = [article("Moon.txt"), article("b.txt", title="달 moon"), article("c.txt")]
    assert sources(articles_markup(articles, " MOON ")) == ["Moon.txt", "b.txt"]
    assert sources(articles_markup(articles, "가나")) == ["Moon.txt", "b.txt", "c.txt"]
    assert Reader(articles_markup(articles, "없는 말")).text == "맞는 기사가 없습니다."


def test_an_empty_index_says_what_to_do() -> None:
    assert "기사를 올리고" in Reader(articles_markup([])).text


def test_more_articles_than_a_page_holds_are_counted() -> None:
    markup = articles_markup([article(f"{number:04}.txt") for number in range(LISTED + 3)])
    assert len(sources(markup)) == LISTED
    assert Reader(markup).text.endswith("이 밖에 3건이 더 있습니다. 위에서 찾아보세요.")


def test_titles_and_names_are_text() -> None:
    markup = articles_markup([article("<b>.txt", title='<img src=x onerror="1">')])
    assert {tag for tag, _ in Reader(markup).tags}.isdisjoint({"b", "img"})


def test_the_size_counts_articles_and_chunks() -> None:
    articles = [article("a.txt", chunks=700), article("b.txt", chunks=500)]
    assert Reader(size_markup(articles)).text == "기사 2건 · 조각 1,200개"


def test_changes_are_counted_and_skipped_files_get_a_korean_reason() -> None:
    changes = Changes(
        added=("a.txt", "b.txt"),
        removed=("c.txt",),
        skipped=(
            Skipped(source="d.pdf", reason="not a .txt or .md file"),
            Skipped(source="e.txt", reason="some new reason"),
        ),
    )
    assert Reader(changes_markup(changes)).text == (
        "기사 폴더가 색인과 다릅니다: +2 추가, −1 삭제. 색인을 새로 고치면 반영됩니다."
        "색인하지 않은 파일 2건"
        "d.pdf.txt나 .md 파일이 아닙니다"
        "e.txtsome new reason"
    )


def test_no_changes_means_in_step() -> None:
    assert Reader(changes_markup(Changes(unchanged=3))).text == "색인이 기사 폴더와 같습니다."


def test_the_report_counts_changes_and_encoded_chunks() -> None:
    changes = Changes(added=("a.txt",), changed=("b.txt", "c.txt"))
    report = UpdateReport(changes=changes, generation=2, documents=3, chunks=9, encoded=7)
    assert Reader(report_markup(report)).text == (
        "색인을 새로 고쳤습니다: +1 추가, ~2 변경 · 새로 계산한 조각 7개"
    )


def test_each_upload_is_named_with_its_outcome() -> None:
    markup = uploads_markup([Upload("<a>.txt", "bad_name"), Upload("b.txt", "changed")])
    assert Reader(markup).text == (
        "<a>.txt쓸 수 없는 파일 이름입니다b.txt바뀜: 같은 이름의 이전 기사를 대신합니다"
    )
