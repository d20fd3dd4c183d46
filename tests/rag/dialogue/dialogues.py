"""Conversations on articles of the Korean Wikipedia, and questions that these do not answer.

The sentences are by the authors of the Korean Wikipedia, under CC BY-SA 3.0
(https://creativecommons.org/licenses/by-sa/3.0/); each article is named by its title.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rag.dialogue.smalltalk import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Some sentences of an article."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A turn, and what should come of it.

    Attributes:
        question: As a person would type it.
        act: What the turn does.
        query: The question that stands alone, the best guess; empty unless the act is `ask`.
        answer: A short answer in the words of the article; empty where no article answers.
        source: The title of the article that answers; empty where none does.
        pattern: Regular expression that is found in every right answer; the answer itself if empty.
    """

    question: str
    act: Act = "ask"
    query: str = ""
    answer: str = ""
    source: str = ""
    pattern: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """A question about an article that is there, asking what the article does not tell."""

    question: str
    nearest: str
    lacking: str


STORIES = (
    Story(
        title="후버 댐",
        text=(
            "후버 댐()은 미국 네바다주와 애리조나주 경계에 있는 콜로라도 강 중류의 그랜드 "
            "캐니언 하류, 블랙 캐니언에 있는 높이 221m, 길이 411m의 중력식 아치 댐이다. "
            "1931년 건설이 시작되어 1935년 마지막 콘크리트가 타설되었는데 당초 계획보다 2년 "
            "앞서 완공되었다. "
            "이 댐이 완성되자 길이 185km의 인공호수 미드 호(Lake Mead)가 생기게 됐다. "
            "댐 건설에 들어간 시멘트 양은 뉴욕에서 샌프란시스코까지 2차선 도로를 건설하는데 "
            "충분한 양의 콘크리트였다고 하며, 정확하지는 않지만 착공에서 완공까지 112명이 "
            "목숨을 잃었다고 한다. "
            "댐의 이름은 처음에는 볼더 댐(Boulder Dam)이라고 지어졌고 부근에 댐 종사자 등이 "
            "거주하는 볼더시티가 건설되기도 했는데, 1947년 미국의 제31대 대통령을 역임한 "
            "허버트 후버를 기념해서 지금의 이름으로 개칭되었다."
        ),
    ),
    Story(
        title="헬렌 클라크",
        text=(
            "헬렌 엘리자베스 클라크(,ONZ, 1950년 2월 26일 - )는 뉴질랜드의 정치인이다. "
            "해밀턴시의 보수적인 농업가정에서 자랐으며, 청년시절부터 여성운동에 적극적이었다. "
            "1974년에 오클랜드 대학교 정치학 석사를 우수한 성적으로 취득한 이후에는 같은 "
            "대학에서 강사생활을 했다. "
            "그녀의 배우자는 오클랜드 대학교의 사회학과 교수이기도 한 피터 데이비스(Peter "
            "Davis, 1981년 결혼)이다. "
            "1999년부터 2008년까지 제37대 뉴질랜드 총리를 지냈다."
        ),
    ),
    Story(
        title="스마일게이트",
        text=(
            "스마일게이트는 2002년 설립된 대한민국의 비디오 게임 개발 회사이자 배급사이다. "
            "2002년 6월에 설립된 대한민국의 게임 회사로 본사는 경기도 성남시 분당구 판교역로 "
            "220 쏠리드 스페이스 빌딩에 위치해 있으면 계열사는 스마일게이트 캠퍼스를 중심으로 "
            "안랩 및 아이디스 빌딩 등에 상주해 있다. "
            "판교 테크노벨리에 가장 먼저 정착한 게임 회사이며 대표작은 1인칭 슈팅 게임 "
            "《크로스파이어》이다. "
            "국내 Top 5 게임회사로 2016년 기준으로 연 매출 6,619억을 기록하였으며, 영업이익은 "
            "3,748억으로 국내 게임사 2위 수준이다. "
            "임직원 수는 2500여명 규모다. "
            "《크로스파이어》는 중국, 브라질, 베트남, 북남미, 유럽 등 80개국에서 서비스 "
            "중이며, 전 세계 동시 접속자 800만명을 기록한 전 세계 1위 온라인 FPS게임이다."
        ),
    ),
    Story(
        title="띵소프트",
        text=(
            "띵소프트 (Thingsoft)는 대한민국의 온라인 게임 개발사이다. "
            "사무실은 성남시 분당구 판교에 위치해 있다. "
            "최초에 띵소프트가 설립된 것은 2005년으로 설립 당시 대한민국의 온라인 게임 "
            "배급사인 네오위즈의 투자를 받았다. "
            "2013년 9월 넥슨에 인수되었다."
        ),
    ),
    Story(
        title="토이 스토리",
        text=(
            "《토이 스토리》()는 1995년 개봉한 미국 디즈니사의 애니메이션 영화 작품이다. "
            "전 세계에서 3억 6200만 달러의 흥행 수입을 올렸다. "
            "제작은 픽사 애니메이션 스튜디오에서 담당하였다. "
            "감독은 픽사의 존 래시터가 맡았다. "
            "1999년에는 속편 토이 스토리 2가 개봉하였다. "
            "속편을 개봉한 지 11년 만인 2010년 6월 18일에는 토이 스토리 3가 개봉되었다."
        ),
    ),
    Story(
        title="샤이엔 (와이오밍주)",
        text=(
            "샤이엔(Cheyenne)은 미국 와이오밍주 남동부에 있는 와이오밍 주의 주도이다. "
            "유니언 패시픽 철도의 우두머리 엔지니어 기관사 그렌빌 M. 도지 소장이 1867년에 "
            "샤이엔을 설립하였다. "
            "그는 거기 살던 샤이엔 인디언 종족의 이름을 따서 도시 이름을 지었다. "
            "1869년 와이오밍 영토의 수도가 되었다가, 1890년에 주도가 되었다."
        ),
    ),
    Story(
        title="대한항공 8509편 추락 사고",
        text=(
            "대한항공 8509편 추락 사고는 1999년 12월 22일 HL7451로 등록된 보잉 747-2B5F기가 "
            "조종사 과실로 인해 런던 스탠스테드 공항 이륙 직후 추락한 사고이다. "
            "이 항공기는 그레이트할링버리 마을 가까이에 있는 햇필드 포레스트에 추락하여, 4명의 "
            "승무원 모두 사망했다. "
            "이 항공기는 HL7451로 등록된 보잉 747-2B5F 화물기이다. "
            "1980년 4월 4일 제작된 이 항공기는 1999년 12월 22일 추락 이전까지 총 83,011시간, "
            "15,451번의 비행을 마쳤다."
        ),
    ),
    Story(
        title="갈라파고스땅거북",
        text=(
            "갈라파고스땅거북()은 에콰도르령 갈라파고스 제도에만 서식하는 희귀종이자 국제적 "
            "멸종위기종에 등재된 파충류로서, 갈라파고스코끼리거북, "
            "갈라파고스자이언트거북으로도 불린다. "
            "지구상에 서식하는 모든 거북 종류 중 장수거북에 이어 두 번째로 몸집이 크며, "
            "몸길이는 평균 1.4m 정도이며 최대 1.8m 정도까지 나가고, 무게는 평균 400~500kg이나 "
            "나간다. "
            "평소에는 시속 0.2km로 느릿느릿하게 움직이지만 지구력이 강해 하루에 6 km 정도를 갈 "
            "수 있다. "
            "수영은 기본적으로 가능하나 육생이며, 주식은 식물의 열매, 선인장, 이끼, 풀 등으로 "
            "여타 거북들과 같이 치아가 없으나 각질로 덮힌 입술 끝의 돌기 부분으로 풀이나 "
            "과일을 씹어먹는다. "
            "무리로 집단 생활을 하며, 수명은 매우 길어 180년 정도이다."
        ),
    ),
    Story(
        title="테트로도톡신",
        text=(
            "테트로도톡신(Tetrodotoxin, 화학식:CHNO)은 신경독의 하나로 신경의 나트륨 채널의 "
            "작용을 방해함으로 활동전위의 교란을 일으켜 독 작용을 한다. "
            "테트로도톡신이라는 이름은 이 독성 물질을 갖고 있는 주요 생물인 복어목의 학명을 따 "
            "온 것이다. "
            "아직 이 물질의 해독제는 발견되지 않았다. "
            "증상은 마비이며 섭취 후 3-6 시간에 발현, 빠른 진행을 보이며 사망률은 40-60 "
            "%정도이다."
        ),
    ),
    Story(
        title="로빈슨 크루소",
        text=(
            "《로빈슨 크루소》은 영국의 작가 대니얼 디포가 1719년에 발표한 장편 소설이자, 그 "
            "소설의 주인공 이름이기도 하다. "
            "이 소설은 로빈슨 크루소가 무인도에 표착하는 사건을 다룬 가상의 자서전이다. "
            "요크 태생의 크루소가 모험 항해를 나서다가 바다에 난파되어 무인도에 표착된다. "
            "무인도에서 혼자의 힘으로 생활을 설계한 다음 탈출할 배를 만든다. "
            "그때 식인종에게 먹힐뻔한 포로 원주민인 Friday(프라이데이)를 구출하여 친구로 "
            "만들고, 말을 가르쳐서 무인도에 기착한 영국의 반란선을 진압해 선장을 구출하여 "
            "브라질에 있는 자신의 농장을 방문하고 28년 만에 자신의 고국인 영국으로 들어오는 "
            "이야기이다. "
            "2003년 기준 한국어 번역은 41종이고 최초의 번역본은 1953년 동국출판사에서 출간한 "
            "역자미상의 번역이다."
        ),
    ),
    Story(
        title="더비 카운티 FC",
        text=(
            "더비 카운티 축구 클럽(Derby County Football Club)는 잉글랜드의 더비에 연고지를 둔 "
            "축구 클럽으로 1884년 더비셔 카운티 크리켓 클럽의 분파로 창단을 하였다. "
            "보통 '양들(Rams)'라는 애칭으로도 불린다. "
            "더비 카운티의 라이벌 팀은 노팅엄 포레스트,리즈 유나이티드이다. "
            "1946년 FA컵에서 우승을 차지했으며, 1972년, 1975년에는 1부 리그에서 우승을 "
            "차지한적도 있다. "
            "2013-14 시즌에는 전 잉글랜드 대표팀 감독 스티브 맥클라렌을 감독으로 선임하였고 "
            "25승 10무 11패 승점85점을 기록하며 3위를 차지하여 승격 플레이오프에 진출하였다."
        ),
    ),
    Story(
        title="우리별 3호",
        text=(
            "우리별 3호(KITSAT-3)는 대한민국이 발사한 3번째 인공위성이다. "
            "우리별 1호, 우리별 2호에 이어 1999년 5월 26일 발사되었다. "
            "발사체는 인도의 PSLV-C2이며 크기는 495x604x852mm, 무게 110kg로서, 730km 고도의 "
            "원형 태양동기궤도를 선회한다. "
            "자세제어에 연료를 많이 사용했기 때문에 3년 7개월 만인 2002년 12월 수명을 다했다."
        ),
    ),
    Story(
        title="스바루 망원경",
        text=(
            "스바루 망원경(大型光学赤外線望遠鏡, 약칭 すばる 望遠鏡)은 미국 하와이 섬의 "
            "마우나케아 천문대에 있는 일본국립천문대의 주요 망원경이다. "
            "8.2미터 단일 반사경을 갖고 있으며, 광학-적외선 영역을 관측한다. "
            "마우나케아 산마루 해발 4,200미터에 건설되었으며, 일본 문부과학성이 100% 기금을 "
            "출연하였다. "
            "1991년부터 총 9년에 걸쳐 건설되었으며, 총비용은 약 380억엔, 미화로는 3.6억달러, "
            "원화로 환산하면 약 3800억원 정도가 들었다."
        ),
    ),
    Story(
        title="민병갈",
        text=(
            "민병갈(閔丙㵧, ~ )은 대한민국 최초의 사립수목원을 세운 미국계 귀화 한국인이며 "
            "예비역 미국 해군 대위이다. "
            "일제 강점기 조선 시대 관료 민대식(閔大植)의 양자가 된 그는 특히 양종형 "
            "민병도(閔丙燾)와 대한민국 관련 인연이 각별하였으며 칼 페리스 밀러()가 그의 귀화 "
            "前 이름이다. "
            "1921년 미국 펜실베이니아주 웨스트 피츠턴에서 태어났고, 버크넬(Bucknell) "
            "대학교에서 화학을 전공하였다. "
            "평생 독신으로 지내며 천리포수목원 조성을 시작하여 1979년 2월, 민병갈이라는 "
            "이름으로 귀화하였다. "
            "안타깝게도 이 상훈은 그의 죽음으로 인하여 여동생인 준 맥데이드(June MacDade)가 "
            "대리수상하였다. "
            "그는 2002년 4월 8일, 81세로 노환으로 별세했고 , 완도호랑가시나무 옆에 무덤을 "
            "만들었다가 10주기인 2012년 유골을 수습해 천리포수목원 내에 수목장으로 안치했다."
        ),
    ),
    Story(
        title="포항 마린온 추락 사고",
        text=(
            "포항 마린온 추락 사고는 2018년 7월 17일 16시 45분에 마린온 해병대 작전 헬기가 "
            "포항공항 유도로에 추락해 5명이 사망한 사고이다. "
            "추락한 마린온은 수리온의 파생형 헬기로서, 2018년 1월 10일 제1해병사단 항공대에 "
            "인수되었다. "
            "이 사고로 조종사 2명, 정비사 1명, 승무원 2명이 사망하고 추락 과정에서 기체 밖으로 "
            "튕겨나간 정비사 1명이 부상당하였으며, 화재진압 과정에서 해군 소방요원 1명도 "
            "부상당하였다."
        ),
    ),
)

