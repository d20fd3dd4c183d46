"""The articles: what is in the index, and how new ones come in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from index.corpus import SUFFIXES
from index.errors import ChulcheoError
from ui import messages
from ui.articles import (
    articles_markup,
    changes_markup,
    line_markup,
    report_markup,
    uploads_markup,
)
from ui.uploads import store

if TYPE_CHECKING:
    from ui.backend import Backend

# gradio knows the parameter that moves its progress bar by such a default value.
_BAR = gr.Progress()


class ArticlesTab:
    """The table of articles, the upload, and the button that brings the index up to date."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        with gr.Row(elem_id="article-actions"):
            self._upload = gr.UploadButton(
                messages.UPLOAD,
                file_count="multiple",
                file_types=list(SUFFIXES),
                elem_id="upload",
                size="md",
            )
            self._rebuild = gr.Button(
                messages.REBUILD, variant="primary", elem_id="rebuild", size="md"
            )
        self._changes = gr.HTML(elem_id="changes", apply_default_css=False)
        self._report = gr.HTML(elem_id="report", apply_default_css=False)
        self.needle = gr.Textbox(
            "",
            label=messages.FILTER_LABEL,
            show_label=False,
            placeholder=messages.FILTER_PLACEHOLDER,
            elem_id="filter",
            container=False,
        )
        self._table = gr.HTML(elem_id="articles", apply_default_css=False)

    def listen(self) -> gr.events.Dependency:
        """Bind the events; return that of the update, for what has to follow it."""
        self._upload.upload(
            self._store,
            [self._upload],
            [self._report, self._changes],
            show_progress="minimal",
            concurrency_limit=1,
            api_visibility="private",
        ).failure(self._fail, None, self._report, api_visibility="private")
        self.needle.change(
            self._filter,
            [self.needle],
            self._table,
            show_progress="hidden",
            api_visibility="private",
        )
        updated = self._rebuild.click(
            self._update,
            None,
            self._report,
            concurrency_limit=1,
            api_visibility="private",
        )
        updated.failure(self._fail, None, self._report, api_visibility="private")
        return updated

    def shown(self) -> list[gr.HTML]:
        """Return the components that `refreshed` has values for."""
        return [self._table, self._changes]

    def refreshed(self, needle: str) -> dict[Any, Any]:
        """Return the table of articles and the state of the folder as they are now."""
        return {self._table: self._filter(needle), self._changes: self._folder()}

    def _filter(self, needle: str) -> str:
        try:
            return articles_markup(self._backend.articles(), needle)
        except ChulcheoError as error:
            return line_markup(messages.error(error))

    def _folder(self) -> str:
        try:
            return changes_markup(self._backend.changes())
        except ChulcheoError as error:
            return line_markup(messages.error(error))

    def _store(self, uploaded: list[str] | None) -> dict[Any, Any]:
        stored = [store(Path(path), self._backend.corpus) for path in uploaded or []]
        report = uploads_markup(stored) if stored else line_markup(messages.NOTHING_UPLOADED)
        return {self._report: report, self._changes: self._folder()}

    def _update(self, bar: gr.Progress = _BAR) -> str:
        def progress(stage: str, done: int, total: int) -> None:
            bar((done, total), desc=messages.STAGES.get(stage, stage), unit=messages.PROGRESS_UNIT)

        bar(0, desc=messages.UPDATE_STARTED)
        try:
            return report_markup(self._backend.update(progress))
        except ChulcheoError as error:
            return line_markup(messages.error(error))

    def _fail(self) -> str:
        return line_markup(messages.ACTION_FAILED)
