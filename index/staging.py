"""Work on its way into a generation: read documents, texts to encode, vectors. Nobody sees it yet.

It is kept as it is made, so that a build that was cut short goes on where it stopped.
"""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING

from index.digests import digest
from index.rows import BodyRow, DocumentRow, settings_to_json, to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from index.corpus import CorpusFile
    from index.database import Database
    from index.datatypes import FloatMatrix
    from index.preparing import Prepared
    from index.rows import Settings


class Staging:
    """What has been made for the next generation so far.

    Args:
        database: Open for writing.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def clear(self) -> None:
        """Forget all but the vectors."""
        with self._database.transaction():
            for table in ("staged", "staged_files", "pending"):
                self._database.execute(f"DELETE FROM {table}")  # noqa: S608  (three constants)

    def keep_only(self, files: Mapping[str, str], settings: Settings) -> set[str]:
        """Forget what is not of these files, or was made with other settings; return the rest.

        Args:
            files: The sha256 of each file that is to be read, by its path.
            settings: What the next generation is made with.

        Returns:
            Paths of the files that need not be read again.
        """
        made_with = settings_to_json(settings)
        rows = self._database.execute("SELECT source, sha256, settings FROM staged_files")
        kept = {
            source
            for source, sha256, others in rows
            if files.get(source) == sha256 and others == made_with
        }
        stale = [(source,) for source, *_ in rows if source not in kept]
        if stale:
            with self._database.transaction():
                self._database.insert("DELETE FROM staged_files WHERE source = ?", stale)
                self._database.insert("DELETE FROM staged WHERE file = ?", stale)
                # Else another encoder's vectors would come to lie under the keys of this one.
                self._database.execute(
                    "DELETE FROM pending WHERE file NOT IN (SELECT source FROM staged_files)"
                )
        return kept

    def add(
        self,
        made: Iterable[tuple[CorpusFile, Sequence[Prepared]]],
        settings: Settings,
        *,
        encode_all: bool = False,
    ) -> None:
        """Keep the documents of files, and note which of their texts have no vector yet.

        Args:
            made: Files, each with all documents in it.
            settings: What they were made with.
            encode_all: Whether texts that have a vector are to get another.
        """
        made_with = settings_to_json(settings)
        with self._database.transaction():
            for file, documents in made:
                self._database.execute("DELETE FROM staged WHERE file = ?", (file.source,))
                for item in documents:
                    self._add(file, item, encode_all=encode_all)
                self._database.execute(
                    "INSERT OR REPLACE INTO staged_files VALUES (?, ?, ?)",
                    (file.source, file.sha256, made_with),
                )

    def _add(self, file: CorpusFile, item: Prepared, *, encode_all: bool) -> None:
        body = BodyRow.of(item.document, item.rows)
        key = body.digest
        # What lay under the key may be damaged.
        self._database.execute(
            "INSERT OR REPLACE INTO bodies VALUES (?, ?, ?, ?, ?)", (key, *astuple(body))
        )
        row = DocumentRow.of(item.document, file.source, len(item.rows), key)
        self._database.execute(
            "INSERT OR REPLACE INTO staged VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", astuple(row)
        )
        known = set() if encode_all else self._known_vectors(item.texts)
        self._database.insert(
            "INSERT OR REPLACE INTO pending VALUES (?, ?, ?)",
            [(key, file.source, text) for key, text in item.texts.items() if key not in known],
        )

    def _known_vectors(self, keys: Iterable[str]) -> set[str]:
        rows = self._database.execute(
            "SELECT key FROM vectors WHERE key IN (SELECT value FROM json_each(?))",
            (to_json(list(keys)),),
        )
        return {key for (key,) in rows}

    def counts(self) -> tuple[int, int]:
        """Return how many files have been read, and how many texts are still to be encoded."""
        ((files, texts),) = self._database.execute(
            "SELECT (SELECT count(*) FROM staged_files), (SELECT count(DISTINCT key) FROM pending)"
        )
        return files, texts

    def pending(self) -> list[str]:
        """Return the keys of the texts that have no vector yet, those of long texts first.

        Texts of like length go together, so that little of a batch is padding.
        """
        rows = self._database.execute(
            "SELECT key FROM pending GROUP BY key ORDER BY length(text) DESC, key"
        )
        return [key for (key,) in rows]

    def texts(self, keys: Sequence[str]) -> list[str]:
        """Return the texts of these keys, in their order."""
        rows = self._database.execute(
            "SELECT key, text FROM pending WHERE key IN (SELECT value FROM json_each(?))",
            (to_json(keys),),
        )
        found = dict(rows)
        return [found[key] for key in keys]

    def keep_vectors(self, vectors: Mapping[str, FloatMatrix]) -> None:
        """Keep encoded vectors; their texts are no longer pending."""
        rows = [
            (key, data, digest(key, data))
            for key, data in ((key, vector.tobytes()) for key, vector in vectors.items())
        ]
        with self._database.transaction():
            self._database.insert("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)
            self._database.insert("DELETE FROM pending WHERE key = ?", [(key,) for key in vectors])

    def documents(self, file: str) -> Iterator[DocumentRow]:
        """Yield the documents of a file, in their order in it.

        Raises:
            DamagedError: They are not what was kept.
        """
        rows = self._database.execute("SELECT * FROM staged WHERE file = ? ORDER BY rowid", (file,))
        for columns in rows:
            row = DocumentRow(*columns)
            row.check()
            yield row
