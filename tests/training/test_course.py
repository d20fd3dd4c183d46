from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import torch

from index.errors import InputError
from tests.training.toys import SMALL, letter_tokenizer, row, small_encoder
from training.checkpoint import Checkpoints, Progress, load_weights, read
from training.course import Course
from training.learner import Learner, padded
from training.network import SpanNetwork
from training.recipe import Stage
from training.stream import Position, Stream
from training.windows import Cutter, Window

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CUTTER = Cutter(letter_tokenizer(), SMALL)
ROWS = [row(f"가나 {number} 다라", "몇?", str(number)) for number in range(10, 30)]
CPU = torch.device("cpu")
# 600 windows of 15 tokens are 3 batches of 293 at most; each stage is a few steps.
FIRST = Stage(
    name="first",
    windows=1500,
    shares={"ko": 1.0},
    rest=0.0,
    unanswerable=0.2,
    warmup=2,
    cooling=0.0,
)
SECOND = Stage(
    name="second",
    windows=900,
    shares={"ko": 1.0},
    rest=0.0,
    unanswerable=0.2,
    warmup=1,
    cooling=0.5,
)


def learner() -> Learner:
    torch.manual_seed(3)
    return Learner(SpanNetwork(small_encoder(), frozen=1), CPU, is_mixed=False)


def course(path: Path, lines: list[str], seed: int = 1) -> Course:
    streams = [Stream(ROWS, stage, CUTTER, str(seed)) for stage in (FIRST, SECOND)]
    return Course(learner(), streams, Checkpoints(path, seed), lines.append)


def after(times: int) -> Callable[[], bool]:
    """Return what says to stop once it was asked so often: before a step, and after each."""
    asked = iter(range(times))
    return lambda: next(asked, None) is None


def never() -> bool:
    return False


def test_twenty_windows_are_learned_by_heart() -> None:
    windows = [
        Window(
            ids=(0, 4 + number, 2, 2, *range(4, 24), 2), offset=4, start=4 + number, end=4 + number
        )
        for number in range(20)
    ]
    pupil = learner()
    first = pupil.learn(windows, rate=1.0)
    for _ in range(250):
        last = pupil.learn(windows, rate=5.0)
    # Among 21 places, log 21 = 3.04.
    assert first == pytest.approx(3.04, abs=0.5)
    assert last < 0.05


def test_layers_that_are_frozen_stay() -> None:
    network = SpanNetwork(small_encoder(), frozen=1)
    before = {name: weight.clone() for name, weight in network.named_parameters()}
    pupil = Learner(network, CPU, is_mixed=False)
    pupil.learn([Window(ids=(0, 5, 2, 2, 7, 8, 2), offset=4, start=4, end=5)], rate=1.0)
    changed = {
        name for name, weight in network.named_parameters() if (weight != before[name]).any()
    }
    frozen = ("encoder.embeddings.", "encoder.encoder.layer.0.")
    assert changed
    assert not [name for name in changed if name.startswith(frozen)]
    assert {name.split(".")[3] for name in changed if "layer" in name} == {"1", "2"}


def test_answers_are_ruled_out_in_the_question_and_the_padding() -> None:
    long = Window(ids=(0, 5, 2, 2, 7, 8, 9, 2), offset=4, start=5, end=6)
    short = Window(ids=(0, 5, 2, 2, 7, 2), offset=4)
    ids, mask, allowed = padded([long, short])
    assert ids[1].tolist() == [0, 5, 2, 2, 7, 2, 1, 1]
    assert mask[1].tolist() == [1, 1, 1, 1, 1, 1, 0, 0]
    assert allowed.int().tolist() == [[1, 0, 0, 0, 1, 1, 1, 0], [1, 0, 0, 0, 1, 0, 0, 0]]


def test_training_that_was_stopped_ends_where_an_uninterrupted_one_does(tmp_path: Path) -> None:
    assert course(tmp_path / "whole.pt", []).run(never)
    lines: list[str] = []
    runs = 0
    # Two steps at a time, so it stops within pools, between them and between the stages.
    while not course(tmp_path / "parts.pt", lines).run(after(2)):
        runs += 1
    assert runs >= 4
    assert len([line for line in lines if line.startswith("going on")]) == runs
    whole, parts = (load_weights(tmp_path / name) for name in ("whole.pt", "parts.pt"))
    assert whole.keys() == parts.keys()
    assert all(torch.equal(whole[name], parts[name]) for name in whole)


def test_finished_training_has_nothing_to_do(tmp_path: Path) -> None:
    path = tmp_path / "reader.pt"
    assert course(path, []).run(never)
    written = path.read_bytes()
    lines: list[str] = []
    assert course(path, lines).run(never)
    assert len(lines) == 1
    assert path.read_bytes() == written


def test_lines_tell_seconds_windows_loss_and_speed(tmp_path: Path) -> None:
    lines: list[str] = []
    course(tmp_path / "reader.pt", lines).run(after(1))
    assert len(lines) == 1
    pattern = r"\d+ s first \d+ windows loss \d\.\d{3} \d+\.\d windows/s"
    assert re.fullmatch(pattern, lines[0])


def test_checkpoint_is_replaced_whole(tmp_path: Path) -> None:
    checkpoints = Checkpoints(tmp_path / "reader.pt", 1)
    progress = Progress(
        stage=1, step=5, seen=99, position=Position(pool=2, drawn={"ko": 7}, batches=3)
    )
    state = learner().state()
    checkpoints.save(Progress(), state)
    checkpoints.save(progress, state)
    found = checkpoints.load()
    assert found is not None
    assert found[0] == progress
    assert [path.name for path in tmp_path.iterdir()] == ["reader.pt"]


def test_checkpoint_of_another_seed_is_refused(tmp_path: Path) -> None:
    course(tmp_path / "reader.pt", [], seed=1).run(after(1))
    with pytest.raises(InputError, match=r"reader\.pt was made with --seed 1"):
        course(tmp_path / "reader.pt", [], seed=2).run(never)


@pytest.mark.parametrize("content", [b"", b"no checkpoint"])
def test_damaged_checkpoint_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "reader.pt"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"cannot read the checkpoint .*reader\.pt"):
        course(path, []).run(never)


@pytest.mark.parametrize("told", [{"model": {}}, {"seed": 1, "progress": 5}])
def test_checkpoint_of_another_program_is_refused(tmp_path: Path, told: dict[str, object]) -> None:
    path = tmp_path / "reader.pt"
    torch.save(told, path)
    with pytest.raises(InputError, match=r"no checkpoint of this program"):
        course(path, []).run(never)


def test_file_without_weights_has_none(tmp_path: Path) -> None:
    path = tmp_path / "reader.pt"
    torch.save({"seed": 1}, path)
    with pytest.raises(InputError, match="has no trained weights"):
        load_weights(path)
    torch.save([1], path)
    with pytest.raises(InputError, match="is no checkpoint"):
        read(path)
