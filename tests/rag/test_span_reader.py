from __future__ import annotations

from dataclasses import replace
from math import log
from typing import TYPE_CHECKING

import pytest

from rag.confidence import confidence
from rag.datatypes import Passage, Reading
from rag.evidence import EvidenceOptions, SentenceReader
from rag.span_reader import SpanReader, SpanReading
from tests.fakes import SpaceAnalyzer, SyllableEncoder, WordSpans, toy_snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from index.kiwi import KiwiAnalyzer
    from index.language import Language
    from index.lexical import LexicalIndex
    from rag.datatypes import Citation, Reader
    from rag.kinds import AnswerKind

# A sentence scores the share of the question's words that it has, and what its span adds: nothing
# at log-odds of -4, and half a point for each unit above.
WORDS = EvidenceOptions(
    terms=1, letters=0, passage=0, meaning=0, foreign_meaning=1, number=0, foreign_candidates=24
)
OPTIONS = SpanReading(
    passages=5,
    span=0.5,
    least=-4,
    near=0.4,
    near_best=0.8,
    near_enough=0.5,
    sentences=3,
    articles=4,
    compared=2,
    surest=6,
)


@pytest.fixture(scope="module")
def lexical(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LexicalIndex]:
    texts = {
        "1.txt": "다리 열렸다.",
        "2.txt": "다리 막혔다.",
        "3.txt": "역이 열렸다.",
        "4.txt": "배는 없다.",
    }
    snapshot = toy_snapshot(tmp_path_factory.mktemp("span-reader"), texts)
    yield snapshot.lexical
    snapshot.close()


def reader(
    lexical: LexicalIndex,
    spans: Mapping[str, float] | WordSpans | None = None,
    options: SpanReading = OPTIONS,
    *,
    encoder: SyllableEncoder | None = None,
    language: Language | None = None,
) -> SpanReader:
    language = language or SpaceAnalyzer()
    sentences = SentenceReader(encoder or SyllableEncoder(), language, lexical, WORDS)
    finder = spans if isinstance(spans, WordSpans) else WordSpans(spans or {})
    return SpanReader(finder, sentences, language, options)


def passage(text: str, number: int = 1, *, source: str = "", published: str = "") -> Passage:
    # A passage begins at 100 of its document.
    return Passage(
        number=number,
        source=source or f"{number}.txt",
        title="제목",
        published=published or None,
        start=100,
        end=100 + len(text),
        text=text,
        score=0.5,
        sentences=tuple(
            replace(span, start=100 + span.start, end=100 + span.end)
            for span in SpaceAnalyzer().analyze(text).sentences
        ),
    )


def moved(passage: Passage, by: int) -> Passage:
    """Return the passage so much later in its document."""
    sentences = tuple(
        replace(span, start=by + span.start, end=by + span.end) for span in passage.sentences
    )
    return replace(passage, start=by + passage.start, end=by + passage.end, sentences=sentences)


def told(citations: tuple[Citation, ...]) -> list[tuple[int, str]]:
    return [(citation.number, citation.quote) for citation in citations]


def quotes(reading: Reading) -> list[tuple[int, str]]:
    return told(reading.citations)


if TYPE_CHECKING:

    def _is_reader(reader: SpanReader) -> Reader:
        return reader


def test_fact_is_a_few_words_and_the_sentence_they_stand_in(lexical: LexicalIndex) -> None:
    text = "다리 있다. 다리 2018년 가을 열렸다."
    found = reader(lexical, {"2018년 가을": 3.0}).read(
        "다리", [passage("배는 없다."), passage(text, 2)]
    )
    assert quotes(found) == [(2, "다리 2018년 가을 열렸다.")]
    assert (found.short_answer, found.kind) == ("2018년 가을", "fact")
    assert found.short is not None
    assert (found.short.number, found.short.source) == (2, "2.txt")
    # After "다리 있다. 다리 ", which is 10 long.
    assert (found.short.start, found.short.end) == (110, 118)
    assert (found.differing, found.are_reasons) == ((), False)


