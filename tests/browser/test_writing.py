"""A language model puts answers into words: what a visitor sees of it, and what they never see."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import findings
from tests.browser.settling import settle
from tests.browser.visiting import (
    NOTE_WORDS,
    PHONE,
    RESIDENTS,
    RESIDENTS_QUOTE,
    SECONDS,
    Visits,
    answered,
    arrive,
    ask,
    conversation_id,
    open_source,
    stop,
)
from tests.ui.served import Served, served
from tests.ui.toy_writing import DOUBTED, UNHURRIED, UNREACHABLE, UNSUPPORTED

pytestmark = pytest.mark.browser

# So long that no line holds it whole on a telephone.
MODEL = "chamsae-newspaper-1b-instruct"
FIRST = "기사에 따르면 갈매섬 주민은 모두 314명이다.[1]"
SECOND = "기사에 따르면 다리의 길이는 1.8km이고, 공사비는 920억 원이 들었다.[2]"
GOES_ON = f"{MODEL} 모델이 쓰는 중입니다. 문장마다 기사와 대조해 보여 드립니다…"
DOUBT = "근거 없음: 갈매섬 주민은 7,000명까지 늘었다. (기사에서 확인되지 않은 말: 7,000명)"
OTHER_DOUBT = "근거 없음: 공사비는 앞으로도 늘 것으로 보인다."
WROTE = f"{MODEL} 모델이 쓰고 기사와 대조했습니다."
LOOKS: Mapping[str, Mapping[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "english": {"locale": "en-US"},
    "phone": PHONE,
    "dark phone": {**PHONE, "color_scheme": "dark"},
}
CLIPBOARD = "navigator.clipboard.readText()"
WIDTHS = "[document.documentElement.scrollWidth, innerWidth]"
# Notes every line of an answer that a visitor could see, in order.
NOTE_LINES = """() => {
  window.lines = [];
  const read = '.sentence, .doubt, .pending, .by-model, .evidence > .heading';
  const note = () => {
    for (const node of document.querySelectorAll(`#chat :is(${read})`))
      if (!window.lines.includes(node.className)) window.lines.push(node.className);
  };
  new MutationObserver(note).observe(document.querySelector('#chat'), {
    childList: true, subtree: true, characterData: true,
  });
}"""
HEAR = """() => {
  const told = document.querySelector('#told');
  window.heard = [];
  // The very same words again would be read out again.
  new MutationObserver(() => window.heard.push(told.textContent))
    .observe(told, { childList: true, characterData: true, subtree: true });
}"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("served"), "--writer", MODEL) as running:
        yield running


@pytest.fixture
def page(visits: Visits, server: Served) -> Page:
    return visits.open(server.origin, permissions=["clipboard-read", "clipboard-write"])


def lines(page: Page) -> Locator:
    """Return the lines of answers, those that are folded away too."""
    return page.locator("#chat :is(.sentence, .doubt, .by-model, .pending)")


def answerer(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name="답하는 방법").get_by_role("radio", name=name)


def act(page: Page, action: str) -> Locator:
    return page.locator(f"#chat a.act[href='#act-{action}-1']")


def is_given_up(page: Page, server: Served) -> bool:
    """Wait until the work of the model was given up, as long as any test waits for anything."""
    sign = server.corpus.parent / "given-up"
    until = time.monotonic() + SECONDS
    while not sign.exists() and time.monotonic() < until:
        page.evaluate("new Promise(requestAnimationFrame)")
    return sign.exists()


def test_checked_sentences_can_be_read_and_opened_while_the_model_goes_on(
    page: Page, server: Served
) -> None:
    ask(page, UNHURRIED)
    expect(lines(page)).to_have_text([FIRST, GOES_ON])
    expect(page.locator("#chat .evidence, #chat .acts")).to_have_count(0)
    open_source(page, RESIDENTS_QUOTE)
    stop(page, UNHURRIED)
    expect(page.locator("#chat .asked")).to_have_count(0)
    assert is_given_up(page, server)
    # And the next one is answered.
    answered(page, RESIDENTS)
    expect(page.locator("#chat .sentence")).to_have_text([FIRST])


