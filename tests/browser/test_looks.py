"""Dark and light, and who wants to see nothing move."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visiting import RESIDENTS, RESIDENTS_QUOTE, Visits, answered, open_source

if TYPE_CHECKING:
    from tests.ui.served import Served

pytestmark = pytest.mark.browser

# The ratio of contrast (WCAG 2.2) between the text of an element and what lies behind it.
CONTRAST = """(node) => {
  const rgb = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = (color) => {
    const [r, g, b] = rgb(color).slice(0, 3).map((part) => part / 255)
      .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  let behind = node;
  while (rgb(getComputedStyle(behind).backgroundColor)[3] === 0) behind = behind.parentElement;
  const [high, low] = [getComputedStyle(node).color, getComputedStyle(behind).backgroundColor]
    .map(light).sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}"""
LIGHT_PAPER = "rgb(250, 249, 246)"
DARK_PAPER = "rgb(19, 21, 23)"
# What WCAG 2.2 asks of text (1.4.3).
ENOUGH = 4.5


@pytest.mark.parametrize(("scheme", "paper"), [("light", LIGHT_PAPER), ("dark", DARK_PAPER)])
def test_the_page_is_as_dark_as_the_system_and_can_be_read(
    visits: Visits, server: Served, scheme: str, paper: str
) -> None:
    page = visits.open(server.origin, color_scheme=scheme)
    expect(page.locator("body")).to_have_css("background-color", paper)
    answered(page, RESIDENTS)
    open_source(page, RESIDENTS_QUOTE)
    for selector in (
        "#chat .asked",
        "#chat .sentence",
        "#chat .evidence .heading",
        "#chat a.cite",
        "#source mark.quote",
        "#source .passage",
        "#source .boilerplate",
        "#source .byline",
        "#question .submit-button",
        "#conversations a.conversation",
        "#heading .size",
    ):
        assert page.locator(selector).first.evaluate(CONTRAST) >= ENOUGH, selector


def test_the_marked_words_look_other_than_their_passage(page: Page) -> None:
    answered(page, RESIDENTS)
    open_source(page, RESIDENTS_QUOTE)
    color = "(node) => getComputedStyle(node).backgroundColor"
    colors = {
        page.locator(selector).first.evaluate(color)
        for selector in ("#source mark.quote", "#source span.passage", "#source .source-text")
    }
    assert len(colors) == 3


def test_nothing_moves_for_whoever_wants_it_so(visits: Visits, server: Served) -> None:
    page = visits.open(server.origin, reduced_motion="reduce")
    answered(page, RESIDENTS)
    expect(page.locator("#chat .sentence").first).to_have_css("animation-name", "none")


def test_the_tab_of_the_browser_has_a_plain_title(page: Page) -> None:
    expect(page).to_have_title("출처 chulcheo")
