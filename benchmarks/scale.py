"""Measures an index of very many small files: how long, how much memory, and what one change costs.

    python -m benchmarks.scale ARTICLES.jsonl.gz [--files 100000] [--work DIR]

The articles, one `{id, title, text}` a line, are cut into so many files. Real analysis, real
indexes; only the encoder is a toy, for what encoding takes depends on nothing but the number of
chunks (ARCHITECTURE.md). Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.chunking import ChunkSettings
from index.comparing import changes
from index.kiwi import KiwiAnalyzer
from index.preparing import Tools
from index.snapshot import Snapshot
from index.update import update
from index.verifying import verify

if TYPE_CHECKING:
    from index.datatypes import FloatMatrix

DIM = 384
KIBIBYTES_PER_MEBIBYTE = 1024
FILES_PER_FOLDER = 1000
BYTES_PER_MEGABYTE = 1_000_000
TICK_SECONDS = 2.5
FULL, ONE = "full build, without encoding", "taking in one changed file"


class HashEncoder:
    """Makes a unit vector out of a text's digest, in no time."""

    name = "hashes-1"
    dim = DIM

    def encode_passages(self, texts: Sequence[str]) -> FloatMatrix:
        """Return one unit row per text. Shape `(len(texts), dim)`."""
        rows = [np.frombuffer(_bytes(text), np.uint8) for text in texts]
        vectors = np.array(rows, np.float32) - np.float32(127.5)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    encode_queries = encode_passages


def _bytes(text: str) -> bytes:
    return hashlib.shake_128(text.encode()).digest(DIM)


class Stages:
    """Notes how long each stage of an update takes, and says how far it is."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._began = time.perf_counter()
        self._told = 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Take note."""
        now = time.perf_counter()
        if done == 0:
            self._began = now
        self.seconds[stage] = now - self._began
        if now - self._told > 30:  # noqa: PLR2004  (seconds)
            self._told = now
            print(f"{stage} {done}/{total}", file=sys.stderr, flush=True)


def pieces(articles: Path, files: int) -> Iterator[str]:
    """Yield so many texts, of like length, out of a file of articles."""
    with gzip.open(articles, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line) for line in lines]
    total = sum(len(item["text"]) for item in texts)
    size = total / files
    made = 0
    for item in texts:
        parts = max(1, round(len(item["text"]) / size))
        step = -(-len(item["text"]) // parts)
        for part in range(parts):
            text = item["text"][part * step : (part + 1) * step]
            if made < files and text.strip():
                made += 1
                yield f"{item['title']} {part + 1}\n\n{text}\n"


def write_files(folder: Path, texts: Iterator[str]) -> int:
    """Write each text into a file of its own; return how many."""
    number = -1
    for number, text in enumerate(texts):
        path = folder / f"{number // FILES_PER_FOLDER:03}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return number + 1


def peak_mebibytes() -> int:
    """Return the most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // KIBIBYTES_PER_MEBIBYTE


class Timer:
    """Does things, and remembers how long each took."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def time(self, name: str, work: Callable[[], object]) -> tuple[str, str]:
        """Do something; return its name and how long it took."""
        start = time.perf_counter()
        work()
        self.seconds[name] = time.perf_counter() - start
        return name, f"{self.seconds[name]:.1f} s"


def rows(options: argparse.Namespace, folder: Path) -> Iterator[tuple[str, str]]:
    """Yield what was measured, and the figure."""
    corpus, store = folder / "corpus", folder / "store"
    yield "files", f"{write_files(corpus, pieces(options.articles, options.files)):,}"
    # A file that has just been written is read again, for it may be written once more.
    time.sleep(TICK_SECONDS)
    analyzer = KiwiAnalyzer()
    analyzer.analyze("준비 중입니다.")
    tools = Tools(encoder=HashEncoder(), model="toy", analyzer=analyzer, chunks=ChunkSettings())

    def change() -> None:
        path = next(corpus.rglob("*.txt"))
        path.write_text(f"{path.read_text('utf-8')}다리가 새로 놓였다.\n", encoding="utf-8")
        update(corpus, store, lambda: tools, Stages())

    timer, full = Timer(), Stages()
    before = peak_mebibytes()
    yield timer.time(FULL, lambda: update(corpus, store, lambda: tools, full))
    for stage, seconds in full.seconds.items():
        yield f"of it: {stage}", f"{seconds:.0f} s"
    yield "peak memory, and before the build", f"{peak_mebibytes():,} MiB, {before:,} MiB"
    snapshot = Snapshot.open(store)
    yield "chunks", f"{snapshot.store.count_chunks():,}"
    snapshot.close()
    size = sum(path.stat().st_size for path in store.rglob("*") if path.is_file())
    yield "store on disk", f"{size / BYTES_PER_MEGABYTE:,.0f} MB"
    yield timer.time("opening it, every fact checked", lambda: Snapshot.open(store).close())
    yield timer.time("finding nothing to do", lambda: changes(corpus, store))
    yield timer.time(ONE, change)
    yield timer.time("`rag status --verify`", lambda: verify(store))
    yield f"{FULL} : {ONE}", f"{timer.seconds[FULL] / timer.seconds[ONE]:.0f}"
    yield "peak memory at the end", f"{peak_mebibytes():,} MiB"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("articles", type=Path, help="articles, one JSON object a line, gzipped")
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--work", type=Path, help="where to write; a temporary folder without")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(dir=options.work) as folder:
        print("| what | figure |\n|---|---|")
        for what, figure in rows(options, Path(folder)):
            print(f"| {what} | {figure} |", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
