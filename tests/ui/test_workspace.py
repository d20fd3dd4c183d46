from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from index.datatypes import Changes, Skipped
from index.errors import CorpusError, InputError, ModelError, StoreError
from index.weights import MODEL_NAME
from rag.datatypes import Turn, Writing
from rag.scope import Scope
from tests.fakes import SyllableEncoder, WordSpans, toy_tools, write_articles
from tests.rag.writing.toy_model import ToyModel
from tests.ui.toy_workspace import (
    ARTICLES,
    BRIDGE,
    STATION,
    SURE,
    SURE_ANSWER,
    UNKNOWN,
    ToyWorkspace,
    early_workspace,
    made_workspace,
    toy_workspace,
)
from ui.status import Status
from ui.wiring import Engines
from ui.workspace import Workspace, stored_model

if TYPE_CHECKING:
    from pathlib import Path

UNSURE = "우주 로켓은 얼마나 길다."
FOREIGN = "Who built it?"
NEW_SURE = "등대에 고양이가 산다."
LIGHTHOUSE = f"등대 소식\n\n{NEW_SURE}\n"


def test_index_answers_what_it_was_made_of(tmp_path: Path) -> None:
    space = made_workspace(tmp_path)
    answer = space.ask(SURE, ())
    assert answer.text == SURE_ANSWER
    assert [BRIDGE[found.start : found.end] for found in answer.citations] == [SURE]
    assert not space.ask(UNKNOWN, ()).answerable


def test_turns_before_are_part_of_the_question(tmp_path: Path) -> None:
    space = made_workspace(tmp_path)
    turn = Turn(question="2018년 배는 몇 척인가?", answer="3척입니다. [1]")
    answer = space.ask("2014년에는?", [turn])
    assert answer.query == "2014년 배는 몇 척인가?"


def written_workspace(folder: Path, model: ToyModel) -> ToyWorkspace:
    made_workspace(folder)
    return ToyWorkspace(folder / "corpus", folder / "store", llm=model)


def test_language_model_puts_the_answer_into_words(tmp_path: Path) -> None:
    space = written_workspace(tmp_path, ToyModel([f"{SURE} [1]\n"]))
    assert space.writer == "toy"
    *growing, whole = space.answers(SURE, ())
    assert whole.text == f"{SURE} [1]"
    assert whole.writing == Writing(model="toy", outcome="written")
    assert space.ask(SURE, ()).text == whole.text
    assert all(answer.writing and answer.writing.outcome == "writing" for answer in growing)


def test_language_model_is_asked_only_where_it_is_to_write(tmp_path: Path) -> None:
    model = ToyModel([f"{SURE} [1]\n"])
    space = written_workspace(tmp_path, model)
    answers = [*space.answers(SURE, (), writes=False), *space.answers("안녕하세요", ())]
    assert [answer.writing for answer in answers] == [None, None]
    assert answers[0].text == SURE_ANSWER
    assert model.messages == []


def test_without_a_language_model_there_is_one_answer(tmp_path: Path) -> None:
    space = made_workspace(tmp_path)
    (answer,) = space.answers(SURE, ())
    assert (space.writer, answer.writing, answer.text) == ("", None, SURE_ANSWER)


def test_without_an_index_each_question_says_how_to_make_one(tmp_path: Path) -> None:
    write_articles(tmp_path / "corpus", ARTICLES)
    space = toy_workspace(tmp_path)
    assert not space.has_index()
    for ask in (
        space.snapshot,
        space.generation,
        space.answerer,
        space.status,
        space.articles,
        lambda: space.ask(SURE, ()),
        lambda: space.search(SURE, top_k=1),
        lambda: space.document("bridge.txt"),
    ):
        with pytest.raises(StoreError, match=r"^no index at .*store; build it with: rag index$"):
            ask()
    assert not (tmp_path / "store").exists()
    assert space.engines.loaded == set()