@pytest.mark.parametrize(
    ("log_odds", "best", "short"),
    [
        # Words alone: the first says 다리, the second does not.
        (-4.0, "다리 있다.", None),
        # 1 against 0 + 0.5 * 1.9.
        (-2.1, "다리 있다.", None),
        (-1.9, "배는 뭍이다.", "뭍이다"),
        (3.0, "배는 뭍이다.", "뭍이다"),
    ],
)
def test_words_of_the_question_and_likely_words_both_count(
    lexical: LexicalIndex, log_odds: float, best: str, short: str | None
) -> None:
    options = replace(OPTIONS, sentences=1)
    found = reader(lexical, {"뭍이다": log_odds}, options).read(
        "다리", [passage("다리 있다. 배는 뭍이다.")]
    )
    assert (quotes(found), found.short_answer) == ([(1, best)], short)


def test_hopeless_words_are_as_bad_as_none(lexical: LexicalIndex) -> None:
    # Otherwise the first of two equal sentences would be pushed back.
    found = reader(lexical, {"가가": -30.0}).read("다리", [passage("다리 가가 있다. 다리 있다.")])
    assert quotes(found)[0] == (1, "다리 가가 있다.")


def test_likeliest_words_of_a_sentence_count(lexical: LexicalIndex) -> None:
    spans = {"가가": 1.0, "나나": 2.0, "다다": 1.5}
    found = reader(lexical, spans).read("다리", [passage("다리 나나. 다리 가가 다다 크다.")])
    # 1 + 0.5 * 6 against 1 + 0.5 * 5.5, which is near.
    assert quotes(found) == [(1, "다리 나나."), (1, "다리 가가 다다 크다.")]
    assert found.short_answer == "나나"


def test_words_of_a_headline_are_not_taken(lexical: LexicalIndex) -> None:
    headline = "다리 2018년 열리다"
    with_title = replace(passage(f"{headline}\n\n다리 열렸다."), title=headline)
    found = reader(lexical, {"2018년": 9.0}).read("다리", [with_title])
    assert (quotes(found), found.short) == ([(1, "다리 열렸다.")], None)


def test_words_of_an_unfinished_line_are_not_taken(lexical: LexicalIndex) -> None:
    found = reader(lexical, {"2018년": 9.0}).read("다리", [passage("다리: 2018년\n다리 열렸다.")])
    assert (quotes(found), found.short) == ([(1, "다리 열렸다.")], None)


@pytest.mark.parametrize(
    ("text", "span", "short"),
    [
        ("다리 “2018년” 열렸다.", "“2018년” ", "2018년"),
        ("다리 (2018년), 열렸다.", "(2018년),", "2018년"),
        # Half of a word.
        ("다리 갈매대교 열렸다.", "매대교", "갈매대교"),
    ],
)
def test_short_answer_is_whole_words_without_marks(
    lexical: LexicalIndex, text: str, span: str, short: str
) -> None:
    found = reader(lexical, {span: 3.0}).read("다리", [passage(text)])
    assert found.short_answer == short
    assert found.short is not None
    assert text[found.short.start - 100 : found.short.end - 100] == found.short.quote == short


def test_short_answer_has_no_particle(lexical: LexicalIndex, kiwi: KiwiAnalyzer) -> None:
    subject = reader(lexical, {"네바다 주에": 3.0}, language=kiwi)
    found = subject.read("공장은 어디에 있나?", [passage("공장은 네바다 주에 있다.")])
    assert found.short_answer == "네바다 주"


# 1 for the word 다리, and 0.5 for each unit of log-odds above -4: 3 for the first sentence.
@pytest.mark.parametrize(
    ("log_odds", "sentences", "expected"),
    [
        # 2.65, 2.55 and 1.
        (-0.7, 3, ["다리 가가 있다.", "다리 나나 크다."]),
        (-0.9, 3, ["다리 가가 있다."]),
        (-0.7, 1, ["다리 가가 있다."]),
        (0.5, 2, ["다리 나나 크다.", "다리 가가 있다."]),
    ],
)
def test_further_sentence_of_a_fact_is_near_the_best(
    lexical: LexicalIndex, log_odds: float, sentences: int, expected: list[str]
) -> None:
    options = replace(OPTIONS, sentences=sentences)
    subject = reader(lexical, {"가가": 0.0, "나나": log_odds}, options)
    found = subject.read("다리", [passage("다리 가가 있다. 다리 나나 크다. 다리 작다.")])
    assert [citation.quote for citation in found.citations] == expected


