"""What the JSON of a server of language models says; whatever else it holds is passed over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# What servers call the window in which they run a model: vLLM; LM Studio; hosted services.
WINDOW_FIELDS = ("max_model_len", "loaded_context_length", "context_length")
# The longest that a model could have, whatever it was started with: llama.cpp; LM Studio.
BOUND_FIELDS = ("n_ctx_train", "max_context_length")
# Where no server tells: what Ollama takes by itself, and fits every model of recent years.
DEFAULT_WINDOW = 4096
MOST_WINDOW = 10_000_000
# Fields in which models think; no part of what they answer.
THOUGHT_FIELDS = ("reasoning_content", "reasoning")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One piece of what a server streams.

    Attributes:
        text: What the model wrote last; may be empty.
        is_thought: Whether it thought aloud instead.
        finish: Why it ended, where this is its end.
        prompt_tokens: How many tokens the prompt had, where the server tells.
    """

    text: str = ""
    is_thought: bool = False
    finish: str | None = None
    prompt_tokens: int | None = None


def read_event(data: object) -> Event | None:
    """Return what a piece of a stream says, or `None` where it is none of this protocol."""
    choices = _field(data, "choices")
    if not isinstance(choices, Sequence) or isinstance(choices, str):
        return None
    tokens = _count(_field(_field(data, "usage"), "prompt_tokens"))
    choice = choices[0] if choices else None
    delta = _field(choice, "delta")
    text, finish = _field(delta, "content"), _field(choice, "finish_reason")
    return Event(
        text=encodable(text) if isinstance(text, str) else "",
        is_thought=any(_field(delta, name) for name in THOUGHT_FIELDS),
        finish=finish if isinstance(finish, str) else None,
        prompt_tokens=tokens,
    )


def read_models(data: object) -> dict[str, int | None] | None:
    """Return the models that a server lists, each with its window where that is told.

    A window that is only bounded counts as the default one, unless the bound is lower.

    Returns:
        `None` where this is no list of models.
    """
    entries = _field(data, "data")
    if not isinstance(entries, Sequence) or isinstance(entries, str):
        return None
    named = ((_field(entry, "id"), entry) for entry in entries)
    return {encodable(name): _window(entry) for name, entry in named if isinstance(name, str)}


def encodable(text: str) -> str:
    """Return a text without halves of surrogate pairs, which JSON may hold but no UTF-8."""
    return text.encode("utf-8", "replace").decode()


def _window(entry: object) -> int | None:
    meta = _field(entry, "meta")
    told = [_count(_field(entry, name)) for name in WINDOW_FIELDS]
    exact = next(filter(None, [*told, _count(_field(meta, "n_ctx"))]), None)
    if exact:
        return exact
    bounds = [_count(_field(where, name)) for where in (entry, meta) for name in BOUND_FIELDS]
    return min((DEFAULT_WINDOW, *filter(None, bounds))) if any(bounds) else None


def _field(data: object, name: str) -> object:
    return data.get(name) if isinstance(data, Mapping) else None


def _count(value: object) -> int | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    return value if 0 < value <= MOST_WINDOW else None
