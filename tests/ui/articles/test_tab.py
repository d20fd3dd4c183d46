from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import fastapi
import gradio as gr
import pytest

from index.errors import CorpusError, StoreError
from tests.ui.stories import write_corpus
from tests.ui.test_markup import Reader
from tests.ui.toy import ToyBackend
from ui.articles.rebuilding import Rebuilding
from ui.articles.tab import ArticlesTab
from ui.articles.watching import Watching
from ui.words import translations

if TYPE_CHECKING:
    from index.datatypes import DocumentSummary, Progress, UpdateReport

Made = TypeVar("Made")

PATIENCE_SECONDS = 30
STORY = "새 등대\n\n파도일보 2024.09.10 08:00\n\n등대가 켜졌다.\n"


class Paused(ToyBackend):
    """Stops in the middle of each update but the first until it may go on."""

    def __init__(self, corpus: Path) -> None:
        self.has_begun = threading.Event()
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        super().__init__(corpus)
        self.has_begun.clear()
        self.may_go_on.clear()

    def update(self, progress: Progress) -> UpdateReport:
        progress("encode", 64, 256)
        self.has_begun.set()
        assert self.may_go_on.wait(PATIENCE_SECONDS)
        return super().update(progress)


class Broken(ToyBackend):
    """Has an index that cannot be read."""

    def articles(self) -> list[DocumentSummary]:
        message = "the store is damaged (malformed); rebuild it with: rag index --full"
        raise StoreError(message)

    def generation(self) -> int:
        self.articles()
        return 0


class Fixture:
    """The tab on a page, with a banner elsewhere on it."""

    def __init__(
        self,
        backend: ToyBackend,
        *,
        has_uploads: bool = True,
        behind: Callable[[Callable[[], None]], None] | None = None,
        is_followed: bool = False,
    ) -> None:
        self.backend = backend
        self.rebuilding = Rebuilding(backend)
        self.watching = Watching(backend, behind=behind, is_followed=is_followed)
        self.page = gr.Blocks(analytics_enabled=False)
        with self.page:
            self.banner = gr.HTML()
            self.button = gr.Button()
            self.tab = ArticlesTab(
                backend, self.rebuilding, self.watching, label, has_uploads=has_uploads
            )
            self.tab.add_clock()
            self.tab.bind_banner(self.banner, self.button)
            self.tab.listen(self.page)

    def shown(self, updates: dict[Any, Any]) -> dict[str, Any]:
        """Return the texts and settings of an update by the id of the component."""
        return {
            part.elem_id or type(part).__name__: (
                Reader(value).text if isinstance(value, str) else value
            )
            for part, value in updates.items()
        }


def label(name: str) -> str:
    return translations("ko")[name]


def inside_loop(make: Callable[[], Made]) -> Made:
    """Gradio opens an event loop for a page made outside of one, and never closes it."""

    async def run() -> Made:
        return make()

    return asyncio.run(run())


def request(visitor: str = "alice", language: str = "ko") -> gr.Request:
    cookies = f"chulcheo_visitor={visitor}; chulcheo_language={language}"
    scope = {"type": "http", "headers": [(b"cookie", cookies.encode())], "client": ("::1", 1)}
    return gr.Request(fastapi.Request(scope), session_hash="session")


def event(**data: object) -> gr.EventData:
    return gr.EventData(None, data)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    write_corpus(tmp_path / "corpus")
    return tmp_path / "corpus"


@pytest.fixture
def made(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fixture:
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path / "inbox"))
    return inside_loop(lambda: Fixture(ToyBackend(corpus)))


def send(made: Fixture, tmp_path: Path, name: str, visitor: str = "alice") -> dict[str, Any]:
    path = tmp_path / "inbox" / "hash" / "file"
    path.parent.mkdir(parents=True)
    path.write_text(STORY, encoding="utf-8")
    told = [{"name": name, "path": str(path), "size": path.stat().st_size}]
    return made.shown(made.tab._act(request(visitor), event(link="take", files=told)))