@pytest.mark.parametrize(
    ("near_best", "expected"),
    [
        # 배는 has ln(10 / 3) of ln(10 / 3) + ln 2, which is 0.63; 다리 has the rest.
        (0.5, ["다리 배는 있다.", "배는 있다."]),
        (0.7, ["다리 배는 있다."]),
    ],
)
def test_further_sentence_of_a_quote_has_its_share_of_the_best(
    lexical: LexicalIndex, near_best: float, expected: list[str]
) -> None:
    options = replace(OPTIONS, near=0, near_best=near_best)
    text = "다리 있다. 배는 있다. 다리 배는 있다."
    found = reader(lexical, options=options).read("다리 배는 뭐라고 말했나", [passage(text)])
    assert found.kind == "quote"
    assert [citation.quote for citation in found.citations] == expected


def test_sentence_of_two_papers_is_quoted_once(lexical: LexicalIndex) -> None:
    said = "다리는 오늘 아침에 열렸다고 군청이 밝혔다"
    passages = [passage(f"{said}."), passage(f"{said}!\n다리 길다.", 2)]
    options = replace(OPTIONS, near=9)
    found = reader(lexical, options=options).read("다리는 열렸다고", passages)
    assert quotes(found) == [(1, f"{said}."), (2, "다리 길다.")]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("다리 어떻게 건너나", "manner"),
        ("다리 뭐라고 말했나", "quote"),
        ("다리 열렸나", "yes_no"),
        ("기사마다 다리", "compare"),
        ("다리 요약", "summary"),
    ],
)
def test_few_words_would_leave_out_what_was_asked_for(
    lexical: LexicalIndex, question: str, kind: AnswerKind
) -> None:
    subject = reader(lexical, {"2018년": 9.0})
    found = subject.read(question, [passage("다리 막혔다. 다리 2018년 열렸다.")])
    assert found.kind == kind
    assert quotes(found) == [(1, "다리 2018년 열렸다.")]
    assert (found.short, found.short_answer) == (None, None)


@pytest.mark.parametrize(("log_odds", "short"), [(5.9, None), (6.0, "물이 얕아서")])
def test_reason_is_told_in_a_few_words_only_when_they_are_likely(
    lexical: LexicalIndex, log_odds: float, short: str | None
) -> None:
    text = "다리 물이 얕아서 열렸다."
    found = reader(lexical, {"물이 얕아서": log_odds}).read("왜 다리", [passage(text)])
    assert (found.kind, found.short_answer) == ("reason", short)
    assert quotes(found) == [(1, text)]


def test_comparison_has_one_sentence_of_each_article_best_first(lexical: LexicalIndex) -> None:
    passages = [
        passage("다리 가가다. 다리 둘이다.", 1, source="a.txt"),
        passage("다리 나나다.", 2, source="b.txt"),
        passage("다리 셋이다.", 3, source="a.txt"),
        passage("역이 있다.", 4, source="c.txt"),
    ]
    found = reader(lexical, {"나나다": -3.9}).read("기사마다 다리", passages)
    assert quotes(found) == [(2, "다리 나나다."), (1, "다리 가가다.")]


def test_comparison_tells_articles_apart_that_differ_in_a_figure(lexical: LexicalIndex) -> None:
    said = "다리 공사비는 모두 {}억 원이 들었다고 군청이 어제 아침 밝혔다."
    passages = [passage(said.format(920)), passage(said.format(950), 2)]
    found = reader(lexical).read("기사마다 다리", passages)
    assert quotes(found) == [(1, said.format(920)), (2, said.format(950))]


@pytest.mark.parametrize("question", ["기사마다 다리", "다리 요약"])
@pytest.mark.parametrize("articles", [1, 2, 4])
def test_articles_of_an_answer_are_few(lexical: LexicalIndex, question: str, articles: int) -> None:
    words = ("하나다", "둘이다", "셋이다", "넷이다", "다섯이다")
    passages = [passage(f"다리 {word}.", number) for number, word in enumerate(words, start=1)]
    options = replace(OPTIONS, articles=articles)
    found = reader(lexical, options=options).read(question, passages)
    assert [citation.number for citation in found.citations] == [1, 2, 3, 4][:articles]


