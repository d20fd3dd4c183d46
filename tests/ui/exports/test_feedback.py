from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner

from index.errors import InputError, StoreError
from rag.datatypes import Answer, Turn
from rag.evaluation import evaluate
from rag.questions import read_questions
from tests.fakes import write_articles
from tests.ui.kept import asked, conversation, exchange
from tests.ui.records import answer, citation
from tests.ui.toy_workspace import ARTICLES, SURE, ToyWorkspace
from ui import cli
from ui.exports.feedback import Case, right_patterns, to_case, write_feedback
from ui.history.conversations import History
from ui.history.file import FILE_NAME
from ui.links import VERDICTS, Verdict

# Of the id that every made-up conversation has.
DIGEST = sha256(b"Abc-123").hexdigest()[:12]
UNANSWERED = replace(answer("기사에 그런 내용이 없습니다."), question="배는?")
ANSWERED = replace(
    answer(
        "다리는 길다. [1]\n다리는  1.8km이다. [2] [1]",
        citation(1, "다리는 길다."),
        citation(2, "다리는\n1.8km이다.", source="b.txt"),
        citation(1, "다리는 길다."),
    ),
    question="다리는?",
)


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    found = History(tmp_path / "store")
    yield found
    found.close()


def case(verdict: Verdict, given: Answer = ANSWERED) -> Case:
    return to_case(conversation(), exchange(1, given, verdict=verdict))


def judge(history: History, *verdicts: Verdict | None) -> None:
    """Start a conversation whose answers are judged so."""
    id_ = None
    for number, verdict in enumerate(verdicts, start=1):
        given = replace(ANSWERED, question=f"다리 {number}?")
        id_ = history.add("anna", id_, given, {}).id
        history.judge("anna", id_, number, verdict)


def test_a_good_answer_tells_what_is_right() -> None:
    assert case("good") == {
        "id": f"{DIGEST}-1",
        "type": "good",
        "question": "다리는?",
        "history": [],
        "sources": ["a.txt", "b.txt"],
        "answers": [r"다리는\s+길다\.", r"다리는\s+1\.8km이다\."],
        "evidence": "다리는 길다.",
        "answerable": True,
    }


@pytest.mark.parametrize(
    ("verdict", "given"),
    [("should_have_abstained", ANSWERED), ("good", UNANSWERED)],
)
def test_what_the_articles_do_not_answer_is_a_question_without_answer(
    verdict: Verdict, given: Answer
) -> None:
    found = case(verdict, given)
    assert {key: found[key] for key in ("sources", "answers", "evidence", "answerable")} == {
        "sources": [],
        "answers": [],
        "evidence": None,
        "answerable": False,
    }
    assert "rejected_answer" not in found


@pytest.mark.parametrize("verdict", ["bad", "wrong_source"])
def test_of_a_rejected_answer_nothing_is_claimed_to_be_right(verdict: Verdict) -> None:
    assert case(verdict) == {
        "id": f"{DIGEST}-1",
        "type": verdict,
        "question": "다리는?",
        "history": [],
        "sources": [],
        "answers": [],
        "evidence": None,
        "answerable": True,
        "rejected_answer": ANSWERED.text,
        "rejected_sources": ["a.txt", "b.txt"],
    }


def test_a_follow_up_is_asked_after_what_was_asked_before() -> None:
    before = conversation(exchange(1, asked("다리는?")), exchange(2, asked("길이는?")))
    found = to_case(before, exchange(3, ANSWERED, verdict="good"))
    assert found["id"] == f"{DIGEST}-3"
    assert found["history"] == [
        {"question": "다리는?", "answer": "갑."},
        {"question": "길이는?", "answer": "갑."},
    ]


@pytest.mark.parametrize(
    ("short", "said", "is_right"),
    [
        ("314명", "모두 314명이다.", True),
        ("314명", "모두 1,314명이다.", False),
        ("314명", "모두 2314명이다.", False),
        ("37", "불빛은 37km에 닿는다.", True),
        ("37", "37.", True),
        ("37", "37.5km", False),
        ("37", "37,000", False),
        ("37", "0.37", False),
        ("37", "370", False),
        ("한바다 씨", "이장은 한바다  씨다.", True),
        ("(주) 두루+", "(주) 두루+이다.", True),
        ("(주) 두루+", "주 두루두이다.", False),
    ],
)
def test_a_short_answer_is_looked_for_as_it_is(short: str, said: str, *, is_right: bool) -> None:
    (pattern,) = right_patterns(replace(ANSWERED, short_answer=short))
    assert bool(re.search(pattern, said)) is is_right


