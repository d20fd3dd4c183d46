"""Words that say nothing which could be checked, and words that change what others say.

All lists are judgement, made for the language of newspapers: stems, as Kiwi gives the Korean ones.
"""

from __future__ import annotations

from rag.checking.stems import entry

# They only tell who told, or any sentence may have them: they need not stand anywhere.
GENERIC_KOREAN = """
    기존
    기사 보도 신문 언론 매체 따르 의하 밝히 말 말하 전하 알리 알려지 전해지 설명 언급 소개 내용
    이유 때문 경우 대하 통하 위하 관하 관련 인하 비롯 향하 이르 걸치 더불 덧붙이 강조 점 바 등 것
    수 중 가운데 하 되 이 있 이루어지 이뤄지 나타나 나타내 보이 가지 갖 당하 시키 만하 듯하 같
    그렇 이렇 저렇 어떻 그러 그리하 해당 각종 여러 이번 이날 당시 현재 지금 최근 이미 당초 또 또한
    그리고 그러나 하지만 따라서 그래서 즉 다만 한편 특히 바로 더 매우 아주 잘 더욱 먼저 결국 사실
    정도 상황 상태 부분 측면 결과 과정 모습 문제 사항 요약 정리 다음 이상 관계자 측 자체 자신
    스스로 본인 우리 저희 그것 이것 여기 거기 이곳 그곳 누구 무엇 어디 직접 실제 실제로 구체 주요
    대표적 바탕 기반 의미 뜻 역할 진행 실시 답변 답 질문 출처 발췌 문서 본문 자료 정보 제목 구절
    문장 다 좀 약 총 모두 함께 각각 서로 지나 지난 오 가 주 보 들 나오 나가 들어가 두 놓 만들 삼
    생각 느끼 불리 부르 일컫 이름 칭하 명칭 하나 때 후 뒤 전 이후 동안 사이 앞 안 속 곳 일 해 날
    씨 님 차례 통해 위해 대해 인해 의해 비해 관해 더해 이어 이어지 잇따르 계속 지속 다시 가장 아직
    앞서 뒤이어 한때 크게 금액 수치 차이 이동 대비 비교 비하 반면 기록 달하 집계 그치 사람 인물
    공식 공식적 정식 방안 계기 배경 방식 방법 형태 종류 분야 차원 입장 대상 목적 기준 이하 미만
    초과
"""
# As predicates only these of them say nothing: `밝혔다`, but not `사항했다`.
GENERIC_ACTS = """
    지적
    따르 의하 밝히 말 말하 전하 알리 알려지 전해지 설명 언급 소개 보도 대하 통하 위하 관하 관련
    인하 비롯 향하 이르 걸치 더불 덧붙이 강조 하 되 이 있 이루어지 이뤄지 나타나 나타내 보이 가지
    갖 당하 시키 만하 듯하 같 그렇 이렇 저렇 어떻 그러 그리하 요약 정리 답변 답 지나 오 가 주 보
    들 나오 나가 두 놓 삼 불리 부르 일컫 칭하 이어지 잇따르 계속 지속 실시 진행 기록 달하 집계
    그치 비하 대비 것 때문 경우 상황 상태 이유 내용 뜻 의미 사실 정도 수 때 곳 점 바 등 중 가운데
    사람 인물 수치 금액 이상 이하 미만 초과 결과 과정 모습 문제 이후 다음 역할 대상 목적 기준 방식
    방법 형태 종류 분야 이름 명칭 배경 계기 하나 다
"""
GENERIC_ENGLISH = """
    a an the and or but nor so yet if then than that this these those there here it its he she
    they we you i his her their our your him them us me my who whom whose which what when where
    why how is are was were be been being am do does did done doing have has had having will would
    shall should can could may might must of in on at by to from for with about into over after
    before under between during through against within as per via also too very more most only
    just both each any some such other another same own up out off not no never neither none
    without n't said say says saying told tell according report reported reports article articles
    newspaper stated add added adds note noted explain explained mention mentioned following
    summary answer passage source text information however moreover furthermore thus therefore
    meanwhile while because since due s t ago now currently already still even well get got make
    made include including addition plan planned plans expected expect set intend aim allegedly
    reportedly around approximately nearly almost roughly least mr mrs ms dr one
"""
# Common nouns that stand for a name told before: `회사는`, `the company`.
STAND_INS = """
    회사 기업 업체 그룹 은행 재단 협회 단체 위원회 기관 당국 정부 시 도 군 구 학교 대학 대학교
    병원 구단 팀 경찰 검찰 법원 재판부 노조 사람 남성 여성 남자 여자 작가 감독 선수 배우 가수 대표
    회장 사장 의원 시장 장관 총리 대통령 교수 박사 연구팀 연구진 작품 영화 책 소설 노래 앨범 건물
    시설 공장 공원 다리 도로 노선 사업 제도 법 법안 조례 계획 행사 축제 대회 경기 사건 사고 제품
    서비스 양사 양측 이들 그들 자신 본인 company firm group bank agency ministry government city
    university hospital team club police court man woman writer director player minister president
    mayor film book building plant factory park bridge law bill project program event festival
    match accident product service official
"""
# What makes an act a plan, a claim of somebody, or nothing that happened.
PLANS = """
    계획 예정 방침 전망 목표 추진 검토 가능성 예상 예측 관측 의향 구상 논의 협의 준비 제안 시도
    약속 희망 기대 우려 고려 요구 촉구 결정 예고 plan propose expect intend aim hope consider
    discuss promise seek want
"""
CLAIMS = """
    주장 의혹 혐의 소문 루머 추정 의심 추측 가설 설 allege accuse claim rumor suspect
"""
DENIALS = """
    부인 실패 무산 거부 거절 포기 취소 철회 중단 보류 반대 좌절 불발 부정 일축 반박 백지화 금지
    면하 막 피하 deny fail refuse reject decline cancel scrap oppose abandon dismiss ban block
    withdraw halt
"""


def stems(words: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(map(entry, words.split()))


STOPWORDS = frozenset(GENERIC_ENGLISH.split())
GENERIC = stems(GENERIC_KOREAN) | STOPWORDS
GENERIC_ACTING = stems(GENERIC_ACTS) | STOPWORDS
STANDING_IN = stems(STAND_INS)
PLANNING = stems(PLANS)
CLAIMING = stems(CLAIMS)
DENYING = stems(DENIALS)
