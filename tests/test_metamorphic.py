from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.asking import Asker
from benchmarks.metamorphic import (
    TIMES,
    Edit,
    add_articles,
    change_numbers,
    edit_of,
    follows,
    measures,
    other_number,
    row,
    stays,
)
from index.errors import InputError
from rag.datatypes import Answer, Citation, Passage
from rag.measures import Measure
from rag.questions import QuestionCase
from tests.fakes import SyllableEncoder, write_articles
from tests.ui.toy_workspace import ToyEngines

BRIDGE = "다리는 길이가 1234 미터다.\n"
OTHER = "역은 1977 년에 섰다.\n"


def passage(number: int, source: str, text: str) -> Passage:
    return Passage(
        number=number,
        source=source,
        title="",
        published=None,
        start=0,
        end=len(text),
        text=text,
        score=1.0,
    )


def answer(text: str, *passages: Passage, question: str = "얼마나?") -> Answer:
    first = passages[0]
    citation = Citation(
        number=1,
        source=first.source,
        title="",
        published=None,
        start=0,
        end=first.end,
        quote=first.text,
    )
    return Answer(
        question=question,
        query=question,
        text=text,
        answerable=True,
        confidence=1.0,
        short_answer=None,
        citations=(citation,),
        passages=passages,
    )


LONG = passage(1, "bridge.txt", BRIDGE)
TOLD = answer("1234 미터입니다. [1]", LONG)


@pytest.mark.parametrize(
    ("number", "other"),
    [("10", "47"), ("99", "46"), ("05", "42"), ("1963", "1910")],
)
def test_other_number_has_as_many_digits(number: str, other: str) -> None:
    # (n - 10 + 37) % 90 + 10 of the last two digits.
    assert other_number(number) == other


def test_number_of_the_answer_and_its_quote_is_changed() -> None:
    # 34 - 10 + 37 = 61, and 10.
    assert edit_of(TOLD) == Edit(source="bridge.txt", old="1234", new="1271")


@pytest.mark.parametrize(
    "unfit",
    [
        answer("깁니다. [1]", LONG),
        answer("999 미터입니다. [1]", LONG),
        answer("1234 미터입니다. [1]", LONG, question="1234 미터인가?"),
        answer("1234 미터입니다. [1]", LONG, passage(2, "b.txt", "모두 1234 명이다.")),
        answer("1234 미터입니다. [1]", LONG, passage(2, "b.txt", "모두 1271 명이다.")),
        replace(TOLD, citations=()),
    ],
)
def test_number_that_proves_nothing_is_not_changed(unfit: Answer) -> None:
    assert edit_of(unfit) is None


def test_markers_are_no_numbers_of_an_answer() -> None:
    cited = answer("깁니다. [12]", passage(12, "a.txt", "12 미터다."))
    assert edit_of(cited) is None


def test_edit_spares_numbers_that_only_look_alike() -> None:
    edit = Edit(source="a.txt", old="12", new="49")
    assert (
        edit("12개, 1.12, 12.5, 112, 2,12 그리고 12.") == "49개, 1.12, 12.5, 112, 2,12 그리고 49."
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1271 미터입니다. [1]", True),
        ("1234 미터입니다. [1]", False),
        ("1234 미터가 아니라 1271 미터입니다. [1]", False),
        ("깁니다. [1]", False),
    ],
)
def test_answer_follows_with_the_new_number_alone(text: str, *, expected: bool) -> None:
    assert follows(Edit(source="", old="1234", new="1271"), answer(text, LONG)) is expected


def test_answer_stays_with_its_article() -> None:
    elsewhere = answer("1234 미터입니다. [1]", passage(1, "b.txt", BRIDGE))
    none = replace(TOLD, answerable=False, citations=())
    assert stays(TOLD, replace(TOLD, text="1234 m [1]"))
    assert stays(none, none)
    assert not stays(TOLD, elsewhere)
    assert not stays(TOLD, none)


def test_ten_times_as_many_articles_are_added(tmp_path: Path) -> None:
    write_articles(tmp_path / "corpus", {"a.txt": BRIDGE})
    write_articles(tmp_path / "others", {f"{number}.txt": OTHER for number in range(TIMES + 1)})
    add_articles(tmp_path / "others", tmp_path / "corpus")
    assert len(list((tmp_path / "corpus" / "irrelevant").iterdir())) == TIMES


def test_too_few_articles_to_add_are_refused(tmp_path: Path) -> None:
    write_articles(tmp_path / "corpus", {"a.txt": BRIDGE})
    write_articles(tmp_path / "others", {"b.txt": OTHER})
    with pytest.raises(InputError, match="holds 1 articles; 10 are needed"):
        add_articles(tmp_path / "others", tmp_path / "corpus")


def test_numbers_are_changed_in_their_own_file_with_its_line_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("1234 미터\r\n1234".encode())
    (tmp_path / "b.txt").write_text("1234", encoding="utf-8")
    change_numbers([Edit(source="a.txt", old="1234", new="1271")], tmp_path)
    assert (tmp_path / "a.txt").read_bytes() == "1271 미터\r\n1271".encode()
    assert (tmp_path / "b.txt").read_text(encoding="utf-8") == "1234"


def test_quotes_stay_and_follow_by_themselves(tmp_path: Path) -> None:
    write_articles(tmp_path / "corpus", {"bridge.txt": BRIDGE, "station.txt": OTHER})
    write_articles(tmp_path / "others", {f"{n}.txt": f"고양이 {n}.\n" for n in range(2 * TIMES)})
    cases = [
        QuestionCase(id="1", type="fact", question=BRIDGE.strip()[:-1].replace("1234 ", "")),
        QuestionCase(id="2", type="fact", question="역은 년에 섰다"),
    ]
    options = argparse.Namespace(
        corpus=tmp_path / "corpus", irrelevant=tmp_path / "others", work=tmp_path / "work"
    )
    asker = Asker(engines=ToyEngines(SyllableEncoder()))
    found = [(share.value, share.count) for share in measures(cases, asker, options)]
    assert found == [(1, 2), (1, 2), (1, 2)]
    assert (tmp_path / "corpus" / "bridge.txt").read_text(encoding="utf-8") == BRIDGE
    options.irrelevant = None
    assert [share.name for share in measures(cases, asker, options)] == ["follows a changed number"]


def test_number_that_two_answers_give_is_changed_for_one_of_them(tmp_path: Path) -> None:
    write_articles(tmp_path / "corpus", {"bridge.txt": BRIDGE})
    question = "다리는 길이가 미터다"
    cases = [QuestionCase(id=id_, type="fact", question=question) for id_ in "12"]
    options = argparse.Namespace(
        corpus=tmp_path / "corpus", irrelevant=None, work=tmp_path / "work"
    )
    asker = Asker(engines=ToyEngines(SyllableEncoder()))
    (share,) = measures(cases, asker, options)
    assert (share.value, share.count) == (1, 1)


def test_row_has_the_interval_and_the_count() -> None:
    assert row(Measure(name="x", value=0.5, low=0.25, high=1, count=4)) == (
        "x: 0.500 [0.250, 1.000] n=4"
    )
    assert row(Measure(name="x", value=None, low=None, high=None, count=0)) == "x: -"
