"""Articles of our own invention, laid out as the toy backend reads them."""

from __future__ import annotations

from pathlib import Path

BRIDGE = """\
섬마을 다리, 열두 해 만에 열리다

갯벌신문 2024.03.02 09:00
글자크기

갈매섬과 뭍을 잇는 갈매대교가 2일 아침 열렸다. 다리를 놓는 데는 열두 해가 걸렸다.



갈매섬 주민은 모두 314명이다. 지금까지는 하루 두 번 다니는 배를 타야 뭍에 나올 수 있었다. \
이장 한바다 씨는 "병원에 가는 길이 세 시간에서 이십 분으로 줄었다"고 말했다.

다리의 길이는 1.8km이고, 공사비는 920억 원이 들었다. 통행료는 받지 않는다.

Copyright 갯벌신문. 무단 전재 및 재배포 금지.
"""

LIBRARY = """\
버려진 역, 도서관으로 다시 문 열어

두루일보 2024.05.11
윤서가 기자

열차가 서지 않게 된 솔재역이 작은 도서관으로 다시 문을 열었다. 책은 주민들이 한 권씩 내놓아 \
4,200권이 모였다. 도서관은 월요일에 쉰다.

역장실은 그대로 남겨 두었고, 대합실은 어린이 열람실이 되었다. 관장은 마지막 역장이던 \
배기적 씨가 맡았다.
"""

HOSTILE = """\
<img src=x onerror="window.hacked=1"> 꼬리표 소동

누리소식 2024.06.01

누리집에 <script>window.hacked=1</script> 라는 글자가 그대로 나타나 소동이 일었다. \
담당자는 **별표**와 [고리](http://example.com)도 글자일 뿐이라고 밝혔다.
"""

LIGHTHOUSE = (
    "등대에 고양이가 산다\n\n파도일보 2024.01.15 07:00\n\n"
    + "파도 소리만 들리는 날이었다. 바람은 잔잔했다.\n\n" * 60
    + "등대지기 서하늘 씨는 고양이 일곱 마리를 기른다. 이름은 모두 물고기에서 따 왔다.\n\n"
    + "갈매기 떼가 지나갔다.\n\n" * 40
)

ARTICLES = {
    "bridge.txt": BRIDGE,
    "library.txt": LIBRARY,
    "hostile.txt": HOSTILE,
    "lighthouse.txt": LIGHTHOUSE,
}


def write_corpus(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
