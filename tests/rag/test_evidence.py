from __future__ import annotations

from dataclasses import replace
from math import log, sqrt
from typing import TYPE_CHECKING

import pytest

from rag.confidence import Signals, confidence
from rag.datatypes import Passage, Reading
from rag.evidence import EvidenceOptions, SentenceReader
from tests.fakes import SpaceAnalyzer, SyllableEncoder, cite, toy_snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.lexical import LexicalIndex

# Only words count; each test turns on what it is about.
WORDS = EvidenceOptions(
    terms=1, letters=0, passage=0, meaning=0, foreign_meaning=0, number=0, near_best=0.8
)
# Rarity of a word that 2, 1 and 0 of 4 chunks hold: ln(1 + 2.5 / 2.5), ln(1 + 3.5 / 1.5), ln(10).
TWO, ONE, NONE = log(2), log(10 / 3), log(10)


@pytest.fixture(scope="module")
def lexical(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LexicalIndex]:
    texts = {
        "1.txt": "다리 열렸다.",
        "2.txt": "다리 막혔다.",
        "3.txt": "역이 열렸다.",
        "4.txt": "배는 없다.",
    }
    snapshot = toy_snapshot(tmp_path_factory.mktemp("evidence"), texts)
    yield snapshot.lexical
    snapshot.close()


def reader(
    lexical: LexicalIndex,
    options: EvidenceOptions = WORDS,
    encoder: SyllableEncoder | None = None,
) -> SentenceReader:
    return SentenceReader(encoder or SyllableEncoder(), SpaceAnalyzer(), lexical, options)


def passage(text: str, number: int = 1, *, score: float = 0.5, source: str = "") -> Passage:
    # The passage begins at 100 of its document.
    return Passage(
        number=number,
        source=source or f"{number}.txt",
        title="제목",
        published=None,
        start=100,
        end=100 + len(text),
        text=text,
        score=score,
        sentences=tuple(
            replace(span, start=100 + span.start, end=100 + span.end)
            for span in SpaceAnalyzer().analyze(text).sentences
        ),
    )


def quotes(reading: Reading) -> list[tuple[int, str]]:
    return [(citation.number, citation.quote) for citation in reading.citations]


def test_sentence_with_most_of_the_question_comes_first(lexical: LexicalIndex) -> None:
    passages = [passage("배는 없다. 다리 열렸다."), passage("다리 막혔다. 끝.", 2)]
    reading = reader(lexical).read("다리 막혔다.", passages)
    assert reading.citations == (cite(passages[1], passages[1].sentences[0]),)
    assert quotes(reading) == [(2, "다리 막혔다.")]


def test_rare_words_count_most(lexical: LexicalIndex) -> None:
    # 다리 is in two of four chunks, 배는 in one.
    reading = reader(lexical).read("다리 배는", [passage("다리 있다. 배는 있다.")])
    assert quotes(reading) == [(1, "배는 있다.")]


@pytest.mark.parametrize(
    ("near_best", "sentences", "expected"),
    [
        (0.0, 3, ["다리 배는 있다.", "배는 있다.", "다리 있다."]),
        (0.0, 2, ["다리 배는 있다.", "배는 있다."]),
        # 배는 has ln(10 / 3) of ln(10 / 3) + ln 2, which is 0.63; 다리 has the rest.
        (0.5, 3, ["다리 배는 있다.", "배는 있다."]),
        (0.7, 3, ["다리 배는 있다."]),
    ],
)
def test_further_sentences_are_near_the_best_and_few(
    lexical: LexicalIndex, near_best: float, sentences: int, expected: list[str]
) -> None:
    options = replace(WORDS, near_best=near_best, sentences=sentences)
    text = "다리 있다. 배는 있다. 다리 배는 있다."
    reading = reader(lexical, options).read("다리 배는", [passage(text)])
    assert [citation.quote for citation in reading.citations] == expected


def test_bigrams_forgive_a_missing_space(lexical: LexicalIndex) -> None:
    options = replace(WORDS, letters=1)
    reading = reader(lexical, options).read("다리막혔다", [passage("배는 없다. 다리 막혔다.")])
    assert quotes(reading) == [(1, "다리 막혔다.")]


def test_better_passage_wins_between_equal_sentences(lexical: LexicalIndex) -> None:
    options = replace(WORDS, passage=1, sentences=1)
    passages = [passage("다리 크다.", score=0.4), passage("다리 작다.", 2, score=0.6)]
    assert quotes(reader(lexical, options).read("다리", passages)) == [(2, "다리 작다.")]


