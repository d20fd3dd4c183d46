"""The fields of a row or an object -> an article, by their English or Korean names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from index.formats.composing import compose
from index.formats.datatypes import Block, Claims, Extract

_TEXT = (
    "text",
    "body",
    "content",
    "contents",
    "articlebody",
    "본문",
    "내용",
    "기사본문",
    "기사내용",
)
_TITLE = ("title", "headline", "subject", "제목", "기사제목", "표제")
_PUBLISHED = (
    *("published", "publishedat", "publisheddate", "datepublished", "pubdate", "date", "datetime"),
    *(
        "날짜",
        "일자",
        "작성일",
        "작성일자",
        "게시일",
        "발행일",
        "보도일",
        "등록일",
        "입력일",
        "일시",
    ),
)
_PUBLISHER = (
    *("publisher", "source", "press", "media", "sitename", "newspaper"),
    *("언론사", "매체", "매체명", "신문사", "출처", "발행처"),
)
_AUTHOR = (
    "author",
    "authors",
    "byline",
    "writer",
    "reporter",
    "기자",
    "기자명",
    "작성자",
    "저자",
    "글쓴이",
)


def has_text(names: Iterable[str]) -> bool:
    """Return whether one of the names is that of the text of an article."""
    return any(_plain(name) in _TEXT for name in names)


def read_fields(fields: Mapping[str, object], *, number: int) -> Extract | None:
    """Return the article that some fields make; `None` if its text is missing or blank."""
    told = {_plain(name): _value(value) for name, value in fields.items()}

    def first(names: Iterable[str]) -> str:
        return next((told[name] for name in names if told.get(name, "").strip()), "")

    text = first(_TEXT).strip()
    if not text:
        return None
    claims = Claims(
        title=first(_TITLE),
        publisher=first(_PUBLISHER),
        published=first(_PUBLISHED),
        author=first(_AUTHOR),
    )
    return compose([Block(text=text)], claims, number=number)


def numbered(articles: Iterable[Extract | None]) -> list[Extract]:
    """Return the articles that there are; the only one of a file has no number."""
    found = [one for one in articles if one is not None]
    if len(found) != 1:
        return found
    only = found[0]
    return [Extract(text=only.text, places=only.places, told=only.told)]


def _plain(name: str) -> str:
    """Return a field's name without the differences in spelling that mean nothing."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", name)).lower()


def _value(value: object) -> str:
    if isinstance(value, list):
        return "\n".join(filter(None, map(_value, value)))
    if isinstance(value, dict):
        return _value(value.get("name"))
    return "" if value is None or isinstance(value, bool) else str(value)
