"""A citation after its article is not what it was when it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visiting import (
    CATS,
    CATS_QUOTE,
    MARK_IN_SIGHT,
    RESIDENTS,
    RESIDENTS_QUOTE,
    answered,
    arrived,
    open_source,
    show_articles,
    show_chat,
)
from tests.ui.stories import ARTICLES

if TYPE_CHECKING:
    from tests.ui.served import Served

pytestmark = pytest.mark.browser

CHANGED = "원문이 변경됨"


def update(page: Page, server: Served, **texts: str | None) -> None:
    """Write or delete articles, bring the index up to date, and come back to the chat."""
    for name, text in texts.items():
        path = server.corpus / f"{name}.txt"
        if text is None:
            path.unlink()
        else:
            path.write_text(text, encoding="utf-8")
    show_articles(page)
    before = page.locator("#generation textarea, #generation input").input_value()
    page.locator("#rebuild").click()
    expect(page.locator("#generation textarea, #generation input")).not_to_have_value(before)
    show_chat(page)


def test_words_that_moved_are_found_where_they_are_now(page: Page, server: Served) -> None:
    answered(page, CATS)
    later = "덧붙인 소식.\n\n" * 30
    text = ARTICLES["lighthouse.txt"].replace("파도 소리만", f"{later}파도 소리만", 1)
    update(page, server, lighthouse=text)
    open_source(page, CATS_QUOTE)
    notice = page.locator("#source .changed")
    expect(notice).to_contain_text(CHANGED)
    expect(notice).to_contain_text("새 자리에서")


def test_words_that_stayed_are_marked_and_the_change_is_told(page: Page, server: Served) -> None:
    answered(page, RESIDENTS)
    update(page, server, bridge=ARTICLES["bridge.txt"].replace("920억", "930억"))
    open_source(page, RESIDENTS_QUOTE)
    expect(page.locator("#source .changed")).to_contain_text(f"{CHANGED} ")
    expect(page.locator("#source .changed")).to_contain_text("그대로입니다")


def test_words_that_are_gone_are_shown_as_they_were(page: Page, server: Served) -> None:
    update(page, server, bridge=ARTICLES["bridge.txt"])
    answered(page, RESIDENTS)
    update(page, server, bridge=ARTICLES["bridge.txt"].replace("314명", "315명"))
    page.locator("#chat a.cite").click()
    notice = page.locator("#source .changed")
    expect(notice).to_contain_text(CHANGED)
    expect(notice.locator("blockquote")).to_have_text(RESIDENTS_QUOTE)
    expect(page.locator("#source mark")).to_have_count(0)
    expect(page.locator("#source .source-text")).to_contain_text("315명")


def test_an_article_that_is_gone_is_shown_as_far_as_it_was_read(page: Page, server: Served) -> None:
    update(page, server, bridge=ARTICLES["bridge.txt"])
    answered(page, RESIDENTS)
    update(page, server, bridge=None)
    open_source(page, RESIDENTS_QUOTE)
    expect(page.locator("#source .changed")).to_contain_text("색인에 없어")
    page.reload(wait_until="domcontentloaded")
    arrived(page)
    expect(page.locator("#chat .asked")).to_have_text([RESIDENTS])
    open_source(page, RESIDENTS_QUOTE)
    page.wait_for_function(MARK_IN_SIGHT)
    answered(page, RESIDENTS)
    expect(page.locator("#chat .verdict")).to_be_visible()
