"""Nobody sees what another visitor asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visiting import (
    CATS,
    CATS_QUOTE,
    RESIDENTS,
    RESIDENTS_QUOTE,
    Visits,
    answered,
    arrive,
    arrived,
    ask,
    box,
    conversation_id,
    open_source,
    rest,
    stop,
)
from tests.ui.served import Served, served
from tests.ui.toy import ENDLESS

pytestmark = pytest.mark.browser

FORGE = """(href) => {
  const forged = document.createElement('a');
  forged.id = 'forged'; forged.className = 'cite'; forged.href = href; forged.textContent = '[1]';
  document.querySelector('#columns').append(forged);
}"""


@pytest.fixture(scope="module")
def login_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    home = tmp_path_factory.mktemp("login")
    accounts = home / "accounts"
    accounts.write_text("나래:물푸레나무\n도담:자작나무\n", encoding="utf-8")
    accounts.chmod(0o600)
    (home / "served").mkdir()
    with served(home / "served", "--login", str(accounts)) as running:
        yield running


def log_in(page: Page, name: str, password: str) -> None:
    page.locator("#name").fill(name)
    page.locator("#password").fill(password)
    page.locator("button[type=submit]").click()


def test_two_visitors_share_neither_list_nor_conversation_nor_file(
    visits: Visits, server: Served, page: Page
) -> None:
    answered(page, RESIDENTS)
    id_ = conversation_id(page)
    other = visits.open(f"{server.origin}/?chat={id_}")
    expect(other.locator("#chat button.example")).to_have_count(2)
    expect(other.locator("#chat .asked")).to_have_count(0)
    expect(other.locator("#conversations .empty")).to_have_text("아직 대화가 없습니다.")
    needle = other.locator("#find-conversation :is(input, textarea)")
    needle.fill("갈매섬")
    expect(other.locator("#conversations .empty")).to_have_text("맞는 대화가 없습니다.")
    needle.fill("")
    expect(other.locator("#conversations .empty")).to_have_text("아직 대화가 없습니다.")
    for name in (f"{id_}.md", f"{id_}.html", f"{id_}.md?answer=1"):
        assert other.request.get(f"{server.origin}/export/{name}").status == 404
        assert page.request.get(f"{server.origin}/export/{name}").status == 200
    answered(other, CATS)
    assert conversation_id(other) != id_
    page.reload(wait_until="domcontentloaded")
    arrived(page)
    expect(page.locator("a.conversation")).to_have_text([RESIDENTS])


def test_a_link_of_another_visitor_opens_nothing(
    page: Page, visits: Visits, server: Served
) -> None:
    answered(page, RESIDENTS)
    other = visits.open(f"{server.origin}/?chat={conversation_id(page)}")
    other.evaluate(FORGE, "#cite-1-1")
    other.locator("#forged").click()
    expect(other.locator("#source .notice")).to_have_text(
        "이 링크의 답변이 이제 없습니다. 다시 물어봐 주세요."
    )


def test_who_has_to_wait_sees_their_question_and_can_stop_it(
    visits: Visits, server: Served, page: Page
) -> None:
    first, second = visits.open(server.origin), visits.open(server.origin)
    for other in (first, second):
        ask(other, ENDLESS)
    ask(page, RESIDENTS)
    expect(page.locator("#chat .pending")).to_have_text("기사를 찾는 중…")
    stop(page, RESIDENTS)
    ask(page, CATS)
    expect(page.locator("#chat .pending")).to_have_text("기사를 찾는 중…")
    stop(first, ENDLESS)
    rest(page)
    expect(page.locator("#chat .sentence")).to_contain_text([CATS_QUOTE])
    stop(second, ENDLESS)


def test_whoever_logs_in_finds_their_own_conversations_and_no_others(
    visits: Visits, login_server: Served
) -> None:
    first = visits.begin().new_page()
    first.goto(login_server.origin)
    log_in(first, "나래", "물푸레나무")
    arrived(first)
    answered(first, RESIDENTS)
    second = visits.begin().new_page()
    second.goto(login_server.origin)
    log_in(second, "도담", "자작나무")
    arrived(second)
    expect(second.locator("#chat button.example")).to_have_count(2)
    expect(second.locator("#conversations .empty")).to_be_visible()
    arrive(second, f"{login_server.origin}/?chat={conversation_id(first)}")
    expect(second.locator("#chat .asked")).to_have_count(0)
    # From another machine the first one finds the conversation again.
    elsewhere = visits.begin().new_page()
    elsewhere.goto(login_server.origin)
    log_in(elsewhere, "나래", "물푸레나무")
    arrived(elsewhere)
    elsewhere.locator("a.conversation", has_text=RESIDENTS).click()
    open_source(elsewhere, RESIDENTS_QUOTE)


def test_whoever_logs_out_leaves_nothing_behind(visits: Visits, login_server: Served) -> None:
    page = visits.begin().new_page()
    page.goto(login_server.origin)
    log_in(page, "도담", "자작나무")
    arrived(page)
    answered(page, CATS)
    address = page.url
    box(page).fill("비밀")
    page.get_by_role("button", name="로그아웃").click()
    expect(page.locator("h1")).to_have_text("로그인")
    page.goto(address)
    expect(page.locator("h1")).to_have_text("로그인")
    log_in(page, "나래", "물푸레나무")
    arrived(page)
    expect(page.locator("#chat button.example")).to_have_count(2)
    expect(page.locator("a.conversation", has_text=CATS)).to_have_count(0)
    expect(box(page)).to_have_value("")


def test_a_wrong_password_is_told_and_lets_nobody_in(visits: Visits, login_server: Served) -> None:
    visits.forgiven = ("Failed to load resource: the server responded with a status of 401",)
    page = visits.begin().new_page()
    page.goto(login_server.origin)
    log_in(page, "나래", "자작나무")
    expect(page.locator("[role=alert]")).to_have_text(
        "이름이나 비밀번호가 맞지 않습니다. 다시 확인해 주세요."
    )
    expect(page.locator("#password")).to_be_focused()
