from __future__ import annotations

import pytest

from index.datatypes import Changes, Skipped, UpdateReport
from index.errors import StoreError
from tests.ui.test_markup import Reader
from ui.articles.differences import banner_markup, changes_markup, line_markup, rebuild_markup
from ui.articles.rebuilding import RebuildState
from ui.markup import EMPTY
from ui.words import WORDS

KOREAN, ENGLISH = WORDS["ko"], WORDS["en"]


def names(count: int) -> tuple[str, ...]:
    return tuple(f"{number:03}.txt" for number in range(count))


def tags(markup: str, tag: str) -> list[dict[str, str | None]]:
    return [found for name, found in Reader(markup).tags if name == tag]


def test_what_differs_is_listed_by_name_with_its_sign() -> None:
    changes = Changes(added=("a.txt", "b.txt"), changed=("c.txt",), removed=("d.txt",))
    assert Reader(changes_markup(changes, KOREAN)).text == (
        "기사 폴더가 색인과 다릅니다.+새 기사 2건a.txtb.txt~바뀐 기사 1건c.txt−없어진 기사 1건d.txt"
    )


def test_skipped_files_are_listed_with_the_reason() -> None:
    skipped = (
        Skipped(source="d.exe", reason="not a .txt, .md or .pdf file"),
        Skipped(source="e.txt", reason="some new reason"),
    )
    assert Reader(changes_markup(Changes(skipped=skipped), KOREAN)).text == (
        "색인이 기사 폴더와 같습니다."
        "!색인하지 않은 파일 2개"
        "d.exe 기사를 읽을 수 없는 종류의 파일입니다"
        "e.txt some new reason"
    )


def test_no_changes_means_in_step() -> None:
    assert Reader(changes_markup(Changes(unchanged=3), ENGLISH)).text == (
        "The index matches the folder of articles."
    )


@pytest.mark.parametrize(("count", "folds"), [(4, 0), (5, 1)])
def test_a_long_list_is_folded(count: int, folds: int) -> None:
    markup = changes_markup(Changes(added=names(count)), KOREAN)
    assert len(tags(markup, "details")) == folds
    assert len(tags(markup, "li")) == count


def test_of_a_very_long_list_the_rest_is_counted() -> None:
    markup = changes_markup(Changes(added=names(1103)), ENGLISH)
    assert "1,103 new articles" in Reader(markup).text
    assert Reader(markup).text.endswith("099.txtand 1,003 more")


def test_names_are_text() -> None:
    changes = Changes(added=("<b>.txt",), skipped=(Skipped(source="<i>", reason="<u>"),))
    assert {tag for tag, _ in Reader(changes_markup(changes, KOREAN)).tags}.isdisjoint("biu")


def test_the_banner_says_in_a_few_words_what_is_new() -> None:
    changes = Changes(added=names(3), removed=("d.txt",), unchanged=9)
    assert Reader(banner_markup(changes, KOREAN)).text == "새 기사 3건, 없어진 기사 1건"
    assert Reader(banner_markup(changes, ENGLISH)).text == "3 new articles, 1 removed article"


def test_the_banner_says_what_comes_by_itself() -> None:
    changes = Changes(added=names(3), removed=("d.txt",))
    assert Reader(banner_markup(changes, KOREAN, will_come=True)).text == (
        "새 기사 3건, 없어진 기사 1건 · 곧 저절로 반영됩니다"
    )
    assert Reader(banner_markup(changes, ENGLISH, will_come=True)).text == (
        "3 new articles, 1 removed article · the update follows by itself"
    )
    assert banner_markup(Changes(unchanged=3), KOREAN, will_come=True) == EMPTY


@pytest.mark.parametrize(
    "changes", [None, Changes(unchanged=3, skipped=(Skipped(source="a", reason="empty"),))]
)
def test_the_banner_is_empty_where_there_is_nothing_to_do(changes: Changes | None) -> None:
    assert banner_markup(changes, KOREAN) == EMPTY


def test_progress_tells_stage_counts_and_percent() -> None:
    state = RebuildState(is_running=True, stage="encode", done=1200, total=4800)
    markup = rebuild_markup(state, KOREAN)
    assert Reader(markup).text == (
        "뜻을 계산하는 중1,200 / 4,80033%그동안에도 지금 색인으로 답합니다."
    )
    (bar,) = tags(markup, "progress")
    assert (bar["value"], bar["max"], bar["aria-label"]) == ("33", "100", "색인 반영 진행률")


def test_progress_without_counts_shows_none() -> None:
    markup = rebuild_markup(RebuildState(is_running=True), ENGLISH)
    assert Reader(markup).text.startswith("Getting ready0%")


def test_a_cancelled_update_says_so_before_and_after_it_ends() -> None:
    running = RebuildState(is_running=True, is_cancelling=True, stage="encode")
    assert Reader(rebuild_markup(running, KOREAN)).text.startswith("그만두는 중…")
    ended = RebuildState(was_cancelled=True)
    assert Reader(rebuild_markup(ended, KOREAN)).text.startswith("그만두었습니다.")


def test_the_report_counts_changes_and_encoded_chunks() -> None:
    changes = Changes(added=("a.txt",), changed=("b.txt", "c.txt"))
    report = UpdateReport(changes=changes, generation=2, documents=3, chunks=9, encoded=7)
    assert Reader(rebuild_markup(RebuildState(report=report), KOREAN)).text == (
        "색인에 반영했습니다: 새 기사 1건, 바뀐 기사 2건 · 새로 계산한 조각 7개"
    )


def test_the_report_of_nothing_says_that_nothing_had_changed() -> None:
    report = UpdateReport(changes=Changes(), generation=2, documents=3, chunks=9, encoded=0)
    assert Reader(rebuild_markup(RebuildState(report=report), ENGLISH)).text == (
        "The index is up to date: no article had changed · 0 chunks computed"
    )


@pytest.mark.parametrize(
    ("error", "start"),
    [
        (StoreError("the store at .rag is being rebuilt by another process"), "다른 곳에서"),
        (OSError(28, "No space left on device"), "기사 폴더에 쓸 수 없습니다."),
        (RuntimeError("an inner secret"), "예상하지 못한 문제로"),
    ],
)
def test_a_failed_update_says_why_and_keeps_inner_secrets(error: Exception, start: str) -> None:
    markup = rebuild_markup(RebuildState(error=error), KOREAN)
    assert Reader(markup).text.startswith(start)
    assert tags(markup, "p")[0]["role"] == "alert"


def test_before_the_first_update_there_is_nothing_to_say() -> None:
    assert rebuild_markup(RebuildState(), KOREAN) == EMPTY


def test_a_line_is_text() -> None:
    assert Reader(line_markup("<b>")).text == "<b>"
