from __future__ import annotations

import random
import unicodedata

import pytest

from rag.writing.drafting import Drafted, Drafting
from rag.writing.instructions import ENGLISH, KOREAN, Instructions


def drafted(*pieces: str) -> list[Drafted]:
    drafting = Drafting()
    return [item for piece in pieces for item in drafting.feed(piece)] + drafting.finish()


def told(*pieces: str) -> list[tuple[str, tuple[int, ...]]]:
    return [(item.text, item.markers) for item in drafted(*pieces)]


def texts(*pieces: str) -> list[str]:
    return [item.text for item in drafted(*pieces)]


@pytest.mark.parametrize(
    ("marker", "numbers"),
    [
        ("[1]", (1,)),
        ("[1, 2]", (1, 2)),
        ("[1,2]", (1, 2)),
        ("[1][2]", (1, 2)),
        ("[1], [2]", (1, 2)),
        ("[2] [1]", (2, 1)),
        ("[1-3]", (1, 2, 3)),
        ("[1~3]", (1, 2, 3)),
        ("[1 및 3]", (1, 3)),
        ("【1】", (1,)),
        ("【2†source】", (2,)),
        ("［1］", (1,)),
        ("[^1]", (1,)),
        ("[[1]]", (1,)),
        ("(출처: [1])", (1,)),
        ("(출처: [1], [2])", (1, 2)),
        ("(기사 1)", (1,)),
        ("[passage 1]", (1,)),
        ("[기사 1]", (1,)),
        ("[기사1, 기사2]", (1, 2)),
        ("[1번 기사]", (1,)),
        ("[출처: 1]", (1,)),
        ("[Source 1; Source 3]", (1, 3)),
        ("출처: [1]", (1,)),
        ("¹", (1,)),
        ("<sup>[1]</sup>", (1,)),
        ("[1](https://news.example/a?b=1)", (1,)),
        ("[1][1]", (1,)),
        ("[12]", (12,)),
        ("[3-1]", (3, 1)),
        ("[1-300]", (1, 300)),
    ],
)
def test_marker_belongs_to_the_sentence_it_stands_behind(
    marker: str, numbers: tuple[int, ...]
) -> None:
    first, second = ("다리가 열렸다.", numbers), ("배는 쉰다.", (9,))
    assert told(f"다리가 열렸다. {marker} 배는 쉰다. [9]") == [first, second]
    assert told(f"다리가 열렸다.{marker} 배는 쉰다. [9]") == [first, second]
    assert told(f"다리가 열렸다. {marker}\n배는 쉰다. [9]") == [first, second]
    assert told(f"다리가 열렸다.\n{marker}\n배는 쉰다. [9]") == [first, second]
    space = " " if marker[0].isalpha() else ""
    assert told(f"다리가 열렸다{space}{marker}. 배는 쉰다. [9]") == [first, second]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("다리는 [1] 어제 열렸다 [2].", ("다리는 어제 열렸다.", (1, 2))),
        ("다리가 열렸다. [1].", ("다리가 열렸다.", (1,))),
        ("[2] 다리가 열렸다.", ("다리가 열렸다.", (2,))),
        ("다리[1]는 열렸다", ("다리는 열렸다", (1,))),
        ("The bridge opened [1].", ("The bridge opened.", (1,))),
        ("The bridge opened.¹", ("The bridge opened.", (1,))),
        ("면적은 12m²이고 10³배다.", ("면적은 12m²이고 10³배다.", ())),
        ("면적은 10<sup>2</sup>배다.", ("면적은 10²배다.", ())),
        ("[2024년] [단독] 다리가 열렸다.", ("[2024년] [단독] 다리가 열렸다.", ())),
        ("(1) 다리가 (3개) 열렸다.", ("다리가 (3개) 열렸다.", ())),
    ],
)
def test_markers_are_told_from_the_words(raw: str, expected: tuple[str, tuple[int, ...]]) -> None:
    assert told(raw) == [expected]


