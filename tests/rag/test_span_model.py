from __future__ import annotations

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Lock
from types import SimpleNamespace
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch
from safetensors.numpy import save_file
from tokenizers import Tokenizer
from tokenizers.models import Unigram
from transformers import BertConfig, BertModel

from index.encoding import Transformer
from index.errors import ModelError
from index.packed import PackedWeights
from index.weights import bundled_encoder, tokenizer_json
from rag.adapter import Adapter, Metadata
from rag.pairs import Pair, PairOptions, Tokens
from rag.span_model import SpanModel, adapted, bare, batches, tokenize
from tests.fakes import tiny_weights

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from index.encoding import SentenceEncoder
    from rag.spans import SpanScorer

    Arrays = Mapping[str, NDArray[np.float32]]

LAYOUT = PairOptions(total=64, question=20)
CHANGED = "encoder.layer.1.output.dense.weight"
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁가", "나", "A", "🎉", "가", "나다"]


def untrained(config: BertConfig) -> BertModel:
    model = BertModel(config, add_pooling_layer=False)
    model.train(mode=False)
    return model


@pytest.fixture(scope="module")
def encoder() -> BertModel:
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=100,
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=64,
    )
    return untrained(config)


@pytest.fixture(scope="module")
def weights(encoder: BertModel, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("encoder") / "model.safetensors"
    save_file({name: weight.numpy() for name, weight in encoder.state_dict().items()}, path)
    return path


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """Return the tokenizer of the bundled encoder with another vocabulary."""
    made = Tokenizer.from_str(tokenizer_json(PackedWeights(tiny_weights())))
    made.model = Unigram([(piece, -float(len(PIECES) - i)) for i, piece in enumerate(PIECES)], 3)
    return made


@pytest.fixture(scope="module")
def tiny(encoder: BertModel, tokenizer: Tokenizer, weights: Path) -> Transformer:
    return Transformer(module=encoder, tokenizer=tokenizer, weights=weights)


def adapter(deltas: Arrays | None = None, hidden: int = 32) -> Adapter:
    random = np.random.default_rng(7)
    head = {
        "head.weight": random.normal(size=(2, hidden)).astype(np.float32),
        "head.bias": np.array([0.5, -0.5], np.float32),
    }
    return Adapter(
        deltas={**(deltas or {}), **head}, metadata=Metadata(encoder="toy@1", layout=LAYOUT)
    )


def pair(length: int) -> Pair:
    ids = np.random.default_rng(length).integers(4, 100, length)
    return Pair(ids=tuple(ids.tolist()), offset=1, first=0, length=length - 2)


def scores_by_hand(module: torch.nn.Module, pair: Pair) -> NDArray[np.float32]:
    """Return what the head of `adapter` makes of a module's last hidden state, one pair alone."""
    with torch.inference_mode():
        hidden: torch.Tensor = module(torch.tensor([pair.ids])).last_hidden_state[0]
    head = adapter(hidden=hidden.shape[1]).deltas
    scores: NDArray[np.float32] = hidden.float().numpy() @ head["head.weight"].T + head["head.bias"]
    return scores


def test_scores_are_the_head_on_the_last_hidden_state_in_any_batch(
    encoder: BertModel, tiny: Transformer
) -> None:
    model: SpanScorer = SpanModel(tiny, adapter())
    pairs = [pair(length) for length in (9, 64, 3, 55, 60, 9, 20, 8)]
    for given, scores in zip(pairs, model.score(pairs), strict=True):
        assert scores.dtype == np.float32
        np.testing.assert_allclose(scores, scores_by_hand(encoder, given), atol=1e-5)


def test_no_pairs_have_no_scores(tiny: Transformer) -> None:
    assert SpanModel(tiny, adapter()).score([]) == []


def test_layout_is_that_of_the_training(tiny: Transformer) -> None:
    assert SpanModel(tiny, adapter()).layout == LAYOUT


def test_differences_are_added(encoder: BertModel, tiny: Transformer) -> None:
    delta = np.random.default_rng(1).normal(0, 0.1, (32, 64)).astype(np.float32)
    trained = untrained(encoder.config)
    state = encoder.state_dict()
    trained.load_state_dict({**state, CHANGED: state[CHANGED] + torch.from_numpy(delta)})
    [scores] = SpanModel(tiny, adapter({CHANGED: delta})).score([pair(20)])
    np.testing.assert_allclose(scores, scores_by_hand(trained, pair(20)), atol=1e-5)
    assert np.abs(scores - scores_by_hand(encoder, pair(20))).max() > 0.01


def test_only_what_was_trained_takes_memory(encoder: BertModel, weights: Path) -> None:
    before = {name: weight.clone() for name, weight in encoder.named_parameters()}
    reader = adapted(encoder, weights, {CHANGED: np.ones((32, 64), np.float32)})
    own = [
        name
        for name, weight in reader.named_parameters()
        if weight.data_ptr() != encoder.get_parameter(name).data_ptr()
    ]
    assert own == [CHANGED]
    for name, weight in encoder.named_parameters():
        assert torch.equal(weight, before[name])


def test_sum_is_rounded_once(tmp_path: Path) -> None:
    # Numbers in [1, 2) are 2^-10 apart in float16 and 2^-7 in bfloat16: 1 + 2/1024 becomes 1, and
    # another 3/1024 on that stay 1. But 1 + 5/1024 is nearer to 1 + 8/1024.
    module = torch.nn.Linear(1, 1, bias=False, dtype=torch.bfloat16)
    save_file({"weight": np.array([[1 + 2 / 1024]], np.float16)}, tmp_path / "weights")
    reader = adapted(module, tmp_path / "weights", {"weight": np.array([[3 / 1024]], np.float32)})
    assert reader.get_parameter("weight").item() == 1 + 8 / 1024
    assert reader.get_parameter("weight").dtype == torch.bfloat16


@pytest.mark.parametrize(
    "deltas",
    [
        {"encoder.layer.2.output.dense.weight": np.zeros((32, 64), np.float32)},
        {CHANGED: np.zeros((32, 63), np.float32)},
        # It would broadcast.
        {CHANGED: np.zeros((1, 64), np.float32)},
    ],
)
def test_reader_of_another_encoder_is_refused(deltas: Arrays, tiny: Transformer) -> None:
    [name] = deltas
    with pytest.raises(ModelError) as caught:
        SpanModel(tiny, adapter(deltas))
    assert str(caught.value) == (
        f"the encoder has no {name} like the reader's; use the one it was made for"
    )


@pytest.mark.parametrize("data", [None, b"not tensors"])
def test_unreadable_weights_are_told_in_one_line(
    data: bytes | None, encoder: BertModel, tmp_path: Path
) -> None:
    path = tmp_path / "model.safetensors"
    if data:
        path.write_bytes(data)
    with pytest.raises(
        ModelError, match=rf"cannot read the encoder's weights {path} \(.+\); delete its folder"
    ):
        adapted(encoder, path, {CHANGED: np.zeros((32, 64), np.float32)})


class OneAtATime(torch.nn.Module):
    """Fails when it is entered again before it is left."""

    entered = Lock()

    def __init__(self) -> None:
        super().__init__()
        self.table = torch.nn.Embedding(100, 32)

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> SimpleNamespace:
        assert self.entered.acquire(blocking=False)
        hidden = self.table(input_ids) * attention_mask[:, :, None]
        for _ in range(100):
            hidden = hidden + torch.zeros_like(hidden)
        self.entered.release()
        return SimpleNamespace(last_hidden_state=hidden)


def test_threads_take_turns(tiny: Transformer) -> None:
    model = SpanModel(replace(tiny, module=OneAtATime()), adapter())
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(model.score, [[pair(20)]] * 40))
    for [scores] in results:
        np.testing.assert_array_equal(scores, results[0][0])


