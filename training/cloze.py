"""Korean questions made of sentences: a phrase is taken out, and the sentence asks for it.

Korean asks in place ("…를 몇 년에 세웠나?") or puts what is asked for last ("…를 세운 해는?"), so
both can be made of a statement by rule: the phrase becomes a question word or a head noun, and the
ending becomes a question's. People ask shorter and sloppier than sentences tell, so some of the
words around the phrase, some particles and some spaces are left out.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from training.asking import asking, in_place
from training.endings import Predicate, ask_identity, ask_in_place, ask_last, predicate_of
from training.phrases import COPULA, NOUNS, OBJECT, SIGNS, SUBJECT, TOPIC, phrases_of, words_of
from training.trimming import kept_words

if TYPE_CHECKING:
    from index.language import Grammar
    from training.asking import Asking
    from training.phrases import Phrase, Word

# In words, and in code points. Judgement.
FEWEST_WORDS, MOST_WORDS = 4, 28
SHORTEST, LONGEST = 8, 110
PHRASES_TRIED = 4
FEWEST_PARTS = 2
# How often a question is asked, or sloppy, in one way or the other. Judgement.
ASKED_LAST = 0.75
SUBJECT_FOR_TOPIC = 0.6
NO_PARTICLE = 0.07
NAME_ADDED = 0.75
NO_SPACES, ONE_SPACE_LESS = 0.03, 0.08

LEADS = re.compile(
    r"^(?:그러나|하지만|또한|그리고|따라서|이후|한편|그런데|특히|즉|이때|당시|결국|또)[, ]+"
)
SPACE_BEFORE_CLOSING = re.compile(r"\s+([,.)\]’”》〉」』])")
EMPTY_BRACKETS = re.compile(r"\([\s,]*\)")
# What these point to stands in another sentence; a few of them mean what the article is about.
POINTING = frozenset(
    ("이", "그", "저", "그녀", "이것", "그것", "이곳", "그곳", "이들", "그들", "여기", "거기")
)
THE_SUBJECT = frozenset(("그", "그녀", "이곳", "그곳"))
TOPICS = frozenset(("은", "는", "ᆫ"))
CLAUSE_ENDS = frozenset(("EC", "ETM", "ETN", "EF"))
AND = frozenset(("와", "과", "랑", "이랑", "및", "하고"))
# What ends with these describes the next word, or is one of a list with it.
LEANING = frozenset(("ETM", "JKG", "MM", "JC", "SP"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question, and where in its sentence the answer stands, in code points."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence that tells something.

    Attributes:
        text: As written.
        words: Its morphemes, word by word.
        predicate: Its last word.
        name: What the article is about.
    """

    text: str
    words: Sequence[Word]
    predicate: Predicate
    name: str


