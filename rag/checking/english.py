"""The words of an English text, with what the words around say of them.

It knows no grammar but the order of words: enough to see a `not`, a plan, a passive, and who stands
before a verb and who behind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from rag.checking.stems import PAST_FORMS, SHORTEST, stem
from rag.checking.vocabulary import STOPWORDS
from rag.checking.words import Word

if TYPE_CHECKING:
    from rag.checking.words import Mode, Role

TOKEN = re.compile(r"[^\W\d_][\w.&-]*(?<![.&-])(?:['’](?:t|s|re|ve|ll|d|m)\b)?|[,;:.!?—]")
# Between the words of a name: `Weavers' Bridge`.
GAP = re.compile(r"['’]? ")
MODALS = frozenset(("will", "would", "may", "might", "could"))
NEGATORS = frozenset(
    ("not", "no", "never", "neither", "nor", "without", "cannot", "none", "hardly")
)
BEING = frozenset(("is", "are", "was", "were", "be", "been", "being"))
HAVING_PAST = frozenset(("was", "were", "had", "has", "have", "did"))
CONDITIONS = frozenset(("if", "unless", "whether"))
SIGNALS: tuple[tuple[Mode, re.Pattern[str]], ...] = (
    (
        "planned",
        re.compile(
            r"will|would|may|might|could|plan\w*|propos\w*|expect\w*|intend\w*|aim(?:s|ed|ing)?"
            r"|hop(?:e|es|ed|ing)|consider\w*|discuss\w*|agreed|promis\w*|likely|seek\w*|want\w*"
        ),
    ),
    ("claimed", re.compile(r"alleg\w+|accus\w+|claim\w*|rumou?r\w*|suspect\w*|reportedly")),
    (
        "denied",
        re.compile(
            r"den(?:y|ies|ied|ying)|fail\w*|refus\w+|reject\w*|declin\w+|cancel\w*|scrap\w*"
            r"|oppos\w+|abandon\w*|dismiss\w*|ban(?:s|ned)?|block\w*|withdr\w+|halt\w*"
        ),
    ),
    ("conditional", re.compile("|".join(CONDITIONS))),
)
JOINING = frozenset(("but", "while", "whereas", "although", "though"))
# Words before a clause with a subject of its own.
OPENING = JOINING | {"after", "before", "because", "when", "since", "as", "if", "until", "and"}
RELATIVES = frozenset(("which", "who", "whom", "whose", "that"))
ENDS = frozenset(",;:.!?—")
STOPS = frozenset(".;!?")
PREPOSITIONS: dict[str, Role] = {
    "of": "of", "in": "at", "at": "at", "on": "at", "from": "from", "to": "to", "into": "to",
    "by": "by", "with": "with", "than": "than", "for": "at", "and": "and", "over": "at",
    "under": "at", "around": "at", "about": "at", "through": "at", "between": "at", "near": "at",
    "across": "at", "along": "at", "behind": "at", "beside": "at", "against": "at", "within": "at",
}  # fmt: skip
# Before a number they only say that it is not exact.
LIMIT = re.compile(r"(?:over|under|around|about|within) [\d.,]*\d", re.IGNORECASE)
# How many of the next words a `no`, `plans to` or `denied` says something of.
REACH = {"negative": 1, "planned": 1, "claimed": 3, "denied": 2, "conditional": 3}


@dataclass(slots=True)
class Hearing:
    """What the words so far say of the next one.

    Attributes:
        left: How many more words each thing that was said still reaches.
        role: What a preposition makes of the next word.
        is_passive: Whether a form of `be` stands before it.
        is_past: Whether an auxiliary of the past does.
    """

    left: dict[str, int] = field(default_factory=dict)
    role: Role = "part"
    is_passive: bool = False
    is_past: bool = False

    def hear(self, word: str, following: str) -> None:
        """Take note of a word; `plans` says something only before a `to`."""
        if word in NEGATORS or word.endswith("n't"):
            self.left["negative"] = REACH["negative"]
        for mode, pattern in SIGNALS:
            is_plan = mode != "planned" or word in MODALS or following == "to"
            if is_plan and pattern.fullmatch(word):
                self.left[mode] = REACH[mode]
        self.is_passive = word in BEING or (self.is_passive and word not in PREPOSITIONS)
        self.is_past = word in HAVING_PAST or (self.is_past and word not in JOINING)
        self.role = "part" if word in RELATIVES else PREPOSITIONS.get(word, self.role)

    def take(self) -> set[str]:
        """Return what is said of the word that comes now."""
        said = {what for what, left in self.left.items() if left > 0}
        self.left = {what: left - 1 for what, left in self.left.items()}
        return said


class Token(NamedTuple):
    """A word or mark, and where it stands."""

    text: str
    start: int
    end: int


class EnglishReader:
    """Reads one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = [Token(found[0], *found.span()) for found in TOKEN.finditer(text)]
        self._words: list[Word] = []
        self._hearing = Hearing()
        self._clause = 0
        self._edge = 0
        self._first = 0
        self._is_capital = False

    def words(self) -> tuple[Word, ...]:
        """Return the words in order."""
        is_first = True
        following = [found.text.lower() for found in self._tokens[1:]] + [""]
        for found, behind in zip(self._tokens, following, strict=True):
            heard = found.text.lower().replace("’", "'")
            if heard == "," and behind in RELATIVES:
                continue  # The subject of what follows stands before the comma.
            if heard in ENDS:
                self._end(heard)
                self._clause += heard in STOPS
                self._edge = len(self._words)
            elif heard in STOPWORDS or "n't" in heard:
                self._turn(heard)
                if not LIMIT.match(self._text, found.start):
                    self._hearing.hear(heard, behind)
                self._clause += heard in JOINING
                self._edge = len(self._words) if heard in OPENING else self._edge
            else:
                self._read(found, behind, is_first=is_first)
            is_first = heard in STOPS
        self._end(".")
        return tuple(self._words)

    def _end(self, mark: str) -> None:
        """Forget what was heard; a `not` that no word has followed says it of the last one."""
        is_open = self._hearing.left.get("negative", 0) > 0 and len(self._words) > self._first
        self._hearing = Hearing()
        if is_open and mark in STOPS:
            self._words[-1] = replace(self._words[-1], is_negative=True)
        elif is_open:
            self._hearing.left["negative"] = REACH["negative"]
        self._first = len(self._words) if mark in STOPS else self._first

    def _turn(self, heard: str) -> None:
        """Make `voted against` the opposite of `voted`."""
        if heard == "against" and self._words and self._words[-1].is_predicate:
            last = self._words[-1]
            self._words[-1] = replace(last, is_negative=not last.is_negative)

    def _mark_subject(self) -> None:
        """Make the words right before a verb its subject, back to a mark or a preposition."""
        for at in range(len(self._words) - 1, self._edge - 1, -1):
            if self._role_at(at) not in {"part", "and"} or self._words[at].is_past:
                return
            self._words[at] = replace(self._words[at], role="subject")

    def _role_at(self, place: int) -> Role:
        """Return the role of a word, which the words of a name share with its first."""
        while place and self._words[place - 1].is_joined:
            place -= 1
        return self._words[place].role

    def _is_next(self, before: Word, start: int) -> bool:
        """Return whether nothing stands between two words but a space, and an owner's mark."""
        return GAP.fullmatch(self._text, before.end, start) is not None

    def _read(self, here: Token, behind: str, *, is_first: bool) -> None:
        token, start, end = here
        lowered, hearing = token.lower(), self._hearing
        said = hearing.take()
        is_name = token[0].isupper() and not is_first
        is_form = not is_name and (
            lowered in PAST_FORMS or (lowered.endswith("ed") and len(lowered) > SHORTEST + 1)
        )
        is_past = is_form or (hearing.is_past and not is_name and not said.isdisjoint({"negative"}))
        if is_past:
            self._mark_subject()
        before = self._words[-1] if self._words else None
        if before and token[0].isupper() and self._is_capital and self._is_next(before, start):
            self._words[-1] = replace(before, is_joined=True)
        self._is_capital = token[0].isupper()
        self._words.append(
            Word(
                stem=stem(token),
                kind="name" if is_name else "noun",
                start=start,
                end=end,
                role=hearing.role,
                is_predicate=is_past or (not is_name and bool(said)),
                is_negative="negative" in said,
                is_past=is_past,
                modes=frozenset(mode for mode, _ in SIGNALS if mode in said),
                clause=self._clause,
                has_end=is_past,
                is_passive=is_form and hearing.is_passive,
            )
        )
        hearing.role = "part"
        if is_form:
            hearing.is_passive = hearing.is_past = False
        hearing.hear(lowered, behind)
