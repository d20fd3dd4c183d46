"""Short conversations by name, and what a question means after them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.datatypes import Turn
from rag.dialogue.following import understand
from rag.phrases import cannot_answer, unsure

if TYPE_CHECKING:
    from index.language import Grammar
    from rag.dialogue.followup import Candidate

TURNS = {
    "이사": (
        "X.AI의 유일한 이사는 누구야?",
        "일론 머스크입니다. [1] “머스크가 유일한 이사다.” [1]",
    ),
    "책임자": (
        "오픈AI의 최고전략책임자는 누구야?",
        "제이슨 권입니다. [2] “제이슨 권 책임자는 …” [2]",
    ),
    "떠남": ("머스크는 언제 오픈AI를 떠났어?", "2018년 2월에 떠났습니다. [1] “…” [1]"),
    "댐": ("후버 댐은 언제 완공됐어?", "1935년입니다. [1]"),
    "책": ("로빈슨 크루소의 저자는 누구야?", "대니얼 디포입니다. [1]"),
    "사고": ("대한항공 8509편은 언제 추락했어?", "1999년 12월 22일입니다."),
    "주도": ("샤이엔은 어느 주의 주도야?", "와이오밍주입니다."),
    "판다": ("대왕판다는 뭘 먹어?", "대나무입니다."),
    "게임": ("크로스파이어를 만든 회사는 어디야?", "스마일게이트입니다."),
    "대교": ("갈매대교는 누가 놓았나?", "솔바람건설이 놓았다. [1]"),
    "대학": ("코넬 대학교는 누가 세웠어?", "에즈라 코넬이 세웠습니다. [1]"),
    "영화": ("겨울왕국은 언제 개봉했어?", "2013년 11월 27일입니다. [1]"),
    "섬": ("독도는 어디에 있어?", "동해의 남서부에 있습니다. [1]"),
    "산": ("세계에서 가장 높은 산은 어디야?", "에베레스트산입니다."),
    "병": ("알츠하이머병은 누가 발견했어?", "알로이스 알츠하이머입니다."),
    "가치": ("한빛전자 기업 가치는 얼마야?", "2조원입니다. [1]"),
    "총": ("김재규는 누구를 쐈어?", "박정희 대통령입니다."),
    "대회": ("2018년 동계 올림픽은 어디서 열렸어?", "평창입니다."),
    "요리": ("슈니첼은 어느 나라 음식이야?", "오스트리아의 음식입니다."),
    "모름": (
        "솔바람건설의 대표는 누구야?",
        cannot_answer("대표는?", ["구글의 새 폰", "애플 소식"]),
    ),
    "흐림": ("X.AI의 대표는 누구야?", unsure("대표는?", "구글의 대표 순다르 피차이는 웃었다.")),
    "제목": ("오픈AI에 대해 알려줘", "‘구글의 새 폰’(2024-01-02): “구글이 새 폰을 냈다.” [1]"),
    "인사": ("안녕하세요", "안녕하세요. 기사에 대해 물어보시면 근거와 함께 답해 드립니다."),
    "감사": ("고마워!", "도움이 되었다니 다행입니다."),
    "출처": ("출처는?", "1935년입니다. [1] “1935년 완공되었다.” [1]"),
    "ceo": ("Who is the CEO of OpenAI?", "According to the article: “Sam Altman”. [1] “…” [1]"),
    "left": ("When did Elon Musk leave OpenAI?", "According to the article: “2018”. [1]"),
    "founder": ("Who founded Apple?", "Steve Jobs [1]"),
}


def after(names: str) -> list[Turn]:
    """Return the turns of these names, oldest first."""
    turns = [TURNS[name] for name in names.split()]
    return [Turn(question=question, answer=answer) for question, answer in turns]


def guesses(question: str, names: str, grammar: Grammar) -> tuple[Candidate, ...]:
    """Return what a question may mean after the turns of these names, best guess first."""
    return understand(question, after(names), grammar).candidates
