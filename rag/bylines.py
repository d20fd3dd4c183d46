"""Questions about an article itself: who wrote it, when and where it appeared."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from rag.citing import cite
from rag.datatypes import Passage, Reading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.datatypes import Document, Fact

FactName: TypeAlias = Literal["author", "published", "publisher"]

# What is asked about. A "글" may be any writing, a "보도" a pavement and "사설" a word for private.
ARTICLE = (
    r"(?:기사(?!단|님)|칼럼|뉴스레터|사설(?=[은이을의도])|보도(?=[는가를의도]\s)"
    r"|(?:[이그]|해당|위|[’'”\"」』>》])\s?글(?=[은이을의도\s]))"
)
WRITTEN = r"(?:기사|칼럼|뉴스레터|사설|보도|글)"
# Nothing but a title comes between the article and the question: "기사에 나온 편지는 누가 썼나"
# asks about a letter.
NAMED = (
    rf"{ARTICLE}(?:\s?[‘'“\"「『<《].{{1,100}}?[’'”\"」』>》])?(?:은|는|이|가|을|를|의|도)?"
    r"[\s,]{0,3}(?:도?대체\s?)?"
)
ENDS = r"(?:이야|야|인가요?|인지|예요|이에요|이?죠|지|입니까|일까요?|이?냐|이?니)?\s*[?.!]?\s*$"
# "필자는 누구를 비판하나" and "필자는 왜 반대하나" do not ask who it is.
WHO = (
    r"(?:은|는|이|가|의|을|를)?\s?"
    r"(?:이름|성함|누구(?!를|에게|의|와|보다|한테)|누군|알려|[?.!]?\s*$)"
)
WHAT = r"(?:은|는|이|가|의|을|를)?\s?(?:이름|어디|무엇|무슨|뭐|언제|며칠|알려|[?.!]?\s*$)"
WROTE = r"(?:썼|쓰셨|작성했|작성하|기고했|취재했|보도했)"
WHO_WROTE = r"(?:쓴|쓰신|작성한|기고한|취재한|보도한)"
WHEN = r"(?:언제|며칠|몇\s?월\s?며칠|몇\s?년\s?몇\s?월)(?:\s?자)?에?"
APPEARED = (
    r"(?:처음\s)?(?:나왔|났|실렸|쓰였|쓰여졌|써졌|썼|올라왔"
    r"|(?:게재|보도|발행|작성|입력|등록|발간)(?:됐|되었|된\s?[거것건]|했))"
)
THAT_APPEARED = r"(?:나온|난|실린|쓴|쓰인|올라온|(?:게재|보도|발행|작성|입력|등록|발간)된)"
DATE = r"(?:(?:게재|작성|발행|보도|입력|등록)\s?(?:일자?|일시|날짜|시각|시간)|날짜|일자)"
MEDIUM = r"(?:신문사?|언론사?|매체|방송사?|사이트|잡지|통신사)"
WHICH = rf"(?:어느|어떤|무슨)\s?{MEDIUM}"
RAN = r"(?:나왔|났|실렸|실었|냈|썼|(?:게재|보도|발행)(?:했|됐|되었))"
THAT_RAN = r"(?:나온|난|실린|실은|낸|쓴|게재한|게재된|보도한|보도된|발행한)"
# "a story" may be any tale.
ENGLISH = (
    r"(?:(?:the|this|that)\s(?:\w+\s){0,2}(?:article|column|newsletter|editorial)"
    r"|(?:this|that|the\snews)\sstory)\b"
)
ISSUED = r"\b(?:published|posted|written|appear)"
PAPER = r"(?:which|what)\s(?:newspaper|paper|(?:news\s)?(?:outlet|site)|publication|publisher)"
PATTERNS: Mapping[FactName, tuple[str, ...]] = {
    "author": (
        rf"{NAMED}누가\s?(?:{WROTE}|{WHO_WROTE}\s?[거것건])",
        rf"누가\s(?:.{{0,60}}\s)?{ARTICLE}[을를]?\s?{WROTE}",
        rf"누가\s?{WHO_WROTE}\s?{WRITTEN}{ENDS}",
        rf"{NAMED}{WHO_WROTE}\s?(?:사람|분|기자|이){WHO}",
        rf"{NAMED}(?:글쓴이|필자|저자|작성자|기자){WHO}",
        r"\bwho\swrote\s(?:this|that|it)\s?\?*$",
        rf"\b(?:who\s(?:wrote|reported)|(?:author|writer|reporter)\sof)\s{ENGLISH}",
    ),
    "published": (
        rf"{NAMED}{WHEN}\s?{APPEARED}",
        rf"{NAMED}{WHEN}\s?(?:{THAT_APPEARED}?\s?[거것])?{ENDS}",
        rf"{WHEN}\s(?:.{{0,60}}\s)?{ARTICLE}[은는이가]?\s?{APPEARED}",
        rf"{WHEN}\s?{THAT_APPEARED}?\s?{WRITTEN}{ENDS}",
        rf"{NAMED}(?:{THAT_APPEARED}\s?)?{DATE}{WHAT}",
        rf"\b(?:when|(?:what|which)\s(?:date|day))\s(?:was|is|did)\s{ENGLISH}.{{0,200}}{ISSUED}",
    ),
    "publisher": (
        rf"{NAMED}{WHICH}(?:에서|에|의|가|이)?\s?(?:{RAN}|(?:기사|[거것])?{ENDS})",
        rf"{NAMED}어디(?:에서|서|에|의)?\s?(?:{RAN}|{THAT_RAN}?\s?(?:기사|[거것]){ENDS})",
        rf"{WHICH}(?:에서|에|의|가|이)?\s?{THAT_RAN}?\s?{WRITTEN}{ENDS}",
        rf"{WHICH}(?:에서|이|가)?\s(?:.{{0,60}}\s)?{ARTICLE}[을를]?\s?{RAN}",
        rf"어디(?:에서|서|에)\s?{THAT_RAN}\s?{WRITTEN}{ENDS}",
        rf"{NAMED}{THAT_RAN}\s?(?:{MEDIUM}|곳|회사){WHAT}",
        rf"{NAMED}(?:출처|발행처|언론사|신문사|매체){WHAT}",
        rf"\b(?:who\spublished|{PAPER}\s(?:published|ran|carried|is|was|did))\s{ENGLISH}",
    ),
}
ASKED = {name: re.compile("|".join(patterns), re.IGNORECASE) for name, patterns in PATTERNS.items()}
LINE_END = re.compile(r"[\r\n]")
# A line longer than this is no byline; then the wording of the fact alone is quoted.
LONGEST_LINE = 100


def asked_fact(question: str) -> FactName | None:
    """Return what a question wants to know about an article itself, `None` for any other."""
    return next((name for name, pattern in ASKED.items() if pattern.search(question)), None)


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
        places=document.places_in(start, end),
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
