"""The door of the server with a toy application behind it."""

from __future__ import annotations

from pathlib import Path

from tests.ui.asking_asgi import Got, Sent, ToyApp, ask
from ui.server.guard import Guard
from ui.server.limits import Limits
from ui.server.options import ServerOptions
from ui.server.paths import ServedPaths
from ui.server.rules import make_rules

JOIN = "/gradio_api/queue/join"
UPLOAD = "/gradio_api/upload"


def guarded(
    app: ToyApp | None = None,
    *,
    options: ServerOptions | None = None,
    limits: Limits | None = None,
    folder: Path = Path("/nowhere/passing"),
    has_login: bool = False,
) -> Guard:
    options = options or ServerOptions()
    paths = ServedPaths(folder=folder, has_login=has_login, takes_uploads=options.takes_uploads)
    return Guard(app or ToyApp(), make_rules(options, limits or Limits(), paths))


def got(path: str = "/", method: str = "GET", **headers: str) -> Got:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return ask(guarded(), Sent(path=path, method=method, headers=named))
