"""What kind of thing Korean words name, belong to, or are said of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, TypeAlias

# A group is a company, a school, a team.
ThingKind: TypeAlias = Literal["person", "group", "place", "time", "thing"]
Words: TypeAlias = frozenset[str]


def words_of(text: str) -> Words:
    """Return the words of a table, written with spaces between them."""
    return frozenset(text.split())


# What one is to a company, a book, a ship.
ROLES = words_of(
    """
    감독 작가 저자 작곡가 대표 회장 사장 이사 이사장 책임자 창업자 설립자 창립자 경영자 발견자
    발명가 지휘자 대통령 총리 장관 시장 군수 지사 총장 교장 조종사 기장 선장 주인공 주연 범인 후임
    전임
    """
)
# What a noun says of the thing it names.
NOUNS: Mapping[ThingKind, Words] = {
    "person": ROLES
    | words_of(
        """
        사람 인물 분 양반 남자 여자 남성 여성 소년 소녀 아이 배우 가수 시인 화가 선수 왕 여왕 황제
        대왕 장군 의원 교수 박사 의사 학자 과학자 변호사 기자
        """
    ),
    "group": words_of(
        """
        회사 기업 업체 법인 그룹 은행 단체 기관 조직 협회 재단 연구소 위원회 대학 대학교 학교 병원
        팀 구단 클럽 악단 오케스트라 밴드 정당 신문 신문사 언론사 방송사 제작사 소속사 출판사
        배급사 항공사 자회사 건설 전자 제약 증권 물산 중공업 홀딩스
        """
    ),
    "place": words_of(
        """
        곳 장소 나라 국가 도시 지역 지방 마을 동네 섬 산 강 호수 바다 수도 주도 고향 출생지 본사
        시 군 구 도 주 역 공항 공원 대륙 행성
        """
    ),
    "time": words_of("때 날 해 연도 년도 날짜 시기 시간 시각 일시 시점 년 월 세기 년대"),
    "thing": words_of(
        """
        것 거 걸 제품 상품 모델 기계 책 소설 영화 작품 만화 드라마 노래 곡 앨범 음반 게임 그림
        사건 사고 전쟁 전투 대회 축제 행사 재판 소송 법 법안 조약 계약 병 질병 독 약 물질 동물
        식물 새 과일 음식 요리 언어 댐 다리 건물 탑 비행기 항공기 헬기 배 차 위성 인공위성 망원경
        별 혜성 이론 기술
        """
    ),
}
# A district is called by its name and one of these; other words only end like it.
DISTRICT = re.compile(r"[가-힣]{2}(?:시|군|구|도|주|섬|산|강|역)\Z")
# What only something else can have: "설립일은?" leaves out whose.
ATTRIBUTES = ROLES | words_of(
    """
    설립 창립 창단 창업 개봉 발매 출시 발표 출간 완공 착공 준공 개장 발사 데뷔 은퇴 사망 출생 본사
    위치 주소 면적 넓이 인구 수도 주도 시청 높이 길이 너비 폭 깊이 두께 무게 몸무게 크기 속도 온도
    거리 규모 용량 수 개수 나이 키 생일 고향 국적 직업 본명 별명 이름 명칭 원제 제목 뜻 의미 어원
    유래 별칭 애칭 아버지 어머니 부모 아내 남편 부인 배우자 자녀 아들 딸 동생 가족 학력 경력 업적
    대표작 연봉 재산 가치 가격 값 비용 예산 매출 이익 수익 주가 직원 임직원 학생 회원 단원 주민 관객
    관중 승객 승무원 계열사 자회사 모회사 경쟁사 주주 홈구장 라이벌 속편 원작 줄거리 내용 배경
    장르 결말 등장인물 주제가 배급 제작 원인 이유 까닭 결과 영향 피해 사망자 부상자 희생자 생존자
    목적 기능 용도 역할 특징 종류 성분 재료 구조 원리 증상 치료 예방 해독제 부작용 합병증 먹이
    주식 천적 수명 습성 색 색깔 모양 날짜 일시 시기 시간 장소 기간 연도 우승 성적 기록 점수 순위
    상금 정원 학비 언어 통화 종교 특산물 발사체 궤도 임무 기종
    """
)
# What is said of persons, groups, ... only: it tells what was left out.
CLUES: Mapping[ThingKind, Words] = {
    "person": words_of(
        """
        태어나 살 나이 생일 고향 출생 국적 직업 본명 결혼 이혼 아내 남편 부인 배우자 자녀 아들 딸
        아버지 어머니 부모 동생 가족 학력 졸업 전공 데뷔 은퇴 별세 사임 취임 역임 출마 당선 연봉
        말하 떠나
        """
    ),
    "group": words_of(
        """
        설립 창립 창업 창단 설립자 창업자 창립자 본사 직원 임직원 매출 이익 상장 주가 대표 이사
        회장 사장 책임자 경영자 총장 계열사 자회사 모회사 주주 투자 인수 합병 홈구장 라이벌 승격
        강등
        """
    ),
    "place": words_of("인구 면적 넓이 수도 주도 시장 군수 시청 기후 주민 특산물"),
    "thing": words_of(
        """
        감독 주연 주인공 줄거리 개봉 발매 출시 출간 상영 관객 등장인물 원작 속편 저자 작가 가격
        증상 치료 해독제 먹이 천적 수명 추락 발생 사망자 희생자 부상자 완공 착공 준공 발사 무게
        높이
        """
    ),
}


def thing_kind(name: str) -> ThingKind | None:
    """Return what kind of thing a name is of, by how its last word ends."""
    last = name.rsplit(maxsplit=1)[-1] if name.strip() else ""
    shortest = 1 if len(last) == 1 or DISTRICT.search(last) else 2
    endings = [last[start:] for start in range(len(last) - shortest + 1)]
    found = (kind for ending in endings for kind, nouns in NOUNS.items() if ending in nouns)
    return next(found, None)
