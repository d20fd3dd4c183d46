"""What the operator decides: how often one may ask, whether files are taken, when it restarts."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import (
    BOTH,
    CATS,
    NOWHERE,
    RESIDENTS,
    RESIDENTS_QUOTE,
    Visits,
    answered,
    arrived,
    box,
    open_source,
    show_articles,
)
from tests.ui.served import served

pytestmark = pytest.mark.browser


def port_of_nobody() -> int:
    """Return a port that no system hands out by itself, also while nobody listens there."""
    for port in range(20_000 + os.getpid() % 10_000, 32_000):
        with socket.socket() as trying, suppress(OSError):
            trying.bind(("127.0.0.1", port))
            return port
    raise RuntimeError("no port from 20000 to 32000 is free")


def test_who_asks_too_often_is_told_to_wait_and_keeps_the_question(
    visits: Visits, tmp_path: Path
) -> None:
    with served(tmp_path, "--questions", "3") as server:
        page = visits.open(server.origin)
        for question in (RESIDENTS, CATS, BOTH):
            answered(page, question)
        box(page).fill(NOWHERE)
        box(page).press("Enter")
        expect(page.locator("#notice")).to_contain_text("질문이 너무 잦습니다.")
        expect(box(page)).to_have_value(NOWHERE)
        expect(page.locator("#chat .asked")).to_have_text([RESIDENTS, CATS, BOTH])
        visits.end()


def test_where_no_files_are_taken_there_is_no_way_to_send_or_delete_any(
    visits: Visits, tmp_path: Path
) -> None:
    with served(tmp_path, "--no-uploads") as server:
        page = visits.open(server.origin)
        show_articles(page)
        expect(page.locator("#articles tbody tr")).to_have_count(4)
        expect(page.locator("input[type=file]")).to_have_count(0)
        expect(page.locator("#articles").get_by_role("button", name="지우기")).to_have_count(0)
        (server.corpus / "bridge.txt").unlink()
        page.locator("#rebuild").click()
        expect(page.locator("#articles tbody tr")).to_have_count(3)
        visits.end()


def test_an_open_page_recovers_from_a_restart_with_its_conversation(
    visits: Visits, tmp_path: Path
) -> None:
    # The page looks for its server in vain for a while.
    visits.forgiven = ("Failed to load resource:", "TypeError: network error")
    with served(tmp_path, "--port", str(port_of_nobody())) as server:
        page = visits.open(server.origin)
        answered(page, RESIDENTS)
        box(page).fill(CATS)
        page.evaluate("window.isOld = true")
    expect(page.locator("#heading .trouble")).to_contain_text("서버와 연결이 끊겼습니다.")
    with served(tmp_path, "--port", str(server.port)):
        page.wait_for_function("!window.isOld")
        arrived(page)
        expect(page.locator("#chat .asked")).to_have_text([RESIDENTS])
        open_source(page, RESIDENTS_QUOTE)
        expect(box(page)).to_have_value(CATS)
        answered(page, CATS)
        expect(page.locator("#chat .asked")).to_have_text([RESIDENTS, CATS])
        page.reload(wait_until="domcontentloaded")
        arrived(page)
        expect(page.locator("#chat .asked")).to_have_text([RESIDENTS, CATS])
        open_source(page, RESIDENTS_QUOTE)
        visits.end()
