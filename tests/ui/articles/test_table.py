from __future__ import annotations

import re

import pytest

from index.datatypes import Changes, DocumentSummary
from tests.ui.test_markup import Reader
from ui.articles.links import Act
from ui.articles.table import LISTED, Row, list_rows, pending_markup, table_markup
from ui.words import WORDS

KOREAN, ENGLISH = WORDS["ko"], WORDS["en"]


def article(
    source: str,
    *,
    title: str = "제목",
    published: str | None = None,
    chunks: int = 1,
    file: str = "",
) -> DocumentSummary:
    return DocumentSummary(
        source=source,
        title=title,
        publisher="가나신문",
        published=published,
        author=None,
        characters=10,
        chunks=chunks,
        file=file,
    )


def table(*articles: DocumentSummary, needle: str = "", changes: Changes | None = None) -> str:
    return table_markup(list_rows(articles, changes), KOREAN, needle)


def sources(markup: str) -> list[str]:
    hrefs = [found["href"] or "" for tag, found in Reader(markup).tags if tag == "a"]
    return [href.removeprefix("#article-") for href in hrefs]


def pressed(markup: str) -> list[str]:
    """Return what the buttons ask for."""
    return [found["data-do"] or "" for tag, found in Reader(markup).tags if tag == "button"]


def cells(markup: str) -> list[str]:
    return [Reader(cell).text for cell in re.findall(r"<td.*?</td>", markup)]


def test_the_newest_articles_come_first_and_those_without_a_day_last() -> None:
    markup = table(
        article("b.txt"),
        article("a.txt"),
        article("c.txt", published="2023-01-01"),
        article("d.txt", published="2024-01-01T09:00"),
    )
    assert sources(markup) == ["d.txt", "c.txt", "a.txt", "b.txt"]


def test_a_row_tells_all_that_is_known() -> None:
    markup = table(article("a.txt", published="2024-04-05", chunks=1234))
    assert cells(markup) == [
        "제목a.txt",
        "가나신문",
        "2024. 4. 5.",
        "—",
        "1,234",
        "색인됨",
        "지우기",
    ]


def test_each_article_says_how_it_stands_between_folder_and_index() -> None:
    changes = Changes(added=("new.txt",), changed=("b.txt",), removed=("c.txt",), unchanged=1)
    rows = list_rows([article("a.txt"), article("b.txt"), article("c.txt")], changes)
    assert [(row.source, row.state) for row in rows] == [
        ("new.txt", "new"),
        ("a.txt", "indexed"),
        ("b.txt", "changed"),
        ("c.txt", "removed"),
    ]


def test_articles_of_one_file_stand_as_their_file_does() -> None:
    changes = Changes(added=("new.csv", "old.csv"), changed=("news.csv",), unchanged=1)
    articles = [
        article("news.csv#1", file="news.csv"),
        article("news.csv#2", file="news.csv"),
        # A file by itself, that is only called so.
        article("news.csv#3", file="news.csv#3"),
        article("old.csv#1", file="old.csv"),
    ]
    assert [(row.source, row.file, row.state) for row in list_rows(articles, changes)] == [
        ("new.csv", "new.csv", "new"),
        ("news.csv#1", "news.csv", "changed"),
        ("news.csv#2", "news.csv", "changed"),
        ("news.csv#3", "news.csv#3", "indexed"),
        ("old.csv#1", "old.csv", "indexed"),
    ]


def test_one_of_many_articles_in_a_file_is_opened_by_itself() -> None:
    markup = table(article("news.csv#3", file="news.csv"))
    assert sources(markup) == ["news.csv%233"]
    assert pressed(markup) == [str(Act("delete", "news.csv#3"))]


def test_an_article_that_is_just_indexed_is_listed_once() -> None:
    rows = list_rows([article("a.txt")], Changes(added=("a.txt",)))
    assert [(row.source, row.state) for row in rows] == [("a.txt", "indexed")]


def test_a_new_article_cannot_be_opened_and_a_removed_one_not_deleted() -> None:
    changes = Changes(added=("new.txt",), removed=("gone.txt",))
    markup = table(article("gone.txt"), article("a.txt"), changes=changes)
    assert sources(markup) == ["a.txt", "gone.txt"]
    assert pressed(markup) == ["delete-new.txt", "delete-a.txt"]


def test_who_may_not_change_the_folder_sees_no_way_to() -> None:
    markup = table_markup(list_rows([article("a.txt")], None), KOREAN, can_change=False)
    assert pressed(markup) == []
    assert len(cells(markup)) == 6


@pytest.mark.parametrize(
    ("needle", "found"),
    [
        (" MOON ", ["Moon.txt", "b.txt"]),
        ("가나", ["Moon.txt", "b.txt", "c.txt"]),
        ("C.TXT", ["c.txt"]),
    ],
)
def test_the_needle_is_found_in_title_publisher_and_path_whatever_its_case(
    needle: str, found: list[str]
) -> None:
    articles = [article("Moon.txt"), article("b.txt", title="달 moon"), article("c.txt")]
    assert sources(table(*articles, needle=needle)) == found


def test_no_match_is_said() -> None:
    assert Reader(table(article("a.txt"), needle="없는 말")).text == "맞는 기사가 없습니다."


@pytest.mark.parametrize(
    ("can_change", "steps"),
    [
        pytest.param(True, "기사 파일(.txt, .pdf, .docx, .hwpx 등)을", id="with uploads"),
        pytest.param(False, "기사 폴더에 파일(.txt, .pdf,", id="without uploads"),
    ],
)
def test_without_articles_the_table_says_what_to_do(*, can_change: bool, steps: str) -> None:
    text = Reader(table_markup([], KOREAN, can_change=can_change)).text
    assert text.startswith(f"아직 기사가 없습니다{steps}")


def test_more_articles_than_a_page_holds_are_counted() -> None:
    markup = table(*(article(f"{number:04}.txt") for number in range(LISTED + 3)))
    assert len(sources(markup)) == LISTED
    assert Reader(markup).text.endswith("이 밖에 3건이 더 있습니다. 위에서 찾아보세요.")


def test_titles_and_names_are_text() -> None:
    markup = table(
        article("<b>.txt", title='<img src=x onerror="1">'), changes=Changes(added=("<i>.txt",))
    )
    assert {tag for tag, _ in Reader(markup).tags}.isdisjoint({"b", "i", "img"})


def test_a_delete_button_says_aloud_which_article_it_deletes() -> None:
    rows = [Row(source="a.txt", title="Bridge opens", state="indexed", file="a.txt")]
    markup = table_markup(rows, ENGLISH)
    (button,) = [found for tag, found in Reader(markup).tags if tag == "button"]
    assert button["aria-label"] == "Delete: Bridge opens"


def test_a_korean_title_is_spoken_as_korean_on_an_english_page() -> None:
    rows = [Row(source="a.txt", title="다리 열리다", state="indexed", file="a.txt")]
    (link,) = [found for tag, found in Reader(table_markup(rows, ENGLISH)).tags if tag == "a"]
    assert link["lang"] == "ko"


def test_until_the_articles_are_known_the_table_is_busy_and_silent() -> None:
    read = Reader(pending_markup())
    assert read.text == ""
    assert read.tags[0] == ("div", {"class": "skeleton", "aria-busy": "true"})