def test_who_leaves_the_page_ends_the_work_of_the_model(
    visits: Visits, page: Page, server: Served
) -> None:
    (server.corpus.parent / "given-up").unlink(missing_ok=True)
    other = visits.open(server.origin)
    ask(other, UNHURRIED)
    expect(other.locator("#chat .sentence")).to_have_count(1)
    other.close()
    assert is_given_up(page, server)


def test_what_no_article_carries_is_never_seen_without_its_label(page: Page) -> None:
    page.evaluate(NOTE_LINES)
    answered(page, DOUBTED)
    expect(lines(page)).to_have_text(
        [
            *(FIRST, DOUBT, SECOND, OTHER_DOUBT),
            f"{WROTE} 기사에 근거가 없는 문장 2개는 따로 표시했고, 복사하거나 내보낼 때 뺍니다.",
        ]
    )
    expect(page.locator("#chat .doubt u")).to_have_text(["7,000명"])
    expect(page.locator("#chat .doubt a")).to_have_count(0)
    expect(page.locator("#chat .evidence .heading")).to_have_text("근거 2건 · 확실해 보입니다")
    seen = page.evaluate("window.lines")
    assert seen.index("sentence") < seen.index("doubt")


def test_it_is_neither_copied_nor_exported_unless_one_asks_for_it(page: Page) -> None:
    answered(page, DOUBTED)
    act(page, "copy").evaluate(NOTE_WORDS)
    act(page, "copy").click()
    page.wait_for_function("window.said[0] === '복사했습니다'")
    copied = page.evaluate(CLIPBOARD)
    assert copied.startswith(f"{FIRST}\n{SECOND}\n\n[1] [2] 섬마을 다리")
    assert "7,000" not in copied
    page.locator("#chat details.export > summary").click()
    for form, has_doubts in (
        *(("markdown", False), ("html", False)),
        *(("markdown_doubts", True), ("html_doubts", True)),
    ):
        with page.expect_download() as coming:
            act(page, form).click()
        text = Path(coming.value.path()).read_text("utf-8")
        assert ("근거 없음" in text, "7,000명" in text.replace("&#44;", ",")) == (has_doubts,) * 2
        assert f"{MODEL} 모델이 씀" in text.replace("&#45;", "-")


def test_where_not_one_sentence_stands_the_answer_is_quoted_and_the_others_folded(
    page: Page,
) -> None:
    answered(page, UNSUPPORTED)
    expect(page.locator("#chat .sentence")).to_have_text([f"{RESIDENTS_QUOTE}[1]"])
    expect(page.locator("#chat .by-model")).to_have_text(
        f"{MODEL} 모델이 쓴 문장은 기사에 근거가 없었습니다. 대신 기사의 글을 그대로 보여 드립니다."
    )
    folded = page.locator("#chat details.doubts")
    expect(folded.locator(".doubt").first).to_be_hidden()
    folded.locator("summary").click()
    expect(folded.locator(".doubt")).to_have_text([DOUBT, OTHER_DOUBT])


def test_a_model_that_nobody_reaches_costs_no_more_than_its_words(page: Page) -> None:
    answered(page, UNREACHABLE)
    expect(page.locator("#chat .sentence")).to_have_text([f"{RESIDENTS_QUOTE}[1]"])
    expect(page.locator("#chat .by-model")).to_have_text(
        f"{MODEL} 모델에 연결하지 못했습니다. 대신 기사의 글을 그대로 보여 드립니다. "
        "서버를 운영하신다면 까닭을 확인해 주세요: rag doctor"
    )
    open_source(page, RESIDENTS_QUOTE)


