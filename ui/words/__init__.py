"""Everything that the page says to a visitor, in two languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING

from rag.phrases import english_place, korean_place
from ui.words import (
    articles,
    chat,
    conversations,
    errors,
    exporting,
    login,
    page,
    preview,
    scope,
    source,
    trace,
    uploads,
    writing,
)
from ui.words.choosing import Language, language_of
from ui.words.dates import english_date, korean_date

if TYPE_CHECKING:
    from index.datatypes import Place

__all__ = ["WORDS", "Language", "Words", "language_of", "translations"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the page says in one language, a group of words for each of its parts.

    Attributes:
        language: Which one.
        date: Writes an ISO 8601 day or minute; other text stays as it is.
        place: Writes where words stand in an article of that title, empty where nobody knows.
    """

    language: Language
    date: Callable[[str], str]
    place: Callable[[Place | None, str], str]
    articles: articles.ArticlesWords
    chat: chat.ChatWords
    conversations: conversations.ConversationsWords
    errors: errors.ErrorWords
    exporting: exporting.ExportingWords
    login: login.LoginWords
    page: page.PageWords
    preview: preview.PreviewWords
    scope: scope.ScopeWords
    source: source.SourceWords
    trace: trace.TraceWords
    uploads: uploads.UploadsWords
    writing: writing.WritingWords


WORDS: Mapping[Language, Words] = {
    "ko": Words(
        language="ko",
        date=korean_date,
        place=korean_place,
        articles=articles.KOREAN,
        chat=chat.KOREAN,
        conversations=conversations.KOREAN,
        errors=errors.KOREAN,
        exporting=exporting.KOREAN,
        login=login.KOREAN,
        page=page.KOREAN,
        preview=preview.KOREAN,
        scope=scope.KOREAN,
        source=source.KOREAN,
        trace=trace.KOREAN,
        uploads=uploads.KOREAN,
        writing=writing.KOREAN,
    ),
    "en": Words(
        language="en",
        date=english_date,
        place=english_place,
        articles=articles.ENGLISH,
        chat=chat.ENGLISH,
        conversations=conversations.ENGLISH,
        errors=errors.ENGLISH,
        exporting=exporting.ENGLISH,
        login=login.ENGLISH,
        page=page.ENGLISH,
        preview=preview.ENGLISH,
        scope=scope.ENGLISH,
        source=source.ENGLISH,
        trace=trace.ENGLISH,
        uploads=uploads.ENGLISH,
        writing=writing.ENGLISH,
    ),
}


def translations(language: Language) -> dict[str, str]:
    """Return the lines of all groups that stand alone, by names such as `chat.send`."""
    words = WORDS[language]
    return {
        f"{group.name}.{line.name}": value
        for group in fields(words)
        if is_dataclass(part := getattr(words, group.name))
        for line in fields(part)
        if isinstance(value := getattr(part, line.name), str)
    }
