"""The real engines, loaded once, in workspaces of the tests' own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.fakes import SilentProgress
from ui.wiring import Engines
from ui.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from index.datatypes import UpdateReport
    from index.encoding import SentenceEncoder
    from index.kiwi import KiwiAnalyzer
    from rag.writing.model import LanguageModel


class SharedEngines(Engines):
    """The real engines, which all tests share."""

    def __init__(self, encoder: SentenceEncoder, analyzer: KiwiAnalyzer) -> None:
        super().__init__(None, lambda _line: None)
        self._encoder = encoder
        self._analyzer = analyzer


class SharedWorkspace(Workspace):
    """A workspace over `folder/corpus` and `folder/store` with the engines of all tests."""

    def __init__(self, folder: Path, engines: Engines, llm: LanguageModel | None = None) -> None:
        super().__init__(folder / "corpus", folder / "store", engines, llm=llm)

    def refresh(self) -> UpdateReport:
        """Update without showing progress."""
        return self.update(SilentProgress())