def test_quotes_can_be_had_instead_by_keys_alone(page: Page) -> None:
    model, quotes = answerer(page, MODEL), answerer(page, "원문 인용만")
    expect(model).to_be_checked()
    model.focus()
    page.keyboard.press("ArrowRight")
    expect(quotes).to_be_focused()
    expect(quotes).to_be_checked()
    expect(model).not_to_be_checked()
    answered(page, RESIDENTS)
    expect(lines(page)).to_have_text([f"{RESIDENTS_QUOTE}[1]"])
    # What is tried again is answered as is chosen now.
    quotes.focus()
    page.keyboard.press("ArrowLeft")
    expect(model).to_be_checked()
    act(page, "retry").click()
    expect(lines(page)).to_have_text([FIRST, WROTE])


def test_an_answer_that_is_opened_again_has_its_marks_and_the_choice_is_the_usual_one(
    page: Page,
) -> None:
    answered(page, DOUBTED)
    told = lines(page).all_inner_texts()
    answerer(page, "원문 인용만").check()
    arrive(page, page.url)
    expect(lines(page)).to_have_text(told)
    expect(answerer(page, MODEL)).to_be_checked()


def test_the_filters_can_be_used_beside_the_choice(page: Page) -> None:
    page.locator("#filters > button").click()
    expect(page.locator("#filter-since")).to_be_visible()
    answerer(page, "원문 인용만").check()
    page.locator("#filters > button").click()
    expect(page.locator("#filter-since")).to_be_hidden()
    answerer(page, MODEL).check()


def test_who_hears_the_page_is_told_once_that_the_model_writes_and_then_all_of_it(
    page: Page,
) -> None:
    page.evaluate(HEAR)
    ask(page, UNHURRIED)
    expect(page.locator("#told")).to_have_text(GOES_ON)
    expect(page.locator("#chat .sentence")).to_have_count(1)
    # Long enough for the model to have said several times that it has nothing new.
    open_source(page, RESIDENTS_QUOTE)
    page.locator("#source-close").click()
    heard = page.evaluate("window.heard.filter((line) => line)")
    assert heard.count(GOES_ON) == 1
    stop(page, UNHURRIED)
    answered(page, DOUBTED)
    expect(page.locator("#told")).to_contain_text(f"314명이다. {DOUBT} 기사에 따르면 다리의")


@pytest.mark.parametrize("look", LOOKS)
def test_no_state_keeps_anybody_out_or_scrolls_sideways(
    visits: Visits, server: Served, look: str
) -> None:
    # What is fading in has no contrast yet.
    context = visits.begin(**{**LOOKS[look], "reduced_motion": "reduce"})
    page = arrive(context.new_page(), server.origin)
    assert found_in(page, states(page)) == []


def found_in(page: Page, reached: Iterable[str]) -> list[str]:
    """Go through states of a page, and return what is found in each."""
    found = []
    for state in reached:
        found += [f"{state}: {finding}" for finding in findings(page)]
        scrolled, width = page.evaluate(WIDTHS)
        found += [] if scrolled == width else [f"{state}: {scrolled} pixels wide"]
    return found


def states(page: Page) -> Iterator[str]:
    settle(page)
    yield "empty"
    ask(page, UNHURRIED)
    expect(page.locator("#chat .sentence")).to_have_count(1)
    yield "growing"
    stop(page, UNHURRIED)
    answered(page, DOUBTED)
    settle(page)
    page.locator("#chat details.export > summary").click()
    yield "doubts, and how to export them"
    answered(page, UNSUPPORTED)
    page.locator("#chat details.doubts > summary").click()
    settle(page)
    yield "nothing stands"
    answered(page, UNREACHABLE)
    settle(page)
    yield "nobody there"
    page.locator("#filters > button").click()
    yield "filters open"


@pytest.mark.parametrize("look", ["light", "dark"])
def test_a_file_with_what_no_article_carries_can_be_read(
    visits: Visits, server: Served, look: str
) -> None:
    page = visits.open(server.origin)
    answered(page, DOUBTED)
    address = f"{server.origin}/export/{conversation_id(page)}.html?doubts=1"
    document = page.request.get(address).text()
    alone = visits.begin(**LOOKS[look]).new_page()
    alone.set_content(document)
    expect(alone.locator(".doubt")).to_have_count(2)
    assert findings(alone) == []
