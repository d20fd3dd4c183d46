"""Hostile texts in downloaded conversations, and what happens where a text is markup."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import Browser, Dialog, Error, Request

from tests.browser.markup_lab.hostile_toy import ANSWERED, UNANSWERED
from tests.browser.markup_lab.lab import FOREIGN, Lab, squeezed
from tests.browser.markup_lab.payloads import payloads
from tests.browser.markup_lab.sink import sinking

if TYPE_CHECKING:
    from tests.ui.served import Served

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("is_file", [False, True], ids=["served", "file"])
def test_a_page_that_takes_them_for_markup_is_harmed(
    browser: Browser, tmp_path: Path, *, is_file: bool
) -> None:
    noticed: list[str] = []

    def hear(dialog: Dialog) -> None:
        noticed.append(dialog.message)
        # The page may be gone with its dialog.
        with suppress(Error):
            dialog.dismiss()

    def see(request: Request) -> None:
        if request.url not in (address, f"{sink.origin}/favicon.ico"):
            noticed.append(request.url)

    with sinking() as sink, browser.new_context() as context:
        page = context.new_page()
        page.on("dialog", hear)
        page.on("request", see)
        harmed = []
        for one in payloads(sink.origin):
            noticed.clear()
            sink.pages["/page"] = f"<!doctype html><meta charset=utf-8>{one.text}"
            file = tmp_path / "page.html"
            file.write_text(sink.pages["/page"], encoding="utf-8")
            address = file.as_uri() if is_file else f"{sink.origin}/page"
            page.goto(address)
            if page.evaluate("window.__x") or noticed:
                harmed.append(one.name)
        assert len(sink.settled()) >= len(harmed) / 2
    assert harmed == [one.name for one in payloads(sink.origin) if one.bites]


@pytest.mark.parametrize("title", [ANSWERED, UNANSWERED])
@pytest.mark.parametrize("suffix", ["md", "html"])
def test_in_a_downloaded_conversation_they_are_text(
    lab: Lab, browser: Browser, tmp_path: Path, title: str, suffix: str
) -> None:
    entry = lab.page.locator("#conversations li", has_text=title)
    reply = lab.page.request.get(f"{lab.page.url}export/{entry.get_attribute('data-id')}.{suffix}")
    text = reply.text()
    if suffix == "md":
        text = (
            MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)
        )
    file = tmp_path / "conversation.html"
    file.write_text(f"<!doctype html><meta charset=utf-8>{text}", encoding="utf-8")
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(file.as_uri())
        read = squeezed(page.locator("body").inner_text())
        assert [shown for shown in lab.shown if shown not in read] == []
        assert page.evaluate(FOREIGN) == []
        assert page.evaluate("window.__x") is None


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/", {}, 200),
        ("/theme.css", {}, 200),
        ("/config", {}, 200),
        ("/nowhere", {}, 404),
        ("/export/none.md", {}, 404),
        ("/", {"host": "elsewhere.test"}, 400),
        ("/", {"origin": "http://elsewhere.test"}, 403),
        ("/gradio_api/queue/join", {"content-length": "21000000"}, 413),
    ],
)
def test_every_reply_says_what_it_may_fetch_and_run(
    hostile: Served, path: str, headers: dict[str, str], status: int
) -> None:
    reply = hostile.ask(path, headers=headers)
    assert reply.status == status
    policy = reply.headers["content-security-policy"].split("; ")
    assert "default-src 'self'" in policy
    assert "img-src 'self' data: blob:" in policy
    assert "connect-src 'self'" in policy
    assert "form-action 'self'" in policy
    assert "frame-src 'none'" in policy
    assert "media-src 'none'" in policy
