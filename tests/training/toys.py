"""A tokenizer, rows and an encoder small enough to check by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from tokenizers import Regex, Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Split
from transformers import BertConfig, BertModel

from rag.pairs import PairOptions
from training.rows import Row

if TYPE_CHECKING:
    from training.windows import Window

SPECIALS = ["<s>", "<pad>", "</s>", "<unk>"]
LETTERS = "가나다라마바사아자차카타파하0123456789 .?"
# 24 tokens: 4 specials, 6 of a question, 2 of a title, 12 or more of the passage.
SMALL = PairOptions(total=24, question=6, title=2)


def letter_tokenizer() -> Tokenizer:
    """Return a tokenizer with one token for each letter."""
    vocabulary = {token: number for number, token in enumerate([*SPECIALS, *LETTERS])}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="<unk>"))  # noqa: S106  (no password)
    tokenizer.pre_tokenizer = Split(Regex(r"[\s\S]"), "isolated")
    return tokenizer


def letters(window: Window, start: int, end: int) -> str:
    """Return what the tokens `[start, end)` of a window stand for."""
    return "".join([*SPECIALS, *LETTERS][number] for number in window.ids[start:end])


def passage_of(window: Window) -> str:
    """Return what a window has of its passage."""
    return letters(window, window.offset, len(window.ids) - 1)


def answer_of(window: Window) -> str:
    """Return what a window is said to answer; `<s>` for nothing."""
    return letters(window, window.start, window.end + 1)


def row(context: str, question: str = "가?", answer: str = "", **other: str) -> Row:
    """Return a row whose answer stands in the context once, or which has none."""
    start = context.index(answer) if answer else -1
    named = {"group": "ko", "title": "하", **other}
    return Row(context=context, question=question, answer=answer, start=start, **named)


def small_encoder(layers: int = 3, positions: int = 64) -> BertModel:
    """Return a random encoder for the letters; every call gives the same one."""
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=len(SPECIALS) + len(LETTERS),
        hidden_size=32,
        num_hidden_layers=layers,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=positions,
        pad_token_id=1,
    )
    return BertModel(config, add_pooling_layer=False)
