"""Texts to unit vectors; the only home of sentence-transformers and torch."""

from __future__ import annotations

import hashlib
import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from safetensors import SafetensorError
from sentence_transformers import SentenceTransformer
from transformers.utils import logging as transformers_logging

from index.errors import ModelError
from index.weights import MODEL_NAME, bundled_encoder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tokenizers import Tokenizer

    from index.datatypes import FloatMatrix

DEFAULT_MODEL = MODEL_NAME
BATCH_SIZE = 32
# Below this many texts one thread is faster than two: handing work over costs more than it saves,
# and on a busy machine ten times more.
SERIAL_TEXTS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Transformer:
    """What an encoder is made of, for a reader that shares its weights.

    Attributes:
        module: The transformer without pooling; not to be changed.
        tokenizer: Text to tokens.
        weights: The safetensors file that both were loaded from.
    """

    module: torch.nn.Module
    tokenizer: Tokenizer
    weights: Path


class SentenceEncoder:
    """An encoder of sentence-transformers: the bundled one, or any other by name or folder.

    Args:
        model: `multilingual-e5-small` for the bundled weights, or what `SentenceTransformer` takes.
            A folder and the bundled weights need no network; a name may download.
        tell: Is given one line when something takes seconds for the first time.

    Raises:
        ModelError: There is no such model, or its weights cannot be read.
    """

    def __init__(self, model: str = DEFAULT_MODEL, tell: Callable[[str], None] = print) -> None:
        quiet_transformers()
        if model == DEFAULT_MODEL:
            folder, digest = bundled_encoder(tell)
            self._weights: Path | None = folder / "model.safetensors"
            self._model = load(str(folder), add_pooling_layer=False)
            self._name = f"{model}@{digest[:12]}"
        else:
            self._weights = None
            self._model = load(model)
            self._name = f"{model}@{fingerprint(model)}"
        # One text at a time holds the model: torch's thread count is a setting of the process.
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """Model and weights: equal names give interchangeable vectors."""
        return self._name

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return int(self._model.get_embedding_dimension() or 0)

    def transformer(self) -> Transformer:
        """Return what the bundled encoder is made of.

        Raises:
            ModelError: It is another encoder, and no reader was trained for that.
        """
        if self._weights is None:
            message = f"the reader was not trained for the encoder {self._name}; use {MODEL_NAME}"
            raise ModelError(message)
        part: Any = self._model[0]  # Their modules have no common type with these two.
        tokenizer = part.tokenizer.backend_tokenizer
        return Transformer(module=part.auto_model, tokenizer=tokenizer, weights=self._weights)

    def encode_passages(self, texts: Sequence[str]) -> FloatMatrix:
        """Return one unit row per text to be found. Shape `(len(texts), dim)`."""
        return self._encode(texts, self._model.encode_document)

    def encode_queries(self, texts: Sequence[str]) -> FloatMatrix:
        """Return one unit row per text to search with. Shape `(len(texts), dim)`."""
        return self._encode(texts, self._model.encode_query)

    def _encode(self, texts: Sequence[str], encode: Callable[..., object]) -> FloatMatrix:
        if not texts:
            return np.empty((0, self.dim), np.float32)
        with self._lock, threads_for(len(texts)):
            vectors = encode(
                list(texts),
                batch_size=BATCH_SIZE,
                normalize_embeddings=True,
                show_progress_bar=False,
                convert_to_numpy=True,
            )
        return np.ascontiguousarray(vectors, dtype=np.float32)


def quiet_transformers() -> None:
    """Keep the loading bars and reports of transformers off the terminal."""
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # theirs
    transformers_logging.set_verbosity_error()  # type: ignore[no-untyped-call]  # theirs


def load(model: str, **model_options: object) -> SentenceTransformer:
    """Return the model on the CPU, in bfloat16 where the CPU multiplies it by itself.

    Pooling and the norm stay in float32: about twice the speed for a cosine of 0.99998 to float32
    throughout (ARCHITECTURE.md, "bfloat16").

    Raises:
        ModelError: There is no such model, or its weights cannot be read.
    """
    precision = torch.bfloat16 if has_bfloat16() else torch.float32
    try:
        loaded = SentenceTransformer(
            model,
            device="cpu",
            local_files_only=Path(model).is_dir(),
            model_kwargs={"dtype": precision, **model_options},
        )
    except (OSError, ValueError, SafetensorError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        message = f"cannot load the encoder {model!r} ({reason}); name a model on this machine"
        raise ModelError(message) from error
    loaded[0].register_forward_hook(widen_tokens)
    return loaded


def fingerprint(model: str) -> str:
    """Return a short digest that changes with the weights of a folder; for a name, of the name.

    File names and sizes stand for the weights: reading gigabytes at every start would cost more
    than it could find.
    """
    folder = Path(model)
    if not folder.is_dir():
        return hashlib.sha256(model.encode()).hexdigest()[:12]
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    listing = [(path.relative_to(folder).as_posix(), path.stat().st_size) for path in files]
    return hashlib.sha256(json.dumps(listing).encode()).hexdigest()[:12]


def has_bfloat16() -> bool:
    """Return whether this CPU multiplies bfloat16 matrices by itself."""
    capabilities = torch.cpu.get_capabilities()
    return bool(capabilities.get("avx512_bf16") or capabilities.get("amx_bf16"))


def widen_tokens(
    _module: torch.nn.Module, _inputs: object, features: dict[str, torch.Tensor]
) -> dict[str, torch.Tensor]:
    """Hand the token vectors to the pooling in float32."""
    features["token_embeddings"] = features["token_embeddings"].float()
    return features


@contextmanager
def threads_for(texts: int) -> Iterator[None]:
    """Let torch use one thread for a few texts, and its usual number for many."""
    usual = torch.get_num_threads()
    torch.set_num_threads(1 if texts <= SERIAL_TEXTS else usual)
    try:
        yield
    finally:
        torch.set_num_threads(usual)
