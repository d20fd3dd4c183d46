from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rag.agreement import AgreementOptions, Disagreement, disagreement, prefer_newer
from rag.claims import Kind
from tests.rag.bracketed import found
from tests.rag.contradictions import COMPATIBLE, CONTRADICTIONS

if TYPE_CHECKING:
    from index.kiwi import KiwiAnalyzer


def texts(result: Disagreement | None) -> list[str] | None:
    return [span.text for span in result.spans] if result else None


def differing(kiwi: KiwiAnalyzer, question: str, *articles: str) -> list[str] | None:
    """Return the spans that contradict each other."""
    spans = [found(kiwi, text, number) for number, text in enumerate(articles, start=1)]
    return texts(disagreement(question, spans, kiwi))


@pytest.mark.parametrize(("question", "one", "other"), CONTRADICTIONS)
def test_articles_that_cannot_both_be_right_disagree(
    kiwi: KiwiAnalyzer, question: str, one: str, other: str
) -> None:
    spans = [text.partition("[")[2].partition("]")[0] for text in (one, other)]
    assert differing(kiwi, question, one, other) == spans
    assert differing(kiwi, question, other, one) == spans[::-1]


@pytest.mark.parametrize(("question", "one", "other"), COMPATIBLE)
def test_articles_that_may_both_be_right_do_not_disagree(
    kiwi: KiwiAnalyzer, question: str, one: str, other: str
) -> None:
    assert differing(kiwi, question, one, other) is None
    assert differing(kiwi, question, other, one) is None


ASKED = "한솔전자 직원은 몇 명인가?"
HUNDRED = "한솔전자 직원은 [100명]이다."
SIXTY = "한솔전자 직원은 [60명]이다."
FORTY = "한솔전자 직원은 [40명]이다."


def test_disagreement_names_its_kind_and_its_spans(kiwi: KiwiAnalyzer) -> None:
    spans = [found(kiwi, HUNDRED, 1), found(kiwi, SIXTY, 2)]
    assert disagreement(ASKED, spans, kiwi) == Disagreement(
        kind=Kind.NUMBER, spans=(spans[0], spans[1])
    )


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        ((HUNDRED, SIXTY, FORTY), ["100명", "60명", "40명"]),
        # Who says what the lead says adds nothing; who says what the second one says neither.
        ((HUNDRED, HUNDRED, FORTY), ["100명", "40명"]),
        ((HUNDRED, SIXTY, SIXTY), ["100명", "60명"]),
        # No more than three.
        ((HUNDRED, SIXTY, FORTY, "한솔전자 직원은 [7명]이다."), ["100명", "60명", "40명"]),
        ((HUNDRED,), None),
        ((), None),
    ],
)
def test_each_span_contradicts_all_others(
    kiwi: KiwiAnalyzer, articles: tuple[str, ...], expected: list[str] | None
) -> None:
    assert differing(kiwi, ASKED, *articles) == expected


def test_one_article_does_not_contradict_itself(kiwi: KiwiAnalyzer) -> None:
    spans = [found(kiwi, HUNDRED, 1, source="a.txt"), found(kiwi, SIXTY, 2, source="a.txt")]
    assert disagreement(ASKED, spans, kiwi) is None


def test_other_passage_of_an_article_may_say_the_same(kiwi: KiwiAnalyzer) -> None:
    spans = [
        found(kiwi, HUNDRED, 1, source="a.txt"),
        found(kiwi, SIXTY, 2, source="b.txt"),
        found(kiwi, "지난 조사에서 한솔전자 직원은 [100명]이었다.", 3, source="b.txt"),
    ]
    assert disagreement(ASKED, spans[:2], kiwi) is not None
    assert disagreement(ASKED, spans, kiwi) is None


