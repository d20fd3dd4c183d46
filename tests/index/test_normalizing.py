from __future__ import annotations

import hashlib
import re
import sys
import unicodedata

import pytest

from index.datatypes import Span
from index.normalizing import align, normalize

ARTICLE = (
    "한국은행은 11일 기준금리를 연 3.50%로 동결했다.\r\n"
    "“물가가 2%로 돌아온다는 확신이 없다”고 총재는 말했다. ― 김○○ 기자\t① ㎏ ½ ㄱㄴ\n"
    "Café 정책·금융 ⓒ뉴스, ガイド が"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        (ARTICLE, ARTICLE),
        # h, a, n and g, u, k.
        ("\u1112\u1161\u11ab\u1100\u116e\u11a8", "한국"),
        # A syllable without final, then the final.
        ("가\u11a8", "각"),
        ("e\u0301", "é"),
        ("o\u0323\u0302", "ộ"),
        ("o\u0302\u0323", "ộ"),
        ("q\u0303", "q\u0303"),
        ("\u0301a", "\u0301a"),
        ("Å\u2126", "Å\u03a9"),
        # A compatibility ideograph of KS X 1001.
        ("\uf914園", "樂園"),
        ("서\u200b울\ufeff시\u00ad청\u2060", "서울시청"),
        ("\u202e뒤\u202c\u2066앞\u2069\u200e\u200f", "뒤앞"),
        ("❤\ufe0f\U000e0067\U000e007f\U000e0100", "❤"),
        # A joiner between the parts of a syllable.
        ("\u1112\u200d\u1161\u200d\u11ab", "한"),
        ("ＡＢＣ！１２％～", "ABC!12%~"),
        ("￦１，０００", "₩1,000"),
        ("ｶﾞｲﾄﾞ", "ガイド"),
        ("ﾡ", "ㄱ"),
        ("ｅ\u0301", "é"),
        ("가\u00a0나\u3000다\u2003라\u202f마\u3164바", "가 나 다 라 마 바"),
        ("가\x00나\x1f다\x7f라\x9f마", "가 나 다 라 마"),
        ("가\x0b나\x0c다\u2028라\u2029마\x85", "가\n나\n다\n라\n마\n"),
        ("\t\r\n", "\t\r\n"),
        ("가\ud800나\udfff", "가\ufffd나\ufffd"),
        ("① ㎏ ½ ㈜ … ㅋㅋ", "① ㎏ ½ ㈜ … ㅋㅋ"),
        ("\u200b\u200b", ""),
    ],
)
def test_normalize(text: str, expected: str) -> None:
    assert normalize(text) == expected
    assert align(text).text == expected
    assert normalize(expected) == expected


@pytest.mark.parametrize(
    ("text", "part", "start", "end"),
    [
        ("가나다", "나", 1, 2),
        # Three jamo, then two.
        ("\u1112\u1161\u11ab\u1103\u1161", "한", 0, 3),
        ("\u1112\u1161\u11ab\u1103\u1161", "다", 3, 5),
        ("\u1112\u200d\u1161\u200d\u11ab.", "한", 0, 5),
        # Invisible characters around a word are not part of it, those inside are.
        ("\u200b가\u200b나\u200b", "가나", 1, 4),
        ("\u200b가\u200b나\u200b", "가", 1, 2),
        ("\u200b가\u200b나\u200b", "나", 3, 4),
        ("ｶﾞｲ", "ガ", 0, 2),
        ("ｶﾞｲ", "イ", 2, 3),
        # The mark cannot be had without its letter.
        ("xq\u0303", "q", 1, 3),
        ("xq\u0303", "\u0303", 1, 3),
        # A letter that NFC takes apart.
        ("x\u0958y", "\u0915\u093c", 1, 2),
        ("x\u0958y", "\u093c", 1, 2),
        ("x\u0958y", "y", 2, 3),
        ("가\u00a0나", " 나", 1, 3),
        ("가나😀\ufe0f다라", "다", 4, 5),
    ],
)
def test_part_of_normalized_text_leads_back(text: str, part: str, start: int, end: int) -> None:
    aligned = align(text)
    place = aligned.text.index(part)
    assert aligned.original(place, place + len(part)) == Span(start=start, end=end)


