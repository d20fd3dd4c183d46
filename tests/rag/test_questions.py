from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest

from index.errors import InputError
from rag.datatypes import Turn
from rag.questions import QuestionCase, parse_ask, read_questions


def write(folder: Path, content: str) -> Path:
    path = folder / "questions.jsonl"
    path.write_text(content, encoding="utf-8", newline="")
    return path


def test_every_field_of_a_question_is_read(tmp_path: Path) -> None:
    record = {
        "id": "q-1",
        "type": "followup",
        "question": "그 회사는 언제 섰나?",
        "history": [{"question": "누가 세웠나?", "answer": "김씨입니다."}],
        "sources": ["폴더/a.txt", "b.txt"],
        "answers": ["3월 ?9일", "X\\.AI"],
        "gold_answers": ["3월 9일"],
        "evidence": "3월 9일에",
        "answerable": True,
        "note": "ignored",
    }
    [case] = read_questions(write(tmp_path, json.dumps(record, ensure_ascii=False)))
    assert case == QuestionCase(
        id="q-1",
        type="followup",
        question="그 회사는 언제 섰나?",
        history=(Turn(question="누가 세웠나?", answer="김씨입니다."),),
        sources=("폴더/a.txt", "b.txt"),
        answers=(
            re.compile("3월 ?9일", re.IGNORECASE),
            re.compile(r"X\.AI", re.IGNORECASE),
        ),
        gold_answers=("3월 9일",),
        evidence="3월 9일에",
        answerable=True,
    )


def test_only_the_question_is_needed_and_the_line_names_it(tmp_path: Path) -> None:
    path = write(tmp_path, '\n{"question": "왜?"}\r\n  \n{"question": "\u2028?"}\n')
    assert read_questions(path) == [
        QuestionCase(id="2", type="question", question="왜?"),
        QuestionCase(id="4", type="question", question="\u2028?"),
    ]


def test_byte_order_mark_is_no_part_of_the_first_line(tmp_path: Path) -> None:
    path = write(tmp_path, '\ufeff{"question": "왜?"}')
    assert [case.question for case in read_questions(path)] == ["왜?"]


def test_decomposed_pattern_finds_composed_words(tmp_path: Path) -> None:
    pattern = unicodedata.normalize("NFD", "네바다")
    [case] = read_questions(
        write(tmp_path, json.dumps({"question": "어디?", "answers": [pattern]}))
    )
    assert case.answers[0].search("네바다 주")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"question": ', "not JSON (Expecting value at column 14); write one JSON object"),
        ("[" * 200_000, "too large or too deep a JSON value"),
        ('["왜?"]', "not a JSON object"),
        ("{}", 'no "question"'),
        ('{"question": 3}', '"question" must be a text'),
        ('{"question": " "}', '"question" is blank'),
        ('{"question": "\\ud83d"}', '"question" has half of a surrogate pair'),
        ('{"question": "왜?", "id": 1}', '"id" must be a text'),
        ('{"question": "왜?", "type": null}', '"type" must be a text'),
        ('{"question": "왜?", "history": {}}', '"history" must be a list'),
        ('{"question": "왜?", "history": ["x"]}', 'a bad turn in "history"'),
        ('{"question": "왜?", "history": [{"question": "x"}]}', 'a bad turn in "history"'),
        (
            '{"question": "왜?", "history": [{"question": "x", "answer": 1}]}',
            '"answer" in "history" must be a text',
        ),
        ('{"question": "왜?", "sources": "a.txt"}', '"sources" must be a list'),
        ('{"question": "왜?", "sources": [1]}', 'each of "sources" must be a text'),
        ('{"question": "왜?", "gold_answers": [""]}', 'each of "gold_answers" is blank'),
        (
            '{"question": "왜?", "answers": ["X("]}',
            "'X(' in \"answers\" is not a regular expression (missing ), unterminated subpattern",
        ),
        ('{"question": "왜?", "answers": ["a{99999999999999}"]}', "is not a regular expression"),
        ('{"question": "왜?", "answers": ["a*"]}', "'a*' in \"answers\" is found in every text"),
        ('{"question": "왜?", "evidence": ""}', '"evidence" is blank'),
        ('{"question": "왜?", "answerable": "no"}', '"answerable" is neither true nor false'),
    ],
)
def test_a_bad_line_is_told_by_file_and_number(tmp_path: Path, line: str, problem: str) -> None:
    path = write(tmp_path, f'{{"question": "좋은 줄"}}\n{line}\n')
    with pytest.raises(InputError) as raised:
        read_questions(path)
    message = str(raised.value)
    assert message.startswith(f"{path}, line 2: ")
    assert problem in message
    assert "; " in message
    assert "\n" not in message


@pytest.mark.parametrize("content", ["", "\n \n"])
def test_a_file_without_questions_is_refused(tmp_path: Path, content: str) -> None:
    path = write(tmp_path, content)
    with pytest.raises(InputError, match="holds no questions; write"):
        read_questions(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "none.jsonl"
    with pytest.raises(InputError) as raised:
        read_questions(path)
    assert str(raised.value) == (
        f"cannot read {path}: No such file or directory; name a file of JSON lines"
    )


def test_a_file_in_another_encoding_is_refused_at_its_first_bad_line(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_bytes(b'{"question": "why"}\n' + '{"question": "왜?"}\n'.encode("cp949"))
    with pytest.raises(InputError, match="line 2: not UTF-8; save the file as UTF-8"):
        read_questions(path)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('{"question": "왜?"}', ("왜?", ())),
        ('{"question": "왜?", "history": [], "user": 7}\n', ("왜?", ())),
        (
            '{"question": "왜?", "history": [{"question": "누구?", "answer": ""}]}',
            ("왜?", (Turn(question="누구?", answer=""),)),
        ),
    ],
)
def test_a_request_is_a_question_and_its_history(
    line: str, expected: tuple[str, tuple[Turn, ...]]
) -> None:
    assert parse_ask(line) == expected


@pytest.mark.parametrize("line", ["", "왜?", "null", "{}", '{"question": "왜?", "history": 1}'])
def test_a_request_that_is_none_is_refused(line: str) -> None:
    with pytest.raises(InputError, match=r"; (write|put) "):
        parse_ask(line)
