from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rag.claims import Claim, Kind, dates_differ, is_known, numbers_differ, published_day, scope
from tests.rag.bracketed import found

if TYPE_CHECKING:
    from index.kiwi import KiwiAnalyzer


def claim(kiwi: KiwiAnalyzer, text: str, question: str = "그 값은?") -> Claim:
    """Return what the span in brackets claims."""
    return Claim.of(found(kiwi, text), question)


@pytest.mark.parametrize(
    ("question", "text", "kind"),
    [
        ("직원은 몇 명인가?", "한솔전자 직원은 [약 150명]이다.", Kind.NUMBER),
        # Half of the words are enough: a reader may cut more or less away.
        ("금리는 얼마인가?", "대출 금리는 [연 4.1%]다.", Kind.NUMBER),
        ("언제 개통했나?", "한빛대교는 [2018년] 개통했다.", Kind.DATE),
        ("언제 개통했나?", "한빛대교는 [3년] 만에 개통했다.", Kind.NUMBER),
        ("감독은 누구인가?", "푸른유나이티드 감독은 [박하나]다.", None),
        ("누가 우승했나?", "우승은 [2018년 신인왕 정다운]의 몫이었다.", None),
        ("누가 우승했나?", "우승은 [20세 신인 정다운]의 몫이었다.", None),
        ("누가 우승했나?", "김하늘이 [2018년 3월 대회에서 우승한 정다운]을 꺾었다.", None),
        # A number of nothing known may be a name, and a vague one cannot be compared.
        ("탐사선 이름은 무엇인가?", "탐사선 이름은 [1138]이다.", None),
        ("관중은 몇 명인가?", "관중은 [수천 명]이었다.", None),
        # For a reason, the question decides.
        ("박하나 감독은 왜 사임했나?", "박하나 감독은 [건강이 나빠져] 사임했다.", Kind.REASON),
        ("Why did he resign?", "The coach did resign for [2 defeats].", Kind.REASON),
        ("왜관은 어디인가?", "왜관은 [칠곡]에 있다.", None),
    ],
)
def test_words_and_question_tell_the_kind(
    kiwi: KiwiAnalyzer, question: str, text: str, kind: Kind | None
) -> None:
    assert claim(kiwi, text, question).kind is kind


def test_claim_reads_the_whole_wording_of_its_figure(kiwi: KiwiAnalyzer) -> None:
    cut = claim(kiwi, "3월 9일 산불로 나무 약 [1만 2000]그루가 탔다. 집도 3채 탔다.")
    (quantity,) = cut.quantities
    assert cut.sentence == "3월 9일 산불로 나무 약 1만 2000그루가 탔다."
    assert cut.sentence[quantity.start : quantity.end] == "약 1만 2000그루"
    assert cut.moments == ()
    assert cut.figures == (quantity,)


def test_figures_of_a_date_are_its_moments(kiwi: KiwiAnalyzer) -> None:
    date = claim(kiwi, "축제는 [3월 9일 4시간] 열린다.")
    assert date.kind is Kind.DATE
    assert len(date.quantities) == 1
    assert date.figures == date.moments != ()


