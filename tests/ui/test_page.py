from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import gradio as gr
import pytest

from index.errors import InputError
from rag.datatypes import Turn
from tests.ui.stories import write_corpus
from tests.ui.test_markup import Reader
from tests.ui.toy import BROKEN_INDEX, LONGEST_QUESTION, UNEXPECTED, ToyBackend
from ui.articles_tab import ArticlesTab
from ui.chat_tab import ChatTab
from ui.conversation import Conversation
from ui.page import build_page, serve

Made = TypeVar("Made")

RESIDENTS = "갈매섬 주민은 모두 몇 명인가요?"


@pytest.fixture
def backend(tmp_path: Path) -> ToyBackend:
    write_corpus(tmp_path / "corpus")
    return ToyBackend(tmp_path / "corpus")


@pytest.fixture
def page(backend: ToyBackend) -> gr.Blocks:
    return inside_loop(lambda: build_page(backend))


@pytest.fixture
def chat(backend: ToyBackend) -> ChatTab:
    return inside_page(lambda: ChatTab(backend))


@pytest.fixture
def articles(backend: ToyBackend) -> ArticlesTab:
    return inside_page(lambda: ArticlesTab(backend))


def inside_loop(make: Callable[[], Made]) -> Made:
    """gradio opens an event loop for a page made outside of one, and never closes it."""

    async def run() -> Made:
        return make()

    return asyncio.run(run())


def inside_page(make: Callable[[], Made]) -> Made:
    def run() -> Made:
        with gr.Blocks(analytics_enabled=False):
            return make()

    return inside_loop(run)


def thread(chat: ChatTab, updates: dict[Any, Any]) -> list[tuple[str, str]]:
    return [(said["role"], Reader(said["content"]).text) for said in updates[chat.chat]]


def component(page: gr.Blocks, name: str) -> dict[str, Any]:
    found = [block for block in page.config["components"] if block["props"].get("elem_id") == name]
    assert len(found) == 1
    props: dict[str, Any] = found[0]["props"]
    return props


def test_no_event_of_the_page_can_be_called_as_an_api(page: gr.Blocks) -> None:
    visibilities = {event["api_visibility"] for event in page.config["dependencies"]}
    assert visibilities == {"private"}
    assert page.get_api_info()["named_endpoints"] == {}


def test_the_chat_shows_nothing_but_sanitised_markup(page: gr.Blocks) -> None:
    props = component(page, "chat")
    assert props["sanitize_html"] is True
    assert props["allow_tags"] is False
    assert props["latex_delimiters"] == []
    assert props["buttons"] == []