DIALOGUES = (
    (
        Exchange(
            question="후버 댐은 얼마나 높아?",
            query="후버 댐은 얼마나 높아?",
            answer="221m",
            source="후버 댐",
        ),
        Exchange(question="길이는?", query="후버 댐의 길이는?", answer="411m", source="후버 댐"),
        Exchange(
            question="그 댐 때문에 생긴 호수는 이름이 뭐야?",
            query="후버 댐 때문에 생긴 호수는 이름이 뭐야?",
            answer="미드 호",
            source="후버 댐",
        ),
        Exchange(question="방금 출처 보여줘", act="show_sources"),
        Exchange(
            question="건설하다가 몇 명이 죽었어?",
            query="후버 댐은 건설하다가 몇 명이 죽었어?",
            answer="112명",
            source="후버 댐",
        ),
    ),
    (
        Exchange(
            question="헬렌 클라크는 어느 나라 정치인이야?",
            query="헬렌 클라크는 어느 나라 정치인이야?",
            answer="뉴질랜드",
            source="헬렌 클라크",
        ),
        Exchange(
            question="그 사람 남편은 누구야?",
            query="헬렌 클라크 남편은 누구야?",
            answer="피터 데이비스",
            source="헬렌 클라크",
        ),
        Exchange(
            question="몇 년도에 총리가 됐어?",
            query="헬렌 클라크는 몇 년도에 총리가 됐어?",
            answer="1999년",
            source="헬렌 클라크",
        ),
        Exchange(question="고마워요!", act="thank"),
    ),
    (
        Exchange(question="안녕하세요", act="greet"),
        Exchange(
            question="크로스파이어를 만든 회사는 어디야?",
            query="크로스파이어를 만든 회사는 어디야?",
            answer="스마일게이트",
            source="스마일게이트",
        ),
        Exchange(
            question="그 회사는 언제 세워졌어?",
            query="스마일게이트는 언제 세워졌어?",
            answer="2002년",
            source="스마일게이트",
        ),
        Exchange(
            question="직원은 몇 명쯤 돼?",
            query="스마일게이트의 직원은 몇 명쯤 돼?",
            answer="2500여명",
            source="스마일게이트",
            pattern="2,?500",
        ),
        Exchange(
            question="그럼 띵소프트는 언제 생겼어?",
            query="띵소프트는 언제 생겼어?",
            answer="2005년",
            source="띵소프트",
        ),
    ),
    (
        Exchange(
            question="토이 스토리는 누가 감독했어?",
            query="토이 스토리는 누가 감독했어?",
            answer="존 래시터",
            source="토이 스토리",
        ),
        Exchange(
            question="제작은 어디서 맡았어?",
            query="토이 스토리의 제작은 어디서 맡았어?",
            answer="픽사 애니메이션 스튜디오",
            source="토이 스토리",
            pattern="픽사",
        ),
        Exchange(
            question="2편은 몇 년에 나왔어?",
            query="토이 스토리의 2편은 몇 년에 나왔어?",
            answer="1999년",
            source="토이 스토리",
        ),
        Exchange(
            question="아니, 2편 말고 3편",
            query="토이 스토리의 3편은 몇 년에 나왔어?",
            answer="2010년",
            source="토이 스토리",
        ),
        Exchange(question="ㅋㅋ 감사", act="thank"),
    ),
    (
        Exchange(
            question="샤이엔은 어느 주의 주도야?",
            query="샤이엔은 어느 주의 주도야?",
            answer="와이오밍 주",
            source="샤이엔 (와이오밍주)",
            pattern="와이오밍",
        ),
        Exchange(
            question="그 도시를 세운 사람은 누구야?",
            query="샤이엔을 세운 사람은 누구야?",
            answer="그렌빌 M. 도지",
            source="샤이엔 (와이오밍주)",
            pattern="도지",
        ),
        Exchange(
            question="그 사람은 무슨 일을 했어?",
            query="그렌빌 M. 도지는 무슨 일을 했어?",
            answer="기관사",
            source="샤이엔 (와이오밍주)",
            pattern="기관사|엔지니어",
        ),
        Exchange(
            question="그 도시 이름은 어디서 따왔어?",
            query="샤이엔 이름은 어디서 따왔어?",
            answer="샤이엔 인디언 종족",
            source="샤이엔 (와이오밍주)",
            pattern="인디언",
        ),
    ),
    (
        Exchange(
            question="대한항공 8509편은 어느 공항에서 이륙했어?",
            query="대한항공 8509편은 어느 공항에서 이륙했어?",
            answer="런던 스탠스테드 공항",
            source="대한항공 8509편 추락 사고",
            pattern="스탠스테드",
        ),
        Exchange(
            question="몇 명이 숨졌어?",
            query="대한항공 8509편은 몇 명이 숨졌어?",
            answer="4명",
            source="대한항공 8509편 추락 사고",
        ),
        Exchange(
            question="왜 떨어졌어?",
            query="대한항공 8509편은 왜 떨어졌어?",
            answer="조종사 과실",
            source="대한항공 8509편 추락 사고",
        ),
        Exchange(
            question="그 비행기는 언제 만들어졌어?",
            query="대한항공 8509편은 언제 만들어졌어?",
            answer="1980년 4월 4일",
            source="대한항공 8509편 추락 사고",
            pattern="1980년",
        ),
        Exchange(
            question="총 비행시간은?",
            query="대한항공 8509편의 총 비행시간은?",
            answer="83,011시간",
            source="대한항공 8509편 추락 사고",
            pattern="83,?011",
        ),
    ),
    (
        Exchange(
            question="갈라파고스땅거북은 몇 년이나 살아?",
            query="갈라파고스땅거북은 몇 년이나 살아?",
            answer="180년",
            source="갈라파고스땅거북",
        ),
        Exchange(
            question="얘는 뭘 먹고 살아?",
            query="갈라파고스땅거북은 뭘 먹고 살아?",
            answer="식물의 열매, 선인장, 이끼, 풀",
            source="갈라파고스땅거북",
            pattern="열매|선인장|이끼|풀",
        ),
        Exchange(
            question="몸무게는요?",
            query="갈라파고스땅거북의 몸무게는요?",
            answer="400~500kg",
            source="갈라파고스땅거북",
            pattern="400 ?[~∼-] ?500",
        ),
        Exchange(
            question="하루에 얼마나 걸어?",
            query="갈라파고스땅거북은 하루에 얼마나 걸어?",
            answer="6 km",
            source="갈라파고스땅거북",
            pattern="6 ?km",
        ),
    ),
    (
        Exchange(
            question="테트로도톡신에 중독되면 사망률이 얼마나 돼?",
            query="테트로도톡신에 중독되면 사망률이 얼마나 돼?",
            answer="40-60 %",
            source="테트로도톡신",
            pattern="40 ?- ?60",
        ),
        Exchange(
            question="해독제는 있나요?",
            query="테트로도톡신의 해독제는 있나요?",
            answer="발견되지 않았다",
            source="테트로도톡신",
        ),
        Exchange(
            question="이름은 어떤 동물에서 따온 거야?",
            query="테트로도톡신의 이름은 어떤 동물에서 따온 거야?",
            answer="복어목",
            source="테트로도톡신",
            pattern="복어",
        ),
        Exchange(question="오 신기하네요 ㅎㅎ", act="remark"),
    ),
    (
        Exchange(
            question="로빈슨 크루소를 쓴 작가는 누구야?",
            query="로빈슨 크루소를 쓴 작가는 누구야?",
            answer="대니얼 디포",
            source="로빈슨 크루소",
        ),
        Exchange(
            question="그 소설은 몇 년에 발표됐어?",
            query="로빈슨 크루소는 몇 년에 발표됐어?",
            answer="1719년",
            source="로빈슨 크루소",
        ),
        Exchange(
            question="주인공은 몇 년 만에 고국으로 돌아가?",
            query="로빈슨 크루소의 주인공은 몇 년 만에 고국으로 돌아가?",
            answer="28년",
            source="로빈슨 크루소",
        ),
        Exchange(
            question="그 작가는 어느 나라 사람이야?",
            query="로빈슨 크루소의 작가는 어느 나라 사람이야?",
            answer="영국",
            source="로빈슨 크루소",
        ),
    ),
    (
        Exchange(
            question="더비 카운티 FC는 언제 창단됐어?",
            query="더비 카운티 FC는 언제 창단됐어?",
            answer="1884년",
            source="더비 카운티 FC",
        ),
        Exchange(
            question="라이벌은 어디야?",
            query="더비 카운티 FC의 라이벌은 어디야?",
            answer="노팅엄 포레스트",
            source="더비 카운티 FC",
            pattern="노팅엄|리즈",
        ),
        Exchange(
            question="그팀애칭은뭐야",
            query="더비 카운티 FC의 애칭은뭐야",
            answer="양들(Rams)",
            source="더비 카운티 FC",
            pattern="양들|Rams",
        ),
        Exchange(question="근거가 뭐야?", act="show_sources"),
    ),
    (
        Exchange(
            question="우리별 3호는 몇 년에 쏘아 올렸어?",
            query="우리별 3호는 몇 년에 쏘아 올렸어?",
            answer="1999년",
            source="우리별 3호",
        ),
        Exchange(
            question="무게는 얼마나 나가?",
            query="우리별 3호의 무게는 얼마나 나가?",
            answer="110kg",
            source="우리별 3호",
        ),
        Exchange(
            question="스바루 망원경은 어느 섬에 있어?",
            query="스바루 망원경은 어느 섬에 있어?",
            answer="하와이 섬",
            source="스바루 망원경",
            pattern="하와이",
        ),
        Exchange(
            question="그건 짓는 데 얼마 들었어?",
            query="스바루 망원경은 짓는 데 얼마 들었어?",
            answer="380억엔",
            source="스바루 망원경",
            pattern="380억|3\\.6억|3800억",
        ),
    ),
    (
        Exchange(
            question="민병갈은 어디서 태어났어?",
            query="민병갈은 어디서 태어났어?",
            answer="미국 펜실베이니아주 웨스트 피츠턴",
            source="민병갈",
            pattern="펜실베이니아|피츠턴",
        ),
        Exchange(
            question="언제 한국으로 귀화했어?",
            query="민병갈은 언제 한국으로 귀화했어?",
            answer="1979년 2월",
            source="민병갈",
            pattern="1979년",
        ),
        Exchange(
            question="그분은 몇 살에 돌아가셨나요?",
            query="민병갈은 몇 살에 돌아가셨나요?",
            answer="81세",
            source="민병갈",
        ),
        Exchange(
            question="그럼 헬렌 클라크는?",
            query="헬렌 클라크는 몇 살에 돌아가셨나요?",
        ),
    ),
)