def test_summary_is_in_order_of_date_and_of_the_text(lexical: LexicalIndex) -> None:
    passages = [
        passage("다리 셋이다. 역이 있다. 다리 넷이다. 다리 다섯이다.", 1, published="2024-03-02"),
        passage("다리 어제 열렸다.", 2),
        passage("다리 하나다. 다리 둘이다.", 3, published="2024-03-01T09:00"),
        passage("역이 없다.", 4, published="2024-02-01"),
    ]
    # The best comes last in its article, and the second in order of the text before it.
    found = reader(lexical, {"다섯이다": -3.9}).read("다리 요약", passages)
    assert quotes(found) == [
        (3, "다리 하나다."),
        (3, "다리 둘이다."),
        (1, "다리 셋이다."),
        (1, "다리 다섯이다."),
        (2, "다리 어제 열렸다."),
    ]


def test_summary_says_once_what_two_papers_say(lexical: LexicalIndex) -> None:
    said = "다리 오늘 아침에 열렸다고 군청이 밝혔다"
    found = reader(lexical).read("다리 요약", [passage(f"{said}."), passage(f"{said}!", 2)])
    assert quotes(found) == [(1, f"{said}.")]


def test_summary_keeps_the_order_of_an_article_in_two_passages(lexical: LexicalIndex) -> None:
    day = "2024-03-02"
    passages = [
        moved(passage("다리 둘이다.", 1, source="a.txt", published=day), 50),
        passage("다리 막혔다.", 2, source="b.txt", published=day),
        passage("다리 하나다.", 3, source="a.txt", published=day),
    ]
    found = reader(lexical).read("다리 요약", passages)
    assert quotes(found) == [(3, "다리 하나다."), (1, "다리 둘이다."), (2, "다리 막혔다.")]


def test_sentence_that_decides_is_quoted_without_a_guess(lexical: LexicalIndex) -> None:
    found = reader(lexical, {"막혔다": 3.0}).read(
        "다리 막혔나?", [passage("다리 막혔다. 다리 있다.")]
    )
    assert (found.kind, found.short_answer) == ("yes_no", None)
    assert quotes(found) == [(1, "다리 막혔다.")]


BURNT = "산불로 주택 30채 탔다."
BURNT_MORE = "산불로 주택 45채 탔다."
ARTICLES = [
    passage(BURNT, published="2024-03-01"),
    passage(f"바람 불었다. {BURNT_MORE}", 2, published="2024-03-02"),
]
HOUSES = {" 30채": 4.0, " 45채": 3.5, "바람": -2.0}


def test_articles_that_contradict_each_other_are_both_quoted(lexical: LexicalIndex) -> None:
    found = reader(lexical, HOUSES).read("산불로 주택 탔다", ARTICLES)
    assert told(found.differing) == [(1, "30채"), (2, "45채")]
    assert [citation.start for citation in found.differing] == [107, 115]
    assert quotes(found) == [(1, BURNT), (2, BURNT_MORE)]
    assert (found.short_answer, found.are_reasons) == ("30채", False)


def test_likeliest_words_of_each_article_are_compared(lexical: LexicalIndex) -> None:
    others = "동쪽 산불로 주택 60채 탔다."
    passages = [ARTICLES[0], passage(f"{others} {BURNT_MORE} {others}", 2)]
    found = reader(lexical, HOUSES | {"60채": 3.0}).read("산불로 주택 탔다", passages)
    assert told(found.differing) == [(1, "30채"), (2, "45채")]


def test_newer_article_leads_where_a_question_asks_for_now(lexical: LexicalIndex) -> None:
    passages = [ARTICLES[0], passage(BURNT_MORE, 2, published="2024-03-02")]
    found = reader(lexical, HOUSES).read("현재 산불로 주택 탔다", passages)
    assert told(found.differing) == [(2, "45채"), (1, "30채")]
    assert quotes(found) == [(2, BURNT_MORE), (1, BURNT)]
    assert found.short_answer == "45채"


