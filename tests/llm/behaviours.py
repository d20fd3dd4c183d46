"""The ways in which the stub behaves."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from tests.llm.refusals import REFUSALS, refuses

if TYPE_CHECKING:
    from tests.llm.talking import Talk

MARKER = re.compile(r"\s*\[\d+\]")
PAGE = b"<!doctype html><title>Welcome</title><p>data: none of this is JSON</p>"
# What a model writes that will not stop.
ENDLESS_TOKENS = 50_000
FLOOD_BYTES = 100_000_000


def text_of(talk: Talk) -> str:
    """Return what it was told to say."""
    return " ".join(talk.sentences)


def write_whole(talk: Talk, text: str) -> None:
    talk.begin()
    talk.delta({"role": "assistant", "content": ""})
    talk.say(text)
    talk.finish()


def good(talk: Talk) -> None:
    write_whole(talk, text_of(talk))


def uncited(talk: Talk) -> None:
    write_whole(talk, MARKER.sub("", text_of(talk)))


def fake_id(talk: Talk) -> None:
    write_whole(talk, MARKER.sub(" [99]", text_of(talk)))


def fake_quote(talk: Talk) -> None:
    write_whole(
        talk, f'{text_of(talk)} 관계자는 "그런 말은 한 적이 없는데 적혀 있다"고 말했다 [1].'
    )


def other_language(talk: Talk) -> None:
    write_whole(talk, "Die Antwort steht auf Deutsch [1]. Auch dieser Satz ist erfunden [2].")


def says_not_told(talk: Talk) -> None:
    write_whole(talk, text_of(talk))


def prompt_echo(talk: Talk) -> None:
    write_whole(talk, str(talk.asked.body["messages"][-1]["content"]))


def empty(talk: Talk) -> None:
    write_whole(talk, "")


def dies_half_way(talk: Talk) -> None:
    text = text_of(talk)
    talk.begin()
    talk.say(text[: len(text) // 2])
    talk.reset()


def dies_after_hello(talk: Talk) -> None:
    """Say that an answer is to come, and break off."""
    talk.begin()
    talk.delta({"role": "assistant", "content": ""})
    talk.reset()


def ends_half_way(talk: Talk) -> None:
    """End as HTTP wants, but neither with a reason nor with [DONE]."""
    text = text_of(talk)
    talk.begin()
    talk.say(text[: len(text) // 2])
    talk.end()


def lacks_done(talk: Talk) -> None:
    """Give the reason for its end, but no [DONE]."""
    talk.begin()
    talk.say(text_of(talk))
    talk.delta({}, "stop")
    talk.end()


def refuses_connections(talk: Talk) -> None:
    """Break off before a word."""
    talk.reset()


def timeout(talk: Talk) -> None:
    """Say nothing at all, not even that there is an answer."""
    talk.stall()
    good(talk)


def timeout_half_way(talk: Talk) -> None:
    text = text_of(talk)
    half = len(text) // 2
    talk.begin()
    # One piece, so that only the pause behind it can be one that a client has no patience for.
    talk.delta({"content": text[:half]})
    talk.stall()
    talk.say(text[half:])
    talk.finish()


def json_garbage(talk: Talk) -> None:
    talk.begin()
    talk.part(b'data: {"choices": [{"delta": {"content": \n\n')
    talk.end()


def garbage_half_way(talk: Talk) -> None:
    talk.begin()
    talk.say(text_of(talk))
    talk.part(b"data: {not json}\n\n")
    talk.end()


def odd_events(talk: Talk) -> None:
    """Send JSON that is none of the protocol's, then all it has to say."""
    talk.begin()
    odd: list[object] = [5, None, [], "text", {"choices": 5}, {"choices": [5]}, {"choices": None}]
    for content in odd:
        talk.event(content)
    for delta in ("text", None, 5, {"content": 5}, {"content": ["a"]}, {"content": {"a": "b"}}):
        talk.event({"choices": [{"index": 0, "delta": delta}], "usage": {"prompt_tokens": "x"}})
    talk.say(text_of(talk))
    talk.finish()


def nested(talk: Talk) -> None:
    talk.begin()
    talk.part(b"data: " + b"[" * 200_000 + b"\n\n")
    talk.end()


def invalid_utf8(talk: Talk) -> None:
    talk.begin()
    talk.part(b'data: {"choices": [{"delta": {"content": "\xff\xfe\xb0"}}]}\n\n')
    talk.end()


def lone_surrogate(talk: Talk) -> None:
    talk.begin()
    talk.part(b'data: {"choices": [{"index": 0, "delta": {"content": "\\ud800"}}]}\n\n')
    talk.say(text_of(talk))
    talk.finish()


