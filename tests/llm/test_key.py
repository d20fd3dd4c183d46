"""The key of a language model: it goes to its server, and nowhere else."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.llm.stub import StubServer
from tests.sharing import SharedWorkspace
from tests.ui.served import ROOT, Served
from tests.ui.stories import write_corpus

if TYPE_CHECKING:
    from ui.wiring import Engines

pytestmark = pytest.mark.model

KEY = "sk-TEST-sentinel-of-nobody"
QUESTION = "갈매대교 공사비는 얼마가 들었나?"
ASK = "/gradio_api/call/v2/ask"
# What it may take to end all engines in order.
SECONDS = 120
PLACES = ("/", "/config", "/gradio_api/info", "/gradio_api/openapi.json")


@contextmanager
def served(folder: Path, url: str) -> Iterator[Served]:
    """Serve the real page, with all its engines, whatever they log."""
    log = folder / "log.txt"
    places = ["--corpus", str(folder / "corpus"), "--store", str(folder / "store")]
    command = [sys.executable, "-m", "ui", "ui", *places, "--port", "0", "--llm", url]
    environment = {**os.environ, "CHULCHEO_LLM_KEY": KEY, "OPENAI_LOG": "debug"}
    with (
        log.open("wb") as file,
        subprocess.Popen(
            [*command, "--model", "toy"],
            cwd=ROOT,
            env=environment,
            stdout=file,
            stderr=subprocess.PIPE,
            text=True,
        ) as process,
    ):
        assert process.stderr is not None
        said = []
        try:
            for line in process.stderr:
                said.append(line)
                if line.startswith("rag: ready to answer"):
                    break
            found = re.search(r"http://127\.0\.0\.1:(\d+)/", "".join(said))
            assert found, said
            yield Served(port=int(found[1]), corpus=folder / "corpus", log=log)
            process.send_signal(signal.SIGINT)
            rest = process.communicate(timeout=SECONDS)[1]
        finally:
            process.kill()
    log.write_text(log.read_text("utf-8") + "".join(said) + rest, encoding="utf-8")


def asked(page: Served) -> str:
    """Ask over the page's interface for programs, and return all that comes back."""
    body = json.dumps({"question": QUESTION}).encode()
    event = json.loads(page.ask(ASK, body, {"content-type": "application/json"}).text)["event_id"]
    return page.ask(f"/gradio_api/call/ask/{event}").text


def test_key_is_told_to_its_server_alone(tmp_path: Path, engines: Engines) -> None:
    write_corpus(tmp_path / "corpus")
    SharedWorkspace(tmp_path, engines).refresh()
    with StubServer() as stub:
        with served(tmp_path, stub.url) as page:
            seen = [page.ask(place).text for place in PLACES]
            for behaviour in ("good", "401", "500", "html_200", "dies_half_way"):
                stub.behave(behaviour, say=["갈매대교 공사비는 920억 원입니다 [1]."])
                seen.append(asked(page))
        keys = {chat.headers["authorization"] for chat in stub.chats}
    assert keys == {f"Bearer {KEY}"}
    assert '"outcome": "denied"' in "".join(seen)
    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert len(kept) > len(PLACES)
    assert KEY not in "".join(seen)
    assert all(KEY.encode() not in content for content in kept)
