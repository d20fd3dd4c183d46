from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.errors import CorpusError, StoreError
from tests.ui.stories import write_corpus
from tests.ui.test_markup import Reader
from tests.ui.toy import ToyBackend
from ui.articles.desk import Desk, read_sent
from ui.articles.links import Act
from ui.articles.staging import Limits, Sent, Staging
from ui.articles.watching import Watching
from ui.visiting import Visitor

if TYPE_CHECKING:
    from index.datatypes import Changes, DocumentSummary

ALICE = Visitor(id="alice", name="", language="ko", address="")
BOB = Visitor(id="bob", name="", language="en", address="")
STORY = "새 등대\n\n파도일보 2024.09.10 08:00\n\n등대가 켜졌다.\n"


class Room:
    """A desk with all that it stands among."""

    def __init__(self, folder: Path) -> None:
        write_corpus(folder / "corpus")
        self.inbox = folder / "inbox"
        self.inbox.mkdir()
        self.backend = ToyBackend(folder / "corpus")
        self.watching = Watching(self.backend)
        self.staging = Staging(self.backend.store, folder / "corpus", self.inbox)
        self.desk = Desk(self.backend, self.staging, self.watching)
        self.corpus = folder / "corpus"

    def send(self, visitor: Visitor, *names: str, text: str = STORY) -> str:
        """Send files, and return the text of the desk afterwards."""
        sent = []
        for name in names:
            path = self.inbox / name
            path.write_text(text, encoding="utf-8")
            sent.append(Sent(name=name, path=path, size=path.stat().st_size))
        return Reader(self.desk.take(visitor, sent)).text

    def press(self, visitor: Visitor, act: Act) -> str:
        return Reader(self.desk.press(visitor, act)).text

    def ids(self, visitor: Visitor) -> list[str]:
        return [note.id for note in self.staging.waiting(visitor.id)]


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


def test_a_single_upload_is_opened_at_once(room: Room) -> None:
    text = room.send(ALICE, "등대.txt")
    assert "확인을 기다리는 기사 1건" in text
    assert "등대가 켜졌다." in text


def test_several_uploads_wait_to_be_opened(room: Room) -> None:
    text = room.send(ALICE, "a.txt", "b.txt")
    assert "확인을 기다리는 기사 2건" in text
    assert "등대가 켜졌다." not in text
    assert "등대가 켜졌다." in room.press(ALICE, Act("preview", room.ids(ALICE)[1]))


def test_an_article_that_would_be_replaced_is_named_before(room: Room) -> None:
    assert "같은 이름의 기사를 바꿈" in room.send(ALICE, "bridge.txt")
    assert room.corpus.joinpath("bridge.txt").read_text("utf-8") != STORY
    room.press(ALICE, Act("accept", room.ids(ALICE)[0]))
    assert room.corpus.joinpath("bridge.txt").read_text("utf-8") == STORY


def test_accepted_files_are_in_the_folder_and_the_folder_then_differs(room: Room) -> None:
    room.send(ALICE, "a.txt", "b.txt")
    text = room.press(ALICE, Act("accept-all"))
    assert "기사 2건을 기사 폴더에 넣었습니다.‘지금 반영’을 누르면 답변에 쓰입니다." in text
    assert "확인을 기다리는" not in text
    changes = room.watching.changes()
    assert changes is not None
    assert changes.added == ("a.txt", "b.txt")


def test_articles_are_counted_not_files(room: Room) -> None:
    rows = "제목,본문\n다리,다리가 길다.\n역,역이 닫혔다.\n"
    text = room.send(ALICE, "news.csv", text=rows)
    assert "확인을 기다리는 기사 2건" in text
    assert "이 파일에는 기사 2건이 있습니다." in text
    assert "기사 2건을 기사 폴더에 넣었습니다." in room.press(
        ALICE, Act("accept", room.ids(ALICE)[0])
    )
    room.send(BOB, "more.csv", text=rows)
    assert "2 uploaded articles were discarded." in room.press(BOB, Act("reject-all"))


