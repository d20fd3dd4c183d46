"""A visitor's chat with the toy backend; the page remembers no more than a browser does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import StoreError
from tests.ui.kept import Minutes
from tests.ui.requesting import visitor
from tests.ui.stories import write_corpus
from tests.ui.toy import ToyBackend
from ui.chat.chatting import Asking, Chatting
from ui.chat.keeping import Keeping
from ui.history.conversations import History
from ui.server.limits import RateLimiter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rag.datatypes import Answer
    from rag.scope import Scope
    from ui.chat.conversation import Conversation
    from ui.chat.showing import Step

ANNA = visitor("anna")
BERT = visitor("bert")

RESIDENTS = "갈매섬 주민은 모두 몇 명인가요?"
RESIDENTS_ANSWER = "갈매섬 주민은 모두 314명이다.[1]"
LIBRARY = "도서관은 무슨 요일에 쉬나요?"
LIBRARY_ANSWER = "도서관은 월요일에 쉰다.[1]"
BRIDGE = "갈매대교 다리의 길이는?"
BRIDGE_ANSWER = "다리의 길이는 1.8km이고, 공사비는 920억 원이 들었다.[1]"
# Shares no word with any article.
MARS = "화성에도 바다가 있나요?"
MARS_ANSWER = "기사에서 이 질문의 답을 찾지 못했습니다."


class Clock:
    """Stands still until a test moves it on."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class FullDisk(History):
    """Writes until the disk is full; what is written can still be read."""

    is_full = False

    def add(
        self,
        visitor: str,
        conversation_id: str | None,
        answer: Answer,
        sha256s: Mapping[str, str],
        *,
        replacing: int = 0,
    ) -> Conversation:
        self._check_room()
        return super().add(visitor, conversation_id, answer, sha256s, replacing=replacing)

    def cut(self, visitor: str, id_: str, number: int) -> Conversation:
        self._check_room()
        return super().cut(visitor, id_, number)

    def _check_room(self) -> None:
        if self.is_full:
            message = "the conversations in x cannot be used (database or disk is full); try again"
            raise StoreError(message)


class Talk:
    """One tab of a browser. The visitor's other tabs share its parts.

    Args:
        folder: Gets a corpus and a store.
        allowed: How many questions may be asked in a minute.
        is_warm: Whether the engines are loaded.
        writer: The name of the language model; empty for none.
    """

    def __init__(
        self, folder: Path, *, allowed: float = 1000, is_warm: bool = True, writer: str = ""
    ) -> None:
        folder.mkdir(exist_ok=True)
        write_corpus(folder / "corpus")
        self.backend = ToyBackend(folder / "corpus", is_warm=is_warm, writer=writer)
        self.history = FullDisk(self.backend.store, now=Minutes())
        self.keeping = Keeping(self.history)
        self.clock = Clock()
        limiter = RateLimiter(allowed, 60.0, clock=self.clock)
        self.chatting = Chatting(self.backend, self.keeping, limiter, sentence_seconds=0.0)
        self.visitor = ANNA
        self.id = ""
        self.editing = 0

    def see(self, step: Step) -> Step:
        """Note what the browser would."""
        self.id, self.editing = step.conversation, step.editing
        return step

    def steps(self, question: str, scope: Scope | None = None) -> list[Step]:
        asking = Asking(question=question, conversation=self.id, replacing=self.editing)
        if scope:
            asking = replace(asking, scope=scope)
        return [self.see(step) for step in self.chatting.ask(self.visitor, asking)]

    def ask(self, *questions: str) -> Step:
        """Ask one question after another, and return what is shown in the end."""
        return [self.steps(question)[-1] for question in questions][-1]

    def retry(self, number: int) -> Step:
        asking = Asking(conversation=self.id, replacing=number)
        return [self.see(step) for step in self.chatting.retry(self.visitor, asking)][-1]

    def edit(self, number: int, question: str) -> Step:
        self.see(self.chatting.edit(self.visitor, self.id, number))
        return self.ask(question)

    def undo(self, number: int) -> Step:
        return self.see(self.chatting.undo(self.visitor, self.id, number))

    def stop(self, question: str) -> Step:
        """Ask, and stop the answer while it is on its way."""
        asking = Asking(question=question, conversation=self.id, replacing=self.editing)
        steps = self.chatting.ask(self.visitor, asking)
        pending = self.see(next(steps))
        self.see(next(steps))
        asking = replace(asking, question=pending.asked, replacing=pending.editing)
        return self.see(self.chatting.stop(self.visitor, asking))

    @property
    def kept(self) -> Conversation:
        return self.keeping.load(self.visitor.id, self.id)


class Lines(HTMLParser):
    """Collects the paragraphs that a visitor reads, and no tools beside them."""

    CLASSES = frozenset({"asked", "sentence", "verdict", "notice", "pending"})

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._is_inside = False
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "p":
            self._is_inside = dict(attrs).get("class") in self.CLASSES
            self.lines += [""] if self._is_inside else []

    def handle_endtag(self, tag: str) -> None:
        self._is_inside = self._is_inside and tag != "p"

    def handle_data(self, data: str) -> None:
        if self._is_inside:
            self.lines[-1] += data


def lines(markup: object) -> list[str]:
    return Lines(str(markup)).lines


def read(messages: Sequence[Mapping[str, object]]) -> list[str]:
    """Return all lines of a thread; who said them, they tell themselves."""
    return [line for message in messages for line in lines(message["content"])]
