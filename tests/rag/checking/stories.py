"""Made-up news, and what a language model may say of it: honest sentences and fabrications."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An article."""

    title: str
    published: str | None
    text: str


STORIES = {
    "takeover": Story(
        title="한빛전자, 누리소프트 인수",
        published="2024-04-12",
        text="한빛전자가 지난 9일 누리소프트를 1조 2000억 원에 인수했다. 한빛전자는 1987년 "
        "수원에서 김한솔 회장이 세운 가전업체다. 회사는 직원이 1만 234명이고 지난해 "
        "매출은 8조 5000억 원이었다. 누리소프트 직원 320명은 모두 고용이 승계된다. 김 "
        "회장은 “인공지능 가전 시장을 10년 안에 이끌겠다”고 말했다. 한빛전자는 내년 "
        "상반기 부산에 연구소를 열 계획이다. 노조는 인력 감축에 반대한다는 성명을 냈다. "
        "한빛전자는 구조조정은 검토하지 않고 있다고 밝혔다.",
    ),
    "bridge": Story(
        title="가람대교 15일 개통…통행료 무료",
        published="2023-11-10",
        text="가람시와 도담군을 잇는 가람대교가 15일 오전 10시 개통된다. 길이 2.4km의 이 "
        "다리는 2018년 3월 착공해 5년 8개월 만에 완공됐다. 총사업비는 3412억 원이 "
        "들었다. 통행료는 받지 않는다. 두 지역을 오가는 시간은 40분에서 12분으로 "
        "줄어든다. 이서준 가람시장은 다리가 관광객을 늘릴 것으로 기대했다. 도담군 "
        "어민들은 공사로 어획량이 20% 줄었다며 보상을 요구하고 있다. 가람시는 하루 평균 "
        "차량 2만 대가 다닐 것으로 예상한다.",
    ),
    "trial": Story(
        title="‘기술 유출’ 혐의 전 연구원 무죄",
        published="2024-02-02",
        text="서울중앙지법은 1일 기술 유출 혐의로 기소된 다온바이오 전 연구원 박모 씨에게 "
        "무죄를 선고했다. 검찰은 징역 5년을 구형했다. 재판부는 박 씨가 자료를 빼돌렸다고 "
        "볼 증거가 없다고 판단했다. 박 씨는 2021년 다온바이오를 떠나 경쟁사인 "
        "초록제약으로 옮겼다. 다온바이오는 박 씨가 백신 기술을 빼돌렸다고 주장했다. 박 "
        "씨는 의혹을 부인해 왔다. 검찰은 항소할 방침이다.",
    ),
    "election": Story(
        title="한마음당 정유진 후보, 해솔시장 당선",
        published="2022-06-02",
        text="한마음당 정유진 후보가 새누비당 최민호 후보를 3.2%포인트 차로 꺾고 해솔시장에 "
        "당선됐다. 정 당선인은 51.6%, 최 후보는 48.4%를 얻었다. 투표율은 58.1%로 4년 "
        "전보다 6.3%포인트 낮아졌다. 정 당선인은 전직 교사로 해솔시 첫 여성 시장이다. "
        "그는 시립 도서관을 두 곳 더 짓겠다고 약속했다. 최 후보는 결과에 승복한다고 "
        "밝혔다.",
    ),
    "school": Story(
        title="해오름교육청 “9월부터 초등학교 휴대전화 금지”",
        published="2024-05-20",
        text="해오름교육청은 9월부터 초등학교 교실에서 휴대전화 사용을 금지하기로 했다. "
        "대상은 초등학교 142곳이다. 학생들은 등교하면 휴대전화를 담임교사에게 맡겨야 "
        "한다. 응급 상황에서는 쓸 수 있다. 교육청이 학부모 3,200명에게 물은 결과 74%가 "
        "찬성했고 19%가 반대했다. 학생회는 학생의 의견을 묻지 않았다며 반발했다. "
        "중학교와 고등학교는 이번 조치에서 빠졌다.",
    ),
    "storm": Story(
        title="태풍 ‘나래’ 남해안 강타…4명 사망",
        published="2023-08-11",
        text="제7호 태풍 ‘나래’가 10일 남해안에 상륙해 4명이 숨지고 1명이 실종됐다. 최대 "
        "순간풍속은 초속 42m였다. 여수에서는 주택 31채가 물에 잠겼고 통영에서는 어선 "
        "12척이 부서졌다. 주민 1500여 명이 학교와 체육관으로 대피했다. 기상청은 태풍이 "
        "11일 밤 동해로 빠져나갈 것으로 내다봤다. 한국전력은 정전된 2만 8000가구 가운데 "
        "90%의 복구를 마쳤다.",
    ),
    "film": Story(
        title="윤가온 감독 ‘겨울 등대’ 최우수 작품상",
        published="2024-09-08",
        text="윤가온 감독의 영화 ‘겨울 등대’가 제12회 바람국제영화제에서 최우수 작품상을 "
        "받았다. 이 영화는 외딴섬의 등대지기와 딸의 이야기를 그렸다. 주연 배우 한이슬은 "
        "여우주연상 후보에 올랐으나 수상하지 못했다. 상금은 5만 달러다. 윤 감독은 “이 "
        "상을 섬에서 만난 주민들에게 바친다”고 말했다. 윤 감독이 이 영화제에서 상을 받은 "
        "것은 2019년에 이어 두 번째다. 영화는 10월 3일 국내에서 개봉한다.",
    ),
    "bank": Story(
        title="해오름은행 1분기 순이익 12% 감소",
        published="2024-04-26",
        text="해오름은행은 올해 1분기 순이익이 4120억 원으로 지난해 같은 기간보다 12% "
        "감소했다고 26일 밝혔다. 이자이익은 1조 300억 원으로 3% 늘었지만 수수료이익은 "
        "2100억 원으로 8% 줄었다. 연체율은 0.42%로 0.05%포인트 올랐다. 은행은 배당을 "
        "주당 500원으로 유지하기로 했다. 강도윤 은행장은 하반기 실적이 나아질 것으로 "
        "전망했다.",
    ),
    "bank_rival": Story(
        title="푸른은행, 1분기 순이익 3800억 원",
        published="2024-04-27",
        text="푸른은행의 1분기 순이익은 3800억 원으로 집계됐다. 지난해보다 5% 증가한 수치다. "
        "푸른은행은 해외 지점을 7곳에서 9곳으로 늘렸다. 오다은 행장은 3월 취임했다.",
    ),
    "rocket": Story(
        title="Northwind delays Kestrel launch after valve fault",
        published="2024-03-05",
        text="Northwind Aerospace postponed the launch of its Kestrel 2 rocket on March 4 "
        "after engineers found a faulty valve. The company had planned to lift off from "
        "Port Hale at 9:30 a.m. Chief executive Dana Whitlock said the rocket was not "
        "damaged. Kestrel 2 is 48 meters tall and can carry 1,200 kilograms to low "
        "orbit. Northwind acquired rival Orbital Forge in 2022 for $310 million. The "
        'next attempt will take place no earlier than March 18. "Safety comes before the '
        'schedule," Whitlock told reporters. An earlier flight failed in 2021.',
    ),
    "council": Story(
        title="Harrow council rejects stadium plan",
        published="2023-10-19",
        text="Harrow city council voted 9-4 on Wednesday to reject a plan for a new football "
        "stadium. Mayor Lena Ortiz supported the plan, which would have cost $85 "
        "million. Residents complained about traffic and noise. Developer Brightfield "
        "Homes said it would appeal the decision. Ticket prices at the current stadium "
        "will rise by 5% next year. The council approved $2 million for park repairs. "
        "Council member Paul Reyes, who opposed the stadium, said the city cannot afford "
        "it.",
    ),
}

