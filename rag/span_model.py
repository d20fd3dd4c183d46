"""The encoder as trained to find answers; the only home of torch in this layer.

Embeddings, lower layers and vocabulary are most of the memory, and the same as in the encoder that
searches: the two share them.
"""

from __future__ import annotations

import copy
import threading
from typing import TYPE_CHECKING

import numpy as np
import torch
from safetensors import SafetensorError, safe_open
from tokenizers import Tokenizer

from index.errors import ModelError
from index.normalizing import align
from rag.adapter import HEAD
from rag.pairs import PAD, UNKNOWN, Tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from index.datatypes import FloatMatrix
    from index.encoding import Transformer
    from rag.adapter import Adapter
    from rag.pairs import Pair, PairOptions

# Most tokens of a batch, so that what is at work fits the processor's cache; and how short a pair
# may be beside the longest of its batch: the rest is padding, computed for nothing.
BATCH_TOKENS = 3072
SHORTEST = 0.8


class SpanModel:
    """Scores how well an answer starts, and ends, at each token of a pair.

    Args:
        transformer: The encoder that was trained. It is not changed: what training left alone, and
            the vocabulary, are shared with it, in its precision.
        adapter: What training changed.

    Raises:
        ModelError: The encoder's weights cannot be read, or are not those that were trained.
    """

    def __init__(self, transformer: Transformer, adapter: Adapter) -> None:
        deltas = {name: x for name, x in adapter.deltas.items() if not name.startswith(HEAD)}
        self._encoder = adapted(transformer.module, transformer.weights, deltas)
        self._head = [torch.from_numpy(adapter.deltas[HEAD + part]) for part in ("weight", "bias")]
        self._tokenizer = bare(transformer.tokenizer)
        self._layout = adapter.metadata.layout
        # Each run uses all of torch's threads: two at a time would only be in each other's way.
        self._lock = threading.Lock()

    @property
    def layout(self) -> PairOptions:
        """How the model was trained to see pairs."""
        return self._layout

    def tokenize(self, text: str) -> Tokens:
        """Return the tokens of a text, with the places in it as written."""
        return tokenize(self._tokenizer, text)

    def score(self, pairs: Sequence[Pair]) -> list[FloatMatrix]:
        """Return for each pair a row a token: the scores of starting and of ending there.

        Scores are logits: only differences within a column mean something. The row of the first
        token, `<s>`, is for "no answer here". Shapes `(len(pair.ids), 2)`.
        """
        scored: dict[int, FloatMatrix] = {}
        with self._lock, torch.inference_mode():
            for batch in batches([len(pair.ids) for pair in pairs]):
                matrices = self._score([pairs[place].ids for place in batch])
                scored.update(zip(batch, matrices, strict=True))
        return [scored[place] for place in range(len(pairs))]

    def _score(self, rows: Sequence[Sequence[int]]) -> list[FloatMatrix]:
        longest = max(map(len, rows))
        ids = torch.tensor([[*row, *[PAD] * (longest - len(row))] for row in rows])
        mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows])
        hidden = self._encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        scores = torch.nn.functional.linear(hidden.float(), *self._head).numpy()
        return [matrix[: len(row)] for matrix, row in zip(scores, rows, strict=True)]


def adapted(
    encoder: torch.nn.Module, weights: Path, deltas: Mapping[str, NDArray[np.float32]]
) -> torch.nn.Module:
    """Return a copy of the encoder with the differences added, sharing all other weights with it.

    Args:
        encoder: Any module.
        weights: The file it was loaded from: what is added to is not rounded to its precision yet.
        deltas: By the names of the module's parameters, and of their shapes.

    Raises:
        ModelError: The weights cannot be read, or there are differences to weights it has not.
    """
    shared = dict(encoder.named_parameters())
    strange = [
        n for n, delta in deltas.items() if n not in shared or shared[n].shape != delta.shape
    ]
    if strange:
        message = f"the encoder has no {strange[0]} like the reader's; use the one it was made for"
        raise ModelError(message)
    changed = {}
    try:
        with safe_open(weights, framework="numpy") as file:
            for name, delta in deltas.items():
                whole = torch.from_numpy(file.get_tensor(name).astype(np.float32) + delta)
                changed[name] = torch.nn.Parameter(whole.to(shared[name].dtype))
    except (OSError, SafetensorError) as error:
        message = f"cannot read the encoder's weights {weights} ({error}); delete its folder"
        raise ModelError(message) from error
    # To a deep copy, what the memo knows has been copied already.
    memo = {id(weight): changed.get(name, weight) for name, weight in shared.items()}
    return copy.deepcopy(encoder, memo).eval()


def bare(tokenizer: Tokenizer) -> Tokenizer:
    """Return a tokenizer with the same vocabulary in memory, but without framing and truncation."""
    ours = Tokenizer(tokenizer.model)
    ours.normalizer = tokenizer.normalizer
    ours.pre_tokenizer = tokenizer.pre_tokenizer
    return ours


def tokenize(tokenizer: Tokenizer, text: str) -> Tokens:
    """Return the tokens of a text, read normalised, with the places in it as written.

    The tokenizer's own normalising would leave half a decomposed syllable outside its token, and
    cut words where there is an invisible character.
    """
    aligned = align(text)
    encoding = tokenizer.encode(aligned.text, add_special_tokens=False)
    spans = [aligned.original(start, end) for start, end in encoding.offsets]
    return Tokens(
        # A text may say `</s>`, but that ends nothing.
        ids=tuple(max(number, UNKNOWN) for number in encoding.ids),
        offsets=tuple((span.start, span.end) for span in spans),
    )


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield batches of places, longest first, each of like lengths and not too large."""
    batch: list[int] = []
    for place in sorted(range(len(lengths)), key=lambda place: -lengths[place]):
        longest = lengths[batch[0]] if batch else lengths[place]
        is_full = (len(batch) + 1) * longest > BATCH_TOKENS
        if batch and (is_full or lengths[place] < SHORTEST * longest):
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch
