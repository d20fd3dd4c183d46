"""Where the page can be served."""

from __future__ import annotations

import errno
import socket

from index.errors import InputError

LARGEST_PORT = 65535


def free_port(host: str, port: int) -> int:
    """Return the port, or a free one for 0, after trying it.

    Raises:
        InputError: Nothing can listen there.
    """
    if not 0 <= port <= LARGEST_PORT:
        message = f"port {port} is not between 0 and {LARGEST_PORT}; choose another with --port"
        raise InputError(message)
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        # As the server itself does: a port that was just given up counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                message = f"port {port} is in use; choose another with --port"
            else:
                message = f"cannot listen on {host}:{port} ({error.strerror}); check --host"
            raise InputError(message) from error
        return int(probe.getsockname()[1])
