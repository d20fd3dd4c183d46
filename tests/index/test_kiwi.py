from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import pytest

from tests.fakes import SEEDS

if TYPE_CHECKING:
    from pathlib import Path

    from index.kiwi import KiwiAnalyzer


def words(kiwi: KiwiAnalyzer, text: str) -> list[str]:
    return [term for term, _ in kiwi.analyze(text).terms]


def sentences(kiwi: KiwiAnalyzer, text: str) -> list[str]:
    return [text[span.start : span.end] for span in kiwi.analyze(text).sentences]


@pytest.mark.parametrize(
    ("text", "term", "at"),
    [
        ("X.AI라는 회사는 컸다.", "xai", 0),
        ("X.AI라는 회사는 컸다.", "회사", 7),
        ("그는 OpenAI를 떠났다.", "openai", 3),
        ("GPT-4를 내놓았다.", "gpt", 0),
        ("국장은 2,000억 원이라고 했다.", "2000", 4),
        ("大韓民國 정부", "大韓民國", 0),
        ("빨리 달렸다.", "빨리", 0),
        # The stem of a verb, whatever its ending.
        ("다리가 열렸다.", "열리", 4),
        ("다리를 열리게 하는 법", "열리", 4),
    ],
)
def test_words_that_carry_meaning_are_terms(
    kiwi: KiwiAnalyzer, text: str, term: str, at: int
) -> None:
    assert (term, at) in kiwi.analyze(text).terms


def test_particles_endings_and_punctuation_are_no_terms(kiwi: KiwiAnalyzer) -> None:
    # Particles 는, 의, 를, 에서; endings ㄴ다, 었다; copula 이.
    text = "머스크는 테슬라의 공장을 독일에서 지었다. (그것이다!)"
    terms = words(kiwi, text)
    assert {"머스크", "테슬라", "공장", "독일"} <= set(terms)
    assert not {"는", "의", "을", "에서", "었", "다", "이", ".", "(", ")", "!"} & set(terms)


def test_term_in_two_sentences_is_there_twice(kiwi: KiwiAnalyzer) -> None:
    assert words(kiwi, "다리가 열렸다. 다리는 길다.").count("다리") == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("다리가 열렸다. 배는 없다.", ["다리가 열렸다.", "배는 없다."]),
        ("  다리가 열렸다.  \r\n\r\n 배는 없다. ", ["다리가 열렸다.", "배는 없다."]),
        # A headline has no full stop.
        ("섬마을에 다리 놓여\n갈매대교가 열렸다.", ["섬마을에 다리 놓여", "갈매대교가 열렸다."]),
        ("길이는 1.8km이다. 폭은 3.5m이다.", ["길이는 1.8km이다.", "폭은 3.5m이다."]),
        (
            "이장은 “이제 편하다. 고맙다”라고 말했다. 모두 웃었다.",
            ["이장은 “이제 편하다. 고맙다”라고 말했다.", "모두 웃었다."],
        ),
    ],
)
def test_sentences(kiwi: KiwiAnalyzer, text: str, expected: list[str]) -> None:
    assert sentences(kiwi, text) == expected


def test_sentence_of_wrapped_text_runs_over_line_ends(kiwi: KiwiAnalyzer) -> None:
    lines = [
        "갈매섬과 뭍을 잇는 갈매대교가 오늘",
        "아침에 열렸다. 다리를 놓는 데는",
        "열두 해가 걸렸다. 사람들은 다리를",
        "걸어서 건넜다.",
    ]
    assert sentences(kiwi, "\n".join(lines)) == [
        "갈매섬과 뭍을 잇는 갈매대교가 오늘\n아침에 열렸다.",
        "다리를 놓는 데는\n열두 해가 걸렸다.",
        "사람들은 다리를\n걸어서 건넜다.",
    ]


def test_decomposed_text_gives_the_same_terms_and_sentences(kiwi: KiwiAnalyzer) -> None:
    composed = "갈매대교가 2일 아침 열렸다. 통행료는 받지 않는다."
    decomposed = unicodedata.normalize("NFD", composed)
    assert len(decomposed) > len(composed)
    assert words(kiwi, decomposed) == words(kiwi, composed)
    assert sentences(kiwi, decomposed) == [
        unicodedata.normalize("NFD", sentence) for sentence in sentences(kiwi, composed)
    ]
    # Every term starts where its word starts in the decomposed text: 통행료 comes after a space.
    place = dict(kiwi.analyze(decomposed).terms)["통행료"]
    assert decomposed[place - 1 :].startswith(" " + unicodedata.normalize("NFD", "통행료"))


@pytest.mark.parametrize("invisible", ["\u200b", "\ufeff", "\u00ad", "\u2060"])
def test_invisible_characters_inside_words_change_no_term(
    kiwi: KiwiAnalyzer, invisible: str
) -> None:
    plain = "인공지능이 도서관을 열었다."
    text = f"인공{invisible}지능이 도{invisible}서관을 열었다{invisible}."
    assert words(kiwi, text) == words(kiwi, plain)
    assert sentences(kiwi, text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "가\ud800나 다리가 열렸다.",
        "\udfff",
        "다리가\x00 열렸다\x07.\x1b",
        "\x00",
        "\u200b\u200b",
        "\u1100",
        "e" + "\u0301" * 200,
    ],
)
def test_strange_characters_do_not_stop_it(kiwi: KiwiAnalyzer, text: str) -> None:
    analysis = kiwi.analyze(text)
    assert all(0 <= span.start < span.end <= len(text) for span in analysis.sentences)
    assert ("다리", text.find("다리")) in analysis.terms or "다리" not in text


@pytest.mark.parametrize("word", ["가나다라마바사아자차", "abcdefghij"])
def test_endless_word_comes_to_an_end(kiwi: KiwiAnalyzer, word: str) -> None:
    text = word * 10_000
    assert "".join(sentences(kiwi, text)) == text


def test_text_after_an_endless_word_is_read_as_usual(kiwi: KiwiAnalyzer) -> None:
    text = "x" * 1000 + " 다리가 열렸다. 배는 없다."
    assert sentences(kiwi, text)[-1] == "배는 없다."
    assert ("배", text.index("배")) in kiwi.analyze(text).terms


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_terms_of_articles_start_at_their_words(kiwi: KiwiAnalyzer, path: Path) -> None:
    text = path.read_bytes().decode()
    # Foreign words and numbers stand in the text as they are; stems may melt into their endings.
    written = [(term, at) for term, at in kiwi.analyze(text).terms if term.isascii()]
    assert len(written) > 20
    # A date is one morpheme of several terms: the last one of "2024. 6. 15. 05:00" ends 18 on.
    for term, at in written:
        assert not text[at].isspace()
        assert term in re.sub(r"\W", "", text[at : at + 18 + len(term)]).lower()


def test_name_tells_of_engine_model_and_rules(kiwi: KiwiAnalyzer) -> None:
    engine, model, rules = kiwi.name.removeprefix("kiwi-").replace("-", "/").split("/")
    assert all(part.replace(".", "").isdigit() for part in (engine, model, rules))
