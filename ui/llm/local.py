"""Runs a model file of the user's choice on this machine, in a process of its own.

Native code may crash, or take more memory than there is: then the process that it runs in is gone,
the page is not.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import secrets
import subprocess
import sys
import threading
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from index.errors import ModelError
from rag.writing.endpoint import Endpoint
from ui.llm.gguf import Heading, read_heading

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

# Room for the instructions, the passages and an answer.
WINDOW: Final = 4096
# By its path: `-m` would look for it first in the folder that the user happens to be in.
_PROGRAM: Final = Path(__file__).with_name("llama.py")
# Threads beyond these wait for the memory more than they compute.
_MOST_THREADS: Final = 8
# Seconds that a model may take to load: many gigabytes from a slow disk.
_LONGEST_START: Final = 300.0
# Patience for an answer: a few cores read a prompt slowly, and that they are at it is known.
_FIRST_SECONDS: Final = 240.0
_WHOLE_SECONDS: Final = 600.0
# Seconds that the process gets to end by itself.
_LONGEST_END: Final = 2.0
_GIGABYTE: Final = 1e9
_MEMORY: Final = Path("/proc/meminfo")
_AVAILABLE = re.compile(r"^MemAvailable:\s+(\d+) kB$", re.MULTILINE)
# A line of llama.cpp's log: when, E for an error, what.
_ERROR = re.compile(r"^[\d.]+ E (.+)$", re.MULTILINE)
_LAST_LINES: Final = 3


class LocalModel:
    """A language model in a file, served to this program alone; a context that ends with it.

    It is loaded when it is first needed. A process that crashed is not started again: the same
    file would crash it again, and loading takes memory and cores away from the page.

    Args:
        gguf: The model file.
        threads: How many cores compute; `None` for all that this program may use, at most 8.
        window: How many tokens prompt and answer have together, where the model knows as many.
        tell: Is given one line when the model is gone.

    Raises:
        ModelError: The file is no model that can answer, there is not the memory for it, or
            llama.cpp is not installed.
    """

    def __init__(
        self,
        gguf: Path,
        *,
        threads: int | None = None,
        window: int = WINDOW,
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._gguf = gguf.absolute()
        heading = read_heading(self._gguf)
        _check(self._gguf, heading)
        self._window = min(window, heading.window or window)
        self._threads = threads or min(_usable_cores(), _MOST_THREADS)
        self._tell = tell
        self._key = secrets.token_urlsafe()
        self._address: Future[str] = Future()
        self._opening = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._watch: threading.Thread | None = None
        self._is_closed = False

    @property
    def name(self) -> str:
        """What people know it by: the file's name without its ending."""
        return "".join(filter(str.isprintable, self._gguf.stem))

    def start(self) -> None:
        """Begin to load it, unless that has begun; returns at once.

        Raises:
            ModelError: It was ended already.
        """
        with self._opening:
            if self._is_closed:
                raise ModelError(f"{self._gguf} was ended; start the program again to use it")
            if self._process is None:
                self._process = _run(self._order())
                self._watch = threading.Thread(target=self._follow, args=[self._process])
                self._watch.daemon = True
                self._watch.start()

    def endpoint(self) -> Endpoint:
        """Return where it is served, as soon as it is loaded.

        Raises:
            ModelError: It cannot be loaded, or was ended before it was.
        """
        self.start()
        try:
            address = self._address.result(_LONGEST_START)
        except TimeoutError as error:
            message = f"{self._gguf} is not loaded after {_LONGEST_START:.0f} s; take a smaller one"
            raise ModelError(message) from error
        return Endpoint(
            url=f"{address}/v1",
            model=self.name,
            key=self._key,
            window=self._window,
            first_seconds=_FIRST_SECONDS,
            whole_seconds=_WHOLE_SECONDS,
        )

    def close(self) -> None:
        """End it, whatever it is at."""
        with self._opening:
            self._is_closed = True
        if self._process and self._watch:
            _end(self._process)
            self._watch.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _order(self) -> str:
        order = {
            "gguf": str(self._gguf),
            "name": self.name,
            "key": self._key,
            "threads": self._threads,
            "window": self._window,
        }
        return json.dumps(order)

    def _follow(self, process: subprocess.Popen[str]) -> None:
        """Wait until it is loaded, and then until it is gone."""
        log, address = _first_words(process)
        if address:
            self._address.set_result(address)
        status = process.wait()
        if not address:
            reason = "it was ended" if self._is_closed else _reason(log, status)
            self._address.set_exception(ModelError(f"cannot load {self._gguf}: {reason}"))
        elif not self._is_closed:
            self._tell(
                f"the language model {self.name} is gone ({_ending(status)}); "
                "answers are quotes alone until the program is started again"
            )


def _check(gguf: Path, heading: Heading) -> None:
    """Raise unless this machine can try to load the model."""
    if importlib.util.find_spec("xllamacpp") is None:
        message = "llama.cpp is not installed; install it with: pip install 'chulcheo[llm]'"
        raise ModelError(message)
    if not heading.has_template:
        message = (
            f"{gguf} has no chat template, so it does not follow instructions; "
            "take a model that does, often named instruct, it or chat"
        )
        raise ModelError(message)
    available = _available_memory()
    if available is not None and heading.size > available:
        message = (
            f"{gguf} takes {heading.size / _GIGABYTE:.1f} GB of memory, of which "
            f"{available / _GIGABYTE:.1f} GB are free; take a smaller model"
        )
        raise ModelError(message)


def _available_memory() -> int | None:
    """Return the bytes of memory that programs can still take, `None` where it is not known."""
    with suppress(OSError):
        found = _AVAILABLE.search(_MEMORY.read_text(encoding="ascii"))
        return 1024 * int(found[1]) if found else None
    return None


def _usable_cores() -> int:
    """Return how many cores this program may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _run(order: str) -> subprocess.Popen[str]:
    """Return the process that serves the model.

    It is in a session of its own: what the terminal interrupts is this program, which ends it.
    """
    process = subprocess.Popen(  # noqa: S603  (our own program)
        [sys.executable, "-P", str(_PROGRAM)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )
    # Where it has ended already, there is no address to come either.
    with suppress(BrokenPipeError):
        if process.stdin:
            process.stdin.write(f"{order}\n")
            process.stdin.flush()
    return process


def _first_words(process: subprocess.Popen[str]) -> tuple[str, str]:
    """Return what it says until loading ends, and its address, empty where it has none."""
    if process.stdout is None or process.stderr is None:
        return "", ""
    with process.stdout as reply, process.stderr as log:
        return log.read(), reply.readline().strip()


def _end(process: subprocess.Popen[str]) -> None:
    """End the process: its input ends, which it does not notice while it is loading."""
    with suppress(BrokenPipeError):
        if process.stdin:
            process.stdin.close()
    try:
        process.wait(_LONGEST_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _reason(log: str, status: int) -> str:
    """Return why it was not loaded, by its log or by how it ended, and what to do."""
    error = _ERROR.search(log)
    if error:
        return f"{error[1].strip()}; download the file again, or take another model"
    said = " ".join([_ending(status), *log.split("\n")[-_LAST_LINES:]]).strip()
    return f"{said}; take a smaller model"


def _ending(status: int) -> str:
    if status < 0:
        return f"it was ended with signal {-status}, as when memory runs out"
    return f"it ended with status {status}"
