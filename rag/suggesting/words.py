"""The words of a Korean sentence; a title, a date and an amount are taken as one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from index.language import Morpheme
from index.normalizing import normalize
from rag.dialogue.things import words_of
from rag.quantities import quantities

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.language import Grammar

# The morphemes that no space parts.
Word: TypeAlias = tuple[Morpheme, ...]

# Tags of our own, beside those of the Sejong set.
TITLE, DATE, AMOUNT = "title", "date", "amount"
TITLES = re.compile(r"《[^》]+》|〈[^〉]+〉|「[^」]+」|『[^』]+』|‘[^’]+’|(?<!\w)'[^']+'")
YEAR_ASIDE = r"(?:지난해|작년|올해|내년|이듬해)"
ASIDE = rf"(?:{YEAR_ASIDE}|지난달|이달|다음\s?달|지난|오는)"
PART = r"(?:초|말|중순|하순|상순|봄|여름|가을|겨울|경|무렵|새벽|아침|오전|낮|정오|오후|저녁|밤)"
AS_OF = r"(?:현재|기준)"
DATES = re.compile(
    rf"(?:(?:{ASIDE}\s)?(?<![\d.,~∼–-])(?:기원전\s)?"
    r"(?:\d{3,4}년(?:\s\d{1,2}월(?:\s\d{1,2}일)?)?|\d{1,2}월(?:\s\d{1,2}일)?|\d{1,2}일)"
    rf"(?:\s?{PART})?(?:\s\d{{1,2}}시(?:\s\d{{1,2}}분)?)?(?:\s{AS_OF})?"
    rf"|{YEAR_ASIDE}\s(?:[상하]반기|\d분기|{PART}))"
    # Neither a span of time nor a part of a longer date.
    r"(?![가-힣]*(?:[간째대여만치장차제분]|동안)"
    r"|\s?(?:동안|만에|이상|이내|이후|이전|뒤|후|전|당시)(?![가-힣]{2})|\s?\d{1,2}[월일]|[\d~∼·./-])"
)
# What means another day to whoever reads it later, and the day of a count.
PASSING = re.compile(rf"{ASIDE}|^\d{{1,2}}일|{AS_OF}$")
BRACKETS = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）)")
LEADS = re.compile(
    r"^(?:그러나|하지만|반면|게다가|더불어|그리하여|그래서|결국|또한|그리고|따라서|한편|그런데|특히|즉|또|다만"
    r"|아울러|이에 따라)"
    r"[, ]+"
)

NOUNS = frozenset(("NNG", "NNP", "NNB", "NR", "SL", "SN", "SH", "XPN", "XSN", "XR"))
WHOLES = frozenset((TITLE, DATE, AMOUNT))
MARKS = frozenset(("SF", "SP", "SE", "SS", "SSO", "SSC", "SW", "SO"))
SUBJECT, OBJECT, ADVERBIAL, TOPIC, POSSESSIVE = "JKS", "JKO", "JKB", "JX", "JKG"
TOPICS = frozenset(("은", "는", "ᆫ"))
# Words of these lean on the noun after them.
LEANING = frozenset((POSSESSIVE, "JC", "ETM", "MM"))
# Nouns that stand like adverbs, and lean on no noun after them.
LOOSE = words_of(
    "동안 이후 이전 당시 때 뒤 후 전 현재 결과 최근 올해 지난해 작년 내년 때문 가운데 중 대신 다음"
)
# "‘…’이라는 책" names a book, and is no clause about it.
NAMING = frozenset(("이라는", "라는"))


def bare(sentence: str) -> str:
    """Return a sentence on one line, without remarks in brackets and words that lead to it."""
    line = " ".join(normalize(sentence).split())
    while (shorter := BRACKETS.sub("", line)) != line:
        line = shorter
    return LEADS.sub("", line)


def cut_words(text: str, grammar: Grammar) -> tuple[Word, ...]:
    """Return the words of a sentence; a title, a date and an amount are one morpheme each."""
    words: list[list[Morpheme]] = []
    end = -1
    for item in with_wholes(text, grammar.tag(text)):
        if item.start <= end:
            words[-1].append(item)
        else:
            words.append([item])
        # Contracted morphemes overlap.
        end = max(end, item.end)
    return tuple(map(tuple, words))


def with_wholes(text: str, morphemes: Iterable[Morpheme]) -> list[Morpheme]:
    """Return the morphemes with one for each title, date and amount."""
    wholes: list[Morpheme] = []
    for item in sorted(wholes_of(text), key=lambda item: (item.start, -item.end)):
        if not wholes or wholes[-1].end <= item.start:
            wholes.append(item)
    others = [
        item
        for item in morphemes
        if not any(whole.start <= item.start < whole.end for whole in wholes)
    ]
    return sorted([*others, *wholes], key=lambda item: item.start)


def wholes_of(text: str) -> Iterator[Morpheme]:
    """Yield what is taken as one morpheme each; they may overlap."""
    for tag, pattern in ((TITLE, TITLES), (DATE, DATES)):
        for found in pattern.finditer(text):
            yield Morpheme(form=found.group(), tag=tag, start=found.start(), end=found.end())
    for item in quantities(text):
        if item.unit:
            form = text[item.start : item.end]
            yield Morpheme(form=form, tag=AMOUNT, start=item.start, end=item.end)


def written(text: str, words: Sequence[Word]) -> str:
    """Return words that stand side by side as the text has them, without a comma at the end."""
    return text[words[0][0].start : words[-1][-1].end].rstrip(",") if words else ""


def has(word: Word, *tags: str) -> bool:
    """Return whether a morpheme of the word has one of the tags."""
    return any(item.tag in tags for item in word)


def forms(word: Word) -> list[str]:
    """Return the forms of a word's morphemes, without punctuation."""
    return [item.form for item in word if item.tag not in MARKS]


