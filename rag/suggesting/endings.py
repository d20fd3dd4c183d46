"""How a Korean clause ends where it asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.suggesting.clauses import EXISTENCE, PAST

if TYPE_CHECKING:
    from index.language import Grammar
    from rag.suggesting.clauses import Clause


def asked_ending(clause: Clause, grammar: Grammar) -> str | None:
    """Return the last word of a clause as it ends a question; `None` where that is not sure."""
    word, at = clause.words[-1], clause.closing
    stems = [item for item in word[:at] if item.tag != "EP"]
    tense = [item for item in word[:at] if item.tag == "EP" and item.form != "시"]
    if not stems or any(item.form not in PAST for item in tense):
        return None
    stem = stems[-1]
    before = clause.text[word[0].start : stem.start]
    if stem.tag.startswith("VC"):
        is_sure = bool(before) and stem.form == "이"
        return asked_identity(before, grammar, is_past=bool(tense)) if is_sure else None
    if tense:
        # As written: what is not put together anew cannot go wrong.
        return clause.text[word[0].start : word[at].start] + "나요?"
    is_state = stem.tag.startswith(("VA", "XSA")) and stem.form not in EXISTENCE
    ending = "ᆫ가요" if is_state else "나요"
    return before + grammar.join([(stem.form, stem.tag), (ending, "EF")]) + "?"


def asked_identity(noun: str, grammar: Grammar, *, is_past: bool) -> str:
    """Return a noun with the copula, asking: "누구인가요?"."""
    ending = [("었", "EP"), ("나요", "EF")] if is_past else [("ᆫ가요", "EF")]
    return grammar.join([(noun, "NNG"), ("이", "VCP"), *ending]) + "?"
