"""Files may be called anything that the system allows; each is opened by its link in the page."""

from __future__ import annotations

import os
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.datatypes import Changes, Skipped
from index.errors import StoreError
from index.snapshot import Snapshot
from index.update import update
from tests.fakes import SilentProgress, SyllableEncoder, toy_tools, toy_update, write_articles
from tests.promises.korean import composed, decomposed, told
from tests.ui.toy_workspace import made_workspace
from ui.articles.table import list_rows, table_markup
from ui.links import ArticleLink, OnlyLink, parse_link
from ui.markup import visible
from ui.plain import answer_to_json, answer_to_text
from ui.source.article import View, source_markup
from ui.terminal import passages_text, report_text
from ui.words import WORDS

if TYPE_CHECKING:
    from ui.markup import Markup

NAMES = [
    "a b.txt",
    " .txt",
    "q\"u'o`.txt",
    "#%?&+=;.txt",
    "%2e%2e%2f.txt",
    "😀👩‍🚀.txt",
    "-rf.txt",
    "--store.txt",
    "new\nline.txt",
    "tab\t.txt",
    "red\x1b[31m.txt",
    "gpj.\u202etxt.txt",
    "back\\slash.txt",
    "*.txt",
    "$HOME.txt",
    "~.txt",
    "<img src=x onerror=hacked>.txt",
    "[고리](javascript:hacked).txt",
    # 83 letters of 3 bytes, and 4 more, are 253; a file name has 255 bytes at most.
    "가" * 83 + ".txt",
    "A.txt",
    "a.txt",
    "A.TXT",
    "a#3.txt",
    "news.csv#3.txt",
    decomposed("새 기사.txt"),
    "새 기사.txt",
]


class Links(HTMLParser):
    """Collects what the links of a page point at, and all text of it."""

    def __init__(self, markup: Markup) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.tags: set[str] = set()
        self.words: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.hrefs += [value for name, value in attrs if name == "href" and value]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def sentence(number: int) -> str:
    return f"{number:03}번 다리는 아주 길다."


@pytest.fixture
def odd() -> dict[str, str]:
    """Return an article for each name, each with words of its own."""
    return {name: f"{sentence(number)}\n" for number, name in enumerate(NAMES)}


def test_every_name_is_indexed_and_cited(tmp_path: Path, odd: dict[str, str]) -> None:
    space = made_workspace(tmp_path, odd)
    assert [article.source for article in space.articles()] == sorted(NAMES)
    for number, name in enumerate(NAMES):
        (citation, *_) = space.ask(sentence(number), ()).citations
        assert (citation.source, citation.quote) == (name, sentence(number))
        path = space.corpus / citation.source
        assert path.read_text("utf-8")[citation.start : citation.end] == citation.quote


def test_every_article_is_opened_by_its_link(tmp_path: Path, odd: dict[str, str]) -> None:
    space = made_workspace(tmp_path, odd)
    page = Links(table_markup(list_rows(space.articles(), Changes()), WORDS["ko"]))
    assert page.tags <= {"table", "thead", "tbody", "tr", "th", "td", "a", "span", "button"}
    links = [parse_link(href.removeprefix("#")) for href in page.hrefs]
    # Without a day they come by name.
    assert links == [ArticleLink(name) for name in sorted(NAMES)]
    for href in page.hrefs:
        # What else could be read as something of its own, in an address or in markup.
        assert not set(href[1:]) & set("#?&/\\\"'<> \n\t")
    for link in links:
        assert isinstance(link, ArticleLink)
        document = space.document(link.source)
        assert document.text == odd[link.source]
        view = View(link=link, source=link.source)
        opened = Links(source_markup(document, view, WORDS["ko"]))
        assert visible(link.source) in opened.words
        assert opened.tags.isdisjoint({"img", "script"})
        (only,) = opened.hrefs
        assert parse_link(only.removeprefix("#")) == OnlyLink(link.source)


def test_names_that_differ_in_case_or_composition_are_two_articles(
    tmp_path: Path, odd: dict[str, str]
) -> None:
    space = made_workspace(tmp_path, odd)
    for one, other in (("A.txt", "a.txt"), ("새 기사.txt", decomposed("새 기사.txt"))):
        assert space.document(one).text != space.document(other).text


def test_a_number_sign_in_a_name_is_nothing_but_a_sign(tmp_path: Path) -> None:
    files = {"a.txt": "가나 하나.\n", "a#1.txt": "가나 둘.\n", "a.txt#3": "가나 셋.\n"}
    space = made_workspace(tmp_path, files)
    assert {source: space.document(source).text for source in ("a.txt", "a#1.txt")} == {
        "a.txt": "가나 하나.\n",
        "a#1.txt": "가나 둘.\n",
    }
    (tmp_path / "corpus" / "a#1.txt").unlink()
    report = space.refresh()
    # An ending behind a number sign is none, so no file can be called as an article in a file is.
    assert report.changes.removed == ("a#1.txt",)
    assert [item.source for item in report.changes.skipped] == ["a.txt#3"]
    assert [article.source for article in space.articles()] == ["a.txt"]


