from __future__ import annotations

import pytest

from index.errors import InputError
from tests.ui.test_markup import Reader
from ui.chat.acting import actions_markup
from ui.links import ActionLink, parse_link
from ui.words import WORDS

KOREAN = WORDS["ko"]


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
    row = actions_markup(3, KOREAN, is_last=is_last, is_answered=is_answered, verdict=None)
    assert actions(row) == expected.split()


def test_the_chosen_verdict_is_told_in_words_and_not_by_colour_alone() -> None:
    row = actions_markup(1, KOREAN, is_last=False, is_answered=True, verdict="wrong_source")
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
