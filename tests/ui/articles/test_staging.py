from __future__ import annotations

import json
import os
import resource
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index.corpus import MAX_BYTES
from index.errors import InputError
from ui.articles.staging import Fault, Limits, Refusal, Sent, Staging
from ui.articles.uploads import Upload

ALICE, BOB = "alice", "bob"
LIGHTHOUSE = (
    "등대, 다시 불을 밝히다\n\n파도일보 2024.09.10 08:00\n글자크기\n\n등대가 다시 켜졌다.\n"
)


@pytest.fixture
def staging(tmp_path: Path) -> Staging:
    return make_staging(tmp_path)


def make_staging(folder: Path, limits: Limits | None = None) -> Staging:
    (folder / "corpus").mkdir()
    (folder / "inbox").mkdir()
    return Staging(folder / "store", folder / "corpus", folder / "inbox", limits)


def sent(folder: Path, name: str, content: bytes | str = "글이다.") -> Sent:
    """Put a file where the web server would, in a folder of its own."""
    data = content.encode() if isinstance(content, str) else content
    path = folder / "inbox" / str(len(list((folder / "inbox").iterdir()))) / "file"
    path.parent.mkdir()
    path.write_bytes(data)
    return Sent(name=name, path=path, size=len(data))


def faults(refusals: list[Refusal]) -> list[Fault]:
    return [refusal.fault for refusal in refusals]


def names(staging: Staging, visitor: str = ALICE) -> list[str]:
    return [note.name for note in staging.waiting(visitor)]


def files_below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_an_upload_waits_outside_the_corpus_with_what_was_understood(
    tmp_path: Path, staging: Staging
) -> None:
    assert staging.take(ALICE, [sent(tmp_path, "등대.txt", LIGHTHOUSE)]) == []
    (note,) = staging.waiting(ALICE)
    assert (note.name, note.size) == ("등대.txt", len(LIGHTHOUSE.encode()))
    assert note.title == "등대, 다시 불을 밝히다"
    assert note.publisher == "파도일보"
    assert note.published == "2024-09-10T08:00"
    assert list((tmp_path / "corpus").iterdir()) == []


def test_the_web_servers_copy_is_gone_whether_taken_or_refused(
    tmp_path: Path, staging: Staging
) -> None:
    staging.take(ALICE, [sent(tmp_path, "a.txt"), sent(tmp_path, "b.exe"), sent(tmp_path, "c.txt")])
    assert list((tmp_path / "inbox").iterdir()) == []


def test_waiting_files_are_hidden_from_other_users_of_the_machine(
    tmp_path: Path, staging: Staging
) -> None:
    staging.take(ALICE, [sent(tmp_path, "비밀.txt")])
    waiting = files_below(tmp_path / "store" / "uploads")
    assert [path.name for path in waiting] == ["article", "note.json"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in waiting} == {0o600}
    assert {stat.S_IMODE(path.parent.stat().st_mode) for path in waiting} == {0o700}
    assert "비밀" not in str(waiting[0])
    assert ALICE not in str(waiting[0])


def test_one_visitor_neither_sees_nor_touches_what_another_has_sent(
    tmp_path: Path, staging: Staging
) -> None:
    staging.take(ALICE, [sent(tmp_path, "a.txt")])
    (note,) = staging.waiting(ALICE)
    assert staging.waiting(BOB) == []
    for touch in (
        lambda: staging.document(BOB, note.id),
        lambda: staging.accept(BOB, [note.id]),
        lambda: staging.reject(BOB, [note.id]),
    ):
        with pytest.raises(InputError, match=r"^no uploaded file '[0-9a-f]{32}' waits"):
            touch()
    assert names(staging) == ["a.txt"]


@pytest.mark.parametrize("id_", ["", "..", "../../corpus", "x" * 32, "0" * 32, "/etc"])
def test_a_forged_id_reaches_nothing(staging: Staging, id_: str) -> None:
    with pytest.raises(InputError):
        staging.accept(ALICE, [id_])


def test_accepting_moves_the_file_into_the_corpus(tmp_path: Path, staging: Staging) -> None:
    content = "줄\r\n바꿈".encode("cp949")
    staging.take(ALICE, [sent(tmp_path, "a.txt", content)])
    (note,) = staging.waiting(ALICE)
    assert staging.accept(ALICE, [note.id]) == [Upload("a.txt", "added")]
    assert (tmp_path / "corpus" / "a.txt").read_bytes() == content
    assert staging.waiting(ALICE) == []
    assert files_below(tmp_path / "store") == []


def test_rejecting_deletes_the_file_and_no_other(tmp_path: Path, staging: Staging) -> None:
    staging.take(ALICE, [sent(tmp_path, "a.txt"), sent(tmp_path, "b.txt")])
    staging.reject(ALICE, [staging.waiting(ALICE)[0].id])
    assert names(staging) == ["b.txt"]
    assert list((tmp_path / "corpus").iterdir()) == []


