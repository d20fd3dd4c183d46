"""Which words of a sentence a question made of it can do without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.phrases import ADVERBIAL

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from training.phrases import Phrase, Word

# How often what can be left out is. Judgement.
CLAUSES, ADVERBS, ADVERBIALS = 0.55, 0.5, 0.2
# Words from the last clause on, and words beside the phrase and the predicate: with fewer, hardly
# anything would be left to ask by.
CLAUSE_WORDS = 5
FEWEST = 2
NEGATIONS = frozenset(("안", "못"))
VERBAL = ("VV", "VA", "VX", "VC", "XSV", "XSA")
# Endings of a word after which another part of the sentence begins.
CLOSED = frozenset(("JKS", "JKO", "JKB", "JX", "EC", "SP", "MAG", "MAJ"))


def kept_words(words: Sequence[Word], phrase: Phrase, chance: random.Random) -> set[int]:
    """Return the places of the words that the question keeps, beside phrase and predicate."""
    others = [place for place in range(len(words) - 1) if not phrase.first <= place <= phrase.last]
    begin = beginning(words, phrase, chance)
    kept = {
        place
        for place in others
        if place >= begin and not is_left_out(words, place, phrase, chance)
    }
    return kept if len(kept) >= FEWEST else set(others)


def beginning(words: Sequence[Word], phrase: Phrase, chance: random.Random) -> int:
    """Return the place that the question starts at: 0, or after the last clause before."""
    borders = [place for place in range(phrase.first) if ends_clause(words, place)]
    if borders and len(words) - borders[-1] >= CLAUSE_WORDS and chance.random() < CLAUSES:
        return borders[-1] + 1
    return 0


def ends_clause(words: Sequence[Word], place: int) -> bool:
    """Return whether a clause ends with a word that is not the last: "…하였고", not "하고 있다"."""
    tags = [morpheme.tag for morpheme in words[place] if morpheme.tag != "SP"]
    return bool(tags) and tags[-1] == "EC" and not words[place + 1][0].tag.startswith("VX")


def is_left_out(words: Sequence[Word], place: int, phrase: Phrase, chance: random.Random) -> bool:
    """Return whether a word goes; what stands beside the phrase stays."""
    if phrase.first - 1 <= place <= phrase.last + 1:
        return False
    if is_spare_adverb(words, place):
        return chance.random() < ADVERBS
    return is_spare_adverbial(words, place) and chance.random() < ADVERBIALS


def is_spare_adverb(words: Sequence[Word], place: int) -> bool:
    """Return whether a word is an adverb without which the sentence says nearly the same."""
    word = words[place][-1]
    if place == 0:
        return word.tag in {"MAG", "MAJ"}
    # 없이 belongs to the noun before it; 및 and 또는 join what stands on both sides.
    is_free = words[place - 1][-1].tag in CLOSED
    return word.tag == "MAG" and word.form not in NEGATIONS and is_free


def is_spare_adverbial(words: Sequence[Word], place: int) -> bool:
    """Return whether a word is a place, a time or a means that nothing else hangs on."""
    is_free = place == 0 or words[place - 1][-1].tag in CLOSED
    # Right before a verb it is what the verb needs: "서울에 있다", "법에 따라".
    is_needed = any(morpheme.tag.startswith(VERBAL) for morpheme in words[place + 1])
    return words[place][-1].tag == ADVERBIAL and is_free and not is_needed
