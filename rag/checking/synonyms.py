"""Words that mean the same in a report.

The list is judgement, made for the language of newspapers. One that is too short costs an honest
sentence; one that is too long lets a false one through.
"""

from __future__ import annotations

from rag.checking.stems import entry

# Groups of stems with `|` between, as Kiwi gives the Korean ones; verbs stand with the nouns made
# of them. A word may be in several groups.
SYNONYMS = """
    설립 세우 창립 창설 설치 세워지 만들 창업 found establish set_up launch create
    건설 짓 세우 건립 조성 build construct | 인수 사들이 매입 구매 구입 사 acquire buy purchase
    매각 팔 판매 팔리 sell | 사망 숨지 죽 별세 타계 die death dead kill
    부상 다치 injure hurt wound | 시작 개시 착수 돌입 나서 start begin
    종료 끝나 끝내 마치 마무리 마감 끝 end finish conclude
    개통 열 열리 개장 개관 개소 개원 개교 개업 open | 개최 열 열리 치르 치러지 hold host
    폐쇄 닫 닫히 문닫 폐점 폐업 폐관 close shut
    늘 늘어나 늘리 증가 증대 불어나 급증 확대 넓히 increase grow expand
    줄 줄어들 줄이 감소 급감 감축 축소 단축 decrease decline reduce cut shrink
    오르 올라가 올리 상승 인상 급등 뛰 높이 높 rise raise climb
    내리 내려가 떨어지 하락 인하 급락 낮추 낮 fall drop lower
    찬성 동의 지지 support agree favor back | 반대 oppose object
    이기 승리 꺾 누르 제치 win beat defeat | 지 패배 패하 lose | 선출 뽑 뽑히 당선 선임 elect
    임명 지명 선임 위촉 appoint name | 사임 사퇴 물러나 사직 퇴임 resign quit | 취임 오르 맡 부임
    발표 밝히 공개 내놓 announce reveal unveil release
    출시 내놓 선보이 출간 발매 공개 release launch | 출간 펴내 발간 출판 간행 publish
    금지 막 prohibit ban | 허용 허가 승인 인정 allow permit approve | 통과 가결 의결 pass
    부결 reject | 합의 타결 agree agreement | 체결 맺 sign
    체포 붙잡 검거 잡히 붙잡히 arrest detain | 기소 재판 indict charge | 구속 수감 detain jail
    석방 풀려나 release free | 발견 찾 찾아내 확인 find discover
    발생 일어나 나 터지 벌어지 occur happen | 이전 옮기 옮겨가 이사 이직 move relocate
    참가 참여 참석 출전 join attend participate | 도착 닿 이르 arrive reach
    출발 떠나 leave depart | 취소 철회 cancel withdraw scrap
    연기 미루 늦추 미뤄지 postpone delay | 중단 멈추 멈춰서 그치 중지 stop halt suspend
    재개 resume | 복구 고치 복원 수리 restore repair | 사용 쓰 이용 쓰이 활용 use
    투자 들이 투입 쏟 쓰 invest | 기부 내놓 쾌척 기증 donate
    제공 주 지급 공급 나눠 provide give supply pay | 지원 돕 보조 support help aid
    받 수상 받아 타 얻 receive win award | 수상 받 타 award win | 획득 따 따내 얻 차지 win
    기록 세우 record | 달성 이루 이뤄내 achieve reach | 개발 만들 만들어내 develop
    제작 만들 produce make | 생산 만들 produce make | 도입 들이 들여오 introduce adopt
    시행 실시 적용 enforce implement | 조사 살피 investigate study survey
    비판 비난 꼬집 지적 criticize criticise | 칭찬 높이사 praise
    요구 요청 촉구 demand urge ask request | 경고 warn | 우려 걱정 concern worry
    예상 전망 내다보 예측 관측 expect forecast | 계획 예정 방침 plan
    이유 까닭 원인 때문 reason cause | 졸업 마치 나오 graduate | 입학 들어가 enroll enter
    태어나 출생 탄생 나 born | 결혼 혼인 marry | 이혼 갈라서 divorce | 거주 살 live reside
    근무 일 일하 재직 work | 고용 채용 뽑 hire employ | 해고 내보내 fire lay_off dismiss
    파손 부서지 망가지 damage | 붕괴 무너지 collapse | 화재 불 fire blaze
    대피 피하 피신 evacuate flee | 구조 구하 구해내 rescue save | 실종 사라지 missing
    침몰 가라앉 sink | 침수 잠기 flood | 제외 빠지 빼 exclude | 다루 그리 담 묘사 depict
    기간 동기 | 충돌 부딪치 부딪히 들이받 collide crash | 변경 바꾸 바뀌 달라지 전환 change switch
    유지 지키 이어가 keep maintain | 제거 없애 remove | 폐지 없애 abolish | 추가 더하 보태 add
    포함 들 들어 담 담기 include contain | 구성 이루어지 이뤄지 이루 consist
    위치 자리 자리잡 있 located | 소유 가지 갖 보유 지니 own | 언급 말 이야기 mention
    설명 explain | 주최 열 host | 담당 맡 맡기 이끌 lead | 운영 꾸리 operate run | 관리 manage
    보호 지키 protect | 공격 치 attack | 점령 차지 occupy | 방문 찾 들르 visit
    귀국 돌아오 복귀 return | 연결 잇 이어지 이어 connect link | 제한 limit restrict
    감독 연출 direct | 작성 쓰 적 write | 저술 쓰 집필 write | 노래 부르 sing | 연기 맡 출연
    이적 옮기 transfer | 계약 맺 contract | 기업 회사 업체 firm company business
    직원 사원 employee staff worker | 노동자 근로자 | 시민 주민 resident | 아이 어린이 아동 child
    의사 의료진 doctor | 선생 교사 teacher | 학생 student pupil | 경찰 police | 정부 government
    대통령 president | 총리 수상 premier prime_minister | 판결 선고 ruling verdict
    재판부 법원 지법 고법 대법원 court | 주택 집 house home | 자동차 차 차량 car vehicle
    비용 경비 사업비 예산 cost | 가격 값 요금 price fare | 급여 임금 월급 봉급 wage pay salary
    이익 수익 profit | 손실 적자 loss | 규모 크기 size | 해 년 연도 year | 작년 지난해 전년
    금년 올해 | 내년 이듬해 | 이달 이번 | 최초 처음 첫 first | 크 커지 커다랗 large big
    작 작아지 small little | 많 다수 많아지 many | 적 적어지 few | 높 높아지 high | 낮 낮아지 low
    길 길어지 long | 짧 짧아지 short | 빠르 신속 빨라지 fast quick | 늦 늦어지 late
    나쁘 악화 나빠지 worsen | 좋 개선 나아지 improve | 어렵 힘들 difficult hard | 쉽 간단 easy
    새 새롭 신규 new | 이름 명칭 성명 name | 뜻 의미 mean | 방법 방식 way method | 수 숫자 number
    아버지 부친 father | 어머니 모친 mother | 아내 부인 wife | 남편 husband | 가족 family
    형 형제 동생 brother | 나라 국가 country nation | 도시 city town | 마을 village
    바다 해상 sea | 산 mountain | 강 river | 비 강우 rain | 눈 강설 snow | 주 일주일 week
    매년 해마다 연간 annually yearly | 매일 날마다 daily | 전체 모두 전부 모든 all whole
    절반 half | 함께 같이 공동 together jointly | 각각 각자 each | 약 대략 about
    현재 지금 now currently | 당시 그때 then | 최근 요즘 recently | 앞서 이전 먼저 earlier
    이후 뒤 후 다음 after later | 전 이전 앞 before | 동안 사이 기간 during
    부족 모자라 lack shortage | 확보 마련 구하 secure | 철거 허물 헐 demolish
    개정 고치 바꾸 amend | 배치 놓 deploy | 배포 나눠주 나누 distribute
    분석 따지 analyse analyze | 선정 뽑 고르 꼽히 select choose | 수여 주 award give
    실패 못하 fail | 악화 나빠지 worsen | 약속 다짐 공약 promise pledge | 연장 늘리 extend
    예방 막 prevent | 완공 완성 준공 짓 complete | 완화 누그러뜨리 풀 ease | 운행 다니 오가 run
    위협 협박 threaten | 유발 일으키 부르 cause | 유출 새 leak | 유치 끌어들이 attract
    의존 기대 depend | 입증 증명 밝혀내 prove | 자백 털어놓 confess | 작동 돌아가 움직이 work
    저장 담 store | 적발 잡아내 들키 catch | 전달 건네 hand | 절도 훔치 steal | 정지 멈추 stop
    조정 바꾸 adjust | 준비 마련 갖추 prepare | 지연 늦어지 늦 미뤄지 delay | 진화 끄 잡
    청구 물리 요구 claim | 추락 떨어지 crash | 탈출 빠져나오 도망치 escape
    파괴 부수 무너뜨리 destroy | 패소 지 | 폭행 때리 assault | 하차 내리 | 할인 깎 discount
    해결 풀 solve | 협력 손잡 돕 cooperate | 형성 이루 form | 확산 퍼지 번지 spread
    확장 넓히 늘리 expand | 회복 되찾 나아지 recover | 회수 거두 되찾 recall | 후원 돕 sponsor
    훼손 망가뜨리 damage | 휴업 쉬 | 휴식 쉬 rest | 희망 바라 원하 hope want
    거부 거절 물리치 refuse reject | 개조 고치 바꾸 | 결정 정하 decide | 경쟁 겨루 다투 compete
    고발 고소 sue | 구금 가두 detain | 극복 이겨내 overcome | 기여 이바지 contribute
    논의 의논 협의 다루 discuss | 달라지 바뀌 변화 변하 change | 대체 바꾸 갈 replace
    도주 달아나 flee | 동원 끌어들이 mobilize | 등장 나오 appear | 만나 회동 회담 면담 meet
    면제 빼 exempt | 모으 모금 수집 collect raise | 모이 집결 집회 gather | 몰수 빼앗
    묻 질문 문의 ask | 믿 신뢰 trust | 반납 돌려주 return | 반환 돌려주 return | 발급 내주 issue
    보상 배상 물어주 compensate | 분리 나누 떼 separate | 불참 빠지 absent | 사과 사죄 apologize
    삭감 줄이 깎 cut | 설득 달래 persuade | 소집 부르 모으 summon | 숨기 은폐 감추 hide conceal
    승낙 받아들이 수락 수용 accept | 신설 만들 세우 | 예약 잡 book | 완료 마치 끝내 끝나 complete
    움직이 이동 move | 인정 받아들이 admit | 입주 들어가 들어서 move | 잃 분실 상실 lose
    잡 체포 붙잡 catch | 전시 선보이 exhibit display | 지불 내 치르 납부 pay
    지시 시키 명령 order | 초청 초대 부르 invite | 축하 기리 celebrate | 타 탑승 board ride
    터지 폭발 explode | 협상 교섭 negotiate | 확정 정해지 굳히 confirm
"""


def index(table: str) -> dict[str, frozenset[str]]:
    """Return for each word of a table all words that share a group with it."""
    found: dict[str, set[str]] = {}
    for group in table.replace("\n", " | ").split("|"):
        words = [entry(word) for word in group.split()]
        for word in words:
            found.setdefault(word, set()).update(words)
    return {word: frozenset(others) for word, others in found.items()}


ALIKE = index(SYNONYMS)