# What the articles carry, said otherwise.
HONEST = [
    ("takeover", "한빛전자는 2024년 4월 9일 누리소프트를 인수했습니다."),
    ("takeover", "누리소프트는 1조 2천억 원에 한빛전자에 인수됐다."),
    ("takeover", "한빛전자의 누리소프트 인수 금액은 1조 2000억 원입니다."),
    ("takeover", "한빛전자를 세운 사람은 김한솔 회장입니다."),
    ("takeover", "김한솔 회장이 1987년 수원에서 한빛전자를 설립했습니다."),
    ("takeover", "한빛전자 직원은 약 1만 명입니다."),
    ("takeover", "한빛전자의 지난해 매출은 8조 5,000억 원이었습니다."),
    ("takeover", "한빛전자의 2023년 매출은 8조 5000억원으로 나타났다."),
    ("takeover", "누리소프트 직원 320명의 고용은 모두 승계됩니다."),
    ("takeover", "김한솔 회장은 “인공지능 가전 시장을 10년 안에 이끌겠다”고 말했습니다."),
    ("takeover", "한빛전자는 내년 상반기에 부산에 연구소를 열 예정입니다."),
    ("takeover", "노조는 인력 감축에 반대하고 있습니다."),
    ("takeover", "한빛전자는 구조조정을 검토하지 않고 있다고 합니다."),
    ("bridge", "가람대교는 2023년 11월 15일 오전 10시에 개통됩니다."),
    ("bridge", "가람대교의 길이는 2.4킬로미터입니다."),
    ("bridge", "가람대교는 2018년 3월에 착공되었습니다."),
    ("bridge", "가람대교의 총사업비는 3412억 원입니다."),
    ("bridge", "가람대교는 통행료를 받지 않습니다."),
    ("bridge", "이동 시간이 40분에서 12분으로 단축됩니다."),
    ("bridge", "가람시는 하루 평균 차량 2만 대가 다닐 것으로 내다봤습니다."),
    ("bridge", "도담군 어민들은 어획량이 20% 감소했다며 보상을 요구하고 있습니다."),
    ("bridge", "가람대교는 가람시와 도담군을 연결하는 다리로, 2018년 3월 착공했습니다."),
    ("trial", "법원은 박모 씨에게 무죄를 선고했습니다."),
    ("trial", "검찰은 박 씨에게 징역 5년을 구형했었습니다."),
    ("trial", "재판부는 박 씨가 자료를 빼돌렸다는 증거가 없다고 보았습니다."),
    ("trial", "박 씨는 2021년에 다온바이오에서 초록제약으로 이직했습니다."),
    ("trial", "다온바이오는 박 씨가 백신 기술을 빼돌렸다고 주장했습니다."),
    ("trial", "박 씨는 기술 유출 의혹을 부인했습니다."),
    ("trial", "검찰은 항소할 계획입니다."),
    ("election", "정유진 후보가 해솔시장으로 당선되었습니다."),
    ("election", "정 당선인은 51.6%를 얻었습니다."),
    ("election", "최민호 후보는 48.4%를 얻었습니다."),
    ("election", "투표율은 58.1%로, 4년 전에 비해 6.3%p 하락했습니다."),
    ("election", "정유진 당선인은 해솔시 최초의 여성 시장입니다."),
    ("election", "정 당선인은 시립 도서관 두 곳을 더 짓겠다고 약속했습니다."),
    ("election", "정유진 후보는 최민호 후보를 3.2%p 차이로 이겼습니다."),
    ("school", "해오름교육청은 9월부터 초등학교 교실에서의 휴대전화 사용을 금지합니다."),
    ("school", "휴대전화 금지 대상은 초등학교 142개교입니다."),
    ("school", "학부모의 74%가 찬성했고, 19%는 반대했습니다."),
    ("school", "응급 상황에서는 휴대전화를 사용할 수 있습니다."),
    ("school", "중학교와 고등학교는 이번 조치 대상에서 제외됐습니다."),
    ("school", "학생들은 등교 후 담임교사에게 휴대전화를 맡겨야 합니다."),
    ("storm", "제7호 태풍 ‘나래’로 4명이 사망하고 1명이 실종됐습니다."),
    ("storm", "최대 순간풍속은 초속 42미터를 기록했습니다."),
    ("storm", "여수에서 주택 31채가 침수되었습니다."),
    ("storm", "통영에서는 어선 열두 척이 파손됐습니다."),
    ("storm", "주민 약 1500명이 대피했습니다."),
    ("storm", "한국전력은 정전 가구의 90%를 복구했습니다."),
    ("film", "‘겨울 등대’는 윤가온 감독의 작품입니다."),
    ("film", "윤가온 감독의 ‘겨울 등대’가 바람국제영화제에서 최우수 작품상을 수상했습니다."),
    ("film", "한이슬은 여우주연상을 받지 못했습니다."),
    ("film", "상금은 5만 달러입니다."),
    ("film", "영화 ‘겨울 등대’는 2024년 10월 3일 개봉합니다."),
    ("film", "이 영화는 섬의 등대지기와 그의 딸의 이야기를 다룹니다."),
    ("bank", "해오름은행의 올해 1분기 순이익은 4,120억 원입니다."),
    ("bank", "해오름은행의 1분기 순이익은 전년 동기 대비 12% 줄었습니다."),
    ("bank", "이자이익은 3% 증가했으나 수수료이익은 8% 감소했습니다."),
    ("bank", "해오름은행은 주당 500원의 배당을 유지하기로 했습니다."),
    ("bank", "해오름은행의 순이익은 12% 감소한 반면 푸른은행의 순이익은 5% 증가했습니다."),
    ("bank", "푸른은행은 해외 지점을 9곳으로 늘렸습니다."),
    ("rocket", "Northwind postponed the Kestrel 2 launch after engineers found a faulty valve."),
    ("rocket", "The launch of Kestrel 2 was postponed on March 4, 2024."),
    ("rocket", "Dana Whitlock said that the rocket was not damaged."),
    ("rocket", "Kestrel 2 can carry up to 1,200 kg to low orbit."),
    ("rocket", "Northwind Aerospace bought Orbital Forge for $310 million in 2022."),
    ("rocket", "Orbital Forge was acquired by Northwind in 2022."),
    ("council", "The council rejected the stadium plan by a vote of 9-4."),
    ("council", "The stadium would have cost $85 million."),
    ("council", "Mayor Lena Ortiz backed the plan."),
    ("council", "Brightfield Homes said it would appeal."),
]

