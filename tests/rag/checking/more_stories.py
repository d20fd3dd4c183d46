"""More made-up news, written when the checker was done: none of it was made to fit."""

from __future__ import annotations

from tests.rag.checking.stories import Story

MORE_STORIES = {
    "dam": Story(
        title="달내군, 노후 저수지 보강에 86억 원",
        published="2025-03-14",
        text="달내군은 노후 저수지 11곳을 보강하는 데 86억 원을 들이기로 했다고 14일 밝혔다. "
        "지난해 여름 집중호우 때 솔내저수지 둑이 무너져 주민 47명이 대피한 데 따른 "
        "조치다. 당시 인명 피해는 없었지만 논 23ha가 물에 잠겼다. 군은 5월 공사를 시작해 "
        "내년 말까지 끝낼 계획이다. 박하람 군수는 “안전을 위해 필요하면 예산을 더 "
        "늘리겠다”고 말했다. 환경단체는 공사로 도롱뇽 서식지가 사라질 수 있다며 "
        "환경영향평가를 요구했다. 군은 평가를 다시 하지는 않겠다는 입장이다.",
    ),
    "club": Story(
        title="한결FC, 최하늘 감독과 결별",
        published="2024-11-25",
        text="프로축구 한결FC가 최하늘 감독과 계약을 해지했다고 25일 발표했다. 한결FC는 올 "
        "시즌 38경기에서 7승 10무 21패로 최하위에 그쳐 2부 리그로 강등됐다. 최 감독은 "
        "2022년 1월 부임해 첫해 팀을 4위에 올려놓았다. 구단은 오세빈 수석코치에게 당분간 "
        "지휘봉을 맡긴다. 공격수 마르코 실바는 팀에 남기로 했다. 골키퍼 윤도현은 새빛 "
        "유나이티드로 이적한다. 이적료는 공개되지 않았다. 한결FC는 내년 2월까지 새 "
        "감독을 뽑을 방침이다.",
    ),
    "vaccine": Story(
        title="나루바이오 독감 백신, 임상 3상 통과",
        published="2024-08-06",
        text="나루바이오는 독감 백신 ‘플루가드’가 임상 3상에서 예방 효과 81.3%를 보였다고 6일 "
        "밝혔다. 시험에는 만 19세 이상 성인 4,812명이 참여했다. 가장 흔한 부작용은 주사 "
        "부위 통증으로 참가자의 34%가 겪었고, 심각한 부작용은 보고되지 않았다. 회사는 "
        "연말까지 식품의약품안전처에 허가를 신청할 예정이다. 나루바이오 주가는 이날 "
        "12.4% 올라 5만 3200원에 거래를 마쳤다. 이지안 연세대 교수는 고령층 자료가 "
        "부족하다고 지적했다. 경쟁사 미리내제약은 같은 방식의 백신 개발을 지난 3월 "
        "중단했다.",
    ),
    "museum": Story(
        title="Old Mill Museum reopens after flood repairs",
        published="2024-06-21",
        text="The Old Mill Museum in Larkford reopened on Friday, fourteen months after a "
        "flood damaged its ground floor. Repairs cost £2.3 million, of which the state "
        "paid 60%. Director Amara Singh said more than 400 objects were restored. Two "
        "paintings could not be saved. Admission will remain free until the end of "
        "August. The museum expects 90,000 visitors this year. Architect Tom Beckett "
        "designed the new entrance. Local trader Ruth Cole said she was disappointed "
        "that the café did not return.",
    ),
    "rent": Story(
        title="누리시 청년 월세 지원 대상 두 배로",
        published="2025-01-20",
        text="누리시가 올해 청년 월세 지원 대상을 1200명에서 2400명으로 두 배 늘린다고 20일 "
        "밝혔다. 만 19세부터 34세까지 무주택 청년이 매달 20만 원씩 최장 12개월 동안 "
        "받는다. 신청은 2월 3일부터 시 누리집에서 할 수 있다. 지난해에는 5300명이 신청해 "
        "경쟁률이 4.4대 1이었다. 누리시는 예산 58억 원을 마련했다. 청년단체 ‘내일’의 "
        "한가은 대표는 “월세가 두 배로 오른 것을 생각하면 20만 원은 부족하다”고 말했다. "
        "시의회 일부 의원은 재정 부담이 크다며 반대했으나 조례안은 찬성 21표, 반대 8표로 "
        "통과됐다.",
    ),
    "salmon": Story(
        title="연어 돌아온 맑은내…20년 만에 산란 확인",
        published="2023-11-02",
        text="국립하천연구소는 지난달 24일 맑은내 중류에서 연어 37마리의 산란을 확인했다고 "
        "2일 밝혔다. 맑은내에서 연어 산란이 확인된 것은 2003년 이후 20년 만이다. "
        "연구소는 2019년 높이 3m의 낡은 보를 철거한 것이 결정적이었다고 설명했다. 보 "
        "철거에는 14억 원이 들었고, 당시 농민들은 농업용수가 모자랄 것이라며 반대했다. "
        "그러나 이후 물 부족은 일어나지 않았다. 조민재 선임연구원은 하류의 보 두 개도 "
        "없애면 개체 수가 더 늘 것으로 내다봤다. 환경부는 추가 철거를 검토하고 있다.",
    ),
}

