"""The page over the toy backend, served until it is told to end: `python -m tests.ui.toy_page`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Generator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rag.scope import EVERYTHING, Scope
from tests.ui.toy import ToyBackend
from ui.server.limits import Limits, RateLimiter
from ui.server.options import read_options
from ui.server.running import serve

if TYPE_CHECKING:
    from index.datatypes import Progress, UpdateReport
    from rag.datatypes import Answer, Turn

HOUR = 3600.0


class PacedBackend(ToyBackend):
    """Takes its time where a test wants to look on: each step waits for a byte from a pipe.

    Args:
        corpus: The folder of articles.
        opens: Holds back the building of the page.
        answers: Holds back each answer.
        updates: Holds back each article of an update but the first update.
        writer: The name of the language model; empty for none.
    """

    def __init__(
        self,
        corpus: Path,
        *,
        opens: Path | None,
        answers: Path | None,
        updates: Path | None,
        writer: str,
    ) -> None:
        self._opens, self._answers, self._updates = opens, answers, None
        super().__init__(corpus, writer=writer)
        self._updates = updates

    @property
    def store(self) -> Path:
        """Asked for by the page while it is built."""
        opens, self._opens = self._opens, None
        wait_for(opens)
        return super().store

    def answers(
        self,
        question: str,
        history: Sequence[Turn],
        scope: Scope = EVERYTHING,
        *,
        writes: bool = True,
    ) -> Generator[Answer, None, None]:
        wait_for(self._answers)
        yield from super().answers(question, history, scope, writes=writes)

    def update(self, progress: Progress) -> UpdateReport:
        def step(stage: str, done: int, total: int) -> None:
            progress(stage, done, total)
            wait_for(self._updates)

        return super().update(step)


def wait_for(pipe: Path | None) -> None:
    """Wait until somebody sends a byte, or has nothing more to send."""
    if pipe is not None:
        with pipe.open("rb", buffering=0) as sent:
            sent.read(1)


def main() -> None:
    given = parsed()
    options = read_options(
        host=given.host,
        port=given.port,
        login=given.login,
        allowed_hosts=given.allow_host,
        takes_uploads=not given.no_uploads,
        watches=given.watch,
    )
    limits = Limits()
    if given.questions:
        limits = Limits(questions=RateLimiter(given.questions, HOUR))
    if given.tries:
        limits = replace(limits, tries=RateLimiter(given.tries, HOUR))
    address: list[str] = []

    def announce() -> None:
        sys.stdout.write(f"{address[0]}\n")
        sys.stdout.flush()

    def note(ready: str) -> None:
        address.append(ready)
        if given.opens:
            announce()

    # Tests begin when the page itself is there, but for those of the one before it.
    serve(
        PacedBackend(
            given.corpus,
            opens=given.opens,
            answers=given.answers,
            updates=given.updates,
            writer=given.writer,
        ),
        options=options,
        limits=limits,
        on_ready=note,
        on_built=announce,
    )


def parsed() -> Namespace:
    parser = ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", default=0, type=int)
    parser.add_argument("--allow-host", default=[], action="append")
    parser.add_argument("--login", type=Path)
    parser.add_argument("--no-uploads", action="store_true")
    parser.add_argument("--watch", action="store_true")
    parser.add_argument("--questions", type=int)
    parser.add_argument("--tries", type=int)
    parser.add_argument("--opens", type=Path)
    parser.add_argument("--answers", type=Path)
    parser.add_argument("--updates", type=Path)
    parser.add_argument("--writer", default="")
    return parser.parse_args()


if __name__ == "__main__":
    main()
