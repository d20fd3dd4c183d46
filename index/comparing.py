"""How a folder of articles differs from an index."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from index.belonging import check_place
from index.corpus import CorpusFile, fault, read_folder
from index.database import Database
from index.datatypes import Changes, Skipped
from index.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def changes(folder: Path, store_folder: Path) -> Changes:
    """Return how the folder differs from the index; nothing is changed, nothing encoded.

    Raises:
        CorpusError: There is no such folder.
        StoreError: The store cannot be read, or holds the articles of another folder.
    """
    known: dict[str, str] = {}
    stamps: dict[str, tuple[str, str]] = {}
    if Database.exists(store_folder):
        database = Database.reading(store_folder)
        try:
            store = Store(database)
            known, stamps = known_files(store), store.stamps()
            check_place(store, folder, store_folder)
        finally:
            database.close()
    files, skipped = listing(folder, store_folder, stamps)
    new = [file for file in files.values() if known.get(file.source) != file.sha256]
    unusable = faults(new)
    return compare(digests(files, unusable), [*skipped, *unusable], known)


def listing(
    folder: Path, store_folder: Path, known: Mapping[str, tuple[str, str]]
) -> tuple[dict[str, CorpusFile], list[Skipped]]:
    """Return the files that may hold articles, by source, and those that cannot be used."""
    files: dict[str, CorpusFile] = {}
    skipped: list[Skipped] = []
    for item in read_folder(folder, exclude=store_folder, known=known):
        if isinstance(item, Skipped):
            skipped.append(item)
        else:
            files[item.source] = item
    return files, skipped


def known_stamps(store_folder: Path) -> dict[str, tuple[str, str]]:
    """Return digest and stamp of every file in the index, by source.

    Raises:
        StoreError: The store cannot be read.
    """
    if not Database.exists(store_folder):
        return {}
    database = Database.reading(store_folder)
    try:
        return Store(database).stamps()
    finally:
        database.close()


def known_files(store: Store) -> dict[str, str]:
    """Return the sha256 of every file in the index, by source.

    Raises:
        DamagedError: The store is not what was written.
    """
    if store.is_sealed:
        store.check()
    return store.digests()


def faults(files: Iterable[CorpusFile]) -> list[Skipped]:
    """Return which files cannot be used, and why."""
    return [found for file in files if (found := fault(file))]


def digests(files: Mapping[str, CorpusFile], unusable: Iterable[Skipped]) -> dict[str, str]:
    """Return the sha256 of the files that can be used, by source."""
    out = {item.source for item in unusable}
    return {source: file.sha256 for source, file in files.items() if source not in out}


def compare(
    files: Mapping[str, str], skipped: Iterable[Skipped], known: Mapping[str, str]
) -> Changes:
    """Return what differs between the digests of files and those that the index knows.

    What cannot be read for now has not gone.
    """
    skipped = sorted(skipped, key=lambda item: item.source)
    out_of_reach = {item.source for item in skipped if item.is_passing}
    missing = known.keys() - files.keys()
    kept = {source for source in missing if out_of_reach & {source, *folders_of(source)}}
    both = files.keys() & known.keys()
    changed = sorted(source for source in both if files[source] != known[source])
    return Changes(
        added=tuple(sorted(files.keys() - known.keys())),
        changed=tuple(changed),
        removed=tuple(sorted(missing - kept)),
        unchanged=len(both) - len(changed) + len(kept),
        skipped=tuple(skipped),
    )


def folders_of(source: str) -> list[str]:
    """Return the folders inside the corpus folder that a file lies in."""
    return [str(parent) for parent in PurePosixPath(source).parents]
