from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from index.comparing import changes, compare
from index.datatypes import Changes, Skipped
from index.errors import CorpusError
from tests.fakes import (
    write_articles,
)
from tests.index.building import BRIDGE

if TYPE_CHECKING:
    from pathlib import Path


OTHER_KIND = "not a kind of file that is read; save it as .txt, .html, .pdf or .docx"


def test_changes_of_a_folder_without_index_are_all_its_articles(tmp_path: Path) -> None:
    write_articles(tmp_path / "corpus", {"a.txt": BRIDGE, "b.doc": "x"})
    assert changes(tmp_path / "corpus", tmp_path / "store") == Changes(
        added=("a.txt",), skipped=(Skipped(source="b.doc", reason=OTHER_KIND),)
    )
    assert not (tmp_path / "store").exists()
    with pytest.raises(CorpusError, match=r"^no folder at "):
        changes(tmp_path / "gone", tmp_path / "store")


@pytest.mark.parametrize(
    ("source", "removed", "unchanged"),
    [
        ("2024/a.txt", ("2024/b.txt", "2024b.txt"), 1),
        ("2024", ("2024b.txt",), 2),
        ("2024/b", ("2024/a.txt", "2024/b.txt", "2024b.txt"), 0),
    ],
)
def test_what_cannot_be_read_for_now_has_not_gone(
    source: str, removed: tuple[str, ...], unchanged: int
) -> None:
    known = dict.fromkeys(("2024/a.txt", "2024/b.txt", "2024b.txt"), "ab")
    skipped = Skipped(source=source, reason="cannot be read: Input/output error", is_passing=True)
    assert compare({}, [skipped], known) == Changes(
        removed=removed, unchanged=unchanged, skipped=(skipped,)
    )
    lasting = replace(skipped, is_passing=False)
    assert compare({}, [lasting], known).removed == ("2024/a.txt", "2024/b.txt", "2024b.txt")
