from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests.ui.hostile import HOSTILE_TEXTS
from tests.ui.test_markup import Reader
from ui.chat.conversation import ConversationSummary
from ui.chat.listing import day_name, list_markup, nothing_markup
from ui.words import WORDS

KOREAN, ENGLISH = WORDS["ko"], WORDS["en"]
SEOUL = timezone(timedelta(hours=9))
NEW_YORK = timezone(timedelta(hours=-4))
NOW = datetime(2024, 5, 10, 12, 0, tzinfo=SEOUL)


def summary(
    id_: str, title: str = "제목", moment: str = "2024-05-10T01:00:00+00:00", exchanges: int = 2
) -> ConversationSummary:
    return ConversationSummary(id=id_, title=title, updated_at=moment, exchanges=exchanges)


def tags(markup: str, tag: str) -> list[dict[str, str | None]]:
    return [found for name, found in Reader(markup).tags if name == tag]


@pytest.mark.parametrize(
    ("moment", "zone", "name"),
    [
        # Noon in Seoul is three in the morning in London.
        ("2024-05-10T03:00:00+00:00", SEOUL, "오늘"),
        ("2024-05-09T15:00:00+00:00", SEOUL, "오늘"),
        ("2024-05-09T14:59:59+00:00", SEOUL, "어제"),
        ("2024-05-08T15:00:00.000001+00:00", SEOUL, "어제"),
        ("2024-05-08T14:59:00+00:00", SEOUL, "지난 7일"),
        ("2024-05-03T15:00:00+00:00", SEOUL, "지난 7일"),
        ("2024-05-03T14:59:00+00:00", SEOUL, "그 전"),
        ("2023-05-10T03:00:00+00:00", SEOUL, "그 전"),
        # There it is eleven in the evening of the day before.
        ("2024-05-10T03:00:00+00:00", NEW_YORK, "오늘"),
        ("2024-05-09T04:00:00+00:00", NEW_YORK, "오늘"),
        ("2024-05-09T03:59:00+00:00", NEW_YORK, "어제"),
        # A clock that was ahead, a moment without a time zone, and one in another.
        ("2024-06-01T00:00:00+00:00", SEOUL, "오늘"),
        ("2024-05-09T15:00:00", SEOUL, "오늘"),
        ("2024-05-10T00:30:00+09:00", SEOUL, "오늘"),
    ],
)
def test_days_are_those_of_the_reader(moment: str, zone: timezone, name: str) -> None:
    assert day_name(moment, KOREAN, NOW.astimezone(zone)) == name


def test_days_have_english_names() -> None:
    moments = [NOW - timedelta(days=days) for days in (0, 1, 2, 6, 7)]
    names = [day_name(moment.astimezone(UTC).isoformat(), ENGLISH, NOW) for moment in moments]
    assert names == ["Today", "Yesterday", "Last 7 days", "Last 7 days", "Earlier"]


def test_conversations_stand_under_their_days_in_their_order() -> None:
    summaries = [
        summary("c", "셋", "2024-05-10T01:00:00+00:00"),
        summary("b", "둘", "2024-05-10T00:00:00+00:00"),
        summary("a", "하나", "2024-05-01T00:00:00+00:00"),
    ]
    markup = list_markup(summaries, "", KOREAN, NOW)
    assert [name for name, _ in Reader(markup).tags if name in {"h3", "ul", "li"}] == [
        *("h3", "ul", "li", "li"),
        *("h3", "ul", "li"),
    ]
    text = Reader(markup).text
    places = [text.index(part) for part in ("오늘", "셋", "둘", "그 전", "하나")]
    assert places == sorted(places)
    assert [item["data-id"] for item in tags(markup, "li")] == ["c", "b", "a"]


def test_a_conversation_is_a_link_that_says_how_much_is_in_it() -> None:
    markup = list_markup([summary("Abc-_1", "다리", exchanges=3)], "", KOREAN, NOW)
    assert tags(markup, "a")[0] == {
        "class": "conversation",
        "href": "#conversation-Abc-_1",
        "title": "다리 · 질문 3개",
    }
    english = list_markup([summary("a", "Bridge", exchanges=1)], "", ENGLISH, NOW)
    assert tags(english, "a")[0]["title"] == "Bridge · 1 question"


def test_the_open_conversation_is_marked() -> None:
    markup = list_markup([summary("a"), summary("b")], "b", KOREAN, NOW)
    links = [link for link in tags(markup, "a") if link.get("class") == "conversation"]
    assert [link.get("aria-current") for link in links] == [None, "page"]


def test_each_conversation_has_a_menu() -> None:
    markup = list_markup([summary("Abc-1", "다리")], "", KOREAN, NOW)
    assert tags(markup, "details") == [{"class": "menu"}]
    said = "이 대화로 할 수 있는 일"
    assert tags(markup, "summary") == [{"aria-label": said, "title": said}]
    assert tags(markup, "a")[1:] == [
        {"href": "/export/Abc-1.md", "download": ""},
        {"href": "/export/Abc-1.html", "download": ""},
    ]
    asks = "‘다리’ 대화를 지울까요? 되돌릴 수 없습니다."
    buttons = [found for found in tags(markup, "button") if "data-asks" in found]
    assert buttons == [{"type": "button", "class": "delete", "data-asks": asks}]
    assert Reader(markup).text.startswith(
        "오늘다리저장⋯이름 바꾸기Markdown으로 내려받기HTML로 내려받기지우기"
    )


def test_a_name_can_be_typed_that_is_not_too_long() -> None:
    markup = list_markup([summary("a", "다리")], "", KOREAN, NOW)
    assert tags(markup, "form") == [{"class": "rename", "hidden": ""}]
    (typed,) = tags(markup, "input")
    assert typed == {
        "name": "title",
        "value": "다리",
        "maxlength": "80",
        "aria-label": "새 이름",
        "autocomplete": "off",
    }


def test_one_dialog_asks_before_anything_is_deleted() -> None:
    markup = list_markup([summary("a"), summary("b")], "", ENGLISH, NOW)
    assert tags(markup, "dialog") == [{"aria-labelledby": "deleting"}]
    assert markup.count('id="deleting"') == 1
    dialog = markup[markup.index("<dialog") :]
    assert [button["class"] for button in tags(dialog, "button")] == ["cancel", "delete"]
    assert Reader(dialog).text == "CancelDelete"


@pytest.mark.parametrize("title", HOSTILE_TEXTS)
def test_a_title_is_text_wherever_it_stands(title: str) -> None:
    markup = list_markup([summary("a", title)], "a", ENGLISH, NOW)
    harmless = list_markup([summary("a", "다리")], "a", ENGLISH, NOW)
    shapes = [
        [(tag, sorted(found)) for tag, found in Reader(each).tags] for each in (markup, harmless)
    ]
    assert shapes[0] == shapes[1]
    assert Reader(markup).text == Reader(harmless).text.replace("다리", title)
    (typed,) = tags(markup, "input")
    assert typed["value"] == title
    (asked,) = [found["data-asks"] for found in tags(markup, "button") if "data-asks" in found]
    assert asked == f"Delete the conversation “{title}”? This cannot be undone."
    assert tags(markup, "a")[0]["title"] == f"{title} · 2 questions"


def test_nothing_listed_is_one_line() -> None:
    assert Reader(list_markup([], "", KOREAN, NOW)).text == "아직 대화가 없습니다."
    assert Reader(list_markup([], "", ENGLISH, NOW)).text == "No conversations yet."
    read = Reader(nothing_markup("<b>"))
    assert (read.text, read.tags) == ("<b>", [("p", {"class": "empty"})])
