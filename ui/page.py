"""The page: its frame, its parts, and what brings each up to date."""

from __future__ import annotations

import os
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import gradio as gr

from index.errors import ChulcheoError
from ui.articles.tab import ArticlesTab
from ui.articles.upkeep import Upkeep
from ui.binding import QUIET, label
from ui.chat.answerer_bar import AnswererBar
from ui.chat.chatting import Chatting
from ui.chat.list_bar import ConversationsBar
from ui.chat.scope_bar import ScopeBar
from ui.chat.scoping import parse_scope
from ui.chat.tab import ChatTab
from ui.heading import heading_markup, source_heading_markup
from ui.programs.api import bind_api
from ui.server.turns import Turns
from ui.source.article import empty_markup
from ui.source.view import SourceView
from ui.streaming import keep_streams_open
from ui.visiting import visitor_of
from ui.words import WORDS

if TYPE_CHECKING:
    from ui.backend import Backend
    from ui.chat.keeping import Keeping
    from ui.server.limits import RateLimiter
    from ui.visiting import Visitor

# Gradio reads this whenever it is about to report its use to its makers.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

# Gradio deletes uploads and other temporary files when they are as old as this.
KEPT_SECONDS = 3600
# A page sends three when it is opened, each takes milliseconds: a hundred people may come at once.
# Questions wait in a line of their own.
WAITING_EVENTS = 300
EVENTS_AT_ONCE = 4
# How often a page asks whether the engines are loaded.
WARMING_SECONDS = 2.0


