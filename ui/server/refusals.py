"""Requests that are taken no further, and the short answer that says why."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, PlainTextResponse, Response

from ui.visiting import LANGUAGE_COOKIE
from ui.words.choosing import Language, language_of
from ui.words.refusals import REFUSALS

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection

API = "/gradio_api/"


class Reason(Enum):
    """Why a request is refused; the value is the status code of the answer."""

    FOREIGN_HOST = 400
    LOGIN_FIRST = 401
    FOREIGN_SITE = 403
    NOT_SERVED = 404
    TOO_SLOW = 408
    TOO_LARGE = 413
    TOO_OFTEN = 429


@dataclass(frozen=True, slots=True)
class Refusal:
    """That a request is refused.

    Attributes:
        reason: Why.
        wait: After how many seconds it would be taken, where that is the reason.
    """

    reason: Reason
    wait: float = 0.0


def refusal_response(refusal: Refusal, connection: HTTPConnection) -> Response:
    """Return the answer to a refused request: a line of text, or of JSON for programs."""
    line = _line(refusal, spoken_language(connection))
    headers = {"cache-control": "no-store"}
    if refusal.reason is Reason.TOO_OFTEN:
        headers["retry-after"] = str(math.ceil(refusal.wait))
    if str(connection.scope["path"]).startswith(API):
        # The page reads the one, its Python client the other.
        content = {"detail": line, "error": line}
        return JSONResponse(content, refusal.reason.value, headers)
    return PlainTextResponse(f"{line}\n", refusal.reason.value, headers)


def spoken_language(connection: HTTPConnection) -> Language:
    """Return the language in which to answer whoever sent a request."""
    return language_of(
        connection.cookies.get(LANGUAGE_COOKIE), connection.headers.get("accept-language")
    )


def _line(refusal: Refusal, language: Language) -> str:
    said = REFUSALS[language]
    if refusal.reason is Reason.TOO_OFTEN:
        return said.too_often(math.ceil(refusal.wait))
    return str(getattr(said, refusal.reason.name.lower()))
