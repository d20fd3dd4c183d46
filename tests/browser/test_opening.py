"""What stands in while the page is being built, and where there is no script to build it with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pacing import Pace, pacing
from tests.browser.visiting import RESIDENTS, Visits, arrived, box
from tests.ui.served import Served, served

pytestmark = pytest.mark.browser

# Milliseconds: Gradio is loaded meanwhile, which takes its time where others are busy.
OPENING = 90_000


@pytest.fixture
def pace(tmp_path: Path) -> Iterator[Pace]:
    with pacing(tmp_path / "opens") as pace:
        yield pace
        pace.go_on()


@pytest.fixture
def server(tmp_path: Path, pace: Pace) -> Iterator[Served]:
    """Serves, but has no page yet."""
    (tmp_path / "served").mkdir()
    with served(tmp_path / "served", "--opens", str(pace.pipe)) as running:
        yield running


@pytest.fixture
def opening(server: Served, visits: Visits) -> Page:
    page = visits.begin().new_page()
    page.goto(server.origin, wait_until="domcontentloaded")
    return page


def test_what_is_typed_while_the_page_opens_is_in_its_box(opening: Page, pace: Pace) -> None:
    expect(opening.locator("#state")).to_have_text(
        "페이지를 여는 중입니다. 질문은 지금 적으셔도 됩니다."
    )
    typing = opening.locator("textarea")
    expect(typing).to_be_focused()
    opening.keyboard.type("갈매섬 주민은 모두")
    pace.go_on()
    expect(opening.locator("#chat button.example")).to_have_count(2, timeout=OPENING)
    expect(box(opening)).to_have_value("갈매섬 주민은 모두")
    expect(box(opening)).to_be_focused()
    opening.keyboard.type(" 몇 명?")
    opening.keyboard.press("Enter")
    expect(opening.locator("#chat .sentence strong")).to_have_text("314명")


def test_what_is_sent_while_the_page_opens_is_asked_there(opening: Page, pace: Pace) -> None:
    opening.locator("textarea").fill(RESIDENTS)
    opening.keyboard.press("Enter")
    expect(opening.locator("#state")).to_have_text("페이지가 열리는 대로 이 질문에 답합니다.")
    pace.go_on()
    expect(opening.locator("#chat .asked")).to_have_text([RESIDENTS], timeout=OPENING)
    expect(opening.locator("#chat .sentence strong")).to_have_text("314명")
    expect(box(opening)).to_have_value("")
    opening.reload(wait_until="domcontentloaded")
    arrived(opening)
    expect(opening.locator("#chat .asked")).to_have_text([RESIDENTS])


def test_a_browser_without_scripts_reads_a_plain_line(
    server: Served, visits: Visits, pace: Pace
) -> None:
    line = "이 브라우저에서는 페이지를 열 수 없습니다."
    page = visits.begin(java_script_enabled=False).new_page()
    page.goto(server.origin)
    expect(page.locator("noscript p")).to_contain_text(line)
    pace.go_on()
    scripted = visits.begin().new_page()
    scripted.goto(server.origin, wait_until="domcontentloaded")
    expect(scripted.locator("#chat button.example")).to_have_count(2, timeout=OPENING)
    page.goto(server.origin)
    expect(page.locator("#excuse")).to_be_visible()
    expect(page.locator("#excuse")).to_contain_text(line)
    expect(page.locator("#excuse")).to_contain_text("rag ask")
    expect(scripted.locator("#excuse")).to_have_count(0)