class Page:
    """The parts of the page, and the events between them.

    Attributes:
        turns: Whose turn it is to be answered.
    """

    def __init__(
        self,
        backend: Backend,
        *,
        keeping: Keeping,
        limiter: RateLimiter,
        takes_uploads: bool,
        upkeep: Upkeep,
    ) -> None:
        self._backend = backend
        self.turns = Turns()
        script = files("ui").joinpath("assets/heading.js").read_text("utf-8")
        self._heading = gr.HTML(js_on_load=script, elem_id="heading", apply_default_css=False)
        with gr.Row(elem_id="banner-row"):
            banner = gr.HTML(elem_id="banner", apply_default_css=False)
            apply = gr.Button(label("articles.banner_apply"), elem_id="apply", size="sm")
        with gr.Row(elem_id="columns"):
            with gr.Column(scale=1, elem_id="list-column"):
                self._conversations = ConversationsBar(keeping)
            with gr.Column(scale=3, elem_id="left"), gr.Tabs(elem_id="tabs"):
                with gr.Tab(label("page.chat_tab"), elem_id="chat-tab"):
                    chatting = Chatting(backend, keeping, limiter)
                    self._chat = ChatTab(backend, chatting, self.turns)
                    self._scope = ScopeBar(backend)
                    self._answerer = AnswererBar(backend)
                    self._chat.add_box()
                with gr.Tab(label("page.articles_tab"), elem_id="articles-tab"):
                    self._articles = ArticlesTab(
                        backend,
                        upkeep.rebuilding,
                        upkeep.watching,
                        label,
                        has_uploads=takes_uploads,
                    )
            with gr.Column(scale=2, elem_id="source-column"):
                self._source_heading = gr.HTML(elem_id="source-heading", apply_default_css=False)
                self._source = SourceView(backend, keeping)
        self._articles.add_clock()
        self._articles.bind_banner(banner, apply)
        self._warming = gr.Timer(WARMING_SECONDS, active=False)

    def listen(self, blocks: gr.Blocks) -> None:
        """Bind the events between the parts, and what fills the page in the browser."""
        blocks.load(self._fill, None, self._filled(), **QUIET)
        keep_streams_open(blocks)
        self._articles.listen(blocks)
        changed = self._chat.listen(self._scope.written, self._answerer.choice)
        self._scope.listen()
        self._source.listen(self._chat.conversation, self._scope)
        self._conversations.listen(self._chat, self._source.view, changed)
        # The address names the open conversation: a reload, or a bookmark, brings it back.
        self._chat.conversation.change(
            None,
            [self._chat.conversation],
            None,
            js="(id) => history.replaceState(null, '', id ? `?chat=${id}` : location.pathname)",
            **QUIET,
        )
        self._warming.tick(
            self._warm_up, None, [self._heading, self._warming, self._chat.chat], **QUIET
        )
        self._articles.generation.change(
            self._renew,
            self._scope.written,
            [self._heading, self._chat.chat, *self._scope.fields],
            **QUIET,
        )

    def _filled(self) -> list[Any]:
        return [
            self._heading,
            self._source_heading,
            self._source.view,
            self._conversations.entries,
            self._warming,
            *self._chat.shown,
            *self._scope.fields,
        ]

    # Gradio reads the annotations of these methods while it runs, and passes the request only
    # where it could read them all: none may name what is imported for type checking alone.

    def _fill(self, request: gr.Request) -> dict[Any, Any]:
        visitor = visitor_of(request)
        opened = self._chat.opened(request.query_params.get("chat", ""), visitor)
        # What was typed while the page was opening stays in the box.
        del opened[self._chat.question]
        conversation = opened[self._chat.conversation]
        chat = {**self._chat.invitation(visitor), "value": opened[self._chat.chat]}
        return {
            **opened,
            **self._scope.choices(),
            self._chat.chat: gr.update(**chat),
            self._heading: self._headed(visitor),
            self._warming: gr.Timer(active=not self._backend.is_warm()),
            self._source_heading: source_heading_markup(visitor.words),
            self._source.view: empty_markup(visitor.words),
            self._conversations.entries: self._conversations.refreshed(visitor, "", conversation),
        }

    def _warm_up(self, request: gr.Request) -> dict[Any, Any]:
        visitor = visitor_of(request)
        if not self._backend.is_warm():
            return {self._warming: gr.skip()}
        return {
            self._heading: self._headed(visitor),
            self._warming: gr.Timer(active=False),
            self._chat.chat: self._chat.invitation(visitor),
        }

    def _renew(self, scope: str, request: gr.Request) -> dict[Any, Any]:
        visitor = visitor_of(request)
        return {
            self._heading: self._headed(visitor),
            self._chat.chat: self._chat.invitation(visitor),
            **self._scope.choices(parse_scope(scope)),
        }

    def _headed(self, visitor: Visitor) -> str:
        try:
            articles = self._backend.articles()
        except ChulcheoError:
            # The list of articles says what is wrong; the heading only tells of none.
            articles = []
        return heading_markup(articles, visitor, is_warm=self._backend.is_warm())


def build_page(
    backend: Backend,
    *,
    keeping: Keeping,
    limiter: RateLimiter,
    takes_uploads: bool = True,
    upkeep: Upkeep | None = None,
) -> gr.Blocks:
    """Return the page over a backend, ready to be served.

    Args:
        backend: What answers.
        keeping: Keeps the conversations.
        limiter: How often each machine may ask.
        takes_uploads: Whether visitors may send files.
        upkeep: Keeps the index in step with the folder; without, when somebody asks for it.
    """
    blocks = gr.Blocks(
        # In both scripts, for it is the same in both languages.
        title=WORDS["en"].page.title,
        analytics_enabled=False,
        fill_height=True,
        fill_width=True,
        delete_cache=(KEPT_SECONDS, KEPT_SECONDS),
    )
    with blocks:
        page = Page(
            backend,
            keeping=keeping,
            limiter=limiter,
            takes_uploads=takes_uploads,
            upkeep=upkeep or Upkeep(backend),
        )
        page.listen(blocks)
        bind_api(backend, page.turns, limiter)
    blocks.queue(max_size=WAITING_EVENTS, default_concurrency_limit=EVENTS_AT_ONCE, api_open=False)
    return blocks