def test_the_page_opens_with_articles_picture_and_folder(made: Fixture) -> None:
    made.watching.look()
    shown = made.shown(made.tab._load("", request()))
    assert "섬마을 다리, 열두 해 만에 열리다" in shown["articles"]
    assert "언제 나온 기사인가요" in shown["timeline"]
    assert shown["changes"] == "색인이 기사 폴더와 같습니다."
    assert "기사 파일 고르기" in shown["desk"]
    assert shown["generation"] == "1"
    assert shown["rebuild-progress"] == ""


def test_it_speaks_the_language_of_who_asks(made: Fixture) -> None:
    made.watching.look()
    shown = made.shown(made.tab._load("", request(language="en")))
    assert shown["changes"] == "The index matches the folder of articles."
    assert "Choose article files" in shown["desk"]
    assert shown["articles"].startswith("ArticlePublisherDate")


def test_nobody_waits_for_the_first_look_at_the_folder(corpus: Path) -> None:
    waiting: list[Callable[[], None]] = []
    made = inside_loop(lambda: Fixture(ToyBackend(corpus), behind=waiting.append))
    shown = made.shown(made.tab._poll(request()))
    assert shown["changes"] == "기사 폴더를 살펴보는 중…"
    assert shown["Timer"].value == 1.0
    (look,) = waiting
    look()
    assert made.shown(made.tab._poll(request()))["Timer"].value == 20.0


def test_an_upload_is_reviewed_accepted_indexed_and_listed(made: Fixture, tmp_path: Path) -> None:
    assert "확인을 기다리는 기사 1건" in send(made, tmp_path, "등대.txt")["desk"]
    accepted = made.shown(made.tab._act(request(), event(link="accept-all")))
    assert "새 기사 1건등대.txt" in accepted["changes"]
    assert accepted["HTML"] == "새 기사 1건"
    assert accepted["Button"]["visible"] is True
    assert accepted["rebuild"]["variant"] == "primary"
    made.tab._start(request())
    assert made.rebuilding.wait(PATIENCE_SECONDS)
    ended = made.shown(made.tab._poll(request()))
    assert ended["rebuild-progress"].startswith("색인에 반영했습니다: 새 기사 1건")
    assert ended["changes"] == "색인이 기사 폴더와 같습니다."
    assert (ended["HTML"], ended["Button"]["visible"]) == ("", False)
    assert ended["generation"] == "2"
    assert "새 등대등대.txt" in made.shown(made.tab._list("", request()))["articles"]


def test_the_table_is_made_anew_when_folder_or_index_changed(made: Fixture) -> None:
    made.watching.look()
    before = made.tab._poll(request())[made.tab._basis]
    assert made.tab._poll(request("bob", "en"))[made.tab._basis] == before
    (made.backend.corpus / "new.txt").write_text(STORY, encoding="utf-8")
    made.watching.look()
    changed = made.tab._poll(request())[made.tab._basis]
    made.backend.update(lambda _stage, _done, _total: None)
    made.watching.look()
    assert len({before, changed, made.tab._poll(request())[made.tab._basis]}) == 3


def test_an_update_is_seen_and_cancelled_by_every_visitor(corpus: Path) -> None:
    backend = inside_loop(lambda: Paused(corpus))
    made = inside_loop(lambda: Fixture(backend))
    made.tab._start(request("alice"))
    assert backend.has_begun.wait(PATIENCE_SECONDS)
    shown = made.shown(made.tab._poll(request("bob", "en")))
    assert shown["rebuild-progress"].startswith("Computing meanings64 / 25633%")
    assert (shown["rebuild"]["visible"], shown["cancel-rebuild"]["visible"]) == (False, True)
    assert shown["Timer"].value == 1.0
    assert shown["HTML"] == ""
    stopped = made.shown(made.tab._stop(request("bob")))
    assert stopped["rebuild-progress"].startswith("그만두는 중…")
    assert stopped["cancel-rebuild"]["interactive"] is False
    backend.may_go_on.set()
    assert made.rebuilding.wait(PATIENCE_SECONDS)
    ended = made.shown(made.tab._poll(request("alice")))
    assert ended["rebuild-progress"].startswith("그만두었습니다.")
    assert ended["generation"] == "1"


