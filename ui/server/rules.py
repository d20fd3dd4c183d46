"""What a request must fulfil before anything looks at what it wants."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from starlette.requests import HTTPConnection

from ui.server.hosts import authority_of, is_own_address, known_hosts
from ui.server.limits import address_key
from ui.server.paths import ServedPaths, is_call, is_upload
from ui.server.refusals import Reason, Refusal

if TYPE_CHECKING:
    from ui.server.limits import Limits
    from ui.server.options import ServerOptions

Rule: TypeAlias = Callable[[HTTPConnection], Refusal | None]

BODY_BYTES = 1_000_000
# Several files at once; Gradio holds each of them to its own limit.
UPLOAD_BYTES = 200_000_000
_METHODS = frozenset({"GET", "HEAD", "POST"})
# What a browser says of a request that our own page sends, or that a person types or bookmarks.
_OWN_SITES = frozenset({"same-origin", "none"})


def make_rules(options: ServerOptions, limits: Limits, paths: ServedPaths) -> tuple[Rule, ...]:
    """Return the rules in the order in which a request meets them."""
    return (
        host_rule(known_hosts(options.host, options.allowed_hosts)),
        check_origin,
        check_site,
        path_rule(paths),
        check_length,
        limit_rule(limits),
    )


def host_rule(hosts: frozenset[str]) -> Rule:
    """Return the rule that the page is opened under a name of ours.

    A foreign name can be made to lead here; the browser would then let its pages read ours.
    """

    def check_host(connection: HTTPConnection) -> Refusal | None:
        named = connection.headers.getlist("host")
        found = authority_of(named[0], connection.scope["scheme"]) if len(named) == 1 else None
        arrived_at, _ = connection.scope.get("server") or (None, None)
        if found and (found.host in hosts or is_own_address(found.host, arrived_at)):
            return None
        return Refusal(Reason.FOREIGN_HOST)

    return check_host


def check_origin(connection: HTTPConnection) -> Refusal | None:
    """Refuse what the page of another site sends, as its origin says."""
    named = connection.headers.getlist("origin")
    if not named:
        return None
    scheme, separator, authority = named[0].partition("://")
    # Something before us may have taken the encryption off.
    schemes = {connection.scope["scheme"], "https"}
    if len(named) == 1 and separator and scheme in schemes:
        host = authority_of(connection.headers.get("host", ""), scheme)
        if host is not None and authority_of(authority, scheme) == host:
            return None
    return Refusal(Reason.FOREIGN_SITE)


def check_site(connection: HTTPConnection) -> Refusal | None:
    """Refuse what another site makes a browser fetch; following a link from there is welcome."""
    site = connection.headers.get("sec-fetch-site", "none")
    if site in _OWN_SITES or is_link_followed(connection):
        return None
    return Refusal(Reason.FOREIGN_SITE)


def is_link_followed(connection: HTTPConnection) -> bool:
    """Return whether a browser opens the address in a window of its own."""
    return (
        connection.scope["method"] in ("GET", "HEAD")
        and connection.headers.get("sec-fetch-mode") == "navigate"
        and connection.headers.get("sec-fetch-dest") == "document"
    )


def path_rule(paths: ServedPaths) -> Rule:
    """Return the rule that there is something at the address."""

    def check_path(connection: HTTPConnection) -> Refusal | None:
        if connection.scope["method"] in _METHODS and paths.has(connection.scope["path"]):
            return None
        return Refusal(Reason.NOT_SERVED)

    return check_path


def check_length(connection: HTTPConnection) -> Refusal | None:
    """Refuse what is said to be too long; files must say how long they are."""
    declared = connection.headers.get("content-length", "")
    # A number of any length is a float.
    length = float(declared) if declared.isascii() and declared.isdigit() else None
    if is_upload(connection.scope["path"]):
        is_short = length is not None and length <= UPLOAD_BYTES
    else:
        is_short = length is None or length <= BODY_BYTES
    return None if is_short else Refusal(Reason.TOO_LARGE)


def limit_rule(limits: Limits) -> Rule:
    """Return the rule that nobody sends too much too fast."""

    def check_limits(connection: HTTPConnection) -> Refusal | None:
        if connection.scope["method"] != "POST":
            return None
        path = connection.scope["path"]
        key = client_key(connection)
        wait = limits.posts.wait_seconds(key)
        if not wait and is_call(path):
            wait = limits.calls.wait_seconds(key)
        if not wait and is_upload(path):
            length = int(connection.headers["content-length"])
            wait = limits.uploads.wait_seconds("", cost=length)
        return Refusal(Reason.TOO_OFTEN, wait) if wait else None

    return check_limits


def client_key(connection: HTTPConnection) -> str:
    """Return what the sender of a request is counted under."""
    return address_key(connection.client.host if connection.client else "")
