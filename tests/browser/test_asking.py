"""A question, its answer, and what comes instead of one."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pacing import pacing
from tests.browser.visiting import BOTH, NOWHERE, RESIDENTS, Visits, answered, ask, box, rest
from tests.ui.served import served
from tests.ui.toy import UNEXPECTED

pytestmark = pytest.mark.browser

# Notes every state of the last answer that a visitor could see.
NOTE_STATES = """() => {
  window.states = [];
  const note = () => {
    const count = (selector) => document.querySelectorAll(`#chat ${selector}`).length;
    const state = `${count('.pending')} ${count('.sentence')} ${count('.evidence')}`;
    if (window.states.at(-1) !== state) window.states.push(state);
  };
  new MutationObserver(note).observe(document.querySelector('#chat'), {
    childList: true, subtree: true, characterData: true,
  });
}"""


def test_an_answer_stands_out_and_rests_on_its_evidence(page: Page) -> None:
    answered(page, RESIDENTS)
    expect(page.locator("#chat .sentence")).to_have_text(["갈매섬 주민은 모두 314명이다.[1]"])
    expect(page.locator("#chat .sentence strong")).to_have_text("314명")
    expect(page.locator("#chat .evidence .heading")).to_have_text("근거 1건 · 확실해 보입니다")
    expect(page.locator("#chat .evidence > ul .title")).to_have_text(
        "섬마을 다리, 열두 해 만에 열리다"
    )


def test_an_answer_grows_sentence_by_sentence(visits: Visits, tmp_path: Path) -> None:
    (tmp_path / "served").mkdir()
    with (
        pacing(tmp_path / "answers") as pace,
        served(tmp_path / "served", "--answers", str(pace.pipe)) as server,
    ):
        page = visits.open(server.origin)
        page.evaluate(NOTE_STATES)
        ask(page, BOTH)
        expect(page.locator("#chat .pending")).to_be_visible()
        pace.go_on()
        rest(page)
        states = page.evaluate("window.states")
        visits.end()
    # Pending, sentences, evidence; of states that reach the page together the last one is shown.
    shown = [state for state in states if state != "0 0 0"]
    assert shown == [state for state in ("1 0 0", "0 1 0", "0 2 0", "0 2 1") if state in shown]
    assert (shown[0], shown[-1]) == ("1 0 0", "0 2 1")


def test_what_the_articles_do_not_tell_is_not_answered(page: Page) -> None:
    answered(page, NOWHERE)
    expect(page.locator("#chat .abstention .verdict")).to_have_text(
        "기사에서 이 질문의 답을 찾지 못했습니다."
    )
    expect(page.locator("#chat a.cite")).to_have_count(0)
    page.locator("#chat .abstention a.source").first.click()
    expect(page.locator("#source .source-view h3")).to_be_visible()
    expect(page.locator("#source mark")).to_have_count(0)


def test_an_example_is_asked_when_it_is_clicked(page: Page) -> None:
    page.locator("#chat button.example").first.click()
    expect(page.locator("#chat .asked")).to_have_text([RESIDENTS])
    expect(page.locator("#chat .sentence strong")).to_have_text("314명")
    expect(page.locator("#chat button.example")).to_have_count(0)


def test_a_suggestion_is_asked_when_it_is_clicked(page: Page) -> None:
    answered(page, RESIDENTS)
    offered = page.locator("#chat .options .option")
    expect(offered).to_have_text(["등대지기 서하늘 씨의 고양이는?", "갈매대교 다리의 공사비는?"])
    offered.last.click()
    expect(page.locator("#chat .asked")).to_have_text([RESIDENTS, "갈매대교 다리의 공사비는?"])
    expect(page.locator("#chat .sentence").last).to_contain_text("920억 원")
    rest(page)
    expect(offered).to_have_text(["등대지기 서하늘 씨의 고양이는?"])


def test_a_follow_up_says_what_was_searched(page: Page) -> None:
    answered(page, RESIDENTS)
    answered(page, "그 다리의 길이는?")
    expect(page.locator("#chat .searched")).to_have_text(f"찾은 말: {RESIDENTS} 그 다리의 길이는?")


def test_an_empty_question_gets_a_gentle_line(page: Page) -> None:
    box(page).fill("   ")
    box(page).press("Enter")
    expect(page.locator("#notice")).to_have_text("질문을 먼저 적어 주세요.")
    answered(page, RESIDENTS)
    expect(page.locator("#notice .notice")).to_have_count(0)


def test_a_question_that_is_too_long_comes_back_with_a_line(page: Page) -> None:
    question = "가" * 2_001
    box(page).fill(question)
    box(page).press("Enter")
    expect(page.locator("#notice")).to_have_text("질문이 너무 깁니다. 줄여서 다시 물어봐 주세요.")
    expect(box(page)).to_have_value(question)
    expect(page.locator("#chat .asked")).to_have_count(0)
    answered(page, RESIDENTS)


def test_an_unexpected_error_leaves_one_line_and_no_secret(page: Page) -> None:
    answered(page, RESIDENTS)
    # It is back in the box in no time.
    box(page).fill(UNEXPECTED)
    box(page).press("Enter")
    expect(page.locator("#chat .notice")).to_contain_text("예상하지 못한 문제로")
    assert "secret" not in page.content()
    answered(page, RESIDENTS)
