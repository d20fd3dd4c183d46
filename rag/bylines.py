"""Questions about an article itself: who wrote it, when and where it appeared."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from rag.citing import cite
from rag.datatypes import Passage, Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.datatypes import Document, Fact

FactName: TypeAlias = Literal["author", "published", "publisher"]

ARTICLE = r"(?:기사|칼럼|글|뉴스레터|사설|보도(?!에|했|된다))"
ASKED: tuple[tuple[FactName, re.Pattern[str]], ...] = (
    (
        "author",
        re.compile(
            rf"{ARTICLE}.{{0,12}}(?:누가\s?(?:썼|쓴|작성|기고|취재)|(?:쓴|작성한|취재한)\s?(?:사람|기자|이)"
            r"|글쓴이|필자|저자|작성자|기자(?:는|가|의)?\s?(?:이름|누구))"
            rf"|(?:누가\s?(?:쓴|작성한)|(?:쓴|작성한)\s?(?:사람|기자)).{{0,12}}{ARTICLE}"
            r"|\bwho wrote\b|\bauthor of\b|\bwritten by whom\b",
            re.IGNORECASE,
        ),
    ),
    (
        "published",
        re.compile(
            rf"{ARTICLE}.{{0,8}}(?:언제|며칠|몇\s?월|날짜).{{0,8}}"
            r"(?:나왔|나온|실렸|실린|게재|보도|발행|작성|쓰였|썼|쓴|올라|입력|$)"
            rf"|(?:언제|며칠에?)\s?(?:나온|실린|게재된|보도된|발행된|작성된|쓰인|올라온)\s?{ARTICLE}"
            rf"|{ARTICLE}(?:의|가|이)?\s?(?:게재일|작성일|발행일|보도일|날짜)"
            r"|\bwhen (?:was|did) (?:the|this|that) (?:article|story|column)\b.{0,80}"
            r"(?:published|posted|written|appear)",
            re.IGNORECASE,
        ),
    ),
    (
        "publisher",
        re.compile(
            rf"{ARTICLE}.{{0,8}}(?:어느|어떤|무슨)\s?(?:신문|언론|매체|방송|사이트)"
            rf"|(?:어느|어떤|무슨)\s?(?:신문사?|언론사?|매체|사이트)(?:의|에서|에|가)?\s?"
            rf"(?:나온|실린|쓴|낸|게재한|보도한)?\s?{ARTICLE}"
            rf"|{ARTICLE}.{{0,4}}(?:어디(?:서|에서|에)\s?(?:나온|나왔|낸|실린|실렸|게재|발행))"
            r"|\bwhich (?:newspaper|outlet|publisher|site)\b.{0,40}\b(?:article|published|story)\b",
            re.IGNORECASE,
        ),
    ),
)
LINE_END = re.compile(r"[\r\n]")
# A line longer than this is no byline; then the wording of the fact alone is quoted.
LONGEST_LINE = 100


def asked_fact(question: str) -> FactName | None:
    """Return what a question wants to know about an article itself, `None` for any other."""
    return next((name for name, pattern in ASKED if pattern.search(question)), None)


def read_byline(
    name: FactName, document: Document, passages: Sequence[Passage]
) -> tuple[list[Passage], Reading]:
    """Return the passages with the article's byline as the first one, and what it says.

    When the article does not tell, the passages are as before, and the reading is empty.
    """
    fact: Fact | None = getattr(document.article, name)
    if fact is None:
        return list(passages), Reading(citations=(), confidence=0.0)
    start, end = line_of(fact, document.text)
    published = document.article.published
    first = Passage(
        number=1,
        source=document.source,
        title=document.title,
        published=published.value if published else None,
        start=start,
        end=end,
        text=document.text[start:end],
        score=1.0,
    )
    others = [replace(passage, number=passage.number + 1) for passage in passages]
    reading = Reading(citations=(cite(first, start, end),), confidence=1.0, short_answer=fact.value)
    return [first, *others], reading


def line_of(fact: Fact, text: str) -> tuple[int, int]:
    """Return where the line is that holds a fact, or the fact alone where the line is long."""
    start = max(text.rfind("\n", 0, fact.start), text.rfind("\r", 0, fact.start)) + 1
    found = LINE_END.search(text, fact.end)
    end = found.start() if found else len(text)
    line = text[start:end]
    if len(line) > LONGEST_LINE:
        return fact.start, fact.end
    return start + len(line) - len(line.lstrip()), start + len(line.rstrip())