@pytest.mark.parametrize("question", ["", " ", "가" * 2001])
def test_question_that_cannot_be_asked_loads_nothing(tmp_path: Path, question: str) -> None:
    space = toy_workspace(tmp_path)
    with pytest.raises(InputError):
        space.ask(question, ())
    with pytest.raises(InputError):
        space.search(question, top_k=1)
    assert space.engines.loaded == set()


def test_search_returns_passages_best_first(tmp_path: Path) -> None:
    found = made_workspace(tmp_path).search("역은 도서관이 됐다.", top_k=1)
    assert [(passage.number, passage.source) for passage in found] == [(1, "station.txt")]


def test_running_workspace_follows_the_updates_of_another(tmp_path: Path) -> None:
    running = made_workspace(tmp_path)
    assert running.generation() == 1
    assert NEW_SURE not in running.ask(NEW_SURE, ()).text

    other = toy_workspace(tmp_path)
    write_articles(tmp_path / "corpus", {"lighthouse.txt": LIGHTHOUSE})
    other.refresh()
    assert running.ask(NEW_SURE, ()).text == f"“{NEW_SURE}” [1]"
    assert running.generation() == 2

    write_articles(tmp_path / "corpus", {"bridge.txt": BRIDGE.replace("아주", "매우")})
    (tmp_path / "corpus" / "lighthouse.txt").unlink()
    other.refresh()
    assert running.ask("다리는 매우 길다.", ()).text == "“다리는 매우 길다.” [1]"
    assert [article.source for article in running.articles()] == ["bridge.txt", "station.txt"]
    with pytest.raises(StoreError, match=r"^no article 'lighthouse.txt' in the index"):
        running.document("lighthouse.txt")


def test_index_at_hand_is_not_opened_again(tmp_path: Path) -> None:
    space = made_workspace(tmp_path)
    assert space.snapshot() is space.snapshot()
    assert space.answerer() is space.answerer()
    space.refresh()
    assert space.snapshot().generation == 1


def test_snapshot_and_answerer_from_before_stay_whole(tmp_path: Path) -> None:
    space = made_workspace(tmp_path)
    before, answerer = space.snapshot(), space.answerer()
    write_articles(tmp_path / "corpus", {"bridge.txt": LIGHTHOUSE})
    space.refresh()
    assert space.document("bridge.txt").text == LIGHTHOUSE
    assert before.document("bridge.txt").text == BRIDGE
    assert answerer.ask(SURE).text == SURE_ANSWER


def test_question_by_another_encoder_is_refused_until_the_index_is_rebuilt(tmp_path: Path) -> None:
    made_workspace(tmp_path)
    changed = toy_workspace(tmp_path, SyllableEncoder(version=2))
    with pytest.raises(StoreError, match=r"encoder .*@1, the question with .*@2; rebuild it with"):
        changed.ask(SURE, ())
    changed.refresh(full=True)
    assert changed.ask(SURE, ()).text == SURE_ANSWER


def test_update_by_another_encoder_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    made = made_workspace(tmp_path)
    write_articles(tmp_path / "corpus", {"lighthouse.txt": LIGHTHOUSE})
    with pytest.raises(StoreError, match=r"@1, this is .*@2; rebuild it with: rag index --full"):
        toy_workspace(tmp_path, SyllableEncoder(version=2)).refresh()
    assert made.generation() == 1
    assert made.ask(SURE, ()).text == SURE_ANSWER


def test_encoder_that_is_named_must_be_that_of_the_index(tmp_path: Path) -> None:
    made_workspace(tmp_path)
    other = Workspace(tmp_path / "corpus", tmp_path / "store", Engines("other"))
    with pytest.raises(StoreError, match=r"made with toy, not with other; .*--encoder other$"):
        other.update(lambda _stage, _done, _total: None)


