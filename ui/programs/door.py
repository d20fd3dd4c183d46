"""Where other programs come in: what they send is checked here, and errors leave as one line."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from index.errors import ChulcheoError, InputError
from rag.datatypes import Turn
from rag.query import MOST_CHARACTERS, check_question
from rag.scope import EVERYTHING, Scope
from ui.plain import one_line

if TYPE_CHECKING:
    from index.datatypes import DocumentSummary
    from rag.datatypes import Answer, Passage
    from ui.status import Status

MOST_PASSAGES = 100
# Of a longer conversation the latest turns are read, of a longer answer the beginning: both only
# tell what a follow-up question leaves out.
MOST_TURNS = 20
MOST_ANSWER_CHARACTERS = 4000
# As much of a wrong name as is needed to recognise it.
SHOWN_CHARACTERS = 80

UNEXPECTED = "something unexpected went wrong; what it was stands in the log of the server"


class ReadOnly(Protocol):
    """The part of a backend that other programs may use: nothing in it changes anything."""

    def ask(self, question: str, history: Sequence[Turn], scope: Scope = EVERYTHING) -> Answer:
        """Return the answer from the articles in scope; raises `ChulcheoError`."""
        ...

    def search(self, query: str, *, top_k: int, scope: Scope = EVERYTHING) -> list[Passage]:
        """Return at most `top_k` passages, best first; raises `ChulcheoError`."""
        ...

    def articles(self) -> list[DocumentSummary]:
        """Return all articles of the index, without their texts; raises `ChulcheoError`."""
        ...

    def status(self) -> Status:
        """Return what the index holds; raises `ChulcheoError`."""
        ...


def answer_question(
    backend: ReadOnly, question: object, history: object, sources: object
) -> Answer:
    """Return the answer to a question that another program sent.

    Args:
        backend: What answers.
        question: A text.
        history: `{"question": ..., "answer": ...}` for each turn before, oldest first, or nothing.
            Other keys, such as a role, are ignored.
        sources: Names of the articles to answer from; all where there is nothing.

    Raises:
        ChulcheoError: Something sent is not that (`InputError`), or the index cannot answer.
    """
    asked = check_question(check_text(question, "the question"))
    return backend.ask(asked, read_history(history), read_scope(backend, sources))


def find_passages(
    backend: ReadOnly, query: object, top_k: object, sources: object
) -> list[Passage]:
    """Return the passages nearest to a query that another program sent, best first.

    Args:
        backend: What searches.
        query: A text.
        top_k: How many at most, in `[1, MOST_PASSAGES]`.
        sources: Names of the articles to search; all where there is nothing.

    Raises:
        ChulcheoError: As for `answer_question`.
    """
    wanted = check_question(check_text(query, "the query"))
    # To Python, `true` is a number too.
    if type(top_k) is not int or not 1 <= top_k <= MOST_PASSAGES:
        message = f"top_k must be a whole number from 1 to {MOST_PASSAGES}"
        raise InputError(message)
    return backend.search(wanted, top_k=top_k, scope=read_scope(backend, sources))


def read_history(history: object) -> tuple[Turn, ...]:
    """Return the latest turns of a conversation.

    Raises:
        InputError: It is not a list of turns.
    """
    return tuple(map(_turn, _items(history, "history")[-MOST_TURNS:]))


def read_scope(backend: ReadOnly, sources: object) -> Scope:
    """Return the choice of these articles; of all where none is named.

    Raises:
        InputError: It is not a list of names, or one of them is not in the index.
    """
    names = [check_text(name, "each of sources") for name in _items(sources, "sources")]
    if not names:
        return EVERYTHING
    known = {summary.source for summary in backend.articles()}
    for name in names:
        if name not in known:
            message = (
                f"no article {name[:SHOWN_CHARACTERS]!r} in the index; "
                "write each source as a passage names it"
            )
            raise InputError(message)
    return Scope(sources=frozenset(names))


def check_text(value: object, name: str) -> str:
    """Return a text that every engine can take.

    Raises:
        InputError: It is none.
    """
    if not isinstance(value, str):
        message = f"{name} must be a text; put it in double quotes"
        raise InputError(message)
    # JSON can spell half of a pair; no encoder, database or answer would take it.
    if any("\ud800" <= character <= "\udfff" for character in value):
        message = f"{name} has half of a surrogate pair; write the whole character"
        raise InputError(message)
    return value


@contextmanager
def refusing(refusal: Callable[[str], Exception]) -> Iterator[None]:
    """Let no error out but the refusal of one line; what was not foreseen is logged here."""
    try:
        yield
    except ChulcheoError as error:
        raise refusal(one_line(str(error))) from error
    except Exception as error:
        logging.getLogger(__name__).exception("a request of another program failed")
        raise refusal(UNEXPECTED) from error


def _turn(value: object) -> Turn:
    if not isinstance(value, dict):
        message = 'a turn of history must be {"question": "...", "answer": "..."}'
        raise InputError(message)
    question = check_text(value.get("question"), "the question of each turn of history")
    answer = check_text(value.get("answer"), "the answer of each turn of history")
    return Turn(question=question[:MOST_CHARACTERS], answer=answer[:MOST_ANSWER_CHARACTERS])


def _items(value: object, name: str) -> list[object]:
    if value is None:
        return []
    if not isinstance(value, list):
        message = f"{name} must be a list; put the value in square brackets"
        raise InputError(message)
    return value
