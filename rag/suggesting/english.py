"""English sentences to the questions that a reader of them would ask, by their wording alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.datatypes import Span
from rag.dialogue.things import words_of
from rag.suggesting.asking import Asked

if TYPE_CHECKING:
    from rag.suggesting.asking import Sort

# In code points: of a sentence, and of a question.
SENTENCE = range(20, 261)
QUESTION = range(12, 91)
# A full stop before a capital, the quote that it stands in included; not of "Mr." or "U.S.".
BREAK = re.compile(r"(?:(?<=[a-z0-9)%][.!?])|(?<=[.!?][\"”]))\s+(?=[A-Z\"“])")
TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Sr|Jr|Prof|Gen|Sen|Rep|No|vs|Inc|Ltd|Co|Corp)\.\Z")

# In code points, of "Corp." with what stands before it.
TITLE = 6

WORD = r"[A-Z0-9][\w.&'’-]*\w"
LINK = r"(?:(?:of|for|and|de|von|van|the)\s)?"
NAME = rf"(?:The\s)?[A-Z][\w&'’-]*\w(?:\s{LINK}{WORD}){{0,5}}"
SUBJECT = rf"^(?P<name>{NAME})\s"
# They begin sentences with a capital, and name nobody.
NO_NAMES = words_of(
    """
    It He She They This That These Those There Its His Her Their Our My Your We You In On At After
    Before When While But And As A An If Since For One Some Many Most All Both By With From To
    However So Yet No Not Last Next Only Each Every Other Another Such About Nearly More Here Now
    Then Today Also Even Despite
    """
)
MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
DATE = rf"(?:(?:\d{{1,2}}\s)?{MONTH}(?:\s\d{{1,2}})?(?:,?\s\d{{4}})?|\d{{4}})"
DONE = r"(?:\w{2,}ed|built|born|held|written|sold|won|made|begun|shot|found|sunk|hit|struck)"
# Of verbs that need no object, what their past comes from.
STEMS = {
    **{f"{stem}ed": stem for stem in ("open", "reopen", "start", "end", "launch", "fail")},
    **{f"{stem}d": stem for stem in ("close", "die", "arrive", "retire", "collapse")},
    "sank": "sink",
    "began": "begin",
    "resigned": "resign",
    "erupted": "erupt",
    "crashed": "crash",
    "vanished": "vanish",
}
DID = rf"(?P<did>{'|'.join(STEMS)})"
ABOUT = r"(?:(?:about|around|more than|nearly|almost|over|some|roughly)\s)?"
FIGURE = r"\d[\d,.]*(?:\s?(?:thousand|million|billion|[mb]n?\b))?"
MONEY = rf"(?:(?:US)?[$€£]\s?{FIGURE}|{FIGURE}\s(?:dollars|euros|pounds|won))"
CAUSE = r"(?P<answer>because(?:\sof)?\s[^.]+)"
PERSON = (
    r"(?:actor|actress|singer|writer|author|poet|painter|artist|composer|politician|president"
    r"|minister|mayor|king|queen|emperor|scientist|physicist|chemist|historian|philosopher|player"
    r"|footballer|coach|director|business(?:wo)?man|entrepreneur|engineer|lawyer|judge|journalist"
    r"|general|professor|doctor|activist|novelist|character|\w+ian)"
)
OFFICE = (
    r"(?:chief executive(?: officer)?|CEO|president|chair(?:man|woman|person)?|director|mayor"
    r"|governor|prime minister|founder|harbour master|head|owner|editor|principal|captain|coach)"
)
# Its last noun tells what something is: it stands before the first of these words.
AFTER_NOUN = r"(?=[,.;]|\s(?:of|in|at|on|from|for|with|by|who|that|which|and|born|known)\b)"
MADE_BY = (
    r"(?:founded|designed|directed|produced|created|established|invented|discovered|painted"
    r"|launched|composed)"
)
QUALITIES = r"(?:(?!(?:by|of|in|on|for|from|with)\s)[\w-]+\s){0,5}?"
CALLED = r"(?P<was>is|was)\s(?P<answer>an?\s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How a sentence of some wording is asked about.

    Attributes:
        sort: What is asked for.
        asked: The question, with the names of the pattern's groups in braces.
        pattern: The wording, with a group `answer`, and a group `name` for what it is about.
    """

    sort: Sort
    asked: str
    pattern: re.Pattern[str]


def rule(sort: Sort, asked: str, pattern: str) -> Rule:
    """Return a rule."""
    return Rule(sort=sort, asked=asked, pattern=re.compile(pattern))


