"""No state of the page keeps anybody out, as far as axe-core can tell: light, dark, in English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect
from starlette.requests import HTTPConnection

from tests.browser.axe import findings
from tests.browser.pacing import Pace, pacing
from tests.browser.settling import settle
from tests.browser.visiting import (
    BOTH,
    NOWHERE,
    PHONE,
    RESIDENTS,
    Visits,
    answered,
    arrive,
    box,
    conversation_id,
    open_filters,
    show_articles,
)
from tests.ui.served import Served, served
from tests.ui.toy import BROKEN_INDEX
from ui.server.login import login_page
from ui.server.opening import opening_page

pytestmark = pytest.mark.browser

LOOKS: Mapping[str, Mapping[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "english": {"locale": "en-US"},
}
UNFOLD = "() => document.querySelectorAll('#chat details').forEach((one) => (one.open = true))"
MOON = "달빛시장, 밤에도 연다\n\n골목소식 2024.07.07\n\n가게는 모두 57곳이다.\n무단 전재 금지\n"


@pytest.fixture(scope="module")
def pace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pace]:
    with pacing(tmp_path_factory.mktemp("pace") / "updates") as pace:
        yield pace


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, pace: Pace) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("served"), "--updates", str(pace.pipe)) as running:
        # What the page says of a folder that has changed is a part of every state.
        (running.corpus / "moon.txt").write_text(MOON, encoding="utf-8")
        (running.corpus / "moon.pdf").write_bytes(b"%PDF-1.7")
        yield running


@pytest.fixture
def page(request: pytest.FixtureRequest, visits: Visits, server: Served) -> Page:
    return opened(visits, server, **LOOKS[request.param])


@pytest.fixture
def phone(request: pytest.FixtureRequest, visits: Visits, server: Served) -> Page:
    return opened(visits, server, **{**PHONE, **LOOKS[request.param]})


def opened(visits: Visits, server: Served, **options: Any) -> Page:  # noqa: ANN401  (Playwright's)
    # What is fading in has no contrast yet.
    context = visits.begin(**{**options, "reduced_motion": "reduce"})
    page = arrive(context.new_page(), server.origin)
    expect(page.locator("#banner p")).to_be_visible()
    settle(page)
    return page


def found_in(page: Page, states: Iterable[str], *rules: str) -> list[str]:
    """Go through states of a page, and return what is found in each."""
    return [f"{state}: {finding}" for state in states for finding in findings(page, *rules)]


@pytest.mark.parametrize("page", ["light", "dark", "english"], indirect=True)
def test_chat(page: Page) -> None:
    assert found_in(page, chat_states(page)) == []


def chat_states(page: Page) -> Iterator[str]:
    yield "empty"
    answered(page, BOTH)
    settle(page)
    page.locator("#chat a.cite").first.click()
    settle(page)
    yield "answer beside its source"
    page.evaluate(UNFOLD)
    page.locator("#chat a.good").click()
    expect(page.locator("#chat a.good.chosen")).to_be_attached()
    settle(page)
    page.evaluate(UNFOLD)
    yield "all unfolded"
    answered(page, NOWHERE)
    settle(page)
    yield "abstention"
    for question in (BROKEN_INDEX, "가" * 2_001):
        box(page).fill(question)
        box(page).press("Enter")
        settle(page)
        yield f"question that failed, {len(question)} characters long"


@pytest.mark.parametrize("page", ["light", "dark"], indirect=True)
def test_filters(page: Page) -> None:
    assert found_in(page, filter_states(page)) == []


def filter_states(page: Page) -> Iterator[str]:
    open_filters(page)
    yield "filters"
    page.locator("#filter-articles input").click()
    page.locator("#filter-articles [role=option]").first.click()
    settle(page)
    yield "filters with a list open"
    page.keyboard.press("Escape")
    page.locator("#filter-since").locator("input, textarea").fill("어제")
    settle(page)
    page.keyboard.press("Enter")
    expect(page.locator("#scope-line .notice")).to_be_visible()
    settle(page)
    yield "filters with a bad day"


@pytest.mark.parametrize("page", ["light", "dark"], indirect=True)
def test_list_of_conversations(page: Page) -> None:
    assert found_in(page, list_states(page)) == []


def list_states(page: Page) -> Iterator[str]:
    yield "no conversation"
    answered(page, RESIDENTS)
    settle(page)
    entry = page.locator("#conversations li").first
    entry.hover()
    yield "under the pointer"
    entry.locator("summary").click()
    yield "menu"
    entry.locator(".start-rename").click()
    yield "new title"
    page.keyboard.press("Escape")
    entry.hover()
    entry.locator("summary").click()
    entry.locator(".delete").click()
    yield "question before a conversation is deleted"
    page.locator("#conversations dialog .cancel").click()
    page.locator("#find-conversation").locator("input, textarea").fill("없는 말")
    settle(page)
    yield "nothing found"
    page.locator("#list-toggle").click()
    yield "list shut"


@pytest.mark.parametrize("page", ["light", "dark", "english"], indirect=True)
def test_articles(page: Page, pace: Pace) -> None:
    assert found_in(page, article_states(page, pace)) == []


def article_states(page: Page, pace: Pace) -> Iterator[str]:
    show_articles(page)
    settle(page)
    yield "list and picture"
    files = [
        FilePayload(name="달빛.txt", mimeType="text/plain", buffer=MOON.encode()),
        FilePayload(name="달빛.exe", mimeType="text/plain", buffer=MOON.encode()),
    ]
    page.locator("#upload").set_input_files(files)
    expect(page.locator("#desk .opened")).to_be_visible()
    settle(page)
    yield "upload with its preview, and one that was refused"
    page.locator("#desk [data-do^=reject]").first.click()
    settle(page)
    page.locator("#articles .acts button").first.click()
    expect(page.locator("#desk dialog")).to_be_visible()
    yield "question before an article is deleted"
    page.locator("#desk dialog button").first.click()
    settle(page)
    page.locator("#rebuild").click()
    expect(page.locator("#cancel-rebuild")).to_be_visible()
    yield "update on its way"
    page.locator("#cancel-rebuild").click()
    expect(page.locator("#cancel-rebuild")).to_be_disabled()
    yield "update being given up"
    pace.go_on()
    expect(page.locator("#rebuild-progress .notice")).to_be_visible()
    yield "update given up"
    page.locator("#filter").locator("input, textarea").fill("없는 말")
    expect(page.locator("#articles .notice")).to_be_visible()
    yield "nothing found"


@pytest.mark.parametrize("phone", ["light", "dark"], indirect=True)
def test_phone(phone: Page) -> None:
    assert found_in(phone, phone_states(phone)) == []


def phone_states(page: Page) -> Iterator[str]:
    yield "empty"
    answered(page, BOTH)
    settle(page)
    page.locator("#chat a.cite").first.click()
    settle(page)
    yield "sheet"
    page.locator("#source-close").click()
    page.locator("#list-toggle").click()
    yield "drawer"
    page.locator("#list-toggle").click()
    show_articles(page)
    yield "articles"


@pytest.mark.parametrize("page", ["light", "dark"], indirect=True)
def test_under_the_pointer(page: Page) -> None:
    assert found_in(page, pointed_states(page), "color-contrast") == []


def pointed_states(page: Page) -> Iterator[str]:
    for chat in ("#chat .example", "#new-chat", "#language", "#apply", "#question .submit-button"):
        page.locator(chat).first.hover()
        yield chat
    answered(page, BOTH)
    settle(page)
    page.locator("#chat a.cite").first.click()
    settle(page)
    for answer in (
        *("#chat a.cite >> nth=1", "#chat .origin", "#chat summary", "#chat a.act"),
        *("#chat .option", "#copy-quote", "#source a.only", "#source-close", "#source .steps a"),
    ):
        page.locator(answer).first.hover()
        yield answer
    show_articles(page)
    for article in ("#articles a.source", "#articles .acts button", "#rebuild", "#desk .choose"):
        page.locator(article).first.hover()
        yield article


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", ["opening", "login", "wrong password", "too many tries"])
def test_pages_before_the_page(browser: Browser, look: str, name: str) -> None:
    language = "en" if look == "english" else "ko"
    headers = [(b"accept-language", language.encode())]
    request = HTTPConnection({"type": "http", "headers": headers, "query_string": b"", "path": "/"})
    pages = {
        "opening": opening_page(request),
        "login": login_page(request),
        "wrong password": login_page(request, given="한바다", is_wrong=True),
        "too many tries": login_page(request, given="한바다", wait=7.0),
    }
    assert found_alone(browser, bytes(pages[name].body).decode(), look) == []


@pytest.mark.parametrize("look", LOOKS)
def test_downloaded_conversation(
    visits: Visits, server: Served, browser: Browser, look: str
) -> None:
    page = opened(visits, server, **LOOKS[look])
    answered(page, BOTH)
    reply = page.request.get(f"{server.origin}/export/{conversation_id(page)}.html")
    assert found_alone(browser, reply.text(), look) == []


def found_alone(browser: Browser, document: str, look: str) -> list[str]:
    """Return what is found in a document that is shown by itself."""
    with browser.new_context(**LOOKS[look]) as context:
        page = context.new_page()
        page.set_content(document)
        return findings(page)