@pytest.mark.parametrize("text", ["", "가나다", "\u200b가\u200b나", "\u1112\u1161\u11abe\u0301"])
def test_empty_span_leads_back_to_an_empty_span(text: str) -> None:
    aligned = align(text)
    spans = [aligned.original(place, place) for place in range(len(aligned.text) + 1)]
    assert all(0 <= span.start == span.end <= len(text) for span in spans)
    assert [span.start for span in spans] == sorted(span.start for span in spans)


@pytest.mark.parametrize(("start", "end"), [(-1, 1), (0, 4), (2, 1)])
@pytest.mark.parametrize("text", ["가나다", "가\u200b나다"])
def test_span_outside_the_text_is_refused(text: str, start: int, end: int) -> None:
    with pytest.raises(ValueError, match=rf"expected 0 <= start <= end <= 3, got {start}, {end}"):
        align(text).original(start, end)


def test_normal_text_is_returned_itself() -> None:
    assert normalize(ARTICLE) is ARTICLE
    assert align(ARTICLE).starts == range(len(ARTICLE))


def _noise(seed: int, size: int) -> bytes:
    return hashlib.shake_256(bytes([seed])).digest(size)


def _disguise(text: str, seed: int) -> str:
    """Return each character decomposed, and invisible ones after a fifth of the parts."""
    parts = unicodedata.normalize("NFD", text)
    invisible = "\u200b\u200d\ufeff\u00ad\u2060\ufe0f"
    return "".join(
        part + (invisible[byte % len(invisible)] if byte < 51 else "")
        for part, byte in zip(parts, _noise(seed, len(parts)), strict=True)
    )


@pytest.mark.parametrize("seed", range(10))
def test_every_word_of_a_disguised_text_leads_back_to_itself(seed: int) -> None:
    disguised = _disguise(ARTICLE, seed)
    aligned = align(disguised)
    assert aligned.text == ARTICLE
    for word in re.finditer(r"\S+", ARTICLE):
        span = aligned.original(word.start(), word.end())
        original = disguised[span.start : span.end]
        assert normalize(original) == word.group()
        # Minimal: a character less at either side would not be the word any more.
        assert normalize(original[1:]) != word.group() != normalize(original[:-1])


@pytest.mark.parametrize("seed", range(5))
def test_letters_and_marks_compose_as_in_nfc(seed: int) -> None:
    letters = "가각각ᆫaeoqÅ\u0301\u0323\u0308か\u3099\u0915\u093c\u0958\u09c7\u09beㄱ漢\uf914 \n😀"
    text = "".join(letters[byte % len(letters)] for byte in _noise(seed, 2_000))
    assert normalize(text) == unicodedata.normalize("NFC", text)


def test_every_syllable_composes() -> None:
    syllables = "".join(chr(code) for code in range(0xAC00, 0xD7A4))
    decomposed = unicodedata.normalize("NFD", syllables)
    assert normalize(decomposed) == syllables
    assert normalize("\u200b".join(decomposed)) == syllables


def test_every_canonical_pair_composes_as_in_nfc() -> None:
    decompositions = (
        unicodedata.decomposition(chr(code)).split() for code in range(sys.maxunicode + 1)
    )
    pairs = [
        "".join(chr(int(part, 16)) for part in parts)
        for parts in decompositions
        if len(parts) == 2 and not parts[0].startswith("<")
    ]
    text = "\n".join(pairs)
    assert len(pairs) > 900
    assert normalize(text) == unicodedata.normalize("NFC", text)


def test_characters_of_all_blocks_are_normal_after_normalizing() -> None:
    # All but ideographs, syllables and planes with nothing to fold.
    codes = (*range(0x3400), *range(0xD7A0, 0x12000), *range(0xE0000, 0xE0200))
    normal = normalize("\n".join(map(chr, codes)))
    assert normalize(normal) == normal
    assert unicodedata.is_normalized("NFC", normal)
    assert not re.search(r"[^\S \t\n\r]|[\ud800-\udfff\u200b-\u200f\ufeff]", normal)


def test_long_run_of_marks_is_not_quadratic() -> None:
    # Put in order as a whole, as NFC has it, these would take minutes.
    text = "a" + "\u0301\u0323" * 200_000
    aligned = align(text)
    assert len(aligned.text) <= len(text)
    assert aligned.original(0, len(aligned.text)) == Span(start=0, end=len(text))
