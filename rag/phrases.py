"""What an answer says around its quotes, in the language of the question."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.datatypes import Place
    from rag.dialogue.smalltalk import Act

HANGUL = re.compile(r"[가-힣ㄱ-ㅎㅏ-ㅣ\u1100-\u11ff]")

NOT_FOUND_KOREAN = "기사에서 이 질문의 답을 찾지 못했습니다."
NOT_FOUND_ENGLISH = "The articles do not answer this question."


# What is said to a turn that asks nothing, by what it does: in Korean and in English.
COURTESIES: Mapping[Act, tuple[str, str]] = {
    "greet": (
        "안녕하세요. 기사에 대해 물어보시면 근거와 함께 답해 드립니다.",
        "Hello. Ask about the articles, and the answer comes with its sources.",
    ),
    "thank": (
        "도움이 되었다니 다행입니다. 더 궁금한 것이 있으면 물어보세요.",
        "You are welcome. Ask on, whenever you like.",
    ),
    "bye": ("안녕히 가세요.", "Goodbye."),
    "remark": (
        "기사에 대해 궁금한 것을 물어보세요.",
        "Ask about the articles.",
    ),
    "show_sources": (
        "아직 보여 드릴 출처가 없습니다. 기사에 대해 먼저 물어보세요.",
        "There are no sources to show yet. Ask about the articles first.",
    ),
}


def courtesy(question: str, act: Act) -> str:
    """Return what is said to a turn that asks nothing, in its language."""
    korean, english = COURTESIES[act]
    # A picture alone has no language; most people here write Korean.
    return english if re.search("[A-Za-z]", question) and not is_korean(question) else korean


def is_korean(text: str) -> bool:
    """Return whether a question is to be answered in Korean: whether it has any Hangul."""
    return bool(HANGUL.search(text))


def unsure(question: str, quote: str) -> str:
    """Return what is said of a quote that may not answer the question."""
    if is_korean(question):
        return f"분명하지는 않지만, 가장 가까운 대목은 이렇습니다: “{quote}”"
    return f"The articles do not say so clearly; the nearest passage is: “{quote}”"


def korean_place(place: Place | None, title: str = "") -> str:
    """Return the page and the heading that words stand under, as Koreans write them.

    It is one line, and empty where nothing is known.

    Args:
        place: Where they stand.
        title: Of the article: a heading that only says it again is left out.
    """
    return _place(place, title, "{}쪽")


def english_place(place: Place | None, title: str = "") -> str:
    """Return the same in English."""
    return _place(place, title, "p. {}")


def _place(place: Place | None, title: str, numbered: str) -> str:
    if place is None:
        return ""
    page = numbered.format(place.page) if place.page is not None else ""
    heading = " ".join(place.heading.split())
    return " · ".join(filter(None, (page, heading if heading != " ".join(title.split()) else "")))


def by_article(title: str, published: str | None, quote: str, place: str = "") -> str:
    """Return the line that tells what one of several articles says.

    Args:
        title: Of the article.
        published: ISO 8601 day or minute, or `None`.
        quote: What it says.
        place: Where it says so, in words, where that is to be told.
    """
    known = ", ".join(filter(None, ((published or "").partition("T")[0], place)))
    return f"‘{title}’{f'({known})' if known else ''}: “{quote}”"


def differ(question: str, words: Sequence[str], *, are_reasons: bool) -> str:
    """Return the line that says that articles contradict each other.

    Args:
        question: Gives the language.
        words: What each of them says, two or more.
        are_reasons: Whether these are reasons; else numbers or dates.
    """
    if is_korean(question):
        said = "기사마다 설명이 다릅니다" if are_reasons else "기사마다 다릅니다"
        return f"{said}: {', '.join(f'‘{text}’' for text in words)}"
    said = "The articles give different reasons" if are_reasons else "The articles differ"
    return f"{said}: {', '.join(f'“{text}”' for text in words)}"


def cannot_answer(question: str, nearest: Sequence[str]) -> str:
    """Return the sentence that says the articles do not tell, and names the nearest ones.

    Args:
        question: Gives the language.
        nearest: Titles of articles, best first.
    """
    if is_korean(question):
        said = NOT_FOUND_KOREAN
        titles = ", ".join(f"‘{title}’" for title in nearest)
        return f"{said} 가장 가까운 기사는 {titles}입니다." if titles else said
    said = NOT_FOUND_ENGLISH
    titles = ", ".join(f"“{title}”" for title in nearest)
    return f"{said} The nearest are {titles}." if titles else said


def is_abstention(text: str) -> bool:
    """Return whether an answer's text says that the articles do not tell."""
    return text.startswith((NOT_FOUND_KOREAN, NOT_FOUND_ENGLISH))
