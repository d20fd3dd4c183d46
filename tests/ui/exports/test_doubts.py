from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

import pytest
from markdown_it import MarkdownIt

from rag.datatypes import Doubt, Outcome, Writing
from tests.ui.hostile import HOSTILE_TEXTS
from tests.ui.kept import conversation, exchange
from tests.ui.records import answer, citation
from tests.ui.test_markup import Reader
from ui.exports.html import conversation_to_html
from ui.exports.markdown import conversation_to_markdown
from ui.words import WORDS

if TYPE_CHECKING:
    from ui.chat.conversation import Conversation

KOREAN, ENGLISH = WORDS["ko"], WORDS["en"]
TWO = replace(
    answer("갑이다. [1]\n을이다. [2]", citation(1, "갑"), citation(2, "을")), question="물음?"
)
FIRST = Doubt(text="병은 7,000명이다.", after=1, lacks=("7,000명",))
LAST = Doubt(text="정이다.", after=2)
LABEL = "근거 없음 (참새 1B 모델이 씀):"
REMARK = "(기사에서 확인되지 않은 말: 7,000명)"

Shown: TypeAlias = Callable[["Conversation"], str]


def told(outcome: Outcome, *doubts: Doubt, model: str = "참새 1B") -> Conversation:
    writing = Writing(model=model, outcome=outcome, doubts=doubts)
    return conversation(exchange(1, replace(TWO, writing=writing)), title="물음?")


def in_markdown(given: Conversation) -> str:
    return rendered(conversation_to_markdown(given, KOREAN, {}, has_doubts=True))


def in_html(given: Conversation) -> str:
    document = conversation_to_html(given, KOREAN, {}, has_doubts=True)
    return Reader(document.partition("<body>")[2]).text


def rendered(markdown: str) -> str:
    return Reader(MarkdownIt("commonmark").render(markdown)).text


@pytest.mark.parametrize("write", [conversation_to_markdown, conversation_to_html])
@pytest.mark.parametrize("outcome", ["written", "unsupported"])
def test_what_no_article_carries_is_left_out(write: Callable[..., str], outcome: Outcome) -> None:
    assert write(told(outcome, FIRST, LAST), KOREAN, {}) == write(told(outcome), KOREAN, {})


@pytest.mark.parametrize("shown", [in_markdown, in_html])
@pytest.mark.parametrize(
    ("outcome", "lines"),
    [
        (
            "written",
            ["갑이다.", f"{LABEL} {FIRST.text} {REMARK}", "을이다.", f"{LABEL} {LAST.text}"],
        ),
        (
            "unsupported",
            ["갑이다.", "을이다.", f"{LABEL} {FIRST.text} {REMARK}", f"{LABEL} {LAST.text}"],
        ),
    ],
)
def test_who_asks_for_it_gets_it_in_its_place_and_marked_as_such(
    shown: Shown, outcome: Outcome, lines: list[str]
) -> None:
    text = shown(told(outcome, FIRST, LAST))
    places = [text.find(line) for line in lines]
    assert -1 not in places
    assert places == sorted(places)
    assert text.count("근거 없음") == 2


@pytest.mark.parametrize("shown", [in_markdown, in_html])
def test_the_file_says_which_model_wrote(shown: Shown) -> None:
    assert "UTC · 맞는 것 같습니다 · 참새 1B 모델이 씀" in shown(told("written"))
    # What is quoted was written by whoever wrote the article.
    assert "모델" not in shown(told("unreachable"))


def test_in_english_it_is_marked_in_english() -> None:
    written = conversation_to_markdown(told("cut_short", FIRST), ENGLISH, {}, has_doubts=True)
    assert (
        "**Not in the articles (written by 참새 1B):** 병은 7,000명이다. "
        "(not found in the articles: 7,000명)"
    ) in written


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_neither_sentence_nor_name_of_a_model_becomes_markup(text: str) -> None:
    evil = told("written", Doubt(text=text, after=0, lacks=(text,)), model=text)
    calm = told("written", FIRST)
    for write in (in_tags_of_html, in_tags_of_markdown):
        assert write(evil) <= write(calm) | {("span", ())}


def in_tags_of_html(given: Conversation) -> set[tuple[str, tuple[str, ...]]]:
    document = conversation_to_html(given, KOREAN, {}, has_doubts=True)
    return {(tag, tuple(sorted(found))) for tag, found in Reader(document).tags}


def in_tags_of_markdown(given: Conversation) -> set[tuple[str, tuple[str, ...]]]:
    renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    document = renderer.render(conversation_to_markdown(given, KOREAN, {}, has_doubts=True))
    return {(tag, tuple(sorted(found))) for tag, found in Reader(document).tags}