MORE_HONEST = [
    ("dam", "달내군은 노후 저수지 11곳을 보강하기 위해 86억 원을 투입합니다."),
    ("dam", "달내군은 저수지 보강 공사를 2025년 5월에 시작할 예정입니다."),
    ("dam", "지난해 여름 집중호우로 솔내저수지 둑이 붕괴되어 주민 47명이 대피했습니다."),
    ("dam", "당시 논 23헥타르가 침수됐으나 인명 피해는 없었습니다."),
    ("dam", "공사는 내년 말까지 마무리될 계획입니다."),
    ("dam", "박하람 군수는 “안전을 위해 필요하면 예산을 더 늘리겠다”고 밝혔습니다."),
    ("dam", "환경단체는 환경영향평가를 요구하고 있습니다."),
    ("club", "한결FC는 최하늘 감독과의 계약을 해지했습니다."),
    ("club", "한결FC는 올 시즌 7승 10무 21패를 기록했습니다."),
    ("club", "한결FC는 최하위에 그쳐 2부 리그로 강등되었습니다."),
    ("club", "최하늘 감독은 2022년 1월에 부임했습니다."),
    ("club", "구단은 당분간 오세빈 수석코치에게 지휘봉을 맡깁니다."),
    ("club", "마르코 실바는 팀에 남습니다."),
    ("club", "윤도현의 이적료는 공개되지 않았습니다."),
    ("club", "골키퍼 윤도현은 새빛 유나이티드로 옮깁니다."),
    (
        "vaccine",
        "나루바이오의 독감 백신 ‘플루가드’는 임상 3상에서 81.3%의 예방 효과를 나타냈습니다.",
    ),
    ("vaccine", "임상시험에는 성인 4812명이 참가했습니다."),
    ("vaccine", "참가자의 34%가 주사 부위 통증을 겪었습니다."),
    ("vaccine", "나루바이오는 연말까지 식품의약품안전처에 허가를 신청할 계획입니다."),
    ("vaccine", "나루바이오 주가는 12.4% 상승했습니다."),
    ("vaccine", "이지안 교수는 고령층 자료가 부족하다고 말했습니다."),
    ("vaccine", "미리내제약은 2024년 3월 백신 개발을 중단했습니다."),
    ("museum", "The Old Mill Museum reopened fourteen months after a flood."),
    ("museum", "The repairs cost £2.3 million."),
    ("museum", "The state paid 60% of the repairs."),
    ("museum", "More than 400 objects were restored, according to director Amara Singh."),
    ("museum", "Two paintings could not be saved."),
    ("museum", "The new entrance was designed by Tom Beckett."),
    ("museum", "Admission is free until the end of August."),
    ("museum", "Ruth Cole was disappointed that the café did not return."),
    ("rent", "누리시는 올해 청년 월세 지원 대상을 2400명으로 확대합니다."),
    ("rent", "지원 대상은 기존 1200명에서 2400명으로 두 배 늘어납니다."),
    ("rent", "만 19세에서 34세 사이의 무주택 청년이 지원 대상입니다."),
    ("rent", "매달 20만 원을 최장 12개월간 지원받을 수 있습니다."),
    ("rent", "신청은 2025년 2월 3일부터 시 누리집에서 가능합니다."),
    ("rent", "지난해 경쟁률은 4.4대 1이었습니다."),
    ("rent", "지난해에는 5,300명이 신청했습니다."),
    ("rent", "누리시는 이를 위해 58억 원의 예산을 마련했습니다."),
    (
        "rent",
        "한가은 대표는 “월세가 두 배로 오른 것을 생각하면 20만 원은 부족하다”고 지적했습니다.",
    ),
    ("rent", "조례안은 찬성 21표, 반대 8표로 통과되었습니다."),
    ("salmon", "맑은내에서 연어 37마리의 산란이 확인되었습니다."),
    ("salmon", "2003년 이후 20년 만에 연어의 산란이 확인된 것입니다."),
    ("salmon", "국립하천연구소는 2023년 10월 24일 맑은내 중류에서 연어의 산란을 확인했습니다."),
    ("salmon", "연구소는 2019년에 낡은 보를 철거한 것이 결정적이었다고 설명했습니다."),
    ("salmon", "보를 철거하는 데 14억 원이 들었습니다."),
    ("salmon", "농민들은 농업용수가 부족할 것이라며 보 철거에 반대했습니다."),
    ("salmon", "이후 물 부족은 발생하지 않았습니다."),
    ("salmon", "환경부는 추가 철거를 검토 중입니다."),
    (
        "salmon",
        "조민재 선임연구원은 하류의 보 두 개를 없애면 개체 수가 더 늘어날 것으로 전망했습니다.",
    ),
    ("salmon", "철거된 보의 높이는 3m였습니다."),
]

