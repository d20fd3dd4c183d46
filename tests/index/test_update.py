from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from index.comparing import changes, compare
from index.database import DAMAGED_NAME, FILE_NAME, Database
from index.datatypes import Changes, Skipped, UpdateReport
from index.disk import UNFINISHED
from index.errors import CorpusError, DamagedError, FormatError, StoreError
from index.snapshot import Snapshot
from index.update import BATCH_CHARACTERS, BATCH_FILES, BATCH_TEXTS, update
from tests.fakes import (
    SilentProgress,
    SpaceAnalyzer,
    SyllableEncoder,
    toy_snapshot,
    toy_tools,
    toy_update,
    write_articles,
)
from tests.index.stored import names, tamper

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from index.datatypes import Analysis, FloatMatrix
    from index.preparing import Tools

# Every line is a chunk of its own, and none is a headline.
BRIDGE = "갈매대교가 오늘 아침 열렸다.\n\n통행료는 아무도 내지 않는다.\n"
LIBRARY = "작은 도서관이 문을 열었다.\n"
MARKET = "양파 값이 두 배로 올랐다.\n\n당근 값은 그대로라고 한다.\n"


OTHER_KIND = "not a kind of file that is read; save it as .txt, .html, .pdf or .docx"
LINES = [f"가나 문장 {number:03}번이 여기 있다." for number in range(100)]


class FailingEncoder(SyllableEncoder):
    """Is interrupted at its second batch."""

    def encode_passages(self, texts: Sequence[str]) -> FloatMatrix:
        if self.encoded:
            raise KeyboardInterrupt
        return super().encode_passages(texts)


