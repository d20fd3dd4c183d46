"""Brings a store up to date with a folder of articles; reads and encodes only what is new."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from index.belonging import check_place, place_of
from index.comparing import compare, digests, faults, known_files, known_stamps, listing
from index.corpus import CorpusFile, UnreadableError, fault, read_file
from index.database import damaged
from index.datatypes import Skipped, UpdateReport
from index.errors import CorpusError, DamagedError, StoreError
from index.preparing import prepare, vector_key
from index.publishing import publish, restamp, tidy
from index.staging import Staging
from index.store import Store
from index.writing import discard, only_writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from index.database import Database
    from index.datatypes import Encoder, Progress
    from index.preparing import Prepared, Tools
    from index.rows import Settings

# A file with all documents in it.
Made: TypeAlias = "tuple[CorpusFile, list[Prepared]]"
# Vectors are kept batch by batch: an interrupted build loses at most this many texts' work.
BATCH_TEXTS = 64
# And at most so many files', or so many characters', reading.
BATCH_FILES = 64
BATCH_CHARACTERS = 1_000_000


def update(
    folder: Path,
    store_folder: Path,
    make_tools: Callable[[], Tools],
    progress: Progress,
    *,
    full: bool = False,
) -> UpdateReport:
    """Bring the store up to date with the folder; queries see the old state until it is whole.

    What was read and encoded before an update was cut short is not done again by the next one.

    Args:
        folder: Where the articles are.
        store_folder: Where the store is, or will be.
        make_tools: Gives what to make chunks and vectors with; called only when a file is new, so
            that finding nothing to do loads no engine.
        progress: Is told of the stages `read` (files), `encode` (texts) and `write`.
        full: Build from nothing, whatever the store holds and was made with.

    Raises:
        CorpusError: The folder is missing, or holds no article.
        StoreError: The store was made with other tools, of another folder's articles, or is
            damaged (and not `full`); it is being written by another process, or cannot be written.
    """
    if folder.resolve() == store_folder.resolve():
        message = f"articles and index cannot share {folder}; name another folder with --store"
        raise StoreError(message)
    files, skipped = listing(folder, store_folder, {} if full else known_stamps(store_folder))
    if all(fault(file) for file in files.values()):
        raise CorpusError(nothing_found(folder, [*skipped, *faults(files.values())]))
    building = Building(
        folder=folder,
        store_folder=store_folder,
        files=files,
        skipped=tuple(skipped),
        make_tools=make_tools,
        progress=progress,
        full=full,
    )
    try:
        return building.build()
    except DamagedError:
        # To SQLite a passing error of the disk looks like damage: what is damaged is so twice.
        if full:
            discard(store_folder)
        return building.build()


@dataclass(frozen=True, slots=True, kw_only=True)
class Building:
    """One update.

    Attributes:
        folder: Where the articles are.
        store_folder: Where the store is, or will be.
        files: What may hold articles, by source.
        skipped: The files that surely do not.
        make_tools: As `update` has it.
        progress: As `update` has it.
        full: As `update` has it.
    """

    folder: Path
    store_folder: Path
    files: Mapping[str, CorpusFile]
    skipped: Sequence[Skipped]
    make_tools: Callable[[], Tools]
    progress: Progress
    full: bool

    def build(self) -> UpdateReport:
        """Do what there is to do."""
        with only_writer(self.store_folder, anew=self.full) as database:
            store = Store(database)
            known = known_files(store)
            if not self.full:
                check_place(store, self.folder, self.store_folder)
            work = self._work(database, known)
            skipped = [*self.skipped, *work.unusable]
            if self.full:
                # What stayed would not be made with what the rest is made with.
                skipped = [replace(item, is_passing=False) for item in skipped]
            found = compare({**digests(self.files, work.unusable), **work.staged}, skipped, known)
            if work.staged or found.removed or store.skipped() != found.skipped:
                self.progress("write", 0, 1)
                publish(
                    database,
                    self.store_folder,
                    removed=found.removed,
                    staged=work.staged,
                    skipped=found.skipped,
                    made_with=work.made_with,
                    corpus=place_of(self.folder, self.store_folder),
                    full=self.full,
                )
                self.progress("write", 1, 1)
            with suppress(StoreError):
                restamp(database, self.files.values())
            tidy(self.store_folder, store)
            return UpdateReport(
                changes=found,
                generation=store.generation,
                documents=store.count_documents(),
                chunks=store.count_chunks(),
                encoded=work.encoded,
            )

    def _work(self, database: Database, known: Mapping[str, str]) -> Work:
        """Read what is new and encode what has no vector yet."""
        files = self.files.values()
        new = [file for file in files if self.full or known.get(file.source) != file.sha256]
        if all(fault(file) for file in new):
            return Work(unusable=faults(new))
        tools = self.make_tools()
        staging = Staging(database)
        if self.full:
            staging.clear()
        else:
            check_settings(Store(database).settings, tools.settings)
        work = Work(made_with=(tools.settings, tools.encoder.dim))
        for batch in batches(self._read(new, staging, tools, work)):
            staging.add(batch, tools.settings, encode_all=self.full)
        work.encoded = encode(staging, tools.encoder, self.progress)
        return work

    def _read(
        self, new: Sequence[CorpusFile], staging: Staging, tools: Tools, work: Work
    ) -> Iterator[Made]:
        """Yield files with their documents; note which are staged, and which cannot be used."""
        wanted = {file.source: file.sha256 for file in new}
        kept = staging.keep_only(wanted, tools.settings)
        for number, listed in enumerate(new):
            self.progress("read", number, len(new))
            work.staged[listed.source] = listed.sha256
            if listed.source in kept:
                continue
            try:
                file, extracts = read_file(listed)
            except CorpusError as error:
                del work.staged[listed.source]
                is_passing = isinstance(error, UnreadableError)
                work.unusable.append(
                    Skipped(source=listed.source, reason=str(error), is_passing=is_passing)
                )
            else:
                work.staged[file.source] = file.sha256
                yield file, [prepare(file, extract, tools) for extract in extracts]
        self.progress("read", len(new), len(new))


@dataclass(slots=True, kw_only=True)
class Work:
    """What was made for one update, before any of it is visible.

    Attributes:
        staged: The sha256 of the files that have been read, by source.
        unusable: The files that turned out to hold no article.
        encoded: How many texts had to be encoded.
        made_with: What the documents were made with, and the length of their vectors.
    """

    staged: dict[str, str] = field(default_factory=dict)
    unusable: list[Skipped] = field(default_factory=list)
    encoded: int = 0
    made_with: tuple[Settings, int] | None = None


def nothing_found(folder: Path, skipped: Sequence[Skipped]) -> str:
    """Return the line for a folder without a single article."""
    why = f" ({skipped[0].source}: {skipped[0].reason})" if skipped else ""
    return f"no articles in {folder}{why}; put articles there (.txt, .pdf ...) and run: rag index"


def check_settings(found: Settings | None, wanted: Settings) -> None:
    """Raise unless the store was made with the same tools."""
    if found is None or found == wanted:
        return
    for name in ("encoder", "analyzer", "splitter"):
        before, now = getattr(found, name), getattr(wanted, name)
        if before != now:
            message = (
                f"the index was made with {name} {before}, this is {now}; "
                "rebuild it with: rag index --full"
            )
            raise StoreError(message)


def batches(made: Iterable[Made]) -> Iterator[list[Made]]:
    """Yield files in groups that are kept together."""
    batch: list[Made] = []
    characters = 0
    for item in made:
        batch.append(item)
        characters += sum(len(one.document.text) for one in item[1])
        if len(batch) == BATCH_FILES or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def encode(staging: Staging, encoder: Encoder, progress: Progress) -> int:
    """Encode what has no vector yet, and keep each batch of vectors at once; return how many."""
    keys = staging.pending()
    for start in range(0, len(keys), BATCH_TEXTS):
        progress("encode", start, len(keys))
        batch = keys[start : start + BATCH_TEXTS]
        texts = staging.texts(batch)
        if batch != [vector_key(encoder, text) for text in texts]:
            raise damaged("a text that was to be encoded has changed")
        vectors = encoder.encode_passages(texts)
        staging.keep_vectors(dict(zip(batch, vectors, strict=True)))
    progress("encode", len(keys), len(keys))
    return len(keys)
