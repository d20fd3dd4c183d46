from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from index.comparing import changes
from index.datatypes import Changes, Skipped, UpdateReport
from index.disk import UNFINISHED
from index.errors import CorpusError, StoreError
from index.snapshot import Snapshot
from index.update import BATCH_TEXTS, update
from tests.fakes import (
    SilentProgress,
    SyllableEncoder,
    toy_snapshot,
    toy_tools,
    toy_update,
    write_articles,
)
from tests.index.building import BRIDGE, LIBRARY, LINES, MARKET, files, titles
from tests.index.stored import names

if TYPE_CHECKING:
    from pathlib import Path

    from index.preparing import Tools

OTHER_KIND = "not a kind of file that is read; save it as .txt, .html, .pdf or .docx"


def test_first_update_takes_all_articles(tmp_path: Path) -> None:
    write_articles(tmp_path / "corpus", {"b.txt": BRIDGE, "sub/a.md": LIBRARY})
    assert toy_update(tmp_path) == UpdateReport(
        changes=Changes(added=("b.txt", "sub/a.md")),
        generation=1,
        documents=2,
        chunks=3,
        encoded=3,
    )
    assert titles(tmp_path) == ["b.txt", "sub/a.md"]


def test_second_update_changes_nothing_and_loads_no_engine(tmp_path: Path) -> None:
    toy_snapshot(tmp_path, {"a.txt": BRIDGE, "b.txt": LIBRARY}).close()
    before = files(tmp_path / "store")
    called: list[str] = []

    def no_tools() -> Tools:
        called.append("tools")
        return toy_tools()

    report = update(tmp_path / "corpus", tmp_path / "store", no_tools, SilentProgress())
    assert report == UpdateReport(
        changes=Changes(unchanged=2), generation=1, documents=2, chunks=3, encoded=0
    )
    assert called == []
    assert files(tmp_path / "store") == before


def test_update_tells_added_changed_and_removed_files(tmp_path: Path) -> None:
    texts = {"same.txt": BRIDGE, "new words.txt": LIBRARY, "old.txt": MARKET}
    toy_snapshot(tmp_path, texts).close()
    corpus = write_articles(tmp_path / "corpus", {"new words.txt": MARKET, "new.txt": LIBRARY})
    (corpus / "old.txt").unlink()
    expected = Changes(
        added=("new.txt",), changed=("new words.txt",), removed=("old.txt",), unchanged=1
    )
    assert changes(corpus, tmp_path / "store") == expected
    report = toy_update(tmp_path)
    # The words of both were encoded for other files.
    assert report == UpdateReport(changes=expected, generation=2, documents=3, chunks=5, encoded=0)
    assert titles(tmp_path) == ["new words.txt", "new.txt", "same.txt"]


def test_only_changed_texts_are_encoded(tmp_path: Path) -> None:
    encoder = SyllableEncoder()
    toy_snapshot(tmp_path, {"a.txt": BRIDGE, "b.txt": LIBRARY}, toy_tools(encoder)).close()
    assert sorted(encoder.encoded) == [
        "갈매대교가 오늘 아침 열렸다.",
        "작은 도서관이 문을 열었다.",
        "통행료는 아무도 내지 않는다.",
    ]
    encoder.encoded.clear()
    changed = BRIDGE.replace("아무도", "모두가").replace("내지 않는다", "내게 된다")
    write_articles(tmp_path / "corpus", {"a.txt": changed})
    report = toy_update(tmp_path, toy_tools(encoder))
    assert encoder.encoded == ["통행료는 모두가 내게 된다."]
    assert report.encoded == 1


def test_renamed_file_encodes_nothing(tmp_path: Path) -> None:
    encoder = SyllableEncoder()
    toy_snapshot(tmp_path, {"a.txt": BRIDGE, "b.txt": LIBRARY}, toy_tools(encoder)).close()
    encoder.encoded.clear()
    (tmp_path / "corpus" / "a.txt").rename(tmp_path / "corpus" / "c.txt")
    report = toy_update(tmp_path, toy_tools(encoder))
    assert report.changes == Changes(added=("c.txt",), removed=("a.txt",), unchanged=1)
    assert (report.generation, report.encoded, encoder.encoded) == (2, 0, [])
    assert titles(tmp_path) == ["b.txt", "c.txt"]


