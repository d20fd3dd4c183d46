"""Articles of invented facts, and files of them as they come."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

MARKET = """\
달맞이 야시장, 삼 년 만에 등불 켠다

두루일보 2023.10.14 08:30
한가람 기자

강마루시 달맞이 야시장이 14일 저녁 다시 문을 연다. 큰물로 다리가 끊긴 뒤 꼭 삼 년 만이다.

시장 상인회는 좌판 128개를 새로 짰고, 등불은 모두 2,600개를 달았다고 밝혔다. 예산은 시가 낸 \
7억 4천만 원에 상인들이 모은 6천만 원을 더했다.

상인회장 배나루 씨는 "첫 손님에게는 팥빙수를 거저 드리겠다"고 말했다. 그는 서른 해 동안 \
이 시장에서 뻥튀기를 팔았다.

야시장은 금요일과 토요일 저녁 여섯 시부터 자정까지 열린다. 주차장은 옛 방직공장 터에 있으며 \
두 시간까지 무료다.

저작권자 ⓒ 두루일보. 무단 전재 및 재배포 금지
"""
LIGHTHOUSE = """\
고래곶 등대, 사람 대신 드론이 돌본다

파도신문 2024.02.20 11:05
문서윤 기자

고래곶 등대가 다음 달부터 사람 없이 돌아간다. 등대지기 노을찬 씨가 41년 만에 은퇴하기 때문이다.

해양청은 드론 다섯 대를 들여 렌즈를 닦고 전구를 갈게 하겠다고 밝혔다. 드론은 작은 회사 \
물마루로봇이 만들었다.

고래곶 등대는 1926년에 처음 불을 켰다. 불빛은 37km 밖 배에서도 보인다.

노을찬 씨는 "안개 낀 밤이 가장 걱정된다"며 "드론은 졸지 않으니 마음이 놓인다"고 했다.

주민들은 등대 옆 관사를 작은 박물관으로 꾸며 달라고 요구하고 있다.
"""
BAKERY = """\
빵집 골목에 밀밭이 생겼다

두루일보 2024.05.02 10:00
한가람 기자

모래내 빵집 골목의 빈터 600평이 밀밭으로 바뀌었다. 제빵사 구름이 씨는 여기서 거둔 밀로 \
식빵을 굽겠다고 했다.
"""
# An old Korean encoding, and letters as macOS takes them apart.
WRITTEN: dict[str, Callable[[str], bytes]] = {
    "market.txt": lambda text: text.encode("cp949"),
    "lighthouse.txt": lambda text: unicodedata.normalize("NFD", text).encode(),
    "bakery.txt": lambda text: text.encode(),
}


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)
