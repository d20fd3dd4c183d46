"""How the components of the page are labelled, and how their events are bound."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import gradio as gr

from ui.words import translations

# Gradio translates the labels of its components in the browser; everything else is ours.
TRANSLATIONS = gr.I18n(ko=translations("ko"), en=translations("en"))

# Events of the page, which nobody else is to call, and which say themselves what they do.
QUIET: Mapping[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


def label(name: str) -> Any:  # noqa: ANN401  (what Gradio makes of it has no public type)
    """Return a label that the browser shows in the visitor's language, such as `chat.send`."""
    return TRANSLATIONS(name)
