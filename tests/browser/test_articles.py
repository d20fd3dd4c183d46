"""The list of articles: in come new ones, out go old ones, and answers follow."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.visiting import answered, show_articles, show_chat

if TYPE_CHECKING:
    from tests.ui.served import Served

pytestmark = pytest.mark.browser

MARKET = """\
달빛시장, 밤에도 연다

골목일보 2024.07.07 09:00
글자크기

달빛시장의 가게는 모두 57곳이다. 밤 열 시까지 문을 연다.

Copyright 골목일보. 무단 전재 및 재배포 금지.
"""
SHOPS = "달빛시장의 가게는 모두 몇 곳?"
FERRY = "마지막 뱃길\n\n골목일보 2024.08.01\n\n나룻배는 하루 아홉 번 다닌다.\n"


def rows(page: Page) -> Locator:
    return page.locator("#articles tbody tr")


def upload(page: Page, folder: Path, **texts: str) -> None:
    paths = [folder / f"{name}.txt" for name in texts]
    for path, text in zip(paths, texts.values(), strict=True):
        path.write_text(text, encoding="utf-8")
    page.locator("#upload").set_input_files(paths)


def test_the_articles_are_listed_with_what_is_known_of_them(page: Page) -> None:
    show_articles(page)
    expect(page.locator("#changes .same")).to_have_text("색인이 기사 폴더와 같습니다.")
    bridge = rows(page).filter(has_text="bridge.txt")
    expect(bridge.locator("a.source")).to_have_text("섬마을 다리, 열두 해 만에 열리다")
    expect(bridge.locator("td.known")).to_have_text(["갯벌신문", "2024. 3. 2.", "9"])
    expect(bridge.locator(".state")).to_have_text("색인됨")
    expect(page.locator("#timeline .dot")).to_have_count(4)


def test_articles_are_found_by_their_publisher(page: Page) -> None:
    show_articles(page)
    needle = page.locator("#filter textarea, #filter input")
    needle.fill("갯벌")
    expect(rows(page)).to_have_count(1)
    expect(rows(page)).to_contain_text("bridge.txt")
    needle.fill("없는 신문")
    expect(page.locator("#articles .notice")).to_have_text("맞는 기사가 없습니다.")


def test_an_article_is_read_beside_the_list(page: Page) -> None:
    show_articles(page)
    rows(page).locator("a.source", has_text="다리").click()
    expect(page.locator("#source h3")).to_have_text("섬마을 다리, 열두 해 만에 열리다")
    expect(page.locator("#source .boilerplate").first).to_have_text("글자크기")
    expect(page.locator("#source mark")).to_have_count(0)


def take_in(page: Page, name: str) -> None:
    """Accept the file that is open, and see that it waits for an update."""
    page.locator("#desk .opened").get_by_role("button", name="넣기").click()
    expect(page.locator("#desk .done")).to_contain_text("기사 1건을 기사 폴더에 넣었습니다.")
    expect(page.locator("#banner")).to_have_text("새 기사 1건")
    expect(page.locator("#changes .added")).to_contain_text(name)
    expect(rows(page).filter(has_text=name).locator(".state")).to_have_text("아직 색인 전")


def delete_newest(page: Page, title: str) -> None:
    """Delete an article after a second thought."""
    delete = rows(page).first.get_by_role("button", name="지우기")
    dialog = page.get_by_role("dialog")
    delete.click()
    expect(dialog).to_contain_text(f"‘{title}’ 기사를 지울까요?")
    dialog.get_by_role("button", name="그대로 두기").click()
    expect(dialog).to_be_hidden()
    expect(rows(page).first).to_contain_text(title)
    delete.click()
    dialog.get_by_role("button", name="지우기").click()
    expect(page.locator("#desk .done")).to_contain_text("파일은 store/removed/")
    expect(page.locator("#banner")).to_have_text("없어진 기사 1건")


def test_an_upload_is_shown_as_it_was_understood(
    page: Page, server: Served, tmp_path: Path
) -> None:
    show_articles(page)
    upload(page, tmp_path, market=MARKET)
    opened = page.locator("#desk .opened")
    expect(opened.locator("dd")).to_have_text(
        ["달빛시장, 밤에도 연다", "골목일보", "2024. 7. 7. 09:00", "찾지 못함"]
    )
    expect(opened.locator(".source-text .boilerplate").first).to_have_text("글자크기")
    assert not (server.corpus / "market.txt").exists()
    opened.get_by_role("button", name="버리기").click()
    expect(page.locator("#desk .done")).to_have_text("올린 기사 1건을 버렸습니다.")


def test_an_article_comes_into_the_answers_and_goes_out_again(
    page: Page, server: Served, tmp_path: Path
) -> None:
    show_articles(page)
    upload(page, tmp_path, **{"달빛 시장": MARKET})
    take_in(page, "달빛 시장.txt")
    assert (server.corpus / "달빛 시장.txt").read_text("utf-8") == MARKET
    page.locator("#apply").click()
    expect(page.locator("#rebuild-progress .report")).to_contain_text("새 기사 1건")
    expect(page.locator("#banner")).to_be_hidden()
    expect(rows(page)).to_have_count(5)
    expect(page.locator("#heading .size")).to_contain_text("기사 5건")
    show_chat(page)
    answered(page, SHOPS)
    expect(page.locator("#chat .sentence").first).to_contain_text("57곳")

    show_articles(page)
    delete_newest(page, "달빛시장, 밤에도 연다")
    assert not (server.corpus / "달빛 시장.txt").exists()
    page.locator("#rebuild").click()
    expect(rows(page)).to_have_count(4)
    show_chat(page)
    answered(page, SHOPS)
    expect(page.locator("#chat .verdict")).to_be_visible()


def test_several_articles_wait_and_are_discarded_together(page: Page, tmp_path: Path) -> None:
    show_articles(page)
    upload(page, tmp_path, market=MARKET, ferry=FERRY)
    waiting = page.locator("#desk .waiting li")
    expect(waiting).to_have_count(2)
    waiting.filter(has_text="ferry.txt").get_by_role("button", name="미리 보기").click()
    expect(page.locator("#desk .opened .source-text")).to_contain_text("하루 아홉 번")
    page.get_by_role("button", name="모두 버리기").click()
    expect(page.locator("#desk .done")).to_have_text("올린 기사 2건을 버렸습니다.")
    expect(waiting).to_have_count(0)


def test_of_a_file_with_many_articles_the_first_is_shown(page: Page, tmp_path: Path) -> None:
    table = tmp_path / "소식.csv"
    table.write_text("제목,본문\n뱃길,배가 다닌다.\n등대,등대가 켜졌다.\n", encoding="utf-8")
    show_articles(page)
    page.locator("#upload").set_input_files(table)
    opened = page.locator("#desk .opened")
    expect(opened.locator(".hint")).to_contain_text("기사 2건이 있습니다")
    expect(opened.locator(".source-text")).to_have_text("뱃길\n\n배가 다닌다.")
    opened.get_by_role("button", name="버리기").click()
    expect(page.locator("#desk .done")).to_have_text("올린 기사 2건을 버렸습니다.")


def test_a_file_that_is_no_article_is_refused_with_the_reason(page: Page, tmp_path: Path) -> None:
    (tmp_path / "그림.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "속임수.txt").write_bytes(b"%PDF-1.7 \x00\x01")
    show_articles(page)
    page.locator("#upload").set_input_files([tmp_path / "그림.png", tmp_path / "속임수.txt"])
    refused = page.locator("#desk .refused")
    expect(refused).to_contain_text("받지 못한 파일 2개")
    expect(refused.locator(".group")).to_have_text(
        [re.compile("그림.png.*읽을 수 없는 종류"), re.compile("속임수.txt내용은 PDF입니다")]
    )
    expect(page.locator("#desk .waiting")).to_have_count(0)
