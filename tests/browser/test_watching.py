"""A folder that is watched: what is dropped into it is answered from without a click."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visiting import answered, open_source, show_articles, show_chat
from tests.ui.served import Served, served

pytestmark = pytest.mark.browser

QUESTION = "등대 둘레길은 모두 몇 km?"
QUOTE = "둘레길은 모두 3km이다."
ARTICLE = f"등대 둘레길\n\n파도일보 2024.09.09\n\n{QUOTE}\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("served"), "--watch") as running:
        yield running


def test_a_new_article_is_answered_from_without_a_click(page: Page, server: Served) -> None:
    expect(page.locator("#heading .size")).to_contain_text("기사 4건")
    # Whole at once: on a busy machine a file that is being written is taken for a finished one.
    written = server.corpus.with_name("둘레길.txt")
    written.write_text(ARTICLE, encoding="utf-8")
    written.replace(server.corpus / "둘레길.txt")
    expect(page.locator("#heading .size")).to_contain_text("기사 5건", timeout=45_000)
    answered(page, QUESTION)
    open_source(page, QUOTE)
    show_articles(page)
    expect(page.locator("#articles")).to_contain_text("등대 둘레길")
    expect(page.locator("#changes")).to_contain_text(
        "기사 폴더를 지켜보고 있습니다. 새 기사는 저절로 반영됩니다."
    )
    expect(page.locator("#rebuild-progress .report")).to_contain_text("새 기사 1건")
    # And one that goes is cited no longer.
    (server.corpus / "둘레길.txt").unlink()
    expect(page.locator("#heading .size")).to_contain_text("기사 4건", timeout=45_000)
    show_chat(page)
    answered(page, QUESTION)
    expect(page.locator("#chat .sentence")).to_have_count(1)
