from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest
import torch

from tests.training.toys import letter_tokenizer, row, small_encoder
from training.__main__ import main, parser, stopper, train
from training.checkpoint import load_weights
from training.recipe import WINDOWS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROWS = [
    row(f"가나 {number} 다라", "몇?", str(number), group=group)
    for number in range(10, 30)
    for group in ("ja", "ko", "korquad", "made")
]


@pytest.fixture
def encoder(tmp_path: Path) -> Path:
    """Return a folder with a tiny encoder of as many layers as the recipe counts on."""
    folder = tmp_path / "encoder"
    small_encoder(layers=7, positions=192).save_pretrained(folder)
    letter_tokenizer().save(str(folder / "tokenizer.json"))
    return folder


@pytest.fixture(autouse=True)
def usual_signals() -> Iterator[None]:
    handler = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, handler)


def test_program_trains_the_upper_layers_stage_by_stage(
    encoder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = parser().parse_args(["sets", "--work", str(tmp_path), "--examples", "80"])
    assert train(options, ROWS, encoder)
    names = set(load_weights(tmp_path / "reader.pt"))
    assert {".".join(name.split(".")[:4]) for name in names} == {
        "encoder.encoder.layer.5",
        "encoder.encoder.layer.6",
        "head.weight",
        "head.bias",
    }
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[2] for line in lines if "windows/s" in line] == ["general", "korean"]


def test_program_without_time_does_nothing(encoder: Path, tmp_path: Path) -> None:
    options = parser().parse_args(["sets", "--work", str(tmp_path), "--minutes", "0"])
    assert not train(options, ROWS, encoder)


def test_same_seed_trains_the_same_reader(encoder: Path, tmp_path: Path) -> None:
    heads = []
    for name in ("one", "again"):
        torch.rand(1)
        (tmp_path / name).mkdir()
        options = parser().parse_args(["sets", "--work", str(tmp_path / name), "--examples", "2"])
        train(options, ROWS, encoder)
        heads.append(load_weights(tmp_path / name / "reader.pt")["head.weight"])
    assert torch.equal(*heads)


def test_whole_recipe_is_the_default() -> None:
    options = parser().parse_args(["sets", "--work", "here"])
    assert (options.examples, options.minutes, options.seed) == (WINDOWS, None, 7)


def test_missing_sets_end_the_program_with_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path), "--work", str(tmp_path / "work")]) == 1
    assert capsys.readouterr().err.startswith("there is no reader_train.jsonl.gz in ")


def test_training_stops_on_sigterm_and_not_before() -> None:
    is_over = stopper(None)
    assert not is_over()
    signal.raise_signal(signal.SIGTERM)
    assert is_over()


@pytest.mark.parametrize(("minutes", "expected"), [(0.0, True), (5.0, False)])
def test_training_stops_when_its_time_is_over(minutes: float, *, expected: bool) -> None:
    assert stopper(minutes)() is expected
