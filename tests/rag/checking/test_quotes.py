from __future__ import annotations

import pytest

from rag.checking.quotes import find_quote, quotes


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("그는 “함께 가자”고 했다.", ["함께 가자"]),
        ('그는 "함께 가자."라고 했다.', ["함께 가자"]),
        ("그는 ‘함께 가자’고 했다.", ["함께 가자"]),
        ("그는 '함께 가자'고 했다.", ["함께 가자"]),
        ("영화 《겨울 등대》와 「봄 바다」", ["겨울 등대", "봄 바다"]),
        # One word is a name.
        ("영화 ‘등대’가 나왔다.", []),
        ("Ruth's café and Tom's bar", []),
        ("“We go,” she said. “We come.”", ["We go", "We come"]),
        ("“끝이 없는 말", []),
    ],
)
def test_words_between_marks_are_quoted(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in quotes(text)] == quoted


@pytest.mark.parametrize(
    ("quote", "text", "place"),
    [
        ("함께 가자", "그는 “함께 가자”고 했다.", (4, 9)),
        ("그는 '가자'고", "그는 “가자”고 했다.", (0, 8)),
        ("함께 가지", "그는 “함께 가자”고 했다.", None),
        ("께 가자", "그는 “함께 가자”고 했다.", None),
        ("We go", "“we go,” she said.", None),
    ],
)
def test_quote_is_found_character_by_character(
    quote: str, text: str, place: tuple[int, int] | None
) -> None:
    assert find_quote(quote, text) == place
