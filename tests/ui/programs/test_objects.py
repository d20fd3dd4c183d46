from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from rag.datatypes import Doubt, Writing
from tests.ui.contract import ANSWER_KEYS, CITATION_KEYS, DOUBT_KEYS, PASSAGE_KEYS, WRITING_KEYS
from tests.ui.records import answer as make_answer
from tests.ui.records import citation
from tests.ui.toy_workspace import SURE, made_workspace
from ui.plain import answer_to_json, passage_to_json
from ui.programs.objects import (
    AnswerObject,
    CitationObject,
    DoubtObject,
    PassageObject,
    WritingObject,
    answer_object,
    article_object,
    passage_object,
    status_object,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_types_have_the_keys_of_what_is_printed() -> None:
    assert AnswerObject.__annotations__.keys() == ANSWER_KEYS
    assert CitationObject.__annotations__.keys() == CITATION_KEYS
    assert PassageObject.__annotations__.keys() == PASSAGE_KEYS
    assert WritingObject.__annotations__.keys() == WRITING_KEYS
    assert DoubtObject.__annotations__.keys() == DOUBT_KEYS


def test_what_a_language_model_had_to_do_with_an_answer_is_told() -> None:
    doubt = Doubt(text="을은 셋이다.", after=1, lacks=("셋",))
    writing = Writing(model="toy", outcome="written", doubts=(doubt,))
    written = replace(make_answer("갑. [1]", citation(1, "갑.")), writing=writing)
    assert answer_object(written)["writing"] == {
        "model": "toy",
        "outcome": "written",
        "doubts": [{"text": "을은 셋이다.", "after": 1, "lacks": ["셋"]}],
    }
    assert answer_object(replace(written, writing=None))["writing"] is None


def test_answers_and_passages_are_those_that_are_printed(tmp_path: Path) -> None:
    answer = made_workspace(tmp_path).ask(SURE, ())
    assert answer_object(answer) == answer_to_json(answer)
    assert passage_object(answer.passages[0]) == passage_to_json(answer.passages[0])


def test_status_is_that_which_is_printed(tmp_path: Path) -> None:
    space = made_workspace(tmp_path)
    (tmp_path / "corpus" / "new.txt").write_text("새 기사다.\n", encoding="utf-8")
    (tmp_path / "corpus" / "notes.bin").write_bytes(b"\0\1\2")
    (tmp_path / "corpus" / "station.txt").unlink()
    status = space.status()
    assert status.changes.added == ("new.txt",)
    assert status.changes.removed == ("station.txt",)
    assert status_object(status) == json.loads(json.dumps(asdict(status)))


def test_article_has_the_fields_of_its_summary(tmp_path: Path) -> None:
    summary = made_workspace(tmp_path).articles()[0]
    assert article_object(summary) == asdict(summary)
    assert article_object(summary)["title"] == "섬마을 다리 열리다"