def test_span_outside_of_whole_sentences_claims_nothing(kiwi: KiwiAnalyzer) -> None:
    span = found(kiwi, "직원은 [100명]이다.")
    loose = replace(span, passage=replace(span.passage, sentences=()))
    assert Claim.of(loose, "왜?") == Claim(span=loose)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("산불로 나무 [1만 그루]가 탔다.", "산불로 나무 [약 1만 그루 이상]이 탔다."),
        ("산불로 나무 [1만여 그루]가 탔다.", "산불로 나무 [1만 2345그루]가 탔다."),
        ("다온건설의 매출은 [8조 2000억원]이다.", "다온건설의 매출은 [8조 2345억 원]이다."),
        (
            "푸른유나이티드의 관중은 [2만 명]을 넘었다.",
            "푸른유나이티드의 관중은 [2만 3451명]이었다.",
        ),
        ("한솔전자 직원은 [만 명]이다.", "한솔전자 직원은 [10,000명]이다."),
        ("산불로 나무 [1만] 그루 이상이 탔다.", "산불로 나무 약 [1만 2000]그루가 탔다."),
        ("누리망원경의 거울 지름은 [6.5m]다.", "거울 지름은 [650cm]다."),
        (
            "김하늘은 마라톤에서 [2시간 30분]의 기록을 세웠다.",
            "김하늘의 마라톤 기록은 [150분]이다.",
        ),
        ("다온건설의 매출은 [60억 달러]다.", "다온건설의 매출은 [8조 2000억원]이다."),
        ("금리는 [0.5%p] 올랐다.", "금리는 [4.5%]까지 올랐다."),
        # Of other times.
        ("한솔전자 매출은 2022년 [100억 원]이었다.", "한솔전자 매출은 2023년 [150억 원]이었다."),
        ("9일 새벽호 침몰로 선원 [12명]이 숨졌다.", "10일까지 새벽호 침몰로 선원 [15명]이 숨졌다."),
    ],
)
def test_numbers_that_may_both_be_right_do_not_differ(
    kiwi: KiwiAnalyzer, one: str, other: str
) -> None:
    first, second = claim(kiwi, one), claim(kiwi, other)
    assert first.kind is second.kind is Kind.NUMBER
    assert not numbers_differ(first, second)
    assert not numbers_differ(second, first)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("직원은 [100명]이다.", "직원은 [약 150명]이다."),
        ("선원 [12명]이 숨졌다.", "선원 [열다섯 명]이 숨졌다."),
        ("거울은 지름이 [6.5m]다.", "거울 지름은 [850cm]라고 한다."),
        # One time, told more exactly by one of them.
        ("2022년 매출은 [100억 원]이었다.", "2022년 3월 매출은 [150억 원]이었다."),
        # Only one of them tells a time.
        ("2022년 매출은 [100억 원]이었다.", "매출은 [150억 원]이었다."),
    ],
)
def test_numbers_of_one_unit_and_one_time_differ(kiwi: KiwiAnalyzer, one: str, other: str) -> None:
    first, second = claim(kiwi, one), claim(kiwi, other)
    assert numbers_differ(first, second)
    assert numbers_differ(second, first)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("한빛대교는 [2018년] 개통했다.", "한빛대교는 [2018년 2월] 개통했다."),
        ("한빛대교는 [2월 20일] 개통했다.", "한빛대교는 [2018년 2월] 개통했다."),
        ("한빛대교는 [2018. 2. 20.] 개통했다.", "한빛대교는 [20일] 개통했다."),
        ("바다축제는 [3월 9~11일] 열린다.", "바다축제는 [3월 10일] 열린다."),
    ],
)
def test_dates_that_may_both_be_right_do_not_differ(
    kiwi: KiwiAnalyzer, one: str, other: str
) -> None:
    first, second = claim(kiwi, one), claim(kiwi, other)
    assert first.kind is second.kind is Kind.DATE
    assert not dates_differ(first, second)
    assert not dates_differ(second, first)


