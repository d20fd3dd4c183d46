"""From a marker to the words it stands for, and on to the next."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visiting import (
    BOTH,
    CATS,
    CATS_QUOTE,
    COST_QUOTE,
    MARK_IN_SIGHT,
    RESIDENTS,
    RESIDENTS_QUOTE,
    answered,
    box,
    open_source,
    press_letter,
)
from tests.ui.stories import HOSTILE

pytestmark = pytest.mark.browser

SCROLL = "document.querySelector('#source .source-text').scrollTop"


def test_a_marker_opens_the_article_with_the_quote_marked_and_in_sight(page: Page) -> None:
    answered(page, CATS)
    assert page.locator("#chat a.cite").get_attribute("title") == CATS_QUOTE
    open_source(page, CATS_QUOTE)
    assert page.evaluate(SCROLL) > 0
    expect(page.locator("#source h3")).to_have_text("등대에 고양이가 산다")
    expect(page.locator("#source .byline")).to_have_text("파도일보 · 2024. 1. 15.")
    expect(page.locator("#source .path")).to_have_text("lighthouse.txt")
    expect(page.locator("#source .passage").last).to_contain_text("이름은 모두 물고기에서")


def test_the_same_marker_brings_the_quote_back_after_scrolling_away(page: Page) -> None:
    answered(page, CATS)
    open_source(page, CATS_QUOTE)
    page.evaluate(f"{SCROLL} = 0")
    assert not page.evaluate(MARK_IN_SIGHT)
    open_source(page, CATS_QUOTE)


def test_the_steps_lead_to_the_next_citation_and_back(page: Page) -> None:
    answered(page, BOTH)
    open_source(page, RESIDENTS_QUOTE)
    steps = page.locator("#source .steps")
    expect(steps.locator(".count")).to_have_text("1 / 2")
    expect(steps.locator("a")).to_have_count(1)
    steps.get_by_text("다음 인용").click()
    expect(page.locator("#source mark.quote")).to_have_text(COST_QUOTE)
    expect(steps.locator(".count")).to_have_text("2 / 2")
    page.wait_for_function(MARK_IN_SIGHT)
    steps.get_by_text("이전 인용").click()
    expect(page.locator("#source mark.quote")).to_have_text(RESIDENTS_QUOTE)


@pytest.mark.parametrize(("on", "back"), [("j", "k"), ("ㅓ", "ㅏ")], ids=["latin", "hangul"])
def test_two_keys_step_whatever_letters_they_write(page: Page, on: str, back: str) -> None:
    answered(page, BOTH)
    open_source(page, RESIDENTS_QUOTE)
    press_letter(page, "J", on)
    expect(page.locator("#source mark.quote")).to_have_text(COST_QUOTE)
    # There is no third one.
    press_letter(page, "J", on)
    press_letter(page, "K", back)
    expect(page.locator("#source mark.quote")).to_have_text(RESIDENTS_QUOTE)


def test_a_letter_in_the_question_box_is_a_letter(page: Page) -> None:
    answered(page, BOTH)
    open_source(page, RESIDENTS_QUOTE)
    box(page).press_sequentially("jk")
    expect(box(page)).to_have_value("jk")
    expect(page.locator("#source mark.quote")).to_have_text(RESIDENTS_QUOTE)


def test_a_passage_that_was_read_besides_is_one_click_away(page: Page) -> None:
    answered(page, RESIDENTS)
    others = page.locator("#chat .evidence details")
    expect(others.locator("summary")).to_have_text("함께 읽은 대목 2건")
    others.locator("summary").click()
    others.locator("a.source").first.click()
    expect(page.locator("#source .passage").first).to_be_visible()
    expect(page.locator("#source mark")).to_have_count(0)


def test_what_was_asked_before_goes_on_being_cited(page: Page) -> None:
    answered(page, CATS)
    answered(page, RESIDENTS)
    open_source(page, RESIDENTS_QUOTE, answer=2)
    open_source(page, CATS_QUOTE, answer=1)


def test_closing_the_source_gives_its_room_and_the_focus_back(page: Page) -> None:
    answered(page, RESIDENTS)
    open_source(page, RESIDENTS_QUOTE)
    page.locator("#source-close").click()
    expect(page.locator("#source-column")).to_be_hidden()
    expect(page.locator("#chat a.cite")).to_be_focused()


def test_the_way_an_answer_was_found_unfolds(page: Page) -> None:
    answered(page, RESIDENTS)
    trace = page.locator("#chat details.trace")
    expect(trace.locator("summary")).to_have_text("어떻게 찾았나요 · 2ms")
    expect(trace.locator("table")).to_be_hidden()
    trace.locator("summary").click()
    expect(trace.locator("thead th")).to_have_text(["번호", "기사", "뜻", "낱말", "글자"])
    expect(trace.locator("tbody tr").first.locator("th, td")).to_have_text(
        ["[1]", "섬마을 다리, 열두 해 만에 열리다", "1", "1", "1"]
    )
    expect(trace.locator("tbody tr").nth(1).locator("td").last).to_have_text("-")
    expect(trace.locator("mark")).to_have_text(["갈매", "주민", "모두"])


def test_markup_of_an_article_is_shown_to_the_letter_and_does_nothing(page: Page) -> None:
    answered(page, '누리집에 소동이 일었다는 <img src=x onerror="window.hacked=1">')
    expect(page.locator("#chat .sentence").first).to_contain_text(
        "<script>window.hacked=1</script>"
    )
    page.locator("#chat a.cite").first.click()
    expect(page.locator("#source .source-text")).to_have_text(HOSTILE)
    assert page.locator("#columns img").count() == 0
    assert page.evaluate("window.hacked") is None


def test_nothing_that_a_screen_reader_reads_aloud_is_markup(page: Page) -> None:
    answered(page, RESIDENTS)
    expect(page.locator("#chat [role=log]")).to_have_attribute("aria-label", "질문과 답변")
    labels = page.evaluate(
        "[...document.querySelectorAll('#chat [aria-label]')].map((node) => node.ariaLabel)"
    )
    assert not any("<" in label for label in labels)
