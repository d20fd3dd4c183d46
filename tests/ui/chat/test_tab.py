from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr
import pytest

from index.errors import StoreError
from tests.ui.chat.tabbed import Browser, Made
from tests.ui.chat.talking import (
    BRIDGE,
    BRIDGE_ANSWER,
    LIBRARY,
    LIBRARY_ANSWER,
    RESIDENTS,
    RESIDENTS_ANSWER,
    Talk,
    lines,
    read,
)
from tests.ui.requesting import event, on_a_page, request, selection, through_gradio, visitor
from tests.ui.toy import ENDLESS, UNEXPECTED, ToyBackend
from ui.chat.answerer_bar import QUOTES
from ui.chat.tab import ChatTab, exchange_number
from ui.server.turns import Turns

if TYPE_CHECKING:
    from ui.words import Language


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(tmp_path_factory.mktemp("chat"))


@pytest.fixture
def chat(made: Made, request: pytest.FixtureRequest) -> Browser:
    return Browser(made, f"visitor-of-{abs(hash(request.node.nodeid))}")


def test_a_question_is_asked_and_its_answer_stays(chat: Browser) -> None:
    pending, *_, last = chat.ask(RESIDENTS)
    assert read(pending[chat.tab.chat]) == [RESIDENTS, "기사를 찾는 중…"]
    assert chat.thread == [RESIDENTS, RESIDENTS_ANSWER]
    assert chat.id == chat.talk.keeping.list(chat.visitor)[0].id
    assert set(last) == set(chat.tab.shown)


@pytest.mark.parametrize(
    ("language", "send", "stop"), [("ko", "보내기", "멈추기"), ("en", "Send", "Stop")]
)
def test_the_button_stops_while_there_is_something_to_stop(
    chat: Browser, language: str, send: str, stop: str
) -> None:
    growing = chat.tab._ask(chat.sent(RESIDENTS), chat.request(language))
    pending, *_, last = (updates[chat.tab.question] for updates in chat.follow(growing))
    assert (pending["submit_btn"], pending["stop_btn"], pending["value"]) == (False, stop, "")
    assert (last["submit_btn"], last["stop_btn"], "value" in last) == (send, False, False)


def test_a_changed_question_takes_the_place_of_the_one_before(chat: Browser) -> None:
    chat.ask(RESIDENTS)
    chat.ask(LIBRARY)
    chat.ask(BRIDGE, editing=1.0)
    assert chat.thread == [BRIDGE, BRIDGE_ANSWER]


def test_an_example_is_asked(chat: Browser) -> None:
    example = selection({"text": RESIDENTS, "files": []})
    chat.follow(chat.tab._ask_offered(chat.along(), chat.request(), example))
    assert chat.thread == [RESIDENTS, RESIDENTS_ANSWER]


def test_a_suggestion_is_asked_in_its_conversation(chat: Browser) -> None:
    chat.ask(RESIDENTS)
    chat.follow(chat.tab._ask_offered(chat.along(), chat.request(), selection(LIBRARY)))
    assert chat.thread == [RESIDENTS, RESIDENTS_ANSWER, LIBRARY, LIBRARY_ANSWER]


def test_a_question_is_asked_of_the_articles_in_scope(chat: Browser) -> None:
    chat.ask(RESIDENTS, scope='{"sources": ["library.txt"]}')
    assert chat.thread == [RESIDENTS, "기사에서 이 질문의 답을 찾지 못했습니다."]
    chat.retry(answer=1)
    assert chat.thread == [RESIDENTS, RESIDENTS_ANSWER]


