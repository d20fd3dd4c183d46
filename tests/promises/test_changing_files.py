"""Articles that are renamed, deleted, edited, copied, or changed while they are read."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from index.comparing import changes
from index.errors import CorpusError, StoreError
from index.snapshot import Snapshot
from index.update import update
from tests.fakes import SilentProgress, SyllableEncoder, toy_tools, toy_update, write_articles
from tests.ui.toy_workspace import BRIDGE, STATION, SURE, SURE_ANSWER, ToyWorkspace

if TYPE_CHECKING:
    from pathlib import Path

    from index.preparing import Tools

OLD, NEW = "다리는 아주 길다.", "다리는 매우 짧다."


@pytest.fixture
def encoder() -> SyllableEncoder:
    return SyllableEncoder()


@pytest.fixture
def space(tmp_path: Path, encoder: SyllableEncoder) -> ToyWorkspace:
    """Return a workspace of two articles; what the encoder has done for them is forgotten."""
    write_articles(tmp_path / "corpus", {"bridge.txt": BRIDGE, "station.txt": STATION})
    made = ToyWorkspace(tmp_path / "corpus", tmp_path / "store", encoder)
    made.refresh()
    encoder.encoded.clear()
    return made


def cited(space: ToyWorkspace, question: str) -> list[tuple[str, str]]:
    return [(item.source, item.quote) for item in space.ask(question, ()).citations]


@pytest.mark.parametrize("name", ["새 이름.txt", "sub/down/bridge.txt", "bridge.md", "BRIDGE.txt"])
def test_a_renamed_file_is_cited_by_its_new_name_and_not_encoded(
    space: ToyWorkspace, encoder: SyllableEncoder, name: str
) -> None:
    path = space.corpus / name
    path.parent.mkdir(parents=True, exist_ok=True)
    (space.corpus / "bridge.txt").rename(path)
    assert space.refresh().encoded == 0
    assert encoder.encoded == []
    assert cited(space, SURE) == [(name, SURE)]
    assert {item.source for item in space.ask(SURE, ()).passages} == {name, "station.txt"}


def test_names_that_are_exchanged_exchange_their_articles(
    space: ToyWorkspace, encoder: SyllableEncoder
) -> None:
    bridge, station = space.corpus / "bridge.txt", space.corpus / "station.txt"
    bridge.rename(space.corpus / "aside")
    station.rename(bridge)
    (space.corpus / "aside").rename(station)
    report = space.refresh()
    assert report.changes.changed == ("bridge.txt", "station.txt")
    assert (report.encoded, encoder.encoded) == (0, [])
    assert cited(space, SURE) == [("station.txt", SURE)]


def test_a_deleted_file_is_never_cited_again(space: ToyWorkspace) -> None:
    (space.corpus / "bridge.txt").unlink()
    space.refresh()
    for question in (SURE, "배는 없다.", "섬마을 다리 열리다", "길다"):
        answer = space.ask(question, ())
        assert {item.source for item in answer.passages} <= {"station.txt"}
        assert {item.source for item in answer.citations} <= {"station.txt"}
    with pytest.raises(StoreError, match=r"^no article 'bridge.txt' in the index; list them with"):
        space.document("bridge.txt")


def test_of_an_edited_file_only_the_new_words_are_found(
    space: ToyWorkspace, encoder: SyllableEncoder
) -> None:
    write_articles(space.corpus, {"bridge.txt": BRIDGE.replace(OLD, NEW)})
    report = space.refresh()
    assert report.encoded == len(encoder.encoded) == 1
    texts = [chunk.text for chunk in space.snapshot().store.chunks_of("bridge.txt")]
    assert not any("아주 길다" in text for text in texts)
    assert cited(space, NEW) == [("bridge.txt", NEW)]
    assert not any(OLD in item.text for item in space.ask(OLD, ()).passages)
    # No term of it is left, and no vector.
    assert space.snapshot().lexical.search("terms", ["길다."], top_k=9) == []
    assert len(space.snapshot().vectors) == len(space.snapshot().lexical) == report.chunks


def test_a_file_that_only_got_a_new_date_is_unchanged(space: ToyWorkspace) -> None:
    (space.corpus / "bridge.txt").touch()
    assert space.refresh().changes.unchanged == 2
    assert space.generation() == 1


def test_a_copy_is_encoded_once_read_once_and_stands_in_for_the_other(
    space: ToyWorkspace, encoder: SyllableEncoder
) -> None:
    write_articles(space.corpus, {"copy.txt": BRIDGE})
    report = space.refresh()
    assert (report.documents, report.encoded, encoder.encoded) == (3, 0, [])
    assert [article.source for article in space.articles()] == [
        *("bridge.txt", "copy.txt", "station.txt")
    ]
    answer = space.ask(SURE, ())
    assert answer.text == SURE_ANSWER
    # Said twice, read once.
    assert {item.source for item in answer.passages} == {"bridge.txt", "station.txt"}
    (space.corpus / "bridge.txt").unlink()
    space.refresh()
    assert cited(space, SURE) == [("copy.txt", SURE)]


def test_a_file_that_changes_while_the_index_is_built_is_whole_and_found_changed(
    tmp_path: Path,
) -> None:
    corpus = write_articles(tmp_path / "corpus", {"a.txt": BRIDGE})

    def tools_and_an_edit() -> Tools:
        write_articles(corpus, {"a.txt": BRIDGE.replace(OLD, NEW)})
        return toy_tools()

    update(corpus, tmp_path / "store", tools_and_an_edit, SilentProgress())
    snapshot = Snapshot.open(tmp_path / "store")
    document = snapshot.document("a.txt")
    snapshot.close()
    assert document.text in {BRIDGE, BRIDGE.replace(OLD, NEW)}
    assert document.sha256 == hashlib.sha256(document.text.encode()).hexdigest()
    is_old = document.text == BRIDGE
    assert changes(corpus, tmp_path / "store").changed == (("a.txt",) if is_old else ())
    toy_update(tmp_path)
    assert changes(corpus, tmp_path / "store").unchanged == 1


def test_a_file_that_vanishes_while_the_index_is_built_is_gone_with_the_next(
    tmp_path: Path,
) -> None:
    corpus = write_articles(tmp_path / "corpus", {"a.txt": BRIDGE, "b.txt": STATION})

    def tools_and_a_loss() -> Tools:
        (corpus / "a.txt").unlink()
        return toy_tools()

    report = update(corpus, tmp_path / "store", tools_and_a_loss, SilentProgress())
    assert "b.txt" in report.changes.added
    toy_update(tmp_path)
    snapshot = Snapshot.open(tmp_path / "store")
    assert [article.source for article in snapshot.store.summaries()] == ["b.txt"]
    snapshot.close()


def test_articles_that_cannot_be_reached_for_a_while_are_not_lost(tmp_path: Path) -> None:
    corpus = write_articles(tmp_path / "corpus", {"a.txt": BRIDGE, "b.txt": STATION})
    toy_update(tmp_path)
    write_articles(corpus, {"a.txt": BRIDGE.replace(OLD, NEW), "b.txt": f"{STATION}끝이다.\n"})

    def tools_and_a_pulled_plug() -> Tools:
        corpus.rename(tmp_path / "away")
        return toy_tools()

    with suppress(CorpusError):
        update(corpus, tmp_path / "store", tools_and_a_pulled_plug, SilentProgress())
    snapshot = Snapshot.open(tmp_path / "store")
    assert [article.source for article in snapshot.store.summaries()] == ["a.txt", "b.txt"]
    snapshot.close()
    (tmp_path / "away").rename(corpus)
    assert toy_update(tmp_path).changes.changed == ("a.txt", "b.txt")
