from __future__ import annotations

import pytest

from index.boilerplate import Kind, cuts, judge

OWN, CAPTION, COPYRIGHT, FURNITURE = Kind.OWN, Kind.CAPTION, Kind.COPYRIGHT, Kind.FURNITURE


@pytest.mark.parametrize(
    "line",
    [
        "글자크기",
        "글자 크기 변경하기",
        "글자크기 설정 파란원을 좌우로 움직이시면 글자크기가 변경 됩니다.",
        "이 글자크기로 변경됩니다.",
        "가장 작은 크기 글자",
        "바로가기 본문 글씨 줄이기 본문 글씨 키우기",
        "번역beta Translated by kaka i",
        "음성으로 듣기",
        "본문 요약봇",
        "조회 1,234",
        "조회수 1.2만",
        "좋아요 3",
        "기사 댓글 0",
        "댓글 3 좋아요 5",
        "1,234 views",
        "• 콘텐츠에 ‘좋아’해줘서 고마워요 -",
        "TOP",
        "맨 위로",
        "Back to top",
        "공유하기",
        "URL복사",
        "링크 복사하기",
        "SNS 기사보내기",
        "SNS 기사보내기페이스북(으)로 기사보내기 트위터(으)로 기사보내기",
        "페이스북 트위터 카카오톡 URL복사 스크랩 프린트",
        "Share this article",
        "Share on Facebook",
        "Copy link",
        "Print this page",
        "Advertisement",
        "이 기사에 대해 어떻게 생각하시나요?",
        "이 기사가 좋으셨다면",
        "다른기사 보기",
        "[다른기사 보기](https://example.com/list)",
        "![사진](https://example.com/a.png)",
        "이미지 확대",
        "(끝)",
        "기사제보 및 보도자료 news@example.com",
        "제보는 카카오톡 okjebo",
        "▷ 카카오톡 : '제보' 검색, 채널 추가",
        "[전화] 02-398-8585",
        "▶ 네이버에서 뉴스 구독하기",
        "Tech잇슈 구독하러 가기",
        "관심 있으신 분들은 구독 부탁드리겠습니다 :)",
        "유튜브에서도 구독해주세요!",
        "무료 구독",
        "Subscribe to our newsletter",
        "Sign up for daily updates",
        "• #일론머스크",
        "#AI #TECH",
        "키워드Tags #어도비 #AI 검색",
        "관련기사",
        "많이 본 뉴스",
        "Related articles",
        "[관련기사] 구글, 인원 감축…검색 팀 포함",
    ],
)
def test_furniture_is_known_by_itself(line: str) -> None:
    assert judge([line]) == [FURNITURE]


