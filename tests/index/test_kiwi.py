from __future__ import annotations

import re
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from tests.fakes import SEEDS

if TYPE_CHECKING:
    from pathlib import Path

    from index.kiwi import KiwiAnalyzer
    from index.language import Grammar

COPULA = [("이", "VCP"), ("ᆸ니다", "EF")]
PAST_COPULA = [("이", "VCP"), ("었", "EP"), ("습니다", "EF")]


def words(kiwi: KiwiAnalyzer, text: str) -> list[str]:
    return [term for term, _ in kiwi.analyze(text).terms]


def sentences(kiwi: KiwiAnalyzer, text: str) -> list[str]:
    return [text[span.start : span.end] for span in kiwi.analyze(text).sentences]


def tagged(grammar: Grammar, text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.tag) for m in grammar.tag(text)]


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


def test_decomposed_wrapped_text_runs_over_line_ends(kiwi: KiwiAnalyzer) -> None:
    # A line has 70 letters, fewer than the 120 up to which text is wrapped, and 140 parts of them.
    line = "가나다라마바사" * 10
    composed = "\n".join([line] * 3 + ["다리가 열렸다."])
    decomposed = unicodedata.normalize("NFD", composed)
    assert sentences(kiwi, composed) == [composed]
    assert sentences(kiwi, decomposed) == [decomposed]


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


def test_morphemes_stand_where_the_text_has_them(kiwi: KiwiAnalyzer) -> None:
    text = "😀 새 공장은 네바다 주에 열렸다.\n\n  KBS가 전했다."
    assert tagged(kiwi, text) == [
        ("😀", "W_EMOJI"),
        ("새", "MM"),
        ("공장", "NNG"),
        ("은", "JX"),
        ("네바다", "NNP"),
        ("주", "NNG"),
        ("에", "JKB"),
        # Contracted: 렸 is the end of 열리 and all of 었.
        ("열렸", "VV"),
        ("렸", "EP"),
        ("다", "EF"),
        (".", "SF"),
        ("KBS", "SL"),
        ("가", "JKS"),
        ("전했", "VV"),
        ("했", "EP"),
        ("다", "EF"),
        (".", "SF"),
    ]


def test_contracted_morphemes_overlap_and_keep_their_forms(kiwi: KiwiAnalyzer) -> None:
    # 였 is 이 and 었; in 머스크다 nothing is left of 이.
    assert [(m.form, m.start, m.end) for m in kiwi.tag("KBS였다")] == [
        ("KBS", 0, 3),
        ("이", 3, 4),
        ("었", 3, 4),
        ("다", 4, 5),
    ]
    copula = next(m for m in kiwi.tag("회장은 머스크다.") if m.tag == "VCP")
    assert (copula.form, copula.start, copula.end) == ("이", 7, 7)


def test_morphemes_of_decomposed_text_are_those_of_the_composed(kiwi: KiwiAnalyzer) -> None:
    composed = "갈매대교가 2일 아침 열렸다.\n통행료는 받지 않는다."
    decomposed = unicodedata.normalize("NFD", composed)
    assert [m.form for m in kiwi.tag(decomposed)] == [m.form for m in kiwi.tag(composed)]
    assert tagged(kiwi, decomposed) == [
        (unicodedata.normalize("NFD", part), tag) for part, tag in tagged(kiwi, composed)
    ]


def test_invisible_characters_are_part_of_the_morpheme_around_them(kiwi: KiwiAnalyzer) -> None:
    assert ("네바\u200b다", "NNP") in tagged(kiwi, "공장은 네바\u200b다 주에 있다.")


@pytest.mark.parametrize(
    "text", ["", " \n\t", "\udfff", "\u200b", "가\ud800나 다리가", "\x00.\x1b"]
)
def test_places_of_morphemes_are_inside_strange_text(kiwi: KiwiAnalyzer, text: str) -> None:
    morphemes = kiwi.tag(text)
    assert all(0 <= m.start <= m.end <= len(text) for m in morphemes)
    assert bool(morphemes) == bool(text.strip(" \n\t\u200b"))


def test_morphemes_of_an_endless_word_come_to_an_end(kiwi: KiwiAnalyzer) -> None:
    text = "가나다라마바사아자차" * 1000 + " 다리가"
    assert tagged(kiwi, text)[-2:] == [("다리", "NNG"), ("가", "JKS")]


