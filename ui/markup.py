"""Markup that is safe by its type: text becomes `Markup` through `escape` and no other way."""

from __future__ import annotations

import re
from typing import NewType

from rag.phrases import is_korean

Markup = NewType("Markup", str)

# Every ASCII character that HTML, Markdown, a template language or an autolinker gives a meaning.
# Written as a character reference it means nothing to any of them, inside a tag or outside;
# line ends too, for a blank line ends a block of HTML inside Markdown.
_MEANINGFUL = re.compile(r"[\t\n\r!-/:-@\[-`{-~]")

# What no reader sees, and what can hide words, or turn the order of those around it: C0 and C1,
# marks, overrides and isolates of direction (Unicode Standard Annex 9), characters without width
# but for the joiners that scripts and emoji need, tag characters.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)

EMPTY = Markup("")


def visible(text: str) -> str:
    """Return the text without control characters; tabs and line ends stay."""
    return _INVISIBLE.sub("", text)


def escape(text: str) -> Markup:
    """Return markup that a browser, or a Markdown renderer, shows as exactly this text."""
    return Markup(_MEANINGFUL.sub(lambda found: f"&#{ord(found[0])};", visible(text)))


def element(tag: str, *children: Markup, **attributes: str) -> Markup:
    """Return one HTML element.

    Args:
        tag: Its name, from our own code.
        children: What it holds, in order.
        attributes: Plain text, escaped here. `class_` stands for `class`, `data_x` for `data-x`.
    """
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for name, value in attributes.items()
    )
    return Markup(f"<{tag}{written}>{''.join(children)}</{tag}>")


def spoken(text: str) -> dict[str, str]:
    """Return the attribute that says which language a text is in, where its letters tell.

    A page may be in another one: screen readers choose their voice by it, browsers their letters.
    """
    return {"lang": "ko"} if is_korean(text) else {}


def join(*parts: Markup, separator: str = "") -> Markup:
    """Return the parts one after another, white space of our own between them.

    Raises:
        ValueError: The separator is not white space.
    """
    if separator.strip():
        message = f"expected white space between the parts, got {separator!r}"
        raise ValueError(message)
    return Markup(separator.join(parts))
