"""The two search indexes of a generation, made from the store and made again when they are damaged.

The database is the truth. `vectors-N.faiss` and the folder `lexical-N` follow from it without
encoding anything, carry the number of their generation, and appear under their names whole.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from index.bigrams import bigrams
from index.errors import StoreError
from index.lexical import LexicalIndex, LexicalRow
from index.vectors import VectorIndex

if TYPE_CHECKING:
    from index.store import Store


def vectors_path(folder: Path, generation: int) -> Path:
    """Return where the vector index of a generation is."""
    return folder / f"vectors-{generation}.faiss"


def lexical_path(folder: Path, generation: int) -> Path:
    """Return where the lexical index of a generation is."""
    return folder / f"lexical-{generation}"


def write(store: Store, folder: Path, generation: int) -> str:
    """Write both indexes of what the store holds; return the sha256 of the vector index."""
    ids, vectors = store.vectors()
    data = VectorIndex.of(ids, vectors).to_bytes()
    with tempfile.TemporaryDirectory(dir=folder, prefix=".writing-") as unfinished:
        flat = Path(unfinished) / "vectors"
        # Our own write: faiss reports success when the disk is full at the last moment.
        with flat.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        flat.replace(vectors_path(folder, generation))
        inverted = Path(unfinished) / "lexical"
        inverted.mkdir()
        LexicalIndex.write(
            inverted,
            (
                LexicalRow(chunk_id=id_, terms=terms, bigrams=bigrams(text))
                for id_, text, terms in store.words()
            ),
        )
        shutil.rmtree(lexical_path(folder, generation), ignore_errors=True)
        inverted.replace(lexical_path(folder, generation))
    return hashlib.sha256(data).hexdigest()


def read(folder: Path, generation: int, sha256: str) -> tuple[VectorIndex, LexicalIndex]:
    """Open both indexes of a generation.

    Raises:
        StoreError: The vectors are not what was written, to the byte, or the lexical index cannot
            be opened.
    """
    try:
        data = vectors_path(folder, generation).read_bytes()
    except OSError as error:
        message = f"the vector index of generation {generation} cannot be read ({error.strerror})"
        raise StoreError(message) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        message = f"the vector index of generation {generation} is damaged"
        raise StoreError(message)
    return VectorIndex.from_bytes(data), LexicalIndex(lexical_path(folder, generation))


def clear(folder: Path, *, keep: set[int]) -> None:
    """Delete the indexes of all generations but those to keep, and what a killed build left."""
    kept = {path(folder, number) for number in keep for path in (vectors_path, lexical_path)}
    for path in [*folder.glob("vectors-*"), *folder.glob("lexical-*"), *folder.glob(".writing-*")]:
        if path in kept:
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
