from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from index.errors import InputError, StoreError
from tests.ui.toy_workspace import SURE, SURE_ANSWER, UNKNOWN, made_workspace, toy_workspace
from ui.asking import answer_lines, decode

if TYPE_CHECKING:
    from pathlib import Path

    from ui.workspace import Workspace


def asked(question: str, **others: object) -> bytes:
    return json.dumps({"question": question, **others}).encode()


def run(space: Workspace, *lines: bytes) -> tuple[int, list[object], list[str]]:
    """Return the status, what is written, and what is told."""
    written: list[object] = []
    told: list[str] = []
    status = answer_lines(space, lines, written.append, told.append)
    return status, json.loads(json.dumps(written)), told


def test_the_nth_line_out_belongs_to_the_nth_line_in(tmp_path: Path) -> None:
    lines = [asked(UNKNOWN), asked(SURE), asked("역은 도서관이 됐다.")]
    status, written, told = run(made_workspace(tmp_path), *lines)
    assert (status, told) == (0, [])
    assert [found["question"] for found in written if isinstance(found, dict)] == [
        UNKNOWN,
        SURE,
        "역은 도서관이 됐다.",
    ]
    assert isinstance(written[1], dict)
    assert written[1]["answer"] == SURE_ANSWER


def test_bad_lines_stop_none_of_the_others(tmp_path: Path) -> None:
    lines = [
        asked(SURE),
        b'{"question": "\n',
        b"\xff\xfe",
        asked("  "),
        asked("가" * 100_000),
        b"[1]",
        asked(SURE, history="not a list"),
        asked(SURE),
    ]
    status, written, told = run(made_workspace(tmp_path), *lines)
    assert status == 1
    assert len(written) == len(lines)
    answers = [
        found["answer"] for found in written if isinstance(found, dict) and "answer" in found
    ]
    assert answers == [SURE_ANSWER] * 2
    assert [line.partition(":")[0] for line in told] == [f"line {number}" for number in range(2, 8)]
    assert written[1:-1] == [{"error": line} for line in told]
    assert told[1] == "line 3: not UTF-8 at byte 0; send UTF-8"
    assert told[2] == 'line 4: "question" is blank; write it out or leave the key away'
    assert told[3] == ("line 5: the question has 100,000 characters, 2,000 are allowed; shorten it")


def test_blank_lines_are_passed_over_and_counted(tmp_path: Path) -> None:
    status, written, told = run(made_workspace(tmp_path), b"\n", asked(SURE), b" \r\n", b"{\n")
    assert status == 1
    assert len(written) == 2
    assert told[0].startswith("line 4: not JSON")


def test_turns_before_are_part_of_the_question(tmp_path: Path) -> None:
    turn = {"question": "2018년 배는 몇 척인가?", "answer": "3척입니다. [1]"}
    _, written, _ = run(made_workspace(tmp_path), asked("2014년에는?", history=[turn]))
    assert isinstance(written[0], dict)
    assert written[0]["query"] == "2014년 배는 몇 척인가?"


def test_without_an_index_no_line_is_read(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"^no index at "):
        run(toy_workspace(tmp_path), b"{")


def test_nothing_asked_is_nothing_answered(tmp_path: Path) -> None:
    assert run(made_workspace(tmp_path)) == (0, [], [])


def test_byte_order_mark_is_no_part_of_the_line() -> None:
    assert decode(b"\xef\xbb\xbf{}") == "{}"


@pytest.mark.parametrize(("raw", "byte"), [(b"\xff", 0), ("가".encode() + b"\xb0\xa1", 3)])
def test_line_that_is_not_utf8_says_where(raw: bytes, byte: int) -> None:
    with pytest.raises(InputError, match=rf"^not UTF-8 at byte {byte}; send UTF-8$"):
        decode(raw)