def endless(talk: Talk) -> None:
    """Repeat itself, whatever was the most it should write."""
    words = f"{text_of(talk)} "
    talk.begin()
    for number in range(ENDLESS_TOKENS):
        talk.delta({"content": words[number % len(words)]})
    talk.finish("length")


def flood(talk: Talk) -> None:
    """Say what it was told, then 100 MB in one line."""
    talk.begin()
    talk.say(text_of(talk))
    talk.part(b'data: {"choices": [{"index": 0, "delta": {"content": "')
    for _ in range(FLOOD_BYTES // 65_536):
        talk.part(b"a" * 65_536)
    talk.end()


def silent(talk: Talk) -> None:
    """Send pieces without a character for ever."""
    talk.begin()
    while not talk.ended.is_set():
        talk.delta({"content": ""})


def thinks_for_ever(talk: Talk) -> None:
    """Send thoughts for ever, and no word of an answer."""
    talk.begin()
    while not talk.ended.is_set():
        talk.delta({"reasoning_content": "음 " * 50})


def thinks_first(talk: Talk) -> None:
    talk.begin()
    talk.delta({"role": "assistant", "content": None, "reasoning_content": "생각 중입니다."})
    talk.delta({"reasoning": "더 생각합니다."})
    talk.say(text_of(talk))
    talk.finish()


def hits_the_limit(talk: Talk) -> None:
    """Stop because of the most it may write."""
    talk.begin()
    talk.say(text_of(talk))
    talk.finish("length")


def fails_in_the_stream(talk: Talk) -> None:
    talk.begin()
    talk.event({"error": {"message": "out of memory", "type": "server_error", "code": 500}})
    talk.end()


def html_200(talk: Talk) -> None:
    talk.send(200, PAGE, "text/html; charset=utf-8")


def html_404(talk: Talk) -> None:
    talk.send(404, PAGE, "text/html; charset=utf-8")


def whole_json(talk: Talk) -> None:
    """Answer at once instead of streaming."""
    message = {"role": "assistant", "content": text_of(talk)}
    talk.send_json(200, {"object": "chat.completion", "choices": [{"message": message}]})


def packed(talk: Talk) -> None:
    """Answer with a little that unpacks to much, though that was not asked for."""
    content = gzip.compress(b"data: " + b"a" * 10_000_000)
    talk.send(200, content, "text/event-stream", {"Content-Encoding": "gzip"})


def redirects(talk: Talk) -> None:
    talk.send(307, b"", "text/plain", {"Location": talk.to})


def refuses_parameter(name: str, talk: Talk) -> None:
    """Answer only requests without a parameter."""
    if name in talk.asked.body:
        refuses(400, f"Unsupported parameter: '{name}' is not supported with this model.")(talk)
    else:
        good(talk)


BEHAVIOURS: Mapping[str, Callable[[Talk], None]] = {
    "good": good,
    "uncited": uncited,
    "fake_id": fake_id,
    "fake_quote": fake_quote,
    "other_language": other_language,
    "says_not_told": says_not_told,
    "prompt_echo": prompt_echo,
    "empty": empty,
    "dies_half_way": dies_half_way,
    "dies_after_hello": dies_after_hello,
    "ends_half_way": ends_half_way,
    "lacks_done": lacks_done,
    "refuses_connections": refuses_connections,
    "timeout": timeout,
    "timeout_half_way": timeout_half_way,
    "json_garbage": json_garbage,
    "garbage_half_way": garbage_half_way,
    "odd_events": odd_events,
    "nested": nested,
    "invalid_utf8": invalid_utf8,
    "lone_surrogate": lone_surrogate,
    "endless": endless,
    "flood": flood,
    "silent": silent,
    "thinks_for_ever": thinks_for_ever,
    "thinks_first": thinks_first,
    "hits_the_limit": hits_the_limit,
    "fails_in_the_stream": fails_in_the_stream,
    "html_200": html_200,
    "html_404": html_404,
    "whole_json": whole_json,
    "packed": packed,
    "307": redirects,
    **REFUSALS,
    "refuses_stream_options": partial(refuses_parameter, "stream_options"),
    "refuses_max_tokens": partial(refuses_parameter, "max_tokens"),
    "refuses_temperature": partial(refuses_parameter, "temperature"),
}
# These answer all paths alike; the others only requests to write.
EVERYWHERE = frozenset(
    {"html_200", "html_404", "307", "401", "403", "429", "500", "503", "refuses_connections"}
)
