"""Files and folders that may not be read or written."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.comparing import changes
from index.datatypes import Changes
from index.errors import ChulcheoError
from index.snapshot import Snapshot
from tests.fakes import SyllableEncoder, toy_snapshot, toy_tools, toy_update, write_articles
from tests.promises.elsewhere import NOBODY, Elsewhere, nobody
from tests.promises.korean import told

if TYPE_CHECKING:
    from index.datatypes import UpdateReport

BRIDGE = "갈매대교가 오늘 아침 열렸다.\n"
LIBRARY = "작은 도서관이 문을 열었다.\n"


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Elsewhere]:
    """Return a process that is not root."""
    with nobody(tmp_path_factory.mktemp("nobody"), query) as there:
        if there.is_root():
            pytest.skip("root reads everything, and may not become another user here")
        yield there


@pytest.fixture
def ground() -> Iterator[Path]:
    """Return a folder that everybody may enter, unlike those of pytest."""
    with tempfile.TemporaryDirectory(prefix="chulcheo-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def close(folder: Path) -> None:
    """Take away the right to write anything below a folder, also from its owner."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)


def give_away(folder: Path) -> None:
    """Let nobody do with a folder as an owner does."""
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)


def indexed(ground: Path) -> Path:
    folder = ground / "home"
    toy_snapshot(folder, {"a.txt": BRIDGE, "sub/b.txt": LIBRARY}).close()
    return folder


def query(folder: Path) -> list[str]:
    """Return what is found for a question by words and by meaning."""
    snapshot = Snapshot.open(folder / "store")
    by_words = snapshot.lexical.search("terms", ["도서관이"], top_k=1)
    vector = SyllableEncoder().encode_queries([LIBRARY])
    by_meaning = snapshot.vectors.search(vector, top_k=1)
    found = snapshot.chunks([id_ for id_, _ in (*by_words, *by_meaning)])
    snapshot.close()
    return [chunk.text for chunk in found]


def update_counting(folder: Path) -> tuple[str, int]:
    encoder = SyllableEncoder()
    line = one_line(lambda: toy_update(folder, toy_tools(encoder), full=True))
    return line, len(encoder.encoded)


def report(folder: Path) -> UpdateReport:
    return toy_update(folder)


def look(folder: Path) -> Changes:
    return changes(folder / "corpus", folder / "store")


def one_line(work: Callable[[], object]) -> str:
    """Return the line for the user that the work ends with; it must not end well."""
    try:
        done = work()
    except ChulcheoError as error:
        return str(error)
    message = f"expected a refusal, got {done!r}"
    raise AssertionError(message)


def refusal(folder: Path) -> str:
    return one_line(lambda: query(folder))


@pytest.mark.parametrize("traces", ["left", "none"])
def test_a_store_that_cannot_be_written_is_queried(
    elsewhere: Elsewhere, ground: Path, traces: str
) -> None:
    folder = indexed(ground)
    if traces == "none":
        # What SQLite leaves for its next reader, which it cannot make there.
        for path in (folder / "store").glob("store.sqlite-*"):
            path.unlink()
    close(folder / "store")
    assert elsewhere.do(query, folder) == [LIBRARY.strip()] * 2


def test_a_store_that_cannot_be_written_is_compared_with_its_folder(
    elsewhere: Elsewhere, ground: Path
) -> None:
    folder = indexed(ground)
    close(folder / "store")
    assert elsewhere.do(look, folder) == Changes(unchanged=2)


def test_a_folder_that_cannot_be_written_is_refused_before_anything_is_encoded(
    elsewhere: Elsewhere, ground: Path
) -> None:
    folder = indexed(ground)
    close(folder / "store")
    said, encoded = elsewhere.do(update_counting, folder)
    expected = f"the store at {folder / 'store'} cannot be written (Permission denied); "
    assert said == f"{expected}check --store"
    assert encoded == 0


def test_a_place_where_no_store_can_be_made_is_refused_before_anything_is_encoded(
    elsewhere: Elsewhere, ground: Path
) -> None:
    write_articles(ground / "home" / "corpus", {"a.txt": BRIDGE})
    said, encoded = elsewhere.do(update_counting, ground / "home")
    assert said.startswith(
        f"the store at {ground / 'home' / 'store'} cannot be written (Permission"
    )
    assert encoded == 0


def test_a_database_that_cannot_be_written_is_refused_before_anything_is_encoded(
    elsewhere: Elsewhere, ground: Path
) -> None:
    folder = indexed(ground)
    give_away(folder / "store")
    (folder / "store" / "store.sqlite").chmod(0o444)
    said, encoded = elsewhere.do(update_counting, folder)
    assert said.startswith("the store ")
    assert encoded == 0


def test_a_store_that_cannot_be_entered_is_refused_in_one_line(
    elsewhere: Elsewhere, ground: Path
) -> None:
    folder = indexed(ground)
    (folder / "store").chmod(0)
    said = elsewhere.do(refusal, folder)
    assert said.startswith("the store ")
    assert "rag index" not in said


def test_a_database_that_cannot_be_read_is_not_said_to_be_rebuilt(
    elsewhere: Elsewhere, ground: Path
) -> None:
    folder = indexed(ground)
    (folder / "store" / "store.sqlite").chmod(0)
    said = elsewhere.do(refusal, folder)
    assert said.startswith("the store ")
    assert "move it away" not in said


def test_files_that_cannot_be_read_are_skipped_and_said_so(
    elsewhere: Elsewhere, ground: Path
) -> None:
    folder = ground / "home"
    articles = {"a.txt": BRIDGE, "closed.txt": LIBRARY, "sub/b.txt": LIBRARY}
    write_articles(folder / "corpus", articles)
    give_away(folder)
    (folder / "corpus" / "closed.txt").chmod(0)
    (folder / "corpus" / "sub").chmod(0)
    made = elsewhere.do(report, folder)
    assert (made.documents, made.changes.added) == (1, ("a.txt",))
    reason = ("cannot be read: Permission denied", "열 수 없는 파일입니다")
    assert told(made.changes) == {"closed.txt": reason, "sub": reason}


def test_a_corpus_that_cannot_be_read_is_refused_and_the_index_kept(
    elsewhere: Elsewhere, ground: Path
) -> None:
    folder = indexed(ground)
    before = shutil.copytree(folder / "store", ground / "before")
    give_away(folder)
    (folder / "corpus").chmod(0)
    said, encoded = elsewhere.do(update_counting, folder)
    assert said == (f"cannot list {folder / 'corpus'}: Permission denied; check its rights")
    assert encoded == 0
    assert query(folder) == query_of(before)


def query_of(store: Path) -> list[str]:
    store.rename(store.parent / "store")
    return query(store.parent)