class Cloze:
    """Makes questions; the same seed makes the same ones of the same sentences."""

    def __init__(self, grammar: Grammar, seed: str) -> None:
        self._grammar = grammar
        self._random = random.Random(seed)

    def questions(self, sentence: str, name: str, most: int = 2) -> Iterator[Question]:
        """Yield at most so many questions that a sentence about something answers.

        Args:
            sentence: One sentence; others give no question.
            name: What its article is about; it takes the place of a missing subject. May be empty.
            most: How many questions at most.
        """
        words = words_of(self._grammar.tag(sentence))
        predicate = predicate_of(words[-1], sentence) if words else None
        if predicate is None or not FEWEST_WORDS <= len(words) <= MOST_WORDS:
            return
        statement = Statement(text=sentence, words=words, predicate=predicate, name=name)
        phrases = [phrase for phrase in phrases_of(words, sentence) if is_part(phrase, statement)]
        self._random.shuffle(phrases)
        # What can be told in a word or two, people ask for most.
        phrases.sort(key=lambda phrase: not (phrase.is_number or phrase.head_tag in {"NNP", "SL"}))
        made = 0
        for phrase in phrases[:PHRASES_TRIED]:
            text = self._ask(statement, phrase)
            if text is not None:
                yield Question(text=text, start=phrase.start, end=phrase.end)
                made += 1
            if made == most:
                return

    def _ask(self, statement: Statement, phrase: Phrase) -> str | None:
        """Return a question for a phrase, or `None` where it could not be understood."""
        words, grammar, chance = statement.words, self._grammar, self._random
        kept = sorted(kept_words(words, phrase, chance))
        if any(points_away(words[place], statement.name) for place in kept):
            return None
        asked = asking(phrase, verb_after(words, phrase), chance)
        ending = None
        if can_come_last(words, phrase, kept) and chance.random() < ASKED_LAST:
            ending = ask_last(statement.predicate, asked, grammar, chance)
        is_last = ending is not None
        parts = {place: self._said(statement, words[place], is_last=is_last) for place in kept}
        if not is_last and phrase.tag != COPULA:
            parts[phrase.last] = grammar.join(in_place(asked.word, phrase))
        if ending is None:
            ending = self._plain_ending(statement, phrase, asked)
        said = [parts[place] for place in sorted(parts)]
        name = self._missing_name(statement, phrase, kept, is_last=is_last)
        question = self._finished([*name, *said, ending], statement.name)
        # A question that tells its answer teaches nothing.
        return question if question is None or phrase.text not in question else None

    def _said(self, statement: Statement, word: Word, *, is_last: bool) -> str:
        """Return a word as the question says it: sloppily, or the name for what points to it."""
        at = subject_at(word)
        written = statement.text[word[0].start : word[-1].end]
        if at is None:
            is_object = len(word) > 1 and word[-1].tag == OBJECT
            is_sloppy = is_object and self._random.random() < NO_PARTICLE
            return statement.text[word[0].start : word[-1].start] if is_sloppy else written
        stem = statement.text[word[0].start : word[at].start]
        is_pronoun = bool(statement.name) and is_the_subject(word)
        stem = statement.name if is_pronoun else stem
        behind = statement.text[word[at].end : word[-1].end]
        if is_last and word[at].form in TOPICS and self._random.random() < SUBJECT_FOR_TOPIC:
            return self._grammar.join([(stem, "NNP"), ("이", SUBJECT)]) + behind
        if self._random.random() < NO_PARTICLE:
            return stem + behind
        fitted = self._grammar.join([(stem, "NNP"), (word[at].form, word[at].tag)]) + behind
        return fitted if is_pronoun else written

    def _missing_name(
        self, statement: Statement, phrase: Phrase, kept: Sequence[int], *, is_last: bool
    ) -> list[str]:
        """Return what the sentence leaves to its article to tell: what it is about."""
        name = statement.name
        has_subject = any(subject_at(statement.words[place]) is not None for place in kept)
        is_told = has_subject or not name or name[:2] in statement.text
        if is_told or self._random.random() >= NAME_ADDED:
            return []
        if phrase.is_subject:
            is_first = all(place > phrase.last for place in kept)
            return [self._grammar.join([(name, "NNP"), ("의", "JKG")])] if is_first else []
        topic, subject = ("은", TOPIC), ("이", SUBJECT)
        particle = self._random.choice([topic, subject, subject if is_last else topic])
        return [self._grammar.join([(name, "NNP"), particle])]

    def _plain_ending(self, statement: Statement, phrase: Phrase, asked: Asking) -> str:
        """Return how the question ends where its question word stands in place of the phrase."""
        if phrase.tag == COPULA:
            return ask_identity(asked.word, self._grammar, self._random)
        return ask_in_place(statement.predicate, self._grammar, self._random)

    def _finished(self, parts: Sequence[str], name: str) -> str | None:
        """Return the question, tidy but for a space or two, or `None` where it went wrong."""
        question = LEADS.sub("", " ".join(parts))
        question = SPACE_BEFORE_CLOSING.sub(r"\1", EMPTY_BRACKETS.sub("", question))
        is_doubled = bool(name) and question.count(name) > 1
        if len(parts) <= FEWEST_PARTS or is_doubled or not SHORTEST <= len(question) <= LONGEST:
            return None
        roll = self._random.random()
        if roll < NO_SPACES:
            return question.replace(" ", "")
        spaces = [at for at, character in enumerate(question) if character == " "]
        if roll < ONE_SPACE_LESS and spaces:
            at = self._random.choice(spaces)
            return question[:at] + question[at + 1 :]
        return question


def is_part(phrase: Phrase, statement: Statement) -> bool:
    """Return whether a phrase is asked for: not the predicate, nor what the article is about."""
    is_name = bool(statement.name) and (
        statement.name in phrase.text or phrase.text in statement.name
    )
    is_predicate = phrase.last == len(statement.words) - 1 and phrase.tag != COPULA
    return not is_name and not is_predicate


def verb_after(words: Sequence[Word], phrase: Phrase) -> str:
    """Return the stem of the verb that a phrase belongs to, most likely: the next one."""
    for word in words[phrase.last + 1 :]:
        if any(morpheme.tag.startswith(("VV", "XSV")) for morpheme in word):
            return "".join(m.form for m in word if m.tag.startswith(("VV", "NNG", "XR")))
    return ""


def subject_at(word: Word) -> int | None:
    """Return which morpheme of a word is the particle of a subject or a topic."""
    for at, morpheme in enumerate(word[1:], 1):
        is_particle = morpheme.tag == SUBJECT or (morpheme.tag == TOPIC and morpheme.form in TOPICS)
        if is_particle and word[at - 1].tag in NOUNS | SIGNS | {"NP"}:
            return at
    return None


def is_the_subject(word: Word) -> bool:
    """Return whether a word points to what the article is about: "그는"."""
    return word[0].tag == "NP" and word[0].form in THE_SUBJECT and subject_at(word) == 1


def points_away(word: Word, name: str) -> bool:
    """Return whether only the sentences before tell what a word means: "이를", "그 임무"."""
    is_pointing = word[0].tag in {"NP", "MM"} and word[0].form in POINTING
    return is_pointing and not (name and is_the_subject(word))


def can_come_last(words: Sequence[Word], phrase: Phrase, kept: Sequence[int]) -> bool:
    """Return whether the whole question can describe the phrase.

    It can where the phrase is part of the main clause, and alone: not in a list, not with someone,
    not described itself, not beside a second subject.
    """
    after = [morpheme.tag for word in words[phrase.last + 1 : -1] for morpheme in word]
    is_main = not CLAUSE_ENDS & set(after) and not words[-1][0].tag.startswith("VX")
    before = words[phrase.first - 1][-1:] if phrase.first else ()
    is_alone = phrase.particle not in AND and not any(
        morpheme.tag in LEANING or morpheme.form in AND for morpheme in before
    )
    subjects = sum(subject_at(words[place]) is not None for place in kept) + phrase.is_subject
    return is_main and is_alone and phrase.tag != COPULA and subjects <= 1
