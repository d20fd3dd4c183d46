"""The list of articles, and what came of uploads and updates, as the page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ui import messages
from ui.links import ArticleLink
from ui.markup import EMPTY, Markup, element, escape, join

if TYPE_CHECKING:
    from index.datatypes import Changes, DocumentSummary, Skipped, UpdateReport
    from ui.uploads import Upload

# A page with more rows is slow to show, and nobody reads them: the filter finds the others.
LISTED = 200


def articles_markup(articles: Sequence[DocumentSummary], needle: str = "") -> Markup:
    """Return the table of articles, newest first.

    Args:
        articles: All of them.
        needle: Only those are listed whose title, publisher, author or path holds it.
    """
    if not articles:
        return element("p", escape(messages.NO_ARTICLES), class_="notice")
    found = [article for article in articles if _matches(article, needle.strip().casefold())]
    if not found:
        return element("p", escape(messages.NO_MATCH), class_="notice")
    found.sort(key=lambda article: article.source)
    found.sort(key=lambda article: article.published or "", reverse=True)
    head = [element("th", escape(column), scope="col") for column in messages.COLUMNS]
    table = element(
        "table",
        element("thead", element("tr", *head)),
        element("tbody", *(_row(article) for article in found[:LISTED])),
        class_="articles",
    )
    left_out = len(found) - LISTED
    if left_out <= 0:
        return table
    return join(table, element("p", escape(messages.more_articles(left_out)), class_="more"))


def size_markup(articles: Sequence[DocumentSummary]) -> Markup:
    """Return how much the index holds."""
    chunks = sum(article.chunks for article in articles)
    return element("p", escape(messages.corpus_size(len(articles), chunks)), class_="size")


def changes_markup(changes: Changes) -> Markup:
    """Return how the folder differs from the index now, and which files it cannot take."""
    state = "differs" if changes.added or changes.changed or changes.removed else "same"
    line = element("p", escape(messages.differences(changes)), class_=f"changes {state}")
    return join(line, _skipped(changes.skipped))


def report_markup(report: UpdateReport) -> Markup:
    """Return what an update did."""
    return element("p", escape(messages.updated(report)), class_="report", role="status")


def uploads_markup(uploads: Iterable[Upload]) -> Markup:
    """Return what became of each uploaded file."""
    items = [
        element(
            "li",
            element("span", escape(upload.name), class_="file"),
            element("span", escape(messages.UPLOAD_OUTCOMES[upload.outcome]), class_="outcome"),
        )
        for upload in uploads
    ]
    return element("ul", *items, class_="uploads", role="status")


def line_markup(line: str) -> Markup:
    """Return one line for the visitor."""
    return element("p", escape(line), class_="notice", role="status")


def _matches(article: DocumentSummary, needle: str) -> bool:
    fields = (article.title, article.publisher, article.author, article.source)
    return any(needle in field.casefold() for field in fields if field is not None)


def _row(article: DocumentSummary) -> Markup:
    link = element(
        "a", escape(article.title), class_="source", href=f"#{ArticleLink(article.source)}"
    )
    date = article.published and messages.korean_date(article.published)
    texts = (article.publisher, date, article.author, article.source, f"{article.chunks:,}")
    cells = [
        element("td", escape(text or "—"), class_="known" if text else "unknown", data_label=label)
        for label, text in zip(messages.COLUMNS[1:], texts, strict=True)
    ]
    return element("tr", element("td", link), *cells)


def _skipped(skipped: Sequence[Skipped]) -> Markup:
    if not skipped:
        return EMPTY
    items = [
        element(
            "li",
            element("span", escape(file.source), class_="file"),
            element("span", escape(messages.reason(file.reason)), class_="outcome"),
        )
        for file in skipped
    ]
    summary = element("summary", escape(messages.skipped(len(skipped))))
    return element("details", summary, element("ul", *items, class_="uploads"))
