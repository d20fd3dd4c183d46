from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from benchmarks.writing import answer_rows, is_valid, total_rows
from rag.crediting import Credit
from rag.datatypes import Doubt, Writing
from tests.ui.toy_workspace import SURE, made_workspace


def test_answer_is_shown_with_its_quotes_and_what_was_held_back(tmp_path: Path) -> None:
    answer = made_workspace(tmp_path).ask(SURE, ())
    writing = Writing(
        model="toy",
        outcome="written",
        doubts=(
            Doubt(text="999 미터다.", after=1, lacks=("999", "미터")),
            Doubt(text="음.", after=1),
        ),
    )
    times = {"first_sentence": 1_240.0, "total": 2_960.0}
    assert list(answer_rows(replace(answer, writing=writing, timings_ms=times))) == [
        f"## {SURE}",
        "written; first sentence: 1.2 s; all: 3.0 s",
        f"  “{SURE}” [1]",
        # A headline of 10, a byline of 28, and two line ends after each.
        f"    [1] bridge.txt 42-52: {SURE}",
        "  held back: 999 미터다.  (lacks: 999, 미터)",
        "  held back: 음.  (lacks: -)",
        "",
    ]


def test_answer_that_no_model_was_asked_for_is_shown_too(tmp_path: Path) -> None:
    answer = replace(made_workspace(tmp_path).ask(SURE, ()), timings_ms={})
    assert list(answer_rows(answer))[1] == "not asked; first sentence: none; all: 0.0 s"


def test_citation_is_valid_to_the_letter(tmp_path: Path) -> None:
    space = made_workspace(tmp_path)
    (citation,) = space.ask(SURE, ()).citations
    assert is_valid(citation, space)
    assert not is_valid(replace(citation, quote="다리는 아주 김다."), space)
    assert not is_valid(replace(citation, start=citation.start - 1), space)


def test_totals_are_sums_over_all_answers() -> None:
    written = Credit(
        outcome="written",
        supported=(True, True, False),
        carried=(),
        needed=(),
        first_sentence_ms=None,
    )
    credits_ = [written, written, replace(written, outcome="unsupported", supported=(False,))]
    assert list(total_rows(credits_, [True, True, False])) == [
        "asked a model: 3",
        "came of it: written 2, unsupported 1",
        "citations to the letter: 2 of 3",
        "sentences that stand: 4 of 7",
    ]
