"""The filters by article, publisher and date, in Gradio."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gradio as gr

from index.errors import ChulcheoError
from rag.scope import EVERYTHING, Scope
from ui.binding import QUIET, label
from ui.chat.answer import notice_markup
from ui.chat.scoping import (
    article_choices,
    day,
    make_scope,
    publisher_choices,
    scope_markup,
    write_scope,
)
from ui.markup import Markup, join
from ui.visiting import visitor_of

if TYPE_CHECKING:
    from ui.backend import Backend
    from ui.words import Words

# A line that nobody can read is repeated to its writer no further than this.
_LONGEST_REPEATED = 40


class ScopeBar:
    """The filters, folded away until someone wants them.

    Attributes:
        written: Holds the scope for the browser to send along with a question.
    """

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self.written = gr.Textbox("", visible=False, elem_id="scope")
        self._line = gr.HTML("", elem_id="scope-line", apply_default_css=False)
        with gr.Accordion(label("scope.filters"), open=False, elem_id="filters"):
            with gr.Row(elem_id="filter-fields"):
                self._articles = gr.Dropdown(
                    [], multiselect=True, label=label("scope.article"), elem_id="filter-articles"
                )
                self._publishers = gr.Dropdown(
                    [],
                    multiselect=True,
                    label=label("scope.publisher"),
                    elem_id="filter-publishers",
                )
                self._since, self._until = (
                    gr.Textbox(
                        "",
                        label=label(f"scope.{end}"),
                        placeholder=label("scope.day_example"),
                        elem_id=f"filter-{end}",
                    )
                    for end in ("since", "until")
                )
            self._clear = gr.Button(label("scope.clear"), size="sm", elem_id="filter-clear")

    @property
    def fields(self) -> list[Any]:
        """The filters themselves."""
        return [self._articles, self._publishers, self._since, self._until]

    def listen(self) -> None:
        """Bind the events."""
        days = (self._since, self._until)
        typed = [end.change for end in days]
        done = [
            *(self._articles.change, self._publishers.change),
            *(end.blur for end in days),
            *(end.submit for end in days),
        ]
        for triggers, handler in ((typed, self._narrow), (done, self._check)):
            gr.on(
                triggers,
                handler,
                self.fields,
                [self.written, self._line],
                # One after the other: of two days that are left and typed in a moment, the answer
                # to the first must not come last.
                concurrency_id="scope",
                concurrency_limit=1,
                # What is typed while an answer is on its way is asked when that is there.
                trigger_mode="always_last",
                # After a restart Gradio no longer knows the choices, and would refuse them all.
                preprocess=False,
                **QUIET,
            )
        self._clear.click(lambda: ([], [], "", ""), None, self.fields, **QUIET)

    def choices(self, scope: Scope = EVERYTHING) -> dict[Any, Any]:
        """Return the updates that offer the articles and publishers in hand.

        Args:
            scope: What is chosen; of it stays chosen what is still there.
        """
        try:
            articles = self._backend.articles()
        except ChulcheoError:
            # The list of articles says what is wrong.
            return {}
        return {
            field: gr.update(
                choices=choices, value=[value for _, value in choices if value in chosen]
            )
            for field, choices, chosen in (
                (self._articles, article_choices(articles, scope.sources), scope.sources),
                (self._publishers, publisher_choices(articles, scope.publishers), scope.publishers),
            )
        }

    def only(self, source: str) -> dict[Any, Any]:
        """Return the updates that leave one article alone in scope."""
        chosen = self.choices(Scope(sources=frozenset({source})))
        return {**chosen, self._since: "", self._until: ""}

    # Gradio reads the annotations of these methods while it runs.

    def _narrow(
        self, sources: object, publishers: object, since: object, until: object, request: gr.Request
    ) -> dict[Any, Any]:
        """Note a scope while a day is still being typed."""
        scope = make_scope(sources, publishers, since, until)
        line = self._told(scope, visitor_of(request).words)
        return {self.written: write_scope(scope), self._line: line}

    def _check(
        self, sources: object, publishers: object, since: object, until: object, request: gr.Request
    ) -> dict[Any, Any]:
        """Note a scope, and say which of the days cannot be read."""
        words = visitor_of(request).words
        bad = [typed for typed in (since, until) if str(typed or "").strip() and not day(typed)]
        noted = self._narrow(sources, publishers, since, until, request)
        if bad:
            repeated = words.scope.bad_day.format(str(bad[0])[:_LONGEST_REPEATED])
            noted[self._line] = join(notice_markup(repeated), noted[self._line])
        return noted

    def _told(self, scope: Scope, words: Words) -> Markup:
        try:
            articles = self._backend.articles() if scope.sources else []
        except ChulcheoError:
            articles = []
        titles = {article.source: article.title for article in articles}
        return scope_markup(scope, titles, words)