@pytest.mark.parametrize(
    ("word", "particles"),
    [
        ("머스크", "가 는 를 와 로"),
        ("올트먼", "이 은 을 과 으로"),
        # ㄹ is a consonant, but takes 로.
        ("서울", "이 은 을 과 로"),
        # 사, 억, 퍼센트, 십칠, 영: numbers as they are read in Korean.
        ("GPT-4", "가 는 를 와 로"),
        ("3140억", "이 은 을 과 으로"),
        ("15%", "가 는 를 와 로"),
        ("iOS 17", "이 은 을 과 로"),
        ("2,000", "이 은 을 과 으로"),
        ("3.5", "가 는 를 와 로"),
        # 킬로미터, 킬로그램, 톤, 달러.
        ("1.8 km", "가 는 를 와 로"),
        ("85kg", "이 은 을 과 으로"),
        ("85㎏", "이 은 을 과 으로"),
        ("20t", "이 은 을 과 으로"),
        ("$100", "가 는 를 와 로"),
        # 에스, 엠, 알, 피티: letters by their names.
        ("KBS", "가 는 를 와 로"),
        ("IBM", "이 은 을 과 으로"),
        ("VR", "이 은 을 과 로"),
        ("ChatGPT", "가 는 를 와 로"),
        ("GPT-4o", "가 는 를 와 로"),
        # 구글, 아마존, 페이스북, 트위터, 마이크로소프트.
        ("Google", "이 은 을 과 로"),
        ("Amazon", "이 은 을 과 으로"),
        ("Facebook", "이 은 을 과 으로"),
        ("Twitter", "가 는 를 와 로"),
        ("Microsoft", "가 는 를 와 로"),
        # Marks are silent; what stands in brackets is read only where nothing is before it.
        ("‘미친 인재 전쟁’", "이 은 을 과 으로"),
        ("《나는 가수다》", "가 는 를 와 로"),
        ("(CSO)", "가 는 를 와 로"),
        ("국제통화기금(IMF)", "이 은 을 과 으로"),
        ("“국제통화기금(IMF)”", "이 은 을 과 으로"),
        ("최고전략책임자(경영진)", "가 는 를 와 로"),
    ],
)
def test_particles_fit_the_sound_of_the_word_before(
    kiwi: KiwiAnalyzer, word: str, particles: str
) -> None:
    given = [("이", "JKS"), ("는", "JX"), ("을", "JKO"), ("와", "JC"), ("으로", "JKB")]
    joined = [kiwi.join([(word, "NNP"), particle]) for particle in given]
    assert joined == [word + expected for expected in particles.split()]


@pytest.mark.parametrize(
    ("word", "is_so", "was_so"),
    [
        ("머스크", "머스크입니다", "머스크였습니다"),
        ("2018년", "2018년입니다", "2018년이었습니다"),
        ("GPT-4", "GPT-4입니다", "GPT-4였습니다"),
        ("IBM", "IBM입니다", "IBM이었습니다"),
        ("15%", "15%입니다", "15%였습니다"),
        ("국제통화기금(IMF)", "국제통화기금(IMF)입니다", "국제통화기금(IMF)이었습니다"),
    ],
)
def test_copula_fits_the_sound_of_the_word_before(
    kiwi: KiwiAnalyzer, word: str, is_so: str, was_so: str
) -> None:
    assert kiwi.join([(word, "NNP"), *COPULA]) == is_so
    assert kiwi.join([(word, "NNP"), *PAST_COPULA]) == was_so


def test_silent_marks_may_be_morphemes_of_their_own(kiwi: KiwiAnalyzer) -> None:
    assert kiwi.join([("IBM", "SL"), ("’", "SSC"), ("는", "JX")]) == "IBM’은"
    name = [("기금", "NNG"), ("(", "SSO"), ("IMF", "SL"), (")", "SSC")]
    assert kiwi.join([*name, ("는", "JX")]) == "기금 (IMF)은"


@pytest.mark.parametrize(
    "word",
    [
        unicodedata.normalize("NFD", "올트먼"),
        "오픈\u200b",
        "\uff2b\uff22\uff33",  # Full-width letters.
        "\ud800",
        "👍🏽",
        "a\u0301",
    ],
)
def test_joined_words_keep_their_code_points(kiwi: KiwiAnalyzer, word: str) -> None:
    assert kiwi.join([(word, "NNP"), ("에서", "JKB")]) == f"{word}에서"


def test_what_is_no_particle_is_joined_as_kiwi_does(kiwi: KiwiAnalyzer) -> None:
    assert kiwi.join([]) == ""
    assert kiwi.join([("덥", "VA"), ("어", "EC")]) == "더워"
    assert kiwi.join([("KBS", "SL"), ("뉴스", "NNG")]) == "KBS 뉴스"


def test_unknown_tag_is_refused(kiwi: KiwiAnalyzer) -> None:
    with pytest.raises(ValueError, match="NOUN"):
        kiwi.join([("서울", "NOUN")])


def test_morphemes_of_a_text_join_to_it(kiwi: KiwiAnalyzer) -> None:
    text = "새 공장은 네바다 주에 있다."
    assert kiwi.join([(m.form, m.tag) for m in kiwi.tag(text)]) == text


def test_threads_share_one_analyzer(kiwi: KiwiAnalyzer) -> None:
    texts = [f"제{number}공장은 {number}월에 네바다 주에서 문을 열었다." for number in range(60)]
    pairs = [[(f"GPT-{number}", "NNP"), ("는", "JX")] for number in range(60)]
    with ThreadPoolExecutor(max_workers=4) as pool:
        tags, joined = list(pool.map(kiwi.tag, texts)), list(pool.map(kiwi.join, pairs))
    assert tags == [kiwi.tag(text) for text in texts]
    assert joined == [kiwi.join(pair) for pair in pairs]
