from __future__ import annotations

import unicodedata
from time import process_time

import pytest

from rag.moments import Moment, moments


def dates(text: str) -> list[tuple[str, int | None, int | None, int | None]]:
    return [(text[item.start : item.end], *item.parts) for item in moments(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2018년 2월 20일 열렸다", [("2018년 2월 20일", 2018, 2, 20)]),
        ("2018. 2. 20. 열렸다", [("2018. 2. 20.", 2018, 2, 20)]),
        ("2018.02.20 열렸다", [("2018.02.20", 2018, 2, 20)]),
        ("2018-02-20 열렸다", [("2018-02-20", 2018, 2, 20)]),
        ("2018년에", [("2018년", 2018, None, None)]),
        ("2018년 열렸다", [("2018년", 2018, None, None)]),
        ("2018년 12월에", [("2018년 12월", 2018, 12, None)]),
        ("지난해 3월에", [("지난해 3월", None, 3, None)]),
        ("다음 달 3일에", [("다음 달 3일", None, None, 3)]),
        ("3월 9일", [("3월 9일", None, 3, 9)]),
        ("9일 밝혔다", [("9일", None, None, 9)]),
        ("기원전 247년", [("기원전 247년", -247, None, None)]),
        ("2월 1일과 3월 2일", [("2월 1일", None, 2, 1), ("3월 2일", None, 3, 2)]),
        ("On February 20, 2018, it", [("February 20, 2018", 2018, 2, 20)]),
        ("on 20 Feb. 2018.", [("20 Feb. 2018", 2018, 2, 20)]),
        ("on May 5th", [("May 5th", None, 5, 5)]),
        ("in Sept. 2018", [("Sept. 2018", 2018, 9, None)]),
        ("it opened in 2018.", [("2018", 2018, None, None)]),
        # Of a range only what holds for all of it.
        ("3월 9~11일", [("3월 9~11일", None, 3, None)]),
        ("2018년 3~5월", [("2018년 3~5월", 2018, None, None)]),
        ("1950~1953년", []),
        # Lengths of time, decades, amounts and words.
        ("3일간 3일 뒤 3일 동안 1일 평균", []),
        ("3개월 5년 1000년간 1990년대", []),
        ("32일 13월 0월", []),
        ("2018명 in 2,018 It may 5", []),
        ("", []),
    ],
)
def test_date_is_read_as_far_as_it_is_told(
    text: str, expected: list[tuple[str, int | None, int | None, int | None]]
) -> None:
    assert dates(text) == expected


@pytest.mark.parametrize(
    ("one", "other", "fits", "tells"),
    [
        ("2018년 2월", "2018년", True, True),
        ("2018년", "2018년 2월", True, False),
        ("3월 9일", "9일", True, True),
        ("2018년", "3월 9일", True, False),
        ("2018년 2월", "2019년", False, False),
        ("3월 9일", "3월 10일", False, False),
        ("2월 9일", "3월 9일", False, False),
    ],
)
def test_dates_fit_where_none_tells_otherwise(
    one: str, other: str, *, fits: bool, tells: bool
) -> None:
    (first,), (second,) = moments(one), moments(other)
    assert (first.fits(second), second.fits(first)) == (fits, fits)
    assert first.tells(second) is tells


@pytest.mark.parametrize("text", ["2018년 3월에", "３월 9일 ２０％"])
def test_spans_count_the_code_points_of_the_text_as_written(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", f"가나 {text}")
    (moment,) = moments(decomposed)
    wording = unicodedata.normalize("NFC", decomposed[moment.start : moment.end])
    assert wording in {"2018년 3월", "３월 9일"}


def test_record_is_whole() -> None:
    assert moments("올해 3월 9일") == (Moment(year=None, month=3, day=9, start=0, end=8),)


HOSTILE = ["1", "1.", "1~", "2018", "2018년", "2018~", "1일~", "1월", "3월 ", "기원전 ", "지난 "]
HOSTILE += ["May ", "in ", " ", "1시간 ", "20 Feb "]


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_length_of_the_text_only(piece: str) -> None:
    def seconds(characters: int) -> float:
        text = (piece * characters)[:characters]
        start = process_time()
        moments(text)
        return process_time() - start

    # 10,000 characters take under 0.1 s; were it quadratic, 8 times the text took 64 times as long.
    # The shortest of three: during one, Python may clear up after other tests.
    assert min(seconds(10_000) for _ in range(3)) < 25 * max(seconds(1250), 0.005)