def test_the_search_narrows_the_table(made: Fixture) -> None:
    found = Reader(made.tab._search("두루일보", request())).text
    assert "버려진 역" in found
    assert "섬마을 다리" not in found


class Failing(ToyBackend):
    """Fails each update but the first."""

    def update(self, progress: Progress) -> UpdateReport:
        if self.generation():
            message = f"no articles in {self.corpus}; put .txt files there"
            raise CorpusError(message)
        return super().update(progress)


def test_a_page_over_a_watched_folder_says_so_until_an_update_fails(corpus: Path) -> None:
    made = inside_loop(lambda: Fixture(Failing(corpus), is_followed=True))
    (corpus / "new.txt").write_text(STORY, encoding="utf-8")
    made.watching.look()
    shown = made.shown(made.tab._poll(request()))
    assert shown["changes"].endswith("지켜보고 있습니다. 새 기사는 저절로 반영됩니다.")
    assert shown["HTML"] == "새 기사 1건 · 곧 저절로 반영됩니다"
    # The index may change at any time, without anybody's doing.
    assert shown["Timer"].value == 5.0
    made.rebuilding.start()
    assert made.rebuilding.wait(PATIENCE_SECONDS)
    failed = made.shown(made.tab._poll(request()))
    assert failed["rebuild-progress"] != ""
    assert (failed["HTML"], failed["Button"]["visible"]) == ("새 기사 1건", True)


@pytest.mark.parametrize("link", ["", "cite-1-1", "x" * 10_000])
def test_a_forged_press_is_told_and_does_nothing(made: Fixture, link: str) -> None:
    updates = made.tab._act(request(), event(link=link))
    assert [part.elem_id for part in updates] == ["rebuild-progress"]
    assert Reader(updates[made.tab._progress]).text.startswith("쓸 수 없는 단추입니다.")


def test_a_forged_deletion_deletes_nothing(made: Fixture) -> None:
    before = sorted(path.name for path in made.backend.corpus.iterdir())
    outside = made.backend.corpus.with_name("secret.txt")
    outside.write_text("secret", encoding="utf-8")
    shown = made.shown(made.tab._act(request(), event(link="remove-..%2Fsecret.txt")))
    assert "이 파일은 이제 여기에 없습니다." in shown["desk"]
    assert outside.exists()
    assert sorted(path.name for path in made.backend.corpus.iterdir()) == before


def test_without_uploads_there_is_no_desk_and_nothing_can_be_changed(corpus: Path) -> None:
    made = inside_loop(lambda: Fixture(ToyBackend(corpus), has_uploads=False))
    shown = made.shown(made.tab._load("", request()))
    assert shown["desk"] == ""
    assert "지우기" not in shown["articles"]
    assert made.tab.staging is None
    made.tab._act(request(), event(link="remove-bridge.txt"))
    assert (corpus / "bridge.txt").exists()


def test_a_broken_index_and_a_lost_folder_say_what_is_wrong(corpus: Path) -> None:
    made = inside_loop(lambda: Fixture(Broken(corpus)))
    for path in corpus.iterdir():
        path.unlink()
    corpus.rmdir()
    made.tab._poll(request())
    shown = made.shown(made.tab._load("", request()))
    assert shown["articles"].startswith("색인이 손상되었습니다.")
    assert (shown["timeline"], shown["generation"]) == ("", "0")


def test_no_event_of_the_tab_can_be_called_as_an_api(made: Fixture) -> None:
    events = made.page.config["dependencies"]
    assert {event["api_visibility"] for event in events} == {"private"}
    assert None not in [event.concurrency_limit for event in made.page.fns.values()]


def test_an_unexpected_error_is_told_without_its_words(made: Fixture) -> None:
    assert Reader(made.tab._fail(request())).text.startswith("예상하지 못한 문제로")
    failing = [
        event.fn.__name__
        for event in made.page.fns.values()
        if event.trigger_only_on_failure and event.fn
    ]
    # All but the polling, which goes on by itself: load, list, search, act, two to start, stop.
    assert failing == ["_fail"] * 7
