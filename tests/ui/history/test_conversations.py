from __future__ import annotations

import sqlite3
import threading
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.errors import InputError
from rag.datatypes import Answer
from tests.ui.kept import Minutes, asked
from ui.chat.conversation import MOST_EXCHANGES
from ui.history.conversations import ConversationSummary, Exchange, History
from ui.history.file import FILE_NAME

ANNA, BERT = "cookie:anna", "login:bert"


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    found = History(tmp_path, now=Minutes())
    yield found
    found.close()


def started(history: History, visitor: str, *questions: str) -> str:
    """Start a conversation with these questions and return its id."""
    id_ = None
    for question in questions:
        id_ = history.add(visitor, id_, asked(question), {}).id
    assert id_ is not None
    return id_


def questions(history: History, visitor: str, id_: str) -> list[str]:
    return [exchange.answer.question for exchange in history.load(visitor, id_).exchanges]


def titles(history: History, visitor: str, needle: str = "") -> list[str]:
    return [summary.title for summary in history.list(visitor, needle)]


def spoil(folder: Path, number: int, record: str | bytes) -> None:
    """Do to an exchange what no part of the program does."""
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection, connection:
        connection.execute("UPDATE exchanges SET record = ? WHERE number = ?", (record, number))


def test_an_exchange_is_kept_whole_across_a_restart(tmp_path: Path) -> None:
    history = History(tmp_path / "store", now=Minutes())
    answer = asked("다리는 언제 열렸나요?")
    added = history.add(ANNA, None, answer, {"a.txt": "0f"})
    history.close()
    again = History(tmp_path / "store")
    assert again.exists()
    assert again.load(ANNA, added.id) == added
    again.close()
    assert added.title == "다리는 언제 열렸나요?"
    assert added.exchanges == (
        Exchange(
            number=1,
            answer=answer,
            sha256s={"a.txt": "0f"},
            asked_at="2024-05-02T10:00:00+00:00",
        ),
    )
    assert added.updated_at == "2024-05-02T10:01:00.000000+00:00"


def test_exchanges_are_numbered_in_the_order_of_asking(history: History) -> None:
    id_ = started(history, ANNA, "하나?", "둘?", "셋?")
    exchanges = history.load(ANNA, id_).exchanges
    assert [exchange.number for exchange in exchanges] == [1, 2, 3]
    assert questions(history, ANNA, id_) == ["하나?", "둘?", "셋?"]


def test_ids_are_long_and_never_the_same(history: History) -> None:
    ids = {started(history, ANNA, "물음?") for _ in range(20)}
    assert len(ids) == 20
    assert {len(id_) for id_ in ids} == {16}


def test_the_title_is_the_first_question_cut_after_a_word(history: History) -> None:
    # 26 words are 77 characters; with one more and the ellipsis they would be 81.
    id_ = started(history, ANNA, "낱말 " * 40)
    assert history.load(ANNA, id_).title == "낱말 " * 25 + "낱말…"


def test_a_first_question_without_spaces_is_cut_all_the_same(history: History) -> None:
    id_ = started(history, ANNA, "가" * 200)
    assert history.load(ANNA, id_).title == "가" * 79 + "…"


def test_the_latest_conversation_is_listed_first(history: History) -> None:
    first = started(history, ANNA, "하나?")
    second = started(history, ANNA, "둘?")
    assert [summary.id for summary in history.list(ANNA)] == [second, first]
    history.add(ANNA, first, asked("셋?"), {})
    assert history.list(ANNA) == [
        ConversationSummary(
            id=first, title="하나?", updated_at="2024-05-02T10:05:00.000000+00:00", exchanges=2
        ),
        ConversationSummary(
            id=second, title="둘?", updated_at="2024-05-02T10:03:00.000000+00:00", exchanges=1
        ),
    ]


