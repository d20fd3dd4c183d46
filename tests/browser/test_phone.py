"""The page on a telephone, held upright."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.visiting import (
    BOTH,
    CATS,
    CATS_QUOTE,
    COST_QUOTE,
    MARK_IN_SIGHT,
    PHONE,
    RESIDENTS,
    Visits,
    answered,
    open_source,
    show_articles,
    show_chat,
)

if TYPE_CHECKING:
    from tests.ui.served import Served

pytestmark = pytest.mark.browser

WIDTHS = "[document.documentElement.scrollWidth, innerWidth]"
# In pixels (WCAG 2.2, 2.5.8).
LEAST_FINGER = 24


@pytest.fixture
def page(visits: Visits, server: Served) -> Page:
    return visits.open(server.origin, **PHONE)


def sheet(page: Page) -> Locator:
    return page.locator("#source-column")


def test_the_source_is_a_sheet_that_gives_the_way_back(page: Page) -> None:
    answered(page, CATS)
    expect(sheet(page)).to_be_hidden()
    open_source(page, CATS_QUOTE)
    expect(sheet(page)).to_be_in_viewport(ratio=1)
    page.keyboard.press("Escape")
    expect(sheet(page)).to_be_hidden()
    expect(page.locator("#chat a.cite").first).to_be_focused()
    page.locator("#chat a.origin").first.tap()
    expect(sheet(page)).to_be_visible()
    page.locator("#source-close").tap()
    expect(sheet(page)).to_be_hidden()


def test_the_sheet_steps_from_citation_to_citation(page: Page) -> None:
    answered(page, BOTH)
    page.locator("#chat a.cite").first.tap()
    page.locator("#source .steps a").tap()
    expect(page.locator("#source mark.quote")).to_have_text(COST_QUOTE)
    page.wait_for_function(MARK_IN_SIGHT)


def test_nothing_scrolls_sideways(page: Page) -> None:
    assert page.evaluate(WIDTHS) == [390, 390]
    answered(page, BOTH)
    page.locator("#chat details.trace summary").tap()
    page.locator("#filters > button").tap()
    assert page.evaluate(WIDTHS) == [390, 390]
    page.locator("#chat a.cite").first.tap()
    expect(sheet(page)).to_be_visible()
    assert page.evaluate(WIDTHS) == [390, 390]
    page.locator("#source-close").tap()
    show_articles(page)
    assert page.evaluate(WIDTHS) == [390, 390]


def test_the_conversations_come_in_from_the_side(page: Page) -> None:
    answered(page, RESIDENTS)
    drawer = page.locator("#list-column")
    expect(drawer).to_be_hidden()
    page.locator("#list-toggle").tap()
    expect(drawer).to_be_in_viewport(ratio=1)
    expect(page.locator("#list-toggle")).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(page.locator("#list-toggle")).to_be_focused()
    page.locator("#list-toggle").tap()
    page.locator("#new-chat").tap()
    expect(page.locator("#chat button.example")).to_have_count(2)
    expect(drawer).to_be_hidden()
    page.locator("#list-toggle").tap()
    page.locator("a.conversation").tap()
    expect(drawer).to_be_hidden()
    expect(page.locator("#chat .asked")).to_have_text([RESIDENTS])


def test_an_article_of_the_list_opens_in_the_sheet(page: Page) -> None:
    show_articles(page)
    page.locator("#articles a.source", has_text="고양이").tap()
    expect(sheet(page)).to_be_visible()
    expect(page.locator("#source h3")).to_have_text("등대에 고양이가 산다")
    page.locator("#source-close").tap()
    show_chat(page)


def test_only_the_open_article_is_asked_from_the_sheet(page: Page) -> None:
    answered(page, CATS)
    open_source(page, CATS_QUOTE)
    page.locator("#source a.only").tap()
    expect(sheet(page)).to_be_hidden()
    expect(page.locator("#scope-line")).to_contain_text("‘등대에 고양이가 산다’")


def test_markers_are_large_enough_for_a_finger(page: Page) -> None:
    answered(page, BOTH)
    for marker in page.locator("#chat a.cite").all():
        size = marker.bounding_box()
        assert size is not None
        assert size["width"] >= LEAST_FINGER
        assert size["height"] >= LEAST_FINGER
