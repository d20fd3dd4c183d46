"""The page as it ships: `rag ui` in its own process, the real engines, a real browser."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.ui.test_browser import CHROMIUM, MARK_IN_SIGHT, NO_CHROMIUM, ROOT, answered, ask

pytestmark = [
    pytest.mark.browser,
    pytest.mark.model,
    pytest.mark.skipif(NO_CHROMIUM, reason="needs a Chromium"),
]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path, Path]]:
    """Start the program on a copy of the seeds; give its address, the corpus and the store."""
    folder = tmp_path_factory.mktemp("real")
    corpus, store = folder / "articles", folder / "store"
    shutil.copytree(ROOT / "seeds", corpus)
    options = ["--corpus", str(corpus), "--store", str(store)]
    command = [sys.executable, "-m", "ui", "ui", "--port", "0", *options]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        lines = iter(server.stderr.readline, "")
        address = next(found[0] for line in lines if (found := re.search(r"http://\S+", line)))
        yield address, corpus, store
        server.terminate()
        try:
            server.communicate(timeout=60)
        finally:
            server.kill()


@pytest.fixture(scope="module")
def page(served: tuple[str, Path, Path]) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="ko-KR")
        # The first answer waits for the encoder.
        page.set_default_timeout(120_000)
        expect.set_options(timeout=120_000)
        page.goto(served[0], wait_until="domcontentloaded")
        expect(page.locator("#chat button.example").first).to_be_visible()
        yield page
        expect.set_options(timeout=5_000)
        browser.close()


def test_a_cited_sentence_opens_in_its_article(page: Page, served: tuple[str, Path, Path]) -> None:
    answered(page, "보링 컴퍼니 말고 머스크가 관여하는 회사에는 무엇이 있나?")
    quote = "소셜 미디어 X와 테슬라가 대표적이며 스페이스X, 보링 컴퍼니, 뉴럴링크 등이 있습니다."
    expect(page.locator("#chat .sentence").filter(has_text=quote)).to_have_count(1)
    page.locator(f'#chat a.cite[title="{quote}"]').click()
    expect(page.locator("#source mark.quote")).to_have_text(quote)
    page.wait_for_function(MARK_IN_SIGHT)
    file = served[1] / "002_5f4e6507ee1c58c7.txt"
    assert quote in file.read_text(encoding="utf-8")


def test_what_no_article_tells_is_not_answered(page: Page) -> None:
    ask(page, "제주도 감귤의 올해 수확량은 몇 톤인가?")
    expect(page.locator("#chat .abstention").last).to_contain_text("찾지 못했습니다")


def test_an_article_added_beside_the_page_is_answered_from_at_once(
    page: Page, served: tuple[str, Path, Path]
) -> None:
    _, corpus, store = served
    text = "반디마을 도서관, 밤 열 시까지\n\n반디마을 도서관의 장서는 모두 4만 1200권이다.\n"
    (corpus / "반디마을.txt").write_text(text, encoding="cp949")
    command = [sys.executable, "-m", "ui", "index", "--corpus", str(corpus), "--store", str(store)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert re.search(r"6 articles, \d+ chunks, 1 encoded", done.stdout)
    answered(page, "반디마을 도서관의 장서는 모두 몇 권인가?")
    expect(page.locator("#chat .sentence").last).to_contain_text("4만 1200권")
