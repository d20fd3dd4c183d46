from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import pytest

from rag.boundaries import trim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.kiwi import KiwiAnalyzer
    from index.language import Grammar, Morpheme


class CountingGrammar:
    """Keeps the texts that it is asked about."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self.asked: list[str] = []

    def tag(self, text: str) -> tuple[Morpheme, ...]:
        self.asked.append(text)
        return self._grammar.tag(text)

    def join(self, morphemes: Sequence[tuple[str, str]]) -> str:
        return self._grammar.join(morphemes)


def trimmed(grammar: Grammar, marked: str) -> str:
    """Return what is left of the span between `|` and `|`."""
    before, span, after = marked.split("|")
    start, end = trim(before + span + after, len(before), len(before + span), grammar)
    return (before + span + after)[start:end]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("공장은 미국 |네바다 주에| 있다.", "네바다 주"),
        ("공장은 |제주도에서도| 열린다.", "제주도"),
        ("칩은 |3140억 개의| 변수를 갖는다.", "3140억 개"),
        ("점유율은 |50%를| 넘었다.", "50%"),
        ("다리는 |3일 만에| 놓였다.", "3일"),
        ("시장은 |부산, 대구 등을| 찾았다.", "부산, 대구"),
        ("|그리고 박지훈 시장은| 웃었다.", "박지훈 시장"),
        ("사장|은 김하늘 씨이고,| 이사는 없다.", "김하늘 씨"),
        ("새 수도는 |서울이었습니다.|", "서울"),
        ("새 회장은 |김하늘이다.|", "김하늘"),
        ("다리 길이는 |1.8km이며,| 폭은 좁다.", "1.8km"),
    ],
)
def test_particles_and_copula_are_taken_off(kiwi: KiwiAnalyzer, marked: str, expected: str) -> None:
    assert trimmed(kiwi, marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("회사는 |2015년에 설립|되었다.", "2015년"),
        ("회사는 |2015년에 설립된| 곳이다.", "2015년"),
        ("축제는 |3월 2일 개막했|다.", "3월 2일"),
        # A clause needs its verb.
        ("이제 다리는 |통행을 허용한다.|", "통행을 허용한다"),
        ("이유는 |길이 막혔기 때문이다|.", "길이 막혔기 때문"),
    ],
)
def test_what_was_done_at_a_time_is_no_part_of_the_time(
    kiwi: KiwiAnalyzer, marked: str, expected: str
) -> None:
    assert trimmed(kiwi, marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("회장 |일론 머스|크는 웃었다.", "일론 머스크"),
        ("대표 샘 올|트먼|은 웃었다.", "올트먼"),
        ("그는 |1989년 2월 1|5일 떠났다.", "1989년 2월 15일"),
        ("그는 약 2|천만 원을| 썼다.", "2천만 원"),
        ("그는 약 |1,2|34명을 만났다.", "1,234명"),
        ("회사 x|AI|가 밝혔다.", "xAI"),
        ("그는 서울|대학교를| 나왔다.", "서울대학교"),
        # Cut inside a particle.
        ("황후는 |창덕궁으|로 돌아왔다.", "창덕궁"),
        ("노래는 |“봄날”으|로 알려졌다.", "봄날"),
    ],
)
def test_cut_words_and_numbers_are_made_whole(
    kiwi: KiwiAnalyzer, marked: str, expected: str
) -> None:
    assert trimmed(kiwi, marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("이를 |‘미친 인재 전쟁’이라고| 불렀다.", "미친 인재 전쟁"),
        ("그는 ‘|미친 인재 전쟁’|을 말했다.", "미친 인재 전쟁"),
        ('책 |"나의 길|"은 잘 팔렸다.', "나의 길"),
        ("책 '|나의 길'은| 잘 팔렸다.", "나의 길"),
        ("앨범 |《Let's Go》를| 냈다.", "Let's Go"),
        ("|마이크로소프트(MS|)는 웃었다.", "마이크로소프트(MS)"),
        ("|마이크로소프트(M|S)는 웃었다.", "마이크로소프트(MS)"),
        ("|마이크로소프트(MS|, 시가총액 1위)는 웃었다.", "마이크로소프트"),
        ("대표는 |샘 올트먼(Sam Altman)이| 맡았다.", "샘 올트먼(Sam Altman)"),
        ("그는 (|최고전략책임자)로| 일한다.", "최고전략책임자"),
        ("본사는 |워싱턴 D.C.|로 옮겼다.", "워싱턴 D.C."),
        ("우승은 |(KIA)…| 준우승은 없다.", "KIA"),
        ("기온은 |-5도까지| 내려갔다.", "-5도"),
    ],
)
def test_marks_without_a_partner_are_dropped_or_completed(
    kiwi: KiwiAnalyzer, marked: str, expected: str
) -> None:
    assert trimmed(kiwi, marked) == expected


@pytest.mark.parametrize(
    "marked",
    [
        "방송 《|나는 가수다|》를 보았다.",
        "방송 |《나는 가수다》를| 보았다.",
        "방송 《|나는 가수다》를| 보았다.",
        "방송 |《나는 가수다|》를 보았다.",
    ],
)
def test_titles_keep_their_particles_and_endings(kiwi: KiwiAnalyzer, marked: str) -> None:
    assert trimmed(kiwi, marked) == "나는 가수다"


@pytest.mark.parametrize(
    "marked",
    [
        "공장은 미국 |네바다 주|에 있다.",
        "그는 |1989년 2월 15일| 떠났다.",
        "그는 |대한민국의 대통령|이다.",
        "그는 |경기도|에 산다.",
        "상금은 |2천만 원|이다.",
        "그는 |하루에 세 번| 먹는다.",
        "배우 |유아인|이 나왔다.",
        "발명가는 |김하늘·박지훈|이다.",
        "책 ‘|그것은 목가적이다|’를 썼다.",
        "우리는 |나|를 믿는다.",
    ],
)
def test_good_answers_stay_as_they_are(kiwi: KiwiAnalyzer, marked: str) -> None:
    assert trimmed(kiwi, marked) == marked.split("|")[1]


@pytest.mark.parametrize("span", ["에서", "…", " ", "(", "”", "\u200b", "\ud800"])
def test_span_of_which_nothing_would_be_left_stays_as_it_is(kiwi: KiwiAnalyzer, span: str) -> None:
    assert trimmed(kiwi, f"|{span}|") == span


def test_decomposed_and_invisible_characters_are_counted(kiwi: KiwiAnalyzer) -> None:
    decomposed = unicodedata.normalize("NFD", "공장은 |네바다 주에| 있다.")
    assert trimmed(kiwi, decomposed) == unicodedata.normalize("NFD", "네바다 주")
    assert (
        trimmed(kiwi, "공장은 |네바\u200b다 주\ufeff에| 있다.").rstrip("\ufeff")
        == "네바\u200b다 주"
    )


def test_only_the_words_around_are_read_once(kiwi: KiwiAnalyzer) -> None:
    grammar = CountingGrammar(kiwi)
    far = "먼 이야기였다. " * 50
    assert trimmed(grammar, f"{far}\n공장은 |네바다 주에| 있다.\n{far}") == "네바다 주"
    assert grammar.asked == ["공장은 네바다 주에 있다."]


def test_text_without_spaces_is_not_read_to_its_end(kiwi: KiwiAnalyzer) -> None:
    grammar = CountingGrammar(kiwi)
    far = "가나다라마바사" * 1000
    trimmed(grammar, f"{far}|네바다|{far}")
    # 60 code points and another 40 on either side.
    assert [len(text) for text in grammar.asked] == [203]


def test_every_trimmed_span_is_inside_the_text_and_stays(kiwi: KiwiAnalyzer) -> None:
    text = "그는 “《나는 가수다》(MBC)에서 1위였다.” 그리고 2,000만 원을\n[부산’에서 썼다…"
    places = [found.start() for found in re.finditer(r".", text)]
    for start in places[::2]:
        for end in range(start + 1, len(text) + 1, 3):
            found = trim(text, start, end, kiwi)
            assert 0 <= found[0] < found[1] <= len(text)
            assert trim(text, *found, kiwi) == found