def test_whether_the_model_writes_goes_along_with_each_way_to_ask(tmp_path: Path) -> None:
    written = ["기사에 따르면 갈매섬 주민은 모두 314명이다.[1]"]
    chat = Browser(Made(tmp_path, "참새 1B"), "anna")
    chat.ask(RESIDENTS)
    assert chat.thread == [RESIDENTS, *written]
    chat.retry(answer=1, answerer=QUOTES)
    assert chat.thread == [RESIDENTS, RESIDENTS_ANSWER]
    chat.retry(answer=1)
    assert chat.thread == [RESIDENTS, *written]
    chat.ask(RESIDENTS, editing=1, answerer=QUOTES)
    assert chat.thread == [RESIDENTS, RESIDENTS_ANSWER]
    sent = {**chat.along(answerer=QUOTES), chat.tab.conversation: ""}
    chat.follow(chat.tab._ask_offered(sent, chat.request(), selection(RESIDENTS)))
    assert chat.thread == [RESIDENTS, RESIDENTS_ANSWER]


@pytest.mark.parametrize("answer", [0, 2, -1, "1", None, float("nan"), 10**30])
def test_an_answer_that_is_not_there_is_not_asked_once_more(chat: Browser, answer: object) -> None:
    chat.ask(RESIDENTS)
    chat.retry(answer=answer)
    chat.retry()
    assert chat.thread == [RESIDENTS, RESIDENTS_ANSWER]
    assert len(chat.talk.backend.asked) == 1


@pytest.mark.parametrize(
    ("sent", "number"),
    [
        (1, 1),
        (2.0, 2),
        (200, 200),
        (201, 0),
        (0, 0),
        (-3, 0),
        (float("nan"), 0),
        ("1", 0),
        (None, 0),
    ],
)
def test_a_number_from_a_browser_is_one_of_an_exchange_or_none(sent: object, number: int) -> None:
    assert exchange_number(sent) == number


def test_a_stopped_question_is_back_in_the_box(chat: Browser) -> None:
    updates = chat.stop(BRIDGE)
    assert updates[chat.tab.question]["value"] == BRIDGE
    assert updates[chat.tab.question]["stop_btn"] is False
    assert chat.notice == ["답변을 멈췄습니다."]
    chat.ask(RESIDENTS)
    chat.ask(LIBRARY)
    updates = chat.stop(BRIDGE, 1.0)
    assert updates[chat.tab._editing] == 1


def test_what_is_stopped_shows_that_last_and_by_itself(chat: Browser) -> None:
    async def run() -> list[dict[Any, Any]]:
        growing = chat.tab._ask(chat.sent(ENDLESS), chat.request())
        pending = chat.see(await anext(growing))
        assert pending[chat.tab._asked] == ENDLESS
        still = asyncio.ensure_future(anext(growing))
        await asyncio.sleep(0)
        stopping = await chat.tab._stop(ENDLESS, chat.id, 0, chat.request())
        # Whatever Gradio shows in which order: it all comes from the answer.
        assert stopping == gr.skip()
        return [await still, *[updates async for updates in growing]]

    (last,) = asyncio.run(run())
    assert last[chat.tab.question]["value"] == ENDLESS
    assert last[chat.tab._turn].partition("\n")[2] == ENDLESS
    assert last[chat.tab._asked] == ""
    assert lines(last[chat.tab._notice]) == ["답변을 멈췄습니다."]


def test_another_page_of_the_same_visitor_stops_nothing_here(chat: Browser) -> None:
    async def run() -> None:
        async with aclosing(chat.tab._ask(chat.sent(ENDLESS), chat.request())) as growing:
            await anext(growing)
            elsewhere = chat.request()
            elsewhere.session_hash = "another tab"
            updates = await chat.tab._stop(ENDLESS, "", 0, elsewhere)
            assert updates[chat.tab.question]["value"] == ENDLESS
            await chat.tab._stop(ENDLESS, "", 0, chat.request())

    asyncio.run(run())


