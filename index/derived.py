"""The two search indexes of a generation, made from the store and made again when they are damaged.

The database is the truth. `vectors-N.faiss` and the folder `lexical-N` follow from it without
encoding anything, carry the number of their generation, appear under their names whole, and are
not read unless every byte is what was written.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.bigrams import bigrams
from index.digests import file_digest, folder_digest
from index.disk import UNFINISHED, make_durable
from index.errors import StoreError
from index.lexical import LexicalIndex, LexicalRow
from index.vectors import VectorIndex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.store import Store

VECTORS, LEXICAL = "vectors", "lexical"
_NUMBERED = re.compile(r"vectors-(\d+)\.faiss|lexical-(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written of a generation.

    Attributes:
        vectors_sha256: Digest of the vector index.
        lexical_sha256: Digest of the folder of the lexical index.
        keys: The key of each chunk's vector, with repetitions; `None` where only new chunks were
            looked at.
    """

    vectors_sha256: str
    lexical_sha256: str
    keys: tuple[str, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """What a generation has that the one before had not, and the other way round.

    Attributes:
        first: The number of the first new chunk.
        gone: The ids of the chunks that are no more.
        before: Digests of the indexes of the generation before: the vectors', the words'.
    """

    first: int
    gone: frozenset[int]
    before: tuple[str, str]


def vectors_path(folder: Path, generation: int) -> Path:
    """Return where the vector index of a generation is."""
    return folder / f"vectors-{generation}.faiss"


def lexical_path(folder: Path, generation: int) -> Path:
    """Return where the lexical index of a generation is."""
    return folder / f"lexical-{generation}"


def write(store: Store, folder: Path, generation: int, grown: Growth | None = None) -> Written:
    """Write both indexes of what the store holds.

    Args:
        store: What is indexed.
        folder: Where the indexes lie.
        generation: Their number.
        grown: What is new since the generation before, to add only that to its indexes. Without,
            or where these are not what was written, both are made of everything.

    Raises:
        StoreError: They cannot be written, or what they are made of is damaged.
    """
    try:
        with tempfile.TemporaryDirectory(
            dir=folder, prefix=UNFINISHED, ignore_cleanup_errors=True
        ) as name:
            unfinished = Path(name)
            if grown and not is_whole(folder, generation - 1, grown.before):
                grown = None
            (unfinished / LEXICAL).mkdir()
            if grown:
                take_over(lexical_path(folder, generation - 1), unfinished / LEXICAL)
            chunks = write_words(store, unfinished / LEXICAL, grown.first if grown else 0)
            ids, keys = [id_ for id_, _ in chunks], [key for _, key in chunks]
            if grown:
                vectors = VectorIndex.read(vectors_path(folder, generation - 1))
                vectors.grow(grown.gone, ids, store.vectors(keys))
            else:
                vectors = VectorIndex.of(ids, store.vectors(keys))
            # Our own write: faiss reports success when the disk is full at the last moment.
            (unfinished / VECTORS).write_bytes(vectors.to_bytes())
            return publish(unfinished, folder, generation, None if grown else tuple(keys))
    except OSError as error:
        why = error.strerror or error
        message = f"the store at {folder} cannot be written ({why}); mend that and try again"
        raise StoreError(message) from error


def write_words(store: Store, folder: Path, first: int) -> list[tuple[int, str]]:
    """Write the chunks from a number on into a lexical index; return their ids and vector keys.

    Chunks that are no more have to be there as well, until they are too many: an index that is made
    again gives the same scores as the one that has grown.
    """
    chunks: list[tuple[int, str]] = []

    def rows() -> Iterator[LexicalRow]:
        for chunk in store.searched(first):
            chunks.append((chunk.id, chunk.vector_key))
            yield LexicalRow(chunk_id=chunk.id, terms=chunk.terms, bigrams=bigrams(chunk.text))

        if not first:
            for chunk in store.searched_once():
                yield LexicalRow(chunk_id=chunk.id, terms=chunk.terms, bigrams=bigrams(chunk.text))

    LexicalIndex.write(folder, rows())
    return chunks


def take_over(folder: Path, unfinished: Path) -> None:
    """Begin a lexical index with the files of another, which it never changes."""
    for path in folder.iterdir():
        if path.suffix != ".lock":
            try:
                os.link(path, unfinished / path.name)
            except OSError:
                # Not every file system has links.
                shutil.copyfile(path, unfinished / path.name)


def publish(
    unfinished: Path, folder: Path, generation: int, keys: tuple[str, ...] | None
) -> Written:
    """Make both indexes durable and give them their names."""
    flat, inverted = unfinished / VECTORS, unfinished / LEXICAL
    for path in (flat, *inverted.iterdir(), inverted):
        make_durable(path)
    written = Written(
        vectors_sha256=file_digest(flat), lexical_sha256=folder_digest(inverted), keys=keys
    )
    flat.replace(vectors_path(folder, generation))
    put_in_place(inverted, lexical_path(folder, generation))
    make_durable(folder)
    return written


def is_whole(folder: Path, generation: int, digests: tuple[str, str]) -> bool:
    """Return whether both indexes of a generation are what was written, to the byte."""
    try:
        return digests == (
            file_digest(vectors_path(folder, generation)),
            folder_digest(lexical_path(folder, generation)),
        )
    except OSError:
        return False


def put_in_place(folder: Path, place: Path) -> None:
    """Give a folder its name; what has the name already is damaged, or was never seen."""
    if place.exists():
        old = folder.with_name("old")
        place.replace(old)
        shutil.rmtree(old, ignore_errors=True)
    folder.replace(place)


def read(folder: Path, store: Store) -> tuple[VectorIndex, LexicalIndex]:
    """Open both indexes of the generation that a store holds.

    Raises:
        StoreError: One is not what was written, to the byte.
    """
    generation = store.generation
    if not is_whole(folder, generation, (store.vectors_digest, store.lexical_digest)):
        message = f"the search indexes of generation {generation} are damaged or missing"
        raise StoreError(message)
    try:
        vectors = VectorIndex.read(vectors_path(folder, generation))
    except OSError as error:
        message = f"the search indexes of generation {generation} cannot be read ({error.strerror})"
        raise StoreError(message) from error
    return vectors, LexicalIndex(lexical_path(folder, generation), store.stale())


def clear(folder: Path, *, keep: set[int]) -> None:
    """Delete the indexes of all generations but those to keep, and what a killed build left."""
    for path in ours(folder):
        number = generation_of(path)
        if number in keep:
            continue
        # What cannot be deleted now will be by a later update.
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):
                path.unlink()


def ours(folder: Path) -> list[Path]:
    """Return the search indexes of all generations, whole or not, sorted; nobody else's files."""
    return sorted(
        path
        for path in folder.iterdir()
        if generation_of(path) is not None or path.name.startswith(UNFINISHED)
    )


def generation_of(path: Path) -> int | None:
    """Return the generation that a name belongs to, `None` for any other name."""
    numbered = _NUMBERED.fullmatch(path.name)
    return int(numbered[1] or numbered[2]) if numbered else None