def test_marker_before_the_words_of_a_line_belongs_to_them() -> None:
    raw = "[1] 다리가 열렸다.\n[2] 배는 쉰다."
    assert told(raw) == [("다리가 열렸다.", (1,)), ("배는 쉰다.", (2,))]


SENTENCES = [
    ["다리가 열렸다.", "배는 쉰다!", "정말인가?", "그렇다…", "끝났어요."],
    ["The bridge opened.", "Who came?", "It is over!"],
    ["길이는 3.5km다.", "값은 1,200.50원이다."],
    ["2024. 4. 5. 다리가 열렸다.", "2024.4.5. 배가 섰다.", "그날은 2023. 1. 2.이다."],
    ["The U.S. firm left in 2015.", "Dr. Kim and J. K. Lee met at 5 p.m. Monday.", "It is No. 3."],
    ["시장은 “그렇다. 아니다.”라고 말했다.", "그는 '예. 아니오.'라고 했다.", "끝."],
    ["“정말인가?” 하고 물었다.", "“좋다.” 라며 웃었다."],
    ['He said "Yes. No." and left.', '"Really?" she asked.', "It wasn't so. They're gone."][:2],
    ["다리(길이 1.8km. 폭 9m. 넷째로 길다.)가 열렸다.", "다음 문장이다."],
    ["그는 웃었다.”", "다음 문장이다."],
    ["보고서 www.bridge.example/a.html 을 냈다.", "Yahoo.com은 아니다."],
    ["Visit example.com today.", "Then go."],
]


@pytest.mark.parametrize("sentences", SENTENCES)
def test_sentences_end_where_they_end(sentences: list[str]) -> None:
    assert texts(" ".join(sentences)) == sentences
    assert texts("\n".join(sentences)) == sentences


def test_sentence_may_end_without_a_space_behind_it() -> None:
    assert texts("다리가 열렸습니다.배는 쉽니다.") == ["다리가 열렸습니다.", "배는 쉽니다."]


def test_quotation_mark_that_is_never_closed_does_not_outlive_its_line() -> None:
    assert texts("“다리가 열렸다.\n배는 쉰다. 끝이다.") == [
        "“다리가 열렸다.",
        "배는 쉰다.",
        "끝이다.",
    ]


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("**다리**가 *어제* __열렸다__.", "다리가 어제 열렸다."),
        ("**다리가 열렸다.** [1]", "다리가 열렸다."),
        ("_다리_ 2*3과 snake_case, 3~5개", "다리 2*3과 snake_case, 3~5개"),
        ("- 다리가 열렸다.", "다리가 열렸다."),
        ("* 다리가 열렸다.", "다리가 열렸다."),
        ("• 다리가 열렸다.", "다리가 열렸다."),
        ("1. 다리가 열렸다.", "다리가 열렸다."),
        ("2) **다리**가 열렸다.", "다리가 열렸다."),
        ("① 다리가 열렸다.", "다리가 열렸다."),
        ("### 다리가 열렸다.", "다리가 열렸다."),
        ("> > 다리가 열렸다.", "다리가 열렸다."),
        ("```\n다리가 열렸다.\n```", "다리가 열렸다."),
        ("```text\n다리가 열렸다.\n```", "다리가 열렸다."),
        ("`다리`가 ``열렸다``.", "다리가 열렸다."),
        ("| 다리 | 길이 |\n|---|---|", "다리 길이"),
        ("<p>다리가 <b>열렸다</b>.</p>", "다리가 열렸다."),
        ('<a href="https://x.example">다리</a>가<br/>', "다리가"),
        ("<script>다리</script>", "다리"),
        ("<|im_start|>다리가 열렸다.<|im_end|></s>", "다리가 열렸다."),
        ("영화 <별의 강>과 <Butter>는 3 < 5 다.", "영화 <별의 강>과 <Butter>는 3 < 5 다."),
        ('[다리](https://x.example/a_(b) "제목")가 열렸다.', "다리가 열렸다."),
        ("[다리](/a.html)가 열렸다.", "다리가 열렸다."),
        ("[다리](주)가 열렸다.", "[다리](주)가 열렸다."),
        ("https://x.example/a_b.html 에 있다.", "https://x.example/a_b.html 에 있다."),
        ("<https://x.example/a> 에 있다.", "https://x.example/a 에 있다."),
        ("다리가 ![사진](https://x.example/p.png)열렸다.", "다리가 열렸다."),
        ("![사진][1] 다리가 열렸다.", "다리가 열렸다."),
        ("[![사진](https://x.example/p.png)](https://x.example) 다리다.", "다리다."),
        ("답변: 다리가 열렸다.", "다리가 열렸다."),
        ("**답변:** 다리가 열렸다.", "다리가 열렸다."),
        ("## 답변\n다리가 열렸다.", "다리가 열렸다."),
        ("Answer: The bridge opened.", "The bridge opened."),
        ("답은 둘이다.", "답은 둘이다."),
        ("다\u200b리가\u202e 열\x07렸다.", "다리가 열 렸다."),
        (unicodedata.normalize("NFD", "다리가 열렸다."), "다리가 열렸다."),
        ("다리가\t  열렸다 .", "다리가 열렸다."),
    ],
)
def test_markup_is_dropped_and_the_words_stay(raw: str, clean: str) -> None:
    assert texts(raw) == [clean]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("<think>어디 보자. [1] 흠.</think>다리가 열렸다.", ["다리가 열렸다."]),
        ("<thinking>\n생각\n</thinking>\n\n다리가 열렸다.", ["다리가 열렸다."]),
        ("다리가 열렸다. <think>또 뭐가 있나. 아하.", ["다리가 열렸다."]),
        ("<think></think>다리다. <THINK>음</THINK>배다.", ["다리다.", "배다."]),
        ("생각이다.</think>다리다.", ["생각이다.", "다리다."]),
    ],
)
def test_thoughts_are_dropped(raw: str, said: list[str]) -> None:
    assert texts(raw) == said


