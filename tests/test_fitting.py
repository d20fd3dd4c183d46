from __future__ import annotations

import gzip
import json
import math
import re
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks.confidence import Model, as_cases, measured, parser
from benchmarks.examples import Example, Kind
from benchmarks.logistic import Cases, Line, fit, joined, unseen_log_odds
from benchmarks.tables import areas, at_threshold, calibration, table
from rag.confidence import Signals, confidence
from tests.fakes import SyllableEncoder
from tests.test_benchmarks import row
from tests.ui.toy_workspace import ToyEngines


def example(kind: Kind, cosine: float, title: str = "강") -> Example:
    signals = Signals(passage_terms=0.5, passage_letters=0.25, cosine=cosine, is_foreign=False)
    return Example(title=title, kind=kind, signals=signals)


def cases(signals: Sequence[float], labels: Sequence[int], groups: Sequence[str] = ()) -> Cases:
    return Cases(
        signals=np.array(signals, np.float64)[:, None],
        labels=np.array(labels, np.float64),
        counts=np.ones(len(labels)),
        groups=groups or ["one"] * len(labels),
    )


def test_confidence_by_words_is_fitted_without_an_encoder(tmp_path: Path) -> None:
    rows = [row(n, f"t{n % 12}", f"물{n} 흐른다.", f"물{n} 어디?") for n in range(24)]
    path = tmp_path / "set.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(asdict(item))}\n" for item in rows)
    options = parser().parse_args([str(path), "--by-words", "--work", str(tmp_path / "work")])
    engines = ToyEngines(SyllableEncoder())
    *_, model = measured(options, engines)
    assert re.fullmatch(
        r"\nWeights\(bias=-\d+\.\d\d, passage_terms=\d+\.\d\d, passage_letters=\d+\.\d\d\)", model
    )
    assert engines.loaded == {"analyzer"}


def test_fit_is_where_the_penalised_loss_is_flat() -> None:
    line = fit(cases([0, 10], [0, 1]))
    # Standardised the signals are -1 and 1, and the weight w is where σ(-w) = 0.01 w.
    weight = float(line.weights[0]) * 5
    assert 1 / (1 + math.exp(weight)) == pytest.approx(0.01 * weight)
    assert line.bias == pytest.approx(-weight)


def test_a_set_counts_the_same_whatever_its_size() -> None:
    small, large = cases([0], [0]), cases([1, 1, 1, 1], [1, 1, 1, 1])
    assert joined([small, large]).counts.tolist() == [1.0, 0.25, 0.25, 0.25, 0.25]


@pytest.mark.parametrize(("share", "bias"), [(1.0, -1.0), (0.75, -2.0), (0.5, -3.0), (0.25, -4.0)])
def test_moved_line_keeps_the_share_of_what_is_labelled_one(share: float, bias: float) -> None:
    line = Line(bias=7.0, weights=np.array([1.0]))
    # The case labelled 0 does not matter, wherever it is.
    moved = line.keeping(cases([4, 2, 1, 3, 9], [1, 1, 1, 1, 0]), share)
    assert moved.bias == pytest.approx(bias)


def test_a_group_is_judged_by_a_line_that_has_not_seen_it() -> None:
    groups = [name for name in "abcde" for _ in range(2)]
    # In all groups but e the high signal is labelled 1: with e seen, its own say would count.
    found = unseen_log_odds(cases([1, 0] * 5, [1, 0] * 4 + [0, 1], groups))
    alone = fit(cases([1, 0] * 4, [1, 0] * 4))
    assert found[8:] == pytest.approx(alone.log_odds(np.array([[1.0], [0.0]])))


def test_both_labels_count_the_same_and_so_do_near_and_absent() -> None:
    kinds: list[Kind] = ["found", "found", "missed", "near", "absent"]
    found = as_cases([example(kind, 0.9) for kind in kinds], ("cosine", "passage_terms"))
    assert found.labels.tolist() == [1, 1, 0, 0, 0]
    assert found.counts.tolist() == [0.25, 0.25, 0.125, 0.125, 0.25]
    assert found.signals.tolist() == [[0.9, 0.5]] * 5


def test_table_tells_each_score_of_each_kind() -> None:
    kinds: list[Kind] = ["found", "found", "near", "near"]
    examples = [example(kind, 0) for kind in kinds]
    scores = np.array([1.0, 0.0, 0.5, -1.0])
    # Pairs won: 1 over both, 0 over -1 only: 3 of 4. Of 0 and 1 the 5 % quantile is 0.05, the 10 %
    # quantile 0.1: below lies -1, not 0.5.
    assert areas(examples, scores) == {"near": 0.75}
    assert table(examples, {"toy": scores})[2:] == ["| toy | near | 0.750 | 0.500 | 0.500 |"]


def test_threshold_line_tells_what_would_be_answered() -> None:
    examples = [example("found", 0), example("found", 0), example("absent", 0)]
    assert at_threshold(examples, np.array([0.0, -0.1, 2.0])) == (
        "answered at a confidence of 0.5: found 0.500 (n=2), absent 1.000 (n=1)"
    )


def test_calibration_weighs_the_labels_as_the_moved_bias_does() -> None:
    # Odds of an answer 3 : 1, so a case labelled 1 counts three times: true is 3 of 4.
    log_odds = np.array([math.log(3), math.log(3)])
    assert calibration(cases([0, 0], [1, 0]), log_odds, math.log(3))[2:] == [
        "| 0.7 to 0.8 | 1.000 | 0.750 | 0.750 |"
    ]


def test_model_is_printed_as_the_reader_takes_it() -> None:
    model = Model(
        signals=("passage_terms", "cosine"),
        line=Line(bias=-1.5, weights=np.array([2.0, 3.25])),
        shift=0.0,
    )
    assert str(model) == "Weights(bias=-1.50, passage_terms=2.00, cosine=3.25)"
    # -1.5 + 2 * 0.5 + 3.25 * 0.8
    assert model.log_odds([example("found", 0.8)]).tolist() == pytest.approx([2.1])


@pytest.mark.parametrize("is_foreign", [False, True])
def test_fitted_confidence_rises_with_the_cosine(*, is_foreign: bool) -> None:
    signals = Signals(passage_terms=0.5, passage_letters=0.4, cosine=0.7, is_foreign=is_foreign)
    assert confidence(signals) < 0.5 < confidence(replace(signals, cosine=0.95))
