"""A full sentence around a short answer: the question's own words, no longer asking.

Wrong Korean is worse than short Korean, and a question may claim what no article does: wherever a
question is not surely one of the forms here, the sentence is the answer with "입니다".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.normalizing import normalize
from rag.kinds import wanted_type
from rag.phrases import is_korean
from rag.slots import DETERMINERS, IS, NOUN, QUESTION_WORDS, Asked, particles_after, place_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.language import Grammar, Morpheme
    from rag.slots import Pair

# In code points. A longer question has clauses that nobody would say again.
LONGEST_QUESTION = 80
# No short answer says why or how; "나" is not the one who answers; a second sentence or a choice
# hides what is asked.
UNSAFE = re.compile(
    r"(?<![가-힣])(?:왜|어떻|어찌|어째|어때|[나저너](?:는|의|를|에게)\s|[내제]가\s|우리|당신|아니면)"
    r"|(?<![A-Z])[.!?]\s+\S"
)
# Words that mean another time to the reader than to the newspaper.
DEICTIC = re.compile(
    r"(?<![가-힣])(?:오늘|어제|그저께|내일|모레|올해|금년|내년|작년|재작년|지난|이번|이달|다음\s?[주달해]"
    r"|지금|현재|최근|요즘|전날|같은\s날|이날)"
)
YEAR = re.compile(r"(?:기원전\s)?[1-9]\d{2,3}")
WHICH_DAY = re.compile(
    r"몇\s?년도?\s?몇\s?월(?:\s?(?:며칠|몇\s?일))?|몇\s?월\s?(?:며칠|몇\s?일)|언제쯤"
)
REQUEST = re.compile(
    r"\s?(?:좀\s?)?(?:(?:알려|말해|가르쳐)\s?(?:줘요?|주세요|줄래요?|달라|주십시오)"
    r"|궁금(?:해요?|합니다))[\s.!?]*$"
)
# \u11ab, \u11af and \u11b8 are the finals ㄴ, ㄹ and ㅂ, as an ending begins with them.
ASKING = re.compile(
    r"(?:[는은\u11ab][가지]|나|니|[느으]?냐|지|죠|지요|[습\u11b8]니까|[어아여야]|[예에])요?"
)
WONDERING = re.compile(r"[을\u11af]까요?")
EMBEDDED = re.compile(r"[는은을던\u11ab\u11af]지")
STEM = ("VV", "VA", "VX", "VCP", "VCN", "XSV", "XSA")
NOMINAL = (*NOUN, "NP", "NR", "SH", "SSC", "SW", "ETN")
TOPIC = ("은", "는", "\u11ab")


def frame(question: str, short_answer: str, grammar: Grammar, *, restates: bool = True) -> str:
    """Return a sentence that says the short answer, in the language of the question.

    Args:
        question: What was asked, whole; its words are said again only where that is safe.
        short_answer: Words of an article, not empty.
        grammar: Of Korean.
        restates: Whether the question may be said again. What it takes for granted is then said in
            our own words, and that wants a sure answer.
    """
    short = " ".join(short_answer.split())
    if not is_korean(question):
        return f"According to the article: “{short}”."
    if DEICTIC.search(short) or not is_noun(short, grammar):
        saying = grammar.join([(short, "NNP"), IS, ("라고", "EC")])[len(short) :]
        return f"기사에는 “{short}”{saying} 나와 있습니다."
    if YEAR.fullmatch(short) and wanted_type(question) == "date":
        short += "년"
    whole = statement(question, short, grammar) if restates else None
    return whole or f"{short}입니다."


def is_noun(short: str, grammar: Grammar) -> bool:
    """Return whether a short answer can stand where a noun does."""
    # Alone, an unknown name may look like a verb; before a copula it hardly does.
    words = grammar.tag(f"{short}입니다")
    if len(words) > 1 and words[-1].tag == "EF":
        words = words[:-2]
    if any(word.tag == "EF" for word in words):
        return False
    # A subject or object needs its verb, which "…를 만든" has before the noun at the end.
    parts = [n for n, word in enumerate(words) if word.tag in {"JKS", "JKO"} or is_topic(word)]
    verbs = [n for n, word in enumerate(words) if word.tag in {"ETM", "ETN"}]
    return words[-1].tag.startswith(NOMINAL) and max(parts, default=-1) <= max(verbs, default=-1)


def is_topic(word: Morpheme) -> bool:
    """Return whether a word is the particle of the topic."""
    return word.tag == "JX" and word.form in TOPIC


def statement(question: str, short: str, grammar: Grammar) -> str | None:
    """Return the question as a statement, `None` where that is not safe."""
    text = " ".join(normalize(question).split())
    if len(text) > LONGEST_QUESTION or UNSAFE.search(text) or DEICTIC.search(text):
        return None
    asked = REQUEST.sub("", WHICH_DAY.sub("언제", text).replace("어딨", "어디 있"))
    words = spoken(grammar.tag(asked))
    places = [place for place, word in enumerate(words) if word.form in QUESTION_WORDS]
    if not words or len(places) > 1:
        return None
    if places:
        return filled(Asked(text=asked, words=words, at=places[0]), short, grammar)
    topic = topic_of(asked, words, grammar, is_request=bool(REQUEST.search(text)))
    return f"{topic} {short}입니다." if topic else None


def spoken(words: Sequence[Morpheme]) -> tuple[Morpheme, ...]:
    """Return the words without a "그럼" in front and the marks at the end."""
    first, last = 0, len(words)
    while first < last and words[first].tag in {"MAJ", "IC", "SP"}:
        first += 1
    while first < last and words[last - 1].tag in {"SF", "SP", "SE"}:
        last -= 1
    return tuple(words[first:last])


def topic_of(
    text: str, words: Sequence[Morpheme], grammar: Grammar, *, is_request: bool
) -> str | None:
    """Return the topic of a question that only names what is wanted: "…에 투자한 회사는?"."""
    last = words[-1]
    has_particle = is_topic(last) or (is_request and last.tag in {"JKS", "JKO"})
    if len(words) == 1 or not (has_particle or is_request):
        return None
    noun = words[-2] if has_particle else last
    # "김철수는?" may ask anything about him.
    if not noun.tag.startswith(NOUN) or noun.tag in {"NNP", "SL"}:
        return None
    return as_topic(text[words[0].start : noun.end], grammar)


def as_topic(text: str, grammar: Grammar) -> str:
    """Return a noun, with all that stands before it, as the topic."""
    return grammar.join([(text, "NNP"), ("은", "JX")])


def filled(asked: Asked, short: str, grammar: Grammar) -> str | None:
    """Return the question as a statement, with the answer where the question word was."""
    words, place = asked.words, place_of(asked, short)
    if place is None:
        return None
    stop, put = place
    stem = stem_of(asked)
    before = asked.text[words[0].start : words[asked.at].start]
    put = without_repeated(before, put)
    if stop == len(words) or (stop == stem and words[stem].form in {"이", "되"}):
        told = grammar.join([(put, "NNP"), IS, *polite(words[stop:])])
        return f"{before_copula(asked, before, grammar)}{told}."
    slot = particles_after(asked, stop) if stem else None
    if stem is None or slot is None or lacks_particle(asked):
        return None
    stop, particles = slot
    first = start_of(asked, stem)
    if first < stop:
        return None
    fitted = grammar.join([(put, "NNP"), *particles])
    middle = asked.text[words[stop - 1].end : words[first].start]
    predicate = [(word.form, word.tag) for word in words[first : stem + 1]]
    return f"{before}{fitted}{middle}{grammar.join([*predicate, *polite(words[stem:])])}."


def polite(predicate: Sequence[Morpheme]) -> list[Pair]:
    """Return the endings of a predicate, its tense kept, as those of a polite statement."""
    # A newspaper does not honour whom it writes about.
    tense = [(word.form, word.tag) for word in predicate if word.tag == "EP" and word.form != "시"]
    return [*tense, ("습니다", "EF")]


def stem_of(asked: Asked) -> int | None:
    """Return which word is the predicate that the question ends with, `None` without one."""
    words = asked.words
    last = len(words) - 2 if words[-1].form == "요" else len(words) - 1
    stem = last - 1
    while stem > asked.at and words[stem].tag == "EP":
        stem -= 1
    if stem <= asked.at or not asked.has(stem, STEM):
        return None
    if any(EMBEDDED.fullmatch(word.form) for word in words[asked.at : last]):
        return None
    # "언제 열릴까" may ask about what is to come, "언제 열렸을까" about what was.
    is_settled = asked.has(stem, "VCP") or stem < last - 1
    asking = ASKING.fullmatch(words[last].form) or (
        is_settled and WONDERING.fullmatch(words[last].form)
    )
    return stem if asking else None


def start_of(asked: Asked, stem: int) -> int:
    """Return from which word on the predicate is put together anew."""
    words = asked.words
    # The copula sounds like the noun before it; a contracted word has no end of its own.
    first = stem - 1 if words[stem].tag == "VCP" else stem
    while words[first].start < words[first - 1].end:
        first -= 1
    return first


def without_repeated(before: str, put: str) -> str:
    """Return an answer without what the question has just said: "총 5명" after "총"."""
    if before.endswith("제 "):
        put = put.removeprefix("제")
    words = put.split()
    for count in range(len(words) - 1, 0, -1):
        if f" {before}".endswith(f" {' '.join(words[:count])} "):
            return " ".join(words[count:])
    return put


def lacks_particle(asked: Asked) -> bool:
    """Return whether a subject stands bare before the question word: "링컨 언제 사망했나"."""
    is_bare = asked.at > 0 and asked.words[asked.at - 1].tag in {"NNG", "NNP"}
    return is_bare and asked.asks in {"언제", "누구", "무엇", "뭐"}


def before_copula(asked: Asked, before: str, grammar: Grammar) -> str:
    """Return what stands before the copula, the subject made the topic: "이름이 뭐야?"."""
    words, at = asked.words, asked.at
    if at == 0 or any(is_topic(word) for word in words[:at]):
        return before
    noun_end = words[at - 2].end
    if words[at - 1].tag in {"JKS", "JKO"} and words[at - 1].start == noun_end:
        return as_topic(asked.text[words[0].start : noun_end], grammar) + " "
    if words[at - 1].tag.startswith("NN") and asked.asks not in DETERMINERS:
        return as_topic(before.rstrip(), grammar) + " "
    return before
