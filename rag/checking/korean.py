"""The words of a Korean text with what their particles and endings say of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.checking.endings import read_ending, skip_particles
from rag.checking.vocabulary import CLAIMING, DENYING, PLANNING
from rag.checking.words import Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.language import Morpheme
    from rag.checking.words import Mode, Role

NOUNS = ("NNG", "NNP", "XR", "SL", "SH", "W_", "NR")
NAMES = ("NNP", "SL", "SH", "W_")
VERBS = ("VV", "VA")
ROLES: dict[str, Role] = {
    "을": "object", "를": "object", "은": "topic", "는": "topic", "의": "of", "에": "at",
    "에게": "at", "한테": "at", "께": "at", "에서": "from", "부터": "from", "에게서": "from",
    "로부터": "from", "으로부터": "from", "로": "to", "으로": "to", "까지": "to", "와": "with",
    "과": "with", "랑": "with", "보다": "than", "\u11ab": "topic", "\u11af": "object",
}  # fmt: skip
# Verbs that only make a noun a predicate: `인수를 하다`, `합의가 이뤄지다`.
LIGHT = frozenset(("하", "되", "이루어지", "이뤄지", "당하", "시키", "벌이", "치르", "거치"))
# What only says that there is something, or that it is not.
ABSENT = frozenset(("없", "아니"))
BEING = ABSENT | {"있"}
PASSIVE = frozenset(("되", "당하", "받"))
NEGATORS = frozenset(("안", "못", "아니"))
# Numerals before what they count; `한` is rather "a certain".
NUMERALS = frozenset(
    ("두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열", "둘", "셋", "넷")
)
NUMERALS |= frozenset(("첫", "모든", "온", "전", "양", "반"))
# Adverbs that change what is told; others only colour it.
TELLING = frozenset(("가장", "모두", "전혀", "항상", "오직", "다시", "처음", "함께", "서로", "늘"))
TELLING |= frozenset(("매일", "매년"))


class KoreanReader:
    """Reads the morphemes of one text."""

    def __init__(self, morphemes: Sequence[Morpheme]) -> None:
        self._morphemes = morphemes
        self._words: list[Word] = []
        self._clause = 0

    def words(self) -> tuple[Word, ...]:
        """Return the words in order."""
        place = 0
        while place < len(self._morphemes):
            place = self._read(place)
        return tuple(together(self._words))

    def _read(self, place: int) -> int:
        """Read the morpheme at a place; return the next place to read."""
        here = self._morphemes[place]
        if here.tag == "XPN" and self._has(place + 1, NOUNS):
            return self._read_noun(place + 1, prefix=here)
        if here.tag.startswith(NOUNS):
            return self._read_noun(place)
        if here.tag.startswith(VERBS):
            return self._read_verb(place)
        is_numeral = here.tag == "MM" and here.form in NUMERALS
        if is_numeral or (here.tag == "MAG" and here.form in TELLING):
            self._add(Word(stem=here.form, kind="adverb", start=here.start, end=here.end))
        return place + 1

    def _read_noun(self, place: int, prefix: Morpheme | None = None) -> int:
        here = self._morphemes[place]
        word = Word(
            stem=((prefix.form if prefix else "") + here.form).lower(),
            kind="name" if here.tag.startswith(NAMES) else "noun",
            start=prefix.start if prefix else here.start,
            end=here.end,
        )
        after = place + 1
        while self._has(after, ("XSN",)):
            after += 1
        if self._has(after, ("XSV", "XSA")):
            return self._add_predicate(
                word,
                after + 1,
                is_passive=self._form(after) in PASSIVE,
                is_flipped=self._is_behind_negator(place),
            )
        if self._has(after, ("VCP",)):
            return self._add_predicate(word, after + 1)
        after += self._tag(after) == "SSC"
        behind = skip_particles(self._morphemes, after)
        word = replace(word, role=self._role(after, behind))
        if verb := self._light_verb(behind, word.role):
            form = self._form(verb)
            is_flipped = form in ABSENT or (verb > behind and self._form(verb - 1) in NEGATORS)
            return self._add_predicate(
                word, verb + 1, is_passive=form in PASSIVE, is_flipped=is_flipped
            )
        is_joined = behind == after and word.role == "part" and self._has(after, (*NOUNS, "XPN"))
        if behind == after and self._tag(after) in {"SN", "NNB"}:
            word = replace(word, role=self._role_behind_figure(after))
        self._add(replace(word, modes=self._modes_behind(behind), is_joined=is_joined))
        return behind

    def _is_behind_negator(self, place: int) -> bool:
        """Return whether an `안` or `못` stands before a predicate."""
        return bool(place) and self._tag(place - 1) == "MAG" and self._form(place - 1) in NEGATORS

    def _light_verb(self, behind: int, role: Role) -> int | None:
        """Return where the verb stands that makes a noun a predicate, as in `평가를 안 했다`."""
        verb = behind
        while self._tag(verb) == "MAG" and verb < behind + ADVERBS:
            verb += 1
        if not self._has(verb, ("VV", "VA", "VX", "VCN", "XSV")):
            return None
        form = self._form(verb)
        is_light = form in LIGHT and role in LIGHT_ROLES
        return verb if is_light or (form in BEING and role in BEING_ROLES) else None

    def _role_behind_figure(self, place: int) -> Role:
        """Return what the particle behind a figure makes of the noun before: `직원 300명은`."""
        while self._has(place, COUNTING):
            place += 1
        return self._role(place, skip_particles(self._morphemes, place))

    def _read_verb(self, place: int) -> int:
        here = self._morphemes[place]
        is_flipped = self._is_behind_negator(place)
        is_passive = self._form(place + 2) == "지" and self._tag(place + 2) == "VX"
        word = Word(stem=bare(here.form), kind="verb", start=here.start, end=here.end)
        return self._add_predicate(word, place + 1, is_passive=is_passive, is_flipped=is_flipped)

    def _add_predicate(
        self, word: Word, place: int, *, is_passive: bool = False, is_flipped: bool = False
    ) -> int:
        ending = read_ending(self._morphemes, place)
        self._add(
            replace(
                word,
                is_predicate=True,
                is_negative=ending.is_negative != is_flipped,
                is_past=ending.is_past,
                modes=frozenset(ending.modes),
                has_end=ending.is_clause_end,
                is_passive=is_passive,
            )
        )
        self._clause += ending.is_clause_end
        return max(ending.stop, place)

    def _add(self, word: Word) -> None:
        self._words.append(replace(word, clause=self._clause))

    def _role(self, after: int, behind: int) -> Role:
        """Return what the particles of a noun make it."""
        for place in range(after, behind):
            here = self._morphemes[place]
            if here.tag == "JKS":
                return "subject"
            if here.tag == "JC":
                return "and"
            if role := ROLES.get(here.form):
                is_by = role == "at" and self._form(behind) == "의하"
                return "by" if is_by else role
        return "part"

    def _modes_behind(self, behind: int) -> frozenset[Mode]:
        """Return what the word behind a noun makes of it: `인수 계획`, `인수를 부인`."""
        form = self._form(behind)
        modes: set[Mode] = set()
        if form in PLANNING:
            modes.add("planned")
        if form in CLAIMING:
            modes.add("claimed")
        after = skip_particles(self._morphemes, behind + 1)
        if form in DENYING or (modes and self._form(after) in DENYING):
            modes.add("denied")
        return frozenset(modes)

    def _has(self, place: int, tags: tuple[str, ...]) -> bool:
        return self._tag(place).startswith(tags)

    def _tag(self, place: int) -> str:
        return self._morphemes[place].tag if place < len(self._morphemes) else ""

    def _form(self, place: int) -> str:
        return self._morphemes[place].form if place < len(self._morphemes) else ""


def bare(stem: str) -> str:
    """Return a verb without its 하: Kiwi takes some of them apart, and some not."""
    return stem.removesuffix("하") if len(stem) > LONG_VERB else stem


def together(words: Sequence[Word]) -> list[Word]:
    """Return the words, those that stand together without particles being what the last one is."""
    found: list[Word] = []
    for word in reversed(words):
        following = found[-1] if found else None
        if word.is_joined and following and not following.is_predicate:
            found.append(replace(word, role=following.role))
        else:
            found.append(word)
    return found[::-1]


LONG_VERB = 2
# So many adverbs may stand between a noun and its light verb: `평가를 다시 하지 않는다`.
ADVERBS = 2
COUNTING = ("SN", "NR", "NNB", "SW", "XSN", "MM")
LIGHT_ROLES = frozenset(("object", "subject", "topic", "part"))
BEING_ROLES = frozenset(("subject", "topic", "part"))