def test_nearer_meaning_wins_between_equal_sentences(lexical: LexicalIndex) -> None:
    options = replace(WORDS, meaning=1, sentences=1)
    found = reader(lexical, options).read("다리 가가", [passage("다리 나나. 다리 가가가.")])
    assert quotes(found) == [(1, "다리 가가가.")]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("다리 몇 미터인가?", "다리 길이는 300이다."),
        ("다리 언제 열렸나?", "다리 길이는 300이다."),
        ("다리 길이는 정말로 how long?", "다리 길이는 300이다."),
        ("다리 누가?", "다리 길이는 길다."),
    ],
)
def test_question_for_a_number_prefers_a_sentence_with_one(
    lexical: LexicalIndex, question: str, expected: str
) -> None:
    options = replace(WORDS, number=0.1, sentences=1)
    text = "다리 길이는 길다. 다리 길이는 300이다."
    assert quotes(reader(lexical, options).read(question, [passage(text)])) == [(1, expected)]


def test_sentence_is_read_under_the_title_of_its_article(lexical: LexicalIndex) -> None:
    passages = [passage("배는 없다."), replace(passage("배는 있다.", 2), title="다리")]
    assert quotes(reader(lexical).read("다리 배는", passages)) == [(2, "배는 있다.")]


def test_between_two_writings_only_the_meaning_counts(lexical: LexicalIndex) -> None:
    # The words and a number are in the first sentence, the counted letter in the second.
    encoder = SyllableEncoder("x")
    options = replace(WORDS, number=1, foreign_meaning=1, sentences=1, foreign_candidates=2)
    text = "다리는 how many 미터 300이다. 역은 xx 그러하다. 배는 xx 없고 배는 없다."
    found = reader(lexical, options, encoder).read("xx how many", [passage(text)])
    assert quotes(found) == [(1, "역은 xx 그러하다.")]
    assert len(encoder.encoded) == 2


def test_heading_loses_to_a_sentence_with_an_end(lexical: LexicalIndex) -> None:
    text = "다리 막혔나\n다리 있다."
    reading = reader(lexical).read("다리 막혔나", [passage(text)])
    assert quotes(reading) == [(1, "다리 있다.")]


def test_without_a_sentence_with_an_end_the_others_are_quoted(lexical: LexicalIndex) -> None:
    options = replace(WORDS, letters=1)
    reading = reader(lexical, options).read("다리", [passage("역: 2곳\n다리: 300m")])
    assert quotes(reading) == [(1, "다리: 300m")]


def test_equal_sentences_are_quoted_in_the_order_of_the_text(lexical: LexicalIndex) -> None:
    passages = [passage("다리 하나다. 다리 둘이다."), passage("다리 셋이다.", 2)]
    assert quotes(reader(lexical).read("다리", passages)) == [
        (1, "다리 하나다."),
        (1, "다리 둘이다."),
        (2, "다리 셋이다."),
    ]


def test_sentence_of_two_papers_is_quoted_once(lexical: LexicalIndex) -> None:
    said = "다리는 오늘 아침에 열렸다고 군청이 밝혔다"
    passages = [passage(f"{said}."), passage(f"{said}!\n다리는 길다.", 2)]
    options = replace(WORDS, near_best=0)
    assert quotes(reader(lexical, options).read("다리는 열렸다고", passages)) == [
        (1, f"{said}."),
        (2, "다리는 길다."),
    ]


@pytest.mark.parametrize(
    "question", ["기사마다 다리", "다리 차이", "다리 비교", "How do the articles differ? 다리"]
)
def test_question_for_each_article_gets_one_sentence_of_each(
    lexical: LexicalIndex, question: str
) -> None:
    passages = [
        passage("다리 하나다. 다리 둘이다.", 1, source="a.txt"),
        passage("다리 하나다.", 2, source="b.txt"),
        passage("다리 셋이다.", 3, source="a.txt"),
    ]
    assert quotes(reader(lexical).read(question, passages)) == [
        (1, "다리 하나다."),
        (2, "다리 하나다."),
    ]


def test_only_the_first_passages_are_read(lexical: LexicalIndex) -> None:
    passages = [passage("배는 없다."), passage("다리 열렸다.", 2)]
    options = replace(WORDS, passages=1)
    assert quotes(reader(lexical, options).read("다리", passages)) == [(1, "배는 없다.")]


def test_only_the_best_candidates_are_encoded(lexical: LexicalIndex) -> None:
    encoder = SyllableEncoder()
    options = replace(WORDS, candidates=2)
    reader(lexical, options, encoder).read("다리", [passage("배다. 다리 길다. 역이다. 다리 짧다.")])
    assert encoder.encoded == ["다리 길다.", "다리 짧다."]


@pytest.mark.parametrize("passages", [[], [replace(passage("다리 열렸다."), sentences=())]])
def test_without_sentences_there_is_no_evidence(
    lexical: LexicalIndex, passages: list[Passage]
) -> None:
    expected = Reading(citations=(), confidence=0.0)
    assert reader(lexical).read("다리", passages) == expected


