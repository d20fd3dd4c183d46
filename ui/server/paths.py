"""The addresses that are served; whatever else Gradio would answer is closed."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from ui.server.opening import READY
from ui.server.refusals import API

LOGIN = "/login"
LOGOUT = "/logout"
UPLOAD = f"{API}upload"

_PAGES = frozenset(
    {
        "/",
        READY,
        "/config",
        "/theme.css",
        "/favicon.ico",
        "/manifest.json",
        "/pwa_icon",
        "/robots.txt",
    }
)
# Files of the packages themselves, and the visitor's own conversations as files.
_FOLDERS = ("/assets/", "/static/", "/svelte/", "/export/")
_FILE = f"{API}file="
_CALLS = tuple(f"{API}{name}/" for name in ("call", "run", "api"))
_EVENTS = frozenset(
    f"{API}{name}"
    for name in (
        *("app_id", "info", "openapi.json", "startup-events", "theme.css"),
        *("queue/join", "queue/data", "queue/status", "cancel", "reset"),
    )
)
_HEARTBEAT = f"{API}heartbeat/"
_UPLOADS = frozenset({UPLOAD, f"{API}upload_progress"})

_LONGEST = 1024
# What no address of ours has, but many an attempt to reach another file.
_UNWELCOME = re.compile(r"[\x00-\x1f\x7f\\\ufffd]|(?:^|/)\.{1,2}(?:/|$)|//")


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedPaths:
    """Which addresses lead somewhere.

    Attributes:
        folder: The only folder whose files may be fetched by their path: what the page itself
            puts there for a visitor, and what visitors upload.
        has_login: Whether there is a page to log in.
        takes_uploads: Whether files may be sent.
    """

    folder: Path
    has_login: bool
    takes_uploads: bool

    def has(self, path: str) -> bool:
        """Return whether a request for this path, percent signs decoded, may go on."""
        if len(path) > _LONGEST:
            return False
        if path.startswith(_FILE):
            return self._has_file(path.removeprefix(_FILE))
        if _UNWELCOME.search(path):
            return False
        bare = path.rstrip("/") or "/"
        return (
            bare in _PAGES
            or bare in _EVENTS
            or path.startswith((*_FOLDERS, *_CALLS, _HEARTBEAT))
            or (self.takes_uploads and bare in _UPLOADS)
            or (self.has_login and bare in (LOGIN, LOGOUT))
        )

    def _has_file(self, name: str) -> bool:
        try:
            # Links are followed: what counts is where the file lies.
            found = Path(os.path.realpath(name))
        except (OSError, ValueError):
            return False
        return found.is_relative_to(os.path.realpath(self.folder))


def is_call(path: str) -> bool:
    """Return whether a path is a call of the HTTP API."""
    return path.startswith(_CALLS)


def is_upload(path: str) -> bool:
    """Return whether a path takes files."""
    return path.rstrip("/") == UPLOAD