def test_removed_file_loads_no_engine_and_is_not_found_any_more(tmp_path: Path) -> None:
    toy_snapshot(tmp_path, {"a.txt": BRIDGE, "b.txt": LIBRARY}).close()
    (tmp_path / "corpus" / "a.txt").unlink()
    encoder = SyllableEncoder()
    report = toy_update(tmp_path, toy_tools(encoder))
    assert (report.documents, report.chunks, encoder.encoded) == (1, 1, [])
    snapshot = Snapshot.open(tmp_path / "store")
    assert len(snapshot.vectors) == len(snapshot.lexical) == 1
    snapshot.close()


def test_full_update_encodes_everything_again(tmp_path: Path) -> None:
    encoder = SyllableEncoder()
    toy_snapshot(tmp_path, {"a.txt": BRIDGE, "b.txt": LIBRARY}, toy_tools(encoder)).close()
    first = sorted(encoder.encoded)
    encoder.encoded.clear()
    report = toy_update(tmp_path, toy_tools(encoder), full=True)
    assert sorted(encoder.encoded) == first
    assert report == UpdateReport(
        changes=Changes(unchanged=2), generation=2, documents=2, chunks=3, encoded=3
    )


@pytest.mark.parametrize(
    ("tools", "expected"),
    [
        (toy_tools(SyllableEncoder(version=2)), "encoder syllables-.*@1, this is syllables-.*@2"),
        (toy_tools(chunk_chars=30), "splitter recursive-20-.*, this is recursive-30-"),
    ],
    ids=["encoder", "splitter"],
)
def test_other_tools_are_refused_unless_the_update_is_full(
    tmp_path: Path, tools: Tools, expected: str
) -> None:
    toy_snapshot(tmp_path, {"a.txt": BRIDGE}).close()
    write_articles(tmp_path / "corpus", {"b.txt": LIBRARY})
    before = files(tmp_path / "store")
    command = "; rebuild it with: rag index --full$"
    with pytest.raises(StoreError, match=rf"^the index was made with {expected}.*{command}"):
        toy_update(tmp_path, tools)
    assert files(tmp_path / "store") == before
    report = toy_update(tmp_path, tools, full=True)
    assert (report.generation, report.documents) == (2, 2)
    snapshot = Snapshot.open(tmp_path / "store")
    assert snapshot.settings == tools.settings
    snapshot.close()


def test_same_weights_under_another_name_are_taken(tmp_path: Path) -> None:
    toy_snapshot(tmp_path, {"a.txt": BRIDGE}).close()
    write_articles(tmp_path / "corpus", {"b.txt": LIBRARY})
    assert toy_update(tmp_path, replace(toy_tools(), model="moved")).encoded == 1
    snapshot = Snapshot.open(tmp_path / "store")
    assert snapshot.settings.model == "moved"
    snapshot.close()


def test_encoder_of_another_length_is_taken_by_a_full_update(tmp_path: Path) -> None:
    toy_snapshot(tmp_path, {"a.txt": BRIDGE}).close()
    toy_update(tmp_path, toy_tools(SyllableEncoder("가")), full=True)
    snapshot = Snapshot.open(tmp_path / "store")
    assert (snapshot.vectors.dim, len(snapshot.vectors)) == (2, 2)
    snapshot.close()


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize(
    ("corpus", "reason"),
    [
        ("gone", "^no folder at .*/gone; name the folder"),
        (
            "empty",
            r"^no articles in .*/empty; put articles there \(.txt, .pdf ...\) and run: rag index$",
        ),
        ("others", r"^no articles in .*/others \(a\.doc: not a kind of file .*\.docx\); put art"),
        ("blank", r"^no articles in .*/blank \(b\.txt: empty\); put articles there"),
        ("corpus/a.txt", "^not a folder: .*"),
    ],
)
def test_folder_without_articles_is_refused_and_the_store_untouched(
    tmp_path: Path, corpus: str, reason: str, *, full: bool
) -> None:
    toy_snapshot(tmp_path, {"a.txt": BRIDGE}).close()
    (tmp_path / "empty").mkdir()
    write_articles(tmp_path / "others", {"a.doc": "x", "blank.txt": " \n", "README.md": "x"})
    write_articles(tmp_path / "blank", {"b.txt": " \n", "c.txt": ""})
    before = files(tmp_path / "store")
    for store in (tmp_path / "store", tmp_path / "new"):
        with pytest.raises(CorpusError, match=reason):
            update(tmp_path / corpus, store, toy_tools, SilentProgress(), full=full)
    assert files(tmp_path / "store") == before
    assert not (tmp_path / "new").exists()