@pytest.mark.parametrize(
    ("one", "other", "published", "expected"),
    [
        # With the year, it does not matter when the articles appeared.
        ("[2018년 3월 9일]", "[2018년 3월 10일]", (None, None), True),
        # A festival of another year is another festival.
        ("[3월 9일]", "[3월 10일]", ("2023-03-01", "2024-03-01"), False),
        ("[3월 9일]", "[3월 10일]", ("2024-03-01", None), False),
        ("[3월 9일]", "[3월 10일]", (None, None), False),
        ("[3월 9일]", "[3월 10일]", ("2024-01-31", "2024-03-01T09:00"), True),
        ("[9일]", "[10일]", ("2024-02-28", "2024-03-01"), False),
        ("[9일]", "[10일]", ("2024-03-05", "2024-03-01T09:00"), True),
        ("[2024년 3월 9일]", "[3월 10일]", ("2024-01-31", "2024-03-01"), True),
    ],
)
def test_dates_that_leave_out_a_part_are_compared_within_it(
    kiwi: KiwiAnalyzer,
    one: str,
    other: str,
    published: tuple[str | None, str | None],
    *,
    expected: bool,
) -> None:
    spans = [
        found(kiwi, f"바다축제는 {text} 열린다.", number)
        for number, text in enumerate((one, other), start=1)
    ]
    dated = [
        replace(span, passage=replace(span.passage, published=day))
        for span, day in zip(spans, published, strict=True)
    ]
    first, second = (Claim.of(span, "바다축제는 언제 열리나?") for span in dated)
    assert dates_differ(first, second) is expected
    assert dates_differ(second, first) is expected


@pytest.mark.parametrize(
    ("text", "article", "expected"),
    [
        ("선원 [12명]이 숨졌다.", "승객 30명이 다치고 선원 12명이 숨졌다.", True),
        ("선원 [12명]이 숨졌다.", "선원 10여 명이 숨졌다.", True),
        ("선원 [12명]이 숨졌다.", "선원 30명이 12시간 만에 구조됐다.", False),
        ("축제는 [3월 9일] 열린다.", "원래는 3월 9일이었다.", True),
        ("축제는 [3월 9일] 열린다.", "원래는 2024년 3월 9일이었다.", True),
        # To tell the month is not yet to tell the day.
        ("축제는 [3월 9일] 열린다.", "원래는 3월이었다.", False),
    ],
)
def test_article_knows_a_figure_that_it_says_anywhere(
    kiwi: KiwiAnalyzer, text: str, article: str, *, expected: bool
) -> None:
    assert is_known(claim(kiwi, text), article) is expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("한솔전자 매출은 지난해 [100억 원]이었다.", "한솔전자 매출은 올해 [150억 원]이다."),
        ("3분기 전기차 판매량은 [2만 대]였다.", "4분기 전기차 판매량은 [3만 대]였다."),
        ("전기차 판매량은 [2만 대]였다.", "세계 전기차 판매량은 [30만 대]였다."),
        ("참가자는 하루 평균 [500명]이다.", "참가자는 [2만 명]이다."),
        ("한빛대교는 [2018년] 개통할 예정이었다.", "한빛대교는 [2019년] 개통했다."),
        ("해경은 새벽호에서 [30명]을 구조했다.", "해경은 새벽호에서 총 [100명]을 구조했다."),
        ("탐사선은 현지시간 [9일] 착륙했다.", "탐사선은 [10일] 착륙했다."),
    ],
)
def test_words_and_ordinals_tell_what_a_figure_is_meant_for(
    kiwi: KiwiAnalyzer, one: str, other: str
) -> None:
    assert scope(claim(kiwi, one)) != scope(claim(kiwi, other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("한솔전자 직원은 [100명]이다.", "두레전자는 직원이 [약 150명]이다."),
        ("올해 매출은 [100억 원]이다.", "매출은 올해 [150억 원]이다."),
        # What is asked for does not count, only the numbers beside it.
        ("하늘타워는 [63층]이다.", "하늘타워는 [55층]이다."),
    ],
)
def test_scope_leaves_out_the_figure_and_all_other_words(
    kiwi: KiwiAnalyzer, one: str, other: str
) -> None:
    assert scope(claim(kiwi, one)) == scope(claim(kiwi, other))


@pytest.mark.parametrize(
    ("published", "day"),
    [("2024-02-01", "2024-02-01"), ("2024-02-01T09:00", "2024-02-01"), (None, "")],
)
def test_day_of_an_article_is_without_its_minute(
    kiwi: KiwiAnalyzer, published: str | None, day: str
) -> None:
    span = found(kiwi, "직원은 [100명]이다.")
    dated = replace(span, passage=replace(span.passage, published=published))
    assert published_day(dated) == day
