"""Hostile texts in the articles tab."""

from __future__ import annotations

import pytest
from playwright.sync_api import FilePayload, Locator, expect

from tests.browser.markup_lab.hostile_toy import NEW, UNREADABLE
from tests.browser.markup_lab.lab import SOME, Lab, squeezed, texts_of
from tests.browser.settling import settle

pytestmark = pytest.mark.browser


def test_in_the_list_of_articles_they_are_text(lab: Lab, articles: Locator) -> None:
    for state, ending in (("new", NEW), ("changed", ".txt"), ("indexed", UNREADABLE)):
        rows = articles.locator(f"tbody tr.{state}")
        shown = sorted(lab.shown)
        assert sorted(texts_of(rows.locator(".path"))) == [f"{text}{ending}" for text in shown]
        if state != "new":
            assert sorted(texts_of(rows.locator("a.source"))) == shown
            assert sorted(texts_of(rows.locator("td[data-label=언론사]"))) == shown
            assert sorted(texts_of(rows.locator("td[data-label=기자]"))) == shown


def test_in_the_picture_of_the_articles_they_are_text(lab: Lab, articles: Locator) -> None:
    dots = articles.locator("#timeline .dot").evaluate_all(
        "(all) => all.map((a) => a.dataset.title)"
    )
    assert {squeezed(dot).partition(" · ")[2] for dot in dots} == set(lab.shown)
    told = squeezed(articles.locator("#timeline .unseen").text_content() or "")
    assert sum(shown in told for shown in lab.shown) == 5


def test_in_what_the_folder_holds_they_are_text(lab: Lab, articles: Locator) -> None:
    articles.locator("#changes details").evaluate_all(
        "(all) => all.forEach((a) => (a.open = true))"
    )
    for kind, form in (
        ("added", "{0}.new.txt"),
        ("changed", "{0}.txt"),
        ("skipped", "{0}.txt {0}.txt"),
    ):
        names = articles.locator(f"#changes .{kind} li")
        assert texts_of(names) == [form.format(shown) for shown in lab.shown]


def test_in_the_error_about_an_article_it_is_text(lab: Lab, articles: Locator) -> None:
    rows = articles.locator("tbody tr.indexed")
    for place in range(rows.count()):
        path = squeezed(rows.nth(place).locator(".path").inner_text())
        rows.nth(place).locator("a.source").click()
        expect(lab.page.locator("#source .notice")).to_have_text(path)
    settle(lab.page)


def test_in_the_error_about_an_update_they_are_text(lab: Lab, articles: Locator) -> None:
    articles.locator("#rebuild").click()
    expect(articles.locator("#rebuild-progress .error")).to_have_text(" ".join(lab.shown))
    settle(lab.page)


@pytest.mark.parametrize("name", SOME)
def test_asked_before_an_article_is_deleted_it_is_text(
    lab: Lab, articles: Locator, name: str
) -> None:
    one = lab.named(name)
    rows = articles.locator("tbody tr.changed")
    place = texts_of(rows.locator("a.source")).index(one.shown)
    rows.nth(place).locator(".acts button").click()
    dialog = articles.locator("dialog")
    expect(dialog.locator("h3")).to_contain_text(one.shown)
    expect(dialog.locator(".path")).to_have_text(f"{one.shown}.txt")
    dialog.locator("button").first.click()
    settle(lab.page)


@pytest.mark.parametrize("name", SOME)
def test_as_the_only_article_to_ask_it_is_text(lab: Lab, articles: Locator, name: str) -> None:
    page, one = lab.page, lab.named(name)
    rows = articles.locator("tbody tr.changed")
    place = texts_of(rows.locator("a.source")).index(one.shown)
    rows.nth(place).locator("a.source").click()
    expect(page.locator("#source .path")).to_have_text(f"{one.shown}.txt")
    page.locator("#source a.only").click()
    settle(page)
    page.get_by_role("tab", name="대화").click()
    expect(page.locator("#scope-line")).to_contain_text(one.shown)


def test_as_names_of_uploads_they_are_text(lab: Lab, articles: Locator) -> None:
    files, told = [], []
    for one in lab.texts:
        # No system has a name with a stroke in it, but a browser reads this as one.
        name = squeezed(one.text).replace("/", "&sol;")[:80]
        files.append(FilePayload(name=f"{name}.txt", mimeType="text/plain", buffer="글".encode()))
        shown = one.shown.replace("/", "&sol;")[:80]
        told.append(f"{shown}.txt".rpartition("\\")[2])
    articles.locator("input[type=file]").set_input_files(files)
    expect(articles.locator(".refused")).to_be_visible()
    settle(lab.page)
    listed = texts_of(articles.locator(".refused .names li, .waiting .path"))
    assert set(listed) == set(told)


def test_in_previews_of_uploads_they_are_text(lab: Lab, articles: Locator) -> None:
    page = lab.page
    files = [
        FilePayload(
            name=f"올린-{one.name}.txt",
            mimeType="text/plain",
            buffer=f"올린 글 {one.text}\n\n가상일보 2024.03.02\n\n본문 {one.text} 끝.\n".encode(),
        )
        for one in lab.texts
    ]
    articles.locator("input[type=file]").set_input_files(files)
    items = articles.locator(".waiting li", has_text="올린-")
    expect(items).to_have_count(len(files))
    settle(page)
    for one in lab.texts:
        item = articles.locator(".waiting li", has_text=f"올린-{one.name}.txt")
        item.locator("[data-do^=preview]").click()
        opened = articles.locator(".opened")
        expect(opened.locator("h3")).to_have_text(f"올린-{one.name}.txt")
        shown = squeezed(opened.locator(".source-text").inner_text())
        assert shown == f"올린 글 {one.shown} 가상일보 2024.03.02 본문 {one.shown} 끝."
        settle(page)
    articles.locator("[data-do=reject-all]").click()
    settle(page)