def test_a_question_asked_once_more_is_back_in_the_box_when_it_is_stopped(chat: Browser) -> None:
    chat.ask(RESIDENTS)

    async def run() -> dict[Any, Any]:
        again = chat.tab._retry(chat.along(), chat.request(), event(answer=1))
        pending = chat.see(await anext(again))
        asked, editing = pending[chat.tab._asked], pending[chat.tab._editing]
        await chat.tab._stop(asked, chat.id, editing, chat.request())
        (last,) = [updates async for updates in again]
        return chat.see(last)

    last = asyncio.run(run())
    assert last[chat.tab.question]["value"] == RESIDENTS
    assert chat.thread == [RESIDENTS, RESIDENTS_ANSWER]


def test_where_too_many_wait_the_question_is_back_in_the_box(tmp_path: Path) -> None:
    chat = Browser(Made(tmp_path, turns=Turns(1, 0)), "anna")
    chat.ask(RESIDENTS)

    async def run(growing: AsyncIterator[dict[Any, Any]]) -> None:
        async with chat.made.turns.turn():
            async for updates in growing:
                chat.see(updates)

    asyncio.run(run(chat.tab._ask(chat.sent(LIBRARY), chat.request())))
    assert chat.updates[chat.tab.question]["value"] == LIBRARY
    assert chat.thread == [RESIDENTS, RESIDENTS_ANSWER]
    too_many = ["지금은 기다리는 질문이 너무 많습니다. 잠시 뒤에 다시 물어봐 주세요."]
    assert chat.notice == too_many
    asyncio.run(run(chat.tab._retry(chat.along(), chat.request(), event(answer=1))))
    assert chat.updates[chat.tab.question]["value"] == RESIDENTS
    assert chat.notice == [*too_many, "고친 질문을 보내면 이 질문과 그 뒤의 대화를 대신합니다."]


