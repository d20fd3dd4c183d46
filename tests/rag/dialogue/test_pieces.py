from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rag.dialogue.pieces import cut_pieces, read_morphemes

if TYPE_CHECKING:
    from index.kiwi import KiwiAnalyzer
    from rag.dialogue.pieces import Piece


def written(piece: Piece) -> tuple[str, str, str]:
    words = " ".join("".join(item.form for item in word) for word in piece.words)
    return piece.sort, words, "".join(item.form for item in piece.particles)


@pytest.mark.parametrize(
    ("question", "pieces"),
    [
        (
            "그 회사는 언제 후버 댐을 지었어?",
            [("pointing", "그 회사", "는"), ("asking", "언제", ""), ("noun", "후버 댐", "을")],
        ),
        ("몇 년에 생겼어?", [("asking", "몇 년", "에")]),
        ("설립일은?", [("noun", "설립일", "은")]),
        # A noun that becomes a verb names nothing.
        ("누가 설립했어?", [("asking", "누구", "가")]),
        ("K-리그는 어디서 열려?", [("noun", "K-리그", "는"), ("asking", "어디", "서")]),
        ("이사회는?", [("noun", "이사회", "는")]),
        ("", []),
    ],
)
def test_words_that_belong_together_are_one_piece(
    question: str, pieces: list[tuple[str, str, str]], kiwi: KiwiAnalyzer
) -> None:
    assert [written(piece) for piece in cut_pieces(read_morphemes(question, kiwi))] == pieces


def test_noun_that_becomes_a_verb_is_no_name(kiwi: KiwiAnalyzer) -> None:
    forms = [item.form for item in read_morphemes("참가하는 몇 명이 졌어?", kiwi)]
    assert forms[:4] == ["참가", "하", "는", "몇"]


def test_piece_knows_what_stands_around_it(kiwi: KiwiAnalyzer) -> None:
    # "오래된" leads from a verb to the noun; a copula follows.
    piece = cut_pieces(read_morphemes("오래된 다리입니다.", kiwi))[-1]
    assert (written(piece), piece.before, piece.after) == (("noun", "다리", ""), "E", "C")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("《토이 스토리》 감독은?", (0, 8, "토이 스토리")),
        ("‘파란 거인’은 누가 그렸어?", (0, 7, "파란 거인")),
        # Kiwi takes both for verbs: 팔다.
        ("판다는 뭘 먹어?", (0, 2, "판다")),
        ("대왕판다는 뭘 먹어?", (0, 4, "대왕판다")),
    ],
)
def test_title_and_name_are_one_morpheme(
    text: str, name: tuple[int, int, str], kiwi: KiwiAnalyzer
) -> None:
    first = read_morphemes(text, kiwi)[0]
    assert (first.start, first.end, first.form) == name
    assert first.tag == "NNP"
