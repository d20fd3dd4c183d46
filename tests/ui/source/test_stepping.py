from __future__ import annotations

import pytest

from tests.ui.test_markup import Reader
from ui.links import ArticleLink, CitationLink, PassageLink, PlaceLink
from ui.source.stepping import steps_markup
from ui.words import WORDS


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (1, [("#cite-4-2", "다음 인용 (J)", "J")]),
        (2, [("#cite-4-1", "이전 인용 (K)", "K"), ("#cite-4-3", "다음 인용 (J)", "J")]),
        (3, [("#cite-4-2", "이전 인용 (K)", "K")]),
    ],
)
def test_steps_lead_to_the_neighbours_and_tell_their_keys(
    place: int, expected: list[tuple[str, str, str]]
) -> None:
    markup = Reader(steps_markup(CitationLink(4, place), 3, WORDS["ko"]))
    links = [found for tag, found in markup.tags if tag == "a"]
    assert [
        (found["href"], found["title"], found["aria-keyshortcuts"]) for found in links
    ] == expected
    assert markup.text == f"‹ 이전 인용{place} / 3다음 인용 ›"


@pytest.mark.parametrize(
    ("link", "citations"),
    [(CitationLink(1, 1), 1), (PassageLink(1, 1), 3), (ArticleLink("a.txt"), 0)],
)
def test_nothing_is_stepped_through_where_there_is_one_place(
    link: PlaceLink, citations: int
) -> None:
    assert steps_markup(link, citations, WORDS["ko"]) == ""