def last_form(word: Word) -> str:
    """Return the form of a word's last morpheme, punctuation left out."""
    return next(reversed(forms(word)), "")


def last_tag(word: Word) -> str:
    """Return the tag of a word's last morpheme, punctuation left out."""
    return next((item.tag for item in reversed(word) if item.tag not in MARKS), "")


def is_verbal(word: Word) -> bool:
    """Return whether a word is a verb or an adjective, or a noun made one: "증가했다"."""
    return any(item.tag.startswith(("VV", "XSV", "VA", "XSA", "VX")) for item in word)


def subject_at(word: Word) -> int | None:
    """Return which morpheme of a word is the particle of a subject or a topic."""
    for at, item in enumerate(word[1:], 1):
        is_particle = item.tag == SUBJECT or (item.tag == TOPIC and item.form in TOPICS)
        if is_particle and word[at - 1].tag in NOUNS | MARKS | WHOLES | {"NP"}:
            return at
    return None


def is_topic(word: Word) -> bool:
    """Return whether a word is what the sentence is about: "다리는"."""
    at = subject_at(word)
    return at is not None and word[at].tag == TOPIC


def is_place_topic(word: Word) -> bool:
    """Return whether a word is where all of the sentence happens: "섬에는"."""
    tags = [item.tag for item in word[-2:]]
    is_so = tags == [ADVERBIAL, TOPIC] and word[-1].form in TOPICS
    return is_so and word[-2].form in {"에", "에서"}


def leans(word: Word) -> bool:
    """Return whether a word belongs to the noun after it."""
    is_bare = all(item.tag in NOUNS | MARKS | {TITLE, AMOUNT} for item in word)
    is_loose = word[-1].form in LOOSE or has(word, "SP")
    return (is_bare and not is_loose) or last_tag(word) in LEANING


def describes(words: Iterable[Word]) -> bool:
    """Return whether one of the words ends a clause about the noun after it: "만든"."""
    return any(last_tag(word) == "ETM" and last_form(word) not in NAMING for word in words)


def phrase_start(words: Sequence[Word], last: int) -> int:
    """Return the place of the first word that belongs to the noun in the word at `last`."""
    start = last
    while start and leans(words[start - 1]):
        if last_tag(words[start - 1]) == "ETM":
            # How far back a clause about a noun reaches cannot be told.
            return 0
        start -= 1
    return start
