"""The choice between a language model and quotes alone, in Gradio."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gradio as gr

from ui.binding import label
from ui.words.writing import model_name

if TYPE_CHECKING:
    from ui.backend import Backend

MODEL = "model"
QUOTES = "quotes"


class AnswererBar:
    """Says which model puts answers into words, and lets visitors do without it.

    Where there is no model, there is nothing to see and nothing to choose.

    Attributes:
        choice: What goes along with a question, for `writes`.
    """

    def __init__(self, backend: Backend) -> None:
        self.choice = gr.Radio(
            [(model_name(backend.writer), MODEL), (label("writing.quotes_only"), QUOTES)],
            value=MODEL,
            label=label("writing.answerer"),
            visible=bool(backend.writer),
            elem_id="answerer",
            container=False,
        )


def writes(choice: object) -> bool:
    """Return whether a model is to put the answer into words, as a browser sent it."""
    return choice != QUOTES
