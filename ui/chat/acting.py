"""The row of small links under an answer: what can be done with it, and what it is thought of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.links import DOUBT_FORMATS, FORMATS, TOOLS, VERDICTS, ActionLink
from ui.markup import Markup, element, escape

if TYPE_CHECKING:
    from rag.datatypes import Answer
    from ui.links import Action, Tool, Verdict
    from ui.words import Words

# What takes the conversation back to before an answer; what came after it would hang in the air.
_OF_THE_LAST: frozenset[Tool] = frozenset(("retry", "undo"))
# What can only be said of an answer, and not where there is none.
_OF_ANSWERS: frozenset[Verdict] = frozenset(("wrong_source", "should_have_abstained"))


def actions_markup(
    answer: Answer, number: int, words: Words, *, is_last: bool, verdict: Verdict | None
) -> Markup:
    """Return the row under the `number`-th answer of the chat.

    Args:
        answer: That answer.
        number: From 1; the links carry it.
        words: The visitor's language.
        is_last: Whether it is the latest answer, which alone can be taken back.
        verdict: What the visitor thinks of it, where they said so.
    """
    said = words.chat

    def item(action: Action) -> Markup:
        href = f"#{ActionLink(action, number)}"
        if action != verdict:
            label = escape(said.action(action))
            return element("li", element("a", label, class_=f"act {action}", href=href))
        label = escape(f"✓ {said.action(action)}")
        class_ = f"act {action} chosen"
        return element("li", element("a", label, class_=class_, href=href, title=said.chosen))

    tools = [tool for tool in TOOLS if is_last or tool not in _OF_THE_LAST]
    # Sentences that no article carries are exported only where somebody asks for them.
    has_doubts = bool(answer.writing and answer.writing.doubts)
    formats = (*FORMATS, *DOUBT_FORMATS) if has_doubts else FORMATS
    verdicts = [one for one in VERDICTS if answer.answerable or one not in _OF_ANSWERS]
    return element(
        "div",
        element("ul", *map(item, tools), class_="tools"),
        _folded("export", said.export, [item(form) for form in formats]),
        _folded(
            "feedback",
            f"✓ {said.action(verdict)}" if verdict else said.feedback,
            [item(one) for one in verdicts],
        ),
        class_="acts",
    )


def _folded(name: str, title: str, items: Sequence[Markup]) -> Markup:
    """Return links that most visitors never need, behind one that says what they are for."""
    return element("details", element("summary", escape(title)), element("ul", *items), class_=name)
