"""The list of a visitor's conversations, as the page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from ui.history.rows import TITLE_CHARS
from ui.links import ConversationLink
from ui.markup import EMPTY, Markup, element, escape, join

if TYPE_CHECKING:
    from ui.history.conversations import ConversationSummary
    from ui.words import Words

# What is older than this many days is not told apart any more.
RECENT_DAYS = 7


def list_markup(
    summaries: Sequence[ConversationSummary], current: str, words: Words, now: datetime
) -> Markup:
    """Return the conversations, grouped by day, each with what can be done with it.

    Args:
        summaries: The latest first.
        current: The id of the one that is open, or empty.
        words: The visitor's language.
        now: With the time zone in which days begin and end.
    """
    said = words.conversations
    if not summaries:
        return element("p", escape(said.empty), class_="empty")
    groups = groupby(summaries, key=lambda summary: day_name(summary.updated_at, words, now))
    lists = [
        join(
            element("h3", escape(name)),
            element("ul", *(_item(summary, current, words) for summary in group)),
        )
        for name, group in groups
    ]
    return join(*lists, _dialog(words))


def nothing_markup(line: str) -> Markup:
    """Return the line that stands where no conversation is listed."""
    return element("p", escape(line), class_="empty")


def day_name(moment: str, words: Words, now: datetime) -> str:
    """Return how long ago a moment (ISO 8601) was, in days, as people say it."""
    said = words.conversations
    then = datetime.fromisoformat(moment)
    if then.tzinfo is None:
        then = then.replace(tzinfo=UTC)
    days = (now.date() - then.astimezone(now.tzinfo).date()) // timedelta(days=1)
    if days < 1:
        return said.today
    if days == 1:
        return said.yesterday
    return said.this_week if days < RECENT_DAYS else said.earlier


def _item(summary: ConversationSummary, current: str, words: Words) -> Markup:
    said = words.conversations
    is_open = {"aria_current": "page"} if summary.id == current else {}
    link = element(
        "a",
        escape(summary.title),
        class_="conversation",
        href=f"#{ConversationLink(summary.id)}",
        title=f"{summary.title} · {said.questions(summary.exchanges)}",
        **is_open,
    )
    rename = element(
        "form",
        element(
            "input",
            name="title",
            value=summary.title,
            maxlength=str(TITLE_CHARS),
            aria_label=said.new_title,
            autocomplete="off",
        ),
        element("button", escape(said.save), type="submit", class_="quiet"),
        class_="rename",
        hidden="",
    )
    return element("li", link, rename, _menu(summary, words), data_id=summary.id)


def _menu(summary: ConversationSummary, words: Words) -> Markup:
    said = words.conversations
    download = f"/export/{summary.id}"
    return element(
        "details",
        element("summary", escape("⋯"), aria_label=said.more, title=said.more),
        element(
            "div",
            element("button", escape(said.rename), type="button", class_="start-rename"),
            element("a", escape(said.export_markdown), href=f"{download}.md", download=""),
            element("a", escape(said.export_html), href=f"{download}.html", download=""),
            element(
                "button",
                escape(said.delete),
                type="button",
                class_="delete",
                data_asks=said.deleting(summary.title),
            ),
        ),
        class_="menu",
    )


def _dialog(words: Words) -> Markup:
    """Return the question before a deletion; the script puts the conversation's title in."""
    said = words.conversations
    return element(
        "dialog",
        element("p", EMPTY, id="deleting"),
        element(
            "div",
            element("button", escape(said.cancel), type="button", class_="cancel"),
            element("button", escape(said.delete), type="button", class_="delete"),
            class_="choices",
        ),
        aria_labelledby="deleting",
    )