def test_the_page_reports_its_use_to_nobody(
    page: gr.Blocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page.analytics_enabled is False
    assert gr.analytics.analytics_enabled() is False
    monkeypatch.delenv("GRADIO_ANALYTICS_ENABLED")
    assert gr.analytics.analytics_enabled() is True


def test_the_queue_is_limited(page: gr.Blocks) -> None:
    assert page._queue.max_size == 32
    limits = [event.concurrency_limit for event in page.fns.values()]
    assert None not in limits


def test_a_question_is_first_pending_then_grows_then_rests_on_evidence(chat: ChatTab) -> None:
    updates = list(chat._ask("갈매대교 다리의 공사비와 갈매섬 주민은 모두 몇 명?", Conversation()))
    shown = [thread(chat, update)[-1][1] for update in updates]
    assert shown[0] == "기사를 찾는 중…"
    assert shown[1] == "갈매섬 주민은 모두 314명이다.[1]"
    assert shown[2].endswith("공사비는 920억 원이 들었다.[2]")
    assert "근거 2건" in shown[3]
    assert updates[0][chat._question] == ""
    assert len(updates[-1][chat._conversation].answers) == 1


def test_engines_that_are_not_ready_are_said_to_be_coming(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    chat = inside_page(lambda: ChatTab(ToyBackend(tmp_path, is_warm=False)))
    first = next(chat._ask(RESIDENTS, Conversation()))
    assert thread(chat, first)[-1] == ("assistant", "검색 엔진을 준비하는 중…")


def test_a_follow_up_gets_the_turns_before_it_from_the_server(
    chat: ChatTab, backend: ToyBackend
) -> None:
    *_, last = chat._ask(RESIDENTS, Conversation())
    list(chat._ask("그 다리의 길이는?", last[chat._conversation]))
    assert backend.asked[1] == (
        "그 다리의 길이는?",
        [Turn(question=RESIDENTS, answer="갈매섬 주민은 모두 314명이다.")],
    )


@pytest.mark.parametrize("question", ["", "   ", "\n"])
def test_an_empty_question_gets_a_gentle_line_and_asks_nothing(
    chat: ChatTab, backend: ToyBackend, question: str
) -> None:
    updates = list(chat._ask(question, Conversation()))
    assert [Reader(update[chat._notice]).text for update in updates] == ["질문을 먼저 적어 주세요."]
    assert backend.asked == []


def test_a_question_that_is_too_long_goes_back_into_the_box(chat: ChatTab) -> None:
    question = "가" * (LONGEST_QUESTION + 1)
    *_, last = chat._ask(question, Conversation())
    assert last[chat._question] == question
    assert Reader(last[chat._notice]).text == "질문이 너무 깁니다. 줄여서 다시 물어봐 주세요."
    assert thread(chat, last) == []


def test_an_error_of_the_engines_is_one_line_in_the_chat(chat: ChatTab) -> None:
    *_, last = chat._ask(BROKEN_INDEX, Conversation())
    assert thread(chat, last) == [
        ("user", BROKEN_INDEX),
        (
            "assistant",
            "색인을 읽을 수 없습니다. 다른 곳으로 옮기고 다시 만들어 주세요: rag index",
        ),
    ]


def test_an_unexpected_error_is_told_without_its_words(chat: ChatTab) -> None:
    growing = chat._ask(UNEXPECTED, Conversation())
    first = next(growing)
    with pytest.raises(RuntimeError):
        next(growing)
    assert thread(chat, chat._fail(first[chat._conversation])) == [
        ("user", UNEXPECTED),
        ("assistant", "예상하지 못한 문제로 답하지 못했습니다. 잠시 뒤에 다시 물어봐 주세요."),
    ]


def test_an_unexpected_error_is_followed_by_a_line_on_the_page(page: gr.Blocks) -> None:
    names = {event.fn.__name__: id_ for id_, event in page.fns.items() if event.fn}
    for failing in ("_ask", "_ask_example", "_store", "_update"):
        after = [
            event
            for event in page.fns.values()
            if event.trigger_after == names[failing] and event.trigger_only_on_failure
        ]
        assert [event.fn.__name__ for event in after if event.fn] == ["_fail"], failing


@pytest.mark.parametrize(
    "link", ["cite-1-1", "article-nothing.txt", "article-..%2F..%2Fetc%2Fpasswd", "", "x" * 10_000]
)
def test_a_forged_link_shows_one_line_and_no_article(chat: ChatTab, link: str) -> None:
    shown = chat._follow(Conversation(), gr.EventData(None, {"link": link}))
    assert [tag for tag, _ in Reader(shown).tags] == ["p"]
    assert Reader(shown).text in {
        "이 링크의 답변이 이제 없습니다. 다시 물어봐 주세요.",
        "이 기사는 이제 색인에 없습니다.",
    }


def test_an_event_without_a_link_is_a_forged_one(chat: ChatTab) -> None:
    shown = chat._follow(Conversation(), gr.EventData(None, {}))
    assert Reader(shown).text.startswith("이 링크의 답변이")


def test_uploads_are_stored_and_the_folder_then_differs(
    articles: ArticlesTab, backend: ToyBackend, tmp_path: Path
) -> None:
    path = tmp_path / "새 기사.txt"
    path.write_text("새 소식\n\n가나신문 2024.01.01\n", encoding="utf-8")
    updates = articles._store([str(path), str(tmp_path / "corpus" / "bridge.txt")])
    assert (backend.corpus / "새 기사.txt").read_bytes() == path.read_bytes()
    assert Reader(updates[articles._report]).text == (
        "새 기사.txt추가bridge.txt이미 같은 기사가 있습니다"
    )
    assert "+1 추가" in Reader(updates[articles._changes]).text


def test_an_update_that_fails_says_why(articles: ArticlesTab, backend: ToyBackend) -> None:
    for path in backend.corpus.iterdir():
        path.unlink()
    backend.corpus.rmdir()
    assert Reader(articles._update()).text == "기사 폴더를 찾을 수 없습니다."


def test_a_port_in_use_is_refused_with_what_to_do(backend: ToyBackend) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(InputError, match=f"^port {port} is in use; choose another with --port"):
            serve(backend, host="127.0.0.1", port=port, on_ready=lambda _address: None)


@pytest.mark.parametrize("port", [-1, 65536])
def test_a_port_that_cannot_be_is_refused(backend: ToyBackend, port: int) -> None:
    with pytest.raises(InputError, match="not between 0 and 65535"):
        serve(backend, host="127.0.0.1", port=port, on_ready=lambda _address: None)


def test_a_host_of_another_machine_is_refused(backend: ToyBackend) -> None:
    # 192.0.2.0/24 belongs to nobody (RFC 5737).
    with pytest.raises(InputError, match=r"^cannot listen on 192\.0\.2\.1:"):
        serve(backend, host="192.0.2.1", port=0, on_ready=lambda _address: None)