RULES = (
    rule(
        "date",
        "When {was} {name} {done}?",
        rf"{SUBJECT}(?P<was>was|were)\s(?P<done>{DONE})\s(?:in|on)\s(?P<answer>{DATE})\b",
    ),
    rule(
        "date",
        "When did {name} {did}?",
        rf"{SUBJECT}{DID}(?:\sits\sdoors)?\s(?:in|on)\s(?P<answer>{DATE})\b",
    ),
    rule(
        "number",
        "How many {noun} does {name} have?",
        rf"{SUBJECT}(?:has|employs)\s{ABOUT}(?P<answer>{FIGURE})\s(?P<noun>[a-z]+s|people)"
        r"(?=[.,;]|\s(?:and|in)\b)",
    ),
    rule("number", "How much does {name} cost?", rf"{SUBJECT}costs\s{ABOUT}(?P<answer>{MONEY})"),
    rule("number", "How much did {name} cost?", rf"{SUBJECT}cost\s{ABOUT}(?P<answer>{MONEY})"),
    rule(
        "number",
        "How much money did {name} raise?",
        rf"{SUBJECT}(?:has\s)?raised\s{ABOUT}(?P<answer>{MONEY})",
    ),
    rule(
        "number", "How much does {name} weigh?", rf"{SUBJECT}weighs\s{ABOUT}(?P<answer>\d\S*\s\w+)"
    ),
    rule(
        "place",
        "Where {was} {name} {done}?",
        rf"{SUBJECT}(?P<was>is|are|was|were)\s(?P<done>based|located|situated|headquartered|born)"
        rf"\s(?:in|at)\s(?P<answer>{NAME}(?:,\s{NAME})?)",
    ),
    rule(
        "person",
        "Who {done} {name}?",
        rf"{SUBJECT}(?:was|were)\s(?P<done>{MADE_BY})\s(?:in\s{DATE}\s)?by\s(?P<answer>{NAME})",
    ),
    rule(
        "person",
        "Who is the {office} of {group}?",
        rf"(?P<name>(?P<answer>[A-Z]\w+(?:\s[A-Z]\w+){{1,2}})),\s(?:the\s)?(?P<office>{OFFICE})\sof"
        rf"\s(?P<group>{NAME})",
    ),
    rule(
        "reason",
        "Why {was} {name} {done}?",
        rf"{SUBJECT}(?P<was>is|are|was|were)\s(?P<done>(?:[\w-]+\s){{0,5}}?(?!not|just|only|partly)[\w-]+)\s{CAUSE}",
    ),
    rule("reason", "Why did {name} {did}?", rf"{SUBJECT}{DID}\b[^.,;]{{0,40}}?\s{CAUSE}"),
    rule(
        "quote",
        "What did {name} say?",
        rf"[“\"](?P<answer>[^”\"]{{15,}}?)[,.]?[”\"]\s(?:said|says)\s(?P<name>{NAME})",
    ),
    rule(
        "quote",
        "What did {name} say?",
        rf"{SUBJECT}(?:said|says)\s(?:that\s)?(?P<answer>[“\"]?[^.]{{15,}})",
    ),
    rule(
        "person",
        "Who {was} {name}?",
        rf"{SUBJECT}{CALLED}{QUALITIES}{PERSON}\b{AFTER_NOUN}[^.]*)",
    ),
    rule(
        "nature",
        "What {was} {name}?",
        rf"{SUBJECT}{CALLED}(?!{QUALITIES}{PERSON}\b)[^.]{{15,}})",
    ),
)


def english_questions(sentence: str, title: str) -> list[Asked]:
    """Return the questions that a sentence answers, each once.

    Args:
        sentence: Of an article.
        title: The article's headline.
    """
    text = " ".join(sentence.split())
    if len(text) not in SENTENCE:
        return []
    found = [
        Asked(text=filled(rule.asked, match), sort=rule.sort, answer=match["answer"])
        for rule in RULES
        if (match := rule.pattern.search(text)) and is_name(match["name"], title)
    ]
    good = [asked for asked in found if len(asked.text) in QUESTION]
    return list(dict.fromkeys(asked for asked in good if asked.answer not in asked.text))


def filled(asked: str, match: re.Match[str]) -> str:
    """Return a question with what the sentence says in place of the braces."""
    words = {key: value or "" for key, value in match.groupdict().items()}
    for key in {"name", "group"} & words.keys():
        words[key] = lowered(words[key])
    words["did"] = STEMS.get(words.get("did", ""), "")
    return asked.format(**words)


def is_name(name: str, title: str) -> bool:
    """Return whether the words that begin a sentence name something by themselves."""
    first = name.split(maxsplit=1)[0]
    words = name.removeprefix("The ").split()
    if first in NO_NAMES:
        return False
    # The first word may have its capital from the sentence.
    return len(words) > 1 or words[0] in title or bool(re.search(r"[\d-]", words[0]))


def lowered(name: str) -> str:
    """Return a name as it stands inside a sentence: "the Gull-3"."""
    return f"the {name[4:]}" if name.startswith("The ") else name


def english_sentences(text: str, place: Span) -> list[Span]:
    """Return the sentences of a stretch of English; Korean rules may take it for one sentence."""
    starts = [place.start]
    ends: list[int] = []
    for found in BREAK.finditer(text, place.start, place.end):
        if not TITLED.search(text, max(starts[-1], found.start() - TITLE), found.start()):
            ends.append(found.start())
            starts.append(found.end())
    return [
        Span(start=start, end=end) for start, end in zip(starts, [*ends, place.end], strict=True)
    ]