def test_skipped_files_are_listed_and_others_served(tmp_path: Path) -> None:
    write_articles(tmp_path / "corpus", {"a.txt": BRIDGE, "b.txt": "", "c.doc": "x"})
    skipped = (
        Skipped(source="b.txt", reason="empty"),
        Skipped(source="c.doc", reason=OTHER_KIND),
    )
    report = toy_update(tmp_path)
    assert report.changes == Changes(added=("a.txt",), skipped=skipped)
    snapshot = Snapshot.open(tmp_path / "store")
    assert snapshot.store.skipped() == skipped
    assert [summary.source for summary in snapshot.store.summaries()] == ["a.txt"]
    snapshot.close()
    # The list alone may change; nothing changes while it stays.
    assert toy_update(tmp_path).generation == 1
    (tmp_path / "corpus" / "c.doc").unlink()
    assert toy_update(tmp_path).generation == 2


def test_article_that_cannot_be_read_any_more_is_removed(tmp_path: Path) -> None:
    toy_snapshot(tmp_path, {"a.txt": BRIDGE, "b.txt": LIBRARY}).close()
    write_articles(tmp_path / "corpus", {"a.txt": ""})
    report = toy_update(tmp_path)
    assert report.changes == Changes(
        removed=("a.txt",), unchanged=1, skipped=(Skipped(source="a.txt", reason="empty"),)
    )
    assert titles(tmp_path) == ["b.txt"]


def test_store_inside_the_folder_is_no_article(tmp_path: Path) -> None:
    write_articles(tmp_path / "corpus", {"a.txt": BRIDGE, "store/note.txt": LIBRARY})
    store = tmp_path / "corpus" / "store"
    report = update(tmp_path / "corpus", store, toy_tools, SilentProgress())
    assert report.changes == Changes(added=("a.txt",))


def test_second_writer_is_refused(tmp_path: Path) -> None:
    toy_snapshot(tmp_path, {"a.txt": BRIDGE}).close()
    write_articles(tmp_path / "corpus", {"b.txt": LIBRARY})
    with (
        FileLock(tmp_path / "store" / "lock"),
        pytest.raises(StoreError, match=r"^the store at .* is being rebuilt by another process"),
    ):
        toy_update(tmp_path)
    assert toy_update(tmp_path).generation == 2


def test_file_in_place_of_the_store_is_refused(tmp_path: Path) -> None:
    write_articles(tmp_path, {"corpus/a.txt": BRIDGE, "store": "a file"})
    expected = r"^the store at .*/store cannot be written \(File exists\); check --store$"
    with pytest.raises(StoreError, match=expected):
        toy_update(tmp_path)


def test_only_two_generations_are_kept(tmp_path: Path) -> None:
    toy_snapshot(tmp_path, {"a.txt": BRIDGE}).close()
    (tmp_path / "store" / f"{UNFINISHED}left").mkdir()
    (tmp_path / "store" / f"{UNFINISHED}left" / "vectors").write_bytes(b"half")
    for name in ("b.txt", "c.txt"):
        write_articles(tmp_path / "corpus", {name: LIBRARY})
        toy_update(tmp_path)
    kept = {"vectors-2.faiss", "lexical-2", "vectors-3.faiss", "lexical-3", "newest"}
    assert names(tmp_path / "store") == kept


def test_progress_tells_each_stage_from_first_to_last(tmp_path: Path) -> None:
    write_articles(tmp_path / "corpus", {"a.txt": BRIDGE, "b.txt": "\n".join(LINES)})
    progress = SilentProgress()
    update(tmp_path / "corpus", tmp_path / "store", toy_tools, progress)
    assert progress.calls == [
        *[("read", done, 2) for done in (0, 1, 2)],
        *[("encode", done, 102) for done in (0, BATCH_TEXTS, 102)],
        *[("write", done, 1) for done in (0, 1)],
    ]


def test_folder_of_articles_is_no_place_for_the_store(tmp_path: Path) -> None:
    corpus = write_articles(tmp_path / "corpus", {"a.txt": BRIDGE})
    line = r"^articles and index cannot share .*/corpus; name another folder with --store$"
    with pytest.raises(StoreError, match=line):
        update(corpus, corpus / "." / "", toy_tools, SilentProgress())
    assert [path.name for path in corpus.iterdir()] == ["a.txt"]
