"""What Gradio's markup does not tell a screen reader: a script for the head of the document."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from ui.markup import Markup, element
from ui.words import WORDS

if TYPE_CHECKING:
    from ui.words import Language


def reading_markup(language: Language) -> Markup:
    """Return the script that names the parts of the page, with their names in one language."""
    words = WORDS[language]
    script = files("ui").joinpath("assets/reading.js").read_text("utf-8")
    return element(
        "script",
        Markup(f"((words) => {{\n{script}}})(document.currentScript.dataset);"),
        data_answerer=words.writing.answerer,
        data_chat=words.chat.label,
        data_conversations=words.conversations.label,
        data_examples=words.chat.examples,
        data_latest=words.chat.latest,
        data_remove=words.scope.remove,
        data_source=words.source.label,
        data_suggestions=words.chat.suggestions,
    )