NEAR_MISSES = (
    NearMiss(
        question="후버 댐을 설계한 사람은 누구야?", nearest="후버 댐", lacking="another attribute"
    ),
    NearMiss(
        question="헬렌 클라크의 어머니 이름은 뭐야?",
        nearest="헬렌 클라크",
        lacking="another relative: the husband is told",
    ),
    NearMiss(
        question="스마일게이트의 2020년 매출은 얼마야?",
        nearest="스마일게이트",
        lacking="another year: that of 2016 is told",
    ),
    NearMiss(
        question="토이 스토리 5는 언제 개봉했어?",
        nearest="토이 스토리",
        lacking="another part: 2 and 3 are told",
    ),
    NearMiss(
        question="샤이엔의 인구는 몇 명이야?",
        nearest="샤이엔 (와이오밍주)",
        lacking="a number that is not there",
    ),
    NearMiss(
        question="대한항공 8509편 기장의 이름은 뭐야?",
        nearest="대한항공 8509편 추락 사고",
        lacking="a name that is not there",
    ),
    NearMiss(
        question="테트로도톡신은 몇 년에 처음 발견됐어?",
        nearest="테트로도톡신",
        lacking="a year that is not there",
    ),
    NearMiss(
        question="우리별 4호는 몇 킬로그램이야?",
        nearest="우리별 3호",
        lacking="another satellite of the series",
    ),
    NearMiss(
        question="더비 카운티 FC의 2020년 감독은 누구야?",
        nearest="더비 카운티 FC",
        lacking="another season: that of 2013-14 is told",
    ),
    NearMiss(
        question="로빈슨 크루소의 일본어 번역본은 몇 종이야?",
        nearest="로빈슨 크루소",
        lacking="another language: Korean is told",
    ),
    NearMiss(
        question="포항 마린온 사고로 숨진 조종사의 나이는 몇 살이야?",
        nearest="포항 마린온 추락 사고",
        lacking="an age that is not there",
    ),
    NearMiss(
        question="민병갈의 아버지는 직업이 뭐였어?",
        nearest="민병갈",
        lacking="another relative: the adoptive father is named",
    ),
)