class CountingAnalyzer(SpaceAnalyzer):
    """Remembers every text that it was given."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def analyze(self, text: str) -> Analysis:
        self.texts.append(text)
        return super().analyze(text)


class Interruption(SilentProgress):
    """Is interrupted when a stage has come so far."""

    def __init__(self, stage: str, done: int) -> None:
        super().__init__()
        self._last = (stage, done)

    def __call__(self, stage: str, done: int, total: int) -> None:
        super().__call__(stage, done, total)
        if (stage, done) == self._last:
            raise KeyboardInterrupt


def files(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder by path, but for those that SQLite needs while it reads."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    paths = [path for path in paths if path.suffix not in {".sqlite-wal", ".sqlite-shm"}]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def titles(folder: Path) -> list[str]:
    snapshot = Snapshot.open(folder / "store")
    sources = [summary.source for summary in snapshot.store.summaries()]
    snapshot.close()
    return sources


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


def test_second_writer_is_refused(tmp_path: Path) -> None:
    toy_snapshot(tmp_path, {"a.txt": BRIDGE}).close()
    write_articles(tmp_path / "corpus", {"b.txt": LIBRARY})
    with (
        FileLock(tmp_path / "store" / "lock"),
        pytest.raises(StoreError, match=r"^the store at .* is being rebuilt by another process"),
    ):
        toy_update(tmp_path)
    assert toy_update(tmp_path).generation == 2


def test_lock_is_free_again_after_an_error(tmp_path: Path) -> None:
    toy_snapshot(tmp_path, {"a.txt": BRIDGE}).close()
    database = Database.writing(tmp_path / "store")
    database.set_meta(format="99")
    database.close()
    for _ in range(2):
        with pytest.raises(StoreError, match="has format 99"):
            toy_update(tmp_path)


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


def test_changes_of_a_folder_without_index_are_all_its_articles(tmp_path: Path) -> None:
    write_articles(tmp_path / "corpus", {"a.txt": BRIDGE, "b.doc": "x"})
    assert changes(tmp_path / "corpus", tmp_path / "store") == Changes(
        added=("a.txt",), skipped=(Skipped(source="b.doc", reason=OTHER_KIND),)
    )
    assert not (tmp_path / "store").exists()
    with pytest.raises(CorpusError, match=r"^no folder at "):
        changes(tmp_path / "gone", tmp_path / "store")


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


TABLE = "title,text\n다리 놓여,갈매대교가 열렸다.\n책 모여,작은 도서관이 열렸다.\n"


def test_every_article_of_a_table_is_found(tmp_path: Path) -> None:
    write_articles(tmp_path / "corpus", {"news.csv": TABLE, "a.txt": LIBRARY})
    report = toy_update(tmp_path)
    assert report.changes == Changes(added=("a.txt", "news.csv"))
    assert report.documents == 3
    snapshot = Snapshot.open(tmp_path / "store")
    assert [(item.source, item.file, item.title) for item in snapshot.store.summaries()] == [
        ("a.txt", "a.txt", snapshot.document("a.txt").title),
        ("news.csv#1", "news.csv", "다리 놓여"),
        ("news.csv#2", "news.csv", "책 모여"),
    ]
    texts = [chunk.text for chunk in snapshot.store.chunks_of("news.csv#2")]
    assert texts == ["책 모여\n\n작은 도서관이 열렸다."]
    snapshot.close()


def test_changed_table_takes_the_place_of_all_its_articles(tmp_path: Path) -> None:
    encoder = SyllableEncoder()
    write_articles(tmp_path / "corpus", {"news.csv": TABLE, "a.txt": LIBRARY})
    toy_update(tmp_path, toy_tools(encoder))
    encoder.encoded.clear()
    write_articles(tmp_path / "corpus", {"news.csv": "text\n작은 도서관이 닫혔다.\n"})
    report = toy_update(tmp_path, toy_tools(encoder))
    assert report.changes == Changes(changed=("news.csv",), unchanged=1)
    assert encoder.encoded == ["작은 도서관이 닫혔다."]
    # The only article of a file is cited as the file.
    assert titles(tmp_path) == ["a.txt", "news.csv"]
    (tmp_path / "corpus" / "news.csv").unlink()
    assert toy_update(tmp_path).changes == Changes(removed=("news.csv",), unchanged=1)
    assert titles(tmp_path) == ["a.txt"]


def test_file_that_turns_out_to_hold_no_article_is_skipped(tmp_path: Path) -> None:
    write_articles(tmp_path / "corpus", {"a.txt": LIBRARY, "b.pdf": "x", "c.csv": "title\nx\n"})
    report = toy_update(tmp_path)
    assert report.changes.added == ("a.txt",)
    reasons = {item.source: item.reason for item in report.changes.skipped}
    assert reasons["b.pdf"] == "its name says PDF, but it is none"
    assert reasons["c.csv"].startswith("no column with the text of the articles; name it")
    # They are known to be useless, so nothing is loaded to look at them again.
    assert toy_update(tmp_path).generation == 1


def test_article_without_a_word_is_listed_and_never_found(tmp_path: Path) -> None:
    boilerplate = "Copyright 갯벌신문. 무단 전재 및 재배포 금지.\n"
    write_articles(tmp_path / "corpus", {"a.txt": boilerplate, "b.txt": LIBRARY})
    report = toy_update(tmp_path)
    assert (report.documents, report.chunks) == (2, 1)
    snapshot = Snapshot.open(tmp_path / "store")
    assert snapshot.document("a.txt").text == boilerplate
    assert snapshot.store.chunks_of("a.txt") == []
    assert [chunk.source for chunk in snapshot.chunks([2])] == ["b.txt"]
    snapshot.close()


def make_garbage(store: Path) -> None:
    (store / FILE_NAME).write_bytes(b"this is not a database " * 400)


def make_older(store: Path) -> None:
    """Make it a store of the first format."""
    tamper(
        store,
        "UPDATE meta SET value = '1' WHERE key = 'format'",
        "DROP TABLE staged_files",
    )


def cut_in_half(store: Path) -> None:
    path = store / FILE_NAME
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def change_a_title(store: Path) -> None:
    tamper(store, "UPDATE documents SET title = 'x' WHERE id = 1")


def lose_an_article(store: Path) -> None:
    tamper(store, "DELETE FROM documents WHERE id = 1")


def change_a_table(store: Path) -> None:
    tamper(store, "DROP TABLE skipped")


@pytest.mark.parametrize(
    ("damage", "error", "how"),
    [
        (make_garbage, DamagedError, r"is damaged \(file is not a database\)"),
        (cut_in_half, DamagedError, r"is damaged \(.*\)"),
        (make_older, FormatError, r"at .*/store has format 1, this program reads format 2"),
        (change_a_title, DamagedError, r"is damaged \(an article's facts have changed\)"),
        (lose_an_article, DamagedError, r"is damaged \(its list of articles has changed\)"),
        (change_a_table, DamagedError, r"is damaged \(its tables are not those of this program\)"),
    ],
)
def test_full_update_makes_a_broken_store_anew_and_keeps_the_old_file(
    tmp_path: Path, damage: Callable[[Path], None], error: type[StoreError], how: str
) -> None:
    toy_snapshot(tmp_path, {"a.txt": BRIDGE, "b.txt": LIBRARY}).close()
    store = tmp_path / "store"
    damage(store)
    broken = (store / FILE_NAME).read_bytes()
    line = rf"^the store {how}; rebuild it with: rag index --full$"
    for use in (toy_update, lambda folder: changes(folder / "corpus", store), titles):
        with pytest.raises(error, match=line):
            use(tmp_path)
    assert (store / FILE_NAME).read_bytes() == broken
    encoder = SyllableEncoder()
    report = toy_update(tmp_path, toy_tools(encoder), full=True)
    assert report == UpdateReport(
        changes=Changes(added=("a.txt", "b.txt")), generation=1, documents=2, chunks=3, encoded=3
    )
    assert len(encoder.encoded) == 3
    assert titles(tmp_path) == ["a.txt", "b.txt"]
    assert (store / DAMAGED_NAME).read_bytes() == broken
    assert toy_update(tmp_path).changes == Changes(unchanged=2)


def test_full_update_mends_damaged_texts_and_vectors_in_place(tmp_path: Path) -> None:
    toy_snapshot(tmp_path, {"a.txt": BRIDGE, "b.txt": LIBRARY}).close()
    store = tmp_path / "store"
    tamper(store, "UPDATE vectors SET vector = x'00'", "UPDATE bodies SET text = 'x'")
    # What an incremental update needs of them is not there.
    write_articles(tmp_path / "corpus", {"b.txt": MARKET})
    with pytest.raises(DamagedError, match=r"^the store is damaged \(the text of an article has c"):
        toy_update(tmp_path)
    report = toy_update(tmp_path, full=True)
    assert (report.generation, report.documents, report.encoded) == (2, 2, 4)
    snapshot = Snapshot.open(store)
    assert [snapshot.document(source).text for source in ("a.txt", "b.txt")] == [BRIDGE, MARKET]
    snapshot.close()
    assert not (store / DAMAGED_NAME).exists()


def test_error_of_a_disk_puts_nothing_aside(tmp_path: Path) -> None:
    toy_snapshot(tmp_path, {"a.txt": BRIDGE}).close()
    store = tmp_path / "store"
    (store / FILE_NAME).rename(tmp_path / "kept")
    (store / FILE_NAME).mkdir()
    with pytest.raises(StoreError, match=r"^the store at .* cannot be written \(Is a dir"):
        toy_update(tmp_path, full=True)
    assert not (store / DAMAGED_NAME).exists()


def test_folder_of_articles_is_no_place_for_the_store(tmp_path: Path) -> None:
    corpus = write_articles(tmp_path / "corpus", {"a.txt": BRIDGE})
    line = r"^articles and index cannot share .*/corpus; name another folder with --store$"
    with pytest.raises(StoreError, match=line):
        update(corpus, corpus / "." / "", toy_tools, SilentProgress())
    assert [path.name for path in corpus.iterdir()] == ["a.txt"]


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


def test_full_update_leaves_nothing_that_was_made_with_other_tools(tmp_path: Path) -> None:
    texts = {"a.txt": BRIDGE, "b.txt": LIBRARY}
    toy_snapshot(tmp_path, texts, toy_tools(SyllableEncoder("아사바마라다나가"))).close()
    path = tmp_path / "corpus" / "a.txt"
    path.unlink()
    path.symlink_to(path)
    # It stays while it cannot be read, but only among its like.
    tools = toy_tools(SyllableEncoder("아사바마라다나가"))
    assert toy_update(tmp_path, tools).changes.removed == ()
    assert titles(tmp_path) == ["a.txt", "b.txt"]
    assert toy_update(tmp_path, full=True).changes.removed == ("a.txt",)
    assert titles(tmp_path) == ["b.txt"]
