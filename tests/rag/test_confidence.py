from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from rag.confidence import CERTAIN, LIKELY, THRESHOLD, Certainty, Signals, certainty, confidence

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
# Log-odds of spans: none was looked for, hopeless, as likely as not, sure.
SPANS = [None, -10.0, 0.0, 10.0]
# Of nothing encoded, and of what has no meaning in common, half of it, all of it.
COSINES = [None, -1.0, 0.0, 1.0]


def while_share_grows(signals: Signals, name: str) -> list[float]:
    return [confidence(SHARES[name](signals, step)) for step in STEPS]


def while_cosine_grows(signals: Signals) -> list[float]:
    return [confidence(replace(signals, cosine=2 * step - 1)) for step in STEPS]


@pytest.mark.parametrize("is_foreign", [False, True])
@pytest.mark.parametrize(("worst", "best"), [(None, None), (-10.0, 10.0)])
def test_nothing_in_common_is_no_answer_and_everything_is_one(
    worst: float | None, best: float | None, *, is_foreign: bool
) -> None:
    assert confidence(replace(NOTHING, is_foreign=is_foreign, span=worst)) < THRESHOLD
    assert confidence(replace(EVERYTHING, is_foreign=is_foreign, span=best)) > THRESHOLD


@pytest.mark.parametrize("span", SPANS)
@pytest.mark.parametrize("part", [NOTHING, MIDDLE, EVERYTHING])
def test_more_of_a_signal_never_makes_it_less_sure(part: Signals, span: float | None) -> None:
    signals = replace(part, span=span)
    for name in SHARES:
        assert all(less <= more for less, more in pairwise(while_share_grows(signals, name))), name
    assert all(less <= more for less, more in pairwise(while_cosine_grows(signals)))


@pytest.mark.parametrize("span", SPANS)
def test_more_of_the_question_in_the_passage_makes_it_surer(span: float | None) -> None:
    both = [replace(MIDDLE, passage_terms=part, passage_letters=part, span=span) for part in STEPS]
    assert all(less < more for less, more in pairwise(map(confidence, both)))


@pytest.mark.parametrize("signals", [NOTHING, MIDDLE, EVERYTHING])
def test_likelier_words_make_it_surer(signals: Signals) -> None:
    sure = [confidence(replace(signals, span=20 * step - 10)) for step in STEPS]
    assert all(less < more for less, more in pairwise(sure))


def test_by_words_alone_all_of_the_question_is_an_answer_and_nothing_of_it_none() -> None:
    both = [
        replace(MIDDLE, passage_terms=part, passage_letters=part, cosine=None) for part in STEPS
    ]
    sure = [confidence(signals) for signals in both]
    assert all(less < more for less, more in pairwise(sure))
    assert sure[0] < THRESHOLD < CERTAIN < sure[-1]


@pytest.mark.parametrize("part", [NOTHING, MIDDLE, EVERYTHING])
def test_another_number_makes_words_alone_less_sure(part: Signals) -> None:
    by_words = replace(part, cosine=None)
    assert confidence(replace(by_words, lacks=True)) < confidence(by_words)


@pytest.mark.parametrize("part", [NOTHING, MIDDLE, EVERYTHING])
def test_words_alone_never_answer_between_two_writings(part: Signals) -> None:
    assert confidence(replace(part, cosine=None, is_foreign=True)) < 1e-6


@pytest.mark.parametrize("name", SHARES)
def test_words_do_not_count_between_two_writings(name: str) -> None:
    assert len(set(while_share_grows(replace(MIDDLE, is_foreign=True), name))) == 1


def test_nearer_meaning_makes_it_surer_between_two_writings() -> None:
    sure = while_cosine_grows(replace(MIDDLE, is_foreign=True))
    assert all(less < more for less, more in pairwise(sure))


@pytest.mark.parametrize("is_foreign", [False, True])
@pytest.mark.parametrize("span", SPANS)
@pytest.mark.parametrize("cosine", COSINES)
@pytest.mark.parametrize("part", [0, 1])
def test_confidence_is_a_probability(
    part: float, cosine: float | None, span: float | None, *, is_foreign: bool
) -> None:
    signals = Signals(
        passage_terms=part,
        passage_letters=part,
        cosine=cosine,
        is_foreign=is_foreign,
        span=span,
    )
    assert 0 < confidence(signals) < 1


@pytest.mark.parametrize(
    ("sure", "word"),
    [
        (0.0, None),
        (math.nextafter(THRESHOLD, 0), None),
        (THRESHOLD, "weak"),
        (math.nextafter(LIKELY, 0), "weak"),
        (LIKELY, "likely"),
        (math.nextafter(CERTAIN, 0), "likely"),
        (CERTAIN, "certain"),
        (1.0, "certain"),
    ],
)
def test_word_for_a_confidence_begins_at_its_threshold(sure: float, word: Certainty | None) -> None:
    assert certainty(sure) == word
