"""The page as it ships: `rag ui` in its own process, the real engines, a real browser."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.visiting import CHROMIUM, MARK_IN_SIGHT, answered, ask
from tests.ui.served import ROOT

# Where the tests decide over a change, a missing browser is a failure.
NO_CHROMIUM = not CHROMIUM.exists() and "CI" not in os.environ

pytestmark = [
    pytest.mark.browser,
    pytest.mark.model,
    pytest.mark.skipif(NO_CHROMIUM, reason="needs a Chromium"),
]

# Loading the engines takes both cores of a small machine for a while.
SECONDS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A copy of the seeds, and the folder of their index."""

    corpus: Path
    store: Path

    def command(self, name: str, *options: str) -> list[str]:
        folders = ["--corpus", str(self.corpus), "--store", str(self.store)]
        return [sys.executable, "-m", "ui", name, *folders, *options]

    def index(self) -> str:
        """Bring the index up to date from another process, and return what it says."""
        command = self.command("index")
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        return done.stdout


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder = tmp_path_factory.mktemp("real")
    home = Home(corpus=folder / "articles", store=folder / "store")
    shutil.copytree(ROOT / "seeds", home.corpus)
    home.index()
    return home


@pytest.fixture(scope="module")
def address(home: Home) -> Iterator[str]:
    """Start the program, and give its address; after its work it has to end in order."""
    command = home.command("ui", "--port", "0")
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        lines = iter(server.stderr.readline, "")
        yield next(found[0] for line in lines if (found := re.search(r"http://\S+", line)))
        server.terminate()
        try:
            _, said = server.communicate(timeout=SECONDS)
        finally:
            server.kill()
    assert server.returncode == 0
    assert said.splitlines() == ["rag: ready to answer"]


@pytest.fixture(scope="module")
def page(address: str) -> Iterator[Page]:
    """Open the page as soon as there is an address, before the page itself is there."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="ko-KR")
        page.set_default_timeout(SECONDS * 1000)
        expect.set_options(timeout=SECONDS * 1000)
        page.goto(address, wait_until="domcontentloaded")
        expect(page.locator("#chat button.example").first).to_be_visible()
        yield page
        expect.set_options(timeout=5_000)
        browser.close()


def warmed(page: Page) -> None:
    """Wait until the heading no longer says that engines are being loaded."""
    expect(page.locator("#heading .size")).to_be_visible()
    expect(page.locator("#heading .warming")).to_have_count(0)


def ranks_by_meaning(page: Page) -> list[str]:
    """Return how near the meaning of each passage of the last answer is to the question."""
    table = page.locator("#chat .ranks").last
    return table.locator("tbody td:nth-child(3)").all_text_contents()


def test_question_that_comes_before_the_engines_is_answered(page: Page) -> None:
    answered(page, "머스크가 관여하는 회사에는 무엇이 있나?")
    assert ranks_by_meaning(page)
    warmed(page)


def test_cited_sentence_opens_in_its_article(page: Page, home: Home) -> None:
    warmed(page)
    answered(page, "보링 컴퍼니 말고 머스크가 관여하는 회사에는 무엇이 있나?")
    quote = "소셜 미디어 X와 테슬라가 대표적이며 스페이스X, 보링 컴퍼니, 뉴럴링크 등이 있습니다."
    expect(page.locator("#chat .sentence").filter(has_text=quote).last).to_be_visible()
    page.locator(f'#chat sup a.cite[title="{quote}"]').last.click()
    expect(page.locator("#source mark.quote")).to_have_text(quote)
    page.wait_for_function(MARK_IN_SIGHT)
    file = home.corpus / "002_5f4e6507ee1c58c7.txt"
    assert quote in file.read_text(encoding="utf-8")


def test_engines_search_by_meaning_once_they_are_there(page: Page) -> None:
    warmed(page)
    answered(page, "머스크가 관여하는 회사에는 무엇이 있나?")
    assert any(rank != "-" for rank in ranks_by_meaning(page))


def test_what_no_article_tells_is_not_answered(page: Page) -> None:
    warmed(page)
    ask(page, "제주도 감귤의 올해 수확량은 몇 톤인가?")
    expect(page.locator("#chat .abstention").last).to_contain_text("찾지 못했습니다")


def test_article_added_beside_the_page_is_answered_from_at_once(page: Page, home: Home) -> None:
    warmed(page)
    text = "반디마을 도서관, 밤 열 시까지\n\n반디마을 도서관의 장서는 모두 4만 1200권이다.\n"
    (home.corpus / "반디마을.txt").write_text(text, encoding="cp949")
    assert re.search(r"6 articles, \d+ chunks, 1 encoded", home.index())
    answered(page, "반디마을 도서관의 장서는 모두 몇 권인가?")
    expect(page.locator("#chat .sentence").last).to_contain_text("4만 1200권")