def test_surety_is_that_of_the_answer_that_leads(lexical: LexicalIndex) -> None:
    question = "현재 산불로 주택 탔다"
    subject = reader(lexical, HOUSES)
    best, next_best, *_ = subject.rank(question, ARTICLES)
    signals = subject.signals(question, ARTICLES, [next_best, best])
    assert signals.span == 3.5
    assert subject.read(question, ARTICLES).confidence == confidence(signals)


def test_different_reasons_are_told_as_reasons(lexical: LexicalIndex) -> None:
    passages = [
        passage("비용 부담 탓에 공장 닫았다."),
        passage("직원 파업 끝에 공장 닫았다.", 2),
    ]
    spans = {"비용 부담 탓에": 4.0, "직원 파업 끝에": 3.5}
    found = reader(lexical, spans).read("왜 공장 닫았다", passages)
    assert (found.kind, found.are_reasons) == ("reason", True)
    assert told(found.differing) == [(1, "비용 부담 탓에"), (2, "직원 파업 끝에")]
    assert quotes(found) == [(1, passages[0].text), (2, passages[1].text)]


@pytest.mark.parametrize(
    ("question", "passages", "spans"),
    [
        ("산불로 주택 탔다", [ARTICLES[0], passage(BURNT, 2)], HOUSES),
        ("산불로 주택 탔다", ARTICLES, {" 30채": 4.0}),
        # One of them is not likely to answer.
        ("산불로 주택 탔다", ARTICLES, {" 30채": 4.0, " 45채": -1.0}),
        # An article knows what it says.
        (
            "산불로 주택 탔다",
            [replace(ARTICLES[0], source="a.txt"), replace(ARTICLES[1], source="a.txt")],
            HOUSES,
        ),
        # Each article has its own line anyway, or the sentence itself decides.
        ("기사마다 산불로 주택 탔다", ARTICLES, HOUSES),
        ("산불로 주택 탔나", ARTICLES, HOUSES),
    ],
)
def test_what_does_not_contradict_is_not_said_to(
    lexical: LexicalIndex, question: str, passages: list[Passage], spans: dict[str, float]
) -> None:
    assert reader(lexical, spans).read(question, passages).differing == ()


def test_between_two_writings_meaning_and_likely_words_count(lexical: LexicalIndex) -> None:
    # Of the counted letters the first sentence alone has an x, so that it is 1 ahead.
    text = "역은 x 그러하다. 배는 나나 없다."
    for log_odds, best, short in (
        (-2.1, "역은 x 그러하다.", None),
        (3.0, "배는 나나 없다.", "나나"),
    ):
        encoder, options = SyllableEncoder("x"), replace(OPTIONS, sentences=1)
        subject = reader(lexical, {"나나": log_odds}, options, encoder=encoder)
        found = subject.read("Who is x?", [passage(text)])
        assert (quotes(found), found.short_answer) == ([(1, best)], short)
        assert encoder.encoded == ["역은 x 그러하다.", "배는 나나 없다."]


def test_foreign_question_is_sure_by_the_meaning_of_all_sentences(lexical: LexicalIndex) -> None:
    subject = reader(lexical, {"나나": 3.0}, encoder=SyllableEncoder("x"))
    passages = [passage("역은 x 그러하다. 배는 나나 없다.")]
    query = "Who is x?"
    signals = subject.signals(query, passages, subject.rank(query, passages))
    # The sentence that answers has no x, the other has.
    assert signals.is_foreign
    assert signals.cosine == pytest.approx(1)
    assert subject.read(query, passages).confidence == confidence(signals)


def test_only_the_best_sentences_are_encoded(lexical: LexicalIndex) -> None:
    encoder = SyllableEncoder()
    subject = reader(lexical, {"나나": 3.0}, encoder=encoder)
    subject.read("다리", [passage("역이 있다. 다리 있다. 배는 있다. 다리 나나.")])
    assert encoder.encoded == ["다리 나나.", "다리 있다."]


