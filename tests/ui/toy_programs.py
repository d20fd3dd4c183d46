"""A toy workspace as other programs meet it; run as a program, it serves the tools."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rag.scope import EVERYTHING, Scope
from tests.ui.toy_workspace import ToyWorkspace, made_workspace

if TYPE_CHECKING:
    from rag.datatypes import Answer, Passage, Turn

UNEXPECTED = "뜻밖의 일이 생기면?"
SECRET = "an inner secret"  # noqa: S105  (nobody's password)


class AskedWorkspace(ToyWorkspace):
    """Remembers what it was asked, and has an unexpected error for one question."""

    def __init__(self, corpus: Path, store: Path) -> None:
        super().__init__(corpus, store)
        self.asked: list[tuple[str, tuple[Turn, ...], Scope]] = []
        self.searched: list[tuple[str, int, Scope]] = []

    def ask(self, question: str, history: Sequence[Turn], scope: Scope = EVERYTHING) -> Answer:
        self.asked.append((question, tuple(history), scope))
        if question == UNEXPECTED:
            raise RuntimeError(SECRET)
        return super().ask(question, history, scope)

    def search(self, query: str, *, top_k: int, scope: Scope = EVERYTHING) -> list[Passage]:
        self.searched.append((query, top_k, scope))
        return super().search(query, top_k=top_k, scope=scope)


class PrintingWorkspace(AskedWorkspace):
    """Prints, as engines do, where only the protocol may be."""

    def ask(self, question: str, history: Sequence[Turn], scope: Scope = EVERYTHING) -> Answer:
        sys.stdout.write("loading\n")
        os.write(1, b"loading more\n")
        return super().ask(question, history, scope)


def asked_workspace(folder: Path, articles: dict[str, str] | None = None) -> AskedWorkspace:
    """Return such a workspace over an index made of these articles."""
    made_workspace(folder, articles)
    return AskedWorkspace(folder / "corpus", folder / "store")


if __name__ == "__main__":
    from ui.programs.mcp import serve_tools

    serve_tools(PrintingWorkspace(Path(sys.argv[1]), Path(sys.argv[2])))
