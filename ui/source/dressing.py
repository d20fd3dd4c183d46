"""The text of an article, to the letter, with stretches of it dressed for the eye."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ui.markup import Markup, element, escape, join

if TYPE_CHECKING:
    from index.datatypes import Span

# Blank lines, as long as they last; shown as one gap, whatever their number.
_GAP = re.compile(r"[^\S\n]*\n(?:[^\S\n]*\n)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A stretch that looks other than the rest.

    Attributes:
        name: Its class.
        span: Where it is; inside the text.
        hint: What it is, in words, for those who do not see how it looks.
        is_marked: Whether it is what the reader came for.
    """

    name: str
    span: Span
    hint: str = ""
    is_marked: bool = False


def dressed(
    text: str, layers: Sequence[Layer], marks: Mapping[int, Markup] | None = None
) -> Markup:
    """Return the text, cut wherever a layer begins or ends, each piece dressed by its layers.

    Args:
        text: What is shown.
        layers: How stretches of it look.
        marks: What stands before a code point of it, by that; without text of their own.
    """
    marks = marks or {}
    cuts = {0, len(text), *(start for start in marks if start < len(text))}
    for layer in layers:
        cuts |= {layer.span.start, layer.span.end}
    pieces = []
    for start, end in pairwise(sorted(cuts)):
        over = [layer for layer in layers if layer.span.start <= start and end <= layer.span.end]
        pieces += [marks[start]] if start in marks else []
        pieces.append(_piece(text[start:end], over))
    return join(*pieces)


def _piece(text: str, over: Sequence[Layer]) -> Markup:
    if not over:
        return _spaced(text)
    tag = "mark" if any(layer.is_marked for layer in over) else "span"
    hints = ", ".join(dict.fromkeys(layer.hint for layer in over if layer.hint))
    hinted = {"title": hints} if hints else {}
    return element(tag, _spaced(text), class_=" ".join(layer.name for layer in over), **hinted)


def _spaced(text: str) -> Markup:
    pieces: list[Markup] = []
    position = 0
    for gap in _GAP.finditer(text):
        pieces.append(escape(text[position : gap.start()]))
        pieces.append(element("span", escape(gap[0]), class_="gap"))
        position = gap.end()
    return join(*pieces, escape(text[position:]))