def test_names_win_over_questions_and_a_blank_one_gives_them_back(history: History) -> None:
    id_ = started(history, ANNA, "하나?")
    history.rename(ANNA, id_, " 다리\x00 \u202e이야기\n")
    assert titles(history, ANNA) == ["다리 이야기"]
    history.rename(ANNA, id_, "나" * 200)
    assert titles(history, ANNA) == ["나" * 79 + "…"]
    history.rename(ANNA, id_, " \n")
    assert titles(history, ANNA) == ["하나?"]


@pytest.mark.parametrize(
    ("needle", "found"),
    [
        ("갈매대교", ["다리"]),
        (unicodedata.normalize("NFD", "갈매대교"), ["다리"]),
        ("다리", ["다리"]),
        ("도서관", ["도서관은?"]),
        ("마지막  역장", ["도서관은?"]),
        ("KTX", ["도서관은?"]),
        ("ktx", ["도서관은?"]),
        ("STRASSE", ["도서관은?"]),
        ("%", []),
        ("_", []),
        ("' OR 1=1 --", []),
        ("\ud800", []),
        ("", ["도서관은?", "다리"]),
    ],
)
def test_titles_questions_and_answers_are_searched(
    history: History, needle: str, found: list[str]
) -> None:
    bridge = unicodedata.normalize("NFD", "갈매대교는?")
    history.rename(ANNA, started(history, ANNA, "하나?", bridge), "다리")
    history.add(ANNA, None, asked("도서관은?", "마지막 역장이 ktx와 Straße를. [1]"), {})
    assert titles(history, ANNA, needle) == found


def test_a_cut_forgets_an_exchange_and_all_after_it(history: History) -> None:
    id_ = started(history, ANNA, "하나?", "둘?", "셋?")
    left = history.cut(ANNA, id_, 2)
    assert [exchange.answer.question for exchange in left.exchanges] == ["하나?"]
    assert history.load(ANNA, id_) == left
    assert history.add(ANNA, id_, asked("넷?"), {}).exchanges[-1].number == 2


def test_an_exchange_takes_the_place_of_an_earlier_one_in_one_step(history: History) -> None:
    id_ = started(history, ANNA, "하나?", "둘?", "셋?")
    changed = history.add(ANNA, id_, asked("다른 둘?"), {}, replacing=2)
    assert [exchange.number for exchange in changed.exchanges] == [1, 2]
    assert questions(history, ANNA, id_) == ["하나?", "다른 둘?"]


def test_an_emptied_conversation_is_not_listed_and_is_called_by_its_next_question(
    history: History,
) -> None:
    id_ = started(history, ANNA, "하나?")
    assert history.cut(ANNA, id_, 1).title == ""
    assert history.list(ANNA) == []
    assert history.add(ANNA, id_, asked("둘?"), {}).title == "둘?"
    assert titles(history, ANNA) == ["둘?"]


def test_a_deleted_conversation_is_gone_with_its_exchanges(
    history: History, tmp_path: Path
) -> None:
    id_ = started(history, ANNA, "하나?", "둘?")
    history.delete(ANNA, id_)
    with pytest.raises(InputError, match="no such conversation"):
        history.load(ANNA, id_)
    history.close()
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        assert connection.execute("SELECT count(*) FROM exchanges").fetchone() == (0,)


def test_a_verdict_is_kept_changed_and_taken_back(history: History) -> None:
    id_ = started(history, ANNA, "하나?", "둘?")
    history.judge(ANNA, id_, 2, "wrong_source")
    history.judge(ANNA, id_, 2, "bad")
    verdicts = [exchange.verdict for exchange in history.load(ANNA, id_).exchanges]
    assert verdicts == [None, "bad"]
    history.judge(ANNA, id_, 2, None)
    assert list(history.judged()) == []


@pytest.mark.parametrize("number", [0, 3, -1])
def test_only_an_exchange_that_is_there_can_be_judged(history: History, number: int) -> None:
    id_ = started(history, ANNA, "하나?", "둘?")
    with pytest.raises(InputError, match=f"no question {number} "):
        history.judge(ANNA, id_, number, "good")


