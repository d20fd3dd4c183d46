"""Hostile texts in the chat, in the source view and in the list of conversations."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.markup_lab.hostile_toy import ANSWERED, BROKEN, UNANSWERED, UNREADABLE
from tests.browser.markup_lab.lab import SOME, Lab, read_again, squeezed, texts_of
from tests.browser.settling import settle

pytestmark = pytest.mark.browser

# What is asked before each conversation is deleted.
ASKED_BEFORE = """() => {
  const dialog = document.querySelector('#conversations dialog');
  const ask = (button) => {
    button.click();
    const asked = dialog.innerText;
    dialog.querySelector('.cancel').click();
    return asked;
  };
  return [...document.querySelectorAll('#conversations .menu .delete')].map(ask);
}"""


def test_in_a_conversation_they_are_text(lab: Lab, chat: Locator) -> None:
    read_again(lab.page, ANSWERED)
    quotes = [f"앞말 {shown} 뒷말." for shown in lab.shown]
    twice = [shown for shown in lab.shown for _passage in (1, 2)]
    assert texts_of(chat.locator(".asked")) == lab.shown
    said = [f"{quote}[1] {shown}" for quote, shown in zip(quotes, lab.shown, strict=True)]
    assert " ".join(texts_of(chat.locator(".sentence"))) == " ".join(said)
    hovered = chat.locator("a.cite").evaluate_all("(links) => links.map((link) => link.title)")
    assert hovered == quotes
    assert texts_of(chat.locator(".origin .title")) == twice
    assert texts_of(chat.locator(".origin .where")) == [f"{shown}.txt" for shown in twice]
    assert texts_of(chat.locator(".trace dd > span")) == [f"찾은 {shown}" for shown in lab.shown]
    assert texts_of(chat.locator(".trace .terms mark")) == lab.shown
    assert texts_of(chat.locator(".trace td.title")) == lab.shown
    assert texts_of(chat.locator("button.option")) == lab.shown


@pytest.mark.parametrize("conversation", [ANSWERED, UNANSWERED])
def test_as_what_a_language_model_wrote_they_are_text(
    lab: Lab, chat: Locator, conversation: str
) -> None:
    read_again(lab.page, conversation)
    chat.locator("details.doubts").evaluate_all("(all) => all.forEach((one) => one.open = true)")
    doubts = texts_of(chat.locator(".doubt"))
    assert len(doubts) == len(lab.shown)
    for doubt, shown in zip(doubts, lab.shown, strict=True):
        assert doubt.startswith(f"근거 없음: 지어냄 {shown} (기사에서 확인되지 않은 말: ")


def test_in_a_reply_without_an_answer_they_are_text(lab: Lab, chat: Locator) -> None:
    read_again(lab.page, UNANSWERED)
    assert texts_of(chat.locator(".verdict")) == lab.shown


def test_in_the_source_view_they_are_text(lab: Lab, chat: Locator) -> None:
    read_again(lab.page, ANSWERED)
    source = lab.page.locator("#source")
    for place, one in enumerate(lab.texts):
        chat.locator("a.cite").nth(place).click()
        expect(source.locator(".path")).to_have_text(f"{one.shown}.txt")
        expect(source.locator("mark.quote")).to_have_text(f"앞말 {one.shown} 뒷말.")
        assert texts_of(source.locator("h3")) == [one.shown]
        assert one.shown in squeezed(source.locator(".byline").inner_text())
        shown = squeezed(source.locator(".source-text").inner_text())
        assert f"첫 문장이다. 앞말 {one.shown} 뒷말. 꼬리 {one.shown}" in shown
    lab.page.locator("#source-close").click()
    settle(lab.page)


@pytest.mark.parametrize("name", SOME)
def test_just_sent_and_back_in_the_box_it_is_text(lab: Lab, chat: Locator, name: str) -> None:
    page = lab.page
    one = lab.named(name)
    page.locator("#new-chat").click()
    settle(page)
    page.locator("#question textarea").fill(one.text)
    page.locator("#question textarea").press("Enter")
    expect(chat.locator(".asked")).to_have_text(one.shown)
    settle(page)
    assert " ".join(texts_of(chat.locator(".sentence"))).endswith(f"[1] {one.shown}")
    chat.locator("a.edit").click()
    expect(page.locator("#question textarea")).to_have_value(one.text)
    settle(page)


def test_in_an_error_they_are_text(lab: Lab, chat: Locator) -> None:
    lab.page.locator("#question textarea").fill(BROKEN)
    lab.page.locator("#question textarea").press("Enter")
    expect(chat.locator(".notice")).to_have_text(" ".join(lab.shown))
    settle(lab.page)


def test_as_examples_they_are_text(lab: Lab, chat: Locator) -> None:
    lab.page.locator("#new-chat").click()
    settle(lab.page)
    assert texts_of(chat.locator("button.example")) == lab.shown


def test_as_titles_of_conversations_they_are_text(lab: Lab) -> None:
    listed = lab.page.locator("#conversations a.conversation")
    titles = [title.removesuffix("…") for title in texts_of(listed)]
    asked = [squeezed(line) for line in lab.page.evaluate(ASKED_BEFORE)]
    for shown in lab.shown:
        title = max((one for one in titles if shown.startswith(one)), key=len)
        assert len(title) >= min(len(shown), 7)
        assert any(line.startswith(f"‘{title}") for line in asked)


@pytest.mark.parametrize("name", SOME)
def test_as_a_new_title_it_is_text(lab: Lab, name: str) -> None:
    page, title = lab.page, squeezed(lab.named(name).text)[:40]
    entry = page.locator("#conversations li").last
    entry.hover()
    entry.locator("summary").click()
    entry.locator(".start-rename").click()
    entry.locator("input").fill(title)
    entry.locator("input").press("Enter")
    settle(page)
    expect(page.locator("#conversations a.conversation").last).to_have_text(title)


@pytest.mark.usefixtures("chat")
def test_among_the_filters_they_are_text(lab: Lab) -> None:
    page = lab.page
    page.locator("#filters > button").click()
    page.locator("#filter-clear").click()
    settle(page)
    for field, ending in (("articles", " ({0}.txt)"), ("publishers", "")):
        page.locator(f"#filter-{field} input").click()
        offered = page.locator(f"#filter-{field} [role=option]")
        shown = [f"{text}{ending.format(text)}" for text in sorted(lab.shown)]
        names = sorted(text.removeprefix("✓").strip() for text in texts_of(offered))
        assert [name for name in names if UNREADABLE not in name] == shown
        page.keyboard.press("Escape")
    page.locator("#filters > button").click()
    settle(page)
