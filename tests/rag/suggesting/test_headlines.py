from __future__ import annotations

import pytest

from rag.suggesting.headlines import LONGEST_TITLE, about_article, named


@pytest.mark.parametrize(
    ("has_date", "has_author", "is_korean", "questions"),
    [
        (
            True,
            True,
            True,
            [
                "‘다리 열리다’ 기사는 어떤 내용인가요?",
                "‘다리 열리다’ 기사는 언제 나왔나요?",
                "‘다리 열리다’ 기사는 누가 썼나요?",
            ],
        ),
        (False, False, True, ["‘다리 열리다’에 대해 알려 주세요."]),
        (
            True,
            True,
            False,
            [
                "What is “다리 열리다” about?",
                "When was the article “다리 열리다” published?",
                "Who wrote the article “다리 열리다”?",
            ],
        ),
    ],
)
def test_article_is_asked_what_it_tells(
    *, has_date: bool, has_author: bool, is_korean: bool, questions: list[str]
) -> None:
    asked = about_article(
        "다리 열리다", has_date=has_date, has_author=has_author, is_korean=is_korean
    )
    assert [item.text for item in asked] == questions


def test_article_without_a_headline_is_not_asked_about() -> None:
    asked = about_article("다리가 오늘…", has_date=True, has_author=True, is_korean=True)
    assert list(asked) == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("다리 열리다", "다리 열리다"),
        ("시장 “다리는 \n튼튼”", "시장 다리는 튼튼"),
        ("Bridge's keeper", "Bridge's keeper"),
        # Four pairs of words have 36 code points with their spaces; the next word ends at 40.
        ("가나다라 마바사 " * 6, "가나다라 마바사 " * 4 + "가나다라…"),
        ("가" * 50, "가" * 40 + "…"),
        ("다리가 오늘…", ""),
        ("”", ""),
    ],
)
def test_headline_is_told_without_quotes_and_not_too_long(title: str, name: str) -> None:
    assert named(title) == name
    assert len(name) <= LONGEST_TITLE + 1
