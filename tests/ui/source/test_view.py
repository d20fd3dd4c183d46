from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import gradio as gr
import pytest

from index.errors import StoreError
from tests.ui.chat.talking import LIBRARY, RESIDENTS, Talk
from tests.ui.requesting import event, on_a_page, request, through_gradio
from tests.ui.stories import BRIDGE
from tests.ui.test_markup import Reader
from tests.ui.toy import ToyBackend
from tests.ui.toy_writing import UNHURRIED
from ui.chat.chatting import Asking
from ui.chat.scope_bar import ScopeBar
from ui.source.view import SourceView

if TYPE_CHECKING:
    from index.datatypes import Document

QUOTE = "갈매섬 주민은 모두 314명이다."
GONE = "이 링크의 답변이 이제 없습니다. 다시 물어봐 주세요."
NO_CONVERSATION = "이 대화는 이제 없습니다. 새 대화를 시작해 주세요."


class Viewing:
    """The source view beside a chat in which two questions were asked."""

    def __init__(self, talk: Talk) -> None:
        self.talk = talk
        talk.ask(RESIDENTS, LIBRARY)
        self.view = on_a_page(lambda: SourceView(talk.backend, talk.keeping))

    def follow(self, link: object, sender: gr.Request | None = None, id_: str | None = None) -> str:
        conversation = self.talk.id if id_ is None else id_
        return self.view._follow(conversation, sender or request(), event(link=link))

    def rewrite(self, text: str | None) -> None:
        """Change the article about the bridge, or take it away, and bring the index up to date."""
        path = self.talk.backend.corpus / "bridge.txt"
        if text is None:
            path.unlink()
        else:
            path.write_text(text, encoding="utf-8")
        self.talk.backend.update(lambda _stage, _done, _total: None)


class Page:
    """The source view with its events, beside the filters that it narrows."""

    def __init__(self, talk: Talk) -> None:
        self.talk = talk
        talk.ask(RESIDENTS)
        on_a_page(self._make)

    def _make(self) -> None:
        assert gr.context.Context.root_block is not None
        self.blocks = gr.context.Context.root_block
        self.scope = ScopeBar(self.talk.backend)
        self.view = SourceView(self.talk.backend, self.talk.keeping)
        self.view.listen(gr.Textbox(""), self.scope)


class Unreadable(ToyBackend):
    """Has an index that was readable until now."""

    def document(self, source: str) -> Document:
        message = f"the store is damaged ({source}); rebuild it with: rag index --full"
        raise StoreError(message)


@pytest.fixture
def viewing(tmp_path: Path) -> Viewing:
    return Viewing(Talk(tmp_path))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Page:
    return Page(Talk(tmp_path_factory.mktemp("page")))


