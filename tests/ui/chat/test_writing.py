from __future__ import annotations

from dataclasses import replace

import pytest

from rag.datatypes import Answer, Doubt, Outcome, Writing
from tests.ui.hostile import HOSTILE_TEXTS
from tests.ui.records import answer, citation, passage
from tests.ui.test_markup import Reader
from ui.chat.answer import answer_markup, answer_stages, growing_markup
from ui.chat.writing import doubt_markup, is_growing
from ui.words import WORDS

KOREAN, ENGLISH = WORDS["ko"], WORDS["en"]
FIRST = Doubt(text="병은 7,000명이다.", after=1, lacks=("7,000명", "병"))
LAST = Doubt(text="정이다.", after=2)
TWO = answer("갑이다. [1]\n을이다. [2]", citation(1, "갑"), citation(2, "을"))
FIRST_SHOWN = "근거 없음: 병은 7,000명이다. (기사에서 확인되지 않은 말: 7,000명 · 병)"
SET_APART = "기사에 근거가 없는 문장 2개는 따로 표시했고, 복사하거나 내보낼 때 뺍니다."
SET_APART_IN_ENGLISH = (
    "1 sentence that is not in the articles is set apart, and left out of copies and exports."
)
INSTEAD = "대신 기사의 글을 그대로 보여 드립니다."
ABSTAINED = answer("모릅니다.", passages=(passage(1, "가"),))


def wrote(given: Answer, outcome: Outcome, *doubts: Doubt, model: str = "참새") -> Answer:
    return replace(given, writing=Writing(model=model, outcome=outcome, doubts=doubts))


def blocks(markup: str, *names: str) -> list[tuple[str, str]]:
    """Return the blocks of a message that have one of these classes, with their texts."""
    found = []
    for part in markup.split("\n\n"):
        name = str(Reader(part).tags[0][1].get("class"))
        found += [(name, Reader(part).text)] if name in names else []
    return found


def test_what_no_article_carries_stands_at_its_place_and_says_so() -> None:
    markup = answer_markup(wrote(TWO, "written", FIRST, LAST), 1, KOREAN)
    assert blocks(markup, "sentence", "doubt", "by-model") == [
        ("sentence", "갑이다.[1]"),
        ("doubt", FIRST_SHOWN),
        ("sentence", "을이다.[2]"),
        ("doubt", "근거 없음: 정이다."),
        ("by-model", f"참새 모델이 쓰고 기사와 대조했습니다. {SET_APART}"),
    ]


@pytest.mark.parametrize(("after", "place"), [(-3, 0), (0, 0), (1, 1), (2, 2), (99, 2)])
def test_a_place_that_is_not_there_is_the_nearest_one(after: int, place: int) -> None:
    given = wrote(TWO, "written", Doubt(text="정.", after=after))
    names = [name for name, _ in blocks(answer_markup(given, 1, KOREAN), "sentence", "doubt")]
    assert names.index("doubt") == place
    assert len(names) == 3


def test_an_english_reader_is_told_in_english() -> None:
    markup = answer_markup(wrote(TWO, "written", FIRST), 1, ENGLISH)
    assert blocks(markup, "doubt", "by-model") == [
        (
            "doubt",
            "Not in the articles: 병은 7,000명이다. (not found in the articles: 7,000명 · 병)",
        ),
        (
            "by-model",
            f"Written by 참새, checked against the articles. {SET_APART_IN_ENGLISH}",
        ),
    ]
    # The label is English, the sentence is not.
    shown = Reader(doubt_markup(FIRST, ENGLISH)).tags
    assert [given.get("lang") for tag, given in shown if tag == "span"] == [None, "ko", None]


@pytest.mark.parametrize(
    ("text", "lacks", "marked"),
    [
        ("병은 7,000명이다.", ("7,000명",), ["7,000명"]),
        ("2030년 3월 30일이다.", ("3", "30"), ["3", "30"]),
        ("The Max and the Maximum.", ("Max",), ["Max"]),
        ("한강과 한강대교.", ("한강대교", "한강"), ["한강", "한강대교"]),
        ("없다.", ("다른 말",), []),
        ("없다.", ("", " "), []),
        ("가.*나", (".*",), [".*"]),
    ],
)
def test_the_words_that_no_article_has_are_underlined(
    text: str, lacks: tuple[str, ...], marked: list[str]
) -> None:
    markup = doubt_markup(Doubt(text=text, after=0, lacks=lacks), KOREAN)
    parts = [Reader(f"<u>{part.partition('</u>')[0]}").text for part in markup.split("<u>")[1:]]
    assert parts == marked
    assert text in Reader(markup).text