def test_full_update_may_name_another_encoder(tmp_path: Path) -> None:
    made_workspace(tmp_path)
    encoder = SyllableEncoder(version=2)
    other = ToyWorkspace(tmp_path / "corpus", tmp_path / "store", encoder, model="other")
    assert other.refresh(full=True).generation == 2
    assert stored_model(tmp_path / "store") == "other"
    assert other.ask(SURE, ()).text == SURE_ANSWER


def test_model_is_that_of_the_index(tmp_path: Path) -> None:
    corpus, store = tmp_path / "corpus", tmp_path / "store"
    assert stored_model(store) is None
    assert Workspace(corpus, store)._engines.model == MODEL_NAME
    made_workspace(tmp_path)
    assert stored_model(store) == "toy"
    assert Workspace(corpus, store)._engines.model == "toy"


def test_status_tells_what_the_index_holds_and_how_the_folder_differs(tmp_path: Path) -> None:
    space = made_workspace(tmp_path)
    write_articles(
        tmp_path / "corpus",
        {"bridge.txt": BRIDGE + "새 소식이다.\n", "a/new.md": LIGHTHOUSE, "b.doc": "x"},
    )
    (tmp_path / "corpus" / "station.txt").unlink()
    assert space.status() == Status(
        corpus=str(tmp_path / "corpus"),
        store=str(tmp_path / "store"),
        generation=1,
        documents=2,
        chunks=sum(article.chunks for article in space.articles()),
        settings=toy_tools().settings,
        changes=Changes(
            added=("a/new.md",),
            changed=("bridge.txt",),
            removed=("station.txt",),
            unchanged=0,
            skipped=(
                Skipped(
                    source="b.doc",
                    reason="not a kind of file that is read; save it as .txt, .html, .pdf or .docx",
                ),
            ),
        ),
    )


def test_looking_at_articles_loads_no_engine(tmp_path: Path) -> None:
    made_workspace(tmp_path)
    space = toy_workspace(tmp_path)
    assert (space.corpus, space.store) == (tmp_path / "corpus", tmp_path / "store")
    assert space.document("station.txt").text == STATION
    assert [article.source for article in space.articles()] == ["bridge.txt", "station.txt"]
    assert space.status().changes == space.changes() == Changes(unchanged=2)
    assert any("섬마을 다리 열리다" in question for question in space.examples("ko"))
    space.refresh()
    assert space.engines.loaded == set()


def test_update_without_articles_is_refused_and_keeps_the_index(tmp_path: Path) -> None:
    space = made_workspace(tmp_path)
    for path in (tmp_path / "corpus").iterdir():
        path.unlink()
    with pytest.raises(CorpusError, match=r"^no articles in "):
        space.refresh()
    assert space.ask(SURE, ()).text == SURE_ANSWER


def test_warming_up_loads_every_engine(tmp_path: Path) -> None:
    space = toy_workspace(tmp_path)
    assert not space.is_warm()
    space.warm_up()
    assert space.is_warm()


def test_before_the_encoder_is_there_words_alone_answer(tmp_path: Path) -> None:
    space = early_workspace(tmp_path)
    answer = space.ask(SURE, ())
    assert answer.text == SURE_ANSWER
    assert answer.trace.searched_by == ("terms", "bigrams")
    assert [passage.source for passage in space.search(SURE, top_k=1)] == ["bridge.txt"]
    assert space.engines.loaded == {"analyzer"}
    assert not space.is_warm()


def test_what_is_said_without_searching_is_said_early(tmp_path: Path) -> None:
    space = early_workspace(tmp_path)
    assert space.ask("고마워", ()).query == ""
    assert space.engines.loaded == {"analyzer"}


def test_once_all_engines_are_there_answers_are_whole(tmp_path: Path) -> None:
    space = early_workspace(tmp_path)
    space.ask(SURE, ())
    space.warm_up()
    space.engines.finder = WordSpans({"길다": 9.0})
    answer = space.ask(SURE, ())
    assert answer.short_answer == "길다"
    assert answer.trace.searched_by == ("dense", "terms", "bigrams")


