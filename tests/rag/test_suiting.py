from __future__ import annotations

import pytest

from rag.datatypes import FoundSpan, Passage
from rag.suiting import suits

TEXT = "14세 소년 한바다는 1997년 3월에 41종의 조개 2,600개를 5km 밖에서 모았다. 루이 14세도 왔다."


def span(words: str) -> FoundSpan:
    start = TEXT.index(words)
    passage = Passage(
        number=1,
        source="a.txt",
        title="조개",
        published=None,
        start=0,
        end=len(TEXT),
        text=TEXT,
        score=1,
    )
    return FoundSpan(passage=passage, start=start, end=start + len(words), text=words, log_odds=1.0)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("누가 모았나?", "한바다"),
        ("함께 온 사람은 누구인가?", "루이 14세"),
        ("언제 모았나?", "1997년 3월"),
        ("몇 년에 모았나?", "1997"),
        ("조개를 몇 개 모았나?", "2,600개"),
        ("조개는 몇 종인가?", "41종"),
        ("몇 km 밖인가?", "5km"),
        ("몇 킬로미터 밖인가?", "5km"),
        ("조개의 수는?", "2,600개"),
        # It cannot be told of what sort they must be.
        ("무엇을 모았나?", "조개"),
        ("가수는?", "한바다"),
    ],
)
def test_words_of_the_wanted_sort_suit(question: str, words: str) -> None:
    assert suits(question, span(words))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("누가 모았나?", "41종"),
        ("언제 모았나?", "조개"),
        ("조개를 몇 개 모았나?", "한바다"),
        ("소년은 몇 살인가?", "2,600개"),
        ("조개를 몇 개 모았나?", "5km"),
        ("소년은 몇 살인가?", "1997년 3월"),
        ("기장의 이름은?", "41종"),
        ("조개의 수는?", "소년"),
    ],
)
def test_words_of_another_sort_do_not(question: str, words: str) -> None:
    assert not suits(question, span(words))
