"""The noun phrases of a Korean sentence that a question may ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from index.language import Morpheme

    # The morphemes that no space parts.
    Word: TypeAlias = tuple[Morpheme, ...]

NOUNS = frozenset(("NNG", "NNP", "NNB", "NR", "SL", "SN", "SH", "XPN", "XSN", "XR"))
SIGNS = frozenset(("SSO", "SSC", "SS", "SW", "SO", "SY"))
SUBJECT = "JKS"
OBJECT = "JKO"
ADVERBIAL = "JKB"
TOPIC = "JX"
COPULA = "VCP"
PARTICLES = frozenset((SUBJECT, OBJECT, ADVERBIAL, TOPIC, "JC"))

DATE = re.compile(r"(?:기원전 \d{1,4}|\d{3,4})년(?: \d{1,2}월(?: \d{1,2}일)?)?|\d{1,2}월 \d{1,2}일")
DATE_WORD = re.compile(r"\d{1,4}[년월일]|기원전")
# Before these a date is but a part of what tells the time.
MORE_DATE = re.compile(
    r"\s*(?:[~\-–∼)]|\d{1,2}[월일]|기준|현재|이후|이전|당시|초|말|경|대|오전|오후|새벽|밤|아침|저녁|봄|여름|가을|겨울)"
)
NUMBER = re.compile(r"(?:약 )?\d[\d,.]* ?(?:만|억|조|천|백)?(?: ?\d+만)? ?[가-힣a-zA-Z%℃㎢]{0,4}")
BRACKETS = ("()", "《》", "〈〉", "<>", "[]", "「」", "『』", "‘’", "“”")
# Nouns that only lean on what stands before them, and those that stand like adverbs.
LIGHT_HEADS = re.compile(
    "것|때|수|등|중|후|뒤|전|이후|이전|당시|경우|때문|들|곳|바|점|적|사이|.?쪽|안|밖|위|아래|옆|앞"
)
LOOSE_NOUNS = re.compile(
    "이후|이전|당시|현재|최근|대신|결국|다음|이듬해|그해|처음|나중|매년|원래|각각|모두|서로|직접"
    "|특히|주로|오늘날|올해|지난해|작년|내년|오늘|어제|경우|만큼"
)
# Of a phrase, in code points and in words before the last one. Judgement.
SHORTEST, LONGEST = 2, 30
MOST_WORDS_BEFORE = 4
MOST_PARTICLES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Nouns that a question may ask for.

    Attributes:
        first: Index of the first word that they take.
        last: Index of the last one.
        start: First code point in the sentence.
        end: One past the last: before the particle.
        text: What stands there.
        particle: What follows in the same word, as the dictionary has it; may be empty.
        tag: Of the particle; `VCP` where 이다 follows, "" where nothing does.
        head: The last noun.
        head_tag: Its tag.
        is_named: Whether a proper noun, a foreign word or a number is part of it.
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    particle: str
    tag: str
    head: str
    head_tag: str
    is_named: bool

    @property
    def is_date(self) -> bool:
        """Whether it is a year or a day, and nothing else."""
        return DATE.fullmatch(self.text) is not None

    @property
    def is_number(self) -> bool:
        """Whether it is a number with its unit, and nothing else."""
        return NUMBER.fullmatch(self.text) is not None

    @property
    def is_subject(self) -> bool:
        """Whether the sentence tells something about it."""
        return self.tag == SUBJECT or (self.tag == TOPIC and self.particle in {"은", "는"})


def words_of(morphemes: Sequence[Morpheme]) -> list[Word]:
    """Return morphemes grouped into words: what a space parts."""
    words: list[list[Morpheme]] = []
    end = -1
    for morpheme in morphemes:
        if morpheme.start <= end:
            words[-1].append(morpheme)
        else:
            words.append([morpheme])
        # Contracted morphemes overlap.
        end = max(end, morpheme.end)
    return [tuple(word) for word in words]


def phrases_of(words: Sequence[Word], sentence: str) -> Iterator[Phrase]:
    """Yield the noun phrases of a sentence that can be asked for."""
    for last in range(len(words)):
        phrase = phrase_at(words, last, sentence)
        if phrase is not None and is_askable(phrase, sentence, len(words)):
            yield phrase


def phrase_at(words: Sequence[Word], last: int, sentence: str) -> Phrase | None:
    """Return the nouns up to the particle of a word, with those before that belong to them."""
    nouns, particles = parted(words[last])
    heads = [morpheme for morpheme in nouns if morpheme.tag in NOUNS]
    is_plain = all(morpheme.tag in NOUNS | SIGNS for morpheme in nouns)
    if not heads or not is_plain:
        return None
    if particles and particles[0].tag != COPULA and len(particles) > MOST_PARTICLES:
        return None
    first = first_word(words, last)
    inside = [*nouns, *(morpheme for word in words[first:last] for morpheme in word)]
    start, end = words[first][0].start, nouns[-1].end
    return Phrase(
        first=first,
        last=last,
        start=start,
        end=end,
        text=sentence[start:end],
        particle=particles[0].form if particles else "",
        tag=particles[0].tag if particles else "",
        head=heads[-1].form,
        head_tag=heads[-1].tag,
        is_named=any(morpheme.tag in {"NNP", "SL", "SN"} for morpheme in inside),
    )


def parted(word: Word) -> tuple[Word, Word]:
    """Return the nouns of a word, and the particles or the copula behind them."""
    ends = (at for at, morpheme in enumerate(word) if at and morpheme.tag in {*PARTICLES, COPULA})
    cut = next(ends, len(word))
    return word[:cut], word[cut:]


def first_word(words: Sequence[Word], last: int) -> int:
    """Return the index of the first word of the phrase that ends in word `last`."""
    first = last
    is_date = DATE_WORD.match(form_of(words[last])) is not None
    while first > max(0, last - MOST_WORDS_BEFORE):
        word = words[first - 1]
        # A date says when, and is no part of the name behind it.
        if not belongs_to_next(word) or is_date != bool(DATE_WORD.fullmatch(form_of(word))):
            break
        first -= 1
    return first


def form_of(word: Word) -> str:
    """Return a word as the dictionary has its parts."""
    return "".join(morpheme.form for morpheme in word)


def belongs_to_next(word: Word) -> bool:
    """Return whether a word is nothing but nouns that make one phrase with those behind it."""
    form = form_of(word)
    is_bare = all(morpheme.tag in NOUNS for morpheme in word)
    is_single = len(form) == 1 and word[0].tag in {"NNB", "NNG", "XSN", "XPN"}
    return is_bare and not is_single and not LOOSE_NOUNS.fullmatch(form)


def is_askable(phrase: Phrase, sentence: str, words: int) -> bool:
    """Return whether a question for a phrase of a sentence of so many words makes sense."""
    if not SHORTEST <= len(phrase.text) <= LONGEST or not is_balanced(phrase.text):
        return False
    if phrase.is_date:
        return MORE_DATE.match(sentence, phrase.end) is None
    if phrase.tag == COPULA:
        return phrase.last == words - 1 and phrase.is_number
    is_term = phrase.is_named or phrase.head_tag != "NNG" or phrase.first != phrase.last
    return bool(phrase.tag) and not LIGHT_HEADS.fullmatch(phrase.head) and is_term


def is_balanced(text: str) -> bool:
    """Return whether every bracket and quote in a text has its partner."""
    pairs = all(text.count(pair[0]) == text.count(pair[1]) for pair in BRACKETS)
    return pairs and text.count('"') % 2 == 0 and text.count("'") % 2 == 0
