from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import gradio as gr
import pytest

from rag.scope import Scope
from tests.ui.built import Built, elem_id
from tests.ui.kept import asked
from tests.ui.requesting import request
from tests.ui.stories import LIBRARY
from tests.ui.test_markup import Reader
from ui.chat.scoping import write_scope
from ui.server.front import STYLES
from ui.words import translations

PUBLIC = {"ask", "search", "articles", "status"}
ASSETS = files("ui").joinpath("assets")
TITLE = "버려진 역, 도서관으로 다시 문 열어"


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Built]:
    built = Built(tmp_path)
    yield built
    built.history.close()


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """Return a page on which nothing happens."""
    built = Built(tmp_path_factory.mktemp("page"))
    yield built
    built.history.close()


def test_only_four_events_can_be_called_by_other_programs(still: Built) -> None:
    visible: dict[str, set[str]] = {}
    for event in still.blocks.config["dependencies"]:
        visible.setdefault(event["api_visibility"], set()).add(event["api_name"])
    assert set(visible) == {"public", "private"}
    assert visible["public"] == PUBLIC
    assert len(visible["private"]) > 20
    info = still.blocks.get_api_info()
    assert set(info["named_endpoints"]) == {f"/{name}" for name in PUBLIC}
    assert info["unnamed_endpoints"] == {}


def test_queue_is_closed_and_limited(still: Built) -> None:
    assert still.blocks.api_open is False
    assert still.blocks._queue.max_size == 300
    fns = still.blocks.fns.values()
    unlimited = {event.name for event in fns if event.concurrency_limit is None}
    # Without a limit an event would take as many threads as visitors ask for: questions wait for
    # their turn by themselves.
    assert unlimited == {"_ask", "_ask_offered", "_retry", "ask", "search"}


def test_nothing_of_a_visitor_is_kept_in_the_server(still: Built) -> None:
    stateful = [part for part in still.blocks.blocks.values() if getattr(part, "stateful", False)]
    assert stateful == []


def test_use_is_reported_to_nobody(still: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    assert still.blocks.analytics_enabled is False
    assert gr.analytics.analytics_enabled() is False
    monkeypatch.delenv("GRADIO_ANALYTICS_ENABLED")
    assert gr.analytics.analytics_enabled() is True


def test_title_is_plain_text_in_both_scripts(still: Built) -> None:
    assert still.blocks.title == "출처 chulcheo"


def test_chat_shows_nothing_but_sanitised_markup(still: Built) -> None:
    chat = still.component("chat")
    assert chat.sanitize_html is True
    assert chat.allow_tags is False
    assert chat.latex_delimiters == []
    # One of Gradio's own buttons sends the chat to its makers.
    assert chat.buttons == []


def test_labels_are_translated_into_both_languages(still: Built) -> None:
    names = set(re.findall(r'"key": "([\w.]+)"', str(still.blocks.config["components"])))
    assert {"page.chat_tab", "chat.send", "scope.since", "conversations.new"} <= names
    for language in ("ko", "en"):
        assert names <= translations(language).keys()


def test_no_label_speaks_but_one_language(still: Built) -> None:
    for part in still.blocks.config["components"]:
        if part["type"] == "api":
            continue
        for name in ("label", "placeholder", "submit_btn", "info"):
            shown = part["props"].get(name)
            untranslated = isinstance(shown, str) and not shown.startswith("__i18n__")
            assert not (untranslated and shown), (part["props"].get("elem_id"), name)


def ids_on(page: Built) -> set[str]:
    """Return all ids on the page, of components and in the markup that is filled in."""
    filled = page.happens("_fill", request()) | page.happens("_load", "", request())
    markups = [value for value in filled.values() if isinstance(value, str)]
    inner = {given.get("id") for markup in markups for _, given in Reader(markup).tags}
    outer = {elem_id(part) for part in page.blocks.blocks.values()}
    return {found for found in inner | outer if found}


def test_scripts_look_for_what_is_on_the_page(still: Built) -> None:
    scripts = [path.read_text("utf-8") for path in ASSETS.iterdir() if path.name.endswith(".js")]
    wanted = set(re.findall(r"\(\s*['`]#([a-z][\w-]*)", "\n".join(scripts)))
    assert {"question", "chat", "list-toggle", "source-close"} <= wanted
    assert wanted <= ids_on(still)


@pytest.mark.parametrize("name", STYLES)
def test_styles_dress_what_is_on_the_page(still: Built, name: str) -> None:
    text = ASSETS.joinpath(f"{name}.css").read_text("utf-8")
    selectors = re.sub(r"\{[^{}]*\}|/\*.*?\*/", "", text, flags=re.DOTALL)
    wanted = set(re.findall(r"#([a-z][\w-]*)", selectors))
    assert wanted
    # What is told to screen readers has a place that a script makes.
    assert wanted - {"told"} <= ids_on(still)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "ko",
            {
                "heading": "출처기사에 묻고, 근거를 눌러 확인하세요",
                "examples": ["갈매섬 주민은 모두 몇 명인가요?", "도서관은 무슨 요일에 쉬나요?"],
                "placeholder": "### 무엇이 궁금하세요?",
                "source-heading": "출처닫기",
                "source": "답변 끝의 번호를 누르면, 인용한 문장이 기사 원문에서 표시됩니다.",
                "conversations": "아직 대화가 없습니다.",
            },
        ),
        (
            "en",
            {
                "heading": "출처 chulcheoAsk your articles, and click to see",
                "examples": ["Who keeps the lighthouse?", "When does the library close?"],
                "placeholder": "### What would you like to know?",
                "source-heading": "SourceClose",
                "source": "Click a number at the end of a sentence to see the quoted words",
                "conversations": "No conversations yet.",
            },
        ),
    ],
)
def test_page_opens_in_the_language_of_who_asks(
    still: Built, language: str, said: dict[str, Any]
) -> None:
    shown = still.happens("_fill", request(language=language))
    for name in ("heading", "source-heading", "source", "conversations"):
        assert said[name] in Reader(shown[name]).text
    assert [example["text"] for example in shown["chat"]["examples"]] == said["examples"]
    assert shown["chat"]["placeholder"] == said["placeholder"]
    assert shown["chat"]["value"] == []
    # What was typed while the page was opening stays in the box.
    assert "question" not in shown
    choices = [value for _, value in shown["filter-articles"]["choices"]]
    assert choices == ["hostile.txt", "library.txt", "bridge.txt", "lighthouse.txt"]


