"""What a visitor does, in a real browser, on a page that a process of its own serves."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.ui.stories import HOSTILE, write_corpus
from tests.ui.toy import UNEXPECTED

CHROMIUM = Path("/usr/bin/chromium")
# Where the tests decide over a change, a missing browser is a failure.
NO_CHROMIUM = not CHROMIUM.exists() and "CI" not in os.environ
ROOT = Path(__file__).parents[2]
RESIDENTS = "갈매섬 주민은 모두 몇 명인가요?"
BOTH = "갈매대교 다리의 공사비와 갈매섬 주민은 모두 몇 명?"
CATS = "등대지기 서하늘 씨의 고양이는?"
NOWHERE = "화성 토끼의 점심?"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(NO_CHROMIUM, reason="needs a Chromium"),
]

# Whether the marked words lie inside the box that scrolls.
MARK_IN_SIGHT = """() => {
  const box = document.querySelector('#source .source-text')?.getBoundingClientRect();
  const mark = document.querySelector('#source mark.quote')?.getBoundingClientRect();
  return box && mark && mark.top >= box.top && mark.bottom <= box.bottom
    && box.top >= 0 && box.bottom <= innerHeight;
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    corpus = tmp_path_factory.mktemp("served") / "corpus"
    write_corpus(corpus)
    command = [sys.executable, "-m", "tests.ui.toy", str(corpus)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
        server.terminate()
        try:
            assert server.wait(timeout=30) == 0
        finally:
            server.kill()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    yield from visit(browser, address, width=1280, height=800)


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    yield from visit(browser, address, width=390, height=844)


def visit(browser: Browser, address: str, *, width: int, height: int) -> Iterator[Page]:
    """Open the page, and check afterwards that it asked nobody else and complained of nothing."""
    hosts: set[str | None] = set()
    complaints: list[str] = []
    with browser.new_context(
        viewport={"width": width, "height": height}, locale="ko-KR"
    ) as context:
        context.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda said: complaints.append(said.text) if said.type == "error" else None,
        )
        page.goto(address, wait_until="domcontentloaded")
        expect(page.locator("#chat button.example")).to_have_count(2, timeout=60_000)
        yield page
        assert hosts <= {"127.0.0.1", None}
        assert complaints == []


def ask(page: Page, question: str) -> None:
    box = page.locator("#question textarea")
    box.fill(question)
    # The page takes no question while the last words of the answer before are on their way.
    while box.input_value():
        box.press("Enter")
        with suppress(AssertionError):
            expect(box).to_have_value("", timeout=1_000)
    expect(page.locator("#chat .asked").last).to_have_text(question)
    expect(page.locator("#chat .pending")).to_have_count(0)


def answered(page: Page, question: str) -> None:
    before = page.locator("#chat .evidence").count()
    ask(page, question)
    expect(page.locator("#chat .evidence")).to_have_count(before + 1)


def test_a_marker_opens_the_article_with_the_quote_marked_and_in_sight(page: Page) -> None:
    answered(page, CATS)
    marker = page.locator("#chat a.cite").first
    quote = marker.get_attribute("title")
    marker.click()
    expect(page.locator("#source mark.quote")).to_have_text(
        "등대지기 서하늘 씨는 고양이 일곱 마리를 기른다."
    )
    assert quote == "등대지기 서하늘 씨는 고양이 일곱 마리를 기른다."
    page.wait_for_function(MARK_IN_SIGHT)
    assert page.evaluate("document.querySelector('#source .source-text').scrollTop") > 0
    expect(page.locator("#source .passage").last).to_contain_text("이름은 모두 물고기에서")
    expect(page.locator("#source .byline")).to_have_text("파도일보 · 2024. 1. 15.")


def test_the_same_marker_brings_the_quote_back_after_scrolling_away(page: Page) -> None:
    answered(page, CATS)
    page.locator("#chat a.cite").first.click()
    page.wait_for_function(MARK_IN_SIGHT)
    page.evaluate("document.querySelector('#source .source-text').scrollTop = 0")
    assert not page.evaluate(MARK_IN_SIGHT)
    page.locator("#chat a.cite").first.click()
    page.wait_for_function(MARK_IN_SIGHT)


def test_the_keyboard_alone_opens_a_source_and_steps_to_the_next(page: Page) -> None:
    answered(page, BOTH)
    page.locator("#chat a.cite").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#source mark.quote")).to_have_text("갈매섬 주민은 모두 314명이다.")
    page.locator("#source .steps a").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#source mark.quote")).to_have_text(
        "다리의 길이는 1.8km이고, 공사비는 920억 원이 들었다."
    )
    page.wait_for_function(MARK_IN_SIGHT)


def test_an_abstention_cites_nothing_and_opens_the_nearest_article(page: Page) -> None:
    ask(page, NOWHERE)
    expect(page.locator("#chat .abstention .verdict")).to_have_text(
        "기사에서 이 질문의 답을 찾지 못했습니다."
    )
    expect(page.locator("#chat a.cite")).to_have_count(0)
    page.locator("#chat .abstention a.source").first.click()
    expect(page.locator("#source .source-view")).to_be_visible()
    expect(page.locator("#source mark")).to_have_count(0)


def test_an_example_is_asked_when_it_is_clicked(page: Page) -> None:
    page.locator("#chat button.example").first.click()
    expect(page.locator("#chat .asked")).to_have_text(RESIDENTS)
    expect(page.locator("#chat .sentence strong")).to_have_text("314명")
    expect(page.locator("#chat button.example")).to_have_count(0)


