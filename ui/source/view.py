"""The source view in Gradio: a click on a link of the page opens an article beside the chat."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

import gradio as gr

from index.errors import ChulcheoError, InputError, StoreError
from ui.binding import QUIET
from ui.chat.conversation import look_up
from ui.links import ArticleLink, OnlyLink, parse_link
from ui.source.article import error_markup, gone_markup, source_markup
from ui.visiting import visitor_of

if TYPE_CHECKING:
    from ui.backend import Backend
    from ui.chat.keeping import Keeping
    from ui.chat.scope_bar import ScopeBar
    from ui.markup import Markup
    from ui.visiting import Visitor

CLICKS_AT_ONCE = 8


class SourceView:
    """The article that was last asked for, with the cited words marked.

    Attributes:
        view: The component; its script turns clicks on links into events.
    """

    def __init__(self, backend: Backend, keeping: Keeping) -> None:
        self._backend = backend
        self._keeping = keeping
        self.view = gr.HTML(
            "",
            js_on_load=files("ui").joinpath("assets/source.js").read_text("utf-8"),
            elem_id="source",
            apply_default_css=False,
        )

    def listen(self, conversation: gr.Textbox, scope: ScopeBar) -> None:
        """Bind the events.

        Args:
            conversation: Holds the id of the open conversation.
            scope: What is narrowed to the article that is shown, when the visitor asks for it.
        """
        self._scope = scope
        self.view.follow(
            self._follow,
            [conversation],
            self.view,
            trigger_mode="always_last",
            concurrency_limit=CLICKS_AT_ONCE,
            **QUIET,
        )
        self.view.only(self._narrow, None, scope.fields, **QUIET)

    def _follow(self, conversation: str, request: gr.Request, event: gr.EventData) -> str:
        visitor = visitor_of(request)
        try:
            return self._shown(visitor, conversation, str(getattr(event, "link", "")))
        except ChulcheoError as error:
            return error_markup(visitor.words.errors.error(error))

    def _shown(self, visitor: Visitor, id_: str, link: str) -> Markup:
        # Whole articles can be read whatever became of the conversation.
        is_whole = isinstance(parse_link(link), ArticleLink)
        asked_in = None if is_whole else self._keeping.seen(visitor.id, id_)
        view = look_up(asked_in, link)
        try:
            document = self._backend.document(view.source)
        except StoreError:
            if view.quote is None and view.passage is None:
                raise
            return gone_markup(view, visitor.words)
        return source_markup(document, view, visitor.words)

    def _narrow(self, event: gr.EventData) -> dict[Any, Any]:
        skipped: dict[Any, Any] = gr.skip()
        try:
            link = parse_link(str(getattr(event, "link", "")))
        except InputError:
            return skipped
        return self._scope.only(link.source) if isinstance(link, OnlyLink) else skipped
