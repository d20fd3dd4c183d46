"""A workspace whose engines are toys: real files, a real store, real answers, at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import ModelError
from tests.fakes import SilentProgress, SpaceAnalyzer, SyllableEncoder, toy_tools, write_articles
from ui.wiring import Engines
from ui.workspace import Workspace

if TYPE_CHECKING:
    from index.datatypes import UpdateReport
    from index.preparing import Tools
    from rag.datatypes import SpanFinder
    from rag.writing.model import LanguageModel

BRIDGE = (
    "섬마을 다리 열리다\n\n갯벌신문 윤서가 기자 2024.03.02 09:00\n\n다리는 아주 길다. 배는 없다.\n"
)
STATION = "버려진 역 열리다\n\n역은 도서관이 됐다.\n"
ARTICLES = {"bridge.txt": BRIDGE, "station.txt": STATION}
# A whole sentence of an article: all of its words are there, and its cosine is 1.
SURE = "다리는 아주 길다."
SURE_ANSWER = "“다리는 아주 길다.” [1]"
# Nothing of it is there.
UNKNOWN = "우주 로켓?"


class ToyEngines(Engines):
    """Notes what is asked for; nothing takes time to load."""

    def __init__(self, encoder: SyllableEncoder, model: str = "toy") -> None:
        super().__init__(model, lambda _line: None)
        self._toy = encoder
        self.loaded: set[str] = set()
        self.finder: SpanFinder | None = None
        self.has_encoder = True

    @property
    def are_warm(self) -> bool:
        return self.loaded >= {"encoder", "analyzer", "spans"}

    @property
    def is_encoder_missing(self) -> bool:
        return "no encoder" in self.loaded and "encoder" not in self.loaded

    def encoder(self) -> SyllableEncoder:
        if not self.has_encoder:
            self.loaded.add("no encoder")
            message = "cannot load the encoder"
            raise ModelError(message)
        self.loaded.add("encoder")
        return self._toy

    def analyzer(self) -> SpaceAnalyzer:
        self.loaded.add("analyzer")
        return SpaceAnalyzer()

    def spans(self) -> SpanFinder | None:
        self.loaded.add("spans")
        return self.finder

    def tools(self) -> Tools:
        self.analyzer()
        return replace(toy_tools(self.encoder()), model=self.model)


class ToyWorkspace(Workspace):
    """A workspace with toy engines."""

    def __init__(  # noqa: PLR0913  (what a workspace is opened with)
        self,
        corpus: Path,
        store: Path,
        encoder: SyllableEncoder | None = None,
        *,
        model: str = "toy",
        answers_early: bool = False,
        llm: LanguageModel | None = None,
    ) -> None:
        self.engines = ToyEngines(encoder or SyllableEncoder(), model)
        super().__init__(corpus, store, self.engines, answers_early=answers_early, llm=llm)

    def refresh(self, *, full: bool = False) -> UpdateReport:
        """Update without showing progress."""
        return self.update(SilentProgress(), full=full)


def toy_workspace(folder: Path, encoder: SyllableEncoder | None = None) -> ToyWorkspace:
    """Return a workspace over `folder/corpus` and `folder/store`; nothing is made yet."""
    return ToyWorkspace(folder / "corpus", folder / "store", encoder)


def early_workspace(folder: Path, articles: dict[str, str] | None = None) -> ToyWorkspace:
    """Return a workspace that answers early, over an index that another one made of articles."""
    made_workspace(folder, articles)
    return ToyWorkspace(folder / "corpus", folder / "store", answers_early=True)


def made_workspace(folder: Path, articles: dict[str, str] | None = None) -> ToyWorkspace:
    """Return a workspace whose index is made of these articles."""
    write_articles(folder / "corpus", ARTICLES if articles is None else articles)
    space = toy_workspace(folder)
    space.refresh()
    return space


def contents(folder: Path) -> dict[str, bytes]:
    """Return what is under a folder, by path; what SQLite keeps for its readers is left out."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
        if not path.name.endswith(("-shm", "-wal"))
    }
