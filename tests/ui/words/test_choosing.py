from __future__ import annotations

import pytest

from ui.words.choosing import Language, language_of


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "ko"),
        ("", "ko"),
        ("*", "ko"),
        ("ko", "ko"),
        ("en", "en"),
        ("KO-kr", "ko"),
        ("en-GB,en;q=0.9", "en"),
        ("ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7", "ko"),
        ("en-US,en;q=0.9,ko;q=0.8", "en"),
        # Weights count, not the order of writing; without one a language weighs 1.
        ("en;q=0.5, ko;q=0.8", "ko"),
        ("ko;q=0.8, en", "en"),
        ("en ; q=0.100 , ko\t;\tQ=0.101", "ko"),
        # Equal weights: what is written first.
        ("en;q=0.5,ko;q=0.5", "en"),
        # A weight of nothing is a refusal.
        ("ko;q=0, fr", "en"),
        ("en;q=0.000, ko;q=0.1", "ko"),
        # Other languages: Korean only where it is named.
        ("fr", "en"),
        ("fr, ko;q=0.1", "ko"),
        ("fr, *;q=0.5", "en"),
        # Konkani is not Korean.
        ("kok", "en"),
        # What is garbled is passed over.
        ("en;q=2, ko;q=0.1", "ko"),
        ("en;q=0.1234, ko;q=0.1", "ko"),
        ("en;q, ,;;, ko;q=0.1", "ko"),
        ("한국어", "ko"),
    ],
)
def test_the_browser_tells_the_language(header: str | None, language: Language) -> None:
    assert language_of(None, header) == language


@pytest.mark.parametrize(
    ("cookie", "language"), [("ko", "ko"), ("en", "en"), ("fr", "en"), ("", "en"), ("EN", "en")]
)
def test_what_was_chosen_on_the_page_comes_first(cookie: str, language: Language) -> None:
    assert language_of(cookie, "en") == language


def test_a_choice_that_is_none_leaves_it_to_the_browser() -> None:
    assert language_of("xx", "ko") == "ko"
