"""A workspace as `rag eval` asks it: what answers there is what answers in the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.datatypes import Answer, Turn
    from ui.workspace import Workspace


class Measured:
    """Answers questions out of a workspace, with its language model if it has one."""

    def __init__(self, space: Workspace) -> None:
        self._space = space

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Return the whole answer; raises as `Workspace.ask`."""
        return self._space.ask(question, history)

    def rank_sources(self, question: str, history: Sequence[Turn] = (), *, top_k: int) -> list[str]:
        """Return at most `top_k` source files for the question, best first, each once."""
        return self._space.answerer().rank_sources(question, history, top_k=top_k)

    def text(self, source: str) -> str:
        """Return the text of an article of the index."""
        return self._space.document(source).text
