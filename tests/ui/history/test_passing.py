from __future__ import annotations

from collections.abc import Callable

import pytest

from index.errors import InputError
from tests.ui.kept import Minutes, asked, exchange
from ui.chat.conversation import MOST_EXCHANGES
from ui.history.passing import MOST_CONVERSATIONS, PassingHistory

ANNA, BERT = "cookie:anna", "login:bert"


@pytest.fixture
def history() -> PassingHistory:
    return PassingHistory(now=Minutes())


def test_a_conversation_goes_on_from_where_it_was(history: PassingHistory) -> None:
    first = exchange(1, asked("하나?"), {"a.txt": "0f"}, "good")
    id_ = history.start(ANNA, [first])
    history.add(ANNA, id_, asked("둘?"), {"b.txt": "1f"})
    found = history.load(ANNA, id_)
    assert (found.id, found.title, found.exchanges[0]) == (id_, "하나?", first)
    second = found.exchanges[1]
    assert (second.number, second.answer, second.sha256s) == (2, asked("둘?"), {"b.txt": "1f"})
    # The clock was looked at for the start, for the question, and for the conversation with it.
    assert second.asked_at == "2024-05-02T10:01:00+00:00"
    assert found.updated_at == "2024-05-02T10:02:00.000000+00:00"


def test_what_is_cut_is_gone_and_its_number_free(history: PassingHistory) -> None:
    id_ = history.start(ANNA, [exchange(1, asked("하나?")), exchange(2, asked("둘?"))])
    history.cut(ANNA, id_, 2)
    history.add(ANNA, id_, asked("셋?"), {})
    kept = history.load(ANNA, id_).exchanges
    assert [(item.number, item.answer.question) for item in kept] == [(1, "하나?"), (2, "셋?")]


def test_one_exchange_is_judged(history: PassingHistory) -> None:
    id_ = history.start(ANNA, [exchange(1, asked("하나?")), exchange(2, asked("둘?"))])
    history.judge(ANNA, id_, 2, "wrong_source")
    assert [item.verdict for item in history.load(ANNA, id_).exchanges] == [None, "wrong_source"]
    history.judge(ANNA, id_, 2, None)
    assert [item.verdict for item in history.load(ANNA, id_).exchanges] == [None, None]


@pytest.mark.parametrize(
    "act",
    [
        lambda history, id_: history.load(BERT, id_),
        lambda history, id_: history.cut(BERT, id_, 1),
        lambda history, id_: history.judge(BERT, id_, 1, "bad"),
        lambda history, id_: history.add(BERT, id_, asked("둘?"), {}),
        lambda history, _id: history.load(ANNA, "another"),
    ],
    ids=["load", "cut", "judge", "add", "unknown"],
)
def test_nobody_gets_at_anothers_conversation(
    history: PassingHistory, act: Callable[[PassingHistory, str], object]
) -> None:
    id_ = history.start(ANNA, [exchange(1, asked("하나?"))])
    before = history.load(ANNA, id_)
    with pytest.raises(InputError, match="no such conversation"):
        act(history, id_)
    assert history.load(ANNA, id_) == before


def test_a_full_conversation_takes_no_more(history: PassingHistory) -> None:
    full = [exchange(number, asked("물음?")) for number in range(1, MOST_EXCHANGES + 1)]
    id_ = history.start(ANNA, full)
    with pytest.raises(InputError, match="this conversation has all 200 questions"):
        history.add(ANNA, id_, asked("물음?"), {})


def test_the_one_that_was_idle_the_longest_makes_room(history: PassingHistory) -> None:
    first, second, *_ = [history.start(ANNA, []) for _ in range(MOST_CONVERSATIONS)]
    history.add(ANNA, first, asked("하나?"), {})
    latest = history.start(ANNA, [])
    assert [history.has(id_) for id_ in (first, second, latest)] == [True, False, True]
