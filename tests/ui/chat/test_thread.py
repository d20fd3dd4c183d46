from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.ui.chat.talking import read
from tests.ui.hostile import HOSTILE_TEXTS
from tests.ui.kept import asked, exchange
from tests.ui.test_markup import Reader
from ui.chat.thread import MOST_SHOWN, said, shortened, thread_of
from ui.links import ActionLink
from ui.markup import escape
from ui.words import WORDS, Words

if TYPE_CHECKING:
    from ui.chat.conversation import Exchange

KOREAN, ENGLISH = WORDS["ko"], WORDS["en"]


def tags(markup: object) -> list[str]:
    return [tag for tag, _ in Reader(str(markup)).tags]


def asked_so_often(count: int) -> list[Exchange]:
    return [exchange(number, asked(f"{number}번?")) for number in range(1, count + 1)]


def links(markup: object) -> list[str]:
    return [str(found["href"]) for tag, found in Reader(str(markup)).tags if tag == "a"]


def test_questions_and_answers_take_turns() -> None:
    thread = thread_of(asked_so_often(2), KOREAN)
    assert [message["role"] for message in thread] == ["user", "assistant"] * 2
    assert read(thread) == ["1번?", "갑.[1]", "2번?", "갑.[1]"]
    assert thread_of([], KOREAN) == []


def test_the_links_of_an_answer_carry_its_number() -> None:
    first, second = thread_of(asked_so_often(2), KOREAN)[1::2]
    assert links(first["content"])[0] == "#cite-1-1"
    assert links(second["content"])[0] == "#cite-2-1"


def test_only_the_last_answer_can_be_taken_back() -> None:
    first, second = thread_of(asked_so_often(2), KOREAN)[1::2]
    assert f"#{ActionLink('undo', 1)}" not in links(first["content"])
    assert f"#{ActionLink('undo', 2)}" in links(second["content"])


def test_suggestions_are_options_of_the_last_answer() -> None:
    thread = thread_of(asked_so_often(2), KOREAN, ["또?", "다시?"])
    assert [set(message) for message in thread[:3]] == [{"role", "content"}] * 3
    assert thread[3]["options"] == [
        {"value": "또?", "label": "또?"},
        {"value": "다시?", "label": "다시?"},
    ]
    assert "options" not in said(escape("말"), suggestions=[])


@pytest.mark.parametrize(
    ("count", "words", "line"),
    [
        (MOST_SHOWN, KOREAN, None),
        (
            MOST_SHOWN + 2,
            KOREAN,
            "이전 질문 2개는 여기에 보이지 않습니다. 내보내면 모두 볼 수 있습니다.",
        ),
        (
            MOST_SHOWN + 1,
            ENGLISH,
            "1 earlier question is not shown here; the export has it.",
        ),
    ],
)
def test_of_a_long_conversation_the_end_is_shown(
    count: int, words: Words, line: str | None
) -> None:
    thread = thread_of(asked_so_often(count), words)
    said_first = read(thread)[0]
    if line is None:
        assert said_first == "1번?"
    else:
        assert said_first == line
        thread = thread[1:]
    assert len(thread) == 2 * MOST_SHOWN
    assert read(thread[:1]) == [f"{count - MOST_SHOWN + 1}번?"]
    assert links(thread[-1]["content"])[0] == f"#cite-{count}-1"


def test_a_damaged_answer_is_one_line() -> None:
    damaged = replace(exchange(1, asked("하나?")), is_damaged=True)
    line = "저장된 답변을 읽을 수 없습니다. 다시 물어봐 주세요."
    assert read(thread_of([damaged], KOREAN)) == ["하나?", line]
    assert (
        read(thread_of([damaged], ENGLISH))[1]
        == "The saved answer cannot be read. Please ask again."
    )


def test_a_verdict_is_shown_with_its_answer() -> None:
    judged = exchange(1, asked("하나?"), verdict="bad")
    shown, other = thread_of([judged, exchange(2, asked("둘?"))], KOREAN)[1::2]
    assert "✓ 아쉽습니다" in Reader(str(shown["content"])).text
    assert "✓" not in Reader(str(other["content"])).text


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_what_a_visitor_asks_is_text(text: str) -> None:
    typed = text.strip()
    question, answer = thread_of([exchange(1, asked(typed))], KOREAN)
    assert (Reader(str(question["content"])).text, tags(question["content"])) == (typed, ["p"])
    _, harmless = thread_of([exchange(1, asked("물음?"))], KOREAN)
    assert tags(answer["content"]) == tags(harmless["content"])


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("‘다리 열리다’ 기사는 누가 썼나요?", "이 기사는 누가 썼나요?"),
        ("‘다리 열리다’에 대해 알려 주세요.", "이 글에 대해 알려 주세요."),
        ("Who wrote the article “다리 열리다”?", "Who wrote this article?"),
        ("What is “다리 열리다” about?", "What is this article about?"),
        ("‘다른 일’ 기사는 누가 썼나요?", "‘다른 일’ 기사는 누가 썼나요?"),
    ],
)
def test_suggestion_calls_the_article_at_hand_by_a_short_name(question: str, expected: str) -> None:
    assert shortened(question, "다리 열리다") == expected
    assert shortened(question, "") == question
