from __future__ import annotations

import unicodedata

import pytest

from rag.metrics import (
    auroc,
    auroc_interval,
    character_f1,
    exact_match,
    first_rank,
    hit,
    mean_interval,
    ndcg,
    normalize_answer,
    quantile,
    quantile_interval,
    reciprocal_rank,
)


@pytest.mark.parametrize(
    ("ranked", "relevant", "rank"),
    [
        (["a", "b", "c"], {"a"}, 1),
        (["a", "b", "c"], {"c", "b"}, 2),
        (["a", "b", "c"], {"d"}, None),
        ([], {"a"}, None),
    ],
)
def test_first_rank_counts_from_one(
    ranked: list[str], relevant: set[str], rank: int | None
) -> None:
    assert first_rank(ranked, relevant) == rank


@pytest.mark.parametrize(
    ("rank", "top_k", "expected"), [(1, 1, 1.0), (3, 3, 1.0), (4, 3, 0.0), (None, 10, 0.0)]
)
def test_hit_needs_a_rank_within_the_cut(rank: int | None, top_k: int, expected: float) -> None:
    assert hit(rank, top_k=top_k) == expected


@pytest.mark.parametrize(("rank", "expected"), [(1, 1.0), (4, 0.25), (10, 0.1), (11, 0), (None, 0)])
def test_reciprocal_rank_is_zero_beyond_ten(rank: int | None, expected: float) -> None:
    assert reciprocal_rank(rank) == expected


# Gains by rank: 1/log2(2) = 1, 1/log2(3) = 0.63093, 1/log2(4) = 0.5, 1/log2(5) = 0.43068.
@pytest.mark.parametrize(
    ("ranked", "relevant", "top_k", "expected"),
    [
        ("abc", "a", 10, 1.0),
        ("abc", "b", 10, 0.63093),
        ("abc", "ac", 10, 0.91972),  # (1 + 0.5) / (1 + 0.63093)
        ("abcd", "bd", 10, 0.65092),  # (0.63093 + 0.43068) / (1 + 0.63093)
        ("abc", "xy", 10, 0.0),
        ("", "a", 10, 0.0),
        ("abc", "c", 2, 0.0),
        ("ab", "abcd", 2, 1.0),  # no ranking of two places could hold more
        ("ba", "axyz", 2, 0.38685),  # 0.63093 / (1 + 0.63093)
    ],
)
def test_ndcg_is_the_gain_over_the_ideal_gain(
    ranked: str, relevant: str, top_k: int, expected: float
) -> None:
    assert ndcg(list(ranked), set(relevant), top_k=top_k) == pytest.approx(expected, abs=5e-6)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《겨울 나그네》", "겨울 나그네"),
        ("〈가〉<나>", "가 나"),
        ("기가팩토리(Gigafactory)", "기가팩토리 gigafactory"),
        ("가'나\"다‘라’마", "가 나 다 라 마"),
        ("10,000", "10000"),
        ("X.AI", "xai"),
        ("[1]-2%", "12"),
        ("“가”·나", "“가”·나"),  # the script names neither
        ("  가\t\n 나 ", "가 나"),
        (unicodedata.normalize("NFD", "한강"), "한강"),
        ("...", ""),
    ],
)
def test_short_answers_are_normalized_as_korquad_does(text: str, expected: str) -> None:
    assert normalize_answer(text) == expected


@pytest.mark.parametrize(
    ("prediction", "gold_answers", "expected"),
    [
        ("《사계》", ["사계"], 1.0),
        ("xAI", ["오픈AI", "XAI."], 1.0),
        ("1만개를", ["1만개"], 0.0),
        ("1만 개", ["1만개"], 0.0),
    ],
)
def test_exact_match_takes_any_gold_answer(
    prediction: str, gold_answers: list[str], expected: float
) -> None:
    assert exact_match(prediction, gold_answers) == expected


