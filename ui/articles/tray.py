"""Where articles are uploaded, and where those wait that are not in the folder yet."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from index.corpus import MAX_BYTES
from index.formats import SUFFIXES
from ui.articles.buttons import button
from ui.articles.differences import names_markup
from ui.articles.links import Act
from ui.articles.waiting import PREVIEW_CHARS
from ui.markup import EMPTY, Markup, element, escape, spoken
from ui.source.preview import preview_markup

if TYPE_CHECKING:
    from index.datatypes import Document
    from ui.articles.staging import Refusal
    from ui.articles.uploads import Placed
    from ui.articles.waiting import Waiting
    from ui.words import Words


def drop_markup(words: Words, *, files: int) -> Markup:
    """Return the place to drop files on.

    Args:
        words: Of the visitor's language.
        files: How many may be sent at a time. What the script has to say stands beside it.
    """
    said = words.uploads
    kinds = ", ".join(suffix.removeprefix(".").upper() for suffix in SUFFIXES)
    chooser = element(
        "label",
        element("span", escape(said.choose)),
        element(
            "input",
            type="file",
            multiple="",
            accept=",".join(SUFFIXES),
            id="upload",
            class_="unseen",
        ),
        class_="choose",
    )
    return element(
        "div",
        element("p", chooser, element("span", escape(said.drop), class_="or"), class_="way"),
        element("p", escape(said.limits.format(kinds)), class_="limits"),
        element("p", class_="sending", role="status"),
        class_="drop",
        data_sending=said.sending,
        data_files=str(files),
        data_bytes=str(MAX_BYTES),
    )


def tray_markup(
    waiting: Sequence[tuple[Waiting, Placed]], words: Words, opened: str | None = None
) -> Markup:
    """Return the files that wait, each with what was understood of it and what accepting it does.

    Args:
        waiting: The visitor's files.
        words: Of the visitor's language.
        opened: The id of the file whose preview is shown.
    """
    if not waiting:
        return EMPTY
    said = words.uploads
    items = [_item(note, placed, words, is_opened=note.id == opened) for note, placed in waiting]
    all_buttons = [button(said.accept_all, Act("accept-all"), class_="strong")]
    all_buttons.append(button(said.reject_all, Act("reject-all")))
    return element(
        "section",
        element(
            "header",
            element("h3", escape(said.waiting(sum(note.articles for note, _ in waiting)))),
            element("div", *all_buttons, class_="buttons") if len(waiting) > 1 else EMPTY,
        ),
        element("p", escape(said.waiting_hint), class_="hint"),
        element("ul", *items, class_="waiting"),
        class_="tray",
    )


def refusals_markup(refusals: Sequence[Refusal], words: Words) -> Markup:
    """Return the files that were not taken, together where the reason is the same."""
    if not refusals:
        return EMPTY
    said = words.uploads

    def why(refusal: Refusal) -> str:
        return said.faults[refusal.fault].format(words.errors.reason(refusal.reason))

    reasons = [
        element(
            "div",
            names_markup([escape(refusal.name) for refusal in group], words),
            element("p", escape(line), class_="why"),
            class_="group",
        )
        for line, group in groupby(sorted(refusals, key=why), key=why)
    ]
    return element(
        "div",
        element("p", escape(said.refused(len(refusals))), class_="line"),
        *reasons,
        class_="refused",
        role="alert",
    )


def opened_markup(document: Document, note: Waiting, words: Words) -> Markup:
    """Return what was understood of a waiting file, or of the first article in it."""
    said = words.uploads
    hints = [said.preview_first(note.articles)] if note.articles > 1 else []
    hints += [said.preview_shortened] if len(document.text) >= PREVIEW_CHARS else []
    return element(
        "section",
        element(
            "header",
            element("h3", escape(document.source), class_="path"),
            element(
                "div",
                button(said.accept, Act("accept", note.id), class_="strong"),
                button(said.reject, Act("reject", note.id)),
                button(said.close, Act("close")),
                class_="buttons",
            ),
        ),
        *(element("p", escape(hint), class_="hint") for hint in hints),
        preview_markup(document, words),
        class_="opened",
        aria_label=f"{said.preview}: {document.source}",
        tabindex="-1",
    )


def _item(note: Waiting, placed: Placed, words: Words, *, is_opened: bool) -> Markup:
    said = words.uploads
    title = note.title or note.name
    date = note.published and words.date(note.published)
    more = said.more_articles(note.articles - 1) if note.articles > 1 else None
    facts = " · ".join(filter(None, (note.publisher, date, note.author, more)))
    return element(
        "li",
        element(
            "div",
            element("span", escape(title), class_="title", **spoken(title)),
            element("span", escape(facts), class_="told") if facts else EMPTY,
            element("span", escape(note.name), class_="path"),
            class_="what",
        ),
        element("span", escape(said.placed[placed]), class_=f"state {placed}"),
        element(
            "div",
            button(said.preview, Act("preview", note.id), about=title),
            button(said.accept, Act("accept", note.id), about=title),
            button(said.reject, Act("reject", note.id), about=title),
            class_="buttons",
        ),
        **({"aria_current": "true"} if is_opened else {}),
    )


def done_markup(lines: Sequence[str]) -> Markup:
    """Return what has been done, a line for each thing."""
    said = [element("p", escape(line)) for line in lines if line]
    return element("div", *said, class_="done", role="status") if said else EMPTY
