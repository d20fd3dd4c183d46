"""Starts the page at once, and loads the engines behind it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from index.errors import ChulcheoError
from ui.ports import free_port
from ui.terminal import report_text, shown_progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.workspace import Workspace


def serve_page(space: Workspace, *, host: str, port: int, tell: Callable[[str], None]) -> None:
    """Serve the chat page until it is interrupted; build the index first when there is none.

    Raises:
        InputError: The port is in use, or this machine cannot listen there.
        ChulcheoError: There is no index, and none can be built.
    """
    # Before the work of minutes, and before an engine could say a word of its own.
    chosen = free_port(host, port)
    if not space.has_index():
        with shown_progress() as progress:
            tell(report_text(space.update(progress)))
    space.snapshot()
    from ui.page import serve

    def warm_up_behind(url: str) -> None:
        # Not earlier: loading the engines beside Gradio would keep the page waiting for both.
        tell(f"the page is at {url}")
        threading.Thread(target=warm_up, args=(space, tell), daemon=True).start()

    serve(space, host=host, port=chosen, on_ready=warm_up_behind)


def warm_up(space: Workspace, tell: Callable[[str], None]) -> None:
    """Load the engines; a question that comes earlier waits for them."""
    try:
        space.warm_up()
    except ChulcheoError as error:
        tell(str(error))
    else:
        tell("ready to answer")
