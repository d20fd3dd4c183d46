"""What can be carried away: copied words and downloaded files."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.visiting import (
    CATS,
    CATS_QUOTE,
    NOTE_WORDS,
    RESIDENTS,
    RESIDENTS_QUOTE,
    Visits,
    answered,
    conversation_id,
    open_source,
)
from tests.ui.stories import BRIDGE

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.ui.served import Served

pytestmark = pytest.mark.browser

CLIPBOARD = "navigator.clipboard.readText()"


@pytest.fixture
def page(visits: Visits, server: Served) -> Page:
    return visits.open(server.origin, permissions=["clipboard-read", "clipboard-write"])


def words_while_clicked(page: Page, button: Locator, *, times: int = 1) -> list[str]:
    """Click a button and return all words that it then has, until it has its own again."""
    button.evaluate(NOTE_WORDS)
    for _ in range(times):
        button.click()
    page.wait_for_function("(count) => window.said.length === count", arg=2 * times)
    words: list[str] = page.evaluate("window.said")
    return words


def downloaded(page: Page, link: str) -> tuple[str, str]:
    """Click a link and return the name and the text of the file that comes."""
    with page.expect_download() as coming:
        page.locator(link).click()
    file = coming.value
    return file.suggested_filename, Path(file.path()).read_text("utf-8")


def test_an_answer_is_copied_with_where_it_comes_from(page: Page) -> None:
    answered(page, RESIDENTS)
    copy = page.locator("#chat a.act.copy")
    assert words_while_clicked(page, copy) == ["복사했습니다", "복사"]
    assert page.evaluate(CLIPBOARD) == (
        "갈매섬 주민은 모두 314명이다.[1]\n\n"
        "[1] 섬마을 다리, 열두 해 만에 열리다 2024. 3. 2. · bridge.txt"
    )


def test_who_copies_twice_finds_the_button_as_it_was(page: Page) -> None:
    answered(page, RESIDENTS)
    copy = page.locator("#chat a.act.copy")
    assert words_while_clicked(page, copy, times=2)[-1] == "복사"


def test_a_quote_is_copied_with_its_source(page: Page) -> None:
    answered(page, RESIDENTS)
    open_source(page, RESIDENTS_QUOTE)
    copy = page.locator("#copy-quote")
    assert words_while_clicked(page, copy) == ["복사했습니다", "인용문 복사"]
    assert page.evaluate(CLIPBOARD) == (
        "“갈매섬 주민은 모두 314명이다.” — "
        "섬마을 다리, 열두 해 만에 열리다, 갯벌신문, 2024. 3. 2. (bridge.txt)"
    )


def test_one_answer_is_downloaded_as_markdown(page: Page) -> None:
    answered(page, CATS)
    answered(page, RESIDENTS)
    page.locator("#chat details.export > summary").last.click()
    name, text = downloaded(page, "a.act[href='#act-markdown-2']")
    assert name == "chulcheo-갈매섬-주민은-모두-몇-명인가요.md"
    assert f"> {RESIDENTS_QUOTE}" in text
    assert CATS_QUOTE not in text
    start = BRIDGE.index(RESIDENTS_QUOTE)
    assert f"`{start}-{start + len(RESIDENTS_QUOTE)}`" in text
    assert f"`{sha256(BRIDGE.encode()).hexdigest()}`" in text


def test_one_answer_is_downloaded_as_html(page: Page) -> None:
    answered(page, RESIDENTS)
    page.locator("#chat details.export > summary").click()
    name, text = downloaded(page, "a.act[href='#act-html-1']")
    assert name.endswith(".html")
    assert f'<blockquote lang="ko">{RESIDENTS_QUOTE.replace(".", "&#46;")}</blockquote>' in text


def test_a_whole_conversation_is_downloaded_from_its_menu(page: Page) -> None:
    answered(page, CATS)
    answered(page, RESIDENTS)
    page.locator("#conversations li details.menu > summary").click()
    _name, text = downloaded(page, f"a[href='/export/{conversation_id(page)}.md']")
    assert text.index(CATS_QUOTE) < text.index(RESIDENTS_QUOTE)
