"""The home of llama.cpp: a program of its own, that serves one model file.

    python ui/llm/llama.py

It reads one line of JSON, `{"gguf", "name", "key", "threads", "window"}`, writes the address that
it serves at as one line, and ends when its standard input does: so it never outlives whoever
started it, however that ended. The key comes this way because everybody on a machine can see the
arguments of a program. What llama.cpp says while it loads goes to standard error; what it says
later would be about questions, and goes nowhere.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import xllamacpp

_STDOUT, _STDERR = 1, 2
# llama.cpp tells of errors (1) and warnings (2), and not of each question (3).
_WARNINGS = 2
# It would keep up to 8 GiB of earlier prompts in memory. The latest one stays in any case, and with
# it the instructions, which all prompts begin with.
_KEPT_PROMPTS_MIB = 0


def parameters(order: dict[str, str | int]) -> xllamacpp.CommonParams:
    """Return how the server is to be set up; port 0 is one that nobody uses."""
    found = xllamacpp.CommonParams()
    found.model.path = order["gguf"]
    found.model_alias = {order["name"]}
    found.api_keys = [order["key"]]
    found.port = 0
    found.n_ctx = order["window"]
    found.cpuparams.n_threads = order["threads"]
    found.cpuparams_batch.n_threads = order["threads"]
    found.verbosity = _WARNINGS
    found.cache_ram_mib = _KEPT_PROMPTS_MIB
    found.cache_idle_slots = False
    # No page of its own, no other page may ask it, and it does not think aloud: who waits for an
    # answer waits long enough.
    found.ui = False
    found.cors_origins = ""
    found.enable_reasoning = 0
    return found


def main() -> None:
    """Serve a model until standard input ends."""
    order = json.loads(sys.stdin.readline())
    # What native code prints must not be taken for the address.
    with os.fdopen(os.dup(_STDOUT), "w") as reply:
        os.dup2(_STDERR, _STDOUT)
        try:
            server = xllamacpp.Server(parameters(order))
        except RuntimeError as error:
            sys.exit(str(error))
        reply.write(f"{server.listening_address}\n")
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), _STDOUT)
        os.dup2(nowhere.fileno(), _STDERR)
    sys.stdin.read()
    # Not through the server's own end, which waits for whatever is being written.
    os._exit(0)


if __name__ == "__main__":
    main()