# Nothing of it is found by words, too little of it, or nothing in the writing of the articles.
@pytest.mark.parametrize("question", [UNKNOWN, UNSURE, FOREIGN])
def test_where_words_find_no_answer_meaning_is_waited_for(tmp_path: Path, question: str) -> None:
    space = early_workspace(tmp_path)
    answer = space.ask(question, ())
    assert answer.trace.searched_by == ("dense", "terms", "bigrams")
    assert space.is_warm()


@pytest.mark.parametrize(("query", "waits"), [(UNSURE, False), (UNKNOWN, True), (FOREIGN, True)])
def test_search_waits_where_words_can_find_nothing(
    tmp_path: Path, query: str, *, waits: bool
) -> None:
    space = early_workspace(tmp_path)
    assert space.search(query, top_k=1)
    assert space.is_warm() is waits


def test_without_leave_to_answer_early_each_answer_is_whole(tmp_path: Path) -> None:
    made_workspace(tmp_path)
    asking, searching = toy_workspace(tmp_path), toy_workspace(tmp_path)
    assert "dense" in asking.ask(SURE, ()).trace.searched_by
    assert searching.search(SURE, top_k=1)
    assert asking.is_warm()
    assert searching.is_warm()


@pytest.mark.parametrize("is_warm", [False, True])
def test_only_the_articles_in_scope_answer(tmp_path: Path, *, is_warm: bool) -> None:
    space = early_workspace(tmp_path)
    if is_warm:
        space.warm_up()
    scope = Scope(sources=frozenset(["station.txt"]))
    question = "역은 도서관이 됐다. 다리는 아주 길다."
    assert {found.source for found in space.ask(question, ()).passages} == set(ARTICLES)
    assert {found.source for found in space.ask(question, (), scope).passages} == {"station.txt"}
    assert {found.source for found in space.search(question, top_k=9)} == set(ARTICLES)
    found = space.search(question, top_k=9, scope=scope)
    assert {passage.source for passage in found} == {"station.txt"}
    assert space.is_warm() is is_warm


def test_without_an_encoder_words_alone_answer_for_good(tmp_path: Path) -> None:
    space = early_workspace(tmp_path)
    space.engines.has_encoder = False
    with pytest.raises(ModelError, match=r"^cannot load the encoder$"):
        space.warm_up()
    assert space.is_warm()
    assert space.ask(SURE, ()).text == SURE_ANSWER
    assert not space.ask(UNSURE, ()).answerable
    for ask in (lambda: space.ask(FOREIGN, ()), lambda: space.search(FOREIGN, top_k=1)):
        with pytest.raises(ModelError, match=r"^cannot load the encoder$"):
            ask()
    # What was missing may be put in its place.
    space.engines.has_encoder = True
    space.warm_up()
    assert space.ask(SURE, ()).trace.searched_by == ("dense", "terms", "bigrams")


def test_without_an_encoder_or_leave_to_answer_early_there_is_no_answer(tmp_path: Path) -> None:
    space = made_workspace(tmp_path)
    space.engines.has_encoder = False
    with pytest.raises(ModelError, match=r"^cannot load the encoder$"):
        space.ask(SURE, ())


def test_questions_are_answered_whole_while_the_index_changes(tmp_path: Path) -> None:
    space = made_workspace(tmp_path)
    versions = [BRIDGE.replace("아주", word) for word in ("아주", "매우", "몹시", "퍽")]

    def ask(_number: int) -> bool:
        answer = space.ask(SURE, ())
        passage = answer.passages[0]
        return any(text[passage.start : passage.end] == passage.text for text in versions)

    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(ask, number) for number in range(40)]
        for text in versions:
            write_articles(tmp_path / "corpus", {"bridge.txt": text})
            space.refresh()
        assert all(found.result() for found in asked)
    assert space.ask("다리는 퍽 길다.", ()).text == "“다리는 퍽 길다.” [1]"
