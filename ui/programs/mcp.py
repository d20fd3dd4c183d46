"""The tools over MCP, the Model Context Protocol, on stdin and stdout."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import redirect_stdout
from typing import TYPE_CHECKING, Any

from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp_types import CallToolResult, ListToolsResult, TextContent, ToolAnnotations
from mcp_types import Tool as ListedTool

from ui.programs.door import refusing
from ui.programs.tools import NOTICE, TOOLS, run_tool

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import FrameType

    from mcp.server import ServerRequestContext
    from mcp_types import CallToolRequestParams, PaginatedRequestParams

    from ui.programs.door import ReadOnly

# Each question keeps all cores busy.
_AT_ONCE = 2
_READS_ONLY = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


class RefusedError(Exception):
    """The one line that a caller is told in place of a result."""


def serve_tools(backend: ReadOnly) -> None:
    """Serve the tools until stdin ends, or the process is told to end: both end it with 0.

    Stdout carries the protocol alone; what else is printed goes to stderr.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _end)
    asyncio.run(_serve(make_server(backend)))


def make_server(backend: ReadOnly) -> Server:
    """Return what answers the requests of the protocol; nothing is loaded before the first call."""
    limit = asyncio.Semaphore(_AT_ONCE)

    async def list_tools(
        _context: ServerRequestContext, _params: PaginatedRequestParams | None
    ) -> ListToolsResult:
        return ListToolsResult(tools=_listed_tools())

    async def call_tool(
        _context: ServerRequestContext, params: CallToolRequestParams
    ) -> CallToolResult:
        async with limit:
            return await asyncio.to_thread(_call, backend, params.name, params.arguments or {})

    return Server(
        "chulcheo",
        title="출처 · chulcheo",
        instructions=f"Ask a folder of articles; every answer cites its quotes. {NOTICE}",
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


async def _serve(server: Server) -> None:
    async with stdio_server() as (incoming, outgoing):
        # What is printed, and kept back for later, would else end up behind the protocol.
        with redirect_stdout(sys.stderr):
            await server.run(incoming, outgoing, server.create_initialization_options())


def _listed_tools() -> list[ListedTool]:
    return [
        ListedTool(
            name=name,
            title=tool.title,
            description=tool.description,
            input_schema=tool.input_schema(),
            output_schema=tool.output_schema(),
            annotations=_READS_ONLY,
        )
        for name, tool in TOOLS.items()
    ]


def _call(backend: ReadOnly, name: str, arguments: Mapping[str, Any]) -> CallToolResult:
    try:
        with refusing(RefusedError):
            result = run_tool(backend, name, arguments)
    except RefusedError as refused:
        return CallToolResult(content=[TextContent(text=str(refused))], is_error=True)
    return CallToolResult(
        content=[TextContent(text=result.text)], structured_content=result.content
    )


def _end(_signal: int, _frame: FrameType | None) -> None:
    # The thread that waits for the next line of stdin cannot be interrupted, so an orderly end
    # would wait for it; and nothing is held here that would have to be put away.
    os._exit(0)
