"""What the endings behind a Korean predicate say of it: not, not yet, perhaps, if."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rag.checking.vocabulary import CLAIMING, DENYING, PLANNING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.language import Morpheme
    from rag.checking.words import Mode

PARTICLES = ("JK", "JX", "JC")
# Endings before a verb of telling: what stands before is what somebody says.
QUOTING = ("다고", "라고", "냐고", "자고", "다며", "라며", "다면서", "라면서")
INTENDING = frozenset(("려고", "으려고", "려", "으려", "고자", "려면"))
CONDITIONS = frozenset(("면", "으면", "다면", "라면", "ᆫ다면", "는다면", "어야", "아야"))
CONDITIONS |= frozenset(("더라도", "어도", "아도"))
# `-ㄴ 것으로 보인다`: it is a guess, or hearsay.
GUESSED = frozenset(("보이", "추정", "의심", "추측", "알려지", "전해지", "전하", "알리", "파악"))
NEGATIVE = frozenset(("않", "말", "못", "못하", "아니하"))
PAST = frozenset(("었", "았", "였"))
# Nouns that make an act possible or known: `-ㄹ 수 있다`, `-ㄴ 적 없다`.
EXISTING = frozenset(("수", "적", "리", "바", "일"))
THINGS = frozenset(("것", "거", "듯", "만"))
INTENTIONS = frozenset(("뜻", "생각"))
# How many morphemes behind the stem may say something of it.
REACH = 16


@dataclass(slots=True, kw_only=True)
class Ending:
    """What is said of a predicate.

    Attributes:
        stop: The first morpheme behind its endings.
        is_negative: Whether it is said not to be.
        is_past: Whether it is said to have been.
        is_clause_end: Whether no noun follows that the predicate describes.
        modes: What else is said.
    """

    stop: int
    is_negative: bool = False
    is_past: bool = False
    is_clause_end: bool = True
    modes: set[Mode] = field(default_factory=set)


def read_ending(morphemes: Sequence[Morpheme], start: int) -> Ending:
    """Return what the morphemes from `start` on, behind a stem, say of it."""
    return EndingReader(morphemes, start).read()


def skip_particles(morphemes: Sequence[Morpheme], place: int) -> int:
    """Return the first place from `place` on that holds no particle."""
    while place < len(morphemes) and morphemes[place].tag.startswith(PARTICLES):
        place += 1
    return place


class EndingReader:
    """Reads the endings and auxiliaries behind one stem."""

    def __init__(self, morphemes: Sequence[Morpheme], start: int) -> None:
        self._morphemes = morphemes
        self._limit = min(len(morphemes), start + REACH)
        self._ending = Ending(stop=start)

    def read(self) -> Ending:
        """Return what all of them say."""
        ending = self._ending
        while (before := ending.stop) < self._limit:
            self._step()
            if ending.stop == before:
                break
        return ending

    def _step(self) -> None:
        """Read one more ending, if there is one, with the auxiliary behind it."""
        here, ending = self._morphemes[self._ending.stop], self._ending
        if here.tag.startswith(("EP", "EF")):
            ending.stop += 1
            ending.is_past |= here.form in PAST
            self._say("planned", when=here.form == "겠")
            self._say("quoted", when=here.form.endswith(QUOTING))
        elif here.tag == "EC":
            self._read_connective(here.form)
        elif here.tag == "ETM":
            self._read_adnominal(here.form)
        elif here.tag == "ETN":
            self._read_nominal(here.form)

    def _say(self, mode: Mode, *, when: bool) -> None:
        if when:
            self._ending.modes.add(mode)

    def _following(self, place: int) -> tuple[int, str, str]:
        """Return the next place that holds no particle, with its form and tag."""
        after = skip_particles(self._morphemes, place)
        if after >= len(self._morphemes):
            return after, "", ""
        return after, self._morphemes[after].form, self._morphemes[after].tag

    def _read_connective(self, form: str) -> None:
        """Read an ending that joins a predicate to the next one."""
        ending = self._ending
        after, following, tag = self._following(ending.stop + 1)
        ending.stop += 1
        is_quoting = form.endswith(QUOTING)
        self._say("planned", when=form in INTENDING or following == "싶")
        self._say("conditional", when=form in CONDITIONS)
        self._say("quoted", when=is_quoting)
        self._say("claimed", when=is_quoting and following in CLAIMING)
        self._say("denied", when=following in DENYING)
        if form == "지" and following in NEGATIVE:
            ending.is_negative = not ending.is_negative
            _, behind, _ = self._following(after + 1)
            ending.stop = after + 1 + (following == "못" and behind == "하")
        elif tag.startswith("VX") or (form == "게" and following in {"되", "하"}):
            ending.stop = after + 1

    def _read_adnominal(self, form: str) -> None:
        """Read an ending before a noun: `-ㄹ 수 없`, `-ㄹ 계획`, `-ㄴ 의혹`."""
        ending = self._ending
        is_open = form.endswith(("ᆯ", "을"))
        ending.is_past |= form in {"ᆫ", "은"}
        ending.is_clause_end = False
        ending.stop += 1
        _, noun, tag = self._following(ending.stop)
        after, following, _ = self._following(ending.stop + 1)
        if noun in EXISTING and tag == "NNB":
            self._say("planned", when=is_open and noun == "수")
            if following in {"없", "있"}:
                ending.is_negative ^= following == "없"
                ending.is_clause_end = True
                ending.stop = after + 1
        elif noun in THINGS and tag.startswith("NNB"):
            ending.is_clause_end = True
            self._say("claimed", when=following in GUESSED and not is_open)
            self._say("planned", when=is_open)
        self._say("claimed", when=noun in CLAIMING)
        self._say("planned", when=noun in PLANNING or (is_open and noun in INTENTIONS))
        is_undone = noun in PLANNING | CLAIMING | {"데"} and following in DENYING
        self._say("denied", when=is_undone or noun == "뻔")

    def _read_nominal(self, form: str) -> None:
        """Read an ending that makes a predicate a noun: `-기로 했다`."""
        place = self._ending.stop = self._ending.stop + 1
        after, following, _ = self._following(place)
        is_toward = place < after and self._morphemes[place].form == "로"
        self._say("planned", when=form == "기" and (is_toward or following in PLANNING))
        self._say("denied", when=following in DENYING)