def test_one_file_is_accepted_while_the_other_waits(room: Room) -> None:
    room.send(ALICE, "a.txt", "b.txt")
    text = room.press(ALICE, Act("accept", room.ids(ALICE)[0]))
    assert "기사 1건을 기사 폴더에 넣었습니다." in text
    assert "확인을 기다리는 기사 1건" in text


def test_discarded_files_are_gone(room: Room) -> None:
    room.send(BOB, "a.txt", "b.txt")
    assert "2 uploaded articles were discarded." in room.press(BOB, Act("reject-all"))
    assert room.ids(BOB) == []
    assert not room.corpus.joinpath("a.txt").exists()


def test_two_visitors_do_not_see_each_others_files(room: Room) -> None:
    room.send(ALICE, "a.txt")
    assert "a.txt" not in Reader(room.desk.markup(BOB)).text
    (id_,) = room.ids(ALICE)
    assert "This file is not here any more." in room.press(BOB, Act("accept", id_))
    assert room.ids(ALICE) == [id_]


def test_what_cannot_be_stored_is_told_and_still_waits(room: Room) -> None:
    room.corpus.joinpath("a.md").mkdir()
    room.send(ALICE, "a.md", "b.txt")
    text = room.press(ALICE, Act("accept-all"))
    assert "기사 1건을 기사 폴더에 넣었습니다." in text
    assert "확인을 기다리는 기사 1건" in text
    assert "받지 못한 파일 1개a.md쓸 수 없는 파일 이름입니다." in text


def test_a_folder_that_cannot_be_written_is_one_line(room: Room) -> None:
    room.send(ALICE, "a.txt")
    room.corpus.rename(room.corpus.with_name("elsewhere"))
    room.corpus.write_text("in the way", encoding="utf-8")
    assert "기사 폴더에 쓸 수 없습니다." in room.press(ALICE, Act("accept-all"))


def test_a_deletion_is_asked_about_and_by_itself_deletes_nothing(room: Room) -> None:
    text = room.press(ALICE, Act("delete", "bridge.txt"))
    assert "‘섬마을 다리, 열두 해 만에 열리다’ 기사를 지울까요?" in text
    assert room.corpus.joinpath("bridge.txt").exists()
    assert "지울까요" not in room.press(ALICE, Act("close"))


def test_a_deleted_article_is_kept_and_where_is_told(room: Room) -> None:
    text = room.press(BOB, Act("remove", "bridge.txt"))
    found = re.search(r"kept at store/removed/(\d{4}-\d{2}-\d{2}-bridge\.txt)\.", text)
    assert found is not None
    assert (room.backend.store / "removed" / found[1]).exists()
    assert str(room.corpus.parent) not in text
    changes = room.watching.changes()
    assert changes is not None
    assert changes.removed == ("bridge.txt",)


@pytest.mark.parametrize("verb", ["delete", "remove"])
@pytest.mark.parametrize("source", ["", "../inbox/secret.txt", "nothing.txt", "notes.pdf"])
def test_only_articles_of_the_table_can_be_deleted(room: Room, verb: str, source: str) -> None:
    (room.inbox / "secret.txt").write_text("secret", encoding="utf-8")
    room.corpus.joinpath("notes.pdf").write_bytes(b"%PDF-1.7")
    act = Act("delete", source) if verb == "delete" else Act("remove", source)
    assert "이 파일은 이제 여기에 없습니다." in room.press(ALICE, act)
    assert (room.inbox / "secret.txt").exists()
    assert room.corpus.joinpath("notes.pdf").exists()


def test_an_article_that_is_gone_already_is_one_line(room: Room) -> None:
    room.corpus.joinpath("bridge.txt").unlink()
    assert "이 파일은 이제 여기에 없습니다." in room.press(ALICE, Act("remove", "bridge.txt"))


class Bundled(ToyBackend):
    """Has the bridge and the library in one file, as the first two articles of it."""

    def articles(self) -> list[DocumentSummary]:
        articles = {article.source: article for article in super().articles()}
        bundle = [articles.pop("bridge.txt"), articles.pop("library.txt")]
        return [
            *articles.values(),
            *(
                replace(article, source=f"news.csv#{number}", file="news.csv")
                for number, article in enumerate(bundle, start=1)
            ),
        ]


