"""The doors before the page: whatever a browser asks for passes through them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ui.server.guard import Guard
from ui.server.login import LoginGate
from ui.server.paths import ServedPaths
from ui.server.rules import make_rules

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from ui.server.limits import Limits
    from ui.server.options import ServerOptions


def behind_doors(app: ASGIApp, options: ServerOptions, limits: Limits, files: Path) -> ASGIApp:
    """Return an application that lets in whom the options let in, and nothing unsound.

    Args:
        app: What lies behind.
        options: Whom to let in.
        limits: How often.
        files: Where Gradio keeps files for a while; only those can be fetched by their path.
    """
    if options.accounts is not None:
        app = LoginGate(app, options.accounts, limits.tries)
    paths = ServedPaths(
        folder=files,
        has_login=options.accounts is not None,
        takes_uploads=options.takes_uploads,
    )
    return Guard(app, make_rules(options, limits, paths))
