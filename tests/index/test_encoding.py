from __future__ import annotations

import socket
from typing import TYPE_CHECKING, NoReturn

import numpy as np
import pytest
import torch
from sentence_transformers import SentenceTransformer

from index.encoding import DEFAULT_MODEL, SERIAL_TEXTS, SentenceEncoder, fingerprint, threads_for
from index.errors import ModelError
from index.weights import bundled_encoder, convert
from tests.fakes import tiny_weights

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index.datatypes import FloatMatrix

TEXTS = [
    "서울시는 11일 새 도서관을 열었다.",
    "갈매섬과 뭍을 잇는 갈매대교가 2일 아침 열렸다. 다리를 놓는 데는 열두 해가 걸렸다. " * 10,
    "The bridge between the island and the mainland opened on Saturday.",
    "양파 값이 두 배로 올랐다.",
    "가",
]


@pytest.fixture(scope="module")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models") / "tiny"
    convert(tiny_weights(), folder)
    return folder


@pytest.fixture(scope="module")
def tiny(tiny_folder: Path) -> SentenceEncoder:
    return SentenceEncoder(str(tiny_folder))


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail the test that looks up a name or connects a socket, whoever catches the error."""
    called: list[object] = []

    def refuse(*address: object, **_options: object) -> NoReturn:
        called.append(address)
        raise OSError

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    yield
    assert called == []


# The tiny model hands its words through, and makes their mean a unit vector. <s> is (1, 1, -1, -1)
# and </s> its opposite, so that only the words between them count: ▁query: is (1, -1, 1, -1),
# ▁passage: (-1, 1, -1, 1), ▁가 (1, -1, -1, 1) and ▁나 (-1, 1, 1, -1).
@pytest.mark.parametrize(
    ("text", "query", "passage"),
    [
        # (2, -2, 0, 0) and (0, 0, -2, 2), over √8.
        ("가", [0.5**0.5, -(0.5**0.5), 0, 0], [0, 0, -(0.5**0.5), 0.5**0.5]),
        # (0, 0, 2, -2) and (-2, 2, 0, 0).
        ("나", [0, 0, 0.5**0.5, -(0.5**0.5)], [-(0.5**0.5), 0.5**0.5, 0, 0]),
        # 가 and 나 are opposites, which leaves the prompt.
        ("가 나", [0.5, -0.5, 0.5, -0.5], [-0.5, 0.5, -0.5, 0.5]),
        ("", [0.5, -0.5, 0.5, -0.5], [-0.5, 0.5, -0.5, 0.5]),
        # (3, -3, -1, 1) and (1, -1, -3, 3), over √20.
        (
            "가 가",
            [3 / 20**0.5, -3 / 20**0.5, -1 / 20**0.5, 1 / 20**0.5],
            [1 / 20**0.5, -1 / 20**0.5, -3 / 20**0.5, 3 / 20**0.5],
        ),
    ],
)
def test_vector_is_the_mean_of_the_words_after_a_prompt(
    tiny: SentenceEncoder, text: str, query: list[float], passage: list[float]
) -> None:
    # bfloat16 has 8 bits, but these words are exact in it.
    assert tiny.encode_queries([text])[0] == pytest.approx(query, abs=1e-5)
    assert tiny.encode_passages([text])[0] == pytest.approx(passage, abs=1e-5)


def test_padding_in_a_batch_does_not_count(tiny: SentenceEncoder) -> None:
    together = tiny.encode_passages(["가", "가 나 가 나 가 나", "나"])
    alone = [tiny.encode_passages([text])[0] for text in ("가", "가 나 가 나 가 나", "나")]
    assert together == pytest.approx(np.array(alone), abs=1e-5)


def test_text_longer_than_the_model_reads_is_cut(tiny: SentenceEncoder) -> None:
    # Of 16 positions <s>, ▁passage: and </s> take three, so 13 words are read.
    cut = tiny.encode_passages(["가 " * 13, "가 " * 13 + "나 " * 100])
    assert cut[0] == pytest.approx(cut[1], abs=1e-5)


@pytest.mark.usefixtures("no_network")
def test_folder_needs_no_network_and_tells_nothing(
    tiny_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    encoder = SentenceEncoder(str(tiny_folder))
    assert encoder.dim == 4
    assert capsys.readouterr() == ("", "")


def test_name_of_a_folder_changes_with_its_files(tiny_folder: Path, tmp_path: Path) -> None:
    before = fingerprint(str(tiny_folder))
    copy = tmp_path / "copy"
    convert(tiny_weights(), copy)
    assert SentenceEncoder(str(copy)).name == f"{copy}@{before}"
    (copy / "more.json").write_text("{}", encoding="utf-8")
    assert fingerprint(str(copy)) != before


def test_names_of_models_have_fingerprints_of_their_own() -> None:
    assert fingerprint("someone/model") == fingerprint("someone/model") != fingerprint("model")


@pytest.mark.parametrize(
    "damage", ["missing", "empty", "model.safetensors", "config.json", "tokenizer.json"]
)
@pytest.mark.usefixtures("no_network")
def test_unusable_folder_is_refused_in_one_line_without_network(
    tmp_path: Path, damage: str
) -> None:
    folder = tmp_path / "some" / "model"
    if damage == "empty":
        folder.mkdir(parents=True)
    elif damage != "missing":
        convert(tiny_weights(), folder)
        (folder / damage).write_bytes(b"garbage{")
    with pytest.raises(ModelError, match=r"^cannot load the encoder '.*/some/model' \(") as caught:
        SentenceEncoder(str(folder))
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith("; name a model on this machine")


@pytest.mark.parametrize(("texts", "threads"), [(1, 1), (SERIAL_TEXTS, 1), (SERIAL_TEXTS + 1, 2)])
def test_few_texts_take_one_thread(texts: int, threads: int) -> None:
    usual = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        with threads_for(texts):
            assert torch.get_num_threads() == threads
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(usual)


@pytest.mark.model
def test_bundled_encoder_knows_its_name_and_length(sentence_encoder: SentenceEncoder) -> None:
    _, digest = bundled_encoder()
    assert sentence_encoder.name == f"{DEFAULT_MODEL}@{digest[:12]}"
    assert sentence_encoder.dim == 384


@pytest.mark.model
def test_queries_and_passages_have_prompts_of_their_own(sentence_encoder: SentenceEncoder) -> None:
    query = sentence_encoder.encode_queries(TEXTS[:1])[0]
    passage = sentence_encoder.encode_passages(TEXTS[:1])[0]
    assert 0.5 < float(query @ passage) < 0.99


@pytest.mark.model
def test_precision_costs_nothing(sentence_encoder: SentenceEncoder) -> None:
    folder, _ = bundled_encoder()
    exact = SentenceTransformer(
        str(folder), device="cpu", local_files_only=True, model_kwargs={"dtype": torch.float32}
    )
    vectors = sentence_encoder.encode_passages(TEXTS)
    expected = exact.encode([f"passage: {text}" for text in TEXTS], normalize_embeddings=True)
    assert np.sum(vectors * expected, axis=1).min() >= 0.999


@pytest.mark.model
@pytest.mark.parametrize(
    ("query", "best"),
    [("새 도서관은 언제 열렸나요?", 0), ("섬과 육지를 잇는 다리", 1), ("채소 가격", 3)],
)
def test_meaning_is_found(sentence_encoder: SentenceEncoder, query: str, best: int) -> None:
    passages: FloatMatrix = sentence_encoder.encode_passages(TEXTS)
    scores = passages @ sentence_encoder.encode_queries([query])[0]
    assert int(scores.argmax()) == best
