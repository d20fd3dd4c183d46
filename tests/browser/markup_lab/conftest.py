"""One page with hostile texts for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.markup_lab.hostile_toy import VISITOR
from tests.browser.markup_lab.lab import Lab
from tests.browser.markup_lab.payloads import payloads
from tests.browser.markup_lab.sink import Sink, sinking
from tests.browser.settling import settle
from tests.browser.visiting import Visits, arrive
from tests.ui.served import Served, served
from ui.visiting import VISITOR_COOKIE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Locator


@pytest.fixture(scope="package")
def sink() -> Iterator[Sink]:
    with sinking() as sink:
        yield sink


@pytest.fixture(scope="package")
def hostile(tmp_path_factory: pytest.TempPathFactory, sink: Sink) -> Iterator[Served]:
    home = tmp_path_factory.mktemp("hostile")
    with served(home, sink.origin, program="tests.browser.markup_lab.hostile_toy") as running:
        yield running


@pytest.fixture(scope="package")
def opened(browser: Browser, hostile: Served, sink: Sink) -> Iterator[Lab]:
    visits = Visits(browser)
    context = visits.begin()
    context.add_cookies([{"name": VISITOR_COOKIE, "value": VISITOR, "url": hostile.origin}])
    page = arrive(context.new_page(), hostile.origin)
    lab = Lab(page=page, sink=sink, texts=payloads(sink.origin))

    def hear(dialog: Dialog) -> None:
        lab.dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", hear)
    settle(page)
    yield lab
    visits.end()
    assert visits.hosts <= {"127.0.0.1", None}
    assert visits.complaints == []


@pytest.fixture
def lab(opened: Lab) -> Iterator[Lab]:
    """Give the lab to a test, and see afterwards that nothing has come of it."""
    yield opened
    assert opened.harm() == []


@pytest.fixture
def chat(lab: Lab) -> Locator:
    lab.page.get_by_role("tab", name="대화").click()
    return lab.page.locator("#chat")


@pytest.fixture
def articles(lab: Lab) -> Locator:
    lab.page.get_by_role("tab", name="기사").click()
    tab = lab.page.locator("#articles-tab")
    # The folder is looked through beside the page, which first shows what is in the index.
    expect(tab.locator("tbody tr.new")).to_have_count(len(lab.texts))
    return tab
