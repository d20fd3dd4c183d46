"""The page for those who hear it, who see little of it, and who go through it by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.browser.halving import halving
from tests.browser.pacing import pacing
from tests.browser.settling import settle
from tests.browser.visiting import (
    BOTH,
    CATS,
    CATS_QUOTE,
    NOWHERE,
    RESIDENTS,
    Visits,
    answered,
    arrive,
    ask,
    box,
    open_source,
    show_articles,
)
from ui.reading import reading_markup

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.served import Served

pytestmark = pytest.mark.browser

# Notes all that is told, from now on.
HEAR = """() => {
  const told = document.querySelector('#told');
  window.heard = [];
  const note = () => {
    if (window.heard.at(-1) !== told.textContent) window.heard.push(told.textContent);
  };
  new MutationObserver(note).observe(told, { childList: true, characterData: true, subtree: true });
}"""
# What has the focus, and whether it, or the frame around it, shows that.
FOCUSED = """() => {
  const focused = document.activeElement;
  let shows = false;
  for (let node = focused, up = 0; node && up < 4; node = node.parentElement, up += 1) {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(node);
    shows ||= (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2)
      || (boxShadow !== 'none' && node.matches(':focus, :focus-within') && node.matches('[id]'));
  }
  const place = focused.closest('[id]')?.id;
  return [shows, `${focused.tagName} ${focused.className} in ${place}: ${focused.textContent}`];
}"""
# The contrast of each placeholder with what is behind it.
PLACEHOLDERS = """() => {
  const parts = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = (color) => {
    const [r, g, b] = parts(color).slice(0, 3).map((part) => part / 255)
      .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  return [...document.querySelectorAll('[placeholder]')].filter((one) => one.checkVisibility())
    .map((one) => {
      let behind = one;
      while (parts(getComputedStyle(behind).backgroundColor)[3] === 0)
        behind = behind.parentElement;
      const [high, low] = [getComputedStyle(one, '::placeholder').color,
        getComputedStyle(behind).backgroundColor].map(light).sort((a, b) => b - a);
      return [one.placeholder, (high + 0.05) / (low + 0.05)];
    });
}"""
# Words in Korean letters of which nothing says that they are Korean.
UNTOLD = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const untold = [];
  while (texts.nextNode()) {
    const node = texts.currentNode.parentElement;
    if (/[가-힣]/.test(texts.currentNode.data) && node.checkVisibility()
      && node.closest('[lang]').lang !== 'ko') untold.push(texts.currentNode.data.trim());
  }
  return untold;
}"""
# Whatever moves, or would move if it changed.
MOVING = """() => [...document.querySelectorAll('body *')].filter((node) => {
  const { animationName, transitionDuration } = getComputedStyle(node);
  return animationName !== 'none' || !/^(0s(, )?)+$/.test(transitionDuration);
}).map((node) => node.outerHTML.slice(0, 100))"""


def test_the_parts_of_the_page_are_landmarks_with_names(page: Page) -> None:
    answered(page, CATS)
    open_source(page, CATS_QUOTE)
    page.evaluate("document.querySelector('#filters > button').click()")
    expect(page.locator("body")).to_match_aria_snapshot("""
      - banner:
        - heading "출처" [level=1]
      - navigation "지난 대화":
        - button "새 대화"
        - textbox "대화 찾기"
        - list
      - main:
        - tablist
        - tabpanel "대화":
          - log "질문과 답변"
          - button "찾을 범위" [expanded]
          - textbox
      - complementary "출처":
        - heading "출처" [level=2]
        - article:
          - region "등대에 고양이가 산다"
    """)


def test_an_answer_is_told_once_when_it_is_whole(page: Page) -> None:
    page.evaluate(HEAR)
    told = page.locator("#told")
    answered(page, BOTH)
    both = (
        "갈매섬 주민은 모두 314명이다. 다리의 길이는 1.8km이고, 공사비는 920억 원이 들었다. "
        "근거 2건 · 확실해 보입니다"
    )
    expect(told).to_have_text(both)
    answered(page, NOWHERE)
    nothing = "기사에서 이 질문의 답을 찾지 못했습니다."
    expect(told).to_have_text(nothing)
    heard = [line for line in page.evaluate("window.heard") if line != "기사를 찾는 중…"]
    assert heard == [both, nothing]
    expect(page.locator("#chat [role=log]")).to_have_attribute("aria-live", "off")


def test_a_conversation_that_is_opened_again_is_not_told(page: Page) -> None:
    answered(page, RESIDENTS)
    expect(page.locator("#told")).to_contain_text("314명")
    page.locator("#new-chat").click()
    expect(page.locator("#chat .asked")).to_have_count(0)
    ask(page, CATS)
    expect(page.locator("#told")).to_contain_text("고양이")
    page.evaluate(HEAR)
    page.locator("#conversations a.conversation", has_text=RESIDENTS).click()
    expect(page.locator("#chat .asked")).to_have_text([RESIDENTS])
    ask(page, NOWHERE)
    expect(page.locator("#told")).to_have_text("기사에서 이 질문의 답을 찾지 못했습니다.")
    assert "314명" not in " ".join(page.evaluate("window.heard"))


def test_wherever_the_focus_is_it_is_seen(page: Page) -> None:
    answered(page, BOTH)
    open_source(page, "갈매섬 주민은 모두 314명이다.")
    page.locator("#filters > button").click()
    expect(page.locator("#filter-clear")).to_be_visible()
    unseen, places = go_through(page)
    assert len(places) > 30
    show_articles(page)
    unseen_here, places = go_through(page)
    assert len(places) > 20
    assert unseen + unseen_here == []


def go_through(page: Page) -> tuple[list[str], list[str]]:
    """Press the Tab key to the end of the page; return where the focus was not seen, and was."""
    # Only what got the focus by a key shows it.
    page.locator("#list-toggle").focus()
    page.keyboard.press("Shift+Tab")
    unseen: list[str] = []
    places: list[str] = []
    while not page.evaluate("document.activeElement === document.body"):
        shows, place = page.evaluate(FOCUSED)
        places.append(place)
        if not shows:
            unseen.append(place)
        page.keyboard.press("Tab")
    return unseen, places


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_stands_in_an_empty_box_can_be_read(
    visits: Visits, server: Served, scheme: str
) -> None:
    page = visits.open(server.origin, color_scheme=scheme)
    page.locator("#filters > button").click()
    expect(page.locator("#filter-clear")).to_be_visible()
    chat = page.evaluate(PLACEHOLDERS)
    show_articles(page)
    ratios = dict(chat + page.evaluate(PLACEHOLDERS))
    assert len(ratios) == 4
    assert {box: ratio for box, ratio in ratios.items() if ratio < 4.5} == {}


def test_in_english_korean_words_are_told_apart(visits: Visits, server: Served) -> None:
    page = visits.open(server.origin, locale="en-US")
    answered(page, BOTH)
    open_source(page, "갈매섬 주민은 모두 314명이다.")
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    expect(page.locator("#chat .option").first).to_have_attribute("lang", "ko")
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.evaluate(UNTOLD) == []
    show_articles(page)
    expect(page.locator("#articles a.source").first).to_have_attribute("lang", "ko")
    assert page.evaluate(UNTOLD) == []


def test_nothing_moves_for_whoever_wants_it_so(visits: Visits, server: Served) -> None:
    page = visits.open(server.origin, reduced_motion="reduce")
    answered(page, BOTH)
    open_source(page, "갈매섬 주민은 모두 314명이다.")
    assert page.evaluate(MOVING) == []
    show_articles(page)
    assert page.evaluate(MOVING) == []


def test_at_twice_the_size_nothing_is_lost(visits: Visits, server: Served) -> None:
    context = visits.begin(viewport={"width": 640, "height": 400})
    page = arrive(context.new_page(), server.origin)
    answered(page, BOTH)
    settle(page)
    for place in ("#list-toggle", "#language", "#chat-tab-button", "#question .submit-button"):
        expect(page.locator(place)).to_be_in_viewport(ratio=1)
    open_source(page, "갈매섬 주민은 모두 314명이다.")
    expect(page.locator("#source-close")).to_be_in_viewport(ratio=1)
    page.locator("#source-close").click()
    page.locator("#filters > button").click()
    page.locator("#filter-clear").scroll_into_view_if_needed()
    expect(page.locator("#filter-clear")).to_be_in_viewport(ratio=1)
    expect(page.locator("#question .submit-button")).to_be_in_viewport(ratio=1)
    show_articles(page)
    page.locator("#articles .acts button").last.scroll_into_view_if_needed()
    expect(page.locator("#articles .acts button").last).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") == 640
    expect(box(page)).to_be_hidden()


def test_a_document_that_comes_bit_by_bit_is_read_when_it_is_whole(
    visits: Visits, tmp_path: Path
) -> None:
    # Where the page speaks English, the words of articles are looked for in its body.
    head = f"<html lang=en><head>{reading_markup('en')}<title>Half</title>"
    with (
        pacing(tmp_path / "rest") as pace,
        halving(head, "<body>등대</body>", pace.pipe) as address,
    ):
        page = visits.begin().new_page()
        page.goto(address, wait_until="commit")
        expect(page).to_have_title("Half")
        page.evaluate("new Promise((done) => setTimeout(done, 20))")
        pace.go_on()
        expect(page.locator("body")).to_have_attribute("lang", "ko")
        assert visits.complaints == []
