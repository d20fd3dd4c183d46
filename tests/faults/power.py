"""What a power loss leaves: of a file what it held at its last fsync, of a folder likewise.

A file system may keep more than that, never less. So each moment of a build has two worst cases:
the names in a folder are as late as its last fsync, or they last at once while the contents of the
files they name are late (the empty file after a rename). Changes of files that are mapped into
memory are no system calls, but are in what a file holds when it is synced.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.faults.calls import Call

# Paths in a folder with what the files hold; `None` for a folder.
Tree = dict[str, bytes | None]


@dataclass(slots=True)
class Disk:
    """What would be there if the power failed now, below a folder that is there itself.

    What exists at first has been there for long. Files and folders go by their inode numbers, and
    are held open so that no number is given twice.

    Attributes:
        root: The folder.
        contents: What files hold that were ever synced.
        folders: The names in folders that were ever synced.
        known: All files and folders ever met: a descriptor, and whether it is a folder.
    """

    root: Path
    contents: dict[int, bytes] = field(default_factory=dict)
    folders: dict[int, dict[str, int]] = field(default_factory=dict)
    known: dict[int, tuple[int, bool]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sync(self.root)
        for path in self.root.rglob("*"):
            self.sync(path)

    def close(self) -> None:
        """Let go of the files."""
        for descriptor, _ in self.known.values():
            os.close(descriptor)

    def sync(self, path: Path) -> None:
        """Make a file or a folder last as it is."""
        number = self._number(path)
        if self.known[number][1]:
            self.folders[number] = {item.name: self._number(item) for item in path.iterdir()}
        else:
            self.contents[number] = path.read_bytes()

    def late(self) -> Tree:
        """Return what is left if names are as late as contents."""
        return dict(self._below(self._number(self.root), ""))

    def early(self) -> Tree:
        """Return what is left if names last at once, and contents do not."""
        numbers = {
            path.relative_to(self.root).as_posix(): self._number(path)
            for path in sorted(self.root.rglob("*"))
        }
        return {path: self._held(number) for path, number in numbers.items()}

    def _below(self, number: int, prefix: str) -> Iterator[tuple[str, bytes | None]]:
        for name, inner in sorted(self.folders.get(number, {}).items()):
            yield f"{prefix}{name}", self._held(inner)
            yield from self._below(inner, f"{prefix}{name}/")

    def _held(self, number: int) -> bytes | None:
        return None if self.known[number][1] else self.contents.get(number, b"")

    def _number(self, path: Path) -> int:
        number = path.stat().st_ino
        if number not in self.known:
            self.known[number] = (os.open(path, os.O_RDONLY), path.is_dir())
        return number


class Recorder:
    """Watches a build and leaves each state in which a power loss could leave it, in a folder."""

    def __init__(self, watched: Path, points: Path) -> None:
        self._disk = Disk(watched)
        self._points = points
        self._last: dict[str, Tree] = {}
        self._count = 0

    def __call__(self, call: Call) -> None:
        """Keep what there would be without the call; a sync makes it last from then on."""
        self._keep(f"before {call.name}")
        if call.name == "sync":
            self._disk.sync(call.path)

    def close(self) -> None:
        """Keep what there is in the end."""
        self._keep("end")
        self._disk.close()

    def _keep(self, when: str) -> None:
        for kind, tree in (("late", self._disk.late()), ("early", self._disk.early())):
            if tree != self._last.get(kind) or when == "end":
                self._last[kind] = tree
                self._count += 1
                write_tree(self._points / f"{self._count:04} {kind} {when}", tree)


def write_tree(folder: Path, tree: Tree) -> None:
    """Write files and folders as they were; parents come first."""
    folder.mkdir(parents=True)
    for path, data in tree.items():
        if data is None:
            (folder / path).mkdir()
        else:
            (folder / path).write_bytes(data)
