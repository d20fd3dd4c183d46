from __future__ import annotations

import socket
from threading import Event
from typing import TYPE_CHECKING

import pytest

from index.errors import CorpusError, InputError
from tests.fakes import write_articles
from tests.ui.toy_workspace import (
    ARTICLES,
    SURE,
    SURE_ANSWER,
    contents,
    early_workspace,
    made_workspace,
    toy_workspace,
)
from ui.server.options import ServerOptions
from ui.serving import serve_page, warm_up

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ui.backend import Backend

READY = "ready to answer"
OPTIONS = ServerOptions(port=0)
SECONDS = 30


class ToyPage:
    """Stands where the page is: says where it is, waits for the engines, asks one question."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.answers: list[str] = []
        self.options: ServerOptions | None = None
        self._is_ready = Event()

    def tell(self, line: str) -> None:
        self.told.append(line)
        if line == READY:
            self._is_ready.set()

    def serve(
        self,
        backend: Backend,
        *,
        options: ServerOptions,
        on_ready: Callable[[str], None],
        on_built: Callable[[], None],
    ) -> None:
        self.options = options
        on_ready(f"http://{options.host}/")
        on_built()
        assert self._is_ready.wait(SECONDS)
        self.answers.append(backend.ask(SURE, ()).text)


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> ToyPage:
    page = ToyPage()
    monkeypatch.setattr("ui.serving.serve", page.serve)
    return page


def test_page_is_served_over_the_index_while_the_engines_warm_up(
    tmp_path: Path, page: ToyPage
) -> None:
    space = made_workspace(tmp_path)
    serve_page(space, OPTIONS, page.tell)
    assert page.told == ["the page is at http://127.0.0.1/", READY]
    assert page.answers == [SURE_ANSWER]
    assert page.options is OPTIONS
    assert space.generation() == 1


def test_whoever_starts_a_page_that_watches_is_told_what(tmp_path: Path, page: ToyPage) -> None:
    serve_page(made_workspace(tmp_path), ServerOptions(port=0, watches=True), page.tell)
    assert page.told[1:] == [
        f"watching {tmp_path / 'corpus'}: what changes there comes in by itself",
        READY,
    ]


def test_index_is_built_first_where_there_is_none(tmp_path: Path, page: ToyPage) -> None:
    write_articles(tmp_path / "corpus", ARTICLES)
    space = toy_workspace(tmp_path)
    serve_page(space, OPTIONS, page.tell)
    assert page.told[0].startswith("+2 ~0 -0  (0 unchanged)\n")
    assert page.told[1:] == ["the page is at http://127.0.0.1/", READY]
    assert page.answers == [SURE_ANSWER]


def test_folder_without_articles_is_refused(tmp_path: Path, page: ToyPage) -> None:
    (tmp_path / "corpus").mkdir()
    with pytest.raises(CorpusError, match=r"^no articles in "):
        serve_page(toy_workspace(tmp_path), OPTIONS, page.tell)
    assert (page.told, page.answers) == ([], [])


def test_port_in_use_is_refused_before_any_work(tmp_path: Path, page: ToyPage) -> None:
    write_articles(tmp_path / "corpus", ARTICLES)
    space = toy_workspace(tmp_path)
    before = contents(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(InputError, match=rf"^port {port} is in use"):
            serve_page(space, ServerOptions(port=port), page.tell)
    assert (page.told, page.answers) == ([], [])
    assert contents(tmp_path) == before
    assert space.engines.loaded == set()


def test_engine_that_cannot_be_loaded_is_told_in_one_line(tmp_path: Path) -> None:
    space = early_workspace(tmp_path)
    space.engines.has_encoder = False
    told: list[str] = []
    warm_up(space, told.append)
    assert told == ["answers go by words alone: cannot load the encoder"]
    assert space.ask(SURE, ()).text == SURE_ANSWER
