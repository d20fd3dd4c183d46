"""The page: its frame, and the server that shows it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import gradio as gr

from index.errors import ChulcheoError
from ui import looks, messages
from ui.articles import size_markup
from ui.articles_tab import ArticlesTab
from ui.chat_tab import ChatTab, source_view
from ui.markup import EMPTY, Markup, element, escape
from ui.ports import free_port

if TYPE_CHECKING:
    from ui.backend import Backend

# gradio reads this whenever it is about to report its use to its makers.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

# gradio deletes uploads and other temporary files when they are as old as this.
_KEPT_SECONDS = 3600
_WAITING_EVENTS = 32
_EVENTS_AT_ONCE = 4


def build_page(backend: Backend) -> gr.Blocks:
    """Return the page over a backend, ready to be served."""
    page = gr.Blocks(
        title=messages.TITLE,
        analytics_enabled=False,
        fill_height=True,
        fill_width=True,
        delete_cache=(_KEPT_SECONDS, _KEPT_SECONDS),
    )
    with page:
        heading = gr.HTML(_heading(EMPTY), elem_id="heading", apply_default_css=False)
        with gr.Row(elem_id="columns"):
            with gr.Column(scale=3, elem_id="left"), gr.Tabs(elem_id="tabs"):
                with gr.Tab(messages.CHAT_TAB, elem_id="chat-tab"):
                    chat = ChatTab(backend)
                with gr.Tab(messages.ARTICLES_TAB, elem_id="articles-tab"):
                    articles = ArticlesTab(backend)
            with gr.Column(scale=2, elem_id="source-column"):
                gr.HTML(_source_heading(), elem_id="source-heading", apply_default_css=False)
                source = source_view()

        def refresh(needle: str) -> dict[Any, Any]:
            return {
                heading: _heading(_size(backend)),
                chat.chat: chat.examples(),
                **articles.refreshed(needle),
            }

        chat.listen(source)
        updated = articles.listen()
        for event in (page.load, updated.then):
            event(
                refresh,
                [articles.needle],
                [heading, chat.chat, *articles.shown()],
                show_progress="hidden",
                api_visibility="private",
            )
    page.queue(max_size=_WAITING_EVENTS, default_concurrency_limit=_EVENTS_AT_ONCE, api_open=False)
    return page


def serve(backend: Backend, *, host: str, port: int, on_ready: Callable[[str], None]) -> None:
    """Serve the page until interrupted or told to end; both close it in order.

    Args:
        backend: What answers.
        host: Address to listen on.
        port: Port to listen on; 0 takes a free one.
        on_ready: Is told the page's address once it can be opened.

    Raises:
        InputError: The port is in use, or this machine cannot listen there.
    """
    chosen = free_port(host, port)
    # A service manager asks by SIGTERM, and in the background a shell keeps SIGINT away.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    page = build_page(backend)
    _, address, _ = page.launch(
        server_name=host,
        server_port=chosen,
        theme=looks.theme(),
        head=looks.head(),
        prevent_thread_lock=True,
        quiet=True,
        show_error=False,
        share=False,
        inbrowser=False,
        allowed_paths=[],
        max_file_size="20mb",
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        strict_cors=True,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
    )
    try:
        on_ready(address)
        # A join without a limit could not be interrupted on Windows.
        while page.server.thread.is_alive():
            page.server.thread.join(timeout=1)
    except KeyboardInterrupt:
        pass
    finally:
        page.close(verbose=False)


def _size(backend: Backend) -> Markup:
    try:
        return size_markup(backend.articles())
    except ChulcheoError:
        # The list of articles says what is wrong; the heading only leaves the counts out.
        return EMPTY


def _heading(size: Markup) -> Markup:
    return element(
        "header",
        element("h1", escape(messages.TITLE)),
        element("p", escape(messages.SUBTITLE), class_="subtitle"),
        size,
        class_="heading",
    )


def _source_heading() -> Markup:
    return element(
        "header",
        element("h2", escape(messages.SOURCE_LABEL)),
        element("button", escape(messages.SOURCE_CLOSE), id="source-close", type="button"),
        class_="source-heading",
    )
