from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from rag.dialogue.mentions import (
    LONGEST_SAID,
    Mention,
    as_called,
    beginning,
    fit,
    likeliest,
    mentioned,
)
from rag.dialogue.parsing import read_parts
from rag.dialogue.parts import Phrase
from rag.phrases import by_article, cannot_answer

if TYPE_CHECKING:
    from index.kiwi import KiwiAnalyzer
    from rag.dialogue.things import ThingKind


def mention(
    text: str,
    kind: ThingKind | None = None,
    uses: Literal["subject", "answer"] = "subject",
    *,
    is_name: bool = True,
    age: int = 0,
) -> Mention:
    return Mention(text=text, kind=kind, uses=uses, is_name=is_name, age=age)


@pytest.mark.parametrize(
    ("question", "answer", "named"),
    [
        (
            "X.AI의 유일한 이사는 누구야?",
            "일론 머스크입니다. [1] “머스크가 유일한 이사다.” [1]",
            [mention("일론 머스크", "person", "answer"), mention("X.AI", "group")],
        ),
        (
            "후버 댐은 언제 완공됐어?",
            "1935년입니다. [1]",
            [mention("1935년", "time", "answer", is_name=False), mention("후버 댐", "thing")],
        ),
        # Companies build, too.
        (
            "갈매대교는 누가 놓았나?",
            "솔바람건설이 놓았다. [1]",
            [mention("솔바람건설", "group", "answer", is_name=False), mention("갈매대교")],
        ),
        # "회사는 어디야?" wants no place, and is about what the answer names.
        (
            "크로스파이어를 만든 회사는 어디야?",
            "스마일게이트입니다.",
            [mention("스마일게이트", "group", "answer")],
        ),
        (
            "세계에서 가장 높은 산은 어디야?",
            "에베레스트산입니다.",
            [mention("에베레스트산", "place", "answer")],
        ),
        # An answer repeats words of the question, and may name others by the way.
        (
            "갈매대교는 누가 놓았나?",
            "갈매대교는 솔바람이 놓았습니다.",
            [mention("솔바람", None, "answer", is_name=False), mention("갈매대교")],
        ),
        (
            "구글은 누가 세웠어?",
            "구글은 래리 페이지와 세르게이 브린이 세웠습니다.",
            [mention("래리 페이지", None, "answer"), mention("구글")],
        ),
        (
            "오픈AI 대표는 누구야?",
            "2019년에 머스크를 이긴 올트먼입니다.",
            [mention("올트먼", "person", "answer"), mention("오픈AI", "group")],
        ),
        # A reason has no name, nor has what is not there; what is only quoted answers nothing.
        ("머스크는 왜 떠났어?", "구글입니다.", [mention("머스크", "person")]),
        ("구글은 어디야?", cannot_answer("구글은?", ["애플"]), [mention("구글")]),
        ("구글은 어디야?", by_article("애플의 새 폰", None, "나왔다."), [mention("구글")]),
        (
            "Who is the CEO of OpenAI?",
            "According to the article: “Sam Altman”. [1]",
            [mention("Sam Altman", "person", "answer"), mention("OpenAI")],
        ),
    ],
)
def test_turn_names_an_answer_and_a_topic(
    question: str, answer: str, named: list[Mention], kiwi: KiwiAnalyzer
) -> None:
    assert mentioned(read_parts(question, kiwi), answer, (), kiwi) == tuple(named)


def test_older_mentions_age_and_lend_their_kind(kiwi: KiwiAnalyzer) -> None:
    older = [mention("머스크", "person"), mention("X.AI", "group", age=1)]
    last = read_parts("머스크는 뭐야?", kiwi)
    named = mentioned(last, "", older, kiwi)
    assert named == (mention("머스크", "person"), mention("X.AI", "group", age=2))


def test_mention_is_of_the_kind_that_it_is_called() -> None:
    company = Phrase(text="회사", start=0, end=4, close=5, kind="group")
    assert as_called([mention("솔바람")], [company]) == [mention("솔바람", "group")]
    known = [mention("솔바람", "place")]
    assert as_called(known, [company]) == known


@pytest.mark.parametrize(
    ("named", "kind", "noun", "points"),
    [
        # Called so by its own name, or as such names end.
        (mention("코넬 대학교", "group"), "group", "대학", 6),
        (mention("독도", None), "place", "섬", 6),
        (mention("솔바람", "group"), "group", "회사", 4),
        # It is a place, but says that it is no city.
        (mention("와이오밍주", "place"), "place", "도시", 3),
        (mention("홍길동", None), "person", "사람", 3),
        (mention("xAI", None), "group", "회사", 4),
        (mention("솔바람", None), "group", "회사", 2),
        (mention("솔바람", "group"), "place", "", 3),
        (mention("후버 댐", "thing"), "place", "", 1),
        (mention("솔바람", "group"), "thing", "", 1),
        (mention("독도", "place"), "thing", "", 1),
        (mention("솔바람", "group"), "person", "", 0),
        # Anything may be meant, but no moment.
        (mention("솔바람", "group"), None, "", 3),
        (mention("솔바람", "group", "answer"), None, "", 2),
        (mention("1935년", "time", "answer"), None, "", 0),
        (mention("1935년", "time", "answer"), "time", "때", 4),
    ],
)
def test_mention_fits_a_word_the_better_the_more_it_says(
    named: Mention, kind: ThingKind | None, noun: str, points: int
) -> None:
    assert fit(named, kind, noun) == points


def test_what_was_named_of_late_is_likelier() -> None:
    # Both fit with 4; a turn between costs 1 of twice that, four turns cost all of the lead.
    new, old, oldest = (
        mention(name, "group", age=age) for name, age in [("가", 0), ("나", 3), ("다", 4)]
    )
    assert likeliest([oldest, old, new], "group") == [new, old]


def test_only_the_beginning_of_what_was_said_counts() -> None:
    assert beginning("  가나다\n") == "가나다"
    assert beginning("가" * 1_000_000) == "가" * LONGEST_SAID