def test_address_of_a_conversation_opens_it_for_its_visitor_alone(page: Built) -> None:
    id_ = page.history.add("anna", None, asked("배는 몇 척인가요?"), {}).id
    for visitor, opened in (("anna", id_), ("bert", "")):
        shown = page.happens("_fill", request(visitor, query=f"chat={id_}"))
        assert shown["conversation"] == opened
        assert bool(shown["chat"]["value"]) is (opened == id_)
        assert ("배는 몇 척인가요" in str(shown)) is (opened == id_)


@pytest.mark.parametrize("query", ["chat=", "chat=gone", "chat=%00", "chat=%F0%9F%A6%84", "x=1"])
def test_address_of_nothing_opens_a_new_conversation(still: Built, query: str) -> None:
    shown = still.happens("_fill", request(query=query))
    assert (shown["conversation"], shown["chat"]["value"]) == ("", [])


def test_page_asks_whether_the_engines_are_loaded_until_they_are(page: Built) -> None:
    line = "의미 검색을 준비하는 중…"
    shown = page.happens("_fill", request())
    assert line in Reader(shown["heading"]).text
    assert shown["Timer"].active is True
    assert page.happens("_warm_up", request()) == {"Timer": gr.skip()}
    page.backend.is_loaded = True
    warm = page.happens("_warm_up", request())
    assert line not in Reader(warm["heading"]).text
    assert warm["Timer"].active is False
    # Better examples can be made once Kiwi is there.
    assert len(warm["chat"]["examples"]) == 2
    assert "value" not in warm["chat"]
    assert page.happens("_fill", request())["Timer"].active is False


def test_new_index_brings_heading_examples_and_filters_up_to_date(page: Built) -> None:
    chosen = Scope(sources=frozenset({"library.txt", "bridge.txt"}), since="2024-01-01")
    (page.backend.corpus / "bridge.txt").unlink()
    again = LIBRARY.replace("2024.05.11", "2024.05.12")
    (page.backend.corpus / "again.txt").write_text(again, "utf-8")
    page.backend.update(lambda _stage, _done, _total: None)
    del page.backend._documents["hostile.txt"]
    renewed = page.happens("_renew", write_scope(chosen), request())
    assert "기사 3건" in Reader(renewed["heading"]).text
    assert [example["text"] for example in renewed["chat"]["examples"]]
    # The thread of the chat stays as it is.
    assert "value" not in renewed["chat"]
    assert renewed["filter-articles"]["choices"] == [
        (f"{TITLE} (again.txt)", "again.txt"),
        (f"{TITLE} (library.txt)", "library.txt"),
        ("등대에 고양이가 산다", "lighthouse.txt"),
    ]
    assert renewed["filter-articles"]["value"] == ["library.txt"]
    # Nothing is said of a filter in which nothing was chosen.
    assert "value" not in renewed["filter-publishers"]
    # Days that were typed stay, for they are not among the updates.
    assert set(renewed) == {"heading", "chat", "filter-articles", "filter-publishers"}


def test_new_index_is_noticed_by_its_number(still: Built) -> None:
    generation = still.component("generation")
    assert (generation._id, "change") in still.event("_renew").targets
    assert still.event("_renew").inputs == [still.component("scope")]


def test_index_that_cannot_be_read_leaves_a_page_that_says_so_elsewhere(page: Built) -> None:
    page.backend.is_broken = True
    shown = page.happens("_fill", request())
    assert "기사 0건 · 조각 0개" in Reader(shown["heading"]).text
    assert "filter-articles" not in shown
    assert "filter-articles" not in page.happens("_renew", "", request())
    listed = page.happens("_load", "", request())
    assert Reader(listed["articles"]).text.startswith("색인이 손상되었습니다.")


def test_questions_of_the_page_and_of_programs_are_counted_together(page: Built) -> None:
    async def first() -> dict[Any, Any]:
        await page.event("ask").fn(request(), "도서관은 무슨 요일에 쉬나요?")
        await page.event("search").fn(request(), "도서관")
        asking = page.event("_ask")
        given = {"question": "갈매섬 주민은 모두 몇 명인가요?", "conversation": "", "scope": ""}
        sent = {part: given.get(str(elem_id(part)), 0) for part in asking.inputs}
        steps = asking.fn(sent, request())
        step: dict[Any, Any] = await anext(steps)
        await steps.aclose()
        return step

    step = {elem_id(part): value for part, value in asyncio.run(first()).items()}
    assert "30초" in Reader(step["notice"]).text


def test_without_uploads_nothing_can_be_sent(still: Built, tmp_path: Path) -> None:
    closed = Built(tmp_path, takes_uploads=False)
    desks = [built.happens("_load", "", request())["desk"] for built in (still, closed)]
    assert [("input" in [tag for tag, _ in Reader(desk).tags]) for desk in desks] == [True, False]
