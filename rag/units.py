"""What newspapers count and measure in, by its Korean and English spellings."""

from __future__ import annotations

import re
from decimal import Decimal

# A unit, its factor and its spellings, `_` for a space. Only fixed measures are converted: neither
# money, nor days to months.
UNITS = """
    명 1 명 인 사람 people persons person | 살 1 살 세 years_old | 마리 1 마리 | 가구 1 가구
    세대 1 세대 | 개 1 개 | 가지 1 가지 | 대 1 대 | 척 1 척 | 채 1 채 | 동 1 동 | 그루 1 그루
    권 1 권 | 편 1 편 | 장 1 장 | 건 1 건 | 석 1 석 | 층 1 층 | 팀 1 팀 teams | 경기 1 경기 games
    곳 1 곳 군데 개소 | 개국 1 개국 나라 countries | 회 1 회 차례 번 times | 번째 1 번째 째 차
    위 1 위 | 배 1 배 | 점 1 점 득점 points | 골 1 골 goals | 승 1 승 wins | 패 1 패 | 표 1 표 votes
    포인트 1 포인트 | 세기 1 세기 | 분기 1 분기 | 주 1 주 주간 주일 weeks week | 배럴 1 배럴 barrels
    원 1 원 won KRW ₩ | 달러 1 달러 불 dollars dollar USD US$ $ | 유로 1 유로 euros euro EUR €
    엔 1 엔 yen JPY | 위안 1 위안 yuan CNY | 파운드 1 £ GBP | 규모 1 규모 magnitude | 평 1 평
    % 1 % 퍼센트 percent per_cent | %p 1 %p %P %포인트 퍼센트포인트 percentage_points
    초 1 초 seconds second | 초 60 분 minutes minute | 초 3600 시간 hours hour
    일 1 일 일간 days day | 개월 1 개월 달 months month | 개월 12 년 년간 해 years year
    m 1 m 미터 meters metres meter metre | m 1000 km ㎞ 킬로미터 kilometers kilometres
    m 0.01 cm ㎝ 센티미터 centimeters centimetres | m 0.001 mm ㎜ 밀리미터 millimeters millimetres
    kg 1 kg ㎏ 킬로그램 kilograms | kg 0.001 g 그램 grams | kg 1000 t 톤 tons tonnes
    ㎡ 1 ㎡ m² 제곱미터 | ㎡ 10000 ha 헥타르 hectares | ㎡ 1000000 ㎢ km² 제곱킬로미터
    W 1000 kW 킬로와트 | W 1000000 MW 메가와트 | W 1000000000 GW 기가와트
    km/h 1 km/h ㎞/h | 도 1 도 ℃ degrees | L 1 L 리터 liters litres
"""
SPELLED = {
    spelling.replace("_", " "): (unit, Decimal(factor))
    for unit, factor, *spellings in map(str.split, re.split(r"[|\n]", UNITS.strip()))
    for spelling in spellings
}
UNIT_WORDS = frozenset(SPELLED)
"""The spellings of all units; in a question they only say what number is wanted."""

# What may follow a Korean unit: there is no `대` in `3대표` and no `개` in `3개비`.
END = (
    r"(?=[^가-힣]|$|은|는|이|가|을|를|의|에|로|으로|와|과|도|만|까지|부터|보다|씩|였|다|뿐|짜리|어치"
    r"|여|남짓|가량|정도|쯤|안팎|내외|수준|대(?:[^가-힣]|$|[를로의에가는])|초과|미만|넘|동안|간|당|째)"
)
# Longer spellings first: `개` would hide `개월`.
UNIT = "|".join(
    re.escape(spelling) + (END if spelling[-1] >= "가" else r"(?![A-Za-z])" * spelling.isalpha())
    for spelling in sorted(SPELLED, key=len, reverse=True)
)
