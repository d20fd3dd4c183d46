from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest

from index.datatypes import Span
from rag.checking.checked import Checked
from rag.citing import cite
from rag.crediting import Credit, credit, writing_measures
from rag.datatypes import Answer, Doubt, Passage, Writing
from rag.measures import Measure
from tests.rag.scripted import answered, passage

if TYPE_CHECKING:
    from rag.crediting import Judge
    from rag.datatypes import Outcome


# "회사는 2015년에 섰다." is [0, 13), "이름은 트루스다." is [14, 23); "하늘은 파랗다." is [0, 8).
def span(start: int, end: int) -> Span:
    return Span(start=start, end=end)


COMPANY = replace(passage(1, "a.txt"), sentences=(span(0, 13), span(14, 23)))
SKY = replace(passage(2, "b.txt"), sentences=(span(0, 8), span(9, 17)))
FOUNDED, NAME = cite(COMPANY, 0, 13), cite(COMPANY, 14, 23)
BLUE = cite(SKY, 0, 8)


@dataclass
class Words:
    """Carries a sentence where the passages together have all its words."""

    asked: list[tuple[Span, ...]] = field(default_factory=list)

    def check(self, sentence: str, passages: Sequence[Passage]) -> Checked:
        self.asked.extend(found.sentences for found in passages)
        told = " ".join(found.text for found in passages)
        if any(word not in told for word in sentence.split()):
            return Checked()
        whole = passages[0]
        return Checked(citations=(cite(whole, whole.start, whole.end),))


_: Judge = Words()


def written(
    answer: Answer, outcome: Outcome = "written", doubts: Sequence[str] = (), **times: float
) -> Answer:
    writing = Writing(
        model="toy",
        outcome=outcome,
        doubts=tuple(Doubt(text=text, after=0) for text in doubts),
    )
    return replace(answer, writing=writing, timings_ms=times)


def test_answer_that_no_model_was_asked_for_has_no_credit() -> None:
    assert credit(answered("“하늘은 파랗다.” [2]", [BLUE], [SKY]), Words()) is None


def test_sentences_and_their_citations_are_weighed_one_by_one() -> None:
    # The first needs both quotes; for the second the sky is idle; the third is in no quote.
    answer = answered(
        "2015년에 트루스다 [1] [1]\n하늘은 파랗다. [2] [1]\n하늘은 하얗다. [2]",
        [FOUNDED, NAME, BLUE, NAME, BLUE],
        [COMPANY, SKY],
    )
    assert credit(
        written(answer, doubts=["달은 노랗다."], first_sentence=120.0), Words()
    ) == Credit(
        outcome="written",
        supported=(True, True, True, False),
        carried=(True, True, False),
        needed=(True, True, True, False, False),
        first_sentence_ms=120.0,
    )


def test_each_of_two_quotes_that_carry_a_sentence_alone_counts_as_needed() -> None:
    # ALCE's definition: a citation that carries the sentence alone is precise.
    answer = answered("하늘은 [2] [2]", [BLUE, BLUE], [SKY])
    found = credit(written(answer), Words())
    assert found
    assert found.needed == (True, True)


def test_quote_is_judged_and_not_the_passage_around_it() -> None:
    # 구름은 stands in the passage, after the quote.
    found = credit(written(answered("구름은 하얗다. [2]", [BLUE], [SKY])), Words())
    assert found
    assert found.carried == (False,)


def test_quotes_keep_their_sentences_and_others_are_one() -> None:
    part = cite(SKY, 0, 3)
    both = cite(SKY, 0, 17)
    judge = Words()
    credit(written(answered("달은 [2] [2]", [part, both], [SKY])), judge)
    assert judge.asked == [(span(0, 3),), SKY.sentences]


def test_fallback_has_no_sentences_of_the_model_but_those_that_failed() -> None:
    answer = written(
        answered("“하늘은 파랗다.” [2]", [BLUE], [SKY]), "unsupported", ["달은 노랗다.", "해도."]
    )
    assert credit(answer, Words()) == Credit(
        outcome="unsupported",
        supported=(False, False),
        carried=(),
        needed=(),
        first_sentence_ms=None,
    )


def test_without_a_judge_nothing_is_said_of_citations() -> None:
    found = credit(written(answered("하늘은 파랗다. [2]", [BLUE], [SKY])), None)
    assert found
    assert (found.supported, found.carried, found.needed) == ((True,), (), ())


def made(outcome: Outcome, supported: int, doubted: int, first: float | None) -> Credit:
    return Credit(
        outcome=outcome,
        supported=(True,) * supported + (False,) * doubted,
        carried=(True,) * supported,
        needed=(True, False) * supported,
        first_sentence_ms=first,
    )


def test_measures_pool_sentences_and_count_outcomes() -> None:
    credits_ = [
        made("written", 3, 0, 100.0),
        made("written", 1, 1, 300.0),
        made("unsupported", 0, 3, None),
        None,
    ]
    found = {measure.name: measure for measure in writing_measures(credits_)}
    values = {name: (measure.value, measure.count) for name, measure in found.items()}
    # Three of four were asked; of eight sentences four stand, with eight citations.
    assert values == {
        "asked": (0.75, 4),
        "written": (pytest.approx(2 / 3), 3),
        "unsupported": (pytest.approx(1 / 3), 3),
        "supported_sentences": (0.5, 8),
        "checked_recall": (1, 4),
        "checked_precision": (0.5, 8),
        "first_sentence_p50_ms": (100, 2),
        "first_sentence_p95_ms": (300, 2),
    }
    assert all(measure.low is not None for measure in found.values())


def test_measures_of_nothing_written_are_empty() -> None:
    measures = writing_measures([made("unreachable", 0, 0, None)])
    assert measures[-1] == Measure(
        name="first_sentence_p95_ms", value=None, low=None, high=None, count=0
    )
