"""What becomes of a question and its answer afterwards: stopped, asked again, changed, judged."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.visiting import (
    BOTH,
    CATS,
    RESIDENTS,
    answered,
    arrive,
    ask,
    box,
    open_filters,
    rest,
    stop,
)
from tests.ui.toy import ENDLESS

pytestmark = pytest.mark.browser


def act(page: Page, action: str, *, answer: int = 1) -> Locator:
    return page.locator(f"#chat a.act[href='#act-{action}-{answer}']")


def test_a_stopped_question_is_back_in_the_box_and_the_next_one_is_answered(page: Page) -> None:
    answered(page, RESIDENTS)
    ask(page, ENDLESS)
    stop(page, ENDLESS)
    expect(page.locator("#chat .asked")).to_have_text([RESIDENTS])
    expect(page.locator("#chat .notice")).to_have_count(0)
    answered(page, CATS)
    expect(page.locator("#chat .asked")).to_have_text([RESIDENTS, CATS])
    expect(page.locator("#notice .notice")).to_have_count(0)


def test_the_last_question_is_asked_again(page: Page) -> None:
    answered(page, RESIDENTS)
    # Another scope gives another answer.
    open_filters(page)
    page.locator("#filter-since :is(input, textarea)").press_sequentially("2024-05-01")
    expect(page.locator("#scope-line .scope")).to_be_visible()
    act(page, "retry").click()
    expect(page.locator("#chat .abstention .verdict")).to_be_visible()
    rest(page)
    expect(page.locator("#chat .asked")).to_have_text([RESIDENTS])
    expect(page.locator("#chat .sentence")).to_have_count(0)


def test_an_earlier_question_is_changed_with_all_that_came_after_it(page: Page) -> None:
    answered(page, RESIDENTS)
    answered(page, CATS)
    act(page, "edit").click()
    expect(box(page)).to_have_value(RESIDENTS)
    expect(box(page)).to_be_focused()
    expect(page.locator("#notice")).to_have_text(
        "고친 질문을 보내면 이 질문과 그 뒤의 대화를 대신합니다."
    )
    expect(page.locator("#chat .asked")).to_have_text([RESIDENTS, CATS])
    answered(page, BOTH)
    expect(page.locator("#chat .asked")).to_have_text([BOTH])
    expect(page.locator("#notice .notice")).to_have_count(0)


def test_the_last_answer_is_taken_back(page: Page) -> None:
    answered(page, RESIDENTS)
    answered(page, CATS)
    expect(act(page, "undo")).to_have_count(0)
    act(page, "undo", answer=2).click()
    expect(page.locator("#chat .asked")).to_have_text([RESIDENTS])
    expect(box(page)).to_have_value(CATS)
    expect(box(page)).to_be_focused()
    arrive(page, page.url)
    expect(page.locator("#chat .asked")).to_have_text([RESIDENTS])


def test_a_verdict_is_chosen_kept_and_taken_back(page: Page) -> None:
    answered(page, RESIDENTS)
    verdict = page.locator("#chat details.feedback > summary")
    verdict.click()
    act(page, "wrong_source").click()
    expect(verdict).to_have_text("✓ 출처가 틀립니다")
    expect(page.locator("#notice")).to_have_text("의견을 주셔서 감사합니다.")
    arrive(page, page.url)
    expect(verdict).to_have_text("✓ 출처가 틀립니다")
    verdict.click()
    act(page, "wrong_source").click()
    expect(verdict).to_have_text("평가하기")
