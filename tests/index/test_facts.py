from __future__ import annotations

import pytest

from index.datatypes import Span
from index.dates import read_stamps
from index.facts import (
    MEDIUM,
    SECTION,
    Imprint,
    is_name,
    is_writer,
    read_imprint,
    read_lead,
    read_tail,
)


def said(line: str, span: Span | None) -> str | None:
    return line[span.start : span.end] if span else None


@pytest.mark.parametrize(
    ("line", "author", "publisher"),
    [
        ("윤준탁 IT 칼럼니스트", "윤준탁 IT 칼럼니스트", None),
        ("머니투데이 뉴욕=박준식 특파원 2024.04.05 00:09", "박준식 특파원", "머니투데이"),
        ("홍길동 기자 hong@example.com", "홍길동 기자", None),
        ("hong@example.com 홍길동 기자", "홍길동 기자", None),
        ("홍길동 hong@example.com", "홍길동", None),
        ("홍길동기자", "홍길동기자", None),
        ("[홍길동 기자]", "홍길동 기자", None),
        ("/홍길동 기자", "홍길동 기자", None),
        ("홍길동·김철수 기자", "홍길동·김철수 기자", None),
        ("홍길동, 김철수 기자", "홍길동, 김철수 기자", None),
        ("홍길동 김철수 기자", "홍길동 김철수 기자", None),
        ("홍길동 기자·김철수 기자", "홍길동 기자·김철수 기자", None),
        ("남궁민수 기자", "남궁민수 기자", None),
        ("이준 기자", "이준 기자", None),
        ("홍길동 경제부 기자", "홍길동 경제부 기자", None),
        ("경제부 홍길동 기자", "홍길동 기자", None),
        ("홍길동 의학전문기자", "홍길동 의학전문기자", None),
        ("홍길동 도쿄 특파원", "홍길동 도쿄 특파원", None),
        ("서울 홍길동 기자", "홍길동 기자", None),
        ("한겨레 홍길동 기자", "홍길동 기자", "한겨레"),
        ("보령=김창희 기자 chkim@example.com", "김창희 기자", None),
        ("아주경제=홍승완 기자 very@example.com |", "홍승완 기자", "아주경제"),
        ("(서울=뉴스1) 이민수 기자 | 2024-01-03 14:20 송고", "이민수 기자", "뉴스1"),
        ("기자명 박찬 기자 입력 2025.06.18 18:05 댓글 0 좋아요 0", "박찬 기자", None),
        ("CBS노컷뉴스 홍길동 기자 메일보내기 2024-03-04 09:12", "홍길동 기자", "CBS노컷뉴스"),
        ("홍길동 기자 기자 구독", "홍길동 기자", None),
        ("송재민 2024. 3. 21. 08:02", "송재민", None),
        ("글=홍길동", "홍길동", None),
        ("글·사진 홍길동 기자", "홍길동 기자", None),
        ("글·사진=홍길동", "홍길동", None),
        ("글 홍길동 기자, 사진 김철수 기자", "홍길동 기자", None),
        ("작성자: 생각하는 고양이", "생각하는 고양이", None),
        ("by 교실밖 Oct 31. 2023", "교실밖", None),
        ("By Jane Doe", "Jane Doe", None),
        ("By Jane Doe and John Roe, Staff Writers", "Jane Doe and John Roe, Staff Writers", None),
        ("By Vincent van Gogh", "Vincent van Gogh", None),
        ("author: Jane Doe", "Jane Doe", None),
        ("트랜D 2024. 6. 15. 05:00", None, "트랜D"),
        ("한국일보 2024.06.15", None, "한국일보"),
        ("파이낸셜뉴스입력 2024.03.04 09:12수정 2024.03.04 10:00", None, "파이낸셜뉴스"),
        ("언론사: 한겨레", None, "한겨레"),
        ('publisher: "The Example Times"', None, "The Example Times"),
        ("입력 2024.04.05 09:12", None, None),
        ("정치 2024.04.05", None, None),
        ("컴퓨팅입력 :2024/03/04 09:12    수정: 2024/03/04 10:00", None, None),
        ("2024.03.04 | 제 12호 | 구독하기", None, None),
        ("nickname·2024년 3월 4일·팔로우", None, None),
        ("등록 2024.03.04 09:12:33수정 2024.03.04 10:02:52 작게크게", None, None),
    ],
)
def test_imprint_names_its_people(line: str, author: str | None, publisher: str | None) -> None:
    imprint = read_imprint(line)

    assert imprint is not None
    assert said(line, imprint.author) == author
    assert said(line, imprint.publisher) == publisher


@pytest.mark.parametrize(
    "line",
    [
        "",
        "한국은행이 12일 기준금리를 유지했다.",
        "2024년 4월 5일 김철수 기자가 체포됐다.",
        "2024년 4월 5일 주요 뉴스",
        "2024년 3월 3일 발행된 책",
        "2020년 1월 31일 기준",
        "출생 1971년 6월 28일",
        "1976.02.04~1980.07.01",
        "전천수(1976.02.04~1980.07.01)",
        "2024.13.40",
        "사진 홍길동 기자",
        "홍길동 사진기자",
        "기자는 왜 쓰는가",
        "이재명 대표",
        "이재훈",
        "국제 관계",
        "경제",
        "입력",
        "글을 쓴다는 것",
        "By Monday, all ferries had stopped.",
        "by the river",
        "출처: 국제 통계 연감 제3권 (2006), 12~15쪽",
        "홍길동 기자 " * 20,
    ],
)
def test_other_lines_are_no_imprint(line: str) -> None:
    assert read_imprint(line) is None


