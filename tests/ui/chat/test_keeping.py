from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import InputError, StoreError
from tests.ui.chat.talking import FullDisk
from tests.ui.history.test_conversations import spoil
from tests.ui.kept import Minutes, asked
from ui.chat.conversation import look_up
from ui.chat.keeping import Keeping

ANNA, BERT = "cookie:anna", "login:bert"


@pytest.fixture
def history(tmp_path: Path) -> FullDisk:
    return FullDisk(tmp_path, now=Minutes())


@pytest.fixture
def keeping(history: FullDisk) -> Keeping:
    return Keeping(history)


def start(keeping: Keeping, *questions: str) -> str:
    id_ = ""
    for question in questions:
        id_ = keeping.add(ANNA, id_, asked(question), {"a.txt": "0f"}).conversation.id
    return id_


def questions(keeping: Keeping, id_: str) -> list[str]:
    return [exchange.answer.question for exchange in keeping.load(ANNA, id_).exchanges]


def test_a_conversation_is_saved_under_one_id(keeping: Keeping, history: FullDisk) -> None:
    id_ = start(keeping, "하나?")
    kept = keeping.add(ANNA, id_, asked("둘?"), {})
    assert (kept.is_saved, kept.conversation.id) == (True, id_)
    assert kept.conversation == history.load(ANNA, id_)
    assert [exchange.number for exchange in kept.conversation.exchanges] == [1, 2]


def test_what_is_replaced_goes_with_all_after_it(keeping: Keeping) -> None:
    id_ = start(keeping, "하나?", "둘?", "셋?")
    assert keeping.add(ANNA, id_, asked("넷?"), {}, replacing=2).is_saved
    assert questions(keeping, id_) == ["하나?", "넷?"]


def test_what_cannot_be_saved_moves_with_all_before_it(
    keeping: Keeping, history: FullDisk, tmp_path: Path
) -> None:
    id_ = start(keeping, "하나?", "둘?", "셋?")
    keeping.judge(ANNA, id_, 1, "good")
    spoil(tmp_path, 2, "{")
    before = history.load(ANNA, id_).exchanges
    history.is_full = True
    kept = keeping.add(ANNA, id_, asked("넷?", quote="넷의 말."), {"b.txt": "1f"})
    assert not kept.is_saved
    moved = keeping.load(ANNA, kept.conversation.id)
    assert moved == kept.conversation
    assert moved.exchanges[:3] == before
    assert (before[0].verdict, before[1].is_damaged) == ("good", True)
    assert (moved.id == id_, moved.title) == (False, "하나?")
    view = look_up(moved, "cite-4-1")
    assert view.quote is not None
    assert (view.quote.quote, look_up(moved, "cite-1-1").sha256) == ("넷의 말.", "0f")


def test_what_was_saved_before_stays_saved(keeping: Keeping, history: FullDisk) -> None:
    id_ = start(keeping, "하나?")
    history.is_full = True
    start(keeping, "둘?")
    keeping.add(ANNA, id_, asked("셋?"), {})
    assert [(item.id, item.exchanges) for item in keeping.list(ANNA)] == [(id_, 1)]
    assert questions(keeping, id_) == ["하나?"]


def test_what_cannot_be_saved_takes_the_place_it_was_asked_for(
    keeping: Keeping, history: FullDisk
) -> None:
    id_ = start(keeping, "하나?", "둘?", "셋?")
    history.is_full = True
    moved = keeping.add(ANNA, id_, asked("넷?"), {}, replacing=2).conversation.id
    assert questions(keeping, moved) == ["하나?", "넷?"]
    assert questions(keeping, id_) == ["하나?", "둘?", "셋?"]
    assert not keeping.add(ANNA, moved, asked("다섯?"), {}, replacing=1).is_saved
    assert questions(keeping, moved) == ["다섯?"]


def test_an_unsaved_conversation_can_be_judged_and_cut(keeping: Keeping, history: FullDisk) -> None:
    history.is_full = True
    id_ = start(keeping, "하나?", "둘?")
    keeping.judge(ANNA, id_, 1, "bad")
    keeping.cut(ANNA, id_, 2)
    (exchange,) = keeping.load(ANNA, id_).exchanges
    assert (exchange.answer.question, exchange.verdict) == ("하나?", "bad")


def test_a_saved_conversation_can_be_renamed_and_deleted(keeping: Keeping) -> None:
    id_ = start(keeping, "하나?")
    keeping.rename(ANNA, id_, "이름")
    assert [item.title for item in keeping.list(ANNA, "이름")] == ["이름"]
    keeping.delete(ANNA, id_)
    assert keeping.list(ANNA) == []


def test_nothing_moves_for_a_visitor_whose_conversation_it_is_not(
    keeping: Keeping, history: FullDisk
) -> None:
    id_ = start(keeping, "하나?")
    for history.is_full in (False, True):
        with pytest.raises(InputError, match="no such conversation"):
            keeping.add(BERT, id_, asked("둘?"), {}, replacing=1)
    assert questions(keeping, id_) == ["하나?"]


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file")
    keeping = Keeping(FullDisk(tmp_path / "store"))
    with pytest.raises(StoreError):
        keeping.list(ANNA)
    with pytest.raises(StoreError):
        keeping.load(ANNA, "any")
    assert start(keeping, "하나?")