def test_a_new_chat_forgets_answers_and_source(page: Page) -> None:
    answered(page, RESIDENTS)
    page.locator("#chat a.cite").first.click()
    expect(page.locator("#source mark.quote")).to_be_visible()
    page.locator("#new-chat").click()
    expect(page.locator("#chat button.example")).to_have_count(2)
    expect(page.locator("#source .source-empty")).to_be_visible()


def test_an_uploaded_article_is_listed_and_cited_after_the_update(
    page: Page, tmp_path: Path
) -> None:
    path = tmp_path / "달빛 시장.txt"
    path.write_text(
        "달빛시장, 밤에도 연다\n\n골목소식 2024.07.07\n\n달빛시장의 가게는 모두 57곳이다.\n",
        encoding="utf-8",
    )
    page.get_by_role("tab", name="기사").click()
    page.locator("#articles-tab input[type=file]").set_input_files(path)
    expect(page.locator("#report")).to_contain_text("달빛 시장.txt추가")
    expect(page.locator("#changes")).to_contain_text("+1 추가")
    expect(page.locator("#articles tbody tr")).to_have_count(4)
    page.locator("#rebuild").click()
    expect(page.locator("#report .report")).to_contain_text("+1 추가")
    expect(page.locator("#articles tbody tr")).to_have_count(5)
    expect(page.locator("#articles tbody tr").first).to_contain_text("달빛시장, 밤에도 연다")
    expect(page.locator("#changes")).to_have_text("색인이 기사 폴더와 같습니다.")
    page.get_by_role("tab", name="대화").click()
    answered(page, "달빛시장의 가게는 모두 몇 곳?")
    expect(page.locator("#chat .sentence").first).to_contain_text("57곳")


def test_markup_of_an_article_is_shown_to_the_letter_and_does_nothing(page: Page) -> None:
    page.get_by_role("tab", name="기사").click()
    page.locator("#articles a.source", has_text="꼬리표").click()
    expect(page.locator("#source .source-text")).to_have_text(HOSTILE)
    page.get_by_role("tab", name="대화").click()
    answered(page, '누리집에 소동이 일었다는 <img src=x onerror="window.hacked=1">')
    expect(page.locator("#chat .sentence").first).to_contain_text(
        "<script>window.hacked=1</script>"
    )
    assert page.locator("#columns img").count() == 0
    assert page.evaluate("window.hacked") is None


def test_a_link_of_another_visitor_opens_nothing(page: Page) -> None:
    page.evaluate("""() => {
      const forged = document.createElement('a');
      forged.id = 'forged'; forged.className = 'cite'; forged.href = '#cite-1-1';
      forged.textContent = '[1]';
      document.querySelector('#columns').append(forged);
    }""")
    page.locator("#forged").click()
    expect(page.locator("#source .notice")).to_have_text(
        "이 링크의 답변이 이제 없습니다. 다시 물어봐 주세요."
    )


def test_an_unexpected_error_leaves_one_line_and_no_secret(page: Page) -> None:
    ask(page, UNEXPECTED)
    expect(page.locator("#chat .notice")).to_contain_text("예상하지 못한 문제로")
    assert "secret" not in page.content()
    answered(page, RESIDENTS)


def test_enter_while_a_syllable_is_being_composed_sends_nothing(page: Page) -> None:
    box = page.locator("#question textarea")
    box.fill("갈매섬 주민은 ")
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "몇", "selectionStart": 1, "selectionEnd": 1})
    # What Chromium reports for a key that the input method keeps to itself.
    process_key = {"type": "rawKeyDown", "windowsVirtualKeyCode": 229, "key": "Process"}
    session.send("Input.dispatchKeyEvent", process_key)
    expect(box).to_have_value("갈매섬 주민은 몇")
    expect(page.locator("#chat .asked")).to_have_count(0)
    session.send("Input.insertText", {"text": "몇"})
    box.press("Enter")
    expect(page.locator("#chat .asked")).to_have_text(["갈매섬 주민은 몇"])
    expect(box).to_have_value("")


def test_on_a_phone_the_source_is_a_sheet_that_gives_the_way_back(phone: Page) -> None:
    answered(phone, CATS)
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    sheet = phone.locator("#source-column")
    expect(sheet).to_be_hidden()
    phone.locator("#chat a.cite").first.click()
    expect(sheet).to_be_visible()
    phone.wait_for_function(MARK_IN_SIGHT)
    phone.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(phone.locator("#chat a.cite").first).to_be_focused()
    phone.locator("#chat a.origin").first.click()
    expect(sheet).to_be_visible()
    phone.locator("#source-close").click()
    expect(sheet).to_be_hidden()


def test_nothing_that_a_screen_reader_reads_aloud_is_markup(page: Page) -> None:
    answered(page, RESIDENTS)
    labels = page.evaluate(
        "[...document.querySelectorAll('#chat [aria-label]')].map(e => e.ariaLabel)"
    )
    assert "질문과 답변" in labels
    assert not any("<" in label for label in labels)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("gradio_api/file=/etc/hostname", 403),
        (f"gradio_api/file={ROOT / 'pyproject.toml'}", 403),
        ("monitoring", 403),
        ("gradio_api/mcp/", 404),
        ("gradio_api/runs", 404),
    ],
)
def test_what_the_page_does_not_need_is_not_served(address: str, path: str, status: int) -> None:
    with pytest.raises(HTTPError) as refused:
        urlopen(address + path)  # noqa: S310 - the address is our own server's
    refused.value.close()
    assert refused.value.code == status