def test_imprint_tells_everything_its_line_says() -> None:
    line = "머니투데이 뉴욕=박준식 특파원 2024.04.05 00:09"

    #                           0123456789012345678
    assert read_imprint(line) == Imprint(
        stamps=tuple(read_stamps(line)),
        author=Span(start=9, end=16),
        publisher=Span(start=0, end=5),
    )


@pytest.mark.parametrize(
    ("line", "author", "publisher"),
    [
        ("(서울=연합뉴스) 홍길동 기자 = 정부는 5일", "홍길동 기자", "연합뉴스"),
        ("(서울·부산=연합뉴스) 홍길동 김철수 기자 = 정부는", "홍길동 김철수 기자", "연합뉴스"),
        ("[서울=뉴시스]홍길동 기자 = 정부는", "홍길동 기자", "뉴시스"),
        ("【서울=뉴시스】 홍길동 기자 = 정부는", "홍길동 기자", "뉴시스"),
        ("[워싱턴=AP/뉴시스] 미국은", None, "뉴시스"),
        ("[서울=뉴스핌] 정부는", None, "뉴스핌"),
        ("[이데일리 홍길동 기자] 정부는", "홍길동 기자", "이데일리"),
        ("[헤럴드경제=홍길동 기자] 정부는", "홍길동 기자", "헤럴드경제"),
        ("[경남데일리 = 배성우 기자] 김해시는", "배성우 기자", "경남데일리"),
        ("[OSEN=이인환 기자] 토트넘이", "이인환 기자", "OSEN"),
        ("[스포츠서울 | 홍길동 기자] 프로야구가", "홍길동 기자", "스포츠서울"),
        ("[대전=홍길동 기자] 대전시는", "홍길동 기자", None),
        ("[강영국 스타투데이 기자] 배우가", "강영국 스타투데이 기자", None),
        ("[파이낸셜뉴스] 정부는", None, "파이낸셜뉴스"),
        ("서울--(뉴스와이어)--한빛전자가", None, "뉴스와이어"),
        ("SEOUL, April 5 (Yonhap) -- South Korea", None, "Yonhap"),
    ],
)
def test_front_of_a_despatch_tells_who_speaks(
    line: str, author: str | None, publisher: str | None
) -> None:
    lead = read_lead(line)

    assert lead is not None
    assert (said(line, lead.author), said(line, lead.publisher)) == (author, publisher)


@pytest.mark.parametrize(
    "line",
    [
        "[단독] 정부는",
        "[트랜D] 머스크는",
        "(a=b) 이므로",
        "(사진) 정부는",
        "정부는 (서울=연합뉴스)",
        "",
    ],
)
def test_other_brackets_do_not_speak(line: str) -> None:
    assert read_lead(line) is None


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("그는 말했다. 홍길동 기자 hong@example.com", "홍길동 기자"),
        ("그는 말했다./홍길동 기자 hong@example.com", "홍길동 기자"),
        ("그는 말했다. [홍길동 기자 hong@example.com]", "홍길동 기자"),
        ("그는 말했다.도쿄=홍길동 특파원 a@b.c", "홍길동 특파원"),
        ("“그렇다”고 했다.” 홍길동기자", "홍길동기자"),
        ("그는 말했다. 김 기자", None),
        ("이 책을 쓴 사람은 홍길동 기자", None),
        ("그는 홍길동 기자. 오래 일했다.", None),
    ],
)
def test_reporters_sign_behind_the_last_full_stop(line: str, author: str | None) -> None:
    assert said(line, read_tail(line)) == author


@pytest.mark.parametrize("line", ["이재훈", "선우은숙"])
def test_name_has_a_family_and_three_syllables(line: str) -> None:
    assert is_name(line)


@pytest.mark.parametrize("line", ["이준", "홍길동 기자", "쀍쀍쀍", "정치", "오피니언", ""])
def test_other_words_are_no_name(line: str) -> None:
    assert not is_name(line)


@pytest.mark.parametrize("line", ["문성진 서울대 경제학부 교수", "이준 작가"])
def test_writer_has_a_name_and_a_profession(line: str) -> None:
    assert is_writer(line)


@pytest.mark.parametrize("line", ["이재훈", "소설을 쓰는 작가", f"홍길동 {'가' * 60} 교수", ""])
def test_other_words_are_no_writer(line: str) -> None:
    assert not is_writer(line)


@pytest.mark.parametrize("name", ["조선일보", "한겨레", "AI타임스", "KBS", "The Example Times"])
def test_media_are_known_by_their_names(name: str) -> None:
    assert MEDIUM.fullmatch(name)


@pytest.mark.parametrize("name", ["경제", "트랜D", "이재훈", "신문을 읽는 법"])
def test_other_names_are_no_media(name: str) -> None:
    assert MEDIUM.fullmatch(name) is None


def test_sections_may_be_paths() -> None:
    assert SECTION.fullmatch("홈 > 뉴스 > 경제")
    assert SECTION.fullmatch("IT/과학")
    assert SECTION.fullmatch("경제가 어렵다") is None