class Marked(Reader):
    """Collects what is marked as quoted, and the notices."""

    def __init__(self, markup: str) -> None:
        self.quote = ""
        self.notice = ""
        self._classes: list[str] = []
        super().__init__(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        self._classes.append(dict(attrs).get("class") or "")

    def handle_endtag(self, tag: str) -> None:
        del tag
        self._classes.pop()

    def handle_data(self, data: str) -> None:
        super().handle_data(data)
        classes = " ".join(self._classes).split()
        self.quote += data if "quote" in classes else ""
        self.notice += data if "notice" in classes else ""


def test_a_citation_of_an_answer_that_is_being_written_opens_its_article(tmp_path: Path) -> None:
    talk = Talk(tmp_path, writer="toy")
    view = on_a_page(lambda: SourceView(talk.backend, talk.keeping))
    steps = talk.chatting.ask(talk.visitor, Asking(question=UNHURRIED))
    next(step for step in steps if "314" in str(step.thread))
    assert Marked(view._follow("", request(), event(link="cite-1-1"))).quote == QUOTE
    assert Marked(view._follow("", request("bert"), event(link="cite-1-1"))).notice == GONE
    steps.close()
    assert Marked(view._follow("", request(), event(link="cite-1-1"))).notice == GONE


def test_a_citation_opens_its_article_with_the_quote_marked(viewing: Viewing) -> None:
    shown = Marked(viewing.follow("cite-1-1"))
    assert (shown.quote, shown.notice) == (QUOTE, "")
    assert shown.text.endswith(BRIDGE)
    assert "섬마을 다리, 열두 해 만에 열리다" in shown.text


def test_each_answer_has_its_own_citations(viewing: Viewing) -> None:
    assert Marked(viewing.follow("cite-2-1")).quote == "도서관은 월요일에 쉰다."


def test_a_passage_that_was_only_read_is_shown_without_a_quote(viewing: Viewing) -> None:
    markup = viewing.follow("passage-1-2")
    assert Marked(markup).quote == ""
    assert 'class="passage"' in markup


def test_old_citations_work_after_a_restart(viewing: Viewing, tmp_path: Path) -> None:
    viewing.talk.history.close()
    later = Talk(tmp_path)
    view = on_a_page(lambda: SourceView(later.backend, later.keeping))
    markup = view._follow(viewing.talk.id, request(), event(link="cite-1-1"))
    assert (Marked(markup).quote, Marked(markup).notice) == (QUOTE, "")


@pytest.mark.parametrize(
    ("text", "notice", "quote"),
    [
        (
            BRIDGE + "\n뒤에 덧붙인 말이다.\n",
            "답변 뒤에 기사가 바뀌었지만, 인용한 문장은 그대로입니다.",
            QUOTE,
        ),
        (
            BRIDGE.replace("글자크기", "글자크기 크게 작게"),
            "답변 뒤에 기사가 바뀌어, 같은 문장을 새 자리에서 찾아 표시했습니다.",
            QUOTE,
        ),
        (
            BRIDGE.replace("314명", "315명"),
            "답변 뒤에 기사가 바뀌어, 인용한 문장이 지금은 없습니다.인용할 때의 문장" + QUOTE,
            "",
        ),
        (
            None,
            "기사가 이제 색인에 없어, 답변할 때 읽은 대목을 그대로 보여 드립니다.",
            QUOTE,
        ),
    ],
    ids=["kept", "moved", "gone", "deleted"],
)
def test_what_became_of_a_cited_article_is_said(
    viewing: Viewing, text: str | None, notice: str, quote: str
) -> None:
    viewing.rewrite(text)
    shown = Marked(viewing.follow("cite-1-1"))
    assert shown.notice == f"원문이 변경됨 {notice}"
    assert shown.quote == quote


def test_an_article_that_is_gone_cannot_be_asked_alone(viewing: Viewing) -> None:
    assert "#only-bridge.txt" in str(Reader(viewing.follow("cite-1-1")).tags)
    viewing.rewrite(None)
    assert "#only-" not in str(Reader(viewing.follow("cite-1-1")).tags)


def test_an_index_that_cannot_be_read_does_not_hide_what_was_read(viewing: Viewing) -> None:
    backend = Unreadable(viewing.talk.backend.corpus)
    viewing.view = on_a_page(lambda: SourceView(backend, viewing.talk.keeping))
    assert Marked(viewing.follow("cite-1-1")).quote == QUOTE
    shown = Reader(viewing.follow("article-bridge.txt"))
    assert shown.text.startswith("색인이 손상되었습니다.")


def test_a_whole_article_is_shown_whatever_became_of_the_conversation(viewing: Viewing) -> None:
    for id_ in (viewing.talk.id, "", "no-such-one"):
        shown = Marked(viewing.follow("article-bridge.txt", id_=id_))
        assert (shown.quote, shown.notice) == ("", "")
        assert shown.text.endswith(BRIDGE)


def test_an_unsaved_answer_has_working_citations(tmp_path: Path) -> None:
    talk = Talk(tmp_path)
    talk.backend.store.write_text("a file")
    viewing = Viewing(talk)
    assert Marked(viewing.follow("cite-1-1")).quote == QUOTE
    assert Marked(viewing.follow("cite-2-1")).quote == "도서관은 월요일에 쉰다."
    shown = Marked(viewing.follow("article-bridge.txt", id_="saved-before"))
    assert shown.text.endswith(BRIDGE)


@pytest.mark.parametrize(
    ("link", "line"),
    [
        ("cite-1-2", GONE),
        ("cite-3-1", GONE),
        ("passage-1-9", GONE),
        ("act-undo-1", GONE),
        ("only-bridge.txt", GONE),
        ("", GONE),
        ("x" * 10_000, GONE),
        (["cite-1-1"], GONE),
        ("article-nothing.txt", "이 기사는 이제 색인에 없습니다."),
        ("article-..%2F..%2Fetc%2Fpasswd", "이 기사는 이제 색인에 없습니다."),
    ],
)
def test_a_forged_link_shows_one_line_and_no_article(
    viewing: Viewing, link: object, line: str
) -> None:
    shown = Reader(viewing.follow(link))
    assert (shown.text, [tag for tag, _ in shown.tags]) == (line, ["p"])


def test_an_event_without_a_link_is_a_forged_one(viewing: Viewing) -> None:
    shown = viewing.view._follow(viewing.talk.id, request(), event())
    assert Reader(shown).text == GONE


def test_anothers_citations_are_not_shown(viewing: Viewing) -> None:
    for link in ("cite-1-1", "passage-1-1"):
        shown = viewing.follow(link, request("bert"))
        assert (Reader(shown).text, len(Reader(shown).tags)) == (NO_CONVERSATION, 1)


def test_an_english_reader_is_spoken_to_in_english(viewing: Viewing) -> None:
    viewing.rewrite(None)
    shown = Marked(viewing.follow("cite-1-1", request("anna", "en")))
    assert shown.notice.startswith("The article has changed It is no longer in the index.")
    assert Reader(viewing.follow("cite-9-1", request("anna", "en"))).text.startswith("the chat no")


def test_one_article_alone_is_asked_from_then_on(page: Page) -> None:
    updates = page.view._narrow(event(link="only-bridge.txt"))
    assert updates == page.scope.only("bridge.txt")
    assert set(updates) == set(page.scope.fields)


@pytest.mark.parametrize("data", [{}, {"link": "cite-1-1"}, {"link": "only-"}, {"link": None}])
def test_a_forged_link_narrows_nothing(page: Page, data: dict[str, object]) -> None:
    sent = through_gradio(page.blocks, "_narrow", [], request(), event(**data))
    assert len(sent) == len(page.scope.fields)
    assert [update for update in sent if "value" in update] == []


def test_gradio_tells_who_sends_what(page: Page) -> None:
    inputs, sent = [page.talk.id], event(link="cite-1-1")
    (shown,) = through_gradio(page.blocks, "_follow", inputs, request(), sent)
    assert QUOTE in Reader(str(shown)).text
    (shown,) = through_gradio(page.blocks, "_follow", inputs, request("bert"), sent)
    assert QUOTE not in Reader(str(shown)).text