def test_judged_exchanges_come_with_what_was_asked_before(history: History) -> None:
    first = started(history, ANNA, "하나?", "둘?", "셋?")
    second = started(history, BERT, "넷?")
    for visitor, id_, number in ((BERT, second, 1), (ANNA, first, 3), (ANNA, first, 1)):
        history.judge(visitor, id_, number, "good")
    found = [
        (exchange.answer.question, [one.answer.question for one in before.exchanges])
        for before, exchange in history.judged()
    ]
    assert found == [("하나?", []), ("셋?", ["하나?", "둘?"]), ("넷?", [])]


ACTIONS: dict[str, Callable[[History, str, str], object]] = {
    "add": lambda history, visitor, id_: history.add(visitor, id_, asked("뭐?"), {}),
    "load": lambda history, visitor, id_: history.load(visitor, id_),
    "rename": lambda history, visitor, id_: history.rename(visitor, id_, "내 것"),
    "delete": lambda history, visitor, id_: history.delete(visitor, id_),
    "cut": lambda history, visitor, id_: history.cut(visitor, id_, 1),
    "judge": lambda history, visitor, id_: history.judge(visitor, id_, 1, "bad"),
}


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS)
@pytest.mark.parametrize("visitor", [BERT, "", "%"])
def test_nobody_reaches_the_conversation_of_another(
    history: History, action: Callable[[History, str, str], object], visitor: str
) -> None:
    id_ = started(history, ANNA, "하나?")
    before = history.load(ANNA, id_)
    with pytest.raises(InputError):
        action(history, visitor, id_)
    assert history.load(ANNA, id_) == before
    assert history.list(visitor) == []


@pytest.mark.parametrize("id_", ["", "never-given", "\ud800", "' OR 1=1 --"])
def test_an_id_that_was_never_given_is_refused(history: History, id_: str) -> None:
    started(history, ANNA, "하나?")
    with pytest.raises(InputError, match="no such conversation"):
        history.load(ANNA, id_)


def test_nothing_is_kept_for_nobody(history: History) -> None:
    with pytest.raises(InputError, match="allow cookies"):
        history.add("", None, asked("하나?"), {})


def test_a_full_conversation_takes_no_more(history: History) -> None:
    full = history.add(ANNA, None, asked("하나?"), {})
    for _ in range(MOST_EXCHANGES - 1):
        full = history.add(ANNA, full.id, asked("하나?"), {})
    assert len(full.exchanges) == MOST_EXCHANGES
    with pytest.raises(InputError, match="start a new one"):
        history.add(ANNA, full.id, asked("하나?"), {})
    assert history.load(ANNA, full.id) == full


@pytest.mark.parametrize(
    "record", [b"{", "{}", "[]", b"\xff", '{"answer": {}, "sha256s": {}}', '{"answer": {}}']
)
def test_a_damaged_exchange_is_one_without_an_answer_and_the_others_are_whole(
    history: History, tmp_path: Path, record: str | bytes
) -> None:
    id_ = started(history, ANNA, "하나?", "둘?", "셋?")
    history.judge(ANNA, id_, 2, "good")
    spoil(tmp_path, 2, record)
    first, second, third = history.load(ANNA, id_).exchanges
    assert (first.is_damaged, second.is_damaged, third.is_damaged) == (False, True, False)
    assert third.answer == asked("셋?")
    assert second.answer == Answer(
        question="둘?",
        query="둘?",
        text="",
        answerable=False,
        confidence=0.0,
        short_answer=None,
        citations=(),
        passages=(),
    )
    assert list(history.judged()) == []


def test_half_of_a_surrogate_pair_in_a_question_is_kept_in_the_answer(history: History) -> None:
    answer = asked("하나\ud800?")
    added = history.add(ANNA, None, answer, {})
    assert history.load(ANNA, added.id).exchanges[0].answer == answer
    assert added.title == "하나??"


def test_threads_add_side_by_side(history: History) -> None:
    shared = started(history, ANNA, "하나?")

    def add() -> None:
        for _ in range(10):
            history.add(ANNA, shared, asked("또?"), {})

    threads = [threading.Thread(target=add) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = [exchange.number for exchange in history.load(ANNA, shared).exchanges]
    assert numbers == list(range(1, 32))