def bundled(room: Room) -> Desk:
    (room.corpus / "news.csv").write_text(STORY, encoding="utf-8")
    backend = Bundled(room.corpus)
    return Desk(backend, room.staging, Watching(backend))


def test_one_of_many_articles_in_a_file_is_not_deleted_without_saying_that_all_go(
    room: Room,
) -> None:
    desk = bundled(room)
    text = Reader(desk.press(ALICE, Act("delete", "news.csv#2"))).text
    assert "‘news.csv’ 파일을 지울까요?news.csv이 파일에 든 기사 2건이 모두 지워집니다." in text
    assert (room.corpus / "news.csv").exists()


def test_a_file_of_many_articles_is_set_aside_whole(room: Room) -> None:
    text = Reader(bundled(room).press(ALICE, Act("remove", "news.csv#2"))).text
    assert "‘news.csv’ 파일의 기사 2건을 모두 지웠습니다." in text
    assert not (room.corpus / "news.csv").exists()
    (kept,) = (room.backend.store / "removed").iterdir()
    assert kept.name.endswith("news.csv")
    assert kept.read_text("utf-8") == STORY


def test_a_file_whose_name_only_looks_like_an_article_of_another_is_deleted_alone(
    room: Room,
) -> None:
    (room.corpus / "bridge.txt#2.txt").write_text(STORY, encoding="utf-8")
    backend = ToyBackend(room.corpus)
    desk = Desk(backend, room.staging, Watching(backend))
    text = Reader(desk.press(ALICE, Act("remove", "bridge.txt#2.txt"))).text
    assert "‘새 등대’ 기사를 지웠습니다." in text
    assert (room.corpus / "bridge.txt").exists()
    assert not (room.corpus / "bridge.txt#2.txt").exists()


class Broken(ToyBackend):
    """Has an index that cannot be read."""

    def articles(self) -> list[DocumentSummary]:
        message = "the store is damaged (malformed); rebuild it with: rag index --full"
        raise StoreError(message)


def test_an_error_of_the_index_is_told_in_the_visitors_words(room: Room) -> None:
    backend = Broken(room.corpus)
    desk = Desk(backend, room.staging, Watching(backend))
    assert "색인이 손상되었습니다." in Reader(desk.press(ALICE, Act("remove", "bridge.txt"))).text


def test_a_folder_that_is_lost_meanwhile_does_not_hide_what_was_done(room: Room) -> None:
    room.send(ALICE, "a.txt")
    backend = Lost(room.corpus)
    desk = Desk(backend, room.staging, Watching(backend))
    text = Reader(desk.press(ALICE, Act("accept-all"))).text
    assert "기사 1건을 기사 폴더에 넣었습니다." in text


class Lost(ToyBackend):
    """Finds its folder once, to begin with, and never again."""

    def __init__(self, corpus: Path) -> None:
        self._is_there = True
        super().__init__(corpus)
        self._is_there = False

    def changes(self) -> Changes:
        if not self._is_there:
            message = "no folder at seeds; name the folder with the articles"
            raise CorpusError(message)
        return super().changes()


def test_the_same_press_twice_gives_the_browser_something_new(room: Room) -> None:
    press = Act("delete", "nothing.txt")
    assert room.desk.press(ALICE, press) != room.desk.press(ALICE, press)


def test_the_limit_of_files_is_told_to_the_script(room: Room) -> None:
    markup = room.desk.markup(ALICE)
    (drop,) = [found for _, found in Reader(markup).tags if found.get("class") == "drop"]
    assert drop["data-files"] == str(Limits().files)


@pytest.mark.parametrize(
    "told",
    [
        None,
        "files",
        7,
        [None, 1, "x", []],
        [{"name": "a.txt"}, {"name": 1, "size": 1}, {"size": 1, "path": "x"}],
    ],
)
def test_nonsense_from_a_browser_is_no_file(told: object) -> None:
    assert read_sent(told) == []


def test_what_a_browser_says_of_a_file_is_read() -> None:
    told = [{"name": "a.txt", "path": "/in/a", "size": 3}, {"name": "b", "path": "", "size": 4}]
    assert read_sent(told) == [
        Sent(name="a.txt", path=Path("/in/a"), size=3),
        Sent(name="b", path=None, size=4),
    ]
