"""Where to look: one article, some publishers, some days."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.browser.settling import settle
from tests.browser.visiting import (
    CATS,
    CATS_QUOTE,
    RESIDENTS,
    answered,
    open_filters,
    open_source,
    show_articles,
    show_chat,
)

if TYPE_CHECKING:
    from tests.ui.served import Served

pytestmark = pytest.mark.browser

WALL = "돌담길\n\n파도일보 2024.09.09\n\n돌담길은 모두 5km이다.\n"


def is_renewal(request: Request) -> bool:
    """Return whether a page sends that the number of the index has changed."""
    return bool(re.search(r'"event_data":"\d+"', request.post_data or ""))


def test_only_the_article_that_is_open_is_asked_and_then_all_again(page: Page) -> None:
    answered(page, CATS)
    open_source(page, CATS_QUOTE)
    page.locator("#source a.only").click()
    line = page.locator("#scope-line")
    expect(line).to_have_text("이 범위에서만 찾습니다: ‘등대에 고양이가 산다’")
    answered(page, RESIDENTS)
    expect(page.locator("#chat .verdict")).to_be_visible()
    page.locator("#filters > button").click()
    page.locator("#filter-clear").click()
    expect(line).to_be_hidden()
    answered(page, RESIDENTS)
    expect(page.locator("#chat .sentence").last).to_contain_text("314명")


def test_days_narrow_the_search_and_a_bad_one_is_told(page: Page) -> None:
    open_filters(page)
    since = page.locator("#filter-since :is(input, textarea)")
    told = "날짜를 읽을 수 없습니다: ‘어제쯤’. 2024-03-01처럼 적어 주세요."
    for key in ("Tab", "Enter"):
        # While it is being written, every day is a bad one.
        since.fill("어제")
        since.press_sequentially("쯤")
        expect(page.locator("#scope-line")).to_be_hidden()
        since.press(key)
        expect(page.locator("#scope-line")).to_have_text(told)
    since.fill("2030.1.1")
    expect(page.locator("#scope-line")).to_have_text("이 범위에서만 찾습니다: 2030. 1. 1.부터")
    answered(page, RESIDENTS)
    expect(page.locator("#chat .verdict")).to_be_visible()


def test_a_publisher_is_chosen_from_those_in_hand(page: Page) -> None:
    open_filters(page)
    page.locator("#filter-publishers input").click()
    page.get_by_role("option", name="파도일보").click()
    expect(page.locator("#scope-line")).to_have_text("이 범위에서만 찾습니다: 파도일보")
    answered(page, RESIDENTS)
    expect(page.locator("#chat .verdict")).to_be_visible()
    answered(page, CATS)
    expect(page.locator("#chat .sentence")).to_contain_text("일곱 마리")


def test_what_is_chosen_while_another_index_comes_stays_chosen(page: Page, server: Served) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        if is_renewal(route.request):
            held.append(route)
        else:
            route.continue_()

    open_filters(page)
    page.route("**/queue/join*", hold)
    (server.corpus / "wall.txt").write_text(WALL, encoding="utf-8")
    show_articles(page)
    with page.expect_request(is_renewal):
        page.locator("#rebuild").click()
    show_chat(page)
    page.locator("#filter-publishers input").click()
    page.get_by_role("option", name="파도일보").click()
    expect(page.locator("#scope-line")).to_have_text("이 범위에서만 찾습니다: 파도일보")
    assert len(held) == 1
    held[0].continue_()
    page.locator("#filter-articles input").fill("돌담")
    expect(page.get_by_role("option", name="돌담길")).to_be_visible()
    settle(page)
    expect(page.locator("#scope-line")).to_have_text("이 범위에서만 찾습니다: 파도일보")
    expect(page.locator("#filter-publishers .token")).to_have_text(["파도일보"])


def test_an_article_is_chosen_and_let_go_again(page: Page) -> None:
    open_filters(page)
    page.locator("#filter-articles input").fill("고양이")
    page.get_by_role("option", name="등대에 고양이가 산다").click()
    expect(page.locator("#scope-line")).to_have_text(
        "이 범위에서만 찾습니다: ‘등대에 고양이가 산다’"
    )
    answered(page, RESIDENTS)
    expect(page.locator("#chat .verdict")).to_be_visible()
    page.locator("#filter-articles .token-remove").first.click()
    expect(page.locator("#scope-line")).to_be_hidden()
    answered(page, RESIDENTS)
    expect(page.locator("#chat .sentence strong")).to_have_text("314명")
