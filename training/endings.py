"""How a Korean statement ends, and how a question made of it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

    from index.language import Grammar
    from training.asking import Asking, Pair
    from training.phrases import Word

PAST = frozenset(("었", "았", "였", "었었", "았었"))
DESCRIPTIVE = ("VA", "XSA")
COPULAS = ("VCP", "VCN")
STEMS = ("XSV", "XSA", "VV", "VA", "VX", "VC")
# Kiwi takes them for verbs or for adjectives; they end like verbs: 있는, 있나.
EXISTENCE = frozenset(("있", "없"))
# How often questions end so; after a verb, and after anything in the past. Judgement.
AFTER_VERB = {"나": 4.0, "는가": 3.0, "습니까": 1.0, "나요": 1.0, "어": 1.5, "을까": 1.0}
AFTER_COPULA = {"ᆫ가": 1.0, "ᆫ가요": 1.0, "ᆸ니까": 1.0}
AFTER_DESCRIPTIVE = {"ᆫ가": 3.0, "ᆸ니까": 1.0}
IDENTITY = {"ᆫ가": 2.0, "ᆸ니까": 1.0, "야": 1.0, "ᆫ가요": 1.0, "ᆯ까": 1.0}
# Of all questions. Those who type fast leave it out.
QUESTION_MARKS = 0.85


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """The last word of a statement.

    Attributes:
        before: What stands in it before the stem, as written: "설립" in 설립되었다.
        stem: What can be conjugated, tense included, without the ending.
    """

    before: str
    stem: tuple[Pair, ...]

    @property
    def is_past(self) -> bool:
        """Whether it tells what was."""
        return any(form in PAST for form, _ in self.stem)

    @property
    def is_copula(self) -> bool:
        """Whether it is a noun with 이다 or 아니다."""
        return any(tag.startswith(COPULAS) for _, tag in self.stem)

    @property
    def root(self) -> Pair:
        """The last morpheme before tense and respect."""
        return [pair for pair in self.stem if pair[1] != "EP"][-1]

    @property
    def is_descriptive(self) -> bool:
        """Whether it tells what something is like."""
        form, tag = self.root
        return tag.startswith(DESCRIPTIVE) and form not in EXISTENCE


def predicate_of(word: Word, sentence: str) -> Predicate | None:
    """Return the last word of a sentence, taken apart, where it is a plain statement (-다)."""
    ends = [at for at, morpheme in enumerate(word) if morpheme.tag == "EF"]
    if not ends or not word[ends[0]].form.endswith("다"):
        return None
    for first, morpheme in enumerate(word[: ends[0]]):
        if morpheme.tag.startswith(STEMS):
            return Predicate(
                before=sentence[word[0].start : morpheme.start],
                stem=tuple((part.form, part.tag) for part in word[first : ends[0]]),
            )
    return None


def ask_in_place(predicate: Predicate, grammar: Grammar, chance: random.Random) -> str:
    """Return the predicate as it ends a question that has a question word: "설립되었나?"."""
    weights = AFTER_VERB
    if not predicate.is_past and predicate.is_copula:
        weights = AFTER_COPULA
    elif not predicate.is_past and predicate.is_descriptive:
        weights = AFTER_DESCRIPTIVE
    ending = chance.choices([*weights], [*weights.values()])[0]
    return conjugated(predicate, (ending, "EF"), grammar) + mark(chance)


def ask_last(
    predicate: Predicate, asked: Asking, grammar: Grammar, chance: random.Random
) -> str | None:
    """Return the predicate as it describes the noun that is asked for: "설립된 해는?".

    `None` where it cannot: a copula describes nothing, and what may be has no such form.
    """
    has_guess = any(form == "겠" for form, _ in predicate.stem)
    if predicate.is_copula or has_guess or not asked.noun:
        return None
    clause = adnominal(predicate, grammar)
    noun = grammar.join([(asked.noun, "NNG"), ("은", "JX")])
    if asked.rest:
        return f"{clause} {noun} {ask_identity(asked.rest, grammar, chance)}"
    return f"{clause} {noun}{mark(chance)}"


def adnominal(predicate: Predicate, grammar: Grammar) -> str:
    """Return the predicate as it stands before a noun."""
    is_like_state = predicate.is_descriptive or predicate.root[0] in EXISTENCE
    if predicate.is_past and is_like_state:
        return conjugated(predicate, ("던", "ETM"), grammar)
    if predicate.is_past or predicate.is_descriptive:
        tenseless = tuple(pair for pair in predicate.stem if pair[0] not in PAST)
        present = Predicate(before=predicate.before, stem=tenseless)
        return conjugated(present, ("ᆫ", "ETM"), grammar)
    return conjugated(predicate, ("는", "ETM"), grammar)


def conjugated(predicate: Predicate, ending: Pair, grammar: Grammar) -> str:
    """Return the predicate with another ending."""
    pairs = [*predicate.stem, ending]
    if predicate.is_copula and predicate.before:
        # 이다 loses its stem after a vowel.
        return grammar.join([(predicate.before, "NNG"), *pairs])
    return predicate.before + grammar.join(pairs)


def ask_identity(word: str, grammar: Grammar, chance: random.Random) -> str:
    """Return a question word with the copula: "누구인가?"."""
    ending = chance.choices([*IDENTITY], [*IDENTITY.values()])[0]
    return grammar.join([(word, "NNG"), ("이", "VCP"), (ending, "EF")]) + "?"


def mark(chance: random.Random) -> str:
    """Return a question mark, mostly."""
    return "?" if chance.random() < QUESTION_MARKS else ""