KEPT = (
    "저작권자의 허락 없이 사진을 쓰면 처벌받을 수 있다.",
    "저작권자 동의를 구해야 한다는 판결이 나왔다",
    "법원은 무단 전재 및 재배포 금지 조항이 유효하다고 판단했다.",
    "판결문에는 ‘저작권자 ⓒ 한국일보 무단전재 금지’라고 적혀 있었다.",
    "ⓒ 표시는 저작권을 뜻한다.",
    "All rights reserved라는 문구의 역사는 길다.",
    "그는 넷플릭스를 구독하고 있다.",
    "이용자들은 매달 9900원을 내고 뉴스레터를 구독하기 시작했다.",
    "구독 경제가 자동차로 번지고 있다",
    "이 채널은 구독자 100만명을 넘겼다.",
    "그는 “구독과 좋아요 부탁드립니다”라고 외쳤다.",
    "홍길동 기자 구독하기",
    "정보를 공유하기 위해 모임을 만들었다.",
    "글자 크기를 키우는 기능이 추가됐다.",
    "글자크기 논쟁이 출판계에서 다시 불붙었다",
    "사진 속 인물은 그의 할아버지였다.",
    "홍길동 대표(사진)는 올해 목표를 밝혔다.",
    "사진=예술이라는 공식은 언제 생겼을까.",
    "블리스 (사진)",
    "공개 강의를 하고 있다. (사진 갤러리 참조)",
    "제공되는 동영상/라이브를 광고없이 시청",
    "월간 투표 이벤트 진행 (추첨 후 경품제공)",
    "왕흥사지는 부여에 있다. 2001년 2월 5일 사적으로 지정되었다.",
    "지분을 소유하고 있다. (2019. 12. 31 기준)",
    "TOP 10에 든 곡은 모두 다섯이다.",
    "좋아요 수가 1만 개를 넘었다.",
    "댓글이 3만개 달렸다.",
    "조회수 1억 뷰를 돌파한 뮤직비디오",
    "#미투 운동은 2017년 미국에서 시작됐다.",
    "#1. 직장인 김모씨는 오늘도 야근을 한다.",
    "#1",
    "# 제목",
    "관련 뉴스를 접한 시민들은 놀랐다.",
    "많이 본 뉴스가 늘 좋은 뉴스는 아니다.",
    "주요 뉴스 댓글 4만건을 분석한 결과다.",
    "제보를 받은 경찰이 출동했다.",
    "이 기사에 대해 어떻게 생각하느냐고 그는 물었다.",
    "맨 위로 올라가면 바다가 보인다.",
    "번역은 반역이라는 말이 있다.",
    "(끝나지 않은 이야기)",
    "▶ 첫째, 예산을 늘린다.",
    "2024.03.04 | 제 12호 | 구독하기",
    "She asked readers to subscribe to the newsletter.",
    "Share prices rose on Friday.",
    "Print is not dead, publishers say",
    "Copyright law in Korea was revised in 2020.",
    "NAACP 이미지 상(NAACP Image Award)",
    "페이스북",
    "트위터",
    "인쇄",
    "공유",
    "이메일",
    "1",
    "홍길동 기자 hong@example.com",
    "입력 2024.04.05 09:12",
    "",
)


@pytest.mark.parametrize("line", KEPT)
def test_line_that_only_speaks_of_such_things_is_kept(line: str) -> None:
    assert judge([line]) == [OWN]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (
            "그는 말했다. <저작권자(c) 연합뉴스, 무단 전재-재배포 금지>2024/04/05 09:12 송고",
            [
                "그는 말했다. ",
                "<저작권자(c) 연합뉴스, 무단 전재-재배포 금지>",
                "2024/04/05 09:12 송고",
            ],
        ),
        (
            "그는 말했다.저작권자 © 한국일보 무단전재 및 재배포 금지",
            ["그는 말했다.", "저작권자 © 한국일보 무단전재 및 재배포 금지", ""],
        ),
        (
            "그는 이날 사퇴하겠다고 말했다. (사진=연합뉴스)",
            ["그는 이날 사퇴하겠다고 말했다. ", "(사진=연합뉴스)"],
        ),
        ("경찰은 현장을 공개했다. 연합뉴스", ["경찰은 현장을 공개했다.", " 연합뉴스"]),
        ("강물이 얼어 있다. (사진=연합뉴스)", ["강물이 얼어 있다. (사진=연합뉴스)"]),
        ("그는 말했다.", ["그는 말했다."]),
    ],
)
def test_what_is_glued_to_a_sentence_is_cut_off(line: str, parts: list[str]) -> None:
    ends = [0, *cuts(line), len(line)]

    assert [line[ends[i] : ends[i + 1]] for i in range(len(ends) - 1)] == parts


