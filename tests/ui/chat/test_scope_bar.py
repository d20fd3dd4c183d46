from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr
import pytest

from index.errors import StoreError
from rag.scope import EVERYTHING, Scope
from tests.ui.requesting import on_a_page, request
from tests.ui.stories import write_corpus
from tests.ui.test_markup import Reader
from tests.ui.toy import ToyBackend
from ui.chat.scope_bar import ScopeBar
from ui.chat.scoping import MOST_CHOICES, parse_scope

if TYPE_CHECKING:
    from index.datatypes import DocumentSummary

# Of the invented articles, the newest first.
SOURCES = ["hostile.txt", "library.txt", "bridge.txt", "lighthouse.txt"]


class Broken(ToyBackend):
    """Has an index that cannot be read."""

    def articles(self) -> list[DocumentSummary]:
        message = "the store is damaged (malformed); rebuild it with: rag index --full"
        raise StoreError(message)


@pytest.fixture(scope="module")
def bar(tmp_path_factory: pytest.TempPathFactory) -> ScopeBar:
    return made(backend_in(tmp_path_factory.mktemp("bar")))


def backend_in(folder: Path) -> ToyBackend:
    write_corpus(folder / "corpus")
    return ToyBackend(folder / "corpus")


def made(backend: ToyBackend) -> ScopeBar:
    def listening() -> ScopeBar:
        bar = ScopeBar(backend)
        bar.listen()
        return bar

    return on_a_page(listening)


def told(bar: ScopeBar, updates: dict[Any, Any]) -> tuple[Scope, str]:
    """Return the scope that the browser is to keep, and the line that is shown."""
    assert set(updates) == {bar.written, bar._line}
    return parse_scope(updates[bar.written]), Reader(updates[bar._line]).text


def events(bar: ScopeBar) -> list[Any]:
    """Return the events that read the filters."""
    page: Any = bar.written
    while page.parent is not None:
        page = page.parent
    return [event for event in page.fns.values() if event.inputs[:4] == bar.fields]


def offered(
    bar: ScopeBar, updates: dict[Any, Any], field: int
) -> tuple[list[str], list[str] | None]:
    """Return what a filter offers, and what of it is chosen; `None` where nothing is said of it."""
    update = updates[bar.fields[field]]
    return [value for _, value in update["choices"]], update.get("value")


def test_what_is_chosen_is_kept_and_said(bar: ScopeBar) -> None:
    updates = bar._check(["bridge.txt"], ["갯벌신문"], "2024. 3. 1.", "", "", request())
    assert told(bar, updates) == (
        Scope(
            sources=frozenset({"bridge.txt"}),
            publishers=frozenset({"갯벌신문"}),
            since="2024-03-01",
        ),
        "이 범위에서만 찾습니다: ‘섬마을 다리, 열두 해 만에 열리다’ · 갯벌신문 · 2024. 3. 1.부터",
    )


def test_line_is_in_the_language_of_who_reads_it(bar: ScopeBar) -> None:
    updates = bar._check([], ["갯벌신문"], "", "", "", request(language="en"))
    assert told(bar, updates)[1] == "Looking only here: 갯벌신문"


def test_without_filters_all_is_asked_and_nothing_said(bar: ScopeBar) -> None:
    updates = bar._check([], [], "", "  ", "", request())
    assert updates == {bar.written: "", bar._line: ""}


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ko", "날짜를 읽을 수 없습니다: ‘2월 30일’. 2024-03-01처럼 적어 주세요."),
        ("en", "“2월 30일” is not a date that can be read. Write it like 2024-03-01."),
    ],
)
@pytest.mark.parametrize("end", ["since", "until"])
def test_day_that_cannot_be_read_is_named_and_narrows_nothing(
    bar: ScopeBar, language: str, line: str, end: str
) -> None:
    days = {"since": "", "until": ""} | {end: "2월 30일"}
    updates = bar._check([], [], days["since"], days["until"], "", request(language=language))
    assert told(bar, updates) == (EVERYTHING, line)


def test_other_filters_go_on_beside_a_day_that_cannot_be_read(bar: ScopeBar) -> None:
    scope, line = told(bar, bar._check([], ["갯벌신문"], "어제", "2024-05-01", "", request()))
    assert scope == Scope(publishers=frozenset({"갯벌신문"}), until="2024-05-01")
    assert line.startswith("날짜를 읽을 수 없습니다: ‘어제’.")
    assert line.endswith("이 범위에서만 찾습니다: 갯벌신문 · 2024. 5. 1.까지")


