from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.ui.chat.tabbed import Browser, Made
from tests.ui.chat.talking import LIBRARY, LIBRARY_ANSWER, RESIDENTS, RESIDENTS_ANSWER
from tests.ui.requesting import event, through_gradio, visitor
from tests.ui.test_markup import Reader

if TYPE_CHECKING:
    from ui.chat.list_bar import ConversationsBar

GONE = "이 대화는 이제 없습니다. 새 대화를 시작해 주세요."


class Listed(Browser):
    """A browser that looks at the list as well."""

    def __init__(self, made: Made, visitor: str) -> None:
        super().__init__(made, visitor)
        self.bar: ConversationsBar = made.bar
        self.source = made.source

    def ids(self, needle: str = "") -> list[str]:
        return listed(self.bar._refresh(needle, self.id, self.request()))

    def open(self, **sent: object) -> dict[Any, Any]:
        return self.see(asyncio.run(self.bar._open("", self.request(), event(**sent))))

    def delete(self, **sent: object) -> dict[Any, Any]:
        deleting = self.bar._delete("", self.id, self.request(), event(**sent))
        return self.see(asyncio.run(deleting))

    def begin(self) -> dict[Any, Any]:
        return self.see(asyncio.run(self.bar._begin("", self.request())))

    def rename(self, **sent: object) -> str:
        return self.bar._rename("", self.id, self.request(), event(**sent))


