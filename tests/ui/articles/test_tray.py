from __future__ import annotations

from index.formats import SUFFIXES
from tests.ui.test_markup import Reader
from tests.ui.toy import make_document
from ui.articles.deletion import deletion_markup
from ui.articles.links import Act
from ui.articles.staging import Refusal
from ui.articles.table import Row
from ui.articles.tray import done_markup, drop_markup, opened_markup, refusals_markup, tray_markup
from ui.articles.waiting import PREVIEW_CHARS, Waiting
from ui.markup import EMPTY
from ui.words import WORDS

KOREAN, ENGLISH = WORDS["ko"], WORDS["en"]
ID = "0" * 32


def waiting(
    name: str,
    *,
    id_: str = ID,
    title: str | None = None,
    published: str | None = None,
    articles: int = 1,
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
        articles=articles,
    )


def row(source: str, *, title: str = "다리 열리다", file: str = "") -> Row:
    return Row(source=source, title=title, state="indexed", file=file or source)


def tags(markup: str, tag: str) -> list[dict[str, str | None]]:
    return [found for name, found in Reader(markup).tags if name == tag]


def pressed(markup: str) -> list[str]:
    return [found["data-do"] or "" for found in tags(markup, "button")]


def test_the_file_box_has_a_name_and_takes_only_articles() -> None:
    markup = drop_markup(ENGLISH, files=100)
    (box,) = tags(markup, "input")
    assert (box["type"], box["accept"]) == ("file", ",".join(SUFFIXES))
    assert Reader(markup).text.startswith("Choose article files")
    assert "TXT, MD, HTML" in Reader(markup).text


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


def test_of_a_file_with_many_articles_the_first_is_named_and_all_are_counted() -> None:
    notes = [waiting("news.csv", title="다리 열리다", articles=12), waiting("a.txt", id_="1" * 32)]
    text = Reader(tray_markup([(note, "added") for note in notes], KOREAN)).text
    assert text.startswith("확인을 기다리는 기사 13건")
    assert "다리 열리다갯벌신문 · 외 11건news.csv" in text
    english = Reader(tray_markup([(notes[0], "added")], ENGLISH)).text
    assert "갯벌신문 · and 11 more" in english


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
        "받지 못한 파일 3개a.exec.exe기사를 읽을 수 없는 종류의 파일입니다b.txt빈 파일입니다"
    )
    assert refusals_markup([], KOREAN) == EMPTY


def test_a_file_that_cannot_be_read_says_why_in_the_visitors_language() -> None:
    locked = "locked with a password; save it without one"
    refusals = [
        Refusal(name="a.pdf", fault="unreadable", reason=locked),
        Refusal(name="b.pdf", fault="unreadable", reason="damaged; save it again"),
        Refusal(name="c.docx", fault="unreadable", reason=locked),
    ]
    assert Reader(refusals_markup(refusals, KOREAN)).text == (
        "받지 못한 파일 3개"
        "b.pdf기사로 읽을 수 없습니다: 손상된 파일입니다. 다시 저장해 주세요"
        "a.pdfc.docx기사로 읽을 수 없습니다: 암호가 걸린 파일입니다. 암호 없이 저장해 주세요"
    )
    assert (
        f"no article can be read from it: {locked}"
        in Reader(refusals_markup(refusals, ENGLISH)).text
    )


def test_a_preview_can_be_accepted_discarded_and_closed() -> None:
    document = make_document("a.txt", "제목\n\n갯벌신문 2024.03.02\n글자크기\n\n글이다. \n")
    markup = opened_markup(document, waiting("a.txt"), KOREAN)
    assert pressed(markup) == [f"accept-{ID}", f"reject-{ID}", "close"]
    assert KOREAN.uploads.preview_shortened not in Reader(markup).text
    assert any(found.get("class") == "boilerplate" for found in tags(markup, "span"))


def test_a_shortened_preview_says_so() -> None:
    document = make_document("a.txt", "가" * PREVIEW_CHARS)
    markup = opened_markup(document, waiting("a.txt"), ENGLISH)
    assert ENGLISH.uploads.preview_shortened in Reader(markup).text


def test_the_preview_of_the_first_of_many_articles_says_so() -> None:
    document = make_document("news.csv", "제목\n\n갯벌신문 2024.03.02\n\n글이다. \n")
    many, one = waiting("news.csv", articles=12), waiting("news.csv")
    said = "이 파일에는 기사 12건이 있습니다. 그중 첫 기사를 보여 드립니다."
    assert said in Reader(opened_markup(document, many, KOREAN)).text
    assert "그중 첫" not in Reader(opened_markup(document, one, KOREAN)).text


def test_names_and_titles_are_text() -> None:
    note = waiting("<b>.txt", title="<img src=x>")
    parts = [
        tray_markup([(note, "added")], KOREAN),
        refusals_markup([Refusal(name="<i>.exe", fault="bad_suffix")], KOREAN),
        deletion_markup(row("<u>.txt", title="<s>"), 1, KOREAN),
        deletion_markup(row("<u>.csv#1", file="<u>.csv"), 2, KOREAN),
    ]
    found = {tag for part in parts for tag, _ in Reader(part).tags}
    assert found.isdisjoint({"b", "img", "i", "u", "s"})


def test_the_question_before_a_deletion_tells_what_happens_and_offers_to_keep_it() -> None:
    markup = deletion_markup(row("지난해/a.txt", title="다리 열리다"), 1, KOREAN)
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


def test_before_a_file_goes_all_its_articles_are_counted() -> None:
    markup = deletion_markup(row("news.csv#3", file="news.csv"), 12, KOREAN)
    assert Reader(markup).text == (
        "‘news.csv’ 파일을 지울까요?"
        "news.csv"
        "이 파일에 든 기사 12건이 모두 지워집니다. "
        "파일은 없어지지 않고 보관 폴더로 옮겨집니다. "
        "‘지금 반영’을 누르기 전까지는 답변에 계속 쓰입니다."
        "그대로 두기지우기"
    )
    assert pressed(markup)[1] == str(Act("remove", "news.csv#3"))
    english = Reader(deletion_markup(row("news.csv#3", file="news.csv"), 12, ENGLISH)).text
    assert "Delete the file “news.csv”?" in english
    assert "All 12 articles in this file go with it." in english


def test_what_was_done_is_said_line_by_line() -> None:
    assert Reader(done_markup(["하나", "", "둘"])).text == "하나둘"
    assert done_markup([""]) == EMPTY
