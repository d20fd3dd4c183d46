"""A conversation as a Markdown file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ui.exports.escaping import code_markdown, inline_markdown, quote_markdown
from ui.exports.parts import FORMULA, Part, parts_of

if TYPE_CHECKING:
    from ui.chat.conversation import Conversation
    from ui.words import Words


def conversation_to_markdown(
    conversation: Conversation,
    words: Words,
    publishers: Mapping[str, str],
    *,
    has_doubts: bool = False,
) -> str:
    """Return a conversation in Markdown; the arguments are those of `parts_of`."""
    how, _, after = words.exporting.how_to_check.partition("{}")
    blocks = [
        f"# {inline_markdown(conversation.title)}",
        f"{inline_markdown(how)} {code_markdown(FORMULA)}{inline_markdown(after)}",
    ]
    for part in parts_of(conversation, words, publishers, has_doubts=has_doubts):
        blocks += _blocks(part, words)
    return "\n\n".join(blocks) + "\n"


def _blocks(part: Part, words: Words) -> Iterator[str]:
    if part.question:
        yield f"## {part.number}. {inline_markdown(part.question)}"
    yield f"*{inline_markdown(part.circumstances)}*"
    for statement in part.statements:
        label = f"**{inline_markdown(statement.label)}**" if statement.label else ""
        numbers = [f"[{evidence.number}]" for evidence in statement.evidence]
        told = [label, inline_markdown(statement.text), inline_markdown(statement.remark), *numbers]
        yield " ".join(filter(None, told))
    if part.evidence:
        yield f"### {inline_markdown(words.exporting.citations)}"
    for evidence in part.evidence:
        yield f"**[{evidence.number}]** {inline_markdown(evidence.origin)}"
        yield quote_markdown(evidence.quote)
        facts = evidence.facts.items()
        yield "\n".join(f"- {inline_markdown(name)}: {code_markdown(fact)}" for name, fact in facts)
