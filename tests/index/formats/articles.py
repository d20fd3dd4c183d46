"""An article of our own invention, for files of every format."""

from __future__ import annotations

TITLE = "섬마을 다리, 열두 해 만에 열리다"
HEADING = "병원까지 이십 분"
PARAGRAPHS = (
    (
        "갈매섬과 뭍을 잇는 갈매대교가 2일 아침 열렸다. 다리를 놓는 데는 열두 해가 걸렸다. "
        "그동안 주민들은 하루 두 번 다니는 배를 기다렸다."
    ),
    f"# {HEADING}",
    (
        '이장 한바다 씨는 "병원에 가는 길이 세 시간에서 이십 분으로 줄었다"고 말했다. '
        "갈매섬 주민은 모두 314명이다."
    ),
    "다리의 길이는 1.8km이고, 공사비는 920억 원이 들었다. 통행료는 받지 않는다.",
)
SENTENCES = (
    "갈매섬과 뭍을 잇는 갈매대교가 2일 아침 열렸다.",
    "다리를 놓는 데는 열두 해가 걸렸다.",
    "그동안 주민들은 하루 두 번 다니는 배를 기다렸다.",
    '이장 한바다 씨는 "병원에 가는 길이 세 시간에서 이십 분으로 줄었다"고 말했다.',
    "갈매섬 주민은 모두 314명이다.",
    "다리의 길이는 1.8km이고, 공사비는 920억 원이 들었다.",
    "통행료는 받지 않는다.",
)
BODY = "\n\n".join(text.removeprefix("# ") for text in PARAGRAPHS)
WHOLE = f"{TITLE}\n\n{BODY}"
