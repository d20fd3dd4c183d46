"""The page in English, and from one language to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visiting import (
    NOWHERE,
    RESIDENTS,
    RESIDENTS_QUOTE,
    Visits,
    answered,
    arrived,
    box,
    open_source,
    show_articles,
)

if TYPE_CHECKING:
    from tests.ui.served import Served

pytestmark = pytest.mark.browser

# What the page itself says in Hangul; the names of articles and publishers have no other words.
WORDS_OF_THE_PAGE = """() => {
  const found = [];
  const own = (node) => node.closest(
    '#heading h1, #language, .asked, .sentence, .title, .where, .example, .option, .conversation, '
    + '#source h3, .source-text, .byline, .path, td, .trace-body dd, .publisher, .rename, style, '
    + 'script, .timeline .unseen, #told');
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode())
    if (!own(node.parentElement)) found.push(node.data);
  for (const node of document.querySelectorAll('[aria-label], [placeholder]'))
    if (!own(node)) found.push(node.ariaLabel ?? '', node.placeholder ?? '');
  return found.filter((text) => /[가-힣]/.test(text));
}"""


@pytest.fixture
def english(visits: Visits, server: Served) -> Page:
    return visits.open(server.origin, locale="en-US")


def test_whoever_reads_english_finds_an_english_page(english: Page) -> None:
    expect(english.locator("html")).to_have_attribute("lang", "en")
    expect(english.locator("#chat .placeholder h3")).to_have_text("What would you like to know?")
    expect(box(english)).to_have_attribute("placeholder", "Ask about the articles")
    expect(english.locator("#question .submit-button")).to_have_text("Send")
    expect(english.locator("#tabs [role=tab]")).to_have_text(["Chat", "Articles"])
    expect(english.locator("#new-chat")).to_have_text("New conversation")
    answered(english, RESIDENTS)
    expect(english.locator("#chat .evidence .heading")).to_have_text(
        "1 passage cited · looks certain"
    )
    expect(english.locator("#chat .evidence summary")).to_have_text("2 more passages read")
    expect(english.locator("#chat .trace summary")).to_have_text("How it was found · 2 ms")
    expect(english.locator("#chat .act.retry")).to_have_text("Try again")
    expect(english.locator("#conversations h3")).to_have_text("Today")
    open_source(english, RESIDENTS_QUOTE)
    expect(english.locator("#copy-quote")).to_have_text("Copy quote")
    expect(english.locator("#source .byline")).to_have_text("갯벌신문 · 2 March 2024")


def test_no_korean_word_of_the_page_is_left_in_english(english: Page) -> None:
    assert english.evaluate(WORDS_OF_THE_PAGE) == []
    answered(english, RESIDENTS)
    open_source(english, RESIDENTS_QUOTE)
    assert english.evaluate(WORDS_OF_THE_PAGE) == []
    show_articles(english)
    assert english.evaluate(WORDS_OF_THE_PAGE) == []


def test_an_abstention_is_in_the_language_of_the_question(english: Page) -> None:
    answered(english, "What do rabbits eat on Mars?")
    expect(english.locator("#chat .verdict")).to_have_text(
        "The articles do not answer this question."
    )
    answered(english, NOWHERE)
    expect(english.locator("#chat .verdict").last).to_have_text(
        "기사에서 이 질문의 답을 찾지 못했습니다."
    )
    expect(english.locator("#chat .abstention .heading").last).to_have_text("Nearest articles")


def test_the_language_is_switched_for_good_and_the_conversation_stays(page: Page) -> None:
    answered(page, RESIDENTS)
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    page.locator("#language").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    arrived(page)
    expect(page.locator("#chat .evidence .heading")).to_have_text("1 passage cited · looks certain")
    page.reload(wait_until="domcontentloaded")
    arrived(page)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#chat .asked")).to_have_text([RESIDENTS])
    page.locator("#language").click()
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    arrived(page)
    expect(page.locator("#chat .evidence .heading")).to_have_text("근거 1건 · 확실해 보입니다")


def test_what_was_typed_survives_the_switch(page: Page) -> None:
    box(page).fill("아직 다 적지 않은")
    page.locator("#language").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    arrived(page)
    expect(box(page)).to_have_value("아직 다 적지 않은")
