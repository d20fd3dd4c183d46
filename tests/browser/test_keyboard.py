"""The page without a mouse."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visiting import (
    BOTH,
    COST_QUOTE,
    MARK_IN_SIGHT,
    RESIDENTS,
    RESIDENTS_QUOTE,
    answered,
    box,
    rest,
)

pytestmark = pytest.mark.browser

MOST_TABS = 40


def tab_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Press a key until the focus is there."""
    for _ in range(MOST_TABS):
        page.keyboard.press(key)
        if page.evaluate("(there) => document.activeElement.matches(there)", selector):
            return
    pytest.fail(f"{selector} cannot be reached by {key}")


def test_the_first_key_leads_past_everything_to_the_question(page: Page) -> None:
    # The box has the focus from the beginning; a visitor comes from the address bar.
    page.evaluate("document.activeElement.blur()")
    tab_to(page, "a.skip")
    expect(page.locator("a.skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(box(page)).to_be_focused()


def test_one_can_ask_check_step_and_come_back_by_keys_alone(page: Page) -> None:
    expect(box(page)).to_be_focused()
    page.keyboard.type(BOTH)
    page.keyboard.press("Enter")
    expect(page.locator("#chat .asked")).to_have_text([BOTH])
    rest(page)
    expect(box(page)).to_be_focused()
    tab_to(page, "a.cite", "Shift+Tab")
    # The last one of the two.
    page.keyboard.press("Enter")
    expect(page.locator("#source mark.quote")).to_have_text(COST_QUOTE)
    page.wait_for_function(MARK_IN_SIGHT)
    page.keyboard.press("k")
    expect(page.locator("#source mark.quote")).to_have_text(RESIDENTS_QUOTE)
    tab_to(page, "#source .steps a")
    page.keyboard.press("Enter")
    expect(page.locator("#source mark.quote")).to_have_text(COST_QUOTE)
    page.keyboard.press("Escape")
    expect(page.locator("#source-column")).to_be_hidden()
    expect(page.locator("#chat a.cite").last).to_be_focused()


def test_a_conversation_is_opened_and_its_menu_used_by_keys_alone(page: Page) -> None:
    answered(page, RESIDENTS)
    page.evaluate("document.activeElement.blur()")
    tab_to(page, "#new-chat")
    page.keyboard.press("Enter")
    expect(page.locator("#chat button.example")).to_have_count(2)
    tab_to(page, "a.conversation")
    page.keyboard.press("Enter")
    expect(page.locator("#chat .asked")).to_have_text([RESIDENTS])
    tab_to(page, "details.menu > summary")
    page.keyboard.press("Enter")
    expect(page.locator("#conversations .start-rename")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#conversations .start-rename")).to_be_hidden()
    expect(page.locator("details.menu > summary")).to_be_focused()


def test_an_example_and_a_suggestion_are_asked_by_keys_alone(page: Page) -> None:
    tab_to(page, "#chat button.example", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#chat .asked")).to_have_count(1)
    rest(page)
    tab_to(page, "#chat .option", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#chat .asked")).to_have_count(2)


def test_the_tabs_change_by_keys_alone(page: Page) -> None:
    tab_to(page, "[role=tab]", "Shift+Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_role("tab", name="기사")).to_have_attribute("aria-selected", "true")
    expect(page.locator("#articles")).to_be_visible()
    tab_to(page, "#articles a.source")
    page.keyboard.press("Enter")
    expect(page.locator("#source .source-text")).to_be_visible()