MORE_FABRICATED = [
    ("vaccine", "심각한 부작용은 없었다."),
    ("dam", "달내군은 노후 저수지 47곳을 보강한다."),
    ("dam", "솔내저수지 둑이 무너져 주민 47명이 숨졌다."),
    ("dam", "당시 인명 피해가 있었다."),
    ("dam", "공사는 이미 끝났다."),
    ("dam", "군은 5월 공사를 끝내고 내년 말 시작할 계획이다."),
    ("dam", "환경단체는 공사에 찬성했다."),
    ("dam", "군은 환경영향평가를 다시 하기로 했다."),
    ("dam", "박하람 군수는 예산을 줄이겠다고 말했다."),
    ("dam", "달내군은 11일 86억 원을 들이기로 했다고 밝혔다."),
    ("dam", "박하람 군수는 환경영향평가를 요구했다."),
    ("club", "한결FC는 오세빈 감독과 계약을 해지했다."),
    ("club", "한결FC는 올 시즌 10승 7무 21패를 기록했다."),
    ("club", "한결FC는 1부 리그로 승격됐다."),
    ("club", "마르코 실바는 새빛 유나이티드로 이적한다."),
    ("club", "윤도현은 팀에 남기로 했다."),
    ("club", "이적료는 공개됐다."),
    ("club", "한결FC는 새 감독을 뽑았다."),
    ("club", "최 감독은 첫해 팀을 2위에 올려놓았다."),
    ("club", "윤도현은 새빛 유나이티드에서 한결FC로 이적한다."),
    ("vaccine", "플루가드는 임상 2상에서 예방 효과 81.3%를 보였다."),
    ("vaccine", "시험에는 만 19세 이하 성인 4,812명이 참여했다."),
    ("vaccine", "나루바이오는 식품의약품안전처에서 허가를 받았다."),
    ("vaccine", "나루바이오 주가는 12.4% 내렸다."),
    ("vaccine", "미리내제약은 백신 개발을 재개했다."),
    ("vaccine", "나루바이오는 지난 3월 백신 개발을 중단했다."),
    ("vaccine", "이지안 연세대 교수는 자료가 충분하다고 말했다."),
    ("museum", "The museum will close at the end of August."),
    ("museum", "Repairs cost £2.3 billion."),
    ("museum", "All paintings were saved."),
    ("museum", "Tom Beckett directs the museum."),
    ("museum", "The café returned."),
    ("museum", "The museum paid 60% of the repairs."),
    ("museum", "Ruth Cole designed the new entrance."),
    ("museum", "More than 4,000 objects were restored."),
    ("rent", "누리시는 지원 대상을 2400명에서 1200명으로 줄인다."),
    ("rent", "만 19세부터 39세까지 지원받는다."),
    ("rent", "매달 12만 원씩 최장 20개월 동안 받는다."),
    ("rent", "올해 5300명이 신청했다."),
    ("rent", "조례안은 찬성 8표, 반대 21표로 부결됐다."),
    ("rent", "한가은 대표는 20만 원이면 충분하다고 말했다."),
    ("rent", "누리시는 예산 58억 원을 마련하지 못했다."),
    ("rent", "신청은 2월 3일까지다."),
    ("rent", "지난해 경쟁률은 5.3대 1이었다."),
    ("rent", "시의회 일부 의원은 찬성했다."),
    ("salmon", "맑은내에서 연어 산란이 확인된 것은 37년 만이다."),
    ("salmon", "환경부는 하류의 보를 철거했다."),
    ("salmon", "이후 물 부족이 일어났다."),
    ("salmon", "농민들은 보 철거에 찬성했다."),
    ("salmon", "연구소는 2019년 보를 세웠다."),
    ("salmon", "조민재 연구원은 개체 수가 줄 것으로 내다봤다."),
    ("salmon", "국립하천연구소는 11월 24일 산란을 확인했다."),
    ("salmon", "환경부는 추가 철거를 하지 않기로 했다."),
    ("salmon", "보 철거에는 37억 원이 들었다."),
    ("salmon", "연구소는 보 철거에 반대했다."),
]

# What is carried, but cannot be seen to be without knowing more than words.
UNSEEN = [
    ("dam", "달내군은 환경영향평가를 다시 하지 않겠다는 입장입니다."),
    ("club", "한결FC는 최하위로 시즌을 마쳐 2부 리그로 강등되었습니다."),
    ("club", "오세빈 수석코치가 당분간 팀을 지휘합니다."),
    ("rent", "일부 시의원은 재정 부담을 이유로 반대했습니다."),
    ("salmon", "연어 산란이 확인된 것은 보 철거 덕분입니다."),
]