def test_sentence_is_said_as_soon_as_what_follows_is_no_marker() -> None:
    drafting = Drafting()
    assert drafting.feed("다리가 열렸다.") == []
    assert drafting.feed(" [1") == []
    assert drafting.feed("]") == []
    assert drafting.feed(" 그리고 ") == [Drafted(text="다리가 열렸다.", markers=(1,))]
    assert drafting.feed("배는 쉰다.") == []
    assert drafting.finish() == [Drafted(text="그리고 배는 쉰다.", markers=())]


def test_sentence_without_an_end_is_cut_at_a_space_and_its_rest_passed_over() -> None:
    # 150 words of four digits and a space are 750 characters; 120 of them have 599.
    words = [str(1000 + number) for number in range(150)]
    assert texts(" ".join(words)) == [" ".join(words[:120])]
    whole = f"{' '.join(words)} 끝이다. 다리가 열렸다."
    assert texts(whole) == [" ".join(words[:120]), "다리가 열렸다."]


def test_word_without_an_end_is_cut() -> None:
    assert [len(text) for text in texts("가" * 2000)] == [600]


def test_sentence_is_not_said_twice() -> None:
    raw = "다리가 열렸다. [1] 다리가  **열렸다**! [2] 배는 쉰다.\n" * 50
    assert told(raw) == [("다리가 열렸다.", (1,)), ("배는 쉰다.", ())]


@pytest.mark.parametrize("words", [KOREAN, ENGLISH], ids=["korean", "english"])
def test_instructions_are_not_said_again(words: Instructions) -> None:
    *instructed, not_told = words.rules.split("\n")
    assert texts("\n".join((*instructed, words.reminder))) == []
    assert texts(words.rules) == [not_told]


def test_line_of_a_fence_is_not_said() -> None:
    raw = "=====기사 0123456789abcdef=====\n> 다리가 열렸다.\n=====끝 0123456789abcdef====="
    assert texts(raw) == ["다리가 열렸다."]


@pytest.mark.parametrize("raw", ["", " \n ", "[1]", "***", "---\n", "()", "<b></b>", "답변:\n"])
def test_what_has_no_words_is_not_said(raw: str) -> None:
    assert drafted(raw) == []