# F1 = 2 * shared / (characters of the prediction + characters of the gold answer).
@pytest.mark.parametrize(
    ("prediction", "gold_answers", "expected"),
    [
        ("1만개를", ["1만개"], 6 / 7),  # 3 shared of 4 and 3
        ("1만 개", ["1만개"], 1.0),  # white space does not count
        ("가가나", ["가나나"], 4 / 6),  # one 가 and one 나 shared
        ("가나다", ["라", "다가", "가"], 4 / 5),  # the best gold answer counts
        ("가", ["나"], 0.0),
        ("...", ["가"], 0.0),
    ],
)
def test_f1_counts_shared_characters(
    prediction: str, gold_answers: list[str], expected: float
) -> None:
    assert character_f1(prediction, gold_answers) == pytest.approx(expected)


# The means of all samples with replacement, where they are few enough to write down.
@pytest.mark.parametrize(
    ("values", "interval"),
    [
        ([0.5], (0.5, 0.5)),
        ([1, 1, 1, 1, 1], (1, 1)),
        ([0, 1], (0, 1)),  # 0 and 1 have a quarter of the samples each
        ([0, 0, 1], (0, 1)),  # three ones: 1/27 = 3.7 % of the samples
        ([0, 0, 0, 1], (0, 0.75)),  # four ones: 0.4 %; three: 4.7 %; none: 31.6 %
    ],
)
def test_mean_interval_holds_the_middle_95_percent_of_resampled_means(
    values: list[float], interval: tuple[float, float]
) -> None:
    assert mean_interval(values) == pytest.approx(interval)


def test_mean_interval_of_many_values_is_that_of_the_normal_curve() -> None:
    # A share of 0.5 among 400 has a standard error of 0.025: 0.5 -+ 1.96 * 0.025.
    assert mean_interval([0, 1] * 200) == pytest.approx((0.451, 0.549), abs=0.006)


def test_mean_interval_is_the_same_every_time_and_in_any_order() -> None:
    values = [0.1, 0.9, 0.4, 0.4, 0.7]
    assert mean_interval(values) == mean_interval(values[::-1])


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([30, 10, 40, 20], 0.5, 20),
        ([30, 10, 20], 0.5, 20),
        ([10, 10, 10, 99], 0.5, 10),
        (list(range(1, 21)), 0.95, 19),
        (list(range(1, 22)), 0.95, 20),  # 0.95 * 21 = 19.95 values must not exceed it
        ([7], 0.95, 7),
    ],
)
def test_quantile_is_the_value_that_enough_values_do_not_exceed(
    values: list[float], share: float, expected: float
) -> None:
    assert quantile(values, share) == expected


@pytest.mark.parametrize(
    ("values", "interval"),
    [
        ([5, 5, 5], (5, 5)),
        ([3, 8], (3, 8)),  # the lower median is 8 in a quarter of the samples
        ([3, 3, 3, 3, 8], (3, 8)),  # 8 comes three times or more in 5.8 % of the samples
        ([3] * 9 + [8], (3, 3)),  # 8 comes six times or more in 0.01 %
    ],
)
def test_quantile_interval_of_a_median(values: list[float], interval: tuple[float, float]) -> None:
    assert quantile_interval(values, 0.5) == interval


@pytest.mark.parametrize(
    ("positive", "negative", "expected"),
    [
        ([0.9, 0.8], [0.1, 0.2], 1.0),
        ([0.1, 0.2], [0.9, 0.8], 0.0),
        ([0.9, 0.5], [0.5, 0.1], 0.875),  # 2 + 0.5 + 1 of four pairs
        ([0.3, 0.3], [0.3], 0.5),
        ([0.9], [], None),
        ([], [0.1], None),
    ],
)
def test_auroc_is_the_share_of_pairs_in_order(
    positive: list[float], negative: list[float], expected: float | None
) -> None:
    assert auroc(positive, negative) == expected


@pytest.mark.parametrize(
    ("positive", "negative", "interval"),
    [
        ([0.9, 0.8], [0.1, 0.2], (1, 1)),
        ([0.3], [0.3], (0.5, 0.5)),
        ([1.0, 0.0], [0.5], (0, 1)),  # both positives below, or both above: a quarter each
        ([0.9], [], None),
    ],
)
def test_auroc_interval_resamples_each_class(
    positive: list[float], negative: list[float], interval: tuple[float, float] | None
) -> None:
    assert auroc_interval(positive, negative) == interval
