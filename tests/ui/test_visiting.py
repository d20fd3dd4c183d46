from __future__ import annotations

from collections.abc import Mapping

import gradio as gr
import pytest
from starlette.requests import Request

from tests.ui.requesting import request
from ui.visiting import NAME_KEY, visitor_behind, visitor_of
from ui.words import WORDS


def sent(
    cookie: str = "", accepted: str = "", scope: Mapping[str, object] | None = None
) -> Request:
    given = {b"cookie": cookie.encode(), b"accept-language": accepted.encode()}
    headers = [(name, value) for name, value in given.items() if value]
    told = {"type": "http", "headers": headers, "client": ("192.0.2.7", 1)}
    return Request({**told, **(scope or {})})


@pytest.mark.parametrize(
    ("cookie", "name", "session", "id_"),
    [
        ("chulcheo_visitor=anna", None, "tab", "anna"),
        ("chulcheo_visitor=anna", "한바다", "tab", "login:한바다"),
        ("", "한바다", "tab", "login:한바다"),
        # Without cookies each page is a visitor of its own; and what names no page is nobody.
        ("", None, "tab", "page:tab"),
        ("chulcheo_visitor=", None, "tab", "page:tab"),
        ("", None, "", ""),
        ("", None, None, ""),
    ],
)
def test_events_belong_to_the_name_else_the_browser_else_the_page(
    cookie: str, name: str | None, session: str | None, id_: str
) -> None:
    found = visitor_of(gr.Request(sent(cookie), username=name, session_hash=session))
    assert (found.id, found.name) == (id_, name or "")


@pytest.mark.parametrize(
    ("cookie", "scope", "id_", "name"),
    [
        ("chulcheo_visitor=anna", {}, "anna", ""),
        ("chulcheo_visitor=anna", {NAME_KEY: "한바다"}, "login:한바다", "한바다"),
        ("chulcheo_visitor=anna", {NAME_KEY: None}, "anna", ""),
        ("", {}, "", ""),
    ],
)
def test_files_belong_to_the_name_else_the_browser(
    cookie: str, scope: dict[str, object], id_: str, name: str
) -> None:
    found = visitor_behind(sent(cookie, scope=scope))
    assert (found.id, found.name) == (id_, name)


def test_two_browsers_are_two_visitors() -> None:
    assert visitor_of(request("anna")).id != visitor_of(request("bert")).id


@pytest.mark.parametrize(
    ("cookie", "accepted", "language"),
    [
        ("", "", "ko"),
        ("", "en-US,en;q=0.9", "en"),
        ("chulcheo_language=ko", "en-US", "ko"),
        ("chulcheo_language=en", "ko", "en"),
        ("chulcheo_language=fr", "en", "en"),
    ],
)
def test_language_is_the_chosen_one_else_that_of_the_browser(
    cookie: str, accepted: str, language: str
) -> None:
    behind = sent(cookie, accepted)
    for found in (visitor_behind(behind), visitor_of(gr.Request(behind, session_hash="tab"))):
        assert found.language == language
        assert found.words == WORDS[found.language]


@pytest.mark.parametrize("name", ["get", "keys", "__class__", "items"])
def test_cookies_of_other_programs_hide_none_of_ours(name: str) -> None:
    # Programs at other ports of this machine set cookies that come here, too.
    found = visitor_of(gr.Request(sent(f"{name}=x; chulcheo_visitor=anna"), session_hash="tab"))
    assert found.id == "anna"


def test_address_is_that_of_the_connection() -> None:
    assert visitor_behind(sent()).address == "192.0.2.7"
    assert visitor_of(gr.Request(sent(scope={"client": ("::1", 9)}))).address == "::1"
    assert visitor_behind(sent(scope={"client": None})).address == ""
