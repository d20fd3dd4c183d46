from __future__ import annotations

import pytest

from index.dates import Claim, read_label, read_stamps


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("2024.04.05 00:09", ["2024-04-05T00:09"]),
        ("2024. 6. 15. 05:00", ["2024-06-15T05:00"]),
        ("2024.04.05.", ["2024-04-05"]),
        ("2024-04-05", ["2024-04-05"]),
        ("2024-04-05T09:12:33+09:00", ["2024-04-05T09:12"]),
        ("2024/04/05 오후 3:05", ["2024-04-05T15:05"]),
        ("2024.04.05. 오전 9:12", ["2024-04-05T09:12"]),
        ("2024.04.05 오전 12:05", ["2024-04-05T00:05"]),
        ("2024.04.05 오후 12:30", ["2024-04-05T12:30"]),
        ("2024년 4월 5일", ["2024-04-05"]),
        ("2024년 04월 05일(금) 09시 12분", ["2024-04-05T09:12"]),
        ("2024. 3. 4.(월) 12:00", ["2024-03-04T12:00"]),
        ("2024.08.05 (21:14)", ["2024-08-05T21:14"]),
        ("입력2024.04.05 (금) 오후 3:05", ["2024-04-05T15:05"]),
        ("April 5, 2024 at 9:00 p.m. ET", ["2024-04-05T21:00"]),
        ("Apr 05. 2024", ["2024-04-05"]),
        ("5 April 2024", ["2024-04-05"]),
        ("Sept. 3rd, 2025", ["2025-09-03"]),
        ("2024.02.29", ["2024-02-29"]),
        ("2023.02.29", []),
        ("2024.13.40", []),
        ("2024.04.31 09:00", []),
        ("2024.04.05 25:99", ["2024-04-05"]),
        ("1.2024.04.05", []),
        ("2024.04.055", []),
        ("3024.04.05", []),
        ("제2024-4-5호", ["2024-04-05"]),
        ("2024년 4월", []),
        ("", []),
    ],
)
def test_dates_of_the_calendar_are_read(line: str, values: list[str]) -> None:
    assert [stamp.value for stamp in read_stamps(line)] == values


@pytest.mark.parametrize(
    ("line", "wordings"),
    [
        ("트랜D 2024. 6. 15. 05:00", ["2024. 6. 15. 05:00"]),
        ("입력 2024.04.05. 수정 2024.04.06.", ["2024.04.05", "2024.04.06"]),
        ("(2024년 4월 5일)", ["2024년 4월 5일"]),
        ("Published April 5, 2024.", ["April 5, 2024"]),
    ],
)
def test_wording_of_a_date_is_the_date_alone(line: str, wordings: list[str]) -> None:
    assert [line[stamp.span.start : stamp.span.end] for stamp in read_stamps(line)] == wordings


@pytest.mark.parametrize(
    ("line", "claims"),
    [
        ("2024.04.05", [Claim.NOTHING]),
        ("입력 2024.04.05 수정 2024.04.06", [Claim.APPEARED, Claim.CHANGED]),
        ("수정 2024.04.06 등록 2024.04.05", [Claim.CHANGED, Claim.APPEARED]),
        ("최종수정 : 2024-04-05", [Claim.CHANGED]),
        ("2024/04/05 09:12 송고", [Claim.APPEARED]),
        ("Updated: April 5, 2024", [Claim.CHANGED]),
        ("date: 2024-04-05", [Claim.NOTHING]),
    ],
)
def test_words_beside_a_date_say_what_it_claims(line: str, claims: list[Claim]) -> None:
    assert [stamp.claim for stamp in read_stamps(line)] == claims


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        ("입력", Claim.APPEARED),
        ("등록일 :", Claim.APPEARED),
        ("최종 수정", Claim.CHANGED),
        ("작성자", Claim.NOTHING),
        ("입력 장치", None),
        ("입력된 값", None),
        ("", None),
    ],
)
def test_label_above_a_date_is_read_only_when_it_stands_alone(
    line: str, claim: Claim | None
) -> None:
    assert read_label(line) == claim