@pytest.mark.parametrize("line", KEPT)
def test_line_that_is_kept_is_kept_whole(line: str) -> None:
    assert cuts(line) == []


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        # A pair with room around it is a caption; a pair in a verse or a table is not.
        (["캡션이 된 그림", "캡션이 된 그림", "", "본문이다."], [CAPTION, CAPTION, OWN, OWN]),
        (["", "캡션이 된 그림", "캡션이 된 그림"], [OWN, CAPTION, CAPTION]),
        (["나는 너를", "사랑하고 또", "사랑하고 또", "기다린다"], [OWN, OWN, OWN, OWN]),
        (["울려 퍼지네", "울려 퍼지네", "울려 퍼지네"], [OWN, OWN, OWN]),
        (["캡션이 된 그림", "", "캡션이 된 그림"], [OWN, OWN, OWN]),
        (["-", "-"], [OWN, OWN]),
        (["- 오류를 고쳤음", "- 오류를 고쳤음"], [OWN, OWN]),
        # A report is never a caption, a headline stays once.
        (["그는 떠났다고 밝혔다.", "그는 떠났다고 밝혔다."], [OWN, OWN]),
        (["여야 합의", "여야 합의", "", "입력 2024.04.05"], [OWN, CAPTION, OWN, OWN]),
    ],
)
def test_line_said_twice(lines: list[str], kinds: list[Kind]) -> None:
    assert judge(lines) == kinds


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        # Names of networks and numbers are furniture only in company.
        (["공유하기", "페이스북", "트위터", "본문이다."], [FURNITURE] * 3 + [OWN]),
        (["페이스북", "", "공유하기"], [FURNITURE, OWN, FURNITURE]),
        (["페이스북", "트위터", "인스타그램"], [OWN, OWN, OWN]),
        (["스크랩", "프린트"], [FURNITURE, FURNITURE]),
        (["2024.03.04 09:00", "• 2283", "", "본문이다."], [OWN, FURNITURE, OWN, OWN]),
        (["댓글 3", "0", "1"], [FURNITURE, FURNITURE, FURNITURE]),
        (["2024.03.04 09:00", "", "1", "", "본문이다."], [OWN, OWN, OWN, OWN, OWN]),
        (["매출", "100", "200"], [OWN, OWN, OWN]),
        # The sample that follows the size of the letters.
        (["글자크기", "", "(예시) 가장 빠른 뉴스입니다."], [FURNITURE, OWN, FURNITURE]),
        (["본문이다.", "(예시) 가장 빠른 뉴스입니다."], [OWN, OWN]),
    ],
)
def test_company_decides(lines: list[str], kinds: list[Kind]) -> None:
    assert judge(lines) == kinds


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        # To the end of the page, in one block, or with bullets.
        (["관련기사", "", "첫 제목", "", "둘째 제목"], [FURNITURE, OWN, FURNITURE, OWN, FURNITURE]),
        (["관련기사", "첫 제목", "본문은 이어졌다."], [FURNITURE, FURNITURE, OWN]),
        (
            ["관련기사", "", "- 첫 제목", "", "- 둘째 제목", "", "소제목", "", "본문이다. 그렇다."],
            [FURNITURE, OWN, FURNITURE, OWN, FURNITURE, OWN, OWN, OWN, OWN],
        ),
        (["관련기사", "홍길동 기자"], [FURNITURE, OWN]),
        (["관련기사", "첫 제목", "ⓒ 한겨레"], [FURNITURE, FURNITURE, COPYRIGHT]),
        (["관련기사", "본문은 이어졌다."], [FURNITURE, OWN]),
        (["Most read", "Tram drivers strike"], [FURNITURE, FURNITURE]),
    ],
)
def test_headed_list_of_other_articles(lines: list[str], kinds: list[Kind]) -> None:
    assert judge(lines) == kinds


def test_newsletter_may_praise_itself_before_it_asks() -> None:
    lines = [
        "본문이 끝났습니다.",
        "*위 글은 '주간푸드' 뉴스레터에 실린 글입니다",
        "",
        "매주 소식을 전합니다.",
        "주간푸드 구독하러 가기",
    ]

    assert judge(lines) == [OWN, FURNITURE, OWN, FURNITURE, FURNITURE]


def test_text_before_a_pitch_is_kept_where_nothing_praises() -> None:
    lines = ["본문이 끝났습니다.", "매주 소식을 전합니다.", "주간푸드 구독하러 가기"]

    assert judge(lines) == [OWN, OWN, FURNITURE]
