"""How an answer was found, as the chat shows it folded away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.confidence import certainty
from ui.markup import EMPTY, Markup, element, escape, spoken
from ui.plain import one_line

if TYPE_CHECKING:
    from rag.datatypes import Answer, Ranks
    from ui.words import Words

# In the order in which they happen.
_STEPS = ("understand", "search", "read", "compose", "first_sentence", "write", "total")


def trace_title(answer: Answer, words: Words) -> str:
    """Return the line that stands over the folded trace."""
    total = answer.timings_ms.get("total")
    title = words.trace.title
    return title if total is None else f"{title} · {words.trace.time(total)}"


def folded_trace(answer: Answer, words: Words) -> Markup:
    """Return the trace, folded into its title.

    A `details` of our own and not the metadata of Gradio's messages, which puts a nameless button
    inside a button: a screen reader cannot tell what it is.
    """
    summary = element("summary", escape(trace_title(answer, words)))
    return element("details", summary, trace_markup(answer, words), class_="trace")


def trace_markup(answer: Answer, words: Words) -> Markup:
    """Return what was searched, by which words, how high the passages stood, and how long it took.

    It is one block without blank lines, for the chat reads it as Markdown.
    """
    return element(
        "div",
        element(
            "dl",
            *_query(answer, words),
            *_terms(answer, words),
            *_confidence(answer, words),
            *_times(answer, words),
        ),
        _ranks(answer, words),
        class_="trace-body",
    )


def _entry(term: str, *said: Markup) -> Markup:
    return element("div", element("dt", escape(term)), element("dd", *said))


def _query(answer: Answer, words: Words) -> list[Markup]:
    if not answer.query:
        return []
    query = one_line(answer.query)
    return [_entry(words.trace.query, element("span", escape(query), **spoken(query)))]


def _terms(answer: Answer, words: Words) -> list[Markup]:
    """Return the words that were looked for, those marked that the passages hold."""
    if not answer.trace.terms:
        return []
    matched = set(answer.trace.matched)
    items = [
        element("li", element("mark", escape(term), title=words.trace.matched))
        if term in matched
        else element("li", escape(term))
        for term in answer.trace.terms
    ]
    hint = element("p", escape(words.trace.matched_hint), class_="hint") if matched else EMPTY
    return [_entry(words.trace.terms, element("ul", *items, class_="terms"), hint)]


def _confidence(answer: Answer, words: Words) -> list[Markup]:
    if not answer.passages:
        return []
    word = certainty(answer.confidence) if answer.answerable else None
    said = words.chat.certainty(word) if word else words.trace.too_weak
    return [_entry(words.trace.confidence, escape(f"{said} · {answer.confidence:.0%}"))]


def _times(answer: Answer, words: Words) -> list[Markup]:
    """Return the steps with their times; a step that was not taken is left out."""
    taken = answer.timings_ms
    names = [name for name in _STEPS if name in taken]
    if not names:
        return []
    items = [
        element(
            "li",
            element("span", escape(words.trace.step(name)), class_="step"),
            escape(" "),
            element("span", escape(words.trace.time(taken[name])), class_="time"),
        )
        for name in names
    ]
    return [_entry(words.trace.times, element("ul", *items, class_="times"))]


def _ranks(answer: Answer, words: Words) -> Markup:
    """Return the table of the passages and how high they stood in each ranking."""
    said, trace = words.trace, answer.trace
    if not trace.ranks:
        return EMPTY
    titles = {passage.number: passage.title for passage in answer.passages}
    columns = (said.number, said.article, said.meaning, said.words, said.letters)
    head = [element("th", escape(column), scope="col") for column in columns]
    rows = [_row(ranks, titles.get(ranks.number, ""), words) for ranks in trace.ranks]
    return element(
        "table",
        element("caption", escape(said.ranks)),
        element("thead", element("tr", *head)),
        element("tbody", *rows),
        class_="ranks",
    )


def _row(ranks: Ranks, title: str, words: Words) -> Markup:
    cells = [
        element("td", escape("-"), title=words.trace.unranked)
        if rank is None
        else element("td", escape(f"{rank:,}"))
        for rank in (ranks.dense, ranks.terms, ranks.bigrams)
    ]
    return element(
        "tr",
        element("th", escape(f"[{ranks.number}]"), scope="row"),
        element("td", escape(one_line(title)), class_="title"),
        *cells,
    )