@pytest.mark.parametrize(
    ("log_odds", "expected"),
    [
        ((5.0, 3.0), ["100명", "60명"]),
        ((5.0, 2.9), None),
        ((1.0, 0.1), ["100명", "60명"]),
        # Likelier no answer than an answer.
        ((1.0, 0.0), None),
        ((-0.5, -0.6), None),
        # Another span is likelier than the lead: it is still the lead that sets the floor.
        ((1.0, 5.0), ["100명", "60명"]),
        ((1.0, 5.0, 0.5), ["100명", "60명", "40명"]),
        ((3.0, 6.0, 0.9), ["100명", "60명"]),
        # Without a lead, nothing is contradicted, whatever the others say of each other.
        ((0.0, 5.0), None),
        ((-0.5, 5.0, 4.0), None),
    ],
)
def test_lead_and_what_is_not_far_below_it_count(
    kiwi: KiwiAnalyzer, log_odds: tuple[float, ...], expected: list[str] | None
) -> None:
    articles = (HUNDRED, SIXTY, FORTY)
    spans = [
        replace(found(kiwi, articles[place], place + 1), log_odds=odds)
        for place, odds in enumerate(log_odds)
    ]
    assert texts(disagreement(ASKED, spans, kiwi, AgreementOptions(margin=2.0))) == expected


def test_title_tells_what_a_sentence_is_about(kiwi: KiwiAnalyzer) -> None:
    plain = [found(kiwi, "직원은 [100명]이다.", 1), found(kiwi, SIXTY, 2)]
    titled = [found(kiwi, "직원은 [100명]이다.", 1, title="한솔전자의 봄"), plain[1]]
    assert disagreement(ASKED, plain, kiwi) is None
    assert texts(disagreement(ASKED, titled, kiwi)) == ["100명", "60명"]


def test_span_outside_of_whole_sentences_is_not_judged(kiwi: KiwiAnalyzer) -> None:
    one, other = found(kiwi, HUNDRED, 1), found(kiwi, SIXTY, 2)
    loose = replace(other, passage=replace(other.passage, sentences=()))
    assert disagreement(ASKED, [one, loose], kiwi) is None
    assert disagreement(ASKED, [loose, one], kiwi) is None


def test_question_without_words_of_its_own_is_not_judged(kiwi: KiwiAnalyzer) -> None:
    assert differing(kiwi, "몇 명?", HUNDRED, SIXTY) is None


def test_decomposed_text_is_read_alike(kiwi: KiwiAnalyzer) -> None:
    articles = (unicodedata.normalize("NFD", text) for text in (HUNDRED, SIXTY))
    spans = differing(kiwi, unicodedata.normalize("NFD", ASKED), *articles)
    assert spans == [unicodedata.normalize("NFD", text) for text in ("100명", "60명")]


@pytest.mark.parametrize(
    ("question", "published", "expected"),
    [
        ("지금 직원은 몇 명인가?", ("2023-01-05", "2024-02-01T09:00"), [2, 1]),
        ("How many people are there now?", ("2023-01-05", "2024-02-01"), [2, 1]),
        ("지금 직원은 몇 명인가?", ("2024-02-01", "2023-01-05"), [1, 2]),
        # The same day: the lead stays first, whatever the hour.
        ("현재 직원은 몇 명인가?", ("2024-02-01T08:00", "2024-02-01T09:00"), [1, 2]),
        ("지금 직원은 몇 명인가?", ("2023-01-05", None), [1, 2]),
        ("지금 직원은 몇 명인가?", (None, "2023-01-05"), [1, 2]),
        ("그때 직원은 몇 명이었나?", ("2023-01-05", "2024-02-01"), [1, 2]),
        # Words that only hold another one.
        ("기현재단 직원은 몇 명인가?", ("2023-01-05", "2024-02-01"), [1, 2]),
        ("How many people were known?", ("2023-01-05", "2024-02-01"), [1, 2]),
    ],
)
def test_newer_article_leads_only_where_the_question_asks_for_now(
    kiwi: KiwiAnalyzer,
    question: str,
    published: tuple[str | None, str | None],
    expected: list[int],
) -> None:
    spans = [
        replace(span, passage=replace(span.passage, published=day))
        for span, day in zip(
            (found(kiwi, HUNDRED, 1), found(kiwi, SIXTY, 2)), published, strict=True
        )
    ]
    assert [span.passage.number for span in prefer_newer(question, spans)] == expected


def test_disagreement_leads_with_the_newer_article(kiwi: KiwiAnalyzer) -> None:
    # The second article appeared a day later.
    assert differing(kiwi, f"지금 {ASKED}", HUNDRED, SIXTY) == ["60명", "100명"]