def listed(markup: str) -> list[str]:
    return [str(found["data-id"]) for tag, found in Reader(markup).tags if tag == "li"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(tmp_path_factory.mktemp("chat"))


@pytest.fixture
def chat(made: Made, request: pytest.FixtureRequest) -> Listed:
    return Listed(made, f"visitor-of-{abs(hash(request.node.nodeid))}")


@pytest.fixture
def first(chat: Listed) -> str:
    """Return the id of an older conversation; another one is open."""
    chat.ask(RESIDENTS)
    first = chat.id
    chat.begin()
    chat.ask(LIBRARY)
    return first


def test_the_list_has_the_visitors_own_the_latest_first(chat: Listed, first: str) -> None:
    assert chat.ids() == [chat.id, first]
    assert Listed.ids(chat, "314명") == [first]
    other = visitor("somebody else")
    assert Reader(chat.bar.refreshed(other, "", first)).text == "아직 대화가 없습니다."


def test_the_list_marks_the_open_one_and_speaks_the_visitors_language(
    chat: Listed, first: str
) -> None:
    english = visitor(chat.visitor, "en")
    tags = Reader(chat.bar.refreshed(english, "", first)).tags
    current = [found["href"] for _, found in tags if found.get("aria-current")]
    assert current == [f"#conversation-{first}"]
    # By the clock of the test it is the evening of the day on which all was asked.
    assert Reader(chat.bar.refreshed(english, "", first)).text.startswith("Today")


@pytest.mark.parametrize(
    ("language", "line"), [("ko", "맞는 대화가 없습니다."), ("en", "No conversation matches.")]
)
def test_what_matches_nothing_says_so(chat: Listed, language: str, line: str) -> None:
    found = chat.bar.refreshed(visitor(chat.visitor, language), "없는 말", "")
    assert Reader(found).text == line


def test_a_new_conversation_leaves_nothing_of_the_one_before(chat: Listed) -> None:
    chat.ask(RESIDENTS)
    before = chat.id
    updates = chat.begin()
    assert (chat.thread, chat.id, updates[chat.tab.question]["value"]) == ([], "", "")
    assert listed(updates[chat.bar.entries]) == [before]
    # The links of the article that was shown would lead into the new conversation.
    assert Reader(updates[chat.source]).text.startswith("답변 끝의 번호를 누르면")


def test_a_conversation_is_opened(chat: Listed, first: str) -> None:
    updates = chat.open(id=first)
    assert (chat.thread, chat.id) == ([RESIDENTS, RESIDENTS_ANSWER], first)
    tags = Reader(updates[chat.bar.entries]).tags
    current = [found["href"] for _, found in tags if found.get("aria-current")]
    assert current == [f"#conversation-{first}"]
    assert Reader(updates[chat.source]).text.startswith("답변 끝의 번호를 누르면")


@pytest.mark.parametrize("sent", [{}, {"id": "no-such-one"}, {"id": ["x"]}, {"id": None}])
def test_what_cannot_be_opened_is_a_new_conversation(chat: Listed, sent: dict[str, object]) -> None:
    chat.ask(RESIDENTS)
    chat.open(**sent)
    assert (chat.thread, chat.id) == ([], "")


def test_anothers_conversation_is_neither_opened_nor_renamed_nor_deleted(
    made: Made, chat: Listed, first: str
) -> None:
    other = Listed(made, "somebody else")
    other.open(id=first)
    assert (other.thread, other.id) == ([], "")
    assert Reader(other.rename(id=first, title="내 것")).text.startswith(GONE)
    assert Reader(other.delete(id=first)[other.bar.entries]).text.startswith(GONE)
    assert [item.title for item in chat.talk.keeping.list(chat.visitor)] == [LIBRARY, RESIDENTS]


def test_a_conversation_is_renamed_and_stays_open(chat: Listed, first: str) -> None:
    markup = chat.rename(id=first, title=" 섬의 <다리> ")
    assert listed(markup) == [chat.id, first]
    assert "섬의 <다리>" in Reader(markup).text
    assert chat.thread == [LIBRARY, LIBRARY_ANSWER]


def test_another_conversation_is_deleted_and_the_open_one_stays(chat: Listed, first: str) -> None:
    updates = chat.delete(id=first)
    assert set(updates) == {chat.bar.entries}
    assert listed(updates[chat.bar.entries]) == [chat.id] == chat.ids()


def test_after_the_open_conversation_is_deleted_a_new_one_begins(chat: Listed, first: str) -> None:
    updates = chat.delete(id=chat.id)
    assert (chat.thread, chat.id) == ([], "")
    assert listed(updates[chat.bar.entries]) == [first]


def test_what_another_tab_deleted_is_told_over_the_list(chat: Listed, first: str) -> None:
    chat.talk.keeping.delete(chat.visitor, first)
    for markup in (chat.rename(id=first, title="이름"), chat.delete(id=first)[chat.bar.entries]):
        assert Reader(markup).text.startswith(GONE)
        assert listed(markup) == [chat.id]


def test_conversations_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    made = Made(tmp_path)
    chat = Listed(made, "anna")
    made.talk.backend.store.write_text("a file")
    chat.ask(RESIDENTS)
    line = "대화를 저장할 수 없어 이번 대화만 보입니다."
    assert Reader(chat.bar._refresh("", chat.id, chat.request())).text == line
    assert Reader(chat.rename(id=chat.id, title="이름")).text == (
        f"대화를 저장할 수 없습니다. 남은 용량과 권한을 확인해 주세요.{line}"
    )


def test_gradio_tells_who_sends_what(made: Made, chat: Listed, first: str) -> None:
    inputs = ["", chat.id]
    sent = through_gradio(made.page, "_delete", inputs, chat.request(), event(id=first))
    assert len(sent) == len(chat.tab.shown) + 2
    assert chat.ids() == [chat.id]


@pytest.mark.parametrize("leave", ["_begin", "_open", "_delete"])
def test_leaving_a_conversation_gives_up_what_was_going_on_in_it(
    chat: Listed, first: str, leave: str
) -> None:
    there = event(id=first)
    if leave == "_delete":
        there = event(id=chat.id)
    sent = {
        "_begin": ["", chat.request()],
        "_open": ["", chat.request(), there],
        "_delete": ["", chat.id, chat.request(), there],
    }
    before = chat.ids()

    async def run() -> None:
        growing = chat.tab._ask(chat.sent(RESIDENTS), chat.request())
        await anext(growing)
        shown = chat.see(await getattr(chat.bar, leave)(*sent[leave]))
        (last,) = [updates async for updates in growing]
        # In whichever order they reach the page, it shows the same.
        for part in (chat.tab.chat, chat.tab.conversation, chat.tab._asked):
            assert last[part] == shown[part]

    asyncio.run(run())
    assert chat.ids() == [id_ for id_ in before if leave != "_delete" or id_ == first]
    assert chat.thread == ([RESIDENTS, RESIDENTS_ANSWER] if leave == "_open" else [])


def test_the_list_is_refreshed_after_each_question_and_action(made: Made) -> None:
    fns = made.page.fns
    followed = {fn.trigger_after for fn in fns.values() if fn.name == "_refresh"}
    changing = {
        id_ for id_, fn in fns.items() if fn.name in {"_ask", "_ask_offered", "_retry", "_act"}
    }
    assert changing <= followed