@pytest.mark.parametrize("typed", ["2", "2024", "2024-0", "2024-03-"])
def test_nobody_is_corrected_while_typing(bar: ScopeBar, typed: str) -> None:
    assert told(bar, bar._check([], [], typed, "", "filter-since", request())) == (EVERYTHING, "")
    line = told(bar, bar._check([], [], typed, "", "filter-until", request()))[1]
    assert line == f"날짜를 읽을 수 없습니다: ‘{typed}’. 2024-03-01처럼 적어 주세요."


def test_filters_are_read_whenever_one_changes_or_a_day_is_left(bar: ScopeBar) -> None:
    # One event for all, so that no older reply can come behind a newer one.
    (event,) = events(bar)
    fields = {field._id: field for field in bar.fields}
    assert {(fields[id_], name) for id_, name in event.targets} == {
        *((field, "change") for field in bar.fields),
        *((field, "blur") for field in bar.fields[2:]),
    }


def test_long_line_that_is_no_day_is_not_repeated_whole(bar: ScopeBar) -> None:
    line = told(bar, bar._check([], [], "x" * 5000, "", "", request()))[1]
    assert f"‘{'x' * 40}’" in line


@pytest.mark.parametrize("garbled", [None, 7, "bridge.txt", {"a": 1}, [None, 3, ["x"]], [{}]])
def test_what_no_filter_sends_narrows_nothing(bar: ScopeBar, garbled: object) -> None:
    updates = bar._check(garbled, garbled, garbled, garbled, garbled, request())
    assert told(bar, updates)[0] == EVERYTHING


def test_articles_and_publishers_in_hand_are_offered(bar: ScopeBar) -> None:
    updates = bar.choices()
    assert offered(bar, updates, 0) == (SOURCES, None)
    assert offered(bar, updates, 1) == (["갯벌신문", "누리소식", "두루일보", "파도일보"], None)
    assert set(updates) == set(bar.fields[:2])


def test_choice_that_is_all_there_is_left_alone(bar: ScopeBar) -> None:
    # A visitor may be choosing while the articles are renewed.
    updates = bar.choices(Scope(sources=frozenset({"library.txt"})))
    assert offered(bar, updates, 0) == (SOURCES, None)


def test_what_is_gone_is_chosen_no_longer(bar: ScopeBar) -> None:
    chosen = Scope(
        sources=frozenset({"library.txt", "gone.txt"}), publishers=frozenset({"사라진 신문"})
    )
    updates = bar.choices(chosen)
    assert offered(bar, updates, 0)[1] == ["library.txt"]
    assert offered(bar, updates, 1)[1] == []


def test_index_that_cannot_be_read_changes_no_filter(tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus")
    bar = made(Broken(tmp_path / "corpus"))
    assert bar.choices() == {}
    scope, line = told(bar, bar._check(["bridge.txt"], [], "", "", "", request()))
    assert scope == Scope(sources=frozenset({"bridge.txt"}))
    assert line == "이 범위에서만 찾습니다: ‘bridge.txt’"


def test_only_one_article_leaves_nothing_else_chosen(bar: ScopeBar) -> None:
    updates = bar.only("library.txt")
    assert list(updates) == bar.fields
    assert offered(bar, updates, 0) == (SOURCES, ["library.txt"])
    assert offered(bar, updates, 1)[1] == []
    assert [updates[field] for field in bar.fields[2:]] == ["", ""]


def test_only_an_article_that_is_gone_is_everything(bar: ScopeBar) -> None:
    assert offered(bar, bar.only("gone.txt"), 0) == (SOURCES, [])


def test_only_an_old_article_is_offered_beside_the_newest(tmp_path: Path) -> None:
    backend = backend_in(tmp_path)
    for number in range(MOST_CHOICES):
        text = f"새 소식 {number}\n\n새벽신문 2025.01.01\n\n배추를 심었다.\n"
        (backend.corpus / f"{number}.txt").write_text(text, "utf-8")
    backend.update(lambda _stage, _done, _total: None)
    bar = made(backend)
    choices, chosen = offered(bar, bar.only("lighthouse.txt"), 0)
    assert (len(choices), choices[-1], chosen) == (301, "lighthouse.txt", ["lighthouse.txt"])
    # Gradio refuses what it did not offer.
    field = gr.Dropdown([*choices], multiselect=True, render=False)
    assert field.preprocess(["lighthouse.txt"]) == chosen


def test_events_take_choices_that_a_restarted_server_never_made(bar: ScopeBar) -> None:
    assert bar.fields[0].choices == []
    assert [event.preprocess for event in events(bar)] == [False]
