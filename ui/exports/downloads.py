"""A conversation, or one answer of it, as a file to keep."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote

from starlette.responses import PlainTextResponse, Response

from index.errors import ChulcheoError, InputError
from ui.exports.html import conversation_to_html
from ui.exports.markdown import conversation_to_markdown
from ui.exports.parts import export_name
from ui.visiting import visitor_behind

if TYPE_CHECKING:
    from starlette.requests import Request

    from ui.backend import Backend
    from ui.chat.conversation import Conversation
    from ui.chat.keeping import Keeping
    from ui.visiting import Visitor
    from ui.words import Words

_HEADERS = {"cache-control": "no-store"}
PATH = "/export/{name:path}"
_NAME = re.compile(r"(?P<id>[A-Za-z0-9_-]{1,64})\.(?P<suffix>md|html)")


class Write(Protocol):
    """Writes a conversation as a file; the arguments are those of `parts_of`."""

    def __call__(
        self,
        conversation: Conversation,
        words: Words,
        publishers: Mapping[str, str],
        *,
        has_doubts: bool = False,
    ) -> str:
        """Return the file."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """How a file is written, and what it is called on the way."""

    write: Write
    media_type: str


FORMATS = {
    "md": Format(write=conversation_to_markdown, media_type="text/markdown; charset=utf-8"),
    "html": Format(write=conversation_to_html, media_type="text/html; charset=utf-8"),
}


class Downloads:
    """Hands out the conversations of each visitor to that visitor."""

    def __init__(self, backend: Backend, keeping: Keeping) -> None:
        self._backend = backend
        self._keeping = keeping

    def serve(self, request: Request) -> Response:
        """Return the file that `PATH` names; with `?answer=3` of the third answer alone.

        With `?doubts=1` it has also what a model wrote and no article carries, marked as such.
        """
        visitor = visitor_behind(request)
        try:
            suffix, chosen = self._chosen(visitor, request)
        except ChulcheoError as error:
            is_missing = isinstance(error, InputError)
            return PlainTextResponse(
                visitor.words.errors.error(error),
                HTTPStatus.NOT_FOUND if is_missing else HTTPStatus.SERVICE_UNAVAILABLE,
                _HEADERS,
            )
        name = quote(export_name(chosen.title, f".{suffix}"))
        form = FORMATS[suffix]
        return Response(
            form.write(
                chosen,
                visitor.words,
                self._publishers(),
                has_doubts=request.query_params.get("doubts") == "1",
            ),
            headers={
                **_HEADERS,
                "content-disposition": f"attachment; filename*=UTF-8''{name}",
                "content-type": form.media_type,
            },
        )

    def _chosen(self, visitor: Visitor, request: Request) -> tuple[str, Conversation]:
        found = _NAME.fullmatch(str(request.path_params["name"]))
        if found is None:
            message = "no such file; download conversations from their menu"
            raise InputError(message)
        conversation = self._keeping.load(visitor.id, found["id"])
        return found["suffix"], choose(conversation, request.query_params.get("answer"))

    def _publishers(self) -> Mapping[str, str]:
        try:
            articles = self._backend.articles()
        except ChulcheoError:
            # A conversation can be kept also while the index cannot be read.
            return {}
        return {article.source: article.publisher for article in articles if article.publisher}


def choose(conversation: Conversation, answer: str | None) -> Conversation:
    """Return the conversation, or with a number of an answer nothing of it but that.

    Raises:
        InputError: It has no such answer.
    """
    if answer is None:
        return conversation
    chosen = [item for item in conversation.exchanges if str(item.number) == answer]
    if not chosen:
        message = f"the conversation has no answer {answer[:20]!r}; download it from the chat"
        raise InputError(message)
    return replace(conversation, exchanges=tuple(chosen), title=chosen[0].answer.question)