def test_every_quote_is_a_sentence_of_its_passage(lexical: LexicalIndex) -> None:
    passages = [passage("다리 하나다.  다리 둘이다.\n\n배는 없다."), passage("다리 셋이다.", 2)]
    options = replace(WORDS, near_best=0)
    citations = reader(lexical, options).read("다리 배는", passages).citations
    assert len(citations) == 3
    for citation in citations:
        home = passages[citation.number - 1]
        assert any(
            (span.start, span.end) == (citation.start, citation.end) for span in home.sentences
        )
        assert citation.quote == home.text[citation.start - 100 : citation.end - 100]


def test_signals_are_the_best_of_what_was_read(lexical: LexicalIndex) -> None:
    subject = reader(lexical)
    passages = [passage("다리 있다. 배는 있다.", score=0.7), passage("다리 가나.", 2, score=0.9)]
    query = "다리 배는 가나"
    signals = subject.signals(query, passages, subject.rank(query, passages))
    # 가나 is in no chunk. The first passage says 다리 and 배는, the second 다리 and 가나, which the
    # full stop makes another term, but not another bigram.
    total = TWO + ONE + NONE
    assert signals.passage_terms == pytest.approx((TWO + ONE) / total)
    assert signals.passage_letters == pytest.approx((TWO + NONE) / total)
    # Of the counted syllables the query and the last sentence both hold 다, 가 and 나, once each.
    assert signals.cosine == pytest.approx(1)
    assert not signals.is_foreign
    assert subject.read(query, passages).confidence == confidence(signals)


@pytest.mark.parametrize(
    ("query", "is_foreign"), [("Who built it?", True), ("다리는 누가?", False)]
)
def test_question_in_another_writing_is_foreign(
    lexical: LexicalIndex, query: str, *, is_foreign: bool
) -> None:
    subject = reader(lexical)
    passages = [passage("다리 열렸다.")]
    found: Signals = subject.signals(query, passages, subject.rank(query, passages))
    assert found.is_foreign is is_foreign


def test_cosine_of_the_best_sentence_is_a_signal(lexical: LexicalIndex) -> None:
    # The query is (1, 1) / √2 in 가 and 나, the sentences (1, 0) and (2, 1) / √5: 3 / √10 is best.
    subject = reader(lexical)
    passages = [passage("가. 가가나.")]
    found = subject.signals("가나", passages, subject.rank("가나", passages))
    assert found.cosine == pytest.approx(3 / sqrt(10))


@pytest.mark.parametrize(
    ("question", "kind"),
    [("다리는 누가?", "fact"), ("기사마다 다리", "compare"), ("다리 요약", "summary")],
)
def test_kind_of_answer_is_told(lexical: LexicalIndex, question: str, kind: str) -> None:
    assert reader(lexical).read(question, [passage("다리 열렸다.")]).kind == kind


@pytest.mark.parametrize(
    ("query", "lacks"),
    [
        ("2018년 다리", False),
        ("2019년 다리", True),
        # Another article has the number, the one that answers has not.
        ("2020년 다리", True),
        # What is told in another writing may have its number written otherwise.
        ("bridge 2019?", False),
    ],
)
def test_number_that_the_best_article_has_not_is_a_signal(
    lexical: LexicalIndex, query: str, *, lacks: bool
) -> None:
    subject = reader(lexical)
    passages = [passage("다리 2018년 열렸다."), passage("역이 2020년에 열렸다.", 2)]
    ranked = subject.rank(query, passages)
    assert subject.signals(query, passages, ranked).lacks is lacks


def test_without_an_encoder_words_alone_choose(lexical: LexicalIndex) -> None:
    # Meaning would put the second sentence first: it alone has a counted syllable, 가.
    options = replace(WORDS, meaning=9, sentences=1)
    passages = [passage("다리 배는 없다. 다리 가가가.")]
    query = "다리 배는 가"
    without = SentenceReader(None, SpaceAnalyzer(), lexical, options)
    assert quotes(reader(lexical, options, SyllableEncoder("가")).read(query, passages)) == [
        (1, "다리 가가가.")
    ]
    assert quotes(without.read(query, passages)) == [(1, "다리 배는 없다.")]


def test_without_an_encoder_nothing_is_known_of_meaning(lexical: LexicalIndex) -> None:
    subject = SentenceReader(None, SpaceAnalyzer(), lexical)
    passages = [passage("다리 있다. 배는 있다."), passage("다리 가나.", 2)]
    query = "다리 배는 가나"
    signals = subject.signals(query, passages, subject.rank(query, passages))
    assert signals == replace(
        reader(lexical).signals(query, passages, reader(lexical).rank(query, passages)),
        cosine=None,
    )
    assert subject.read(query, passages).confidence == confidence(signals)
