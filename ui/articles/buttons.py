"""The buttons of the articles tab: each says to the script what is to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.markup import Markup, element, escape

if TYPE_CHECKING:
    from ui.articles.links import Act


def button(label: str, act: Act, *, about: str = "", class_: str = "") -> Markup:
    """Return a button.

    Args:
        label: What stands on it.
        act: What pressing it asks for.
        about: What it is done to, for those who do not see the row that it stands in.
        class_: How it looks: `strong`, `grave`, `quiet`, or like most.
    """
    attributes = {"aria_label": f"{label}: {about}"} if about else {}
    return element(
        "button",
        escape(label),
        type="button",
        class_=f"button {class_}".strip(),
        data_do=str(act),
        **attributes,
    )
