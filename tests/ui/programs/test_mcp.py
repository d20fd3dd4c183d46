from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest
from mcp import Client, StdioServerParameters

from tests.ui.toy_programs import SECRET, UNEXPECTED
from tests.ui.toy_workspace import BRIDGE, SURE, SURE_ANSWER, contents, made_workspace
from ui.programs.mcp import make_server
from ui.programs.tools import NOTICE

if TYPE_CHECKING:
    from mcp_types import CallToolResult

ROOT = Path(__file__).parents[3]
SECONDS = 30
Found = TypeVar("Found")
OPENING = {
    "protocolVersion": "2025-06-18",
    "capabilities": {},
    "clientInfo": {"name": "toy", "version": "1"},
}


def toy(folder: Path) -> list[str]:
    """Return the command that serves the index in a folder with toy engines."""
    places = [str(folder / "corpus"), str(folder / "store")]
    return [sys.executable, "-m", "tests.ui.toy_programs", *places]


def talk(command: list[str], say: Callable[[Client], Awaitable[Found]]) -> Found:
    """Return what was found out in one conversation with a server."""

    async def run() -> Found:
        server = StdioServerParameters(command=command[0], args=command[1:], cwd=ROOT)
        async with asyncio.timeout(SECONDS), Client(server) as client:
            return await say(client)

    return asyncio.run(run())


def line(result: CallToolResult) -> str:
    """Return the text of a result."""
    (content,) = result.content
    assert content.type == "text"
    return content.text


def message(method: str, number: int | None = None, **params: object) -> str:
    """Return a line of the protocol; without a number, nobody answers it."""
    numbered = {} if number is None else {"id": number}
    return json.dumps({"jsonrpc": "2.0", **numbered, "method": method, "params": params}) + "\n"


@contextmanager
def started(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Give a server that has answered a question; as usual, it keeps back what it prints."""
    with subprocess.Popen(
        toy(folder),
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"},
        encoding="utf-8",
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(message("initialize", 1, **OPENING))
        server.stdin.write(message("notifications/initialized"))
        server.stdin.write(message("tools/call", 2, name="ask", arguments={"question": SURE}))
        server.stdin.flush()
        answers = [json.loads(server.stdout.readline()) for _ in range(2)]
        assert [answer["id"] for answer in answers] == [1, 2]
        assert answers[1]["result"]["structuredContent"]["answer"] == SURE_ANSWER
        yield server


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mcp")
    made_workspace(folder)
    return folder


def test_two_tools_are_listed_that_only_read(folder: Path) -> None:
    listed = talk(toy(folder), lambda client: client.list_tools())
    assert [tool.name for tool in listed.tools] == ["ask", "search"]
    for tool in listed.tools:
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint is True
        assert tool.annotations.destructive_hint is False
        assert tool.annotations.open_world_hint is False
        assert tool.input_schema["additionalProperties"] is False
        assert tool.output_schema is not None


def test_nothing_but_tools_is_offered(folder: Path) -> None:
    server = make_server(made_workspace(folder))
    offered = server.get_capabilities().model_dump(exclude_none=True)
    assert offered.keys() <= {"tools", "experimental", "extensions"}
    assert "tools" in offered


def test_tools_answer_with_quotes_and_write_nothing(folder: Path) -> None:
    async def say(client: Client) -> tuple[CallToolResult, CallToolResult]:
        history = [{"question": "배는 몇 척인가?", "answer": "3척이다."}]
        asked = {"question": SURE, "history": history, "sources": ["bridge.txt"]}
        sought = {"query": SURE, "top_k": 1}
        return await client.call_tool("ask", asked), await client.call_tool("search", sought)

    before = contents(folder)
    answered, found = talk(toy(folder), say)
    assert contents(folder) == before
    assert not answered.is_error
    assert answered.structured_content["answer"] == SURE_ANSWER
    (citation,) = answered.structured_content["citations"]
    assert BRIDGE[citation["start"] : citation["end"]] == citation["quote"] == SURE
    assert answered.structured_content["notice"] == NOTICE
    assert line(answered).startswith(f"{NOTICE}\n\n> {SURE_ANSWER}\n")
    (passage,) = found.structured_content["passages"]
    assert BRIDGE[passage["start"] : passage["end"]] == passage["text"]
    assert line(found).startswith(f"{NOTICE}\n\n> [1] 섬마을 다리 열리다 ")


def test_bad_calls_are_told_in_one_line_and_the_next_is_answered(folder: Path) -> None:
    calls: list[tuple[str, dict[str, object]]] = [
        ("ask", {"question": ""}),
        ("ask", {"question": "가" * 2001}),
        ("ask", {}),
        ("ask", {"question": UNEXPECTED}),
        ("search", {"query": SURE, "top_k": 1000}),
        ("delete", {"source": "bridge.txt"}),
        ("ask", {"question": SURE}),
    ]

    async def say(client: Client) -> list[CallToolResult]:
        return [await client.call_tool(name, arguments) for name, arguments in calls]

    *refused, answered = talk(toy(folder), say)
    assert all(result.is_error and result.structured_content is None for result in refused)
    assert [line(result) for result in refused] == [
        "the question is empty; type one",
        "the question has 2,001 characters, 2,000 are allowed; shorten it",
        "the question must be a text; put it in double quotes",
        "something unexpected went wrong; what it was stands in the log of the server",
        "top_k must be a whole number from 1 to 100",
        "no tool 'delete'; call one of: ask, search",
    ]
    assert SECRET not in "".join(map(line, refused))
    assert not answered.is_error


def test_program_serves_without_an_index_and_says_how_to_make_one(tmp_path: Path) -> None:
    places = ["--corpus", str(tmp_path), "--store", str(tmp_path / "store")]
    result = talk(
        [sys.executable, "-m", "ui", "mcp", *places],
        lambda client: client.call_tool("ask", {"question": SURE}),
    )
    assert result.is_error
    assert line(result).startswith(f"no index at {tmp_path / 'store'}")
    assert len(line(result).splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_program_ends_with_its_input_and_prints_nothing_but_the_protocol(folder: Path) -> None:
    with started(folder) as server:
        rest, told = server.communicate(timeout=SECONDS)
    assert (server.returncode, rest) == (0, "")
    assert sorted(told.splitlines()) == ["loading", "loading more"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without asking it")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_program_ends_when_it_is_told_to(folder: Path, number: signal.Signals) -> None:
    with started(folder) as server:
        server.send_signal(number)
        assert server.wait(SECONDS) == 0


@pytest.mark.parametrize("missing", ["mcp", "mcp_types"])
def test_missing_package_is_told_in_one_line(tmp_path: Path, missing: str) -> None:
    program = f'raise ModuleNotFoundError("No module named {missing!r}", name={missing!r})\n'
    (tmp_path / f"{missing}.py").write_text(program, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "ui", "mcp"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        check=False,
        encoding="utf-8",
        input="",
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "rag: a package for MCP is missing; install it with: pip install 'chulcheo[mcp]'\n"
    )