def test_a_renamed_file_of_other_letters_is_not_encoded_again(tmp_path: Path) -> None:
    # A Mac hands out names in decomposed letters, other systems as they were written.
    encoder = SyllableEncoder()
    corpus = write_articles(tmp_path / "corpus", {decomposed("기사.txt"): "가나 다리.\n"})
    toy_update(tmp_path, toy_tools(encoder))
    encoder.encoded.clear()
    (corpus / decomposed("기사.txt")).rename(corpus / "기사.txt")
    report = toy_update(tmp_path, toy_tools(encoder))
    assert (report.changes.added, report.changes.removed) == (
        ("기사.txt",),
        (decomposed("기사.txt"),),
    )
    assert encoder.encoded == []


def test_a_name_that_is_not_utf8_is_skipped_and_said_so(tmp_path: Path) -> None:
    write_articles(tmp_path / "corpus", {"good.txt": "가나 다리.\n"})
    # "가" in CP949.
    name = os.fsdecode(os.fsencode(tmp_path / "corpus") + b"/\xb0\xa1.txt")
    Path(name).write_text("가나 다리.\n", encoding="utf-8")
    report = toy_update(tmp_path)
    assert report.changes.added == ("good.txt",)
    assert told(report.changes) == {
        r"\udcb0\udca1.txt": (
            "its name is not valid UTF-8; rename it",
            "파일 이름을 읽을 수 없습니다. 이름을 바꿔 주세요",
        )
    }


@pytest.mark.parametrize("name", ["내 색인 #1?%41&.txt", "가" * 80, "q'\"", "file:x", "-s"])
def test_corpus_and_store_may_be_called_anything(tmp_path: Path, name: str) -> None:
    write_articles(tmp_path / "corpus" / name, {"a.txt": "가나 다리.\n"})
    store = tmp_path / "store" / name
    report = update(tmp_path / "corpus" / name, store, toy_tools, SilentProgress())
    assert report.documents == 1
    snapshot = Snapshot.open(store)
    assert snapshot.document("a.txt").text == "가나 다리.\n"
    assert len(snapshot.vectors) == len(snapshot.lexical) == 1
    snapshot.close()


def test_a_store_whose_name_is_not_utf8_is_refused_in_one_line(tmp_path: Path) -> None:
    write_articles(tmp_path / "corpus", {"a.txt": "가나 다리.\n"})
    store = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xb0\xa1"))
    line = r"^the store at .*\\udcb0\\udca1 has a name that is not valid UTF-8; check --store$"
    with pytest.raises(StoreError, match=line):
        update(tmp_path / "corpus", store, toy_tools, SilentProgress())
    assert not store.exists()


@pytest.mark.parametrize("name", ["new\nindex 9: 999 articles.txt", "x\x1b[2K\r.txt"])
def test_an_answer_shows_a_name_as_a_part_of_one_line(tmp_path: Path, name: str) -> None:
    answer = made_workspace(tmp_path, {name: f"{sentence(1)}\n"}).ask(sentence(1), ())
    lines = answer_to_text(answer).splitlines()
    assert len(lines) == 4
    assert lines[2].startswith("[1] ")
    assert lines[2].isprintable()
    # Programs are told the name itself.
    assert [passage["source"] for passage in _passages(answer_to_json(answer))] == [name]


def _passages(answer: dict[str, object]) -> list[dict[str, object]]:
    passages = answer["passages"]
    assert isinstance(passages, list)
    return passages


@pytest.mark.parametrize("name", ["new\nindex 9: 999 articles", "x\x1b[2K\r"])
def test_the_terminal_shows_each_name_as_a_part_of_one_line(tmp_path: Path, name: str) -> None:
    write_articles(tmp_path / "corpus", {f"{name}.txt": "가나 다리.\n", f"{name}.xyz": "x"})
    lines = report_text(toy_update(tmp_path)).split("\n")
    # The counts, the new article, the one that is skipped, and the sum.
    assert len(lines) == 4
    assert all(line.isprintable() for line in lines)


def test_the_terminal_is_sent_no_control_characters_of_an_article(tmp_path: Path) -> None:
    # Fewer than a hundredth of them is still text.
    text = "\x1b[2K다리는 아주 길고 배는 없다. " * 2 + "통행료는 아무도 내지 않는다. " * 20
    found = made_workspace(tmp_path, {"a.txt": text}).search("다리는 아주 길고", top_k=1)
    assert all(line.isprintable() for line in passages_text(found).splitlines())


def test_a_name_in_decomposed_letters_is_found_by_typing_it(tmp_path: Path) -> None:
    name = decomposed("새 기사.txt")
    space = made_workspace(tmp_path, {name: "가나 다리.\n"})
    rows = list_rows(space.articles(), Changes())
    assert composed(name) != name
    assert Links(table_markup(rows, WORDS["ko"], composed(name))).hrefs


def test_names_that_were_skipped_are_kept_and_told_again(tmp_path: Path) -> None:
    names = [f"{number}\n.xyz" for number in range(3)]
    write_articles(tmp_path / "corpus", {"a.txt": "가나 다리.\n", **dict.fromkeys(names, "x")})
    report = toy_update(tmp_path)
    snapshot = Snapshot.open(tmp_path / "store")
    assert snapshot.store.skipped() == report.changes.skipped
    snapshot.close()
    assert {type(item) for item in report.changes.skipped} == {Skipped}
    assert [item.source for item in report.changes.skipped] == names