def test_the_feedback_of_a_store_becomes_a_question_file(history: History, tmp_path: Path) -> None:
    judge(history, "good", None, "bad")
    judge(history, "should_have_abstained")
    path = tmp_path / "asked.jsonl"
    assert write_feedback(tmp_path / "store", path) == (
        f"judged answers in {path}: 3; without a right answer: 1, add it there"
    )
    first, third, other = read_questions(path)
    assert [found.type for found in (first, third, other)] == [
        *("good", "bad", "should_have_abstained")
    ]
    assert first.sources == ("a.txt", "b.txt")
    assert third.answers == ()
    said = "다리는 길다. 다리는  1.8km이다."
    assert third.history == (
        Turn(question="다리 1?", answer=said),
        Turn(question="다리 2?", answer=said),
    )
    assert not other.answerable


def test_every_verdict_makes_a_case_that_can_be_read(history: History, tmp_path: Path) -> None:
    judge(history, *VERDICTS)
    write_feedback(tmp_path / "store", tmp_path / "asked.jsonl")
    assert [found.type for found in read_questions(tmp_path / "asked.jsonl")] == list(VERDICTS)


def test_the_same_feedback_can_be_written_again(history: History, tmp_path: Path) -> None:
    judge(history, "good")
    path = tmp_path / "asked.jsonl"
    told = write_feedback(tmp_path / "store", path)
    assert told == f"judged answers in {path}: 1"
    assert write_feedback(tmp_path / "store", path) == told


def test_a_file_of_other_content_is_kept(history: History, tmp_path: Path) -> None:
    judge(history, "good")
    path = tmp_path / "asked.jsonl"
    path.write_text("내 물음")
    with pytest.raises(InputError, match="has other content and is kept; name a new file"):
        write_feedback(tmp_path / "store", path)
    assert path.read_text() == "내 물음"


def test_a_file_that_cannot_be_written_is_told(history: History, tmp_path: Path) -> None:
    judge(history, "good")
    with pytest.raises(InputError, match=r"cannot write .*: Is a directory; name another file"):
        write_feedback(tmp_path / "store", tmp_path)


@pytest.mark.parametrize("is_begun", [False, True])
def test_a_store_without_feedback_is_told_and_nothing_is_made(
    history: History, tmp_path: Path, *, is_begun: bool
) -> None:
    if is_begun:
        judge(history, None)
    with pytest.raises(InputError, match=r"no feedback in .* yet; judge answers on the page"):
        write_feedback(tmp_path / "store", tmp_path / "asked.jsonl")
    assert not (tmp_path / "asked.jsonl").exists()
    assert (tmp_path / "store").exists() is is_begun


def test_conversations_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"dear diary, " * 200)
    with pytest.raises(StoreError, match="not a database"):
        write_feedback(tmp_path, tmp_path / "asked.jsonl")


def test_a_rejected_answer_counts_neither_as_right_nor_as_wrong(
    history: History, tmp_path: Path
) -> None:
    write_articles(tmp_path / "corpus", ARTICLES)
    space = ToyWorkspace(tmp_path / "corpus", tmp_path / "store")
    space.refresh()
    added = history.add("anna", None, space.ask(SURE, ()), {})
    added = history.add("anna", added.id, space.ask(SURE, ()), {})
    history.judge("anna", added.id, 1, "good")
    history.judge("anna", added.id, 2, "wrong_source")
    write_feedback(tmp_path / "store", tmp_path / "asked.jsonl")
    report = evaluate(space.answerer(), read_questions(tmp_path / "asked.jsonl"))
    assert [outcome.verdict for outcome in report.outcomes] == ["answered_right", None]
    assert [outcome.matched for outcome in report.outcomes] == [True, None]
    assert [outcome.source_rank for outcome in report.outcomes] == [1, None]
    assert [outcome.right_citations for outcome in report.outcomes] == [(True,), ()]
    assert report.counts["answered_right"] == 1


def test_the_command_writes_the_feedback_and_measures_it(
    history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_articles(tmp_path / "corpus", ARTICLES)
    space = ToyWorkspace(tmp_path / "corpus", tmp_path / "store")
    space.refresh()
    added = history.add("anna", None, space.ask(SURE, ()), {})
    history.judge("anna", added.id, 1, "good")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(
        cli, "workspace", lambda corpus, store, _, llm: ToyWorkspace(corpus, store, llm=llm)
    )
    arguments = ["eval", "asked.jsonl", "--from-feedback", "--corpus=corpus", "--store=store"]
    result = CliRunner().invoke(cli.app, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    assert "rag: judged answers in asked.jsonl: 1\n" in result.stderr
    assert result.stdout.startswith("questions 1, answerable 1, ")
    assert len(read_questions(tmp_path / "asked.jsonl")) == 1