def test_sentences_of_which_none_stands_are_folded_away() -> None:
    markup = answer_markup(wrote(TWO, "unsupported", FIRST, LAST), 1, KOREAN)
    assert blocks(markup, "sentence", "doubt", "by-model", "doubts") == [
        ("sentence", "갑이다.[1]"),
        ("sentence", "을이다.[2]"),
        (
            "by-model",
            f"참새 모델이 쓴 문장은 기사에 근거가 없었습니다. {INSTEAD}",
        ),
        (
            "doubts",
            f"모델이 썼지만 기사에 근거가 없는 문장 2개{FIRST_SHOWN}근거 없음: 정이다.",
        ),
    ]
    opened = [given for tag, given in Reader(markup).tags if tag == "details"]
    assert {"class": "doubts"} in opened


def test_an_abstention_says_what_became_of_the_model() -> None:
    shown = Reader(answer_markup(wrote(ABSTAINED, "not_told"), 1, KOREAN)).text
    assert shown.startswith("모릅니다.참새 모델도 기사에서 답을 찾지 못했습니다.가장 가까운 기사")


def test_an_answer_of_no_model_says_nothing_of_one() -> None:
    assert "모델" not in Reader(answer_markup(TWO, 1, KOREAN)).text


def test_a_growing_answer_has_checked_sentences_alone_and_says_that_it_goes_on() -> None:
    given = wrote(TWO, "writing", FIRST)
    markup = growing_markup(given, 3, KOREAN)
    assert is_growing(given)
    assert blocks(markup, "sentence", "doubt", "by-model", "pending") == [
        ("sentence", "갑이다.[1]"),
        ("sentence", "을이다.[2]"),
        ("pending", "참새 모델이 쓰는 중입니다. 문장마다 기사와 대조해 보여 드립니다…"),
    ]
    assert "7,000" not in markup
    hrefs = [given["href"] for tag, given in Reader(markup).tags if tag == "a"]
    assert hrefs == ["#cite-3-1", "#cite-3-2"]


def test_a_growing_answer_without_a_sentence_is_that_line_alone() -> None:
    nothing = wrote(answer(""), "writing")
    assert Reader(growing_markup(nothing, 1, ENGLISH)).text == (
        "참새 is writing. Each sentence is checked against the articles before it is shown…"
    )


def test_only_what_a_model_is_still_writing_grows() -> None:
    assert not is_growing(TWO)
    assert not is_growing(wrote(TWO, "written"))


def test_what_has_grown_before_the_visitors_eyes_does_not_grow_again() -> None:
    written, quoted = wrote(TWO, "written"), wrote(TWO, "unreachable")
    whole = answer_markup(written, 1, KOREAN, is_last=True)
    assert list(answer_stages(written, 1, KOREAN)) == [whole]
    assert len(list(answer_stages(quoted, 1, KOREAN))) == 3


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
@pytest.mark.parametrize("outcome", ["written", "unsupported", "writing"])
def test_names_and_sentences_of_models_are_text(text: str, outcome: Outcome) -> None:
    doubt = Doubt(text=text, after=0, lacks=(text, text[:3]))
    evil = wrote(TWO, outcome, doubt, model=text)
    calm = wrote(TWO, outcome, replace(FIRST, after=0))
    for show in (answer_markup, growing_markup):
        expected = {(tag, *sorted(given)) for tag, given in Reader(show(calm, 1, KOREAN)).tags}
        found = Reader(show(evil, 1, KOREAN))
        assert {(tag, *sorted(given)) for tag, given in found.tags} - expected <= {("span",)}
        assert all("\n" not in part for part in show(evil, 1, KOREAN).split("\n\n"))
