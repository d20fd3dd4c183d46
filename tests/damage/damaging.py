"""Flips bits and cuts files of a store, and says what comes of it."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from index.database import FILE_NAME
from index.errors import StoreError
from index.snapshot import Snapshot
from tests.fakes import SyllableEncoder

Outcome = Literal["same", "refused", "changed"]
QUERIES = ("가나다", "라마바", "사아")
TERMS = ("갈매대교가", "통행료는", "도서관이", "주민이")


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """Something that happens to one file of a store.

    Attributes:
        path: The file, inside the store.
        place: The byte that is hit, or the length that is left.
        bit: Which bit of it is flipped; `None` where the file is cut.
    """

    path: str
    place: int
    bit: int | None

    def do(self, store: Path) -> None:
        """Let it happen."""
        path = store / self.path
        data = bytearray(path.read_bytes())
        if self.bit is None:
            del data[self.place :]
        else:
            data[self.place] ^= 1 << self.bit
        path.write_bytes(data)


def files_of(store: Path) -> list[Path]:
    """Return the files of a store that are not empty, sorted."""
    paths = (path for path in store.rglob("*") if path.is_file() and path.stat().st_size)
    return sorted(path.relative_to(store) for path in paths)


def flips(store: Path, count: int, seed: int) -> Iterator[Damage]:
    """Yield flipped bits: half of them in the database, the others in any file."""
    chance = random.Random(seed)
    for number in range(count):
        path = Path(FILE_NAME) if number % 2 else chance.choice(files_of(store))
        place = chance.randrange((store / path).stat().st_size)
        yield Damage(path=path.as_posix(), place=place, bit=chance.randrange(8))


def cuts(store: Path, count: int, seed: int) -> Iterator[Damage]:
    """Yield shortened files, some of them cut to nothing; half of them are the database."""
    chance = random.Random(seed)
    for number in range(count):
        path = Path(FILE_NAME) if number % 2 else chance.choice(files_of(store))
        size = (store / path).stat().st_size
        place = 0 if number % 5 == 0 else chance.randrange(size)
        yield Damage(path=path.as_posix(), place=place, bit=None)


def answers(store: Path) -> list[object]:
    """Return all that a query can be told by the index in a folder.

    Raises:
        StoreError: The index cannot be used.
    """
    snapshot = Snapshot.open(store)
    try:
        summaries = snapshot.store.summaries()
        vectors = SyllableEncoder().encode_queries(QUERIES)
        nearest = [snapshot.vectors.search(row.reshape(1, -1), top_k=9) for row in vectors]
        holding = [snapshot.lexical.search("terms", [term], top_k=9) for term in TERMS]
        bigrams = [snapshot.lexical.search("bigrams", [term[:2]], top_k=9) for term in TERMS]
        ids = sorted({id_ for found in (*nearest, *holding, *bigrams) for id_, _ in found})
        return [
            snapshot.generation,
            snapshot.settings,
            summaries,
            nearest,
            holding,
            bigrams,
            snapshot.chunks(ids),
            [snapshot.store.terms([id_]) for id_ in ids],
            [snapshot.document(item.source) for item in summaries],
            [snapshot.store.chunk_ids([item.source]) for item in summaries],
            snapshot.store.skipped(),
            snapshot.store.digests(),
        ]
    finally:
        snapshot.close()


def outcome(store: Path, expected: list[object], damage: Damage, scratch: Path) -> Outcome:
    """Return what becomes of the answers when a copy of a store is damaged."""
    # Whoever has had a lexical index open may still be writing a lock there.
    with TemporaryDirectory(dir=scratch, ignore_cleanup_errors=True) as name:
        copy = Path(name) / "store"
        shutil.copytree(store, copy)
        damage.do(copy)
        try:
            return "same" if answers(copy) == expected else "changed"
        except StoreError:
            return "refused"
