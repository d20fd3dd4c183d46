"""Which folder of articles a store belongs to: an update with another would throw its work away."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import StoreError

if TYPE_CHECKING:
    from index.store import Store


def place_of(folder: Path, store_folder: Path) -> str:
    """Return where a folder of articles is, by itself and as seen from the store, as it is kept."""
    absolute = folder.resolve()
    try:
        relative = os.path.relpath(absolute, store_folder.resolve())
    except ValueError:
        # Another drive.
        relative = ""
    # Names are bytes, not always text.
    return json.dumps([os.fsencode(absolute).hex(), os.fsencode(relative).hex()])


def check_place(store: Store, folder: Path, store_folder: Path) -> None:
    """Raise when the store holds the articles of another folder.

    Both may have been moved or copied together, or the folder alone been moved.

    Raises:
        StoreError: It does.
    """
    if not store.corpus or not folder.is_dir():
        # Nobody said, or there is nothing to take its place.
        return
    then = json.loads(store.corpus)
    now = json.loads(place_of(folder, store_folder))
    if any(one and one == other for one, other in zip(then, now, strict=True)):
        return
    other = Path(os.fsdecode(bytes.fromhex(then[0])))
    if other.is_dir():
        message = (
            f"the store at {store_folder} holds the articles of {other}; name another one "
            f"for {folder} with --store, or take its place with: rag index --full"
        )
        raise StoreError(message)
