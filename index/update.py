"""Brings a store up to date with a folder of articles; encodes only what is new."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index import derived
from index.corpus import CorpusFile, read_folder
from index.database import Database
from index.datatypes import Changes, Skipped, UpdateReport
from index.errors import CorpusError, StoreError
from index.preparing import prepare
from index.store import Store
from index.writing import only_writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from index.datatypes import Encoder, Progress
    from index.preparing import Prepared, Tools
    from index.store import Settings

# Vectors are kept batch by batch: an interrupted build loses at most this many texts' work.
BATCH_TEXTS = 64


def changes(folder: Path, store_folder: Path) -> Changes:
    """Return how the folder differs from the index; nothing is changed, nothing encoded.

    Raises:
        CorpusError: There is no such folder.
        StoreError: The store cannot be read.
    """
    known: dict[str, str] = {}
    if Database.exists(store_folder):
        database = Database.reading(store_folder)
        known = Store(database).digests()
        database.close()
    return compare(*listing(folder, store_folder), known)


def update(
    folder: Path,
    store_folder: Path,
    make_tools: Callable[[], Tools],
    progress: Progress,
    *,
    full: bool = False,
) -> UpdateReport:
    """Bring the store up to date with the folder; queries see the old state until it is whole.

    Args:
        folder: Where the articles are.
        store_folder: Where the store is, or will be.
        make_tools: Gives what to make chunks and vectors with; called only when a file is new, so
            that finding nothing to do loads no engine.
        progress: Is told of the stages `read`, `encode` and `write`.
        full: Build from nothing, whatever the store holds and was made with.

    Raises:
        CorpusError: The folder is missing, or holds no article.
        StoreError: The store was made with other tools (and not `full`), is being written by
            another process, or cannot be written.
    """
    files, skipped = listing(folder, store_folder)
    if not files:
        raise CorpusError(nothing_found(folder, skipped))
    with only_writer(store_folder) as database:
        store = Store(database)
        found = compare(files, skipped, store.digests())
        wanted = [files[source] for source in sorted(new_sources(found, files, full=full))]
        work = Work()
        if wanted:
            tools = make_tools()
            if not full:
                check_settings(store.settings, tools.settings)
            work = do_work(wanted, store, tools, progress, full=full)
        if work.tools or found.removed or store.skipped() != found.skipped:
            progress("write", 0, 1)
            write(database, store_folder, found, work)
            progress("write", 1, 1)
        return UpdateReport(
            changes=found,
            generation=store.generation,
            documents=len(store.digests()),
            chunks=store.count_chunks(),
            encoded=work.encoded,
        )


def listing(folder: Path, store_folder: Path) -> tuple[dict[str, CorpusFile], list[Skipped]]:
    """Return the folder's articles by source, and the files that cannot be used."""
    files: dict[str, CorpusFile] = {}
    skipped: list[Skipped] = []
    for item in read_folder(folder, exclude=store_folder):
        if isinstance(item, Skipped):
            skipped.append(item)
        else:
            files[item.source] = item
    return files, skipped


def nothing_found(folder: Path, skipped: Sequence[Skipped]) -> str:
    """Return the line for a folder without a single article."""
    why = f" ({skipped[0].source}: {skipped[0].reason})" if skipped else ""
    return f"no articles in {folder}{why}; put .txt or .md files there and run: rag index"


def compare(
    files: Mapping[str, CorpusFile], skipped: list[Skipped], known: Mapping[str, str]
) -> Changes:
    """Return what differs between files and the digests that the index knows."""
    both = files.keys() & known.keys()
    changed = sorted(source for source in both if files[source].sha256 != known[source])
    return Changes(
        added=tuple(sorted(files.keys() - known.keys())),
        changed=tuple(changed),
        removed=tuple(sorted(known.keys() - files.keys())),
        unchanged=len(both) - len(changed),
        skipped=tuple(skipped),
    )


def new_sources(found: Changes, files: Iterable[str], *, full: bool) -> set[str]:
    """Return the files that have to be prepared."""
    return set(files) if full else {*found.added, *found.changed}


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What was made for one update, before any of it is visible.

    Attributes:
        prepared: The new and changed documents.
        encoded: How many texts had to be encoded for them.
        tools: What they were made with; `None` when there were none.
    """

    prepared: tuple[Prepared, ...] = ()
    encoded: int = 0
    tools: Tools | None = None


def do_work(
    files: Sequence[CorpusFile], store: Store, tools: Tools, progress: Progress, *, full: bool
) -> Work:
    """Prepare documents and encode what has no vector yet (all of it, when `full`)."""
    prepared = []
    for number, file in enumerate(files):
        progress("read", number, len(files))
        prepared.append(prepare(file, tools))
    progress("read", len(files), len(files))
    texts = {key: text for item in prepared for key, text in item.texts.items()}
    missing = texts.keys() - (set() if full else store.known_vectors(texts))
    encode({key: texts[key] for key in missing}, store, tools.encoder, progress)
    return Work(prepared=tuple(prepared), encoded=len(missing), tools=tools)


def encode(texts: Mapping[str, str], store: Store, encoder: Encoder, progress: Progress) -> None:
    """Encode texts and keep each batch of vectors at once, under the texts' keys."""
    # Texts of like length go together, so that little of a batch is padding; longest first.
    keys = sorted(texts, key=lambda key: (-len(texts[key]), key))
    for start in range(0, len(keys), BATCH_TEXTS):
        progress("encode", start, len(keys))
        batch = keys[start : start + BATCH_TEXTS]
        vectors = encoder.encode_passages([texts[key] for key in batch])
        store.keep_vectors(dict(zip(batch, vectors, strict=True)))
    progress("encode", len(keys), len(keys))


def write(database: Database, folder: Path, found: Changes, work: Work) -> None:
    """Make a new generation in one transaction, then delete what older ones derived."""
    store = Store(database)
    with database.transaction():
        for source in found.removed:
            store.remove(source)
        for item in work.prepared:
            store.put(item.document, item.rows)
        if work.tools:
            store.remember(work.tools.settings, work.tools.encoder.dim)
        generation = store.finish(found.skipped)
        store.remember_digest(derived.write(store, folder, generation))
    # The generation before stays for those who have just opened it.
    derived.clear(folder, keep={generation, generation - 1})
