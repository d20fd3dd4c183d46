from __future__ import annotations

from tests.ui.test_markup import Reader
from tests.ui.toy import make_document
from ui.articles.deletion import deletion_markup
from ui.articles.staging import Refusal
from ui.articles.tray import done_markup, drop_markup, opened_markup, refusals_markup, tray_markup
from ui.articles.waiting import PREVIEW_CHARS, Waiting
from ui.markup import EMPTY
from ui.words import WORDS

KOREAN, ENGLISH = WORDS["ko"], WORDS["en"]
ID = "0" * 32


def waiting(
    name: str, *, id_: str = ID, title: str | None = None, published: str | None = None
) -> Waiting:
    return Waiting(
        id=id_,
        name=name,
        size=10,
        sha256="",
        arrived=0.0,
        title=title,
        publisher="갯벌신문",
        published=published,
        author=None,
    )


def tags(markup: str, tag: str) -> list[dict[str, str | None]]:
    return [found for name, found in Reader(markup).tags if name == tag]


def pressed(markup: str) -> list[str]:
    return [found["data-do"] or "" for found in tags(markup, "button")]


def test_the_file_box_has_a_name_and_takes_only_articles() -> None:
    markup = drop_markup(ENGLISH, files=100)
    (box,) = tags(markup, "input")
    assert (box["type"], box["accept"]) == ("file", ".txt,.md")
    assert Reader(markup).text.startswith("Choose article files")


def test_a_waiting_file_shows_what_was_understood_and_what_accepting_does() -> None:
    note = waiting("bridge.txt", title="다리 열리다", published="2024-03-02T09:00")
    markup = tray_markup([(note, "changed")], KOREAN)
    assert Reader(markup).text == (
        "확인을 기다리는 기사 1건"
        "아직 기사 폴더에 들어가지 않았습니다. 하루가 지나면 저절로 지워집니다."
        "다리 열리다갯벌신문 · 2024. 3. 2. 09:00bridge.txt"
        "같은 이름의 기사를 바꿈"
        "미리 보기넣기버리기"
    )
    assert pressed(markup) == [f"preview-{ID}", f"accept-{ID}", f"reject-{ID}"]


def test_several_files_can_be_accepted_or_discarded_together() -> None:
    notes = [waiting("a.txt"), waiting("b.txt", id_="1" * 32)]
    markup = tray_markup([(note, "added") for note in notes], ENGLISH)
    assert pressed(markup)[:2] == ["accept-all", "reject-all"]


def test_a_file_without_a_title_is_known_by_its_name() -> None:
    markup = tray_markup([(waiting("a.txt"), "added")], ENGLISH)
    assert tags(markup, "button")[1]["aria-label"] == "Accept: a.txt"


def test_an_empty_tray_is_not_there() -> None:
    assert tray_markup([], KOREAN) == EMPTY


def test_refused_files_stand_together_where_the_reason_is_the_same() -> None:
    refusals = [
        Refusal(name="a.exe", fault="bad_suffix"),
        Refusal(name="b.txt", fault="empty"),
        Refusal(name="c.exe", fault="bad_suffix"),
    ]
    assert Reader(refusals_markup(refusals, KOREAN)).text == (
        "받지 못한 파일 3개a.exec.exe.txt와 .md 파일만 올릴 수 있습니다b.txt빈 파일입니다"
    )
    assert refusals_markup([], KOREAN) == EMPTY


def test_a_preview_can_be_accepted_discarded_and_closed() -> None:
    document = make_document("a.txt", "제목\n\n갯벌신문 2024.03.02\n글자크기\n\n글이다. \n")
    markup = opened_markup(document, ID, KOREAN)
    assert pressed(markup) == [f"accept-{ID}", f"reject-{ID}", "close"]
    assert KOREAN.uploads.preview_shortened not in Reader(markup).text
    assert any(found.get("class") == "boilerplate" for found in tags(markup, "span"))


def test_a_shortened_preview_says_so() -> None:
    document = make_document("a.txt", "가" * PREVIEW_CHARS)
    assert ENGLISH.uploads.preview_shortened in Reader(opened_markup(document, ID, ENGLISH)).text


def test_names_and_titles_are_text() -> None:
    note = waiting("<b>.txt", title="<img src=x>")
    parts = [
        tray_markup([(note, "added")], KOREAN),
        refusals_markup([Refusal(name="<i>.exe", fault="bad_suffix")], KOREAN),
        deletion_markup("<u>.txt", "<s>", KOREAN),
    ]
    found = {tag for part in parts for tag, _ in Reader(part).tags}
    assert found.isdisjoint({"b", "img", "i", "u", "s"})


def test_the_question_before_a_deletion_tells_what_happens_and_offers_to_keep_it() -> None:
    markup = deletion_markup("지난해/a.txt", "다리 열리다", KOREAN)
    assert Reader(markup).text == (
        "‘다리 열리다’ 기사를 지울까요?"
        "지난해/a.txt"
        "파일은 없어지지 않고 보관 폴더로 옮겨집니다. "
        "‘지금 반영’을 누르기 전까지는 답변에 계속 쓰입니다."
        "그대로 두기지우기"
    )
    assert pressed(markup)[0] == "close"
    assert pressed(markup)[1].startswith("remove-")
    (dialog,) = tags(markup, "dialog")
    named = {found["id"] for _, found in Reader(markup).tags if "id" in found}
    assert {dialog["aria-labelledby"], dialog["aria-describedby"]} == named


def test_what_was_done_is_said_line_by_line() -> None:
    assert Reader(done_markup(["하나", "", "둘"])).text == "하나둘"
    assert done_markup([""]) == EMPTY