# What they do not: a number, a name, a verb, a side is another one, or it was never said.
FABRICATED = [
    ("takeover", "누리소프트가 한빛전자를 1조 2000억 원에 인수했다."),
    ("takeover", "한빛전자는 누리소프트에 인수됐다."),
    ("takeover", "한빛전자는 누리소프트를 1조 2000억 달러에 인수했다."),
    ("takeover", "한빛전자는 누리소프트를 1200억 원에 인수했다."),
    ("takeover", "한빛전자는 2024년 4월 12일 누리소프트를 인수했다."),
    ("takeover", "한빛전자는 2023년 4월 9일 누리소프트를 인수했다."),
    ("takeover", "한빛전자는 누리소프트를 인수하지 않았다."),
    ("takeover", "한빛전자는 누리소프트를 매각했다."),
    ("takeover", "한빛전자는 1987년 성남에서 설립됐다."),
    ("takeover", "한빛전자 직원은 1만 명이다."),
    ("takeover", "한빛전자 직원은 320명이다."),
    ("takeover", "한빛전자는 지난해 부산에 연구소를 열었다."),
    ("takeover", "한빛전자는 내년 하반기 부산에 연구소를 열 계획이다."),
    ("takeover", "노조는 인력 감축에 찬성한다는 성명을 냈다."),
    ("takeover", "한빛전자는 구조조정을 검토하고 있다."),
    ("takeover", "김한솔 회장은 “인공지능 가전 시장을 5년 안에 이끌겠다”고 말했다."),
    ("takeover", "김한솔 회장은 “누리소프트 인수는 우리의 오랜 꿈”이라고 말했다."),
    ("takeover", "누리소프트 직원 320명은 모두 해고된다."),
    ("takeover", "누리소프트의 지난해 매출은 8조 5000억 원이었다."),
    ("takeover", "한빛전자 주가는 인수 소식에 급등했다."),
    ("bridge", "가람대교는 11월 16일 개통된다."),
    ("bridge", "가람대교는 15일 오후 10시 개통된다."),
    ("bridge", "가람대교는 15일 오전 10시 폐쇄된다."),
    ("bridge", "가람대교의 길이는 2.4m다."),
    ("bridge", "가람대교 통행료는 2000원이다."),
    ("bridge", "통행료를 받는다."),
    ("bridge", "이동 시간은 12분에서 40분으로 늘어난다."),
    ("bridge", "두 지역을 오가는 시간은 12분에서 40분으로 줄어든다."),
    ("bridge", "도담군 어민들은 어획량이 20% 늘었다고 말했다."),
    ("bridge", "이서준 도담군수는 다리가 관광객을 늘릴 것으로 기대했다."),
    ("bridge", "가람대교 개통으로 관광객이 늘었다."),
    ("trial", "박 씨는 유죄를 선고받았다."),
    ("trial", "박 씨는 백신 기술을 빼돌렸다."),
    ("trial", "재판부는 박 씨가 자료를 빼돌린 증거가 있다고 판단했다."),
    ("trial", "검찰은 징역 3년을 구형했다."),
    ("trial", "박 씨는 초록제약에서 다온바이오로 옮겼다."),
    ("trial", "검찰은 항소를 포기했다."),
    ("trial", "박 씨는 의혹을 인정했다."),
    ("trial", "검찰은 항소했다."),
    ("election", "최민호 후보가 정유진 후보를 꺾고 해솔시장에 당선됐다."),
    ("election", "정 당선인은 48.4%, 최 후보는 51.6%를 얻었다."),
    ("election", "투표율은 4년 전보다 6.3% 낮아졌다."),
    ("election", "투표율은 4년 전보다 6.3%포인트 높아졌다."),
    ("election", "정 당선인은 전직 의사다."),
    ("election", "정 당선인은 시립 도서관을 세 곳 더 짓겠다고 약속했다."),
    ("election", "최 후보는 결과에 승복하지 않는다고 밝혔다."),
    ("school", "학부모의 74%가 반대했다."),
    ("school", "해오름교육청은 휴대전화 사용을 허용하기로 했다."),
    ("school", "중학교에서도 휴대전화 사용이 금지된다."),
    ("school", "응급 상황에서도 쓸 수 없다."),
    ("school", "대상은 초등학교 142명이다."),
    ("school", "학생회는 이번 조치를 환영했다."),
    ("storm", "태풍 ‘나래’로 1명이 숨지고 4명이 실종됐다."),
    ("storm", "통영에서는 주택 31채가 물에 잠겼다."),
    ("storm", "제8호 태풍 ‘나래’가 남해안에 상륙했다."),
    ("storm", "태풍이 서해로 빠져나갈 것으로 기상청은 내다봤다."),
    ("storm", "주민 1500여 명이 병원으로 대피했다."),
    ("film", "한이슬이 여우주연상을 받았다."),
    ("film", "윤가온 감독이 이 영화제에서 상을 받은 것은 처음이다."),
    ("film", "상금은 5만 원이다."),
    ("film", "영화는 10월 3일 국내에서 개봉하지 않는다."),
    ("bank", "해오름은행의 1분기 순이익은 3800억 원이다."),
    ("bank", "이자이익은 8% 줄고 수수료이익은 3% 늘었다."),
    ("bank", "푸른은행의 1분기 순이익은 12% 감소했다."),
    ("bank", "연체율은 0.05%포인트 내렸다."),
    ("bank", "오다은 행장은 해오름은행을 이끈다."),
    ("rocket", "Orbital Forge acquired Northwind in 2022 for $310 million."),
    ("rocket", "Northwind acquired Orbital Forge in 2022 for $310 billion."),
    ("rocket", "The rocket was damaged."),
    ("rocket", "Northwind postponed the launch of its Kestrel 3 rocket."),
    ("rocket", "Dana Whitlock resigned after the fault."),
    ("council", "The council approved the stadium plan."),
    ("council", "Mayor Lena Ortiz opposed the plan."),
    ("council", "Ticket prices will fall by 5% next year."),
    ("council", "The council rejected the plan by a vote of 4-9."),
    ("council", "Paul Reyes supported the stadium."),
]
