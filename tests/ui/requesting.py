"""Requests and events as Gradio hands them to the parts of the page, and a page to make them on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

import gradio as gr
from starlette.requests import Request

from ui.visiting import Visitor, visitor_of

Made = TypeVar("Made")


def request(
    visitor: str = "anna",
    language: str = "ko",
    *,
    name: str = "",
    address: str = "192.0.2.1",
    query: str = "",
) -> gr.Request:
    """Return a request of a page.

    Args:
        visitor: The value of their cookie; empty for none.
        language: What they chose to read.
        name: Under which they are logged in; empty where there is no login.
        address: The machine they ask from.
        query: What follows the `?` in the address of the page.
    """
    cookies = f"chulcheo_language={language}"
    if visitor:
        cookies += f"; chulcheo_visitor={visitor}"
    scope = {
        "type": "http",
        "headers": [(b"cookie", cookies.encode())],
        "client": (address, 50_000),
        "query_string": query.encode(),
    }
    return gr.Request(Request(scope), username=name or None, session_hash="tab")


def visitor(id_: str = "anna", language: str = "ko", address: str = "192.0.2.1") -> Visitor:
    return visitor_of(request(id_, language, address=address))


def event(**data: object) -> gr.EventData:
    return gr.EventData(None, data)


def selection(value: object) -> gr.SelectData:
    return gr.SelectData(None, {"index": 0, "value": value})


def on_a_page(make: Callable[[], Made]) -> Made:
    """Return what is made of Gradio's parts, inside a page.

    Outside of an event loop Gradio opens one, and never closes it.
    """

    async def run() -> Made:
        with gr.Blocks(analytics_enabled=False):
            return make()

    return asyncio.run(run())


def through_gradio(
    page: gr.Blocks, name: str, inputs: list[Any], sender: gr.Request, sent: gr.EventData
) -> list[Any]:
    """Return what Gradio sends to the browser when a method is called by its event."""
    (bound,) = [fn for fn in page.fns.values() if fn.name == name]

    async def run() -> list[Any]:
        done = await page.process_api(bound, inputs, request=sender, event_data=sent)
        return list(done["data"])

    return asyncio.run(run())
