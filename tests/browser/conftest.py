"""A browser for all of these tests, a server for each file, and a page for each test."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.visiting import CHROMIUM, SECONDS, Visits
from tests.ui.served import Served, served


# Not for the whole session: other tests start a browser of their own. Where the tests decide over
# a change, a missing one is a failure.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists() and "CI" not in os.environ:
        pytest.skip("needs a Chromium")
    expect.set_options(timeout=SECONDS * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("served")) as running:
        yield running


@pytest.fixture
def visits(browser: Browser) -> Iterator[Visits]:
    visits = Visits(browser)
    yield visits
    # Closing a page that listens makes it complain, too.
    complaints = visits.complaints
    visits.end()
    assert visits.hosts <= {"127.0.0.1", None}
    assert complaints == []


@pytest.fixture
def page(visits: Visits, server: Served) -> Page:
    return visits.open(server.origin)