def test_signals_are_those_of_the_best_sentence(lexical: LexicalIndex) -> None:
    passages = [passage("다리 있다. 배는 가나 있음."), passage("다리 막혔다.", 2)]
    query = "다리 배는 가나"
    subject = reader(lexical, {"있음": 1.0, "막혔다": -1.0})
    signals = subject.signals(query, passages, subject.rank(query, passages))
    assert signals.span == 1
    # The first passage has all words of the question. Of its counted syllables, 다, 가 and 나, the
    # best sentence has the last two, 2 / √(3 * 2); the next one has 다 twice, 2 / √(3 * 4).
    assert signals.passage_terms == pytest.approx(1)
    assert signals.cosine == pytest.approx(2 / 6**0.5)
    assert not signals.is_foreign
    assert subject.read(query, passages).confidence == confidence(signals)


def test_without_likely_words_the_signal_is_the_least(lexical: LexicalIndex) -> None:
    passages = [passage("다리 있다. 배는 나나.")]
    subject = reader(lexical, {"나나": -3.5})
    assert subject.signals("다리", passages, subject.rank("다리", passages)).span == -4


def test_likelier_words_make_it_surer(lexical: LexicalIndex) -> None:
    sure = [
        reader(lexical, {"있다": odds}).read("다리", [passage("다리 있다.")]).confidence
        for odds in (-1.0, 2.0, 5.0)
    ]
    assert sure == sorted(set(sure))


def test_only_the_first_passages_are_read(lexical: LexicalIndex) -> None:
    passages = [passage("배는 없다."), passage("다리 나나.", 2)]
    options = replace(OPTIONS, passages=1)
    found = reader(lexical, {"나나": 9.0}, options).read("다리", passages)
    assert quotes(found) == [(1, "배는 없다.")]


@pytest.mark.parametrize(
    "passages", [[], [replace(passage("다리 열렸다."), sentences=())], [passage("")]]
)
@pytest.mark.parametrize("question", ["다리", "Who?", "기사마다 다리"])
def test_without_sentences_nothing_is_found_nor_looked_for(
    lexical: LexicalIndex, question: str, passages: list[Passage]
) -> None:
    finder = WordSpans({"다리": 9.0})
    assert reader(lexical, finder).read(question, passages) == Reading(citations=(), confidence=0.0)
    assert finder.asked == []


@pytest.mark.parametrize(
    "question",
    [
        "다리",
        "왜 다리",
        "다리 어떻게 건너나",
        "다리 뭐라고 말했나",
        "다리 열렸나",
        "기사마다 다리",
        "다리 요약",
        "산불로 주택 탔다",
        "Who built it?",
        "?",
    ],
)
def test_every_quote_is_a_slice_of_its_passage_and_every_sentence_a_whole_one(
    lexical: LexicalIndex, question: str
) -> None:
    passages = [
        *ARTICLES,
        passage("다리 (2018년) 열렸다.  다리 “막혔다”.\n\n배는 없다.", 3),
        moved(passage("다리 하나다.\n다리 둘이다.", 4, source="3.txt"), 70),
    ]
    spans = HOUSES | {" (2018년)": 7.0, "“막혔다”.": 6.5, "하나다.\n다리": 6.0}
    found = reader(lexical, spans, replace(OPTIONS, near=9)).read(question, passages)
    assert found.citations
    for citation in (*found.citations, *found.differing, *filter(None, [found.short])):
        home = passages[citation.number - 1]
        assert home.source == citation.source
        assert home.start <= citation.start < citation.end <= home.end
        assert citation.quote == home.text[citation.start - home.start : citation.end - home.start]
    for citation in found.citations:
        places = [(span.start, span.end) for span in passages[citation.number - 1].sentences]
        assert (citation.start, citation.end) in places


def test_same_question_is_read_alike(lexical: LexicalIndex) -> None:
    readings = [reader(lexical, HOUSES).read("산불로 주택 탔다", ARTICLES) for _ in range(2)]
    assert readings[0] == readings[1]


def test_rarity_is_as_the_comments_say(lexical: LexicalIndex) -> None:
    assert lexical.rarity("다리") == pytest.approx(log(2))
    assert lexical.rarity("배는") == pytest.approx(log(10 / 3))