def test_what_cannot_be_stored_still_waits(tmp_path: Path, staging: Staging) -> None:
    (tmp_path / "corpus" / "a.txt").mkdir()
    staging.take(ALICE, [sent(tmp_path, "a.txt")])
    assert staging.accept(ALICE, [staging.waiting(ALICE)[0].id]) == [Upload("a.txt", "bad_name")]
    assert names(staging) == ["a.txt"]


def test_a_newer_upload_of_the_same_name_takes_the_place_of_the_older(
    tmp_path: Path, staging: Staging
) -> None:
    staging.take(ALICE, [sent(tmp_path, "a.txt", "옛글")])
    staging.take(ALICE, [sent(tmp_path, "a.txt", "새글")])
    (note,) = staging.waiting(ALICE)
    assert staging.document(ALICE, note.id).text == "새글"


def test_the_preview_knows_title_and_boilerplate(tmp_path: Path, staging: Staging) -> None:
    staging.take(ALICE, [sent(tmp_path, "등대.txt", LIGHTHOUSE)])
    document = staging.document(ALICE, staging.waiting(ALICE)[0].id)
    assert document.source == "등대.txt"
    assert document.title == "등대, 다시 불을 밝히다"
    (dull,) = document.article.boilerplate
    assert document.text[dull.start : dull.end] == "글자크기"


def test_of_a_very_long_text_the_beginning_is_shown(tmp_path: Path, staging: Staging) -> None:
    staging.take(ALICE, [sent(tmp_path, "a.txt", "가" * 200_001)])
    assert staging.document(ALICE, staging.waiting(ALICE)[0].id).text == "가" * 200_000


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("a.exe", b"words", "bad_suffix"),
        ("../../.profile", b"words", "bad_name"),
        ("a\ud800.txt", b"words", "bad_name"),
        ("a\u202etxt.md", b"words", "bad_name"),
        ("a.txt", b"", "empty"),
        ("a.txt", b"\n", "unreadable"),
        ("a.txt", b"%PDF-1.7", "pdf"),
        ("a.md", b"PK\x03\x04", "archive"),
        ("a.txt", b"<html><script>", "unreadable"),
        ("a.txt", b"\x00\x01\x02\x03", "unreadable"),
        ("a.pdf", b"words", "unreadable"),
        ("a.docx", b"PK\x03\x04", "unreadable"),
        ("a.docx", b"%PDF-1.7", "pdf"),
        ("a.csv", "이름,나이\n가나,3\n".encode(), "unreadable"),
        ("a.txt", b"a" * (MAX_BYTES + 1), "too_large"),
    ],
)
def test_what_is_no_article_is_refused_and_not_kept(
    tmp_path: Path, staging: Staging, name: str, content: bytes, fault: Fault
) -> None:
    assert faults(staging.take(ALICE, [sent(tmp_path, name, content)])) == [fault]
    assert files_below(tmp_path / "store") == []


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, staging: Staging) -> None:
    refusals = staging.take(ALICE, [sent(tmp_path, "a.pdf"), sent(tmp_path, "b.txt", b"\n")])
    assert refusals == [
        Refusal(name="a.pdf", fault="unreadable", reason="its name says PDF, but it is none"),
        Refusal(name="b.txt", fault="unreadable", reason="empty"),
    ]


def test_a_file_of_many_articles_is_accepted_whole(tmp_path: Path, staging: Staging) -> None:
    news = "제목,본문\n다리,다리가 길다.\n역,역이 닫혔다.\n".encode("cp949")
    assert staging.take(ALICE, [sent(tmp_path, "소식.csv", news)]) == []
    (note,) = staging.waiting(ALICE)
    assert note.articles == 2
    staging.accept(ALICE, [note.id])
    assert (tmp_path / "corpus" / "소식.csv").read_bytes() == news


def test_a_refused_name_can_be_shown(tmp_path: Path, staging: Staging) -> None:
    (refusal,) = staging.take(ALICE, [sent(tmp_path, f"{'가' * 300}\ud800.txt")])
    assert refusal == Refusal(name="가" * 100, fault="bad_name")
    (refusal,) = staging.take(ALICE, [sent(tmp_path, "x/\ud800.txt")])
    assert refusal.name == "?.txt"


def test_what_the_browser_did_not_send_is_refused_by_what_it_says_of_it(
    tmp_path: Path, staging: Staging
) -> None:
    told = [
        Sent(name="a.txt", path=None, size=MAX_BYTES + 1),
        Sent(name="b.txt", path=None, size=3),
        Sent(name="c.txt", path=tmp_path / "inbox" / "gone", size=3),
    ]
    assert faults(staging.take(ALICE, told)) == ["too_large", "lost", "lost"]


@pytest.mark.parametrize("path", ["outside.txt", "inbox/../outside.txt"])
def test_a_file_outside_the_inbox_is_neither_read_nor_deleted(
    tmp_path: Path, staging: Staging, path: str
) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("secret", encoding="utf-8")
    told = Sent(name="a.txt", path=tmp_path / path, size=6)
    assert faults(staging.take(ALICE, [told])) == ["lost"]
    assert outside.read_text(encoding="utf-8") == "secret"


