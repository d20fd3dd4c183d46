from __future__ import annotations

import asyncio
from pathlib import Path

import gradio as gr
import pytest
from fastapi import FastAPI, Request
from gradio import processing_utils

from tests.ui.asking_asgi import Sent
from ui.server.gradio_app import logged_in, mount
from ui.visiting import NAME_KEY


def mounted(folder: Path, *, files: Path | None = None) -> gr.Blocks:
    """Return a page without anything on it, mounted beside a corpus and a store."""

    async def make() -> gr.Blocks:
        # Gradio opens an event loop for a page made outside of one, and never closes it.
        blocks = gr.Blocks(analytics_enabled=False)
        with blocks:
            gr.Textbox()
        private = (folder / "corpus", folder / "store")
        mount(FastAPI(), blocks, private, files or folder / "files", has_login=False)
        return blocks

    return asyncio.run(make())


def test_no_file_is_served_by_its_path(tmp_path: Path) -> None:
    blocks = mounted(tmp_path)
    assert blocks.allowed_paths == []
    private = [str(tmp_path / "corpus"), str(tmp_path / "store"), str(Path.cwd())]
    assert blocks.blocked_paths == private


def test_folder_of_passing_files_is_not_closed_by_one_above_it(tmp_path: Path) -> None:
    blocks = mounted(tmp_path, files=tmp_path / "corpus" / "chulcheo-1" / "files")
    assert blocks.blocked_paths == [str(tmp_path / "store"), str(Path.cwd())]


def test_nothing_that_opens_the_page_further_is_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("MCP_SERVER", "SHARE", "SSR_MODE", "RUN_HISTORY"):
        monkeypatch.setenv(f"GRADIO_{name}", "True")
    blocks = mounted(tmp_path)
    assert (blocks.mcp_server, blocks.share, blocks.ssr_mode) == (False, False, False)
    assert (blocks.run_history, blocks.show_error, blocks.enable_monitoring) == (
        False,
        False,
        False,
    )
    assert blocks.root_path == ""
    assert blocks.max_file_size == 20_000_000


def test_address_that_a_visitor_names_is_not_fetched(tmp_path: Path) -> None:
    mounted(tmp_path)
    fetch = processing_utils.async_ssrf_protected_download("https://192.0.2.1/x", str(tmp_path))
    with pytest.raises(gr.Error, match="only files that were uploaded here can be used"):
        asyncio.run(fetch)


@pytest.mark.parametrize(("kept", "name"), [({}, None), ({NAME_KEY: "한바다"}, "한바다")])
def test_who_is_logged_in_stands_in_the_scope(kept: dict[str, str], name: str | None) -> None:
    assert logged_in(Request({**Sent().scope(), **kept})) == name
