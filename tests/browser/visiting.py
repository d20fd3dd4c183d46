"""What a visitor does on the page, and what no page may do to its visitor."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.settling import settle, watch_events

CHROMIUM = Path("/usr/bin/chromium")
SECONDS = 30
LAPTOP: Mapping[str, Any] = {"viewport": {"width": 1280, "height": 800}, "locale": "ko-KR"}
PHONE: Mapping[str, Any] = {
    **LAPTOP,
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
}

# What the toy articles answer: in one sentence, in two of one article, far down, and not at all.
RESIDENTS = "갈매섬 주민은 모두 몇 명인가요?"
RESIDENTS_QUOTE = "갈매섬 주민은 모두 314명이다."
BOTH = "갈매대교 다리의 공사비와 갈매섬 주민은 모두 몇 명?"
COST_QUOTE = "다리의 길이는 1.8km이고, 공사비는 920억 원이 들었다."
CATS = "등대지기 서하늘 씨의 고양이는?"
CATS_QUOTE = "등대지기 서하늘 씨는 고양이 일곱 마리를 기른다."
NOWHERE = "화성 토끼의 점심?"
STOPPED = re.compile(r"답변을 멈췄습니다\.|The answer was stopped\.")

# Whether the marked words lie inside the box that scrolls, and the box inside the window.
MARK_IN_SIGHT = """() => {
  const box = document.querySelector('#source .source-text')?.getBoundingClientRect();
  const mark = document.querySelector('#source mark.quote')?.getBoundingClientRect();
  return box && mark && mark.top >= box.top && mark.bottom <= box.bottom
    && box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth;
}"""

# Notes all words that a button has from now on.
NOTE_WORDS = """(button) => {
  window.said = [];
  new MutationObserver(() => window.said.push(button.textContent))
    .observe(button, { childList: true });
}"""


# What Gradio says of what it still listens to when its page is left.
LEFT = (
    "aborted",
    "Connection errored out",
    # And when its server ends before it.
    "net::ERR_",
    "network error",
    "Failed to fetch",
    # Its stream asks for a session that has just been put away.
    "Unexpected error 404: Not Found",
)


class Visits:
    """The pages of one test, which may ask nobody but the server and complain of nothing.

    Attributes:
        hosts: Whom the pages asked; what is in a page itself has no host.
        forgiven: Beginnings of the complaints that belong to what the test does.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self._complaints: list[str] = []
        self.hosts: set[str | None] = set()
        self.forgiven: tuple[str, ...] = ()

    def begin(self, **options: Any) -> BrowserContext:  # noqa: ANN401  (Playwright's own options)
        """Return a browser that knows nothing of the others."""
        context = self._browser.new_context(**{**LAPTOP, **options})
        watch_events(context)
        context.on("request", lambda sent: self.hosts.add(urlsplit(sent.url).hostname))
        context.on("weberror", lambda failed: self._complaints.append(str(failed.error)))
        context.on(
            "console",
            lambda said: self._complaints.append(said.text) if said.type == "error" else None,
        )
        self._contexts.append(context)
        return context

    def open(self, address: str, **options: Any) -> Page:  # noqa: ANN401  (as above)
        """Return the page in a new browser, ready to be asked."""
        return arrive(self.begin(**options).new_page(), address)

    @property
    def complaints(self) -> list[str]:
        """What the pages complained of, but for what is forgiven."""
        return [
            said
            for said in self._complaints
            if not said.startswith(self.forgiven) and not any(part in said for part in LEFT)
        ]

    def end(self) -> None:
        """Close all pages."""
        for context in self._contexts:
            context.close()


def arrive(page: Page, address: str) -> Page:
    """Open an address and wait for the page."""
    page.goto(address, wait_until="domcontentloaded")
    return arrived(page)


def arrived(page: Page) -> Page:
    """Wait for a page that is being opened: for its chat, empty or not, and all that fills it."""
    expect(page.locator("#chat .asked, #chat button.example").first).to_be_visible(timeout=60_000)
    # What comes later takes away what was chosen or asked before it.
    settle(page)
    return page


def ask(page: Page, question: str) -> None:
    """Send a question; its answer may still be on its way."""
    expect(page.locator("#question .submit-button")).to_be_visible()
    box(page).fill(question)
    box(page).press("Enter")
    expect(box(page)).to_have_value("")
    expect(page.locator("#chat .asked").last).to_have_text(question)


def rest(page: Page) -> None:
    """Wait until the last answer is whole, and the list of conversations counts it."""
    asked = page.locator("#chat .asked").count()
    counted = re.compile(rf" · \D*{asked}\b")
    current = page.locator("#conversations a[aria-current]")
    expect(current).to_have_attribute("title", counted)
    expect(page.locator("#chat .acts")).to_have_count(asked)


def answered(page: Page, question: str) -> None:
    """Send a question and wait for the whole answer."""
    ask(page, question)
    rest(page)


def stop(page: Page, question: str) -> None:
    """Stop the answer to a question; the next one can be sent then."""
    page.locator("#question .stop-button").click()
    expect(box(page)).to_have_value(question)
    expect(page.locator("#notice")).to_have_text(STOPPED)
    # Gradio takes no question while the event of another is at its end.
    settle(page)


def box(page: Page) -> Locator:
    """Return the box for questions."""
    return page.locator("#question textarea")


def open_source(page: Page, quote: str, *, answer: int = 1) -> None:
    """Click the first marker of an answer, and see the words it quotes."""
    marker = page.locator(f"#chat a.cite[href='#cite-{answer}-1']").first
    marker.click()
    expect(marker).to_have_attribute("aria-current", "true")
    expect(page.locator("#source mark.quote")).to_have_text(quote)
    page.wait_for_function(MARK_IN_SIGHT)


def press_letter(page: Page, place: str, letter: str) -> None:
    """Press a key by its place on the keyboard, whatever letter the layout puts there."""
    session = page.context.new_cdp_session(page)
    key = {"code": f"Key{place}", "key": letter, "windowsVirtualKeyCode": ord(place)}
    for kind in ("keyDown", "keyUp"):
        session.send("Input.dispatchKeyEvent", {"type": kind, **key})
    session.detach()


def conversation_id(page: Page) -> str:
    """Return the id of the open conversation, which stands in the address."""
    page.wait_for_url("**/?chat=*")
    return parse_qs(urlsplit(page.url).query)["chat"][0]


def open_filters(page: Page) -> None:
    """Unfold the filters for the first time, and wait until they can be written in."""
    # They come to life now, empty, whatever was written in them the moment before, and send that.
    with page.expect_request("**/queue/join*"):
        page.locator("#filters > button").click()
    settle(page)


def show_articles(page: Page) -> None:
    page.locator("#tabs [role=tab]").last.click()
    expect(page.locator("#articles table, #articles .nothing")).to_be_visible()


def show_chat(page: Page) -> None:
    page.locator("#tabs [role=tab]").first.click()
    expect(box(page)).to_be_visible()