def test_a_link_in_the_inbox_is_not_followed(tmp_path: Path, staging: Staging) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("secret", encoding="utf-8")
    (tmp_path / "inbox" / "link").symlink_to(outside)
    told = Sent(name="a.txt", path=tmp_path / "inbox" / "link", size=6)
    assert faults(staging.take(ALICE, [told])) == ["lost"]


@pytest.mark.parametrize(
    "path", ["a\0b", "a\0b/c", "x" * 5000, f"{'x' * 5000}/c", "\ud800", "\ud800/c"]
)
def test_a_path_that_no_system_has_is_a_lost_file(staging: Staging, path: str) -> None:
    told = Sent(name="a.txt", path=Path(path), size=6)
    assert faults(staging.take(ALICE, [told])) == ["lost"]


def test_only_so_many_files_are_taken_at_a_time(tmp_path: Path) -> None:
    staging = make_staging(tmp_path, Limits(files=2))
    uploads = [sent(tmp_path, f"{number}.txt") for number in range(4)]
    refusals = staging.take(ALICE, uploads)
    assert [(refusal.name, refusal.fault) for refusal in refusals] == [
        ("2.txt", "too_many"),
        ("3.txt", "too_many"),
    ]
    assert list((tmp_path / "inbox").iterdir()) == []
    assert faults(staging.take(ALICE, [sent(tmp_path, "4.txt")])) == ["too_many"]
    assert staging.take(ALICE, [sent(tmp_path, "1.txt", "다시")]) == []


def test_the_quota_of_a_visitor_is_exact_and_his_own(tmp_path: Path) -> None:
    staging = make_staging(tmp_path, Limits(visitor_bytes=10))
    assert staging.take(ALICE, [sent(tmp_path, "a.txt", b"123456")]) == []
    assert faults(staging.take(ALICE, [sent(tmp_path, "b.txt", b"12345")])) == ["visitor_full"]
    assert staging.take(ALICE, [sent(tmp_path, "b.txt", b"1234")]) == []
    assert staging.take(BOB, [sent(tmp_path, "b.txt", b"12345")]) == []
    # What takes the place of another file is not counted beside it.
    assert staging.take(ALICE, [sent(tmp_path, "a.txt", b"654321")]) == []


def test_all_visitors_together_have_a_quota(tmp_path: Path) -> None:
    staging = make_staging(tmp_path, Limits(all_bytes=2000))
    assert staging.take(ALICE, [sent(tmp_path, "a.txt", b"a" * 1500)]) == []
    assert faults(staging.take(BOB, [sent(tmp_path, "b.txt", b"a" * 1500)])) == ["full"]


def test_what_waits_for_too_long_is_deleted(tmp_path: Path, staging: Staging) -> None:
    staging.take(ALICE, [sent(tmp_path, "old.txt"), sent(tmp_path, "new.txt")])
    old = next(
        path.parent
        for path in files_below(tmp_path / "store")
        if path.name == "note.json" and json.loads(path.read_bytes())["name"] == "old.txt"
    )
    yesterday = time.time() - 86_401
    os.utime(old, (yesterday, yesterday))
    assert names(staging, BOB) == []
    assert names(staging) == ["new.txt"]
    assert not old.exists()


def test_what_a_crash_cut_short_is_never_shown_and_swept_away(
    tmp_path: Path, staging: Staging
) -> None:
    staging.take(ALICE, [sent(tmp_path, "a.txt")])
    folder = next((tmp_path / "store" / "uploads").iterdir())
    unfinished = folder / ".part-0"
    unfinished.mkdir()
    (unfinished / "article").write_bytes(b"half")
    assert names(staging) == ["a.txt"]
    two_hours_ago = time.time() - 7200
    os.utime(unfinished, (two_hours_ago, two_hours_ago))
    assert names(staging) == ["a.txt"]
    assert not unfinished.exists()


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """Let the system refuse to write more, as it does when the disk is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_is_one_reason_and_leaves_nothing_half(
    tmp_path: Path, staging: Staging
) -> None:
    uploads = [sent(tmp_path, "small.txt"), sent(tmp_path, "large.txt", b"a" * 5000)]
    with no_file_larger_than(2000):
        refusals = staging.take(ALICE, uploads)
    assert refusals == [Refusal(name="large.txt", fault="disk")]
    assert names(staging) == ["small.txt"]
    assert len(files_below(tmp_path / "store")) == 2
    assert not list((tmp_path / "store").rglob(".part-*"))
    assert list((tmp_path / "inbox").iterdir()) == []


def test_a_full_disk_while_accepting_keeps_the_file_waiting_and_the_older_article(
    tmp_path: Path, staging: Staging
) -> None:
    (tmp_path / "corpus" / "a.txt").write_bytes(b"old")
    staging.take(ALICE, [sent(tmp_path, "a.txt", b"a" * 5000)])
    (note,) = staging.waiting(ALICE)
    with no_file_larger_than(2000), pytest.raises(OSError, match="too large"):
        staging.accept(ALICE, [note.id])
    assert names(staging) == ["a.txt"]
    assert [path.read_bytes() for path in (tmp_path / "corpus").iterdir()] == [b"old"]
