"""What came of asking, by what the server answered; and what to tell the user."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING

from rag.writing.model import WritingError

if TYPE_CHECKING:
    from rag.datatypes import Outcome
    from rag.writing.endpoint import Endpoint

# How servers say in a refusal that prompt and answer are longer than the window.
NARROW = re.compile(
    r"context[_ ](length|size|window)|maximum context|too long|too many tokens|must be <=",
    re.IGNORECASE,
)
UNKNOWN = re.compile(
    r"model_not_found|(invalid|unknown) model|model.{0,200}?(not found|not exist|not loaded)",
    re.IGNORECASE | re.DOTALL,
)
# How llama.cpp says that it has only just begun.
LOADING = re.compile(r"loading", re.IGNORECASE)
# Refusals of the request itself, which only their words tell apart.
EXPLAINED = frozenset(
    {HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY}
)

_BY_STATUS: Mapping[int, Outcome] = {
    HTTPStatus.UNAUTHORIZED: "denied",
    HTTPStatus.PAYMENT_REQUIRED: "denied",
    HTTPStatus.FORBIDDEN: "denied",
    # Nothing there is called so: the path is not that of the protocol.
    HTTPStatus.NOT_FOUND: "garbled",
    HTTPStatus.METHOD_NOT_ALLOWED: "garbled",
    HTTPStatus.REQUEST_TIMEOUT: "slow",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "narrow",
    HTTPStatus.TOO_MANY_REQUESTS: "busy",
    HTTPStatus.SERVICE_UNAVAILABLE: "busy",
    529: "busy",  # What some hosted services say when too many ask.
}
_MESSAGES: Mapping[Outcome, str] = {
    "cut_short": "the model {model} at {place} broke off; ask again",
    "too_long": "the model {model} at {place} would not end; ask for less, or take another model",
    "empty": "the model {model} at {place} wrote nothing; ask again, or take another model",
    "unreachable": "no language model answers at {place}{trust}; start one there, or name another "
    "with --llm",
    "denied": "the server at {place} {denial}; set CHULCHEO_LLM_KEY",
    "unknown_model": "the server at {place} has no model {model}; name another with --model",
    "loading": "the model {model} at {place} is still being loaded; ask again in a moment",
    "busy": "the server at {place} has too much to do; ask again later",
    "failed": "the server at {place} failed; look into its log",
    "slow": "the model {model} at {place} takes too long; ask again, or take a smaller model",
    "garbled": "what answers at {place} is no server of the OpenAI protocol; the URL of most ends "
    "in /v1",
    "redirected": "the server at {place} points to another address; name that one with --llm",
    "narrow": "the passages do not fit into the window of {model} at {place}; take a model with a "
    "larger one, or set CHULCHEO_LLM_WINDOW",
}


def failure(outcome: Outcome, endpoint: Endpoint) -> WritingError:
    """Return the error to raise, which holds nothing that the server said."""
    denial = "does not accept the key" if endpoint.key else "wants a key"
    is_secret = endpoint.place.startswith("https:")
    trust = ", or its certificate is not trusted" if is_secret else ""
    message = _MESSAGES[outcome].format(
        model=endpoint.model, place=endpoint.place, denial=denial, trust=trust
    )
    return WritingError(outcome, message)


def outcome_of_status(status: int, body: str) -> Outcome:
    """Return what an HTTP status that is no success says.

    Args:
        status: From 300.
        body: How the server explains it.
    """
    if status < HTTPStatus.BAD_REQUEST:
        return "redirected"
    if status in EXPLAINED and NARROW.search(body):
        return "narrow"
    if status in EXPLAINED and UNKNOWN.search(body):
        return "unknown_model"
    if status == HTTPStatus.SERVICE_UNAVAILABLE and LOADING.search(body):
        return "loading"
    return _BY_STATUS.get(status, "failed")
