"""Many questions in one process: JSON lines in, one JSON object a line out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import InputError
from rag.questions import parse_ask
from ui.plain import answer_to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ui.workspace import Workspace


def answer_lines(
    space: Workspace,
    lines: Iterable[bytes],
    write: Callable[[object], None],
    tell: Callable[[str], None],
) -> int:
    """Answer each line and return the exit status: 1 when a line could not be answered.

    A line that is no question stops none of the others: it is told of, and an object with `error`
    stands in its place, so that the n-th line out always belongs to the n-th line in. Blank lines
    are passed over.

    Args:
        space: What answers.
        lines: UTF-8, `{"question": ..., "history": [...]}` each.
        write: Takes an answer object.
        tell: Takes a line about a bad line.

    Raises:
        StoreError, ModelError: There is nothing to answer with.
    """
    status = 0
    # What is wrong with the index is no fault of the first line.
    space.answerer()
    for number, raw in enumerate(lines, start=1):
        if not raw.strip():
            continue
        try:
            question, history = parse_ask(decode(raw))
            write(answer_to_json(space.ask(question, history)))
        except InputError as error:
            status = 1
            message = f"line {number}: {error}"
            tell(message)
            write({"error": message})
    return status


def decode(raw: bytes) -> str:
    """Return a line as text.

    Raises:
        InputError: It is not UTF-8.
    """
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"not UTF-8 at byte {error.start}; send UTF-8"
        raise InputError(message) from error
