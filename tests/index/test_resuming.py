from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from index.comparing import changes
from index.datatypes import Changes
from index.errors import StoreError
from index.snapshot import Snapshot
from index.update import BATCH_CHARACTERS, BATCH_FILES, BATCH_TEXTS, update
from tests.fakes import (
    SilentProgress,
    SyllableEncoder,
    toy_snapshot,
    toy_tools,
    toy_update,
    write_articles,
)
from tests.index.building import (
    BRIDGE,
    LIBRARY,
    LINES,
    CountingAnalyzer,
    FailingEncoder,
    Interruption,
    titles,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_interrupted_update_leaves_the_old_state_and_loses_one_batch(tmp_path: Path) -> None:
    encoder = SyllableEncoder()
    toy_snapshot(tmp_path, {"a.txt": BRIDGE}, toy_tools(encoder)).close()
    before = titles(tmp_path)
    write_articles(tmp_path / "corpus", {"b.txt": "\n".join(LINES)})
    failing = FailingEncoder()
    with pytest.raises(KeyboardInterrupt):
        toy_update(tmp_path, toy_tools(failing))
    assert len(failing.encoded) == BATCH_TEXTS
    snapshot = Snapshot.open(tmp_path / "store")
    assert (snapshot.generation, len(snapshot.vectors), titles(tmp_path)) == (1, 2, before)
    snapshot.close()
    encoder.encoded.clear()
    report = toy_update(tmp_path, toy_tools(encoder))
    assert (report.generation, report.chunks, report.encoded) == (2, 102, 100 - BATCH_TEXTS)
    assert sorted(encoder.encoded + failing.encoded) == LINES


def test_interrupted_first_update_leaves_no_index(tmp_path: Path) -> None:
    write_articles(tmp_path / "corpus", {"b.txt": "\n".join(LINES)})
    with pytest.raises(KeyboardInterrupt):
        toy_update(tmp_path, toy_tools(FailingEncoder()))
    with pytest.raises(StoreError, match=r"^no index at .*; build it with: rag index$"):
        Snapshot.open(tmp_path / "store")
    assert changes(tmp_path / "corpus", tmp_path / "store") == Changes(added=("b.txt",))
    assert toy_update(tmp_path).encoded == 100 - BATCH_TEXTS


def test_what_has_been_read_is_not_read_again(tmp_path: Path) -> None:
    count = BATCH_FILES + 20
    texts = {f"{number:03}.txt": f"가나 글 {number:03}번이다.\n" for number in range(count)}
    corpus = write_articles(tmp_path / "corpus", texts)
    first, second = CountingAnalyzer(), CountingAnalyzer()
    with pytest.raises(KeyboardInterrupt):
        update(
            corpus,
            tmp_path / "store",
            lambda: replace(toy_tools(), analyzer=first),
            Interruption("read", BATCH_FILES + 10),
        )
    assert len(first.texts) == BATCH_FILES + 10
    # One whole batch was kept. Two files of it change meanwhile, and one goes.
    write_articles(corpus, {"000.txt": "가나 새 글이다.\n", "002.txt": "다라 새 글이다.\n"})
    (corpus / "004.txt").unlink()
    progress = SilentProgress()
    tools = replace(toy_tools(), analyzer=second)
    report = update(corpus, tmp_path / "store", lambda: tools, progress)
    assert second.texts == [
        "가나 새 글이다.\n",
        "다라 새 글이다.\n",
        *texts_from(texts, BATCH_FILES),
    ]
    assert (report.documents, report.encoded) == (count - 1, count - 1)
    # Progress counts all files all the same.
    assert progress.calls[0] == ("read", 0, count - 1)
    assert ("read", count - 1, count - 1) in progress.calls


def texts_from(texts: dict[str, str], number: int) -> list[str]:
    return list(texts.values())[number:]


def test_long_files_are_kept_as_soon_as_they_are_read(tmp_path: Path) -> None:
    long = "가" * BATCH_CHARACTERS + "\n"
    corpus = write_articles(tmp_path / "corpus", {"a.txt": long, "b.txt": BRIDGE, "c.txt": LIBRARY})
    tools = toy_tools(chunk_chars=2 * BATCH_CHARACTERS)
    first, second = CountingAnalyzer(), CountingAnalyzer()
    with pytest.raises(KeyboardInterrupt):
        update(
            corpus,
            tmp_path / "store",
            lambda: replace(tools, analyzer=first),
            Interruption("read", 2),
        )
    update(corpus, tmp_path / "store", lambda: replace(tools, analyzer=second), SilentProgress())
    assert (first.texts, second.texts) == ([long, BRIDGE], [BRIDGE, LIBRARY])


@pytest.mark.parametrize("done", [0, BATCH_TEXTS])
def test_what_was_read_for_texts_that_wait_is_not_read_again(tmp_path: Path, done: int) -> None:
    corpus = write_articles(tmp_path / "corpus", {"a.txt": "\n".join(LINES), "b.txt": BRIDGE})
    with pytest.raises(KeyboardInterrupt):
        update(corpus, tmp_path / "store", toy_tools, Interruption("encode", done))
    analyzer, encoder = CountingAnalyzer(), SyllableEncoder()
    report = toy_update(tmp_path, replace(toy_tools(encoder), analyzer=analyzer))
    assert analyzer.texts == []
    assert report.encoded == len(encoder.encoded) == 102 - done
    assert (report.generation, report.documents, report.chunks) == (1, 2, 102)


def test_update_that_is_interrupted_before_it_writes_has_only_to_write(tmp_path: Path) -> None:
    corpus = write_articles(tmp_path / "corpus", {"a.txt": BRIDGE})
    with pytest.raises(KeyboardInterrupt):
        update(corpus, tmp_path / "store", toy_tools, Interruption("write", 0))
    analyzer, encoder = CountingAnalyzer(), SyllableEncoder()
    report = toy_update(tmp_path, replace(toy_tools(encoder), analyzer=analyzer))
    assert (analyzer.texts, encoder.encoded, report.chunks) == ([], [], 2)


def test_work_of_other_settings_is_done_again(tmp_path: Path) -> None:
    corpus = write_articles(tmp_path / "corpus", {"a.txt": "\n".join(LINES)})
    with pytest.raises(KeyboardInterrupt):
        update(corpus, tmp_path / "store", toy_tools, Interruption("encode", BATCH_TEXTS))
    encoder = SyllableEncoder(version=2)
    analyzer = CountingAnalyzer()
    report = toy_update(tmp_path, replace(toy_tools(encoder), analyzer=analyzer))
    assert len(analyzer.texts) == 1
    assert report.encoded == 100
    assert sorted(encoder.encoded) == LINES


def test_vectors_of_two_encoders_are_never_taken_for_each_other(tmp_path: Path) -> None:
    """Each of two encoders leaves texts behind that wait for it, and then the first one goes on."""
    write_articles(tmp_path / "corpus", {"a.txt": "\n".join(LINES * 2)})
    for encoder in (FailingEncoder(), FailingEncoder("아사바마라다나가")):
        with pytest.raises(KeyboardInterrupt):
            toy_update(tmp_path, toy_tools(encoder))
    toy_update(tmp_path)
    snapshot = Snapshot.open(tmp_path / "store")
    for chunk in snapshot.store.searched():
        (vector,) = snapshot.store.vectors([chunk.vector_key])
        (expected,) = SyllableEncoder().encode_queries([chunk.text])
        assert vector.tolist() == expected.tolist()
    snapshot.close()


def test_texts_of_a_file_that_is_gone_are_not_encoded(tmp_path: Path) -> None:
    corpus = write_articles(tmp_path / "corpus", {"a.txt": BRIDGE, "b.txt": "\n".join(LINES)})
    with pytest.raises(KeyboardInterrupt):
        update(corpus, tmp_path / "store", toy_tools, Interruption("encode", 0))
    (corpus / "b.txt").unlink()
    report = toy_update(tmp_path)
    assert (report.encoded, report.documents, report.chunks) == (2, 1, 2)


def test_full_update_starts_over_after_an_interruption(tmp_path: Path) -> None:
    corpus = write_articles(tmp_path / "corpus", {"a.txt": BRIDGE, "b.txt": "\n".join(LINES)})
    toy_update(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        update(
            corpus, tmp_path / "store", toy_tools, Interruption("encode", BATCH_TEXTS), full=True
        )
    # The old index is served, and an update that is not full has nothing to do.
    assert titles(tmp_path) == ["a.txt", "b.txt"]
    assert toy_update(tmp_path).encoded == 0
    analyzer, encoder = CountingAnalyzer(), SyllableEncoder()
    tools = replace(toy_tools(encoder), analyzer=analyzer)
    report = toy_update(tmp_path, tools, full=True)
    assert (len(analyzer.texts), len(encoder.encoded), report.generation) == (2, 102, 2)
