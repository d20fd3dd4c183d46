"""Questions about an article itself, which its headline and its byline answer: always at hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.normalizing import normalize
from rag.suggesting.asking import Asked

if TYPE_CHECKING:
    from collections.abc import Iterator

# In code points. A longer headline is told up to a word's end.
LONGEST_TITLE = 40
CLOSING = " ,.…·-–—:;|"
# Quotes inside the quotes of a question would not be told apart.
QUOTES = re.compile(r"[‘’“”\"]|(?<!\w)'|'(?!\w)")


def about_article(
    title: str, *, has_date: bool, has_author: bool, is_korean: bool
) -> Iterator[Asked]:
    """Yield the questions about an article, the best first.

    Args:
        title: The headline. A sentence that stands for one, with "…" at its end, gives none.
        has_date: Whether the article tells when it appeared.
        has_author: Whether it tells who wrote it.
        is_korean: Whether to ask in Korean; else in English.
    """
    name = named(title)
    if not name:
        return
    korean, english = f"‘{name}’에 대해 알려 주세요.", f"What is “{name}” about?"
    if has_date:
        # What has a date is news, and no article of an encyclopedia.
        korean = f"‘{name}’ 기사는 어떤 내용인가요?"
    yield Asked(text=korean if is_korean else english, sort="summary", answer="")
    if has_date:
        korean, english = (
            f"‘{name}’ 기사는 언제 나왔나요?",
            f"When was the article “{name}” published?",
        )
        yield Asked(text=korean if is_korean else english, sort="byline", answer="")
    if has_author:
        korean, english = f"‘{name}’ 기사는 누가 썼나요?", f"Who wrote the article “{name}”?"
        yield Asked(text=korean if is_korean else english, sort="byline", answer="")


def named(title: str) -> str:
    """Return a headline as a question calls its article, "" where it has none.

    Quotes inside are left out, and what is too long ends with "…".
    """
    line = " ".join(QUOTES.sub("", normalize(title)).split())
    if title.endswith("…") or not line:
        return ""
    if len(line) <= LONGEST_TITLE:
        return line
    cut = line[: LONGEST_TITLE + 1]
    words, _, _ = cut.rpartition(" ")
    return (words or cut[:-1]).rstrip(CLOSING) + "…"