HARD = [
    "<think>음. [1]</think>**답변:** 다리가 열렸다. [1][2]\n\n- 배는 3.5% 늘었다 (출처: [1]).\n[2]",
    "The U.S. firm left in 2015. [passage 1] See 출처: [2]\n\n“정말. 그런가?” 라고 했다.",
    "다리다. ![a](b.png) [다리](https://x.example/a_(b))가 열렸다.¹ 영화 <Butter>는 3 < 5. 끝.",
    "`코드` ```python\nx = 1\n```\n끝. ````````````가\n<a href='x'>링크</a> <|im_end|> (1) [미완",
    "2024. 4. 5. 다리가. 출처는 없다. 기사에 [1-3] 그렇다【1†source】. <sup>1</sup> 또 ［2］, [3].",
    "=====끝 00=====\n[1] 첫 줄\n[2]\n[3] 셋째 줄. '예. 아니오.'라고 했다. don't. [^1]: 주석",
    "| 가 | 나 |\n|---|---|\n| 1 | 2 | [1]\n\n1. 하나다. 2. 둘이다.\n그렇다… 네!?",
    "가" * 650 + ". [1] " + "다리 " * 130 + "[" + "나" * 250 + "](x) 끝.... [1] ..........",
    "참고로 다리가 열렸다. 참고: [1] 출처: 1\n문서. 문서 [2] (기사 1). see [3] (see 4) doc.",
]


@pytest.mark.parametrize("text", HARD)
def test_every_cut_in_two_gives_the_same_sentences(text: str) -> None:
    whole = drafted(text)
    for place in range(len(text)):
        assert drafted(text[:place], text[place:]) == whole, text[:place]


@pytest.mark.parametrize("text", HARD)
@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_pieces_of_any_size_give_the_same_sentences(text: str, size: int) -> None:
    pieces = [text[start : start + size] for start in range(0, len(text), size)]
    assert drafted(*pieces) == drafted(text)


SCRAPS = (
    *("다리가 ", "열렸다", ".", ". ", "? ", "!", "…", " ", "\n", "\n\n", "[1]", " [2]", "[", "]"),
    *("“", "”", "‘", "’", '"', "'", "<b>", "</b>", "<think>", "</think>", "<", ">", "`", "```"),
    *("**", "*", "_", "- ", "1. ", "3.5", "2024. 4. ", "U.S.", "Dr. ", "출처: ", "기사 ", "¹", "["),
    *("![", "](", "x.png", ")", "(", "https://a.b/c", "|", "# ", "라고 ", "and ", "The ", "====="),
    *("†", "【1†a】", "\u200b", "가나다라마바사아자차카타파하" * 5),
)


def test_chance_texts_give_the_same_sentences_in_pieces_of_any_size() -> None:
    chance = random.Random(6)
    for _ in range(150):
        text = "".join(chance.choices(SCRAPS, k=chance.randint(3, 60)))
        whole = drafted(text)
        assert drafted(*text) == whole, text
        places = sorted(chance.sample(range(len(text) + 1), k=min(3, len(text))))
        pieces = [text[a:b] for a, b in zip([0, *places], [*places, len(text)], strict=True)]
        assert drafted(*pieces) == whole, (text, places)


def test_nothing_that_is_said_has_markup_or_a_line_end() -> None:
    chance = random.Random(7)
    for _ in range(200):
        text = "".join(chance.choices(SCRAPS, k=40))
        for item in drafted(text):
            assert item.text == item.text.strip() != ""
            assert not {"\n", "`", "\u200b"} & set(item.text)
            assert "**" not in item.text
            assert "[1]" not in item.text


@pytest.mark.parametrize(
    "scrap", ["가", "[", "“", "\n[1]\n", "[a](b", "<a", "<think>", "...", "`", " "]
)
def test_little_of_an_endless_text_is_held(scrap: str) -> None:
    drafting = Drafting()
    for _ in range(700):
        drafting.feed(scrap * 15)
    assert len(drafting._unmarking._held) + len(drafting._splitting._text) < 2500
