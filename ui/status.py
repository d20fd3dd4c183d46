"""What `rag status` tells of a corpus and its index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.datatypes import Changes
    from index.rows import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """A folder of articles, its index, and how they differ.

    Attributes:
        corpus: Folder of articles.
        store: Folder of the index.
        generation: Number of the index.
        documents: How many it holds.
        chunks: How many are searched.
        settings: What it was made with.
        changes: How the folder differs from it, with the files that cannot be used.
    """

    corpus: str
    store: str
    generation: int
    documents: int
    chunks: int
    settings: Settings
    changes: Changes
