"""The keys of the question box: one question for one Enter, and Hangul as it is written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.visiting import BOTH, RESIDENTS, ask, box, rest

pytestmark = pytest.mark.browser

# What Chromium reports for a key that the input method keeps to itself.
PROCESS_KEY = {"windowsVirtualKeyCode": 229, "key": "Process"}
ENTER_KEY = {"windowsVirtualKeyCode": 13, "key": "Enter", "code": "Enter"}


@pytest.fixture
def session(page: Page) -> Iterator[CDPSession]:
    session = page.context.new_cdp_session(page)
    yield session
    session.detach()


def compose(session: CDPSession, text: str) -> None:
    end = {"selectionStart": len(text), "selectionEnd": len(text)}
    session.send("Input.imeSetComposition", {"text": text, **end})


def press(session: CDPSession, key: dict[str, object]) -> None:
    """Press a key that writes nothing."""
    session.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **key})
    session.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})


def test_enter_sends_a_question_once(page: Page) -> None:
    box(page).press_sequentially(RESIDENTS)
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("#chat .asked")).to_have_text([RESIDENTS])
    rest(page)
    expect(page.locator("#chat .asked")).to_have_text([RESIDENTS])
    expect(box(page)).to_have_value("")


def test_what_is_typed_while_an_answer_comes_stays_in_the_box(page: Page) -> None:
    ask(page, BOTH)
    box(page).press_sequentially("다음 질문")
    rest(page)
    expect(box(page)).to_have_value("다음 질문")


def test_shift_and_enter_begin_a_new_line(page: Page) -> None:
    box(page).press_sequentially("갈매섬 주민은")
    page.keyboard.press("Shift+Enter")
    box(page).press_sequentially("모두 몇 명?")
    expect(box(page)).to_have_value("갈매섬 주민은\n모두 몇 명?")
    expect(page.locator("#chat .asked")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator("#chat .sentence strong")).to_have_text("314명")
    expect(page.locator("#chat .asked")).to_have_count(1)


@pytest.mark.parametrize("key", [PROCESS_KEY, ENTER_KEY], ids=["kept", "passed on"])
def test_enter_while_a_syllable_is_being_composed_sends_nothing(
    page: Page, session: CDPSession, key: dict[str, object]
) -> None:
    box(page).fill("갈매섬 주민은 ")
    for letters in ("ㅁ", "며", "몇"):
        compose(session, letters)
        press(session, PROCESS_KEY)
    press(session, key)
    expect(box(page)).to_have_value("갈매섬 주민은 몇")
    expect(page.locator("#chat .asked")).to_have_count(0)
    session.send("Input.insertText", {"text": "몇"})
    page.keyboard.press("Enter")
    expect(page.locator("#chat .asked")).to_have_text(["갈매섬 주민은 몇"])
    rest(page)
    expect(box(page)).to_have_value("")


def test_no_syllable_stays_behind_when_the_button_is_clicked(
    page: Page, session: CDPSession
) -> None:
    box(page).fill("갈매섬 주민은 모두 ")
    compose(session, "몇")
    page.locator("#question .submit-button").click()
    expect(page.locator("#chat .asked")).to_have_text(["갈매섬 주민은 모두 몇"])
    rest(page)
    expect(box(page)).to_have_value("")
