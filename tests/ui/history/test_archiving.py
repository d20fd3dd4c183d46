from __future__ import annotations

import json
import random
from dataclasses import fields
from typing import Any

import pytest

from index.datatypes import Place, Span
from index.errors import InputError
from rag.datatypes import Answer, Citation, Doubt, Passage, Ranks, Trace, Writing
from ui.history.archiving import (
    _ANSWER,
    _CITATION,
    _DOUBT,
    _PASSAGE,
    _PLACE,
    _RANKS,
    _SPAN,
    _TRACE,
    _WRITING,
    Shape,
    answer_from_record,
    answer_to_record,
    digests_from_record,
)

# Decomposed, quoted, emptied, astral, half of a pair, and what ends a line to some.
TEXTS = ("가나", "가", '"\\', "", "🗞", "\ud800", "\u2028\x00")


def restored(answer: Answer) -> Answer:
    """Return what comes back through a file of JSON."""
    return answer_from_record(json.loads(json.dumps(answer_to_record(answer))))


def varied(chance: random.Random) -> Answer:
    """Return an answer in which any field may hold anything of its type."""

    def text() -> str:
        return "".join(chance.choices(TEXTS, k=3))

    def maybe(value: Any) -> Any:  # noqa: ANN401  (the type of whatever it is given)
        return chance.choice([value, None])

    def place(start: int) -> Place:
        return Place(start=start, page=maybe(chance.randrange(1, 9)), heading=text())

    def passage(number: int) -> Passage:
        return Passage(
            number=number,
            source=text(),
            title=text(),
            published=maybe(text()),
            start=chance.randrange(9),
            end=chance.randrange(9, 99),
            text=text(),
            score=chance.random(),
            sentences=tuple(Span(start=n, end=n + 1) for n in range(chance.randrange(3))),
            places=tuple(map(place, range(chance.randrange(3)))),
        )

    def citation(number: int) -> Citation:
        return Citation(
            number=number,
            source=text(),
            title=text(),
            published=maybe(text()),
            start=chance.randrange(9),
            end=chance.randrange(9, 99),
            quote=text(),
            place=maybe(place(3)),
        )

    def ranks(number: int) -> Ranks:
        return Ranks(number=number, dense=maybe(1), terms=maybe(2), bigrams=maybe(3))

    def doubt(after: int) -> Doubt:
        return Doubt(text=text(), after=after, lacks=tuple(chance.choices(TEXTS, k=after)))

    count = chance.randrange(4)
    return Answer(
        question=text(),
        query=text(),
        text=text(),
        answerable=chance.random() < 0.5,
        confidence=chance.random(),
        short_answer=maybe(text()),
        citations=tuple(map(citation, range(count))),
        passages=tuple(map(passage, range(count))),
        timings_ms={text(): chance.random(), "total": 3},
        trace=Trace(
            terms=(text(),),
            matched=(text(), text()),
            ranks=tuple(map(ranks, range(count))),
            searched_by=("terms", "bigrams"),
        ),
        writing=maybe(
            Writing(model=text(), outcome="cut_short", doubts=tuple(map(doubt, range(count))))
        ),
    )


PLAIN: dict[str, Any] = {
    "question": "물음?",
    "query": "물음",
    "text": "갑. [1]",
    "answerable": True,
    "confidence": 0.75,
    "short_answer": None,
    "citations": [
        {
            "number": 1,
            "source": "a.txt",
            "title": "가",
            "published": None,
            "start": 0,
            "end": 2,
            "quote": "갑.",
        }
    ],
    "passages": [],
}


@pytest.mark.parametrize("seed", range(50))
def test_every_answer_comes_back_equal(seed: int) -> None:
    answer = varied(random.Random(seed))
    assert restored(answer) == answer


@pytest.mark.parametrize(
    "shape",
    [_ANSWER, _CITATION, _DOUBT, _PASSAGE, _PLACE, _RANKS, _SPAN, _TRACE, _WRITING],
)
def test_every_field_of_a_record_is_read_back(shape: Shape[Any]) -> None:
    assert list(shape.readers) == [field.name for field in fields(shape.kind)]


def test_fields_that_an_old_record_lacks_get_their_defaults() -> None:
    answer = answer_from_record(PLAIN)
    assert answer.trace == Trace()
    assert answer.writing is None
    assert answer.timings_ms == {}
    assert answer.citations[0].quote == "갑."
    assert answer.citations[0].place is None


def test_fields_of_a_newer_record_are_left_out() -> None:
    newer = {**PLAIN, "mood": "gay", "trace": {"terms": ["갑"], "colour": 1}}
    assert answer_from_record(newer).trace == Trace(terms=("갑",))


def test_an_outcome_of_a_newer_version_leaves_the_answer_whole() -> None:
    told = {"model": "toy", "outcome": "dreamt", "doubts": [], "mood": "gay"}
    answer = answer_from_record({**PLAIN, "writing": told})
    assert answer.citations[0].quote == "갑."
    assert answer_to_record(answer)["writing"] == {
        "model": "toy",
        "outcome": "dreamt",
        "doubts": [],
    }


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        ({"question": None}, "expected str, got NoneType"),
        ({"answerable": 1}, "expected bool, got int"),
        ({"confidence": "0.5"}, "expected int or float, got str"),
        ({"short_answer": 3}, "expected str or NoneType, got int"),
        ({"citations": {}}, "expected list, got dict"),
        ({"citations": ["갑"]}, "expected dict, got str"),
        ({"citations": [{"number": 1}]}, "missing 6 required keyword-only arguments"),
        ({"citations": [{**PLAIN["citations"][0], "start": True}]}, "expected int, got bool"),
        ({"citations": [{**PLAIN["citations"][0], "place": 3}]}, "expected dict, got int"),
        ({"passages": None}, "expected list, got NoneType"),
        ({"timings_ms": {"total": "1"}}, "expected int or float, got str"),
        ({"trace": {"ranks": [{"number": 1.5}]}}, "expected int, got float"),
        ({"writing": "toy"}, "expected dict, got str"),
        ({"writing": {"model": "toy"}}, "missing 1 required keyword-only argument: 'outcome'"),
    ],
)
def test_a_damaged_record_is_refused_with_what_is_wrong(
    damage: dict[str, object], reason: str
) -> None:
    with pytest.raises(InputError, match=reason):
        answer_from_record({**PLAIN, **damage})


@pytest.mark.parametrize("record", [None, [], "{}", 1])
def test_what_is_no_record_at_all_is_refused(record: object) -> None:
    with pytest.raises(InputError, match="expected dict"):
        answer_from_record(record)


def test_digests_are_texts_by_source() -> None:
    assert digests_from_record({"a.txt": "0f"}) == {"a.txt": "0f"}
    with pytest.raises(InputError, match="expected str, got int"):
        digests_from_record({"a.txt": 15})
