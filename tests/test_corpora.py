from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.corpora import Article, Row, main, write_corpus, write_distractors
from index.errors import InputError


def row(number: int, title: str, context: str, *answers: str, is_impossible: bool = False) -> Row:
    return Row(
        id=f"q{number}",
        title=title,
        context=context,
        question=f"질문 {number}?",
        answers=answers,
        is_impossible=is_impossible,
    )


# sha256 of the contexts begins ffa5af6a7e32 and 737ead076a9f. As shares of the largest value, the
# first 32 bits are 0.676 (ad0156a3) for 한강, 0.421 (6bb6b0e6) for 북한산; 0.779 (c75de8c1) for q1,
# 0.746 (bee98bf1) for q2 and 0.347 (58e27919) for q3.
RIVER = "00000_ffa5af6a7e32.txt"
MOUNTAIN = "00001_737ead076a9f.txt"
ROWS = (
    row(1, "한강", "한강은 흐른다.", "흐른다."),
    row(2, "북한산", "산은 높다.", "높다", "산은 높다"),
    row(3, "한강", "한강은 흐른다.", is_impossible=True),
)


def tree(folder: Path) -> dict[str, str]:
    return {
        path.name: path.read_bytes().decode("utf-8") for path in (folder / "articles").iterdir()
    }


def questions(folder: Path) -> list[dict[str, object]]:
    lines = (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def pack(path: Path, records: Sequence[object]) -> Path:
    path.write_bytes(gzip.compress("".join(json.dumps(r) + "\n" for r in records).encode()))
    return path


def test_each_context_is_one_article_named_by_its_hash(tmp_path: Path) -> None:
    write_corpus(ROWS, tmp_path)
    assert tree(tmp_path) == {
        RIVER: "한강\n\n한강은 흐른다.\n",
        MOUNTAIN: "북한산\n\n산은 높다.\n",
    }


def test_answers_become_patterns_that_find_them_literally(tmp_path: Path) -> None:
    write_corpus(ROWS, tmp_path)
    assert questions(tmp_path)[:2] == [
        {
            "id": "q1",
            "type": "fact",
            "question": "질문 1?",
            "history": [],
            "sources": [RIVER],
            "answers": ["흐른다\\."],
            "gold_answers": ["흐른다."],
            "evidence": None,
            "answerable": True,
        },
        {
            "id": "q2",
            "type": "fact",
            "question": "질문 2?",
            "history": [],
            "sources": [MOUNTAIN],
            "answers": ["높다", "산은\\ 높다"],
            "gold_answers": ["높다", "산은 높다"],
            "evidence": None,
            "answerable": True,
        },
    ]


def test_impossible_question_keeps_its_source_but_is_unanswerable(tmp_path: Path) -> None:
    write_corpus(ROWS, tmp_path)
    last = questions(tmp_path)[2]
    assert (last["id"], last["sources"], last["answerable"]) == ("q3", [RIVER], False)


def test_hidden_titles_lose_their_articles_and_their_answers(tmp_path: Path) -> None:
    write_corpus(ROWS, tmp_path, hidden_share=0.5)
    assert list(tree(tmp_path)) == [RIVER]
    hidden = questions(tmp_path)[1]
    assert [hidden[key] for key in ("id", "sources", "answers", "gold_answers", "answerable")] == [
        "q2",
        [],
        [],
        [],
        False,
    ]


def test_limit_keeps_questions_by_hash_and_every_article(tmp_path: Path) -> None:
    write_corpus(ROWS, tmp_path, limit=2)
    assert [case["id"] for case in questions(tmp_path)] == ["q3", "q2"]
    assert sorted(tree(tmp_path)) == [RIVER, MOUNTAIN]


def test_line_ends_are_written_as_they_are(tmp_path: Path) -> None:
    write_corpus([row(1, "한강", "하나\r\n둘\n셋")], tmp_path)
    assert list(tree(tmp_path).values()) == ["한강\n\n하나\r\n둘\n셋\n"]


def test_folder_with_articles_is_refused_untouched(tmp_path: Path) -> None:
    write_corpus(ROWS[:1], tmp_path)
    before = tree(tmp_path)
    with pytest.raises(InputError, match="articles is not empty; give another folder"):
        write_corpus(ROWS, tmp_path)
    assert tree(tmp_path) == before


def test_distractor_that_would_leave_the_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not a file name"):
        write_distractors([Article(id="/../../x", title="제목", text="글")], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_program_writes_the_tree_and_says_what_it_wrote(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = {
        "id": "q1",
        "lang": "ko",
        "title": "한강",
        "context": "한강은 흐른다.",
        "question": "강은?",
        "answers": ["흐른다"],
        "is_impossible": False,
    }
    wiki = [{"id": str(number), "title": "제목", "text": f"글 {number}"} for number in range(3)]
    status = main(
        [
            str(pack(tmp_path / "set.jsonl.gz", [record, record | {"id": "q2"}])),
            str(tmp_path / "out"),
            "--limit=1",
            f"--distractors={pack(tmp_path / 'wiki.jsonl.gz', wiki)}",
            "--articles=2",
        ]
    )
    assert (status, capsys.readouterr().out) == (
        0,
        f"{tmp_path / 'out'}: 3 articles, 1 questions\n",
    )
    assert tree(tmp_path / "out") == {
        RIVER: "한강\n\n한강은 흐른다.\n",
        "wiki_0.txt": "제목\n\n글 0\n",
        "wiki_1.txt": "제목\n\n글 1\n",
    }
    assert [case["id"] for case in questions(tmp_path / "out")] == ["q2"]  # 0.746 before 0.779


GOOD = {
    "id": "q1",
    "title": "한강",
    "context": "글",
    "question": "왜?",
    "answers": [],
    "is_impossible": True,
}


@pytest.mark.parametrize(
    ("content", "options", "problem"),
    [
        (None, [], "No such file or directory; give a .jsonl.gz file"),
        (b"{}", [], "Not a gzipped file"),
        (
            gzip.compress(b"{}" * 9_999, mtime=0)[:-12],
            [],
            "end-of-stream marker was reached; give a",
        ),
        (gzip.compress(b"\xff\n", mtime=0), [], "can't decode byte 0xff"),
        (gzip.compress(b"{\n", mtime=0), [], "line 1: not JSON; write one row a line"),
        (gzip.compress(b"[]\n", mtime=0), [], 'line 1: no "id" of type str; --help tells'),
        (
            gzip.compress(json.dumps(GOOD | {"answers": "x"}).encode()),
            [],
            'line 1: no "answers" of type list',
        ),
        (gzip.compress(json.dumps(GOOD).encode()), ["--hide=2"], "--hide is 2.0; give a share"),
        (gzip.compress(json.dumps(GOOD).encode()), ["--limit=0"], "--limit is 0; give 1 or more"),
        (gzip.compress(json.dumps(GOOD).encode()), ["--articles=-1"], "--articles is -1; give 0"),
    ],
)
def test_bad_input_is_one_line_on_stderr_and_writes_nothing(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    content: bytes | None,
    options: list[str],
    problem: str,
) -> None:
    source = tmp_path / "set.jsonl.gz"
    if content is not None:
        source.write_bytes(content)
    status = main([str(source), str(tmp_path / "out"), *options])
    printed = capsys.readouterr()
    assert (status, printed.out) == (1, "")
    assert problem in printed.err
    assert printed.err.count("\n") == 1
    assert not (tmp_path / "out").exists()
