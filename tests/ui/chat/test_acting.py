from __future__ import annotations

from dataclasses import replace

import pytest

from index.errors import InputError
from rag.datatypes import Doubt, Writing
from tests.ui.records import answer, citation
from tests.ui.test_markup import Reader
from ui.chat.acting import actions_markup
from ui.links import ActionLink, parse_link
from ui.words import WORDS

KOREAN = WORDS["ko"]
ANSWERED = answer("갑. [1]", citation(1, "갑."))
UNANSWERED = answer("모릅니다.")


def actions(markup: str) -> list[str]:
    hrefs = [str(found["href"]) for tag, found in Reader(markup).tags if tag == "a"]
    links = [parse_link(href.removeprefix("#")) for href in hrefs]
    assert {link.answer for link in links if isinstance(link, ActionLink)} == {3}
    return [link.action for link in links if isinstance(link, ActionLink)]


@pytest.mark.parametrize(
    ("is_last", "is_answered", "expected"),
    [
        (
            True,
            True,
            "copy retry edit undo markdown html good bad wrong_source should_have_abstained",
        ),
        (False, True, "copy edit markdown html good bad wrong_source should_have_abstained"),
        # Where there is no answer, it can have no wrong source.
        (True, False, "copy retry edit undo markdown html good bad"),
        (False, False, "copy edit markdown html good bad"),
    ],
)
def test_the_row_has_what_can_be_done(*, is_last: bool, is_answered: bool, expected: str) -> None:
    given = ANSWERED if is_answered else UNANSWERED
    row = actions_markup(given, 3, KOREAN, is_last=is_last, verdict=None)
    assert actions(row) == expected.split()


def test_what_no_article_carries_is_exported_only_where_somebody_asks_for_it() -> None:
    def offered(*doubts: Doubt) -> list[str]:
        writing = Writing(model="toy", outcome="written", doubts=doubts)
        given = replace(ANSWERED, writing=writing)
        return actions(actions_markup(given, 3, KOREAN, is_last=False, verdict=None))

    assert offered() == actions(actions_markup(ANSWERED, 3, KOREAN, is_last=False, verdict=None))
    assert offered(Doubt(text="을.", after=1))[2:6] == [
        "markdown",
        "html",
        "markdown_doubts",
        "html_doubts",
    ]


def test_the_chosen_verdict_is_told_in_words_and_not_by_colour_alone() -> None:
    row = actions_markup(ANSWERED, 1, KOREAN, is_last=False, verdict="wrong_source")
    chosen = [found for _, found in Reader(row).tags if "chosen" in str(found.get("class"))]
    assert chosen == [
        {
            "class": "act wrong_source chosen",
            "href": "#act-wrong_source-1",
            "title": "내가 고른 평가",
        }
    ]
    assert Reader(row).text.count("✓ 출처가 틀립니다") == 2
    assert "✓ 좋습니다" not in Reader(row).text


def test_an_action_of_another_name_is_refused() -> None:
    with pytest.raises(InputError, match="not a link of this page"):
        parse_link("act-delete-1")
