"""The table of articles: what the index holds, and what the folder holds that it does not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from index.normalizing import normalize
from ui.articles.buttons import button
from ui.articles.links import Act
from ui.links import ArticleLink
from ui.markup import EMPTY, Markup, element, escape, join, spoken

if TYPE_CHECKING:
    from index.datatypes import Changes, DocumentSummary
    from ui.words import Words

State: TypeAlias = Literal["indexed", "changed", "removed", "new"]

# A page with more rows is slow to show, and nobody reads them: the search finds the others.
LISTED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An article of the table.

    Attributes:
        source: Its path inside the corpus folder.
        title: Its headline; of a new article nothing but the path is known.
        state: How it stands between folder and index.
        publisher: The newspaper, site or newsletter, or `None`; so with the others.
        published: ISO 8601 day or minute.
        author: As the byline names them.
        chunks: How many of its chunks are searched; 0 before it is indexed.
        file: Path of the file that it lies in, alone or with others.
    """

    source: str
    title: str
    state: State
    file: str
    publisher: str | None = None
    published: str | None = None
    author: str | None = None
    chunks: int = 0


def list_rows(articles: Iterable[DocumentSummary], changes: Changes | None) -> list[Row]:
    """Return the rows: new articles first, then the others by date, newest first.

    Args:
        articles: All of the index.
        changes: How the folder differs from it, file by file; `None` where nobody has looked yet.
    """
    states: dict[str, State] = {}
    if changes is not None:
        states |= dict.fromkeys(changes.changed, "changed")
        states |= dict.fromkeys(changes.removed, "removed")
    known = [
        Row(
            source=article.source,
            title=article.title,
            state=states.get(file_of(article), "indexed"),
            file=file_of(article),
            publisher=article.publisher,
            published=article.published,
            author=article.author,
            chunks=article.chunks,
        )
        for article in articles
    ]
    known.sort(key=lambda row: row.source)
    known.sort(key=lambda row: row.published or "", reverse=True)
    there = {row.file for row in known}
    # An update may have become visible between the two looks at them.
    added = [file for file in (changes.added if changes else ()) if file not in there]
    new = (Row(source=file, title=file, state="new", file=file) for file in added)
    return [*new, *known]


def file_of(article: DocumentSummary) -> str:
    """Return the path of the file that an article lies in, alone or with others."""
    return article.file or article.source


def table_markup(
    rows: Sequence[Row], words: Words, needle: str = "", *, can_change: bool = True
) -> Markup:
    """Return the table.

    Args:
        rows: All articles, in order.
        words: Of the visitor's language.
        needle: Only those are shown whose title, publisher, author or path holds it.
        can_change: Whether this visitor may upload and delete articles.
    """
    if not rows:
        return _nothing(words, can_change=can_change)
    said = words.articles
    found = [row for row in rows if _matches(row, needle.strip().casefold())]
    if not found:
        return element("p", escape(said.no_match), class_="notice", role="status")
    columns = [said.title, said.publisher, said.date, said.author, said.chunks, said.state]
    heads = [element("th", escape(column), scope="col") for column in columns]
    if can_change:
        hidden = element("span", escape(said.actions), class_="unseen")
        heads.append(element("th", hidden, scope="col"))
    table = element(
        "table",
        element("thead", element("tr", *heads)),
        element("tbody", *(_row(row, words, can_change=can_change) for row in found[:LISTED])),
        class_="articles",
    )
    left_out = len(found) - LISTED
    if left_out <= 0:
        return table
    return join(table, element("p", escape(said.more_articles(left_out)), class_="more"))


def pending_markup() -> Markup:
    """Return what stands there until the articles are known: no word, for no visitor is yet."""
    line = element("span", class_="bone")
    return element("div", *[line] * 6, class_="skeleton", aria_busy="true")


def _nothing(words: Words, *, can_change: bool) -> Markup:
    said = words.articles
    steps = [element("li", escape(step)) for step in said.empty_steps]
    what_to_do = element("ol", *steps) if can_change else element("p", escape(said.empty_hint))
    return element("div", element("h3", escape(said.empty)), what_to_do, class_="nothing")


def _matches(row: Row, needle: str) -> bool:
    fields = (row.title, row.publisher, row.author, row.source)
    needle = normalize(needle)
    return any(needle in normalize(field).casefold() for field in fields if field is not None)


def _row(row: Row, words: Words, *, can_change: bool) -> Markup:
    said = words.articles
    cells = [
        element("td", _title(row), class_="what"),
        _cell(row.publisher, said.publisher),
        _cell(row.published and words.date(row.published), said.date, class_="when"),
        _cell(row.author, said.author),
        _cell(f"{row.chunks:,}" if row.chunks else None, said.chunks, class_="count"),
        element(
            "td",
            element("span", escape(said.states[row.state]), class_=f"state {row.state}"),
            class_="stands",
        ),
    ]
    if can_change:
        delete = button(said.delete, Act("delete", row.source), about=row.title, class_="quiet")
        is_there = row.state != "removed"
        cells.append(element("td", delete if is_there else EMPTY, class_="acts"))
    return element("tr", *cells, class_=row.state)


def _title(row: Row) -> Markup:
    path = element("span", escape(row.source), class_="path")
    if row.state == "new":
        # Nothing of it can be opened before it is indexed.
        return path
    link = element(
        "a",
        escape(row.title),
        class_="source",
        href=f"#{ArticleLink(row.source)}",
        **spoken(row.title),
    )
    return join(link, path)


def _cell(text: str | None, label: str, class_: str = "") -> Markup:
    known = "known" if text else "unknown"
    content = escape(text) if text else element("span", escape("—"), aria_hidden="true")
    return element("td", content, class_=f"{class_} {known}".strip(), data_label=label)
