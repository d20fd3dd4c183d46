"""Words of which one denies the other.

Where a text has only the one, it does not carry the other. The list is judgement, made for the
language of newspapers.
"""

from __future__ import annotations

from rag.checking.stems import entry

# Stems, as Kiwi gives the Korean ones; `/` stands between two sides, `|` between oppositions.
OPPOSITES = """
    증가 늘 늘어나 늘리 급증 increase grow / 감소 줄 줄어들 줄이 급감 decrease decline shrink reduce
    오르 올리 상승 인상 급등 높이 rise raise / 내리 하락 인하 떨어지 급락 낮추 fall drop lower
    확대 넓히 확장 expand / 축소 좁히 감축 shrink
    강화 strengthen tighten / 약화 완화 weaken ease loosen
    찬성 동의 support favor agree / 반대 oppose object against | 찬 / 반 | 승소 / 패소
    승리 이기 win beat defeat victory / 패배 지 패하 lose loss
    개통 열 열리 개장 개관 개방 open / 폐쇄 닫 닫히 폐점 폐관 폐업 close shut
    시작 개시 start begin / 종료 끝나 끝내 마치 마무리 end finish stop
    허용 허가 승인 allow permit approve / 금지 불허 prohibit ban forbid
    가능 possible / 불가능 불가 impossible | 합법 legal / 불법 위법 illegal
    유죄 guilty / 무죄 innocent acquit
    최고 최대 highest maximum most / 최저 최소 lowest minimum least
    최초 처음 첫 first / 마지막 최후 last final | 흑자 profit / 적자 loss
    수출 export / 수입 import | 합격 통과 pass / 불합격 탈락 fail
    성공 succeed success / 실패 fail failure | 찾 발견 find / 잃 분실 lose
    사 매입 구매 구입 매수 buy purchase / 팔 매각 판매 매도 sell
    채용 고용 hire employ / 해고 fire dismiss
    취임 임명 appoint / 퇴임 사임 사퇴 해임 resign dismiss | 입학 / 졸업 | 입국 / 출국
    입원 / 퇴원 | 가입 join / 탈퇴 leave | 도착 arrive / 출발 떠나 depart leave
    결혼 marry / 이혼 divorce | 태어나 출생 born / 사망 숨지 죽 별세 die
    생존 살아남 survive / 사망 숨지 죽 die | 찬사 칭찬 praise / 비판 비난 criticize criticise
    인정 시인 admit acknowledge confirm / 부인 부정 deny | 긍정 positive / 부정 negative
    낙관 optimistic / 비관 pessimistic | 공격 attack / 방어 수비 defend
    체포 구속 arrest / 석방 release | 동결 freeze / 인상 인하
    재개 resume / 중단 중지 suspend halt | 가결 통과 pass / 부결 reject
    공개 public / 비공개 private | 찬반 / 만장일치 | 다수 majority / 소수 minority
    많 many more / 적 few fewer less | 크 large big larger bigger / 작 small smaller
    높 high higher / 낮 low lower | 길 long longer / 짧 short shorter
    빠르 fast faster quick / 느리 늦 slow slower late
    좋 개선 good better improve / 나쁘 악화 bad worse worsen | 쉽 easy / 어렵 difficult hard
    넓 wide / 좁 narrow | 밝 bright / 어둡 dark | 강하 strong / 약하 weak
    안전 safe / 위험 dangerous | 젊 young / 늙 old | 남성 남자 man male / 여성 여자 woman female
    아들 son / 딸 daughter | 아버지 부친 father / 어머니 모친 mother
    남편 husband / 아내 부인 wife | 형 오빠 / 동생 | 오전 / 오후 | 봄 spring / 가을 autumn
    여름 summer / 겨울 winter | 동쪽 동부 east eastern / 서쪽 서부 west western
    남쪽 남부 south southern / 북쪽 북부 north northern | 왼쪽 좌측 left / 오른쪽 우측 right
    위 위쪽 above / 아래 아래쪽 below | 앞 / 뒤 | 전 이전 before / 후 이후 after | 상반기 / 하반기
    올해 금년 / 작년 지난해 / 내년 | 이달 / 지난달 | 오늘 today / 어제 yesterday / 내일 tomorrow
    국내 domestic / 해외 국외 overseas foreign | 공립 국립 public / 사립 private | 여당 / 야당
    진보 / 보수 | 원고 plaintiff / 피고 defendant | 가해자 / 피해자 victim
    민사 civil / 형사 criminal | 무료 무상 free / 유료 유상 paid | 흡수 / 배출
    전진 advance / 후퇴 retreat | 수상 / 지상 | 당선 선출 / 낙선 | 승진 promote / 강등 demote
    호황 / 불황 | 풍년 / 흉년 | 우승 / 준우승 | 연결 잇 / 분리 끊
    추가 더하 add / 삭제 빼 제거 remove | 포함 include / 제외 exclude
    의무 mandatory / 자율 선택 optional voluntary | 전부 모두 모든 전체 all every / 일부 some part
    직접 directly / 간접 | 평균 average / 누적 합계 total | 적극 / 소극 | 존재 exist / 부재
    충분 enough sufficient / 부족 모자라 lack short
    유지 keep maintain / 폐지 없애 철폐 abolish scrap | 연장 extend / 단축 shorten
    건설 짓 build / 철거 허물 demolish | 출석 참석 attend / 결석 불참 absent
    동맹 ally / 적대 enemy | 신뢰 trust / 불신 distrust
    만족 satisfied / 불만 불만족 dissatisfied | 평등 equal / 불평등 unequal | 정규 / 비정규
    선배 / 후배 | 수컷 male / 암컷 female | 현직 / 전직 | 지급 pay / 체납 미지급 default
    상환 갚 repay / 대출 빌리 borrow | 주 give / 받 receive
"""


def index(table: str) -> dict[str, frozenset[str]]:
    """Return for each word of a table the words of the other sides."""
    found: dict[str, set[str]] = {}
    for line in table.replace("\n", " | ").split("|"):
        sides = [[entry(word) for word in side.split()] for side in line.split("/")]
        for place, side in enumerate(sides):
            others = [word for other in sides[:place] + sides[place + 1 :] for word in other]
            for word in side:
                found.setdefault(word, set()).update(others)
    return {word: frozenset(others) for word, others in found.items()}


OPPOSITE = index(OPPOSITES)
