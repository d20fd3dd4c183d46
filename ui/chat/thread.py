"""A conversation as the messages of Gradio's chat."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from ui.chat.answer import answer_markup, notice_markup, question_markup
from ui.markup import visible

if TYPE_CHECKING:
    from ui.history.conversations import Exchange
    from ui.markup import Markup
    from ui.words import Words

# `role`, `content`, and perhaps `options` to go on with.
Message: TypeAlias = dict[str, object]

# A page with more answers is slow to show; the export has them all.
MOST_SHOWN = 50


def said(
    markup: Markup, *, role: str = "assistant", suggestions: Sequence[str] = (), title: str = ""
) -> Message:
    """Return one message.

    Args:
        markup: What is said.
        role: Who says it.
        suggestions: Questions that a click asks next.
        title: Of the article at hand: questions show it as "this article", and ask it by name.
    """
    message: Message = {"role": role, "content": markup}
    if suggestions:
        message["options"] = [
            {"value": visible(question), "label": visible(shortened(question, title))}
            for question in suggestions
        ]
    return message


def shortened(question: str, title: str) -> str:
    """Return a question that names an article as one asks it who has the article at hand."""
    for name, short in (
        (f"‘{title}’ 기사", "이 기사"),
        (f"‘{title}’에", "이 글에"),
        (f"the article “{title}”", "this article"),
        (f"“{title}”", "this article"),
    ):
        if title and name in question:
            return question.replace(name, short)
    return question


def thread_of(
    exchanges: Sequence[Exchange], words: Words, suggestions: Sequence[str] = ()
) -> list[Message]:
    """Return the messages of the latest `MOST_SHOWN` exchanges."""
    messages = []
    if len(exchanges) > MOST_SHOWN:
        messages.append(said(notice_markup(words.chat.left_out(len(exchanges) - MOST_SHOWN))))
    for exchange in exchanges[-MOST_SHOWN:]:
        is_last = exchange is exchanges[-1]
        messages.append(said(question_markup(exchange.answer.question), role="user"))
        markup = exchange_markup(exchange, words, is_last=is_last)
        cited = exchange.answer.citations[:1]
        messages.append(
            said(
                markup,
                suggestions=suggestions if is_last else (),
                title=cited[0].title if cited else "",
            )
        )
    return messages


def exchange_markup(exchange: Exchange, words: Words, *, is_last: bool) -> Markup:
    """Return an answer with all that belongs to it."""
    if exchange.is_damaged:
        return notice_markup(words.chat.damaged)
    return answer_markup(
        exchange.answer,
        exchange.number,
        words,
        is_last=is_last,
        verdict=exchange.verdict,
    )
