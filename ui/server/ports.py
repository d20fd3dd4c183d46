"""Where the page can be served."""

from __future__ import annotations

import errno
import socket

from index.errors import InputError
from ui.server.hosts import WILDCARDS

LARGEST_PORT = 65535


def free_port(host: str, port: int) -> int:
    """Return the port, or a free one for 0, after trying it.

    Raises:
        InputError: Nothing can listen there.
    """
    with bound_socket(host, port) as probe:
        return int(probe.getsockname()[1])


def bound_socket(host: str, port: int) -> socket.socket:
    """Return a socket that can listen there; it is the caller's to close.

    Args:
        host: An address or a name.
        port: A port, or 0 for a free one.

    Raises:
        InputError: Nothing can listen there.
    """
    if not 0 <= port <= LARGEST_PORT:
        message = f"port {port} is not between 0 and {LARGEST_PORT}; choose another with --port"
        raise InputError(message)
    bound = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    # A port that was just given up counts as free.
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        if error.errno == errno.EADDRINUSE:
            message = f"port {port} is in use; choose another with --port"
        else:
            message = f"cannot listen on {host}:{port} ({error.strerror}); check --host"
        raise InputError(message) from error
    return bound


def page_address(host: str, port: int) -> str:
    """Return the address at which a browser on this machine opens what listens there."""
    name = "localhost" if host in WILDCARDS else host
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"
