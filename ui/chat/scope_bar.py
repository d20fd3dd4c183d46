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
# Along with the filters goes the id of the day field that is being written in.
_WHERE_TYPING = """(articles, publishers, since, until) => [
    articles, publishers, since, until,
    document.activeElement?.closest('#filter-since, #filter-until')?.id ?? '',
]"""
_LEAVE = "() => document.activeElement?.blur()"


class ScopeBar:
    """The filters, folded away until someone wants them.

    Attributes:
        written: Holds the scope for the browser to send along with a question.
    """

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self.written = gr.Textbox("", visible=False, elem_id="scope")
        self._typing = gr.Textbox("", visible=False)
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
        days = [self._since, self._until]
        # All in one event, of which the browser has one at a time on its way: of a field that is
        # left and another that is written in at once, the answer to the first could come last.
        gr.on(
            [*(field.change for field in self.fields), *(end.blur for end in days)],
            self._check,
            [*self.fields, self._typing],
            [self.written, self._line],
            js=_WHERE_TYPING,
            # What is typed while an answer is on its way is asked when that is there.
            trigger_mode="always_last",
            # After a restart Gradio no longer knows the choices, and would refuse them all.
            preprocess=False,
            **QUIET,
        )
        for end in days:
            end.submit(None, None, None, js=_LEAVE, **QUIET)
        self._clear.click(lambda: ([], [], "", ""), None, self.fields, **QUIET)

    def choices(self, scope: Scope = EVERYTHING, *, is_new: bool = False) -> dict[Any, Any]:
        """Return the updates that offer the articles and publishers in hand.

        Args:
            scope: What is chosen; of it stays chosen what is still there.
            is_new: Whether it is yet to be chosen. Else a choice of which nothing is gone is left
                alone: the visitor may have made another one meanwhile.
        """
        try:
            articles = self._backend.articles()
        except ChulcheoError:
            # The list of articles says what is wrong.
            return {}
        updates: dict[Any, Any] = {}
        for field, choices, chosen in (
            (self._articles, article_choices(articles, scope.sources), scope.sources),
            (self._publishers, publisher_choices(articles, scope.publishers), scope.publishers),
        ):
            left = [value for _, value in choices if value in chosen]
            updates[field] = gr.update(choices=choices)
            if is_new or len(left) < len(chosen):
                updates[field]["value"] = left
        return updates

    def only(self, source: str) -> dict[Any, Any]:
        """Return the updates that leave one article alone in scope."""
        chosen = self.choices(Scope(sources=frozenset({source})), is_new=True)
        return {**chosen, self._since: "", self._until: ""}

    # Gradio reads the annotations of these methods while it runs.

    def _check(  # noqa: PLR0913, PLR0917  (Gradio gives them so)
        self,
        sources: object,
        publishers: object,
        since: object,
        until: object,
        typing: object,
        request: gr.Request,
    ) -> dict[Any, Any]:
        """Note a scope, and say which of the days cannot be read.

        Of a day that is still being written nothing is said: until its end each is a bad one.
        """
        words = visitor_of(request).words
        scope = make_scope(sources, publishers, since, until)
        ends = ((self._since, since), (self._until, until))
        left = [written for end, written in ends if end.elem_id != typing]
        bad = [written for written in left if str(written or "").strip() and not day(written)]
        line = self._told(scope, words)
        if bad:
            repeated = words.scope.bad_day.format(str(bad[0])[:_LONGEST_REPEATED])
            line = join(notice_markup(repeated), line)
        return {self.written: write_scope(scope), self._line: line}

    def _told(self, scope: Scope, words: Words) -> Markup:
        try:
            articles = self._backend.articles() if scope.sources else []
        except ChulcheoError:
            articles = []
        titles = {article.source: article.title for article in articles}
        return scope_markup(scope, titles, words)
