"""Starts the page at once, and loads the engines behind it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from index.errors import ModelError
from ui.server.ports import free_port
from ui.server.running import serve
from ui.terminal import report_text, shown_progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.server.options import ServerOptions
    from ui.workspace import Workspace


def serve_page(space: Workspace, options: ServerOptions, tell: Callable[[str], None]) -> None:
    """Serve the chat page until it is interrupted; build the index first when there is none.

    Raises:
        InputError: The port is in use, or this machine cannot listen there.
        ChulcheoError: There is no index, and none can be built.
    """
    # Before the work of minutes, and before an engine could say a word of its own.
    free_port(options.host, options.port)
    if not space.has_index():
        with shown_progress() as progress:
            tell(report_text(space.update(progress)))
    space.snapshot()

    def warm_up_behind() -> None:
        # Not earlier: loading the engines beside Gradio would keep the page waiting for both.
        threading.Thread(target=warm_up, args=(space, tell), daemon=True).start()

    def tell_address(url: str) -> None:
        tell(f"the page is at {url}")
        if space.writer:
            tell(f"answers are written by {space.writer} and checked against the articles")
        if options.watches:
            tell(f"watching {space.corpus}: what changes there comes in by itself")

    serve(space, options=options, on_ready=tell_address, on_built=warm_up_behind)


def warm_up(space: Workspace, tell: Callable[[str], None]) -> None:
    """Load the engines; a question that comes earlier is answered by words alone, or waits."""
    try:
        space.warm_up()
    except ModelError as error:
        tell(f"answers go by words alone: {error}")
    else:
        tell("ready to answer")
        space.prepare_examples()
