"""The articles in Gradio: components, and which event does what; `desk` knows what is done."""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import gradio as gr

from index.errors import ChulcheoError
from ui.articles.desk import Desk, read_sent
from ui.articles.differences import (
    banner_markup,
    changes_markup,
    line_markup,
    rebuild_markup,
)
from ui.articles.links import parse_act
from ui.articles.staging import Staging
from ui.articles.table import list_rows, pending_markup, table_markup
from ui.articles.timeline import timeline_markup
from ui.markup import EMPTY, Markup, join
from ui.visiting import visitor_of

if TYPE_CHECKING:
    from index.datatypes import Changes
    from ui.articles.rebuilding import Rebuilding
    from ui.articles.watching import Watching
    from ui.backend import Backend
    from ui.visiting import Visitor
    from ui.words import Words

# New values by component; Gradio leaves the components that are not named as they are.
Updates: TypeAlias = dict[Any, Any]

# How often a page asks how things stand: while something moves, and else.
_MOVING_SECONDS = 1.0
_RESTING_SECONDS = 20.0
# Where the index may change without anybody's doing.
_FOLLOWED_SECONDS = 5.0
# What came of an update is news for so long.
_NEWS_SECONDS = 600.0
_EVENTS_AT_ONCE = 4


class ArticlesTab:
    """Uploads, the state of the folder, the update of the index, and the list of articles.

    Args:
        backend: The articles.
        rebuilding: Updates its index, for all visitors.
        watching: Looks at its folder, for all visitors.
        label: Gives what stands on a component, by the name of the words.
        has_uploads: Whether visitors may upload articles, and delete them.

    Attributes:
        generation: Holds the number of the index; its `change` tells that another one serves now.
        staging: Where uploads wait; `None` without uploads.
    """

    def __init__(
        self,
        backend: Backend,
        rebuilding: Rebuilding,
        watching: Watching,
        label: Callable[[str], Any],
        *,
        has_uploads: bool = True,
    ) -> None:
        self._backend = backend
        self._rebuilding = rebuilding
        self._watching = watching
        self._resting_seconds = _FOLLOWED_SECONDS if watching.is_followed else _RESTING_SECONDS
        self.staging: Staging | None = None
        self._desk: Desk | None = None
        if has_uploads:
            inbox = Path(gr.utils.get_upload_folder())
            self.staging = Staging(backend.store, backend.corpus, inbox)
            self._desk = Desk(backend, self.staging, watching)
        self._banner: tuple[gr.HTML, gr.Button] | None = None
        self._lay_out(label)

    def _lay_out(self, label: Callable[[str], Any]) -> None:
        self._acts = gr.HTML(
            js_on_load=files("ui").joinpath("assets/articles.js").read_text("utf-8"),
            elem_id="desk",
            apply_default_css=False,
        )
        with gr.Row(elem_id="article-actions"):
            self._changes = gr.HTML(elem_id="changes", apply_default_css=False)
            self._update = gr.Button(
                label("articles.update"), variant="primary", elem_id="rebuild", size="md"
            )
            self._cancel = gr.Button(
                label("articles.cancel"), elem_id="cancel-rebuild", size="md", visible=False
            )
        self._progress = gr.HTML(elem_id="rebuild-progress", apply_default_css=False)
        self._timeline = gr.HTML(elem_id="timeline", apply_default_css=False)
        self._needle = gr.Textbox(
            "",
            label=label("articles.search"),
            show_label=False,
            placeholder=label("articles.search_hint"),
            elem_id="filter",
            container=False,
        )
        self._table = gr.HTML(pending_markup(), elem_id="articles", apply_default_css=False)

    def add_clock(self) -> None:
        """Put here what looks at the folder now and then; outside of the tab.

        Gradio brings nothing to life that is in a tab before that is opened.
        """
        self.generation = gr.Textbox("", visible="hidden", elem_id="generation")
        # What the table was made of: when it changes, the table has to be made anew.
        self._basis = gr.Textbox("", visible="hidden", elem_id="articles-basis")
        self._timer = gr.Timer(self._resting_seconds)

    def bind_banner(self, banner: gr.HTML, button: gr.Button) -> None:
        """Show elsewhere on the page, too, that the folder has changed; before `listen`.

        Args:
            banner: Gets `banner_markup`.
            button: Is there when the banner says something, and starts the update.
        """
        self._banner = (banner, button)

    def listen(self, page: gr.Blocks) -> None:
        """Bind the events of the tab, and the loading of the page it is on."""
        standing = self._standing_parts()
        listed = [self._table, self._timeline, self._changes]
        updates = [self._update, *([self._banner[1]] if self._banner else [])]
        bindings: list[tuple[Any, Callable[..., Any], list[Any], list[Any]]] = [
            (page.load, self._load, [self._needle], [self._acts, *listed, *standing]),
            (self._timer.tick, self._poll, [], standing),
            (self._basis.change, self._list, [self._needle], listed),
            (self._needle.change, self._search, [self._needle], [self._table]),
            (self._acts.act, self._act, [], [self._acts, *standing]),
            *((button.click, self._start, [], [self._acts, *standing]) for button in updates),
            (self._cancel.click, self._stop, [], standing),
        ]
        for bind, handler, inputs, outputs in bindings:
            event = bind(
                handler,
                inputs,
                outputs,
                show_progress="hidden",
                trigger_mode="always_last",
                concurrency_limit=_EVENTS_AT_ONCE,
                concurrency_id="articles",
                api_visibility="private",
            )
            if handler != self._poll:
                event.failure(
                    self._fail,
                    None,
                    self._progress,
                    show_progress="hidden",
                    api_visibility="private",
                )

    # Gradio reads the annotations of these methods while it runs, and passes the request and the
    # event only where it could read them all: none may name what is imported for type checking.

    def _load(self, needle: str, request: gr.Request) -> dict[Any, Any]:
        visitor = visitor_of(request)
        shown = self._shown(visitor, needle)
        desk = self._desk.markup(visitor) if self._desk else EMPTY
        return {self._acts: desk, **shown, **self._standing(visitor)}

    def _list(self, needle: str, request: gr.Request) -> dict[Any, Any]:
        return self._shown(visitor_of(request), needle)

    def _search(self, needle: str, request: gr.Request) -> str:
        return self._listed(visitor_of(request).words, needle)

    def _poll(self, request: gr.Request) -> dict[Any, Any]:
        return self._standing(visitor_of(request))

    def _start(self, request: gr.Request) -> dict[Any, Any]:
        visitor = visitor_of(request)
        self._rebuilding.start()
        # What was said before is done with.
        desk = self._desk.markup(visitor) if self._desk else EMPTY
        return {self._acts: desk, **self._standing(visitor)}

    def _stop(self, request: gr.Request) -> dict[Any, Any]:
        self._rebuilding.cancel()
        return self._standing(visitor_of(request))

    def _act(self, request: gr.Request, event: gr.EventData) -> dict[Any, Any]:
        visitor = visitor_of(request)
        if self._desk is None:
            return self._standing(visitor)
        try:
            act = parse_act(str(getattr(event, "link", "")))
        except ChulcheoError as error:
            line = visitor.words.errors.error(error)
            return {self._progress: line_markup(line, is_error=True)}
        if act.verb == "take":
            desk = self._desk.take(visitor, read_sent(getattr(event, "files", None)))
        else:
            desk = self._desk.press(visitor, act)
        return {self._acts: desk, **self._standing(visitor)}

    def _fail(self, request: gr.Request) -> str:
        line = visitor_of(request).words.articles.action_failed
        return line_markup(line, is_error=True)

    def _standing_parts(self) -> list[Any]:
        parts = [self._changes, self._progress, self._update, self._cancel, self._timer]
        return [*parts, self.generation, self._basis, *(self._banner or ())]

    def _standing(self, visitor: Visitor) -> Updates:
        """Return how folder and index stand, and how far an update is; cheap."""
        state = self._rebuilding.state()
        words = visitor.words
        # Before the folder is asked about: a look that begins now may be over in no time.
        is_unknown = not self._watching.has_looked
        changes, line = self._looked(words)
        has_failed = state.error is not None or state.was_cancelled
        will_come = self._watching.is_followed and not has_failed
        differs = banner_markup(changes, words, will_come=will_come)
        generation = self._generation()
        is_news = state.is_running or time.time() - state.ended_at < _NEWS_SECONDS
        is_moving = state.is_running or is_unknown
        updates: Updates = {
            self._changes: line,
            self._progress: rebuild_markup(state, words) if is_news else EMPTY,
            self._update: gr.update(
                visible=not state.is_running, variant="primary" if differs else "secondary"
            ),
            self._cancel: gr.update(visible=state.is_running, interactive=not state.is_cancelling),
            self._timer: gr.Timer(_MOVING_SECONDS if is_moving else self._resting_seconds),
            self.generation: str(generation),
            # Equal changes have equal hashes; what survives a restart is made anew once.
            self._basis: f"{generation}/{hash(changes)}",
        }
        if self._banner:
            banner, button = self._banner
            said = EMPTY if state.is_running else differs
            updates |= {banner: said, button: gr.update(visible=bool(said))}
        return updates

    def _shown(self, visitor: Visitor, needle: str) -> Updates:
        words = visitor.words
        return {
            self._table: self._listed(words, needle),
            self._timeline: self._picture(words),
            self._changes: self._looked(words)[1],
        }

    def _listed(self, words: Words, needle: str) -> Markup:
        try:
            articles = self._backend.articles()
        except ChulcheoError as error:
            return line_markup(words.errors.error(error), is_error=True)
        rows = list_rows(articles, self._looked(words)[0])
        return table_markup(rows, words, needle, can_change=self._desk is not None)

    def _picture(self, words: Words) -> Markup:
        try:
            return timeline_markup(self._backend.articles(), words)
        except ChulcheoError:
            # The list of articles says what is wrong.
            return EMPTY

    def _looked(self, words: Words) -> tuple[Changes | None, Markup]:
        """Return how the folder differs, as far as is known, and the lines about it."""
        ended = self._rebuilding.state().ended_at
        # Asked first: the scan that is begun below may end at any time.
        has_looked = self._watching.has_looked
        try:
            changes = self._watching.changes(newer_than=ended)
        except ChulcheoError as error:
            return None, line_markup(words.errors.error(error), is_error=True)
        if changes is None:
            # A scan that ended without a word ended in something nobody foresaw.
            said = words.articles
            line = said.action_failed if has_looked else said.unknown
            return None, line_markup(line, is_error=has_looked)
        line = changes_markup(changes, words)
        if self._watching.is_followed:
            line = join(line, line_markup(words.articles.followed))
        return changes, line

    def _generation(self) -> int:
        try:
            return self._backend.generation()
        except ChulcheoError:
            return 0
