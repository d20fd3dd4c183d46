"""Takes the pictures of the page that lie beside this file.

    .venv/bin/python docs/screenshots.py ADDRESS [NAME ...]

The page at the address has to be that of the seed articles, with all engines loaded; for pictures
whose name begins with `written`, that of `benchmarks/town_news` with a small language model
(`--gguf`). Without names, all but these are taken.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from shutil import which

from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

FOLDER = Path(__file__).parent
LAPTOP = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=390, height=844)
FUNDING = "xAI가 시리즈B에서 유치한 투자금은 얼마인가?"
OFFICER = "오픈AI의 최고전략책임자는 누구야?"
NOWHERE = "제주도 감귤의 올해 수확량은 몇 톤인가?"
BOOKS = "How many books did the flood in the library ruin?"
PIPE = "Why did the pipe in the library burst?"
SECONDS = 60


def ask(page: Page, question: str) -> None:
    """Ask, and wait for the whole answer."""
    asked = page.locator("#chat .asked").count() + 1
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")
    expect(page.locator("#chat .acts")).to_have_count(asked)
    current = page.locator("#conversations a[aria-current]")
    expect(current).to_have_attribute("title", re.compile(rf"\b{asked}\b"))


def show_source(page: Page) -> None:
    """Open the article behind the last sentence of an answer."""
    ask(page, OFFICER)
    page.locator("#chat .sentence a.cite").last.click()
    expect(page.locator("#source mark.quote")).to_be_visible()


def show_trace(page: Page) -> None:
    """Unfold how an answer was found."""
    ask(page, FUNDING)
    page.locator("#chat .trace summary").click()
    page.locator("#chat .feedback summary").click()
    page.locator("#chat .asked").first.scroll_into_view_if_needed()


def show_refusal(page: Page) -> None:
    """Ask what no article tells, after something that one does."""
    ask(page, FUNDING)
    ask(page, NOWHERE)
    page.locator("#chat .asked").last.evaluate("(node) => node.scrollIntoView()")


def show_articles(page: Page) -> None:
    """Open the articles tab."""
    page.get_by_role("tab").nth(1).click()
    expect(page.locator("#timeline .dot").first).to_be_visible()


def show_list(page: Page) -> None:
    """Open the list of conversations over a phone's page."""
    ask(page, FUNDING)
    page.locator("#list-toggle").click()
    expect(page.locator("#conversations a.conversation").first).to_be_visible()


def show_written(page: Page) -> None:
    """Ask a small language model, which says something that no article does."""
    ask(page, BOOKS)
    ask(page, PIPE)
    page.locator("#chat .asked").first.evaluate("(node) => node.scrollIntoView()")


def show_nothing(page: Page) -> None:
    """Leave the page as it is when one comes."""
    expect(page.locator("#chat button.example")).to_have_count(4)


STATES: Mapping[str, tuple[Callable[[Page], None], bool, bool, str]] = {
    # What to do; whether on a phone, whether dark; in which language.
    "start-light": (show_nothing, False, False, "ko-KR"),
    "answer-light": (show_source, False, False, "ko-KR"),
    "trace-dark": (show_trace, False, True, "ko-KR"),
    "articles-light": (show_articles, False, False, "ko-KR"),
    "refusal-phone-light": (show_refusal, True, False, "ko-KR"),
    "source-phone-dark": (show_source, True, True, "ko-KR"),
    "articles-phone-dark": (show_articles, True, True, "ko-KR"),
    "list-phone-english": (show_list, True, False, "en-US"),
    "written-light": (show_written, False, False, "en-US"),
}


def take(browser: Browser, address: str, name: str) -> None:
    """Take one picture."""
    show, is_phone, is_dark, locale = STATES[name]
    context = browser.new_context(
        viewport=PHONE if is_phone else LAPTOP,
        color_scheme="dark" if is_dark else "light",
        locale=locale,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address, wait_until="domcontentloaded")
    expect(page.locator("#chat button.example").first).to_be_visible()
    show(page)
    page.mouse.move(0, 0)
    page.wait_for_load_state("load")
    page.screenshot(path=FOLDER / f"{name}.png")
    context.close()


def main(address: str, *names: str) -> None:
    """Take the pictures of these names."""
    expect.set_options(timeout=SECONDS * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=which("chromium"), args=["--no-sandbox"]
        )
        for name in names or [name for name in STATES if not name.startswith("written")]:
            take(browser, address, name)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
