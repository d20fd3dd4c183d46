"""The update of the index: seen on its way, cancelled, and in nobody's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pacing import Pace, pacing
from tests.browser.visiting import (
    CATS,
    CATS_QUOTE,
    RESIDENTS,
    answered,
    arrive,
    open_source,
    show_articles,
    show_chat,
)
from tests.ui.served import Served, served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def pace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pace]:
    with pacing(tmp_path_factory.mktemp("pace") / "updates") as pace:
        yield pace


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, pace: Pace) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("served"), "--updates", str(pace.pipe)) as running:
        yield running


@pytest.fixture
def article(server: Served) -> Iterator[Path]:
    """A fifth one; the first step of an update is one of five."""
    path = server.corpus / "새 소식.txt"
    path.write_text("등대 둘레길\n\n파도일보 2024.09.09\n\n둘레길은 3km이다.\n", encoding="utf-8")
    yield path
    path.unlink()


def start(page: Page) -> None:
    show_articles(page)
    page.locator("#rebuild").click()
    expect(page.locator("#rebuild-progress .count")).to_have_text("1 / 5")
    expect(page.locator("#cancel-rebuild")).to_be_visible()
    expect(page.locator("#rebuild")).to_be_hidden()


@pytest.mark.usefixtures("article")
def test_a_cancelled_update_leaves_the_index_as_it_was(page: Page, pace: Pace) -> None:
    start(page)
    page.locator("#cancel-rebuild").click()
    expect(page.locator("#rebuild-progress .stage")).to_have_text("그만두는 중…")
    pace.go_on()
    expect(page.locator("#rebuild-progress .notice")).to_contain_text("그만두었습니다.")
    expect(page.locator("#rebuild")).to_be_visible()
    expect(page.locator("#heading .size")).to_contain_text("기사 4건")
    expect(page.locator("#banner")).to_have_text("새 기사 1건")


@pytest.mark.usefixtures("article")
def test_questions_are_answered_while_an_update_runs(page: Page, pace: Pace) -> None:
    answered(page, CATS)
    start(page)
    expect(page.locator("#rebuild-progress progress")).to_have_attribute("value", "2")
    expect(page.locator("#rebuild-progress .serving")).to_have_text(
        "그동안에도 지금 색인으로 답합니다."
    )
    other_tab = arrive(page.context.new_page(), page.url.partition("?")[0])
    answered(other_tab, RESIDENTS)
    expect(other_tab.locator("#chat .sentence strong")).to_have_text("314명")
    pace.go_on(2)
    expect(page.locator("#rebuild-progress .count")).to_have_text("3 / 5")
    answered(other_tab, CATS)
    pace.go_on(3)
    expect(page.locator("#rebuild-progress .report")).to_contain_text("새 기사 1건")
    expect(page.locator("#heading .size")).to_contain_text("기사 5건")
    show_chat(page)
    # What was answered before goes on being cited.
    open_source(page, CATS_QUOTE)
    open_source(other_tab, CATS_QUOTE, answer=2)
    answered(page, "등대 둘레길은 몇 km?")
    expect(page.locator("#chat .sentence").last).to_contain_text("3km")
    # A tab that has never shown the articles hears of it, three times a minute.
    expect(other_tab.locator("#heading .size")).to_contain_text("기사 5건", timeout=45_000)