@pytest.mark.parametrize(
    ("text", "ids", "offsets"),
    [
        ("가나", (5, 6), ((0, 1), (1, 2))),
        # A space belongs to the token after it.
        (" 가 가나다", (5, 5, 10), ((1, 2), (2, 4), (4, 6))),
        # Decomposed, a syllable is two code points.
        (unicodedata.normalize("NFD", "가나"), (5, 6), ((0, 2), (2, 4))),
        # What is invisible cuts no word.
        ("\ufeff가\u200b나다", (5, 10), ((1, 2), (3, 5))),
        # Full width.
        ("가Ａ", (5, 7), ((0, 1), (1, 2))),
        # `▁` and `🎉` stand for the same character.
        ("🎉가", (4, 8, 9), ((0, 1), (0, 1), (1, 2))),
        ("가\n\n가", (5, 5), ((0, 1), (2, 4))),
        # A text cannot say the model's marks.
        ("가</s>", (5, 3), ((0, 1), (1, 5))),
        ("<s>", (4, 3), ((0, 1), (0, 3))),
        # The tokenizer reads a lone surrogate, made U+FFFD, as a space.
        ("가\ud800나", (5, 4, 6), ((0, 1), (1, 2), (2, 3))),
        ("", (), ()),
        (" \u200b\n", (), ()),
    ],
)
def test_offsets_are_those_of_the_text_as_written(
    text: str, ids: tuple[int, ...], offsets: tuple[tuple[int, int], ...], tokenizer: Tokenizer
) -> None:
    assert tokenize(bare(tokenizer), text) == Tokens(ids=ids, offsets=offsets)


