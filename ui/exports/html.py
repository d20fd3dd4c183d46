"""A conversation as one HTML file that needs no other and runs nothing."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import TYPE_CHECKING

from ui.exports.parts import FORMULA, Evidence, Part, Statement, parts_of
from ui.links import CitationLink
from ui.markup import EMPTY, Markup, element, escape, join, spoken
from ui.plain import one_line

if TYPE_CHECKING:
    from ui.chat.conversation import Conversation
    from ui.words import Words

# Nothing may be fetched and nothing run, whatever might slip into the file.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def conversation_to_html(
    conversation: Conversation,
    words: Words,
    publishers: Mapping[str, str],
    *,
    has_doubts: bool = False,
) -> str:
    """Return a conversation as a whole HTML document; the arguments are those of `parts_of`."""
    style = files("ui").joinpath("assets/export.css").read_text("utf-8")
    parts = parts_of(conversation, words, publishers, has_doubts=has_doubts)
    how, _, after = words.exporting.how_to_check.partition("{}")
    formula = element("code", escape(FORMULA))
    title = escape(one_line(conversation.title))
    body = element(
        "main",
        element("h1", title, **spoken(conversation.title)),
        element("p", escape(how), formula, escape(after), class_="how"),
        *(_section(part, words) for part in parts),
    )
    return (
        f'<!doctype html>\n<html lang="{words.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _section(part: Part, words: Words) -> Markup:
    blocks = []
    if part.question:
        numbered = escape(f"{part.number}. {part.question}")
        blocks.append(element("h2", numbered, **spoken(part.question)))
    blocks.append(element("p", escape(part.circumstances), class_="when"))
    blocks += [_sentence(statement, part) for statement in part.statements]
    if part.evidence:
        # Without a question over it, nothing stands between it and the title.
        level = {} if part.question else {"aria_level": "2"}
        blocks.append(element("h3", escape(words.exporting.citations), **level))
    blocks += [_figure(evidence, part) for evidence in part.evidence]
    return element("section", *blocks)


def _sentence(statement: Statement, part: Part) -> Markup:
    if statement.label:
        blocks = [
            element("strong", escape(statement.label)),
            element("span", escape(statement.text), **spoken(statement.text)),
            element("small", escape(statement.remark)) if statement.remark else EMPTY,
        ]
        return element("p", join(*filter(None, blocks), separator=" "), class_="doubt")
    links = [
        element("a", escape(f"[{evidence.number}]"), href=f"#{_anchor(evidence, part)}")
        for evidence in statement.evidence
    ]
    marks = [element("sup", *links)] if links else []
    return element("p", escape(statement.text), *marks, **spoken(statement.text))


def _figure(evidence: Evidence, part: Part) -> Markup:
    facts = [
        join(element("dt", escape(name)), element("dd", escape(fact)))
        for name, fact in evidence.facts.items()
    ]
    origin = escape(f"[{evidence.number}] {evidence.origin}")
    return element(
        "figure",
        element("figcaption", origin, **spoken(evidence.origin)),
        element("blockquote", escape(evidence.quote), **spoken(evidence.quote)),
        element("dl", *facts),
        id=_anchor(evidence, part),
    )


def _anchor(evidence: Evidence, part: Part) -> str:
    return str(CitationLink(part.number, evidence.place))
