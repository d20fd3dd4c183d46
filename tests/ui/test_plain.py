from __future__ import annotations

import json
from dataclasses import replace

import pytest

from index.datatypes import Place
from rag.confidence import certainty
from rag.datatypes import Doubt, Outcome, Writing
from tests.ui.records import answer, citation, passage, placed
from ui.plain import answer_to_json, answer_to_text
from ui.programs.objects import answer_object

TWO = answer(
    "가는 나다. [1] 다는 라다. [2]",
    citation(1, "가는 나다.", source="a.txt"),
    citation(2, "다는 라다.", source="b.txt", title="나 기사", start=7),
    passages=(
        passage(1, "가는 나다. 그렇다.", source="a.txt"),
        passage(2, "앞말이다. 다는 라다.", source="b.txt", title="나 기사"),
        passage(3, "마는 바다.", source="c.txt", title="다 기사"),
    ),
)


INSTEAD = "The answer is quoted from the articles instead."
DOCTOR = "Whoever runs the server can find out why: rag doctor"
OMITTED = "1 sentence that is not in the articles was left out."


def test_the_terminal_shows_the_answer_then_each_citation_with_place_and_quote() -> None:
    assert answer_to_text(TWO) == (
        "가는 나다. [1] 다는 라다. [2]\n"
        "\n"
        "[1] 가 기사 (2024-04-05) — a.txt:0-6\n"
        "    가는 나다.\n"
        "\n"
        "[2] 나 기사 (2024-04-05) — b.txt:7-13\n"
        "    다는 라다."
    )


def test_the_terminal_shows_a_quote_that_is_cited_twice_once() -> None:
    given = answer("갑입니다. [1]\n“갑.” [1]", citation(1, "갑."), citation(1, "갑."))
    assert answer_to_text(given).count("a.txt:0-2") == 1


def test_the_terminal_names_the_page_and_the_heading_of_a_quote() -> None:
    places = (Place(start=0, page=3), Place(start=0, heading="둘째\n마당"))
    given = answer("갑. [1]\n을. [2]", *(placed(n, "갑.", p) for n, p in enumerate(places, 1)))
    assert [line for line in answer_to_text(given).splitlines() if "가 기사" in line] == [
        "[1] 가 기사 (2024-04-05) — a.txt:0-2, p. 3",
        "[2] 가 기사 (2024-04-05) — a.txt:0-2, 둘째 마당",
    ]


@pytest.mark.parametrize(
    ("question", "outcome", "doubts", "line"),
    [
        ("물음?", "written", 0, "toy 모델이 쓰고 기사와 대조했습니다."),
        (
            "물음?",
            "written",
            2,
            "toy 모델이 쓰고 기사와 대조했습니다. 기사에 근거가 없는 문장 2개는 뺐습니다.",
        ),
        (
            "Why?",
            "unreachable",
            0,
            f"toy cannot be reached. {INSTEAD} {DOCTOR}",
        ),
        (
            "Why?",
            "unsupported",
            1,
            f"Nothing that toy wrote stands in the articles. {INSTEAD} {OMITTED}",
        ),
    ],
)
def test_the_terminal_says_who_wrote_or_why_nobody_did(
    question: str, outcome: Outcome, doubts: int, line: str
) -> None:
    doubt = Doubt(text="거짓이다.", after=1)
    writing = Writing(model="toy", outcome=outcome, doubts=(doubt,) * doubts)
    written = replace(TWO, question=question, writing=writing)
    shown = answer_to_text(written)
    assert shown.splitlines()[:3] == ["가는 나다. [1] 다는 라다. [2]", "", line]
    assert "거짓" not in shown


@pytest.mark.parametrize(
    ("place", "page", "heading"),
    [
        (None, None, None),
        (Place(start=0, page=3), 3, None),
        (Place(start=0, heading="둘째 마당"), None, "둘째 마당"),
        (Place(start=0, page=3, heading="둘째 마당"), 3, "둘째 마당"),
    ],
)
def test_the_citation_object_has_the_page_and_the_heading_where_there_are_any(
    place: Place | None, page: int | None, heading: str | None
) -> None:
    (found,) = answer_object(answer("갑. [1]", placed(1, "갑.", place)))["citations"]
    assert (found["page"], found["heading"]) == (page, heading)


def test_the_terminal_gets_no_escape_sequences() -> None:
    given = answer("빨강\x1b[31m. [1]", citation(1, "빨강\x1b[31m.", title="제목\x1b]0;x\x07"))
    assert "\x1b" not in answer_to_text(given)
    assert "\x07" not in answer_to_text(given)


def test_the_answer_object_has_exactly_the_fields_of_the_contract() -> None:
    given = answer(
        "갑. [1]",
        citation(1, "갑.", start=5),
        passages=(passage(1, "갑. 을."),),
        query="온 물음?",
        short_answer="갑",
    )
    assert answer_to_json(given) == {
        "question": "물음?",
        "query": "온 물음?",
        "answer": "갑. [1]",
        "answerable": True,
        "confidence": 0.75,
        "certainty": certainty(0.75),
        "short_answer": "갑",
        "citations": [
            {
                "number": 1,
                "source": "a.txt",
                "title": "가 기사",
                "published": "2024-04-05",
                "start": 5,
                "end": 7,
                "quote": "갑.",
                "page": None,
                "heading": None,
            }
        ],
        "passages": [
            {
                "number": 1,
                "source": "a.txt",
                "title": "가 기사",
                "start": 0,
                "end": 5,
                "text": "갑. 을.",
                "score": 0.5,
            }
        ],
        "timings_ms": {"search": 1.5},
        "writing": None,
    }
    assert json.loads(json.dumps(answer_to_json(given), ensure_ascii=False))