def test_long_text_is_not_cut_where_the_search_cuts_it(
    tokenizer: Tokenizer, tiny: Transformer
) -> None:
    cutting = Tokenizer.from_str(tokenizer.to_str())
    cutting.enable_truncation(4)
    model = SpanModel(replace(tiny, tokenizer=cutting), adapter())
    assert model.tokenize("가 " * 9).ids == (5,) * 9
    # <s>, two words and </s>.
    assert cutting.encode("가 " * 9).ids == [0, 5, 5, 2]


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        ([], []),
        ([5], [[0]]),
        # Longest first; 8 is at least 0.8 of 10, and 7 is not.
        ([7, 10, 8], [[1, 2], [0]]),
        # 16 x 192 are 3,072 tokens.
        ([192] * 17, [list(range(16)), [16]]),
        # A pair longer than a batch has one of its own.
        ([4000, 3900], [[0], [1]]),
    ],
)
def test_batches_hold_pairs_of_like_length(lengths: list[int], expected: list[list[int]]) -> None:
    assert list(batches(lengths)) == expected


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("서울시는 11일", ["서울시", "는", " 11", "일"]),
        (unicodedata.normalize("NFD", "서울시는"), ["서울시", "는"]),
        ("서\u200b울시는 ＡＢＣ", ["서\u200b울시", "는", " ＡＢＣ"]),
        # The first token is `▁`, which stands for the beginning of the word after it.
        ("축제 🎉가", ["축", "축제", " ", "🎉", "가"]),
        ("<b>가</b>", ["<", "b", ">", "가", "</", "b", ">"]),
    ],
)
def test_words_of_the_real_tokenizer(text: str, expected: list[str]) -> None:
    folder, _ = bundled_encoder()
    made = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokens = tokenize(made, text)
    words = [text[start:end] for start, end in tokens.offsets]
    assert [unicodedata.normalize("NFC", word) for word in words] == expected


@pytest.mark.model
def test_untrained_reader_is_the_real_encoder_with_a_head(
    sentence_encoder: SentenceEncoder,
) -> None:
    transformer = sentence_encoder.transformer()
    model = SpanModel(transformer, adapter(hidden=384))
    pairs = [pair(60), pair(20)]
    for given, scores in zip(pairs, model.score(pairs), strict=True):
        # Padding may change the order of sums, and bfloat16 has three digits.
        np.testing.assert_allclose(scores, scores_by_hand(transformer.module, given), atol=0.1)
    folder, _ = bundled_encoder()
    stored = Tokenizer.from_file(str(folder / "tokenizer.json"))
    for text in ("서울시는 11일", "Ⅳ ㎏ 🎉", "《가》"):
        assert model.tokenize(text) == tokenize(stored, text)
