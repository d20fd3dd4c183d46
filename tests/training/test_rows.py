from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from index.errors import InputError
from training.rows import (
    Article,
    Row,
    is_held_out,
    read_articles,
    read_made,
    read_rows,
    write_made,
)

if TYPE_CHECKING:
    from pathlib import Path

RECORD = {
    "lang": "ko",
    "source": "made_up",
    "title": "새빛_대교",
    "context": "다리는 2011년에 섰다.",
    "question": "다리는 언제 섰나?",
    "answers": ["2011년", "2011년에"],
    "answer_starts": [4, 4],
    "is_impossible": False,
}
ROW = Row(
    group="ko",
    title="새빛 대교",
    context="다리는 2011년에 섰다.",
    question="다리는 언제 섰나?",
    answer="2011년",
    start=4,
)


def write(path: Path, *records: object) -> Path:
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(record) + "\n" for record in records)
    return path


def test_row_has_the_first_answer_and_a_title_without_underscores(tmp_path: Path) -> None:
    assert read_rows(write(tmp_path / "set.jsonl.gz", RECORD)) == [ROW]


@pytest.mark.parametrize(
    ("changed", "group"), [({"lang": "zh-TW"}, "zh"), ({"lang": "ja"}, "ja"), ({}, "ko")]
)
def test_varieties_of_a_language_are_one_group(
    tmp_path: Path, changed: dict[str, str], group: str
) -> None:
    assert read_rows(write(tmp_path / "set.jsonl.gz", RECORD | changed))[0].group == group


def test_group_can_be_named(tmp_path: Path) -> None:
    assert read_rows(write(tmp_path / "set.jsonl.gz", RECORD), "korquad")[0].group == "korquad"


@pytest.mark.parametrize("changed", [{"is_impossible": True}, {"answers": [], "answer_starts": []}])
def test_row_without_an_answer_starts_nowhere(tmp_path: Path, changed: dict[str, object]) -> None:
    row = read_rows(write(tmp_path / "set.jsonl.gz", RECORD | changed))[0]
    assert (row.answer, row.start) == ("", -1)


def test_title_that_a_whole_set_has_tells_nothing(tmp_path: Path) -> None:
    changed = {"source": "norquad", "title": "norquad"}
    assert read_rows(write(tmp_path / "set.jsonl.gz", RECORD | changed))[0].title == ""


def test_articles_are_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl.gz", {"id": "1", "title": "강", "text": "강이다."})
    assert read_articles(path) == [Article(title="강", text="강이다.")]


def test_made_rows_come_back(tmp_path: Path) -> None:
    unanswered = Row(group="mismatched", title="", context="문맥", question="왜?")
    write_made(tmp_path / "made.jsonl.gz", [ROW, unanswered])
    assert read_made(tmp_path / "made.jsonl.gz") == [ROW, unanswered]
    assert [path.name for path in tmp_path.iterdir()] == ["made.jsonl.gz"]


def test_missing_set_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no set\.jsonl\.gz in .*put the question sets there"):
        read_rows(tmp_path / "set.jsonl.gz")


def test_line_that_is_no_row_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "set.jsonl.gz", RECORD, {"title": "새빛 대교"})
    with pytest.raises(InputError, match=r"set\.jsonl\.gz:2 is no such record"):
        read_rows(path)


def test_file_that_was_cut_off_is_named(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl.gz"
    write_made(path, [ROW] * 9)
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(InputError, match=r"cannot read .*set\.jsonl\.gz"):
        read_made(path)


@pytest.mark.parametrize(
    ("title", "is_aside"),
    # The sha256 of "reader <title>" begins with 2a, 52 and fc: below 40, a quarter of 100, or not.
    [("강릉", True), ("한강", False), ("독도", False)],
)
def test_held_out_titles_never_change(title: str, *, is_aside: bool) -> None:
    assert is_held_out(title) is is_aside


def test_about_a_quarter_of_the_titles_is_held_out() -> None:
    assert 900 < sum(is_held_out(f"제목 {number}") for number in range(4000)) < 1100


@pytest.mark.parametrize(("fraction", "expected"), [(0.0, False), (1.0, True)])
def test_none_or_all_can_be_held_out(fraction: float, *, expected: bool) -> None:
    assert all(is_held_out(str(n), fraction) is expected for n in range(50))
