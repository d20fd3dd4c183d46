from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from rag.confidence import THRESHOLD, Signals, confidence

NOTHING = Signals(
    passage_terms=0,
    passage_letters=0,
    cosine=0,
    is_foreign=False,
)
EVERYTHING = Signals(
    passage_terms=1,
    passage_letters=1,
    cosine=1,
    is_foreign=False,
)
MIDDLE = replace(
    EVERYTHING,
    passage_terms=0.5,
    passage_letters=0.5,
    cosine=0.5,
)
SHARES: dict[str, Callable[[Signals, float], Signals]] = {
    "passage_terms": lambda signals, value: replace(signals, passage_terms=value),
    "passage_letters": lambda signals, value: replace(signals, passage_letters=value),
}
STEPS = [step / 10 for step in range(11)]


def while_share_grows(signals: Signals, name: str) -> list[float]:
    return [confidence(SHARES[name](signals, step)) for step in STEPS]


def while_cosine_grows(signals: Signals) -> list[float]:
    return [confidence(replace(signals, cosine=2 * step - 1)) for step in STEPS]


def test_nothing_in_common_is_no_answer_and_everything_is_one() -> None:
    for is_foreign in (False, True):
        assert confidence(replace(NOTHING, is_foreign=is_foreign)) < THRESHOLD
        assert confidence(replace(EVERYTHING, is_foreign=is_foreign)) > THRESHOLD


@pytest.mark.parametrize("signals", [NOTHING, MIDDLE, EVERYTHING])
def test_more_of_a_signal_never_makes_it_less_sure(signals: Signals) -> None:
    for name in SHARES:
        assert all(less <= more for less, more in pairwise(while_share_grows(signals, name))), name
    assert all(less <= more for less, more in pairwise(while_cosine_grows(signals)))


def test_more_of_the_question_in_the_passage_makes_it_surer() -> None:
    both = [replace(MIDDLE, passage_terms=part, passage_letters=part) for part in STEPS]
    assert all(less < more for less, more in pairwise(map(confidence, both)))


@pytest.mark.parametrize("name", SHARES)
def test_words_do_not_count_between_two_writings(name: str) -> None:
    assert len(set(while_share_grows(replace(MIDDLE, is_foreign=True), name))) == 1


def test_nearer_meaning_makes_it_surer_between_two_writings() -> None:
    sure = while_cosine_grows(replace(MIDDLE, is_foreign=True))
    assert all(less < more for less, more in pairwise(sure))


@pytest.mark.parametrize("is_foreign", [False, True])
@pytest.mark.parametrize("cosine", [-1, 0, 1])
@pytest.mark.parametrize("part", [0, 1])
def test_confidence_is_a_probability(part: float, cosine: float, *, is_foreign: bool) -> None:
    signals = Signals(
        passage_terms=part,
        passage_letters=part,
        cosine=cosine,
        is_foreign=is_foreign,
    )
    assert 0 < confidence(signals) < 1
