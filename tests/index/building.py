"""Articles for the tests of updates, and parts that are interrupted or take count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.snapshot import Snapshot
from tests.fakes import SilentProgress, SpaceAnalyzer, SyllableEncoder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from index.datatypes import FloatMatrix
    from index.language import Analysis

# Every line is a chunk of its own, and none is a headline.
BRIDGE = "갈매대교가 오늘 아침 열렸다.\n\n통행료는 아무도 내지 않는다.\n"
LIBRARY = "작은 도서관이 문을 열었다.\n"
MARKET = "양파 값이 두 배로 올랐다.\n\n당근 값은 그대로라고 한다.\n"
LINES = [f"가나 문장 {number:03}번이 여기 있다." for number in range(100)]


class FailingEncoder(SyllableEncoder):
    """Is interrupted at its second batch."""

    def encode_passages(self, texts: Sequence[str]) -> FloatMatrix:
        if self.encoded:
            raise KeyboardInterrupt
        return super().encode_passages(texts)


class CountingAnalyzer(SpaceAnalyzer):
    """Remembers every text that it was given."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def analyze(self, text: str) -> Analysis:
        self.texts.append(text)
        return super().analyze(text)


class Interruption(SilentProgress):
    """Is interrupted when a stage has come so far."""

    def __init__(self, stage: str, done: int) -> None:
        super().__init__()
        self._last = (stage, done)

    def __call__(self, stage: str, done: int, total: int) -> None:
        super().__call__(stage, done, total)
        if (stage, done) == self._last:
            raise KeyboardInterrupt


def files(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder by path, but for those that SQLite needs while it reads."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    paths = [path for path in paths if path.suffix not in {".sqlite-wal", ".sqlite-shm"}]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def titles(folder: Path) -> list[str]:
    snapshot = Snapshot.open(folder / "store")
    sources = [summary.source for summary in snapshot.store.summaries()]
    snapshot.close()
    return sources
