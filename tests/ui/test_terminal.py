from __future__ import annotations

from dataclasses import replace

import pytest

from index.datatypes import Changes, Place, Skipped, UpdateReport
from index.rows import Settings
from tests.ui.records import passage
from ui.status import Status
from ui.terminal import (
    EXCERPT,
    MOST_NAMES,
    changes_text,
    passages_text,
    report_text,
    shown_progress,
    status_text,
)

CHANGES = Changes(
    added=("a.txt", "b/c.txt"),
    changed=("d.txt",),
    removed=("e.txt",),
    unchanged=7,
    skipped=(Skipped(source="f.pdf", reason="damaged; save it again"),),
)
CHANGES_TEXT = """\
+2 ~1 -1  (7 unchanged)
  + a.txt
  + b/c.txt
  ~ d.txt
  - e.txt
  skipped f.pdf: damaged; save it again"""


def test_changes_are_counted_and_named() -> None:
    assert changes_text(CHANGES) == CHANGES_TEXT
    assert changes_text(Changes()) == "+0 ~0 -0  (0 unchanged)"


@pytest.mark.parametrize(
    ("names", "more"), [(MOST_NAMES, []), (MOST_NAMES + 3, ["  - ... 3 more"])]
)
def test_many_names_are_only_counted(names: int, more: list[str]) -> None:
    removed = tuple(f"{number}.txt" for number in range(names))
    lines = changes_text(Changes(removed=removed)).splitlines()
    assert lines[0] == f"+0 ~0 -{names}  (0 unchanged)"
    assert lines[1:] == [*(f"  - {number}.txt" for number in range(MOST_NAMES)), *more]


def test_report_says_what_was_encoded() -> None:
    report = UpdateReport(changes=CHANGES, generation=3, documents=10, chunks=99, encoded=12)
    assert report_text(report) == (f"{CHANGES_TEXT}\nindex 3: 10 articles, 99 chunks, 12 encoded")


def test_status_says_what_the_index_was_made_with() -> None:
    status = Status(
        corpus="articles",
        store=".rag",
        generation=3,
        documents=10,
        chunks=99,
        settings=Settings(model="e5", encoder="e5@1", analyzer="kiwi-1", splitter="s-400"),
        changes=CHANGES,
    )
    assert status_text(status) == (
        "corpus articles, store .rag\n"
        "index 3: 10 articles, 99 chunks\n"
        "encoder e5@1, analyzer kiwi-1, splitter s-400\n"
        f"folder since then: {CHANGES_TEXT}"
    )


def test_passages_are_shown_with_place_and_score() -> None:
    assert passages_text([passage(1, "다리는\n\n길다."), passage(2, "배는 없다.")]) == (
        "[1] 0.500 가 기사 (a.txt:0-8)\n"
        "    다리는 길다.\n"
        "[2] 0.500 가 기사 (a.txt:0-6)\n"
        "    배는 없다."
    )


def test_passages_name_the_page_they_begin_on() -> None:
    paged = replace(passage(1, "길다."), places=(Place(start=0, page=3),))
    assert passages_text([paged]).startswith("[1] 0.500 가 기사 (a.txt:0-3, p. 3)\n")


def test_nothing_found_is_said() -> None:
    assert passages_text([]) == "nothing found"


@pytest.mark.parametrize(
    ("length", "shown"), [(EXCERPT, "가" * EXCERPT), (EXCERPT + 1, "가" * EXCERPT + "…")]
)
def test_long_passage_is_cut(length: int, shown: str) -> None:
    assert passages_text([passage(1, "가" * length)]).splitlines()[1] == f"    {shown}"


def test_progress_is_not_shown_where_no_one_looks(capsys: pytest.CaptureFixture[str]) -> None:
    with shown_progress() as progress:
        for done in range(3):
            progress("encode", done, 2)
    assert capsys.readouterr() == ("", "")


def test_progress_is_a_bar_on_a_terminal_and_vanishes(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    with shown_progress() as progress:
        progress("read", 1, 1)
        progress("encode", 1, 2)
        progress("encode", 2, 2)
    out, err = capsys.readouterr()
    assert out == ""
    assert "encode" in err
    assert "2/2" in err
    # The last thing is to take every line back (ECMA-48, "erase in line").
    assert err.endswith("\x1b[2K")
