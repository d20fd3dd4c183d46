"""Conversations and near misses on Wikipedia articles, with the real encoder, reader and Kiwi."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from rag.datatypes import Turn
from tests.fakes import write_articles
from tests.rag.dialogue.dialogues import DIALOGUES, NEAR_MISSES, STORIES
from tests.sharing import SharedWorkspace

if TYPE_CHECKING:
    from tests.rag.dialogue.dialogues import Exchange, NearMiss
    from ui.wiring import Engines

pytestmark = pytest.mark.model

FILES = {f"{number:02}.txt": story for number, story in enumerate(STORIES)}


@pytest.fixture(scope="module")
def space(tmp_path_factory: pytest.TempPathFactory, engines: Engines) -> SharedWorkspace:
    """Return the stories, indexed."""
    folder = tmp_path_factory.mktemp("stories")
    texts = {name: f"{story.title}\n\n{story.text}\n" for name, story in FILES.items()}
    write_articles(folder / "corpus", texts)
    space = SharedWorkspace(folder, engines)
    space.refresh()
    return space


@pytest.mark.parametrize("dialogue", DIALOGUES, ids=lambda dialogue: dialogue[0].question)
def test_dialogue_is_answered_from_the_right_articles(
    space: SharedWorkspace, dialogue: tuple[Exchange, ...]
) -> None:
    history: list[Turn] = []
    for exchange in dialogue:
        answer = space.ask(exchange.question, history)
        history.append(Turn(question=exchange.question, answer=answer.text))
        if exchange.act == "show_sources":
            assert answer.citations, exchange.question
        elif exchange.act != "ask" or not exchange.source:
            assert not answer.answerable, (exchange.question, answer.text)
        else:
            titles = {FILES[citation.source].title for citation in answer.citations}
            assert titles == {exchange.source}, (exchange.question, answer.query, answer.text)
            pattern = exchange.pattern or re.escape(exchange.answer)
            assert re.search(pattern, answer.text), (exchange.question, answer.text)


@pytest.mark.parametrize("miss", NEAR_MISSES, ids=lambda miss: miss.question)
def test_near_miss_is_not_answered(space: SharedWorkspace, miss: NearMiss) -> None:
    answer = space.ask(miss.question, [])
    assert not answer.answerable, answer.text
    assert answer.citations == ()
    assert FILES[answer.passages[0].source].title == miss.nearest
