from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.requesting import on_a_page
from tests.ui.stories import write_corpus
from tests.ui.toy import ToyBackend
from ui.chat.answerer_bar import MODEL, QUOTES, AnswererBar, writes


def made(folder: Path, writer: str) -> AnswererBar:
    write_corpus(folder / "corpus")
    backend = ToyBackend(folder / "corpus", writer=writer)
    return on_a_page(lambda: AnswererBar(backend))


def test_the_model_is_named_and_chosen_until_a_visitor_wants_quotes(tmp_path: Path) -> None:
    choice = made(tmp_path, "참새 1B").choice
    assert choice.visible is True
    assert choice.value == MODEL
    assert [value for _, value in choice.choices] == [MODEL, QUOTES]
    assert choice.choices[0][0] == "참새 1B"


def test_without_a_model_there_is_nothing_to_choose(tmp_path: Path) -> None:
    assert made(tmp_path, "").choice.visible is False


@pytest.mark.parametrize(
    ("sent", "is_writing"),
    [(MODEL, True), (QUOTES, False), (None, True), ("", True), ([QUOTES], True), (0, True)],
)
def test_what_a_browser_sends_is_a_choice_or_counts_as_none(
    sent: object, *, is_writing: bool
) -> None:
    assert writes(sent) is is_writing
