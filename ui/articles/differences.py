"""How the folder of articles differs from the index, and what an update did about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from index.errors import ChulcheoError
from ui.markup import EMPTY, Markup, element, escape, join

if TYPE_CHECKING:
    from index.datatypes import Changes, Skipped
    from ui.articles.rebuilding import RebuildState
    from ui.words import Words

# Longer lists are folded, and cut where nobody reads on.
_OPEN_NAMES = 4
_LISTED_NAMES = 100


def changes_markup(changes: Changes, words: Words) -> Markup:
    """Return what an update would take in, change and drop, and which files it cannot take."""
    said = words.articles
    groups = (
        ("added", "+", changes.added, said.added),
        ("changed", "~", changes.changed, said.changed),
        ("removed", "−", changes.removed, said.removed),
    )
    lists = [
        _group(sign, counted(len(names)), [escape(name) for name in names], words, class_=kind)
        for kind, sign, names, counted in groups
        if names
    ]
    line, state = (said.differs, "differs") if lists else (said.in_sync, "same")
    return element(
        "div",
        element("p", escape(line), class_=state),
        *lists,
        _skipped(changes.skipped, words),
        class_="changes",
    )


def banner_markup(changes: Changes | None, words: Words, *, will_come: bool = False) -> Markup:
    """Return the few words that stand beside the button to update, empty where all is in step.

    Args:
        changes: How the folder differs; `None` where that is unknown.
        words: Of the visitor's language.
        will_come: Whether the changes are soon taken in by themselves.
    """
    line = words.articles.differences(changes) if changes else ""
    line = f"{line} · {words.articles.will_come}" if line and will_come else line
    return element("p", escape(line), class_="banner", role="status") if line else EMPTY


def rebuild_markup(state: RebuildState, words: Words) -> Markup:
    """Return how far the update has come, or what came of it."""
    said = words.articles
    if state.is_running:
        return _running(state, words)
    if state.report is not None:
        return element("p", escape(said.report(state.report)), class_="report", role="status")
    if state.was_cancelled:
        return line_markup(said.cancelled)
    if state.error is not None:
        return line_markup(failure(state.error, words), is_error=True)
    return EMPTY


def line_markup(line: str, *, is_error: bool = False) -> Markup:
    """Return one line for the visitor; an error is read aloud at once."""
    if is_error:
        return element("p", escape(line), class_="notice error", role="alert")
    return element("p", escape(line), class_="notice", role="status")


def failure(error: Exception, words: Words) -> str:
    """Return why an update failed, in the words of the visitor."""
    if isinstance(error, ChulcheoError):
        return words.errors.error(error)
    return (
        words.articles.disk_refused if isinstance(error, OSError) else words.articles.update_failed
    )


def names_markup(names: Sequence[Markup], words: Words) -> Markup:
    """Return a list of files, cut where it is very long."""
    items = [element("li", name) for name in names[:_LISTED_NAMES]]
    left_out = len(names) - _LISTED_NAMES
    if left_out > 0:
        items.append(element("li", escape(words.articles.more_names(left_out)), class_="more"))
    return element("ul", *items, class_="names")


def _group(sign: str, line: str, names: Sequence[Markup], words: Words, *, class_: str) -> Markup:
    mark = element("span", escape(sign), class_="sign", aria_hidden="true")
    heading = join(mark, element("span", escape(line)))
    listed = names_markup(names, words)
    if len(names) > _OPEN_NAMES:
        return element("details", element("summary", heading), listed, class_=f"group {class_}")
    return element("div", element("p", heading, class_="line"), listed, class_=f"group {class_}")


def _skipped(skipped: Iterable[Skipped], words: Words) -> Markup:
    names = [
        join(
            element("span", escape(file.source), class_="file"),
            element("span", escape(words.errors.reason(file.reason)), class_="why"),
            separator=" ",
        )
        for file in skipped
    ]
    if not names:
        return EMPTY
    return _group("!", words.articles.skipped(len(names)), names, words, class_="skipped")


def _running(state: RebuildState, words: Words) -> Markup:
    said = words.articles
    stage = said.cancelling if state.is_cancelling else said.stages[state.stage]
    counts = f"{state.done:,} / {state.total:,}" if state.total else ""
    bar = element(
        "progress",
        max="100",
        value=str(state.percent),
        aria_label=said.progress,
        aria_valuetext=f"{state.percent} %, {stage} {counts}".strip(),
    )
    return element(
        "div",
        element(
            "p",
            element("span", escape(stage), class_="stage"),
            element("span", escape(counts), class_="count"),
            element("span", escape(f"{state.percent}%"), class_="percent"),
        ),
        bar,
        element("p", escape(said.serving), class_="serving"),
        class_="running",
    )
