"""The list of conversations, and what outlives the page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.settling import settle
from tests.browser.visiting import (
    CATS,
    CATS_QUOTE,
    RESIDENTS,
    RESIDENTS_QUOTE,
    answered,
    arrive,
    arrived,
    ask,
    box,
    conversation_id,
    open_source,
)
from tests.ui.toy import ENDLESS

pytestmark = pytest.mark.browser


def listed(page: Page) -> Locator:
    return page.locator("#conversations a.conversation")


def use_menu(page: Page, title: str, item: str) -> None:
    entry = page.locator("#conversations li", has_text=title)
    entry.locator("summary").click()
    entry.locator(".menu").get_by_text(item).click()


def talk_twice(page: Page) -> None:
    answered(page, RESIDENTS)
    page.locator("#new-chat").click()
    expect(page.locator("#chat button.example")).to_have_count(2)
    answered(page, CATS)
    expect(listed(page)).to_have_text([CATS, RESIDENTS])


def test_a_reload_keeps_the_conversation_and_its_citations(page: Page) -> None:
    answered(page, RESIDENTS)
    answered(page, CATS)
    page.reload(wait_until="domcontentloaded")
    arrived(page)
    expect(page.locator("#chat .asked")).to_have_text([RESIDENTS, CATS])
    open_source(page, RESIDENTS_QUOTE, answer=1)
    open_source(page, CATS_QUOTE, answer=2)
    answered(page, RESIDENTS)
    expect(page.locator("#chat .asked")).to_have_text([RESIDENTS, CATS, RESIDENTS])


def test_a_new_conversation_forgets_answers_and_source(page: Page) -> None:
    answered(page, RESIDENTS)
    open_source(page, RESIDENTS_QUOTE)
    page.locator("#new-chat").click()
    expect(page.locator("#chat button.example")).to_have_count(2)
    expect(page.locator("#chat .asked")).to_have_count(0)
    expect(page.locator("#source mark")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"/$"))
    expect(listed(page)).to_have_text([RESIDENTS])


def test_an_earlier_conversation_opens_with_its_citations(page: Page) -> None:
    talk_twice(page)
    expect(page.locator("#conversations h3")).to_have_text(["오늘"])
    listed(page).filter(has_text=RESIDENTS).click()
    expect(page.locator("#chat .asked")).to_have_text([RESIDENTS])
    expect(page.locator("#conversations a[aria-current]")).to_have_text(RESIDENTS)
    open_source(page, RESIDENTS_QUOTE)


def test_an_answer_is_given_up_with_its_conversation_and_comes_after_nobody(page: Page) -> None:
    answered(page, RESIDENTS)
    ask(page, ENDLESS)
    page.locator("#new-chat").click()
    expect(page.locator("#chat button.example")).to_have_count(2)
    expect(page.locator("#question .submit-button")).to_be_visible()
    settle(page)
    expect(page.locator("#chat .asked")).to_have_count(0)
    expect(page.locator("#notice .notice, #chat .notice")).to_have_count(0)
    ask(page, ENDLESS)
    listed(page).filter(has_text=RESIDENTS).click()
    expect(page.locator("#chat .asked")).to_have_text([RESIDENTS])
    settle(page)
    expect(page.locator("#chat .asked")).to_have_text([RESIDENTS])
    expect(page.locator("#conversations a[aria-current]")).to_have_text(RESIDENTS)
    expect(box(page)).to_have_value("")
    answered(page, CATS)
    expect(page.locator("#chat .asked")).to_have_text([RESIDENTS, CATS])
    expect(listed(page)).to_have_text([RESIDENTS])


def test_conversations_are_found_by_words_of_their_answers(page: Page) -> None:
    talk_twice(page)
    needle = page.locator("#find-conversation textarea, #find-conversation input")
    needle.fill("314명")
    expect(listed(page)).to_have_text([RESIDENTS])
    needle.fill("없는 말")
    expect(page.locator("#conversations .empty")).to_have_text("맞는 대화가 없습니다.")
    needle.fill("")
    expect(listed(page)).to_have_text([CATS, RESIDENTS])


def test_a_conversation_gets_another_name_and_keeps_it(page: Page) -> None:
    answered(page, RESIDENTS)
    use_menu(page, RESIDENTS, "이름 바꾸기")
    title = page.locator("#conversations form.rename input")
    expect(title).to_be_focused()
    title.fill("섬 이야기")
    title.press("Enter")
    expect(listed(page)).to_have_text(["섬 이야기"])
    arrive(page, page.url)
    expect(listed(page)).to_have_text(["섬 이야기"])


def test_a_name_that_is_given_up_stays(page: Page) -> None:
    answered(page, RESIDENTS)
    use_menu(page, RESIDENTS, "이름 바꾸기")
    title = page.locator("#conversations form.rename input")
    title.fill("섬 이야기")
    title.press("Escape")
    expect(title).to_be_hidden()
    expect(listed(page)).to_have_text([RESIDENTS])


def test_a_conversation_is_deleted_once_the_visitor_says_so(page: Page) -> None:
    talk_twice(page)
    dialog = page.locator("#conversations dialog")
    use_menu(page, CATS, "지우기")
    expect(dialog).to_contain_text(f"‘{CATS}’ 대화를 지울까요?")
    dialog.get_by_text("취소").click()
    expect(dialog).to_be_hidden()
    expect(listed(page)).to_have_text([CATS, RESIDENTS])
    use_menu(page, RESIDENTS, "지우기")
    dialog.locator(".delete").click()
    expect(listed(page)).to_have_text([CATS])
    # The other one is still open.
    expect(page.locator("#chat .asked")).to_have_text([CATS])
    use_menu(page, CATS, "지우기")
    dialog.locator(".delete").click()
    expect(page.locator("#conversations .empty")).to_have_text("아직 대화가 없습니다.")
    expect(page.locator("#chat button.example")).to_have_count(2)


def test_two_tabs_hold_different_conversations(page: Page) -> None:
    answered(page, RESIDENTS)
    first = conversation_id(page)
    second_tab = arrive(page.context.new_page(), page.url.partition("?")[0])
    expect(listed(second_tab)).to_have_text([RESIDENTS])
    answered(second_tab, CATS)
    assert conversation_id(second_tab) != first
    answered(page, "그 다리의 길이는?")
    assert conversation_id(page) == first
    expect(page.locator("#chat .asked")).to_have_text([RESIDENTS, "그 다리의 길이는?"])
    expect(second_tab.locator("#chat .asked")).to_have_text([CATS])
    open_source(second_tab, CATS_QUOTE)
    open_source(page, RESIDENTS_QUOTE)
