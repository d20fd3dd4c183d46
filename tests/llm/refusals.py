"""How servers of language models say no."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.llm.talking import Talk


def refuses(
    status: int,
    message: str,
    *,
    code: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Callable[[Talk], None]:
    """Return the behaviour of answering with an error, as such servers write it."""

    def behave(talk: Talk) -> None:
        # Some servers repeat what they were given; nobody may believe or show that.
        told = message.format(key=talk.asked.headers.get("authorization", "none"))
        error = {"message": told, "type": "invalid_request_error", "param": None, "code": code}
        talk.send_json(status, {"error": error}, headers)

    return behave


REFUSALS: Mapping[str, Callable[[Talk], None]] = {
    "400": refuses(400, "I do not like this request."),
    "401": refuses(401, "Incorrect API key provided: {key}.", code="invalid_api_key"),
    "403": refuses(403, "The key {key} may not do this."),
    "404": refuses(404, "The model does not exist.", code="model_not_found"),
    "413": refuses(413, "Request entity too large."),
    "429": refuses(429, "Rate limit reached for {key}.", headers={"Retry-After": "0.05"}),
    "429_for_long": refuses(429, "Come back tomorrow.", headers={"Retry-After": "86400"}),
    "500": refuses(500, "Internal error with {key}."),
    "503": refuses(503, "Loading model."),
    "narrow": refuses(
        400,
        "This model's maximum context length is 2048 tokens; max_tokens leave too little.",
        code="context_length_exceeded",
    ),
    "narrow_by_words": refuses(400, "the request exceeds the available context size"),
}
