"""What several measurements need: an index of a question set, and vectors kept between runs."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.corpora import write_corpus, write_distractors
from index.snapshot import Snapshot
from index.update import update
from rag.questions import read_questions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from benchmarks.corpora import Article, Row
    from index.datatypes import Encoder, FloatMatrix
    from index.preparing import Tools

# Texts that are encoded at once when they are known beforehand.
BULK_TEXTS = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question about one file of a corpus.

    Attributes:
        text: As asked.
        source: The file that answers it.
        title: What the file is a part of; other files may have the same.
    """

    text: str
    source: str
    title: str


def write_set(
    rows: Sequence[Row],
    folder: Path,
    *,
    distractors: Sequence[Article] = (),
    asked: Mapping[str, str] | None = None,
) -> list[Question]:
    """Write the articles of a question set, where an earlier run has not, and return the questions.

    Args:
        rows: The question set, all of it.
        folder: Gets `articles` and `questions.jsonl`; one folder for each set.
        distractors: Articles that no question is about.
        asked: Questions by row id to ask in place of the rows' own, in another language for
            example; a row without one is not asked.
    """
    if not (folder / "questions.jsonl").exists():
        write_corpus(rows, folder)
        write_distractors(distractors, folder)
    texts = {row.id: row.question for row in rows} if asked is None else asked
    return [
        Question(text=texts[row.id], source=case.sources[0], title=row.title)
        for row, case in zip(rows, read_questions(folder / "questions.jsonl"), strict=True)
        if row.id in texts
    ]


def open_index(folder: Path, tools: Tools) -> Snapshot:
    """Return the index of `folder/articles`, built where an earlier run has not."""
    store = folder / tools.chunks.name
    update(folder / "articles", store, lambda: tools, silent)
    return Snapshot.open(store)


def silent(stage: str, done: int, total: int) -> None:
    """Take no note."""


class BlankEncoder:
    """Tells nothing of any text, at once: for an index that is only searched by words."""

    name = "blank"
    dim = 1

    def encode_passages(self, texts: Sequence[str]) -> FloatMatrix:
        """Return the same row for each text. Shape `(len(texts), 1)`."""
        return np.ones((len(texts), 1), np.float32)

    def encode_queries(self, texts: Sequence[str]) -> FloatMatrix:
        """Return the same row for each text. Shape `(len(texts), 1)`."""
        return np.ones((len(texts), 1), np.float32)


class KeptEncoder:
    """An encoder that encodes no text twice; what it knows can be kept in a file."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, FloatMatrix] = {}

    @property
    def name(self) -> str:
        """Identity of the encoder inside."""
        return self._encoder.name

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return self._encoder.dim

    def encode_passages(self, texts: Sequence[str]) -> FloatMatrix:
        """Return one unit row per text to be found. Shape `(len(texts), dim)`."""
        return self._rows("passage", texts, self._encoder.encode_passages)

    def encode_queries(self, texts: Sequence[str]) -> FloatMatrix:
        """Return one unit row per text to search with. Shape `(len(texts), dim)`."""
        return self._rows("query", texts, self._encoder.encode_queries)

    def _rows(
        self, kind: str, texts: Sequence[str], encode: Callable[[Sequence[str]], FloatMatrix]
    ) -> FloatMatrix:
        keys = [f"{kind}\0{text}" for text in texts]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        # Texts of like length go together, so that little of a batch is padding.
        waiting = sorted(new, key=len)
        for start in range(0, len(waiting), BULK_TEXTS):
            bulk = waiting[start : start + BULK_TEXTS]
            vectors = encode([new[key] for key in bulk])
            self._known.update(zip(bulk, vectors, strict=True))
        if not keys:
            return encode([])
        return np.stack([self._known[key] for key in keys])

    def load(self, path: Path) -> None:
        """Know what `save` wrote, unless it is missing or of another encoder."""
        if not path.exists():
            return
        with np.load(path) as kept:
            if str(kept["encoder"]) == self.name:
                keys = json.loads(bytes(kept["keys"]))
                self._known.update(zip(keys, kept["vectors"], strict=True))

    def save(self, path: Path) -> None:
        """Write all that is known."""
        if self._known:
            keys = np.frombuffer(json.dumps(list(self._known)).encode(), np.uint8)
            vectors = np.stack(list(self._known.values()))
            np.savez(path, encoder=self.name, keys=keys, vectors=vectors)


@contextmanager
def kept(encoder: Encoder, path: Path) -> Iterator[KeptEncoder]:
    """Give an encoder that knows what it encoded in earlier runs, and remember it at the end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    keeping = KeptEncoder(encoder)
    keeping.load(path)
    try:
        yield keeping
    finally:
        keeping.save(path)
