from __future__ import annotations

import re
from decimal import Decimal

import pytest

from rag.units import SPELLED, UNIT, UNITS


def test_each_spelling_means_one_unit() -> None:
    entries = [entry.split() for entry in re.split(r"[|\n]", UNITS.strip())]
    assert sum(len(spellings) for _unit, _factor, *spellings in entries) == len(SPELLED)


@pytest.mark.parametrize(
    ("spelling", "unit", "factor"),
    [
        ("명", "명", "1"),
        ("사람", "명", "1"),
        ("years old", "살", "1"),
        ("분", "초", "60"),
        ("hours", "초", "3600"),
        ("년", "개월", "12"),
        ("years", "개월", "12"),
        ("km", "m", "1000"),
        ("센티미터", "m", "0.01"),
        ("톤", "kg", "1000"),
        ("헥타르", "㎡", "10000"),
        ("km²", "㎡", "1000000"),
        ("메가와트", "W", "1000000"),
        # Neither money nor months in days, and never one share into another.
        ("불", "달러", "1"),
        ("개월", "개월", "1"),
        ("일", "일", "1"),
        ("퍼센트", "%", "1"),
    ],
)
def test_fixed_measures_are_converted(spelling: str, unit: str, factor: str) -> None:
    assert SPELLED[spelling] == (unit, Decimal(factor))


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        # The longest one that fits.
        ("개월 만에", "개월"),
        ("개국에서", "개국"),
        ("세대가", "세대"),
        ("km/h로", "km/h"),
        ("%포인트", "%포인트"),
        ("percentage points", "percentage points"),
        # A particle or another word may follow, the rest of a word may not.
        ("대", "대"),
        ("대의 차", "대"),
        ("대, 차", "대"),
        ("명당", "명"),
        ("명여", "명"),
        ("대표", None),
        ("개비", None),
        ("차관", None),
        ("meters", "meters"),
        ("wonder", None),
        ("만", None),
    ],
)
def test_unit_ends_where_its_word_ends(text: str, spelling: str | None) -> None:
    match = re.match(UNIT, text)
    assert (match and match[0]) == spelling
