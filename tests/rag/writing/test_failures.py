from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rag.writing.endpoint import Endpoint
from rag.writing.failures import failure, outcome_of_status

if TYPE_CHECKING:
    from rag.datatypes import Outcome


# The words are those of servers that people run.
@pytest.mark.parametrize(
    ("status", "body", "outcome"),
    [
        (301, "", "redirected"),
        (308, "", "redirected"),
        (401, "The model does not exist or you lack access", "denied"),
        (402, "", "denied"),
        (404, '{"detail":"Not Found"}', "garbled"),
        (404, "404 page not found", "garbled"),
        (404, "{'message': \"model 'qwen2.5:7b' not found\"}", "unknown_model"),
        (404, "{'message': 'The model `a/b-1.5` does not exist.'}", "unknown_model"),
        (400, "{'message': 'invalid model ID', 'code': None}", "unknown_model"),
        (400, "This model's maximum context length is 4096 tokens.", "narrow"),
        (400, "{'type': 'exceed_context_size_error'}", "narrow"),
        (400, "the input length exceeds the context length", "narrow"),
        (422, "`inputs` tokens + `max_new_tokens` must be <= 4096", "narrow"),
        (400, "temperature must be positive", "failed"),
        (405, "", "garbled"),
        (408, "", "slow"),
        (413, "", "narrow"),
        (429, "prompt too long for your quota", "busy"),
        (500, "context size", "failed"),
        (503, "{'message': 'Loading model'}", "loading"),
        (503, "Service Unavailable", "busy"),
        (529, "Overloaded", "busy"),
        (418, "", "failed"),
    ],
)
def test_status_and_words_say_what_came_of_it(status: int, body: str, outcome: Outcome) -> None:
    assert outcome_of_status(status, body) == outcome


@pytest.mark.parametrize(
    ("key", "message"),
    [
        (None, "the server at http://[::1]:8080/v1 wants a key; set CHULCHEO_LLM_KEY"),
        ("k", "the server at http://[::1]:8080/v1 does not accept the key; set CHULCHEO_LLM_KEY"),
    ],
)
def test_message_says_what_where_and_what_to_do(key: str | None, message: str) -> None:
    endpoint = Endpoint(url="http://anna:geheim@[::1]:8080/v1?token=x", model="toy", key=key)

    assert str(failure("denied", endpoint)) == message