def test_an_unexpected_error_reaches_the_line_that_is_said_then(
    chat: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    chat.ask(UNEXPECTED)
    updates = chat.updates
    assert chat.thread == [
        UNEXPECTED,
        "예상하지 못한 문제로 답하지 못했습니다. 잠시 뒤에 다시 물어봐 주세요.",
    ]
    assert updates[chat.tab.question]["value"] == UNEXPECTED
    assert updates[chat.tab.question]["stop_btn"] is False
    assert "RuntimeError" in caplog.text


def test_answers_are_judged_changed_and_taken_back_by_their_links(chat: Browser) -> None:
    chat.ask(RESIDENTS)
    chat.ask(LIBRARY)
    chat.act("act-wrong_source-1")
    kept = chat.kept.exchanges
    assert [exchange.verdict for exchange in kept] == ["wrong_source", None]
    updates = chat.act("act-edit-1")
    assert updates[chat.tab.question]["value"] == RESIDENTS
    assert updates[chat.tab._editing] == 1
    assert chat.act("act-good-1", editing=1)[chat.tab._editing] == 1
    chat.act("act-undo-2")
    assert chat.thread == [RESIDENTS, RESIDENTS_ANSWER]


@pytest.mark.parametrize("link", ["cite-1-1", "only-bridge.txt", "conversation-x"])
def test_a_link_that_is_no_action_does_nothing(made: Made, chat: Browser, link: str) -> None:
    chat.ask(RESIDENTS)
    sent = through_gradio(made.page, "_act", [chat.id, 0], chat.request(), event(link=link))
    assert len(sent) == len(chat.tab.shown)
    assert [update for update in sent if "value" in update] == []


@pytest.mark.parametrize("data", [{}, {"link": "act-eat-1"}, {"link": ["act-undo-1"]}])
def test_a_forged_link_is_one_line(chat: Browser, data: dict[str, object]) -> None:
    chat.ask(RESIDENTS)
    updates = chat.tab._act(chat.id, 0, chat.request(), event(**data))
    assert set(updates) == {chat.tab._notice}
    assert lines(updates[chat.tab._notice]) == [
        "이 링크의 답변이 이제 없습니다. 다시 물어봐 주세요."
    ]


@pytest.mark.parametrize("link", ["act-undo-1", "act-good-1", "act-edit-1"])
def test_nothing_is_done_to_anothers_conversation(chat: Browser, link: str) -> None:
    chat.ask(RESIDENTS)
    before = chat.kept
    updates = chat.tab._act(chat.id, 0, request("bert"), event(link=link))
    assert not updates.get(chat.tab.chat)
    assert chat.kept == before


def test_what_is_done_with_an_answer_that_is_gone_is_told(chat: Browser) -> None:
    chat.ask(RESIDENTS)
    chat.act("act-good-2")
    assert chat.notice == ["이 대화에 그 질문이 이제 없습니다. 페이지를 새로 고쳐 주세요."]


def test_an_action_that_fails_unexpectedly_is_told(chat: Browser) -> None:
    chat.see(chat.tab._fail_act(chat.request("en")))
    assert chat.notice == [
        "Something unexpected went wrong: this was not done. Please try again later."
    ]


def test_opening_a_conversation_empties_the_box_and_ends_what_was_begun(chat: Browser) -> None:
    chat.ask(RESIDENTS)
    chat.act("act-edit-1")
    updates = chat.see(chat.tab.opened(chat.id, visitor(chat.visitor)))
    assert chat.thread == [RESIDENTS, RESIDENTS_ANSWER]
    assert updates[chat.tab.question]["value"] == ""
    assert (updates[chat.tab._editing], updates[chat.tab._notice]) == (0, "")
    updates = chat.see(chat.tab.opened(chat.id, visitor("bert")))
    assert (chat.thread, chat.id) == ([], "")


def test_an_empty_chat_invites_with_questions_in_the_visitors_language(chat: Browser) -> None:
    korean = chat.tab.invitation(visitor("anna", "ko"))
    assert korean["placeholder"] == "### 무엇이 궁금하세요?"
    assert korean["examples"] == [{"text": RESIDENTS}, {"text": LIBRARY}]
    english = chat.tab.invitation(visitor("anna", "en"))
    assert english["examples"][0] == {"text": "Who keeps the lighthouse?"}


def test_a_chat_without_examples_is_no_error(tmp_path: Path) -> None:
    class Broken(ToyBackend):
        def examples(self, language: Language) -> list[str]:
            message = f"no index at x for {language}; make one with: rag index"
            raise StoreError(message)

    talk = Talk(tmp_path)
    broken = Broken(talk.backend.corpus)
    tab = on_a_page(lambda: ChatTab(broken, talk.chatting, Turns()))
    assert tab.invitation(visitor())["examples"] == []


def test_gradio_tells_who_sends_what(made: Made, chat: Browser) -> None:
    chat.ask(RESIDENTS)
    sent = through_gradio(
        made.page, "_act", [chat.id, 0], chat.request("en"), event(link="act-undo-1")
    )
    updates = dict(zip(chat.tab.shown, sent, strict=True))
    assert updates[chat.tab.question]["value"] == RESIDENTS
    assert updates[chat.tab.question]["submit_btn"] == "Send"
    assert updates[chat.tab.conversation] == ""


def test_the_chat_shows_nothing_but_sanitised_markup(chat: Browser) -> None:
    settings = chat.tab.chat
    assert settings.sanitize_html is True
    assert settings.allow_tags is False
    assert settings.latex_delimiters == []
    assert settings.buttons == []
    assert settings.allow_file_downloads is False


def test_no_event_is_cancelled_and_all_are_private(made: Made) -> None:
    fns = made.page.fns.values()
    assert [fn for fn in fns if fn.cancels] == []
    assert {fn.api_visibility for fn in fns} == {"private"}
    unlimited = [fn.name for fn in fns if fn.concurrency_limit is None]
    # Their turn comes by `Turns`.
    assert sorted(map(str, unlimited)) == ["_ask", "_ask_offered", "_ask_offered", "_retry"]
