from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch

from index.encoding import Transformer
from index.errors import InputError, ModelError
from rag.adapter import Metadata, load_adapter
from rag.pairs import Pair
from rag.span_model import SpanModel
from tests.training.toys import SMALL, letter_tokenizer, small_encoder
from training.checkpoint import Checkpoints, Progress
from training.export import export
from training.learner import Learner, padded
from training.network import SpanNetwork
from training.windows import Window

if TYPE_CHECKING:
    from pathlib import Path

METADATA = Metadata(encoder="toy@1", layout=SMALL)
WINDOWS = [
    Window(ids=(0, 5, 2, 2, 7, 8, 9, 2), offset=4, start=5, end=6),
    Window(ids=(0, 5, 6, 2, 2, 7, 8, 2), offset=5),
]


@pytest.fixture
def trained(tmp_path: Path) -> SpanNetwork:
    """Return a network after some steps; its checkpoint and its beginnings are on disk."""
    small_encoder().save_pretrained(tmp_path)
    torch.manual_seed(3)
    network = SpanNetwork(small_encoder(), frozen=1)
    learner = Learner(network, torch.device("cpu"), is_mixed=False)
    for _ in range(20):
        learner.learn(WINDOWS, rate=1.0)
    Checkpoints(tmp_path / "reader.pt", 1).save(Progress(stage=2), learner.state())
    return network


def test_exported_reader_scores_as_the_trained_network(
    tmp_path: Path, trained: SpanNetwork
) -> None:
    weights, file = tmp_path / "model.safetensors", tmp_path / "assets" / "reader.safetensors"
    export(tmp_path / "reader.pt", weights, file, METADATA)
    adapter = load_adapter(file, "toy@1")
    transformer = Transformer(module=small_encoder(), tokenizer=letter_tokenizer(), weights=weights)
    reader = SpanModel(transformer, adapter)
    pairs = [Pair(ids=w.ids, offset=w.offset, first=0, length=3) for w in WINDOWS]
    ids, mask, _ = padded(WINDOWS)
    expected = trained.eval()(ids, mask).detach().numpy()
    np.testing.assert_allclose(reader.score(pairs), expected, atol=2e-3)


def test_export_has_what_was_trained_and_no_more(tmp_path: Path, trained: SpanNetwork) -> None:
    weights, file = tmp_path / "model.safetensors", tmp_path / "reader.safetensors"
    export(tmp_path / "reader.pt", weights, file, METADATA)
    adapter = load_adapter(file, "toy@1")
    assert {
        name.removeprefix("encoder.") for name in trained.trained() if name.startswith("encoder.")
    } | {
        "head.weight",
        "head.bias",
    } == set(adapter.deltas)
    assert adapter.metadata == METADATA


def test_checkpoint_of_another_encoder_is_refused(tmp_path: Path, trained: SpanNetwork) -> None:
    name = "encoder.encoder.layer.1.output.dense.weight"
    torch.save({"model": {name: trained.trained()[name][:, :3].detach()}}, tmp_path / "other.pt")
    with pytest.raises(InputError, match=r"has no encoder\.layer\.1\.output\.dense\.weight like"):
        export(tmp_path / "other.pt", tmp_path / "model.safetensors", tmp_path / "a", METADATA)


def test_missing_weights_are_named(tmp_path: Path, trained: SpanNetwork) -> None:
    assert trained.head.bias is not None
    with pytest.raises(ModelError, match=r"cannot read the encoder's weights .*none\.safetensors"):
        export(tmp_path / "reader.pt", tmp_path / "none.safetensors", tmp_path / "a", METADATA)
